package rollscope.ui.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rollscope.playback.PeakLevel;

class PeakMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final PeakMeter meter = new PeakMeter();

    @Test
    void aPeakShowsAtOnceInDecibelsAndFallsSlowly() {
        meter.take(new PeakLevel(0.5f, 0.25f), SECOND);
        assertThat(meter.left()).isCloseTo(1 - 6.02 / 48, within(0.001));
        assertThat(meter.right()).isCloseTo(1 - 12.04 / 48, within(0.001));
        meter.take(PeakLevel.SILENCE, 2 * SECOND);
        assertThat(meter.left()).isCloseTo(1 - 30.02 / 48, within(0.001));
        meter.take(PeakLevel.SILENCE, 20 * SECOND);
        assertThat(meter.left()).isZero();
    }

    @Test
    void aLouderPeakIsNotDelayedByTheFall() {
        meter.take(new PeakLevel(0.1f, 0), SECOND);
        meter.take(new PeakLevel(0.9f, 0), SECOND + 1);
        assertThat(meter.left()).isGreaterThan(0.97);
    }

    @Test
    void clippingStaysForTwoSeconds() {
        meter.take(new PeakLevel(0.2f, 1), SECOND);
        assertThat(meter.clipped()).isTrue();
        meter.take(PeakLevel.SILENCE, SECOND * 5 / 2);
        assertThat(meter.clipped()).isTrue();
        meter.take(PeakLevel.SILENCE, 4 * SECOND);
        assertThat(meter.clipped()).isFalse();
    }
}
