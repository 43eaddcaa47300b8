package rollscope.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EarTest {
    private static final double CLOSE = 0.02;

    static List<Part> parts() {
        return NightFerry.parts();
    }

    static List<Part> melodic() {
        return parts().stream().filter(part -> !part.drums()).toList();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void hearsTheSameEachTime(Part part) {
        assertThat(Ear.hear(part)).isEqualTo(Ear.hear(part));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void notesAreSortedAndOneOfAPitchSoundsAtATime(Part part) {
        int[] free = new int[128];
        int before = 0;
        for (var note : Ear.hear(part)) {
            assertThat(note.end()).isGreaterThan(note.start());
            assertThat(note.start()).isGreaterThanOrEqualTo(before).isGreaterThanOrEqualTo(free[note.pitch()]);
            before = note.start();
            free[note.pitch()] = note.end();
        }
    }

    /** Mistakes are there to be found, but most is right. */
    @ParameterizedTest
    @MethodSource("melodic")
    void mostNotesAreRightAndSomeAreNot(Part part) {
        var heard = Ear.hear(part);
        long found = part.notes().stream()
                .filter(played -> heard.stream().anyMatch(note -> matches(note, played)))
                .count();
        long right = heard.stream()
                .filter(note -> part.notes().stream().anyMatch(played -> matches(note, played)))
                .count();
        assertThat(found / (double) part.notes().size()).isBetween(0.85, 0.995);
        assertThat(right / (double) heard.size()).isBetween(0.85, 0.995);
    }

    @ParameterizedTest
    @MethodSource("melodic")
    void onsetsWanderByAFewMilliseconds(Part part) {
        var errors = Ear.hear(part).stream()
                .flatMap(note -> part.notes().stream()
                        .filter(played -> matches(note, played))
                        .map(played -> Math.abs(note.start() / 192.0 - played.start())))
                .toList();
        assertThat(errors).allMatch(error -> error <= 0.009).anyMatch(error -> error > 0.002);
    }

    @ParameterizedTest
    @MethodSource("melodic")
    void legatoEndsWhereTheNextNoteStarts(Part part) {
        var heard = Ear.hear(part);
        assertThat(heard).anyMatch(note -> heard.stream().anyMatch(next -> next.start() == note.end()));
    }

    private static boolean matches(Ear.Heard note, Part.Played played) {
        return note.pitch() == played.pitch() && Math.abs(note.start() / 192.0 - played.start()) < CLOSE;
    }
}
