package rollscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.roll.Arrangement;
import rollscope.roll.FollowMode;
import rollscope.roll.RollColours;
import rollscope.settings.SettingsStore;
import rollscope.transcription.Instrument;
import rollscope.transcription.OctaveNaming;

class RollLookTest {
    @TempDir
    Path folder;

    @Test
    void everyChoiceIsThereTheNextTime() {
        var settings = open();
        var look = new RollLook(settings);
        look.namingProperty().set(OctaveNaming.C3);
        look.nextFollowMode();
        look.switchArrangement();
        look.foldedProperty().set(true);
        look.velocityLaneProperty().set(true);
        look.eventTableProperty().set(true);
        look.colour("Drums", 0xFFE69F00);
        settings.flush();

        var later = new RollLook(open());
        assertThat(later.namingProperty().get()).isEqualTo(OctaveNaming.C3);
        assertThat(later.followModeProperty().get()).isEqualTo(FollowMode.CONTINUOUS);
        assertThat(later.arrangementProperty().get()).isEqualTo(Arrangement.OVERLAY);
        assertThat(later.foldedProperty().get()).isTrue();
        assertThat(later.velocityLaneProperty().get()).isTrue();
        assertThat(later.eventTableProperty().get()).isTrue();
        assertThat(later.huesProperty().get()).containsEntry("Drums", 0xFFE69F00);
    }

    @Test
    void theFollowModesComeRound() {
        var look = new RollLook(open());
        var first = look.followModeProperty().get();
        var seen = IntStream.range(0, FollowMode.values().length)
                .mapToObj(_ -> {
                    look.nextFollowMode();
                    return look.followModeProperty().get();
                })
                .toList();
        assertThat(seen).containsExactlyInAnyOrder(FollowMode.values()).endsWith(first);
    }

    @Test
    void aChosenColourMovesNoOtherInstrument() {
        var look = new RollLook(open());
        // More instruments than hues: those that share a hue by turn must not share the choice.
        var instruments = IntStream.range(0, 30)
                .mapToObj(i -> new Instrument(i, "part " + i, 0, true, false))
                .toList();
        look.colour("part 2", 0xFF3CCBD3);
        var chosen = look.colours(RollColours.DARK, instruments);
        var cyan = RollColours.DARK.withNotes(List.of(0xFF3CCBD3));
        for (int i = 0; i < instruments.size(); i++) {
            int expected = i == 2 ? cyan.note(0) : RollColours.DARK.note(i);
            assertThat(chosen.note(i)).as("part " + i).isEqualTo(expected);
        }
        look.uncolour("part 2");
        assertThat(look.colours(RollColours.DARK, instruments)).isEqualTo(RollColours.DARK);
        assertThat(look.colours(RollColours.LIGHT, List.of())).isEqualTo(RollColours.LIGHT);
    }

    private SettingsStore open() {
        return new SettingsStore(folder.resolve("settings.json"));
    }
}
