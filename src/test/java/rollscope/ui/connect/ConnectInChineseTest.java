package rollscope.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.language.InChinese;
import rollscope.language.Language;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Problem;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;
import rollscope.library.Spending;
import rollscope.settings.KeyTrouble;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.ui.FxThread;
import rollscope.ui.action.Actions;
import rollscope.ui.fx.Background;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class ConnectInChineseTest {
    private static final Instant SENT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Problem PROBLEM = new Problem(Problem.Kind.LATER, "没有网络连接。", "请检查网络。", "HTTP 503");
    private static final Spending NO_MONEY = new Spending(Optional.empty(), Optional.empty(), false);
    private static final JobRequest DRUMS = new JobRequest("kie", "abc", Optional.of("id-1"), "Drums");
    private static final JobRequest ALL = new JobRequest("kie", "abc", Optional.empty(), JobRequest.ALL_STEMS);
    private static final Account ACCOUNT = new Account(new ProviderChoice("kie", "kie.ai", true, ""), "a-key-of-mine");

    @TempDir
    Path home;

    @Test
    void stemsStandInQuotesAndAllOfThemDoNot() {
        var under = new JobState.Transcribing("m", SENT, Optional.of(SENT.plusSeconds(20)), Optional.empty());
        assertThat(panel(DRUMS, under).headline()).isEqualTo("正在转录“Drums”");
        assertThat(panel(ALL, under).headline()).isEqualTo("正在转录全部分轨");
        assertThat(panel(ALL, under).detail()).isEqualTo("0:14 · 通常需要半分钟到一分半钟 · 6 秒后再次查询");
        var queued = new JobState.Queued(1, true, Optional.empty());
        assertThat(panel(ALL, queued).headline()).isEqualTo("全部分轨正在队列中等待");
        assertThat(panel(DRUMS, queued).headline()).isEqualTo("“Drums”正在队列中等待");
    }

    @Test
    void countsAndBalancesAreTold() {
        assertThat(panel(DRUMS, new JobState.Ready(1842, 6)).detail()).isEqualTo("1\u00a0842 个音符 · 6 个乐器");
        assertThat(panel(DRUMS, new JobState.Ready(1, 1)).detail()).isEqualTo("1 个音符 · 1 个乐器");
        var money = new Spending(Optional.of(new BigDecimal("5916.25")), Optional.of(new BigDecimal("5913.75")), false);
        assertThat(JobPanel.spent(money)).isEqualTo(" · 花费 2.5 积分（5\u00a0916.25 → 5\u00a0913.75）");
        var lost = JobPanel.of(entry(DRUMS, new JobState.Unknown(SENT, PROBLEM)), SENT, false, money, Optional.empty());
        assertThat(lost.headline()).isEqualTo("结果丢失");
        assertThat(lost.detail()).contains("没有收到答复。余额此前为 5\u00a0916.25").endsWith("任务很可能已被接受。");
    }

    @Test
    void whatIsOrderedIsCounted() {
        var one = new Order(ACCOUNT, List.of(DRUMS), false).panel(Optional.of(new BigDecimal("600")));
        assertThat(one.headline()).isEqualTo("转录“Drums”？");
        assertThat(one.detail()).isEqualTo("将在 kie.ai 提交 1 个任务，可能消耗积分。余额为 600 积分；前后会进行比较。");
        var more = new Order(ACCOUNT, List.of(DRUMS, ALL), true).panel(Optional.empty());
        assertThat(more.headline()).isEqualTo("逐个转录 2 个分轨？");
        assertThat(more.detail()).startsWith("将在 kie.ai 提交 2 个任务，每个都可能消耗积分。余额未知；");
        var queue = List.of(
                entry(DRUMS, new JobState.Queued(1, true, Optional.empty())),
                entry(ALL, new JobState.Queued(2, true, Optional.empty())));
        assertThat(JobPanel.ofQueue(queue, "kie.ai").headline()).isEqualTo("队列（kie.ai）：2 个任务等待中");
    }

    @Test
    void choicesAreInTheLanguageOfTheMoment() {
        assertThat(JobPanel.Choice.ASK_AGAIN.text()).isEqualTo("再次查询");
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(JobPanel.Choice.ASK_AGAIN.text()).isEqualTo("Ask again");
        assertThat(Offer.OTHER.name()).isEqualTo("Other…");
    }

    @Test
    void everyTroubleWithAKeyIsTold() {
        assertThat(Arrays.stream(KeyTrouble.values())
                        .map(KeyNote::notRead)
                        .map(KeyNote::text))
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).contains("：").doesNotContainPattern("[a-z]{2,} [a-z]{2,}"));
    }

    @Test
    void noEnglishIsLeftInTheForm() {
        var background = new Background(Runnable::run, Runnable::run);
        var providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task");
        try (var library = new Library(
                        home.resolve("library"),
                        providers,
                        Settings.PLACEHOLDER_CALLBACK,
                        Pace.every(Duration.ofDays(1)));
                var model = new ConnectModel(
                        library,
                        providers,
                        new SettingsStore(home.resolve("settings.json")),
                        SecretStore.forThisRun(),
                        background,
                        InstantSource.system(),
                        _ -> {},
                        _ -> {});
                var form = new ConnectView(model, new Actions())) {
            new Scene(form, 1200, 900);
            for (var offer : model.offers()) {
                model.choose(offer);
                model.loadStems();
                form.applyCss();
                form.layout();
                assertNoEnglish(form);
                assertThat(model.priceNote()).doesNotContainPattern("[a-z]{2,} [a-z]{2,}");
            }
            assertThat(model.problemProperty().get().or(() -> model.urlProblemProperty().get()))
                    .isPresent();
            assertThat(form.lookup("#transcribe")).isInstanceOfSatisfying(Labeled.class, button -> assertThat(
                            button.getText())
                    .isEqualTo("转录"));
        }
    }

    private static void assertNoEnglish(Node node) {
        if ("open-a-file".equals(node.getId())) {
            return; // an action says of itself what it is
        }
        assertSpoken(node, node.getAccessibleText());
        switch (node) {
            case TableView<?> table -> table.getColumns().forEach(column -> assertSpoken(node, column.getText()));
            case Labeled labeled -> {
                // What the library says of a provider's address is of another package.
                if (!labeled.getStyleClass().contains("bad")) {
                    assertSpoken(node, labeled.getText());
                }
                if (labeled.getTooltip() instanceof Tooltip tooltip) {
                    assertSpoken(node, tooltip.getText());
                }
            }
            case TextInputControl field -> assertSpoken(node, field.getPromptText());
            default -> {}
        }
        if (node instanceof Parent parent && !"connect-problem".equals(node.getId())) {
            parent.getChildrenUnmodifiable().forEach(ConnectInChineseTest::assertNoEnglish);
        }
    }

    private static void assertSpoken(Node node, String text) {
        if (text != null) {
            assertThat(text)
                    .as(node.toString())
                    .doesNotContainPattern("[a-z]{2,} [a-z]{2,}")
                    .doesNotMatch("[A-Z][a-z]+…?");
        }
    }

    private static JobPanel panel(JobRequest request, JobState state) {
        return JobPanel.of(entry(request, state), SENT.plusSeconds(14), false, NO_MONEY, Optional.empty());
    }

    private static Entry entry(JobRequest request, JobState state) {
        return new Entry("e", "Song", request, SENT, state);
    }
}
