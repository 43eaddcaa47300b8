package rollscope.ui.roll;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.language.InChinese;
import rollscope.roll.Arrangement;
import rollscope.roll.Songs;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class RollInChineseTest {
    @Test
    void aNoteIsToldToEyesAndEars() {
        var notes = NoteTable.builder(1).add(12.3125, 12.5573, 60, 88, 0).build();
        var bass = new Instrument(0, "Bass", 33, false, false);
        assertThat(NoteText.of(notes, 0, bass, OctaveNaming.C4))
                .isEqualTo("C4 · 60 · 12.3125 s – 12.5573 s · 244.8 ms · 力度 88 · Bass");
        assertThat(NoteText.spoken(notes, 0, bass, OctaveNaming.C4)).isEqualTo("C4，12.31 秒，长 0.24 秒，力度 88，Bass");
    }

    @Test
    void theRollItsHeadersAndItsStripsAreNamed() {
        var song = Songs.band();
        try (var roll = new RollView(_ -> 3, new Background(Runnable::run, Runnable::run))) {
            var scene = new Scene(new BorderPane(roll), 916, 822);
            roll.show(song);
            roll.setArrangement(Arrangement.OVERLAY);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            int instruments = song.instruments().size();
            assertThat(roll.getAccessibleText())
                    .isEqualTo(song.title() + " 的钢琴卷帘，" + instruments + " 个乐器，"
                            + song.notes().size() + " 个音符");
            assertThat(roll.lookup("#ruler").getAccessibleText()).isEqualTo("以秒为单位的标尺");
            assertThat(roll.lookupAll(".label"))
                    .extracting(label -> ((Label) label).getText())
                    .contains("力度")
                    .anyMatch(text -> text.endsWith(" 个音符，叠在另外 " + (instruments - 1) + " 个乐器前面"));
        }
    }
}
