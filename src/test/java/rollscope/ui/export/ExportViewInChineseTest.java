package rollscope.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.export.Grid;
import rollscope.export.Recipe.Scope;
import rollscope.export.Recipe.Snap;
import rollscope.export.Recipe;
import rollscope.language.InChinese;
import rollscope.midi.MidiFile;
import rollscope.settings.SettingsStore;
import rollscope.tempo.Fit;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.TempoMap;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class ExportViewInChineseTest {
    private static final SongTempo TEMPO = new SongTempo(
            Optional.of(TempoMap.constant(120, 0, Optional.of(Meter.FOUR_FOUR))),
            Optional.of(new Key(6, Key.Mode.MINOR)),
            Fit.NONE,
            SongTempo.Source.ESTIMATED);

    @TempDir
    Path folder;

    private final Background background = new Background(Runnable::run, Runnable::run);
    private final List<Notice> told = new ArrayList<>();

    @Test
    void thePanelSpeaksChinese() {
        var draft = draft();
        var model = new ExportModel(background, told::add);
        try (var view = new ExportView(
                draft,
                model,
                new SimpleBooleanProperty(true),
                new DragOut(background, folder.resolve("drag")),
                Optional::empty,
                new NoDeeds())) {
            view.complete();
            var scene = new Scene(view, ExportView.WIDTH, 800);
            scene.getRoot().applyCss();
            assertThat(((Label) view.lookup("#export-tempo")).getText()).isEqualTo("歌曲：120 BPM、4/4（估计值）。");
            assertThat(((Label) view.lookup("#export-count")).getText()).isEqualTo("8 个音符");
            assertThat(((CheckBox) view.lookup("#export-key")).getText()).isEqualTo("标明调：F# 小调");
            @SuppressWarnings("unchecked")
            var grid = (ComboBox<Optional<Grid>>) view.lookup("#export-grid");
            assertThat(grid.getConverter().toString(Optional.of(Grid.EIGHTH_TRIPLET)))
                    .isEqualTo("1/8 三连音");
            var saved = new ExportModel.Target.Into(folder, "Song");
            model.save(Recipe.EXACT, draft.sourceProperty().get().orElseThrow(), saved, Optional.empty(), () -> {});
            assertThat(texts(view)).contains("已保存 Song.mid", "已回读核对：8 个音符，起点误差均不超过 0.2 ms。");
            assertThat(texts(view)).noneMatch(text -> text.matches(".*[a-z]{3,} [a-z]{2,}.*"));
            assertThat(told).singleElement().satisfies(notice -> assertThat(notice.sentence())
                    .isEqualTo("已保存 Song.mid · 8 个音符"));
            var sheet = new SavedView(model.savedProperty().get().orElseThrow(), () -> {}, _ -> {});
            assertThat(texts(sheet)).contains("在文件夹中显示", "复制为文本");
            assertThat(model.savedProperty().get().orElseThrow().text())
                    .contains("格式 1，", "4 个音符", "REAPER\n  如果")
                    .doesNotContain("notes");
        }
    }

    @Test
    void whatTheSettingsTellOfThePanelIsChinese() {
        var recipe = Recipe.EXACT
                .withScope(Scope.SELECTION)
                .withSnap(Optional.of(new Snap(Grid.SIXTEENTH, 80, 60)))
                .withVelocity(OptionalInt.of(100));
        assertThat(ExportDefaultsView.words(recipe, "Cubase"))
                .isEqualTo("精确秒数 · 选中的音符 · 量化到 1/16，强度 80%，摇摆 60% · 力度统一为 100 · 每种乐器一条音轨 · 用于 Cubase");
    }

    @Test
    void whatWritingChangedIsCountedInChinese() {
        assertThat(ExportModel.summary(Path.of("a.mid"), new MidiFile.Report(1842, 1, 2, 3, 4)))
                .isEqualTo("已保存 a.mid · 1\u00a0842 个音符 · 截短 1 处重叠 · 略去 2 个重复音符 · 加长 3 个极短音符 · 略去 4 个 38 小时以后的音符");
    }

    @Test
    void whatCouldNotBeSavedIsToldInChinese() {
        var other = ExportModel.notice(folder.resolve("a.mid"), new IOException("x"));
        assertThat(other.sentence()).isEqualTo("a.mid 未能保存。");
        assertThat(other.remedy()).isEqualTo("请选择其他文件夹或名称。");
        var gone = ExportModel.notice(folder.resolve("a.mid"), new NoSuchFileException("x"));
        assertThat(gone.sentence()).isEqualTo("a.mid 所在的文件夹已不存在。");
    }

    @Test
    void theSheetOfSoundSpeaksChinese() {
        var sheet = new SoundExportView(new SoundExportModel(background, told::add), false, false, () -> {});
        assertThat(texts(sheet)).contains("仅音符", "循环部分", "保存 WAV…");
        assertThat(SoundExportModel.Quality.FINE).hasToString("24 位，44.1 kHz");
    }

    private ExportDraft draft() {
        var draft = new ExportDraft(new SettingsStore(folder.resolve("settings.json")), background);
        draft.setSong(ExportDraftTest.song("a"));
        draft.setTempo(TEMPO);
        draft.setStemThere(true);
        draft.setOpen(true);
        return draft;
    }

    /** All that is written in labels, buttons and their like. */
    private static List<String> texts(Node node) {
        var all = new ArrayList<String>();
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            all.add(labeled.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> all.addAll(texts(child)));
        }
        return all;
    }

    private static final class NoDeeds implements ExportView.Deeds {
        @Override
        public void save() {}

        @Override
        public void saveBeside() {}

        @Override
        public void saveOther() {}

        @Override
        public void inspect() {}

        @Override
        public void reveal() {}

        @Override
        public void close() {}
    }
}
