package rollscope.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotationTest {
    /** A sixteenth is an eighth of a second at this tempo. */
    private final Notation notation = new Notation(120);

    @Test
    void middleCIs60() {
        assertThat(Notation.pitch("C4")).isEqualTo(60);
        assertThat(Notation.pitch("Bb3")).isEqualTo(58);
        assertThat(Notation.pitch("C#4")).isEqualTo(61);
        assertThat(Notation.pitch("E1")).isEqualTo(28);
    }

    @Test
    void aLineIsLegatoUnlessItRests() {
        assertThat(notation.line("D4:4 -:4 E4+G4:8 | C4:16", 80))
                .extracting(Part.Played::pitch, Part.Played::start, Part.Played::end)
                .containsExactly(tuple(62, 0.0, 0.5), tuple(64, 1.0, 2.0), tuple(67, 1.0, 2.0), tuple(60, 2.0, 4.0));
    }

    @Test
    void aBarThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> notation.line("D4:16 | D4:15", 80)).hasMessageContaining("bar 2");
        assertThatThrownBy(() -> notation.drum(36, 1, List.of("x..."))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void chordsHoldAndChangeInTheMiddleOfABar() {
        var chords = Map.of("C", "C4 E4", "F", "F4 A4");
        assertThat(notation.comping(List.of("C/F"), chords, List.of("x---....o-......"), 80))
                .extracting(Part.Played::pitch, Part.Played::start, Part.Played::end)
                .containsExactly(tuple(60, 0.0, 0.5), tuple(64, 0.0, 0.5), tuple(65, 1.0, 1.25), tuple(69, 1.0, 1.25));
    }

    @Test
    void strokesDifferInLoudness() {
        var strokes = notation.drum(36, 1, List.of("g...o...x...X..."));
        assertThat(strokes).extracting(Part.Played::velocity).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anArpeggioRingsUntilItsTurnComesAgain() {
        assertThat(notation.arpeggio(List.of("C"), Map.of("C", "C4 E4"), List.of("1.2.1..........."), 8, 80))
                .extracting(Part.Played::pitch, Part.Played::start, Part.Played::end)
                .containsExactly(tuple(60, 0.0, 0.5), tuple(64, 0.25, 1.25), tuple(60, 0.5, 1.5));
    }
}
