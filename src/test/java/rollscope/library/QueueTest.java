package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many jobs at one provider, sent one after the other. */
class QueueTest {
    private static final Pace AT_ONCE = Pace.every(Duration.ZERO);
    private static final Pace NEVER = Pace.every(Duration.ofDays(1));
    private static final URI CALLBACK = URI.create("https://example.com/cb");
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    Path home;

    private final Providers providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task");
    private final List<Library> opened = new ArrayList<>();
    /** Told at every change of any library. */
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

    private OwnProvider provider;
    private Account account;
    private Path folder;

    @BeforeEach
    void startProvider() throws IOException {
        provider = new OwnProvider();
        folder = home.resolve("library");
        account = new Account(value(providers.find(provider.url())), OwnProvider.KEY);
    }

    @AfterEach
    void stop() {
        opened.forEach(Library::close);
        provider.close();
    }

    @Test
    void everyStemIsSentOnceAndInOrder() throws Exception {
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(12)));
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(12));
        assertThat(library.queue(account.provider().id())).isEmpty();
    }

    @Test
    void whatWaitsIsOnTheDiskBeforeAnythingIsSent() throws Exception {
        var atFirstSubmit = new LinkedBlockingQueue<List<String>>();
        provider.onSubmit = _ -> atFirstSubmit.add(statesOnDisk());
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(3)));
        assertThat(atFirstSubmit.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .containsExactlyInAnyOrder("submitting", "queued", "queued");
    }

    @Test
    void nothingIsSentTwiceHoweverOftenItIsPutIntoTheQueue() throws Exception {
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(4)));
        value(library.enqueue(account, stems(4)));
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(value(library.enqueue(account, stems(4)))).isEmpty();
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(4));
    }

    @Test
    void whatMayHaveBeenPaidIsNotBoughtAgainByTheQueue() throws Exception {
        plant("a-1", "stem-1", "unknown", "");
        plant("a-2", "stem-2", "empty", "\"midiTaskId\":\"m2\",");
        plant("a-3", "stem-3", "expired", "\"midiTaskId\":\"m3\",");
        plant("a-4", "stem-4", "failed", "\"accepted\":true,\"midiTaskId\":\"m4\",");
        plant("a-5", "stem-5", "transcribing", "\"midiTaskId\":\"m5\",");
        plant("a-6", "stem-6", "failed", "\"accepted\":false,");
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(6)));
        until(() -> library.spending("a-6").after().isPresent());
        assertThat(provider.stemsAsked).containsExactly("stem-6");
    }

    @Test
    void whatWasTakenBackIsGoneAndNeverSent() throws Exception {
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        provider.onSubmit = _ -> {
            arrived.countDown();
            await(answer);
        };
        var library = open(AT_ONCE);
        var gone = new LinkedBlockingQueue<String>();
        library.listenForLoss(gone::add);
        var queued = value(library.enqueue(account, stems(4)));
        await(arrived);
        assertThat(library.takeBack(queued.get(0).id())).as("under way").isFalse();
        assertThat(library.takeBack(queued.get(1).id())).isTrue();
        assertThat(library.takeBack(queued.get(2).id())).isTrue();
        assertThat(library.takeBack(queued.get(2).id())).as("twice").isFalse();
        answer.countDown();
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.stemsAsked).containsExactly("stem-1", "stem-4");
        assertThat(gone).containsExactly(queued.get(1).id(), queued.get(2).id());
        assertThat(library.entries()).hasSize(2);
        assertThat(folder.resolve(queued.get(1).id())).doesNotExist();
    }

    @Test
    void anEntryWithEarlierAnswersIsTakenBackWithoutLosingThem() throws Exception {
        plant("kept-1", "stem-1", "queued", "");
        Files.writeString(folder.resolve("kept-1").resolve("answer-0.json"), OwnProvider.EMPTY);
        var library = open(AT_ONCE);
        assertThat(library.takeBack("kept-1")).isTrue();
        assertThat(states(library)).singleElement().isInstanceOfSatisfying(JobState.Failed.class, failed -> assertThat(
                        failed.accepted())
                .isFalse());
        assertThat(folder.resolve("kept-1").resolve("answer-0.json")).hasContent(OwnProvider.EMPTY);
    }

    @Test
    void anEntryWithEarlierPurchasesIsTakenBackWithoutForgettingThem() throws Exception {
        plant("kept-1", "stem-1", "queued", "\"earlier\":[{\"midiTaskId\":\"m1\",\"outcome\":\"failed\"}],");
        assertThat(open(AT_ONCE).takeBack("kept-1")).isTrue();
        assertThat(folder.resolve("kept-1").resolve("entry.json")).content().contains("m1", "failed");
    }

    @Test
    void aFullDiskHoldsUpWhatWasNotWrittenEither() throws Exception {
        plant("full-1", "stem-1", "queued", "\"place\":1,");
        try (var store = new EntryStore(folder, InstantSource.system(), new Random(1))) {
            store.changeUnwritten("full-1", new JobState.Queued(1, true, Optional.empty()));
            var file = folder.resolve("full-1").resolve("entry.json");
            Files.delete(file);
            Files.createDirectories(file.resolve("in the way"));

            var heldUp = new JobState.Queued(1, false, Optional.of(SavedEntry.takenBack()));
            store.change("full-1", heldUp);
            assertThat(store.get("full-1").orElseThrow().entry().state()).isEqualTo(heldUp);
            assertThatThrownBy(() -> store.change("full-1", new JobState.Submitting(Instant.EPOCH)))
                    .isInstanceOf(IOException.class);
            assertThat(store.get("full-1").orElseThrow().entry().state()).isEqualTo(heldUp);
        }
    }

    @Test
    void whatMayBeAnEntryThatCannotBeReadIsNotPutIntoTheQueueAndSaysSo() throws Exception {
        Files.createDirectories(folder.resolve("broken-1"));
        Files.writeString(folder.resolve("broken-1").resolve("entry.json"), "{");
        assertThat(open(AT_ONCE).enqueue(account, stems(2)))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().remedy()).contains("backup"));
        assertThat(provider.submits()).isZero();
    }

    @Test
    void afterARestartNothingIsSentBeforeItIsToldToGoOn() throws Exception {
        plant("z-1", "stem-1", "queued", "\"place\":1,");
        plant("y-2", "stem-2", "queued", "\"place\":2,");
        plant("x-3", "stem-3", "queued", "\"place\":3,");
        var library = open(AT_ONCE);
        assertThat(library.queue(account.provider().id())).extracting(Entry::id).containsExactly("z-1", "y-2", "x-3");
        assertThat(states(library)).allSatisfy(state -> assertThat(state)
                .isInstanceOfSatisfying(JobState.Queued.class, queued -> assertThat(queued.going())
                        .isFalse()));
        assertThat(provider.submits()).isZero();

        library.goOn(account);
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(3));
    }

    @Test
    void whatWasBeingSentWhenTheProgramWasKilledIsInDoubtAndTheRestWaits() throws Exception {
        plant("k-1", "stem-1", "submitting", "");
        plant("k-2", "stem-2", "queued", "\"place\":2,");
        var library = open(AT_ONCE);
        library.goOn(account);
        until(() -> library.spending("k-2").after().isPresent());
        assertThat(library.find(stems(1).getFirst()).orElseThrow().state()).isInstanceOf(JobState.Unknown.class);
        assertThat(provider.stemsAsked).containsExactly("stem-2");
    }

    @Test
    void whatHadNotBeenSentYetWhenTheProgramWasKilledIsInItsPlaceAndSentOnce() throws Exception {
        plant("k-1", "stem-1", "submitting", "\"sent\":false,\"place\":1,");
        plant("k-2", "stem-2", "queued", "\"place\":2,");
        var library = open(AT_ONCE);
        assertThat(library.queue(account.provider().id())).extracting(Entry::id).containsExactly("k-1", "k-2");
        library.goOn(account);
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(2));
    }

    @Test
    void aDiskThatRefusesRightBeforeTheSubmitHoldsTheQueueUpAndNothingIsSent() throws Exception {
        plant("f-1", "stem-1", "queued", "\"place\":1,");
        plant("f-2", "stem-2", "queued", "\"place\":2,");
        var file = folder.resolve("f-1").resolve("entry.json");
        provider.onBalance = _ -> {
            Files.delete(file);
            Files.createDirectories(file.resolve("in the way"));
        };
        var library = open(AT_ONCE);
        library.goOn(account);
        untilHeldUp(library, 2, problem -> problem.kind() == Problem.Kind.FILE);
        assertThat(provider.submits()).isZero();

        provider.onBalance = _ -> {};
        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        library.goOn(account);
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(2));
    }

    @Test
    void closingKeepsTheQueueForTheNextRun() throws Exception {
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        provider.onSubmit = _ -> {
            arrived.countDown();
            await(answer);
        };
        var library = open(NEVER);
        value(library.enqueue(account, stems(3)));
        await(arrived);
        var closing = Thread.ofVirtual().start(library::close);
        // Its queue is stopped before the submit under way is waited for; a new job would be refused by now.
        while (!refuses(library)) {
            Thread.onSpinWait();
        }
        answer.countDown();
        closing.join();
        assertThat(provider.submits()).isLessThanOrEqualTo(2);

        var again = open(AT_ONCE);
        int left = again.queue(account.provider().id()).size();
        assertThat(left).isPositive();
        provider.onSubmit = _ -> {};
        again.goOn(account);
        until(() -> again.queue(account.provider().id()).isEmpty() && provider.submits() == 3);
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(3));
    }

    private boolean refuses(Library library) {
        try {
            library.transcribe(account, stems(1).getFirst());
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({"401, KEY", "402, CREDITS", "429, LATER", "430, LATER", "433, CREDITS", "455, LATER", "500, LATER"})
    void whatConcernsTheAccountHoldsTheQueueUpInsteadOfFailingEachStem(int code, Problem.Kind kind) throws Exception {
        var taken = provider.submitAnswer;
        provider.submitAnswer = "{\"code\":" + code + ",\"msg\":\"no\"}";
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(4)));
        untilHeldUp(library, 4, problem -> problem.kind() == kind);
        assertThat(provider.submits()).isEqualTo(1);
        assertThat(statesOnDisk()).containsOnly("queued");

        provider.submitAnswer = taken;
        library.goOn(account);
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.stemsAsked).containsExactly("stem-1", "stem-1", "stem-2", "stem-3", "stem-4");
    }

    @Test
    void outOfCreditsIsKnownByItsWordsWhateverTheCode() throws Exception {
        provider.submitAnswer =
                "{\"code\":500,\"msg\":\"Credits insufficient : Your current balance isn't enough to run"
                        + " this request. Please top up to continue.\"}";
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(2)));
        untilHeldUp(
                library,
                2,
                problem -> problem.kind() == Problem.Kind.CREDITS
                        && problem.remedy().contains("Top up"));
    }

    @Test
    void aStemThatIsRefusedFailsAloneAndTheOthersWait() throws Exception {
        var taken = provider.submitAnswer;
        provider.submitAnswer = "{\"code\":422,\"msg\":\"Record does not exist\"}";
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(3)));
        untilHeldUp(library, 2, problem -> problem.kind() == Problem.Kind.TASK);
        assertThat(library.find(stems(1).getFirst()).orElseThrow().state())
                .isInstanceOfSatisfying(JobState.Failed.class, failed -> assertThat(failed.accepted())
                        .isFalse());
        provider.submitAnswer = taken;
        library.goOn(account);
        until(() -> library.queue(account.provider().id()).isEmpty()
                && states(library).stream()
                                .filter(JobState.Ready.class::isInstance)
                                .count()
                        == 2);
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(3));
    }

    @Test
    void aLostAnswerIsInDoubtAndHoldsTheQueueUp() throws Exception {
        provider.onSubmit = com.sun.net.httpserver.HttpExchange::close;
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(3)));
        untilHeldUp(library, 2, problem -> problem.sentence().contains("lost"));
        assertThat(library.find(stems(1).getFirst()).orElseThrow().state()).isInstanceOf(JobState.Unknown.class);
        assertThat(provider.submits()).isEqualTo(1);

        provider.onSubmit = _ -> {};
        library.goOn(account);
        until(() -> library.queue(account.provider().id()).isEmpty() && provider.submits() == 3);
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(3));
    }

    @Test
    void withoutANetworkItIsTriedAgainByItselfAndSentOnce() throws Exception {
        int port = provider.port();
        provider.close();
        var library = open(Pace.every(Duration.ofMillis(1)));
        value(library.enqueue(account, stems(2)));
        until(() -> library.queue(account.provider().id()).stream()
                .anyMatch(entry -> entry.state() instanceof JobState.Queued queued
                        && queued.going()
                        && queued.trouble().isPresent()));
        provider = new OwnProvider(port);
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.stemsAsked).containsExactlyElementsOf(ids(2));
    }

    @Test
    void withoutANetworkItCanStillBeTakenBack() throws Exception {
        provider.close();
        var library = open(NEVER);
        var queued = value(library.enqueue(account, stems(1)));
        until(() -> library.queue(account.provider().id()).stream()
                .anyMatch(entry -> entry.state() instanceof JobState.Queued waiting
                        && waiting.trouble().isPresent()));
        assertThat(library.takeBack(queued.getFirst().id())).isTrue();
        assertThat(library.entries()).isEmpty();
    }

    @Test
    void notMoreAreSentThanTheProviderAllows() throws Exception {
        var clock = new HandClock();
        var library = open(AT_ONCE, clock, clock::nanos);
        value(library.enqueue(account, stems(21)));
        until(() -> states(library).stream()
                        .filter(JobState.Ready.class::isInstance)
                        .count()
                == SubmitRate.MOST);
        assertThat(library.queue(account.provider().id())).hasSize(1);
        clock.advance(SubmitRate.WITHIN);
        library.goOn(account);
        until(() -> library.queue(account.provider().id()).isEmpty());
        assertThat(provider.stemsAsked).startsWith("stem-1").hasSizeBetween(20, 21);
    }

    @Test
    void twoProgramsWithTheSameQueueSendEachJobOnce() throws Exception {
        for (int i = 1; i <= 8; i++) {
            plant("q-" + i, "stem-" + i, "queued", "\"place\":" + i + ",");
        }
        var first = open(NEVER);
        var second = open(NEVER);
        first.goOn(account);
        second.goOn(account);
        until(() -> provider.submits() >= 8
                && first.queue(account.provider().id()).isEmpty()
                && second.queue(account.provider().id()).isEmpty());
        assertThat(provider.stemsAsked).containsExactlyInAnyOrderElementsOf(ids(8));
    }

    @Test
    void whatWaitsCanBeSentAtOnceAndIsSentOnce() throws Exception {
        plant("w-1", "stem-1", "queued", "\"place\":1,");
        var library = open(AT_ONCE);
        library.transcribe(account, stems(1).getFirst());
        library.goOn(account);
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void withoutAKeyTheQueueIsHeldUpAndNothingIsSent() throws Exception {
        account = new Account(account.provider(), " ");
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(2)));
        untilHeldUp(library, 2, problem -> problem.kind() == Problem.Kind.KEY);
        assertThat(provider.submits()).isZero();
    }

    // Money

    @Test
    void theBalancesOfAJobAreKeptWithItDigitForDigit() throws Exception {
        provider.credits = "600.10";
        provider.onPoll = _ -> provider.credits = "598.80";
        var library = open(AT_ONCE);
        var entry = library.transcribe(account, stems(1).getFirst());
        until(() -> library.spending(entry.id()).after().isPresent());
        assertThat(library.spending(entry.id()).cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("1.3"));
        assertThat(folder.resolve(entry.id()).resolve("entry.json"))
                .content()
                .contains("\"balanceBefore\" : 600.1", "\"balanceAfter\" : 598.8", "\"cost\" : 1.3");
        library.close();
        assertThat(open(AT_ONCE).spending(entry.id())).isEqualTo(library.spending(entry.id()));
    }

    @Test
    void theBalanceBeforeIsOnTheDiskBeforeTheSubmit() throws Exception {
        var atSubmit = new LinkedBlockingQueue<String>();
        provider.onSubmit = exchange -> {
            try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
                atSubmit.add(Files.readString(folders.iterator().next().resolve("entry.json")));
            }
            exchange.close();
        };
        var library = open(AT_ONCE);
        var entry = library.transcribe(account, stems(1).getFirst());
        assertThat(atSubmit.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("5916.25", "submitting");
        until(() -> library.spending(entry.id()).after().isPresent());
        assertThat(library.spending(entry.id()).verdict(Optional.empty()))
                .isEqualTo(Spending.Verdict.PROBABLY_NOT_TAKEN);
    }

    @Test
    void ofJobsThatWereUnderWayTogetherNoneIsToldToHaveCostWhatAllDid() throws Exception {
        provider.lastPollAnswer = OwnProvider.PENDING;
        var library = open(AT_ONCE);
        value(library.enqueue(account, stems(3)));
        until(() -> states(library).stream().allMatch(JobState.Transcribing.class::isInstance));
        provider.credits = "5900";
        provider.lastPollAnswer = OwnProvider.NOTES;
        until(() -> library.entries().stream()
                .allMatch(entry -> library.spending(entry.id()).after().isPresent()));
        assertThat(library.entries())
                .allSatisfy(
                        entry -> assertThat(library.spending(entry.id()).cost()).isEmpty());
    }

    @Test
    void aBalanceThatCannotBeHadStopsNothing() throws Exception {
        provider.credits = "null";
        var library = open(AT_ONCE);
        var entry = library.transcribe(account, stems(1).getFirst());
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(library.spending(entry.id())).isEqualTo(Spending.NOT_KNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"much\"", "1e400", "NaN", "{}", "null"})
    void aBalanceInTheEntryThatIsNoneIsPassedOver(String written) throws Exception {
        plant("b-1", "stem-1", "empty", "\"balanceBefore\":" + written + ",");
        assertThat(open(AT_ONCE).spending("b-1").before()).isEmpty();
    }

    // Clocks

    @Test
    void aNightAsleepEndsNoWait() throws Exception {
        var clock = new HandClock();
        provider.answerPolls(OwnProvider.PENDING, OwnProvider.PENDING);
        provider.onPoll = _ -> clock.set(Duration.ofHours(8));
        var library = open(AT_ONCE, clock, clock::nanos);
        library.transcribe(account, stems(1).getFirst());
        until(() -> states(library).stream().allMatch(JobState.Ready.class::isInstance));
        assertThat(provider.polls()).isEqualTo(3);
    }

    // How these tests do it

    private Library open(Pace pace) {
        return open(pace, InstantSource.system(), System::nanoTime);
    }

    private Library open(Pace pace, InstantSource clock, LongSupplier nanos) {
        var library = new Library(folder, providers, () -> CALLBACK, pace, clock, nanos, new Random(opened.size()));
        library.listen(entry -> news.add(entry.id()));
        opened.add(library);
        return library;
    }

    private List<JobRequest> stems(int count) {
        return ids(count).stream()
                .map(id -> new JobRequest(account.provider().id(), "sep-1", Optional.of(id), "Stem " + id))
                .toList();
    }

    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "stem-" + i).toList();
    }

    private static List<JobState> states(Library library) {
        return library.entries().stream().map(Entry::state).toList();
    }

    private void untilHeldUp(Library library, int jobs, Predicate<Problem> why) throws InterruptedException {
        until(() -> {
            var queue = library.queue(account.provider().id());
            return queue.size() == jobs
                    && queue.stream()
                            .allMatch(entry -> entry.state() instanceof JobState.Queued queued
                                    && !queued.going()
                                    && queued.trouble().filter(why).isPresent());
        });
    }

    private interface Condition {
        boolean holds();
    }

    /** Looks anew at each change. */
    private void until(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "it did not come to be: " + opened.getLast().entries());
            }
            news.poll(10, TimeUnit.MILLISECONDS);
        }
    }

    private List<String> statesOnDisk() throws IOException {
        var states = new ArrayList<String>();
        try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var entry : folders) {
                String json = Files.readString(entry.resolve("entry.json"));
                states.add(json.replaceAll("(?s).*\"state\" : \"([a-z]+)\".*", "$1"));
            }
        }
        return states;
    }

    private void plant(String id, String stem, String state, String more) throws IOException {
        Files.createDirectories(folder.resolve(id));
        Files.writeString(folder.resolve(id).resolve("entry.json"), """
            {"provider":"%s","separationTaskId":"sep-1","stemId":"%s","stemName":"%s",%s
             "title":"Song","created":"2026-11-22T09:00:00Z","since":"2026-11-22T09:00:00Z","state":"%s"}\
            """.formatted(
                        account.provider().id(), stem, stem, more, state));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T>(Problem problem) -> throw new AssertionError(problem);
        };
    }
}
