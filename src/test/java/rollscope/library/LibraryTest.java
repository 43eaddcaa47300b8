package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.transcription.Instrument;
import rollscope.transcription.Stem;
import rollscope.transcription.Transcription;

class LibraryTest {
    private static final Pace AT_ONCE = Pace.every(Duration.ZERO);
    private static final Pace NEVER = Pace.every(Duration.ofDays(1));
    private static final URI CALLBACK = URI.create("https://example.com/cb");

    @TempDir
    Path home;

    private OwnProvider provider;
    private Account account;
    private JobRequest request;
    private Path folder;
    private final Providers providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task");
    private final List<Library> opened = new ArrayList<>();

    @BeforeEach
    void startProvider() throws IOException {
        provider = new OwnProvider();
        folder = home.resolve("library");
        var choice = value(providers.find(provider.url()));
        account = new Account(choice, OwnProvider.KEY);
        request = new JobRequest(choice.id(), "sep-1", Optional.of("stem-1"), "Vocals");
    }

    @AfterEach
    void stopProvider() {
        opened.forEach(Library::close);
        provider.close();
    }

    // The main job

    @Test
    void aJobIsSubmittedOnceAndItsNotesCanBeOpened() throws Exception {
        var library = open(AT_ONCE);
        provider.answerPolls(OwnProvider.PENDING, OwnProvider.UNSEEN, OwnProvider.PENDING);
        Entry entry = transcribeToTheEnd(library);

        assertThat(entry.state()).isEqualTo(new JobState.Ready(2, 2));
        assertThat(provider.submits()).isEqualTo(1);
        Transcription transcription = value(library.open(entry.id()));
        assertThat(transcription.id()).isEqualTo(entry.id());
        assertThat(transcription.title()).isEqualTo(entry.title());
        assertThat(transcription.notes().size()).isEqualTo(2);
        assertThat(transcription.notes().start(0)).isEqualTo(0.25);
        assertThat(transcription.instruments())
                .extracting(Instrument::name)
                .containsExactly("Drums", "Electric Bass (finger)");
        assertThat(transcription.instruments().get(0).drums()).isTrue();
        assertThat(transcription.instruments().get(1).program()).isEqualTo(33);
    }

