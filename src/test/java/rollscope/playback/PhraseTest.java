package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import rollscope.transcription.NoteTable;

class PhraseTest {
    private static final NoteTable NOTES = Songs.notes(
            new double[] {0, 1, 40, 80, 0},
            new double[] {1, 1.2, 60, 81, 1},
            new double[] {1.25, 1.5, 62, 82, 1},
            new double[] {1.25, 1.5, 67, 83, 1},
            new double[] {1.5, 1.6, 64, 84, 1},
            new double[] {30, 31, 65, 85, 1});

    private static int[] pitches(Phrase phrase) {
        return phrase.steps().stream().mapToInt(Phrase.Step::pitch).toArray();
    }

    @Test
    void anInstrumentIsHeardWithItsOwnNotesFromAPlaceOn() {
        assertThat(pitches(Phrase.of(NOTES, 1, 1.1))).containsExactly(67, 64, 65);
        assertThat(pitches(Phrase.of(NOTES, 0, 0))).containsExactly(40);
    }

    @Test
    void itsRhythmIsKeptButNoPause() {
        assertThat(Phrase.of(NOTES, 1, 0).steps())
                .extracting(Phrase.Step::seconds)
                .containsExactly(0.25, 0.25, 0.6, 0.6);
    }

    @Test
    void behindItsLastNoteItIsHeardFromTheStart() {
        assertThat(pitches(Phrase.of(NOTES, 0, 20))).containsExactly(40);
    }

    @Test
    void withoutNotesItIsAMiddleC() {
        assertThat(pitches(Phrase.of(NOTES, 2, 0))).containsExactly(60);
    }

    @Test
    void aPhraseIsShort() {
        var many = NoteTable.builder(0);
        for (int i = 0; i < 1000; i++) {
            many.add(i * 0.05, i * 0.05 + 0.04, 60, 90, 0);
        }
        assertThat(Phrase.of(many.build(), 0, 0).steps()).hasSizeLessThan(8).allMatch(step -> step.seconds() >= 0.1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Phrase(Collections.nCopies(17, new Phrase.Step(60, 90, 1))));
    }
}
