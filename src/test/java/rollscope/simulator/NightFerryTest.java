package rollscope.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NightFerryTest {
    @Test
    void sixPartsFillAboutAMinute() {
        var parts = NightFerry.parts();
        assertThat(parts)
                .extracting(Part::stem)
                .containsExactly("Vocals", "Drums", "Bass", "Guitar", "Keyboard", "Strings");
        assertThat(NightFerry.SECONDS).isBetween(48.0, 70.0);
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.notes().getFirst().start()).isLessThan(10);
            assertThat(part.notes().getLast().end()).isBetween(60.0, NightFerry.SECONDS);
        });
    }

    @Test
    void partsKeepToTheirRanges() {
        var ranges =
                Map.of("Vocals", "C4 G5", "Bass", "E1 A2", "Guitar", "D3 Bb4", "Keyboard", "E3 F4", "Strings", "F3 D5");
        for (var part : NightFerry.parts()) {
            if (!part.drums()) {
                String[] range = ranges.get(part.stem()).split(" ");
                assertThat(part.notes())
                        .as(part.stem())
                        .extracting(Part.Played::pitch)
                        .allMatch(pitch -> pitch >= pitch(range[0]) && pitch <= pitch(range[1]))
                        .contains(pitch(range[0]), pitch(range[1]));
            }
        }
    }

    @Test
    void theVoiceSingsOneNoteAtATime() {
        var voice = NightFerry.parts().getFirst().notes();
        for (int i = 1; i < voice.size(); i++) {
            assertThat(voice.get(i).start())
                    .isGreaterThanOrEqualTo(voice.get(i - 1).end());
        }
    }

    private static int pitch(String name) {
        return Notation.pitch(name);
    }
}