    @Test
    void theAnswerIsKeptByteForByte() throws Exception {
        Entry entry = transcribeToTheEnd(open(AT_ONCE));
        assertThat(folder.resolve(entry.id()).resolve("answer.json"))
                .hasBinaryContent(OwnProvider.NOTES.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingIsLeftBehindBesideEntryAndAnswer() throws Exception {
        Entry entry = transcribeToTheEnd(open(AT_ONCE));
        try (var files = Files.list(folder.resolve(entry.id()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("entry.json", "answer.json");
        }
    }

    @Test
    void whatWasBoughtOpensAgainWithoutAnyCall() throws Exception {
        Entry entry = transcribeToTheEnd(open(AT_ONCE));
        closeAll();
        provider.close();

        var again = open(AT_ONCE);
        assertThat(again.entries()).containsExactly(entry);
        assertThat(again.find(request)).contains(entry);
        assertThat(value(again.open(entry.id())).notes().size()).isEqualTo(2);
        assertThat(again.transcribe(account, request)).isEqualTo(entry);
    }

    @Test
    void stemsThatWereLoadedBelongToTheTranscription() throws Exception {
        var library = open(AT_ONCE);
        assertThat(value(library.stems(account, " sep-1 ")))
                .extracting(Stem::id)
                .containsExactly("stem-1", "stem-2");
        Entry entry = transcribeToTheEnd(library);
        closeAll();

        Transcription transcription = value(open(AT_ONCE).open(entry.id()));
        assertThat(transcription.stems()).extracting(Stem::name).containsExactly("Vocals", "Drums");
        assertThat(transcription.duration()).isEqualTo(31.5);
    }

    @Test
    void entriesAreListedNewestFirst() throws Exception {
        var clock = new HandClock();
        var library = open(folder, AT_ONCE, clock);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(1));
            ids.addFirst(transcribeToTheEnd(
                            library,
                            new JobRequest(request.providerId(), "sep-" + i, Optional.empty(), JobRequest.ALL_STEMS))
                    .id());
        }
        assertThat(library.entries()).extracting(Entry::id).containsExactlyElementsOf(ids);
        closeAll();
        assertThat(open(AT_ONCE).entries()).extracting(Entry::id).containsExactlyElementsOf(ids);
    }

    @Test
    void balanceIsADecimal() {
        assertThat(value(open(AT_ONCE).balance(account))).isEqualByComparingTo(new BigDecimal("5916.25"));
    }

    // Never twice

    @Test
    void theEntryIsOnDiskBeforeTheSubmitAndTheTaskIdBeforeTheFirstPoll() throws Exception {
        var atSubmit = new AtomicReference<>("");
        var atPoll = new AtomicReference<>("");
        provider.onSubmit = _ -> atSubmit.set(onlyEntryFile());
        provider.onPoll = _ -> atPoll.compareAndSet("", onlyEntryFile());
        transcribeToTheEnd(open(AT_ONCE));

        assertThat(atSubmit.get()).contains("\"submitting\"", "\"sep-1\"", "\"stem-1\"");
        assertThat(atPoll.get()).contains("\"transcribing\"", "\"midi-1\"");
    }

    @Test
    void theSameRequestAgainSubmitsNothing() throws Exception {
        var library = open(NEVER);
        Entry first = library.transcribe(account, request);
        Entry second = library.transcribe(account, request);
        var differentlyNamed =
                new JobRequest(request.providerId(), "sep-1 ", request.stemId(), "Voice, as the user calls it");
        Entry third = library.transcribe(account, differentlyNamed);
        assertThat(List.of(second.id(), third.id())).containsOnly(first.id());
        closeAll();
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void otherStemsAreOtherJobs() {
        var library = open(NEVER);
        library.transcribe(account, request);
        library.transcribe(account, new JobRequest(request.providerId(), "sep-1", Optional.of("stem-2"), "Drums"));
        library.transcribe(
                account, new JobRequest(request.providerId(), "sep-1", Optional.empty(), JobRequest.ALL_STEMS));
        closeAll();
        assertThat(provider.submits()).isEqualTo(3);
        assertThat(library.entries()).hasSize(3);
    }

    @Test
    void manyThreadsSubmitOnce() throws Exception {
        var library = open(NEVER);
        assertThat(idsOfTranscribeAtTheSameTime(List.of(library, library, library, library)))
                .containsOnly(library.entries().getFirst().id());
        closeAll();
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void twoProgramsWithTheSameFolderSubmitOnce() throws Exception {
        var libraries = List.of(open(NEVER), open(NEVER), open(NEVER), open(NEVER));
        var ids = idsOfTranscribeAtTheSameTime(libraries);
        assertThat(ids.stream().distinct()).hasSize(1);
        closeAll();
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void whatAnotherProgramBoughtIsFound() throws Exception {
        var window = open(AT_ONCE);
        var terminal = open(AT_ONCE);
        Entry entry = transcribeToTheEnd(terminal);
        assertThat(window.entries()).isEmpty();
        assertThat(window.transcribe(account, request)).isEqualTo(entry);
        assertThat(value(window.open(entry.id())).notes().size()).isEqualTo(2);
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void aFolderThatCannotBeWrittenSubmitsNothing() throws IOException {
        Files.writeString(folder, "a file where the folder should be");
        var library = open(AT_ONCE);
        Entry entry = library.transcribe(account, request);
        assertThat(entry.state()).isInstanceOfSatisfying(JobState.Failed.class, failed -> {
            assertThat(failed.accepted()).isFalse();
            assertThat(failed.problem().kind()).isEqualTo(Problem.Kind.FILE);
        });
        closeAll();
        assertThat(provider.submits()).isZero();
    }

    @Test
    void aLostAnswerIsUnknownAndOnlyTheUserSubmitsAgain() throws Exception {
        var library = open(AT_ONCE);
        provider.onSubmit = com.sun.net.httpserver.HttpExchange::close;
        Entry entry = transcribeToTheEnd(library);
        assertThat(entry.state()).isInstanceOf(JobState.Unknown.class);
        assertThat(library.transcribe(account, request)).isEqualTo(entry);
        library.resume(entry.id(), account);
        closeAll();
        assertThat(provider.submits()).isEqualTo(1);

        provider.onSubmit = _ -> {};
        var reopened = open(AT_ONCE);
        assertThat(reopened.entries()).containsExactly(entry);
        try (var watch = new Watch(reopened)) {
            assertThat(reopened.submitAgain(entry.id(), account).id()).isEqualTo(entry.id());
            assertThat(watch.awaitRest(entry.id())).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(provider.submits()).isEqualTo(2);
    }

    @Test
    void submitAgainSubmitsNothingUnlessUnknown() throws Exception {
        var library = open(AT_ONCE);
        Entry entry = transcribeToTheEnd(library);
        assertThat(library.submitAgain(entry.id(), account)).isEqualTo(entry);
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void aJobThatFailedBeforeItWasAcceptedCanBeTriedAgain() throws Exception {
        var library = open(AT_ONCE);
        provider.submitAnswer = "{\"code\":402,\"msg\":\"credits\"}";
        Entry entry = transcribeToTheEnd(library);
        assertThat(entry.state()).isInstanceOfSatisfying(JobState.Failed.class, failed -> {
            assertThat(failed.accepted()).isFalse();
            assertThat(failed.problem().kind()).isEqualTo(Problem.Kind.CREDITS);
        });

        provider.submitAnswer = "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"midi-%d\"}}";
        Entry again = transcribeToTheEnd(library);
        assertThat(again.id()).isEqualTo(entry.id());
        assertThat(again.state()).isInstanceOf(JobState.Ready.class);
        assertThat(library.entries()).hasSize(1);
    }

    @Test
    void anEmptyAnswerIsKeptWhenTheStemIsTriedAgain() throws Exception {
        var library = open(AT_ONCE);
        provider.answerPolls(OwnProvider.EMPTY);
        Entry empty = transcribeToTheEnd(library);
        assertThat(empty.state()).isEqualTo(new JobState.Empty());
        assertThat(library.open(empty.id())).isInstanceOf(Outcome.Failed.class);

        Entry again = transcribeToTheEnd(library);
        assertThat(again.id()).isEqualTo(empty.id());
        assertThat(again.state()).isEqualTo(new JobState.Ready(2, 2));
        Path kept = folder.resolve(empty.id());
        assertThat(kept.resolve("answer-0.json")).hasContent(OwnProvider.EMPTY);
        assertThat(kept.resolve("answer.json")).hasContent(OwnProvider.NOTES);
        assertThat(kept.resolve("entry.json")).content().contains("\"earlier\"", "\"midi-1\"", "\"midi-2\"");
    }

    @Test
    void anAccountAtAnotherProviderIsRefused() {
        var library = open(AT_ONCE);
        var kie = new Account(value(providers.find("kie")), OwnProvider.KEY);
        assertThatThrownBy(() -> library.transcribe(kie, request)).isInstanceOf(IllegalArgumentException.class);
        assertThat(library.entries()).isEmpty();
    }

    @Test
    void withoutAKeyNothingIsSent() throws Exception {
        var library = open(AT_ONCE);
        account = new Account(account.provider(), "  ");
        Entry entry = transcribeToTheEnd(library);
        assertThat(entry.state()).isInstanceOfSatisfying(JobState.Failed.class, failed -> assertThat(
                        failed.problem().kind())
                .isEqualTo(Problem.Kind.KEY));
        assertThat(provider.submits()).isZero();
        assertThat(library.balance(account)).isInstanceOf(Outcome.Failed.class);
    }

    // Restarts

    @Test
    void aRestartResumesByTheSavedTaskId() throws Exception {
        var library = open(NEVER);
        Entry entry = library.transcribe(account, request);
        try (var watch = new Watch(library)) {
            Entry now = library.find(request).orElseThrow();
            if (!(now.state() instanceof JobState.Transcribing)) {
                watch.await(entry.id(), JobState.Transcribing.class);
            }
        }
        closeAll();

        var reopened = open(AT_ONCE);
        assertThat(reopened.entries().getFirst().state()).isInstanceOfSatisfying(JobState.Transcribing.class, state -> {
            assertThat(state.midiTaskId()).isEqualTo("midi-1");
            assertThat(state.nextPoll()).isEmpty();
        });
        try (var watch = new Watch(reopened)) {
            reopened.resume(entry.id(), account);
            assertThat(watch.awaitRest(entry.id())).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void closingWaitsForASubmitUnderWay() throws Exception {
        var library = open(NEVER);
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        provider.onSubmit = _ -> {
            arrived.countDown();
            await(answer);
        };
        Entry entry = library.transcribe(account, request);
        await(arrived);
        var closing = Thread.ofVirtual().start(library::close);
        answer.countDown();
        closing.join();
        assertThat(open(AT_ONCE).entries().getFirst().state())
                .isInstanceOf(JobState.Transcribing.class)
                .isNotEqualTo(entry.state());
    }

    @Test
    void killedBeforeOrDuringTheSubmitTheJobIsUnknown() throws Exception {
        plant("killed-1", "submitting", "");
        var library = open(AT_ONCE);
        Entry entry = library.entries().getFirst();
        assertThat(entry.state()).isInstanceOf(JobState.Unknown.class);
        assertThat(library.transcribe(account, request)).isEqualTo(entry);
        library.resume(entry.id(), account);
        closeAll();
        assertThat(provider.submits()).isZero();
    }

    @Test
    void killedWhileTheBalanceWasAskedForTheJobWasNotSent() throws Exception {
        plant("killed-1", "submitting", "\"sent\":false,");
        var library = open(AT_ONCE);
        assertThat(library.entries().getFirst().state())
                .isEqualTo(new JobState.Failed(SavedEntry.notSent(), false));
        assertThat(provider.submits()).isZero();
        Entry entry = transcribeToTheEnd(library);
        assertThat(entry.id()).isEqualTo("killed-1");
        assertThat(entry.state()).isEqualTo(new JobState.Ready(2, 2));
        assertThat(provider.submits()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "null", "0", "\"false\"", "[]"})
    void onlyAPlainNoSaysThatAJobWasNotSent(String sent) throws Exception {
        plant("killed-1", "submitting", "\"sent\":" + sent + ",");
        assertThat(open(AT_ONCE).entries().getFirst().state()).isInstanceOf(JobState.Unknown.class);
    }

    @Test
    void theBalanceIsAskedForBeforeTheJobIsPutDownAsOneThatMayHaveBeenSent() throws Exception {
        var atBalance = new AtomicReference<>("");
        var atSubmit = new AtomicReference<>("");
        provider.onBalance = _ -> atBalance.compareAndSet("", onlyEntryFile());
        provider.onSubmit = _ -> atSubmit.set(onlyEntryFile());
        transcribeToTheEnd(open(AT_ONCE));
        assertThat(atBalance.get()).contains("\"submitting\"", "\"sent\" : false").doesNotContain("balanceBefore");
        assertThat(atSubmit.get()).contains("\"submitting\"", "balanceBefore").doesNotContain("\"sent\"");
    }

    @Test
    void aJobThatCannotBePutDownAsAboutToBeSentIsNotSent() throws Exception {
        provider.onBalance = _ -> {
            Path file = onlyEntryFolder().resolve("entry.json");
            Files.delete(file);
            Files.createDirectories(file.resolve("in the way"));
        };
        Entry entry = transcribeToTheEnd(open(AT_ONCE));
        assertThat(entry.state()).isInstanceOfSatisfying(JobState.Failed.class, failed -> {
            assertThat(failed.accepted()).isFalse();
            assertThat(failed.problem().kind()).isEqualTo(Problem.Kind.FILE);
        });
        closeAll();
        assertThat(provider.submits()).isZero();
    }

    @Test
    void whatAStoreHadNotPutDownAsSentWhenItWasClosedIsNotItsToSendAnyMore() throws Exception {
        try (var other = new EntryStore(folder, InstantSource.system(), new Random(2))) {
            var store = new EntryStore(folder, InstantSource.system(), new Random(1));
            String id = store.claim(request, _ -> true, List.of()).saved().entry().id();
            other.reread();
            assertThat(other.get(id).orElseThrow().entry().state()).isInstanceOf(JobState.Submitting.class);
            store.close();
            other.reread();
            assertThat(other.get(id).orElseThrow().entry().state()).isInstanceOf(JobState.Failed.class);
            assertThat(other.claim(request, _ -> true, List.of()).toSubmit()).isTrue();
            assertThatThrownBy(() -> store.aboutToSend(id, saved -> saved)).isInstanceOf(EntryStore.Busy.class);
            other.aboutToSend(id, saved -> saved);
        }
        assertThat(open(AT_ONCE).entries().getFirst().state()).isInstanceOf(JobState.Unknown.class);
    }

    @Test
    void whatWasSentBetweenTheLookAtItsFileAndThatAtItsLockIsUnknown() throws Exception {
        plant("killed-1", "submitting", "\"sent\":false,");
        var looks = new AtomicInteger();
        InstantSource clock = () -> {
            try {
                if (looks.incrementAndGet() == 2) { // right before the file is read again
                    plant("killed-1", "submitting", "");
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return Instant.parse("2026-11-22T09:00:00Z");
        };
        try (var store = new EntryStore(folder, clock, new Random(1))) {
            assertThat(store.get("killed-1").orElseThrow().entry().state()).isInstanceOf(JobState.Unknown.class);
        }
        assertThat(looks).hasValue(2);
    }

    @Test
    void killedAfterTheSubmitTheJobIsAskedFor() throws Exception {
        plant("killed-2", "transcribing", "\"midiTaskId\":\"midi-7\",");
        var asked = new AtomicReference<>("");
        provider.onPoll = exchange -> asked.set(exchange.getRequestURI().getQuery());
        var library = open(AT_ONCE);
        try (var watch = new Watch(library)) {
            library.resume("killed-2", account);
            assertThat(watch.awaitRest("killed-2")).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(asked.get()).isEqualTo("taskId=midi-7");
        assertThat(provider.submits()).isZero();
    }

    @Test
    void killedAfterTheAnswerWasSavedTheJobNeedsNoCall() throws Exception {
        plant("killed-3", "transcribing", "\"midiTaskId\":\"midi-7\",");
        Files.writeString(folder.resolve("killed-3/answer.json"), OwnProvider.NOTES);
        var library = open(AT_ONCE);
        try (var watch = new Watch(library)) {
            library.resume("killed-3", account);
            assertThat(watch.awaitRest("killed-3")).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(provider.polls()).isZero();
        assertThat(provider.submits()).isZero();
    }

    @Test
    void aLostAnswerFileIsAskedForAgainForFree() throws Exception {
        Entry entry = transcribeToTheEnd(open(AT_ONCE));
        closeAll();
        Files.delete(folder.resolve(entry.id()).resolve("answer.json"));

        var library = open(AT_ONCE);
        assertThat(library.entries().getFirst().state())
                .isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(state.trouble())
                        .isPresent());
        try (var watch = new Watch(library)) {
            library.transcribe(account, request);
            assertThat(watch.awaitRest(entry.id())).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(provider.submits()).isEqualTo(1);
        assertThat(value(library.open(entry.id())).notes().size()).isEqualTo(2);
    }

    @Test
    void whatIsNoEntryIsLeftAlone() throws Exception {
        plant("good-1", "expired", "\"midiTaskId\":\"midi-7\",");
        for (String name : List.of("empty", "bad name")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("bad name/entry.json"), entryJson("expired", "\"midiTaskId\":\"m\","));
        Files.writeString(folder.resolve("notes.txt"), "by hand");

        var library = open(AT_ONCE);
        assertThat(library.entries()).extracting(Entry::id).containsExactly("good-1");
        transcribeToTheEnd(library);
        assertThat(folder.resolve("notes.txt")).hasContent("by hand");
        assertThat(folder.resolve("empty")).isEmptyDirectory();
    }

    // The wait

    @Test
    void theUserCanStopWaitingAndGoOn() throws Exception {
        provider.lastPollAnswer = OwnProvider.PENDING;
        var library = open(AT_ONCE);
        try (var watch = new Watch(library)) {
            Entry entry = library.transcribe(account, request);
            watch.await(entry.id(), JobState.Transcribing.class);
            library.stopWaiting(entry.id());
            assertThat(watch.awaitRest(entry.id())).isInstanceOfSatisfying(JobState.Transcribing.class, state -> {
                assertThat(state.midiTaskId()).isEqualTo("midi-1");
                assertThat(state.trouble()).isEmpty();
            });
            provider.lastPollAnswer = OwnProvider.NOTES;
            library.resume(entry.id(), account);
            assertThat(watch.awaitRest(entry.id())).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void stoppingEndsALongPauseAtOnce() throws Exception {
        var library = open(NEVER);
        try (var watch = new Watch(library)) {
            Entry entry = library.transcribe(account, request);
            watch.await(entry.id(), JobState.Transcribing.class);
            library.stopWaiting(entry.id());
            assertThat(watch.awaitRest(entry.id())).isInstanceOf(JobState.Transcribing.class);
        }
        assertThat(provider.polls()).isZero();
    }

    @Test
    void resumingTwiceAsksOnce() throws Exception {
        plant("idle-1", "transcribing", "\"midiTaskId\":\"midi-7\",");
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        provider.onPoll = _ -> {
            arrived.countDown();
            await(answer);
        };
        var library = open(AT_ONCE);
        try (var watch = new Watch(library)) {
            library.resume("idle-1", account);
            await(arrived);
            library.resume("idle-1", account);
            library.transcribe(account, request);
            answer.countDown();
            assertThat(watch.awaitRest("idle-1")).isEqualTo(new JobState.Ready(2, 2));
        }
        closeAll();
        assertThat(provider.polls()).isEqualTo(1);
        assertThat(provider.submits()).isZero();
    }

    @Test
    void aKeyThatIsRefusedWhilePollingEndsTheWaitButNotTheJob() throws Exception {
        var library = open(AT_ONCE);
        provider.answerPolls(OwnProvider.PENDING, OwnProvider.UNAUTHORIZED);
        Entry entry = transcribeToTheEnd(library);
        assertThat(entry.state()).isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(
                        state.trouble().orElseThrow().kind())
                .isEqualTo(Problem.Kind.KEY));
        assertThat(provider.polls()).isEqualTo(2);
        try (var watch = new Watch(library)) {
            library.resume(entry.id(), account);
            assertThat(watch.awaitRest(entry.id())).isEqualTo(new JobState.Ready(2, 2));
        }
    }

    @Test
    void afterAQuarterOfAnHourNobodyWaitsAnyMore() throws Exception {
        var clock = new HandClock();
        provider.lastPollAnswer = OwnProvider.PENDING;
        provider.onPoll = _ -> clock.advance(Duration.ofMinutes(1));
        Entry entry = transcribeToTheEnd(open(folder, AT_ONCE, clock));
        assertThat(entry.state()).isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(
                        state.trouble().orElseThrow().sentence())
                .contains("still running"));
        assertThat(provider.polls()).isEqualTo(15);
    }

    @Test
    void aJobNobodyKnowsAnyMoreIsExpiredAndMayBeAskedForOrBoughtAgain() throws Exception {
        provider.lastPollAnswer = OwnProvider.UNSEEN;
        var library = open(AT_ONCE);
        Entry entry = transcribeToTheEnd(library);
        assertThat(entry.state()).isEqualTo(new JobState.Expired("midi-1"));

        try (var watch = new Watch(library)) {
            library.resume(entry.id(), account);
            watch.await(entry.id(), JobState.Transcribing.class);
            assertThat(watch.awaitRest(entry.id())).isEqualTo(new JobState.Expired("midi-1"));
        }
        assertThat(provider.submits()).isEqualTo(1);

        provider.lastPollAnswer = OwnProvider.NOTES;
        assertThat(transcribeToTheEnd(library).state()).isEqualTo(new JobState.Ready(2, 2));
        assertThat(provider.submits()).isEqualTo(2);
    }

    @Test
    void anAddressThatAnswersNothingOfTheKindIsNoWordOfTheProviderAboutTheJob() throws Exception {
        var clock = new HandClock();
        provider.lastPollAnswer = "{\"code\":404,\"msg\":\"no such route\"}";
        provider.onPoll = _ -> clock.advance(Duration.ofMinutes(1));
        Entry entry = transcribeToTheEnd(open(folder, AT_ONCE, clock));
        assertThat(entry.state())
                .isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(state.midiTaskId())
                        .isEqualTo("midi-1"));
    }

    @Test
    void nothingIsBoughtWhileAnEntryCannotBeRead() throws Exception {
        var library = open(AT_ONCE);
        transcribeToTheEnd(library);
        Path unreadable = Files.createDirectories(folder.resolve("20200101-000000-abcdef"));
        Files.createDirectories(unreadable.resolve("entry.json"));
        Entry refused = library.transcribe(
                account, new JobRequest(request.providerId(), "sep-2", Optional.empty(), JobRequest.ALL_STEMS));
        assertThat(refused.state()).isInstanceOfSatisfying(JobState.Failed.class, failed -> assertThat(
                        failed.problem().kind())
                .isEqualTo(Problem.Kind.FILE));
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void nothingIsBoughtWhileAnOldAnswerCannotBePutAside() throws Exception {
        var library = open(AT_ONCE);
        provider.answerPolls(OwnProvider.EMPTY);
        Entry empty = transcribeToTheEnd(library);
        Files.createDirectories(
                folder.resolve(empty.id()).resolve("answer-0.json").resolve("in the way"));
        assertThat(library.transcribe(account, request).state()).isInstanceOf(JobState.Failed.class);
        assertThat(provider.submits()).isEqualTo(1);
        assertThat(library.find(request).orElseThrow().state()).isEqualTo(new JobState.Empty());
    }

    @Test
    void aJobTheProviderGaveUpHasFailedAfterItWasAccepted() throws Exception {
        provider.lastPollAnswer = OwnProvider.FAILED;
        Entry entry = transcribeToTheEnd(open(AT_ONCE));
        assertThat(entry.state()).isInstanceOfSatisfying(JobState.Failed.class, failed -> {
            assertThat(failed.accepted()).isTrue();
            assertThat(failed.problem().details()).isEqualTo("no");
        });
        closeAll();
        assertThat(open(AT_ONCE).entries()).containsExactly(entry);
    }

    @Test
    void aDiskThatRefusesTheAnswerDoesNotLoseTheJob() throws Exception {
        var library = open(AT_ONCE);
        var obstacle = new AtomicReference<Path>();
        provider.onPoll = _ -> {
            if (obstacle.get() == null) {
                obstacle.set(onlyEntryFolder().resolve("answer.json"));
                Files.createDirectories(obstacle.get().resolve("in the way"));
            }
        };
        try (var watch = new Watch(library)) {
            Entry entry = library.transcribe(account, request);
            var troubled = watch.await(entry.id(), JobState.Transcribing.class, state -> state.trouble()
                    .isPresent());
            assertThat(troubled.trouble().orElseThrow().kind()).isEqualTo(Problem.Kind.FILE);
            Files.delete(obstacle.get().resolve("in the way"));
            Files.delete(obstacle.get());
            assertThat(watch.awaitRest(entry.id())).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws Exception {
        var library = open(AT_ONCE);
        library.listen(_ -> {
            throw new IllegalStateException("listener");
        });
        assertThat(transcribeToTheEnd(library).state()).isEqualTo(new JobState.Ready(2, 2));
    }

    // Keys and separations

    @Test
    void theKeyIsInNoFile() throws Exception {
        var library = open(AT_ONCE);
        library.stems(account, "sep-1");
        library.balance(account);
        transcribeToTheEnd(library);
        provider.submitAnswer = "{\"code\":401,\"msg\":\"Unauthorized key " + OwnProvider.KEY + "\"}";
        transcribeToTheEnd(
                library, new JobRequest(request.providerId(), "sep-2", Optional.empty(), JobRequest.ALL_STEMS));
        closeAll();

        assertThat(provider.keysSeen).containsOnly("Bearer " + OwnProvider.KEY);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(OwnProvider.KEY);
            }
        }
        assertThat(account.toString()).doesNotContain(OwnProvider.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200,\"data\":{\"successFlag\":\"PENDING\"}}",
                "{\"code\":200,\"data\":null}",
                "{\"code\":200,\"data\":{\"successFlag\":\"GENERATE_AUDIO_FAILED\"}}"
            })
    void separationsThatAreNotThereSayWhy(String answer) {
        provider.separationAnswer = answer;
        assertThat(open(AT_ONCE).stems(account, "sep-1")).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.problem().kind()).isEqualTo(Problem.Kind.TASK);
            assertThat(failed.problem().remedy()).isNotBlank();
        });
    }

    @Test
    void aSeparationThatNamesNoStemsCanStillBeTranscribedAsAWhole() {
        provider.separationAnswer =
                "{\"code\":200,\"data\":{\"successFlag\":\"SUCCESS\",\"response\":{\"originData\":[]}}}";
        assertThat(open(AT_ONCE).stems(account, "sep-1")).isEqualTo(new Outcome.Ok<>(List.of()));
    }

    @Test
    void aBlankSeparationIsAskedForFromTheUserNotTheProvider() {
        assertThat(open(AT_ONCE).stems(account, " ")).isInstanceOf(Outcome.Failed.class);
        assertThat(provider.keysSeen).isEmpty();
    }

    // How these tests do it

    private Library open(Pace pace) {
        return open(folder, pace, InstantSource.system());
    }

    private Library open(Path where, Pace pace, InstantSource clock) {
        var library = new Library(where, providers, CALLBACK, pace, clock, new Random(opened.size()));
        opened.add(library);
        return library;
    }

    private void closeAll() {
        opened.forEach(Library::close);
        opened.clear();
    }

    private Entry transcribeToTheEnd(Library library) throws InterruptedException {
        return transcribeToTheEnd(library, request);
    }

    private Entry transcribeToTheEnd(Library library, JobRequest wanted) throws InterruptedException {
        try (var watch = new Watch(library)) {
            Entry entry = library.transcribe(account, wanted);
            watch.awaitRest(entry.id());
            return library.find(wanted).orElseThrow();
        }
    }

    private List<String> idsOfTranscribeAtTheSameTime(List<Library> libraries) throws Exception {
        var start = new CyclicBarrier(libraries.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var entries = new ArrayList<Future<Entry>>();
            for (Library library : libraries) {
                entries.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return library.transcribe(account, request);
                }));
            }
            var ids = new ArrayList<String>();
            for (Future<Entry> entry : entries) {
                ids.add(entry.get(30, TimeUnit.SECONDS).id());
            }
            return ids;
        }
    }

    /** Puts an entry into the folder as a killed program would have left it. */
    private void plant(String id, String state, String more) throws IOException {
        Files.createDirectories(folder.resolve(id));
        Files.writeString(folder.resolve(id).resolve("entry.json"), entryJson(state, more));
    }

    private String entryJson(String state, String more) {
        return """
            {"provider":"%s","separationTaskId":"sep-1","stemId":"stem-1","stemName":"Vocals",%s
             "title":"Vocals","created":"2026-11-22T09:00:00Z","since":"2026-11-22T09:00:00Z","state":"%s"}\
            """.formatted(request.providerId(), more, state);
    }

    private Path onlyEntryFolder() throws IOException {
        try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            return folders.iterator().next();
        }
    }

    private String onlyEntryFile() throws IOException {
        return Files.readString(onlyEntryFolder().resolve("entry.json"));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
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
