package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.language.InChinese;
import rollscope.language.Language;

@ExtendWith(InChinese.class)
class LibraryInChineseTest {
    private static final Pace AT_ONCE = Pace.every(Duration.ZERO);

    @TempDir
    Path home;

    private final Providers providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task");
    private final List<Library> opened = new ArrayList<>();

    private OwnProvider provider;
    private Account account;
    private JobRequest all;

    @BeforeEach
    void speakChinese() throws IOException {
        provider = new OwnProvider();
        account = new Account(value(providers.find(provider.url())), OwnProvider.KEY);
        all = new JobRequest(account.provider().id(), "sep-1", Optional.empty(), JobRequest.ALL_STEMS);
    }

    @AfterEach
    void speakAsBefore() {
        opened.forEach(Library::close);
        provider.close();
    }

    @Test
    void whatIsMadeUpIsKeptInEnglishAndShownInChinese() throws Exception {
        var library = open();
        var entry = toTheEnd(library);
        assertThat(Files.readString(library.folderOf(entry.id()).resolve("entry.json")))
                .contains("\"Song sep-1\"", "\"All stems\"");
        assertThat(entry.shownTitle()).isEqualTo("歌曲 sep-1");
        assertThat(entry.request().shownStemName()).isEqualTo("全部分轨");
        assertThat(Library.exportName(entry)).isEqualTo("歌曲 sep-1 - 全部分轨.rollscope.zip");
        assertThat(value(library.open(entry.id())).title()).isEqualTo("歌曲 sep-1");

        var named = value(library.rename(entry.id(), "Night Ferry"));
        assertThat(named.shownTitle()).isEqualTo("Night Ferry");
        assertThat(value(library.rename(entry.id(), "")).shownTitle()).isEqualTo("歌曲 sep-1");
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(entry.shownTitle()).isEqualTo("Song sep-1");
        assertThat(entry.request().shownStemName()).isEqualTo("All stems");
    }

    @Test
    void theDemoIsCalledAsTheLanguageHasIt() {
        var demo = providers.known().getFirst();
        var request = new JobRequest(demo.id(), "demo-task", Optional.of("1"), "Bass");
        var entry = new Entry("d", SavedEntry.titleOf(request), request, Instant.EPOCH, new JobState.Empty());
        assertThat(demo.name()).isEqualTo("演示");
        assertThat(entry.shownTitle()).isEqualTo("示例歌曲");
        assertThat(entry.request().shownStemName()).isEqualTo("Bass");
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(demo.name()).isEqualTo("Demo");
        assertThat(entry.shownTitle()).isEqualTo("Demo song");
        assertThat(demo).as("the language is no part of it").isEqualTo(new ProviderChoice("demo", "Demo", false, "demo-task"));
    }

    @Test
    void whatCannotBeReadIsNamedLikewise() {
        var fields = Map.of("title", "Demo song", "provider", "demo", "stemName", "All stems");
        assertThat(new BrokenEntry("e-1", fields, "").title()).isEqualTo("示例歌曲");
        assertThat(new BrokenEntry("e-1", fields, "").stemName()).isEqualTo("全部分轨");
        assertThat(new BrokenEntry("e-1", Map.of(), "").title()).isEqualTo("条目 e-1");
        assertThat(new BrokenEntry("e-1", Map.of(), "").problem().sentence()).isEqualTo("无法读取此条目的 entry.json 文件。");
    }

    @Test
    void aFailureStaysAsItWasToldInTheLanguageOfThatMoment() throws Exception {
        provider.lastPollAnswer = OwnProvider.FAILED;
        var library = open();
        var entry = toTheEnd(library);
        library.close();
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(open().find(all).orElseThrow().state())
                .isEqualTo(entry.state())
                .isInstanceOfSatisfying(JobState.Failed.class, failed -> {
                    assertThat(failed.problem().sentence()).isEqualTo("服务商无法转录此内容。");
                    assertThat(failed.problem().details()).isEqualTo("no");
                });
    }

    @Test
    void notesThatAreGoneAreAskedForWhateverWasSpokenWhenTheyWereMissed() throws Exception {
        var first = open();
        var entry = toTheEnd(first);
        first.close();
        Files.delete(first.folderOf(entry.id()).resolve("answer.json"));
        var library = open();
        assertThat(library.find(all).orElseThrow().state())
                .isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(
                                state.trouble().orElseThrow().sentence())
                        .isEqualTo("此条目的音符已不在其文件夹中。"));
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        try (var watch = new Watch(library)) {
            assertThat(value(library.fetchMissing(entry.id(), Optional.of(account))).notes())
                    .isTrue();
            watch.await(entry.id(), JobState.Ready.class);
        }
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void whoeverElseIsAtWorkIsKnownWhateverIsSpokenNow() {
        var chinese = SavedEntry.elsewhere();
        assertThat(chinese.sentence()).isEqualTo("另一个 Rollscope 正在向服务商查询此任务。");
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(SavedEntry.isElsewhere(chinese)).isTrue();
        assertThat(SavedEntry.isElsewhere(SavedEntry.elsewhere())).isTrue();
        assertThat(SavedEntry.isElsewhere(SavedEntry.answerGone())).isFalse();
    }

    @Test
    void filesThatAreNoneAreToldOfByTheirName() throws Exception {
        assertThat(problem(Library.open(home)).sentence()).endsWith("”是文件夹。");
        assertThat(problem(Library.open(home.resolve("a.mid"))).sentence()).isEqualTo("“a.mid”已不存在。");
        Path file = Files.writeString(home.resolve("b.json"), "{}");
        assertThat(problem(Library.open(file)).remedy()).isEqualTo("请选择其他文件；“b.json”可能不完整，或来自其他程序。");
        var refused = problem(open().importEntry(file));
        assertThat(refused.sentence()).isEqualTo("“b.json”不是 Rollscope 导出的条目，或已损坏。");
        assertThat(refused.details()).isEqualTo("不是条目的归档文件：2 字节");
    }

    @Test
    void withoutAKeyNothingIsAsked() {
        var none = new Account(account.provider(), "");
        assertThat(problem(open().balance(none)).sentence())
                .isEqualTo(account.provider().name() + " 需要你的 API 密钥。");
        assertThat(problem(providers.find(" ")).sentence()).isEqualTo("尚未选择服务商。");
    }

    private Library open() {
        var library = new Library(
                home.resolve("library"), providers, URI.create("https://example.com/cb"), AT_ONCE);
        opened.add(library);
        return library;
    }

    private Entry toTheEnd(Library library) throws InterruptedException {
        try (var watch = new Watch(library)) {
            var entry = library.transcribe(account, all);
            watch.awaitRest(entry.id());
        }
        return library.find(all).orElseThrow();
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T>(Problem problem) -> throw new AssertionError(problem);
        };
    }

    private static <T> Problem problem(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> throw new AssertionError(value);
            case Outcome.Failed<T>(Problem problem) -> problem;
        };
    }
}
