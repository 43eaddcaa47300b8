package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.language.InChinese;
import rollscope.language.Language;
import rollscope.midi.Instrumentation;
import rollscope.playback.AudioStatus;
import rollscope.playback.SoundbankStatus;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.parts.Arranged;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class ShellInChineseTest {
    @Test
    void whatIsShownIsCounted() {
        assertThat(shown(1).subtitle()).isEqualTo("Bass · 1 个乐器 · 1 个音符");
        assertThat(shown(1842).subtitle()).isEqualTo("Bass · 1 个乐器 · 1\u00a0842 个音符");
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(shown(0).subtitle()).isEqualTo("Bass · 1 instrument · 0 notes");
        assertThat(shown(1842).subtitle()).isEqualTo("Bass · 1 instrument · 1\u00a0842 notes");
    }

    @Test
    void filesForLaterAreListedAsChineseListsThem() {
        assertThat(RecentFiles.told(files(2))).endsWith("“打开最近的文件”中：0.mid、1.mid。");
        assertThat(RecentFiles.told(files(5))).endsWith("0.mid、1.mid、2.mid，以及另外 2 个。");
        assertThat(RecentFiles.told(files(30))).endsWith("2.mid，以及另外 8 个；最后 19 个放不下了。");
    }

    @Test
    void theLineAtTheBottomTellsOfSound() {
        var builtIn = new SoundbankStatus("", true, false, Optional.empty());
        assertThat(StatusBar.words(new AudioStatus.Idle(), builtIn)).isEqualTo("首次播放时才会启用声音");
        assertThat(StatusBar.words(new AudioStatus.Ready("Speakers", "", 0.02), builtIn))
                .isEqualTo("内置音色  ·  Speakers  ·  20 ms");
    }

    @Test
    void theWelcomeAndTheSheetOfKeysHaveNoEnglishLeft() {
        var welcome = new WelcomeView(new WelcomeView.Ways(() -> {}, () -> {}, () -> {}));
        var sheets = new Sheets();
        new Scene(new StackPane(welcome, sheets));
        sheets.showShortcuts();
        sheets.applyCss();
        welcome.applyCss();
        assertThat(texts(welcome)).contains("欢迎使用 Rollscope", "试用示例歌曲").allMatch(ShellInChineseTest::isChinese);
        assertThat(texts(sheets)).contains("卷帘中的鼠标操作", "单击标尺", "跳到该处", "空格").allMatch(ShellInChineseTest::isChinese);
    }

    @Test
    void theSystemIsToldByItsChineseName() {
        assertThat(AboutView.facts("1.0", key -> key)).containsKeys("Rollscope", "Java", "JavaFX", "系统");
    }

    /** Keys and names have one word, and no sentence has two English ones in a row. */
    private static boolean isChinese(String text) {
        return !text.matches("(?s).*[a-z]{2,} [a-z]{2,}.*");
    }

    private static List<String> texts(javafx.scene.Parent node) {
        return node.lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(label -> ((Labeled) label).getText())
                .filter(text -> text != null && !text.isEmpty())
                .toList();
    }

    private static List<Path> files(int count) {
        return IntStream.range(0, count).mapToObj(i -> Path.of(i + ".mid")).toList();
    }

    private static ShellModel.Shown shown(int notes) {
        var table = NoteTable.builder(notes);
        for (int i = 0; i < notes; i++) {
            table.add(i, i + 1, 60, 80, 0);
        }
        var song = new Transcription(
                "id",
                "Song",
                Math.max(1, notes),
                List.of(new Instrument(0, "Bass", 33, false, false)),
                table.build(),
                List.of());
        return ShellModel.Shown.of(Arranged.of(song, Instrumentation.AS_DELIVERED), Optional.empty(), "Bass");
    }
}
