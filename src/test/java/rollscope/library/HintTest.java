package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollscope.callback.Receiver;
import rollscope.callback.Secret;
import rollscope.simulator.Scenario;
import rollscope.simulator.Simulator;

/** Hints, in a library that would not ask by itself for a day. */
class HintTest {
    private static final Pace NEVER = Pace.every(Duration.ofDays(1));

    @TempDir
    Path home;

    private final HandClock clock = new HandClock();
    /** A poll each, as it arrives. */
    private final BlockingQueue<Integer> polls = new LinkedBlockingQueue<>();

    private OwnProvider provider;
    private Account account;
    private Library library;
    private Watch watch;
    private String entryId;

    @BeforeEach
    void startAJob() throws Exception {
        provider = new OwnProvider();
        provider.lastPollAnswer = OwnProvider.PENDING;
        provider.onPoll = _ -> polls.add(provider.polls());
        var providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task");
        if (!(providers.find(provider.url()) instanceof Outcome.Ok<ProviderChoice>(var choice))) {
            throw new AssertionError();
        }
        account = new Account(choice, OwnProvider.KEY);
        library = new Library(
                home.resolve("library"), providers, URI.create("https://example.com/cb"), NEVER, clock, new Random(1));
        watch = new Watch(library);
        entryId = library.transcribe(account, new JobRequest(choice.id(), "sep-1", Optional.empty(), "All stems"))
                .id();
        watch.await(entryId, JobState.Transcribing.class, job -> job.nextPoll().isPresent());
    }

    @AfterEach
    void stop() {
        watch.close();
        library.close();
        provider.close();
    }

    private int nextPoll() throws InterruptedException {
        Integer poll = polls.poll(30, TimeUnit.SECONDS);
        if (poll == null) {
            throw new AssertionError("nobody asked");
        }
        return poll;
    }

