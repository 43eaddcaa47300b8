package rollscope.ui.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.language.InChinese;
import rollscope.language.Language;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.MadeLibrary;
import rollscope.library.Pace;
import rollscope.library.Problem;
import rollscope.library.Providers;
import rollscope.settings.Settings;
import rollscope.ui.FxThread;
import rollscope.ui.action.Actions;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class LibraryInChineseTest {
    private static final Instant CREATED = Instant.parse("2026-03-05T12:00:00Z");
    private static final Problem PROBLEM = new Problem(Problem.Kind.LATER, "没有网络连接。", "请检查网络。", "");

    @Test
    void agesAndWhatIsLeftAreTold() {
        assertThat(facts(Duration.ofSeconds(5))).startsWith("刚刚 · 还剩 ").endsWith(" 天 · 4 kB");
        assertThat(facts(Duration.ofMinutes(5))).startsWith("5 分钟前 · ");
        assertThat(facts(Duration.ofHours(3))).startsWith("3 小时前 · ");
        assertThat(facts(Duration.ofDays(1))).startsWith("1 天前 · ");
        assertThat(facts(Duration.ofDays(40))).isEqualTo("2026年3月5日 · 服务商处已不存在 · 4 kB");
    }

    @Test
    void inEnglishDaysAndDatesAreWrittenAsEver() {
        Language.speak(Optional.empty(), Locale.US);
        assertThat(facts(Duration.ofDays(40))).isEqualTo("5 Mar 2026 · gone at provider · 4 kB");
        assertThat(facts(Duration.ofDays(1))).startsWith("1 day ago · ");
        assertThat(facts(Duration.ofDays(2))).startsWith("2 days ago · ");
    }

    @Test
    void statesAreTold() {
        assertThat(line(new JobState.Ready(1842, 6))).isEqualTo("已就绪 · 1\u00a0842 个音符");
        assertThat(line(new JobState.Failed(PROBLEM, true))).isEqualTo("失败 – 没有网络连接。");
        assertThat(line(new JobState.Queued(1, true, Optional.of(PROBLEM)))).isEqualTo("队列中 · 暂时无法连接服务商");
        assertThat(Arrays.stream(Order.values()).map(Order::text))
                .containsExactly("最新", "名称", "状态", "剩余天数", "大小");
    }

    @Test
    void noEnglishIsLeftInTheList(@TempDir Path home) throws Exception {
        MadeLibrary.write(home, 3, 1);
        Files.createDirectories(home.resolve("broken-1"));
        Files.writeString(home.resolve("broken-1/entry.json"), "{\"title\":\"Lost\",");
        var told = new ArrayList<Notice>();
        try (var library = new Library(
                        home,
                        new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task"),
                        Settings.PLACEHOLDER_CALLBACK,
                        Pace.every(Duration.ofDays(1)));
                var model = new LibraryModel(
                        library,
                        new Background(Runnable::run, Runnable::run),
                        InstantSource.system(),
                        new NoDesk(),
                        _ -> Optional.empty(),
                        _ -> {},
                        told::add);
                var view = new LibraryView(model, new Actions(), () -> {})) {
            new Scene(view, LibraryView.WIDTH, 700);
            view.applyCss();
            view.layout();
            model.searchProperty().set("无法读取");
            assertThat(model.rows()).extracting(Row::title).containsExactly("Lost");
            model.searchProperty().set("");
            assertThat(view.lookup("#library-count")).isInstanceOfSatisfying(Labeled.class, label -> assertThat(
                            label.getText())
                    .isEqualTo("4"));
            model.delete(model.rows().get(1));
            model.delete(model.rows().get(1));
            assertThat(words(view)).noneMatch(words -> words.matches(".*[a-z]{3,} [a-z]{2,}.*"));
            model.emptyTrash();
            assertThat(told).extracting(Notice::sentence).containsExactly("已彻底删除 2 个条目。");
        }
    }

    /** All that is shown but what entries are called, and what belongs to actions. */
    private static List<String> words(Node node) {
        var words = new ArrayList<String>();
        if (node.getAccessibleText() instanceof String spoken) {
            words.add(spoken);
        }
        if (node instanceof Labeled labeled && !"new-transcription".equals(node.getId())) {
            words.add(String.valueOf(labeled.getText()));
            if (labeled.getTooltip() != null) {
                words.add(labeled.getTooltip().getText());
            }
        }
        if (node instanceof TextInputControl field) {
            words.add(field.getPromptText());
        }
        if (node instanceof MenuButton button) {
            words.addAll(texts(button.getItems()));
        }
        if (node instanceof ListView<?> list) {
            if (list.getContextMenu() instanceof ContextMenu menu) {
                words.addAll(texts(menu.getItems()));
            }
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> words.addAll(words(child)));
        }
        return words;
    }

    private static List<String> texts(List<MenuItem> items) {
        return items.stream()
                .filter(item -> !(item instanceof SeparatorMenuItem))
                .map(MenuItem::getText)
                .toList();
    }

    private static String facts(Duration age) {
        return StateLine.facts(Row.of(entry(new JobState.Ready(1, 1))), CREATED.plus(age), OptionalLong.of(4000));
    }

    private static String line(JobState state) {
        return StateLine.of(entry(state), CREATED).text();
    }

    private static Entry entry(JobState state) {
        var request = new JobRequest("kie", "abc", Optional.empty(), JobRequest.ALL_STEMS);
        return new Entry("e", "Song", request, CREATED, state);
    }
}
