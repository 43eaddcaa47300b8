package rollscope.ui.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History<Integer> history = new History<>(0);

    @Test
    void whatWasDoneCanBeTakenBackAndDoneAgain() {
        history.add(1);
        history.add(2);
        history.undo();
        assertThat(history.now()).isEqualTo(1);
        history.undo();
        assertThat(history.now()).isZero();
        assertThat(history.canUndo()).isFalse();
        history.undo();
        history.redo();
        history.redo();
        assertThat(history.now()).isEqualTo(2);
        assertThat(history.canRedo()).isFalse();
    }

    @Test
    void aNewStepForgetsWhatWasTakenBack() {
        history.add(1);
        history.add(2);
        history.undo();
        history.add(3);
        assertThat(history.canRedo()).isFalse();
        history.undo();
        assertThat(history.now()).isEqualTo(1);
    }

    @Test
    void whatChangesNothingIsNoStep() {
        history.add(0);
        assertThat(history.canUndo()).isFalse();
        assertThat(history.isUntouched()).isTrue();
    }

    @Test
    void theLastStepCanBecomeAnother() {
        history.add(1);
        history.replace(2);
        history.replace(3);
        history.undo();
        assertThat(history.now()).isZero();
    }

    @Test
    void onlySoManyStepsAreRemembered() {
        for (int step = 1; step <= 1000; step++) {
            history.add(step);
        }
        int undone = 0;
        while (history.canUndo()) {
            history.undo();
            undone++;
        }
        assertThat(undone).isEqualTo(199);
        assertThat(history.now()).isEqualTo(801);
    }
}