    @Test
    void aHintMakesTheProviderBeAskedAtOnce() throws Exception {
        provider.lastPollAnswer = OwnProvider.NOTES;
        assertThat(library.hint("midi-1")).map(Entry::id).contains(entryId);
        assertThat(watch.awaitRest(entryId)).isEqualTo(new JobState.Ready(2, 2));
        assertThat(provider.polls()).isEqualTo(1);
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void aFloodOfHintsCostsOneCallUntilItsTimeIsOver() throws Exception {
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 1000; i++) {
                library.hint("midi-1");
            }
            assertThat(nextPoll()).isEqualTo(round);
            for (int i = 0; i < 1000; i++) {
                library.hint("midi-1");
            }
            assertThat(provider.polls()).isEqualTo(round);
            if (round < 3) {
                clock.advance(TranscribeWorkflow.HINT_PAUSE);
            }
        }
        library.close();
        assertThat(provider.polls()).isEqualTo(3);
    }

    @Test
    void aHintThatComesWhileThePollIsOnItsWayIsNotLost() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        provider.onPoll = _ -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
        provider.answerPolls(OwnProvider.PENDING, OwnProvider.NOTES);
        library.hint("midi-1");
        asked.await();
        library.hint("midi-1");
        clock.advance(TranscribeWorkflow.HINT_PAUSE);
        answer.countDown();
        assertThat(watch.awaitRest(entryId)).isEqualTo(new JobState.Ready(2, 2));
        assertThat(provider.polls()).isEqualTo(2);
    }

    @Test
    void aClockThatWasSetBackDoesNotSilenceHints() throws Exception {
        library.hint("midi-1");
        assertThat(nextPoll()).isEqualTo(1);
        clock.advance(Duration.ofDays(-1));
        library.hint("midi-1");
        assertThat(nextPoll()).isEqualTo(2);
    }

    @Test
    void tasksThatAreNotWaitedForCostNoCall() throws Exception {
        for (var task : new String[] {"midi-2", "sep-1", "", entryId}) {
            assertThat(library.hint(task)).isEmpty();
        }
        provider.lastPollAnswer = OwnProvider.NOTES;
        library.hint("midi-1");
        watch.awaitRest(entryId);
        assertThat(library.hint("midi-1")).isEmpty();
        library.close();
        assertThat(provider.polls()).isEqualTo(1);
    }

    @Test
    void aHintStartsNoPollerAndSaysWhichEntryCanBeResumed() throws Exception {
        library.stopWaiting(entryId);
        watch.awaitRest(entryId);
        assertThat(library.hint("midi-1")).map(Entry::id).contains(entryId);
        library.close();
        assertThat(provider.polls()).isZero();
    }

    @Test
    void aJobWokenByAHintCanStillBeStopped() throws Exception {
        library.hint("midi-1");
        assertThat(nextPoll()).isEqualTo(1);
        library.hint("midi-1");
        library.stopWaiting(entryId);
        assertThat(watch.awaitRest(entryId)).isInstanceOf(JobState.Transcribing.class);
    }

    @Test
    void aCallbackAtTheReceiverBringsTheNotes() throws Exception {
        provider.lastPollAnswer = OwnProvider.NOTES;
        try (var receiver = Receiver.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                hint -> library.hint(hint.taskId()))) {
            // The notes in a callback are not believed: these are not the provider's.
            String body = "{\"code\":200,\"data\":{\"taskId\":\"midi-1\",\"instruments\":[]}}";
            try (var socket = new Socket(
                    receiver.address().getAddress(), receiver.address().getPort())) {
                socket.getOutputStream()
                        .write(("POST " + Receiver.PATH
                                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200");
            }
            assertThat(watch.awaitRest(entryId)).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(provider.polls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        ", 200",
        "CALLBACK_ID_ON_TOP, 200",
        "CALLBACK_CAMEL_ID_ON_TOP, 200",
        "CALLBACK_WRAPPED, 200",
        "CALLBACK_SAYS_FAILED, 200",
        "CALLBACK_SAYS_FAILED_WITHOUT_DATA, 200",
        "CALLBACK_WITH_OTHER_NOTES, 200",
        "CALLBACK_REPEATED, 200 200 200",
        "CALLBACK_FORGED_FIRST, 401 401 401 400 200"
    })
    void theSimulatorsSignedCallbackBringsTheNotesOfAJobNobodyPolls(@Nullable Scenario scenario, String answers)
            throws Exception {
        var arrived = new CompletableFuture<Library>();
        try (var receiver = Receiver.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.of(new Secret(Simulator.WEBHOOK_SECRET)),
                        hint -> arrived.join().hint(hint.taskId()));
                var simulator = Simulator.start(1000)) {
            var providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task");
            if (!(providers.find(simulator.uri().toString()) instanceof Outcome.Ok<ProviderChoice>(var choice))) {
                throw new AssertionError();
            }
            var callback = URI.create("http://127.0.0.1:" + receiver.address().getPort() + Receiver.PATH);
            try (var called = new Library(home.resolve("called"), providers, callback, NEVER);
                    var seen = new Watch(called)) {
                var task = scenario == null ? Simulator.DEMO_TASK : scenario.taskId();
                var request = new JobRequest(choice.id(), task, Optional.empty(), "All stems");
                var id = called.transcribe(new Account(choice, OwnProvider.KEY), request)
                        .id();
                seen.await(id, JobState.Transcribing.class);
                arrived.complete(called);
                assertThat(seen.awaitRest(id))
                        .isInstanceOfSatisfying(JobState.Ready.class, ready -> assertThat(ready.instruments())
                                .as("those of the record, not of the callback")
                                .isGreaterThan(1));
                assertThat(simulator.submits()).isEqualTo(1);
                var expected = List.of(answers.split(" "));
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (simulator.callbackAnswers().size() < expected.size() && System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                }
                assertThat(simulator.callbackAnswers()).map(String::valueOf).isEqualTo(expected);
            }
        }
    }
}
