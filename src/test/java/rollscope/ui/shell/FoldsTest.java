package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
    private static final double LEFT = 236;
    private static final double RIGHT = 288;
    private static final Folds BOTH = new Folds(true, true);

    @Test
    void bothPanelsFitAWideWindow() {
        assertThat(fitting(1280, BOTH, false)).isEqualTo(BOTH);
        assertThat(fitting(1164, BOTH, false)).isEqualTo(BOTH);
    }

    @Test
    void thePanelAskedForLastStaysWhenOneHasToFold() {
        assertThat(fitting(1163, BOTH, false)).isEqualTo(new Folds(false, true));
        assertThat(fitting(1163, BOTH, true)).isEqualTo(new Folds(true, false));
    }

    @Test
    void whatIsNotWantedStaysFolded() {
        assertThat(fitting(1920, new Folds(false, true), true)).isEqualTo(new Folds(false, true));
        assertThat(fitting(1920, new Folds(true, false), false)).isEqualTo(new Folds(true, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRollNeverShrinksBelowItsLeastForAPanel(boolean leftLast) {
        for (double width = 600; width < 1500; width++) {
            var open = fitting(width, BOTH, leftLast);
            double roll = width - (open.library() ? LEFT : 0) - (open.instruments() ? RIGHT : 0);
            assertThat(roll).isGreaterThanOrEqualTo(Math.min(width, Folds.LEAST_ROLL));
        }
    }

    private static Folds fitting(double width, Folds wanted, boolean leftLast) {
        return Folds.fitting(width, LEFT, RIGHT, wanted, leftLast);
    }
}
