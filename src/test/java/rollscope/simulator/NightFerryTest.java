package rollscope.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NightFerryTest {
    @Test
    void runsForAboutAMinuteInSixParts() {
        var parts = NightFerry.parts();
        assertThat(parts).hasSize(6);
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.notes().getLast().end()).isBetween(48.0, NightFerry.SECONDS));
    }
}
