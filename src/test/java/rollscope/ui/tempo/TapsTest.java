package rollscope.ui.tempo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapsTest {
    private final Taps taps = new Taps();

    private OptionalDouble tapAt(double... seconds) {
        var bpm = OptionalDouble.empty();
        for (double second : seconds) {
            bpm = taps.tap(second);
        }
        return bpm;
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 60, 97.5, 128, 240})
    void evenTapsAreTheirTempo(double bpm) {
        for (int beat = 0; beat < 3; beat++) {
            tapAt(100 + beat * 60 / bpm);
        }
        assertThat(tapAt(100 + 3 * 60 / bpm).getAsDouble()).isCloseTo(bpm, within(1e-9));
    }

    @Test
    void twoTapsAreNoTempoYet() {
        assertThat(tapAt(1, 1.5)).isEmpty();
        assertThat(tapAt(2)).hasValue(120);
    }

    @Test
    void oneTapThatSlipsDoesNotMatter() {
        // Intervals of 0.5 but for 0.62 and 0.38 around the late one.
        assertThat(tapAt(0, 0.5, 1, 1.62, 2, 2.5, 3)).hasValue(120);
    }

    @Test
    void aHandThatTremblesIsRightInTheMiddle() {
        var random = new SplittableRandom(1);
        double bpm = 0;
        for (int beat = 0; beat < 17; beat++) {
            bpm = tapAt(beat * 0.6 + random.nextDouble(-0.02, 0.02)).orElse(0);
        }
        assertThat(bpm).isCloseTo(100, within(2.5));
    }

    @Test
    void afterAPauseItBeginsAgain() {
        tapAt(0, 0.5, 1);
        assertThat(tapAt(10, 11)).isEmpty();
        assertThat(tapAt(12)).hasValue(60);
    }

    @Test
    void aTempoThatChangesIsFollowed() {
        for (int beat = 0; beat < 40; beat++) {
            tapAt(beat * 0.5);
        }
        double bpm = 0;
        for (int beat = 1; beat <= 12; beat++) {
            bpm = tapAt(19.5 + beat * 0.75).orElse(0);
        }
        assertThat(bpm).isEqualTo(80);
    }

    @Test
    void aKeyThatRepeatsIsOneTap() {
        tapAt(0, 0.03, 0.06, 0.09, 0.5, 0.53);
        assertThat(tapAt(1)).hasValue(120);
    }
}
