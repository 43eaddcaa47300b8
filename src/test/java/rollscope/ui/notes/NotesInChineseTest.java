package rollscope.ui.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.language.InChinese;
import rollscope.roll.Selection;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;
import rollscope.ui.notes.NoteWords.Fact;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class NotesInChineseTest {
    private final List<String> told = new ArrayList<>();
    private final NotesModel model = new NotesModel(
            new Background(Runnable::run, Runnable::run),
            new SimpleObjectProperty<>(OctaveNaming.C4),
            _ -> {},
            _ -> {},
            notice -> told.add(notice.sentence()));

    private static Transcription song(int notes) {
        var table = NoteTable.builder(notes);
        IntStream.range(0, notes).forEach(note -> table.add(note, note + 0.5, 60, 88, note % 5));
        return new Transcription(
                "song",
                "Song",
                notes,
                IntStream.range(0, 5)
                        .mapToObj(index -> new Instrument(index, "Part " + (index + 1), index, true, false))
                        .toList(),
                table.build(),
                List.of());
    }

    @Test
    void aNoteIsToldOf() {
        model.show(song(2000));
        model.setTempo(Optional.of(TempoMap.constant(120, 0, Optional.of(Meter.FOUR_FOUR))));
        model.selectionProperty().set(Selection.of(1));
        assertThat(model.saidProperty().get().heading()).isEqualTo("已选 1 / 400");
        assertThat(model.saidProperty().get().facts())
                .contains(
                        new Fact("起点", "1.0000 s · 1.3.00"),
                        new Fact("时长", "500.0 ms · 1.00 拍"),
                        new Fact("力度", "88"),
                        new Fact("音色", "Bright Acoustic Piano，猜测"));
    }

    @Test
    void severalNotesAreSummedUp() {
        model.show(song(2000));
        model.selectAll();
        assertThat(model.saidProperty().get().heading()).isEqualTo("已选 2\u00a0000 / 2\u00a0000");
        assertThat(model.saidProperty().get().facts())
                .contains(
                        new Fact("音符", "2\u00a0000"),
                        new Fact("平均力度", "88.0"),
                        new Fact("乐器", "Part 1、Part 2、Part 3，另有 2 个"));
    }

    @Test
    void copiesAreCounted() {
        model.show(song(2000));
        model.selectionProperty().set(Selection.of(1));
        model.copy(_ -> {});
        model.selectAll();
        model.copy(_ -> {});
        assertThat(told).containsExactly("已将 1 个音符复制为文本。", "已将 2\u00a0000 个音符复制为文本。");
    }

    @Test
    void theColumnsOfTheTableAreNamed() {
        model.show(song(3));
        var view = new EventTable(model);
        view.complete();
        assertThat(view.lookup("#events")).isInstanceOfSatisfying(TableView.class, table -> {
            assertThat(((TableView<?>) table).getColumns())
                    .extracting(TableColumn::getText)
                    .containsExactly("#", "起点", "终点", "时长", "音高", "力度", "乐器");
            assertThat(table.getAccessibleText()).startsWith("音符 1 至 ").endsWith("，共 3 个");
        });
    }
}
