package rollscope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollscope.language.Language;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;

class FiguresTest {
    private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(Locale.Category.DISPLAY, before);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        0,        0:00.000
        0.0004,   0:00.000
        24.318,   0:24.318
        59.9999,  0:59.999
        60,       1:00.000
        3599.05,  59:59.050
        3600.007, 60:00.007
        -1,       0:00.000
        """)
    void positionCountsMinutesSecondsAndThousandths(double seconds, String expected) {
        assertThat(Figures.position(seconds)).isEqualTo(expected);
    }

    @Test
    void multiplesOfAThousandthAreShownAsTheyAre() {
        for (int millis = 0; millis < 100_000; millis += 7) {
            assertThat(Figures.position(millis / 1000.0))
                    .isEqualTo(String.format(
                            Locale.ROOT, "%d:%02d.%03d", millis / 60_000, millis / 1000 % 60, millis % 1000));
        }
    }

    @Test
    void thousandsAreSetApartByASpaceThatNeverBreaks() {
        assertThat(Figures.count(1842)).isEqualTo("1\u00a0842");
        assertThat(Figures.credits(new BigDecimal("5916.25"))).isEqualTo("5\u00a0916.25");
        assertThat(Figures.credits(new BigDecimal("100"))).isEqualTo("100");
    }

    @Test
    void lengthIsRoundedToSecondsAndUnknownIsADash() {
        assertThat(Figures.length(245.6)).isEqualTo("4:06");
        assertThat(Figures.length(0)).isEqualTo("–");
        assertThat(Figures.span(Duration.ofSeconds(-3))).isEqualTo("0:00");
    }

    @Test
    void positionsAreCountedInBarsAndBeats() {
        var map = TempoMap.constant(120, 1, Optional.of(new Meter(3, false)));
        assertThat(Figures.place(map, 1).words()).isEqualTo("bar 1 · beat 1");
        assertThat(Figures.place(map, 1.99).words()).isEqualTo("bar 1 · beat 3");
        assertThat(Figures.place(map, 2.4).words()).isEqualTo("bar 1 · beat 3");
        assertThat(Figures.place(map, 2.5).words()).isEqualTo("bar 2 · beat 1");
        assertThat(Figures.place(map, 0.6).words()).as("before the first bar").isEqualTo("bar 0 · beat 3");
        assertThat(Figures.place(map, 0.99).words())
                .as("nobody can tell it from the beat")
                .isEqualTo("bar 1 · beat 1");
    }

    @Test
    void barsAndBeatsAreNamedInChineseAsWell() {
        Language.speak(Optional.of(Language.CHINESE), Locale.ENGLISH);
        assertThat(new Figures.Place(12, 2).words()).isEqualTo("第 12 小节 · 第 2 拍");
        assertThat(new Figures.Place(1842, 1).words()).isEqualTo("第 1842 小节 · 第 1 拍");
        assertThat(Figures.count(1842)).isEqualTo("1\u00a0842");
    }
}
