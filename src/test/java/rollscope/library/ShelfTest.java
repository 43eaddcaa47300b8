package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user does with entries, and what happens to them while nobody looks. */
class ShelfTest {
    private static final Pace AT_ONCE = Pace.every(Duration.ZERO);
    private static final Pace NEVER = Pace.every(Duration.ofDays(1));

    @TempDir
    Path home;

    private OwnProvider provider;
    private Account account;
    private JobRequest request;
    private Path folder;
    private final HandClock clock = new HandClock();
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

    // Ten thousand

    @Test
    void aLargeLibraryIsTheSameWithAnIndexAsReadEntryByEntry() throws Exception {
        MadeLibrary.write(folder, 10_000, 7);
        var truth = readOneByOne();
        assertThat(truth).hasSize(10_000);
        assertThat(open(NEVER).entries()).isEqualTo(truth);

        Path index = folder.resolve("index");
        new EntryStore(folder, InstantSource.system(), new Random(1)).keepIndex();
        assertThat(index).exists();
        assertThat(EntryIndex.read(index).known(truth.getFirst().id())).isNotNull();
        assertThat(open(NEVER).entries()).isEqualTo(truth);

        // It is believed in nothing that has changed since.
        var gone = truth.get(17);
        EntryFiles.removeAll(folder.resolve(gone.id()), 0);
        var renamed = truth.get(4711);
        Path file = folder.resolve(renamed.id()).resolve("entry.json");
        Files.writeString(file, Files.readString(file).replace(renamed.title(), "Something else"));
        var changed = readOneByOne();
        assertThat(changed).hasSize(9_999).isNotEqualTo(truth);
        assertThat(open(NEVER).entries()).isEqualTo(changed);

        byte[] bytes = Files.readAllBytes(index);
        for (int at : new int[] {0, 9, 500, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(index, damaged);
            assertThat(EntryIndex.read(index).known(truth.getFirst().id())).isNull();
        }
        assertThat(open(NEVER).entries()).isEqualTo(changed);
    }

    @Test
    void findsInALargeLibraryWhatALookAtEveryEntryFinds() throws Exception {
        MadeLibrary.write(folder, 2_000, 3);
        var library = open(NEVER);
        var truth = readOneByOne();
        for (int i = 0; i < truth.size(); i += 37) {
            assertThat(library.find(truth.get(i).request())).contains(truth.get(i));
        }
        assertThat(library.find(request)).isEmpty();
    }

    /** As the format is documented, with nothing remembered. */
    private List<Entry> readOneByOne() throws IOException {
        var entries = new ArrayList<Entry>();
        try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path inside : folders) {
                byte[] json = Files.readAllBytes(inside.resolve("entry.json"));
                SavedEntry.fromJson(inside.getFileName().toString(), json)
                        .map(SavedEntry::entry)
                        .ifPresent(entries::add);
            }
        }
        entries.sort(
                Comparator.comparing(Entry::created).thenComparing(Entry::id).reversed());
        return entries;
    }

    @Test
    void anAnswerThatWentWhileAnIndexWasKeptIsNoticedWhenTheEntryIsOpened() throws Exception {
        MadeLibrary.write(folder, 300, 5);
        new EntryStore(folder, InstantSource.system(), new Random(1)).keepIndex();
        var ready = readOneByOne().stream()
                .filter(entry -> entry.state() instanceof JobState.Ready)
                .findFirst()
                .orElseThrow();
        Files.delete(folder.resolve(ready.id()).resolve("answer.json"));
        var library = open(NEVER);
        assertThat(library.open(ready.id())).isInstanceOf(Outcome.Failed.class);
        assertThat(state(library, ready.id())).isInstanceOf(JobState.Transcribing.class);
    }

    // Names

    @Test
    void aNewNameStaysAndTheFirstOneComesBack() throws Exception {
        var entry = transcribeToTheEnd(open(AT_ONCE));
        var library = opened.getLast();
        var seen = new CopyOnWriteArrayList<String>();
        library.listen(changed -> seen.add(changed.title()));
        assertThat(value(library.rename(entry.id(), "  Night\nFerry ")).title()).isEqualTo("Night Ferry");
        assertThat(seen).containsExactly("Night Ferry");
        closeAll();
        var again = open(AT_ONCE);
        assertThat(again.entries()).extracting(Entry::title).containsExactly("Night Ferry");
        assertThat(value(again.open(entry.id())).title()).isEqualTo("Night Ferry");
        assertThat(value(again.rename(entry.id(), " ")).title()).isEqualTo(entry.title());
        assertThat(value(again.rename(entry.id(), "é".repeat(500))).title()).hasSize(200);
    }

    @Test
    void aNameOfTheUsersOutlivesAnotherSubmit() throws Exception {
        provider.lastPollAnswer = OwnProvider.EMPTY;
        var library = open(AT_ONCE);
        var entry = transcribeToTheEnd(library);
        library.rename(entry.id(), "Mine");
        assertThat(transcribeToTheEnd(library).title()).isEqualTo("Mine");
    }

    // The trash

    @Test
    void whatWasDeletedIsTakenOutOfTheTrashRatherThanBoughtAgain() throws Exception {
        var library = open(AT_ONCE);
        var entry = transcribeToTheEnd(library);
        var lost = new CopyOnWriteArrayList<String>();
        library.listenForLoss(lost::add);
        assertThat(library.delete(entry.id())).isEqualTo(new Outcome.Ok<>(entry.id()));
        assertThat(lost).containsExactly(entry.id());
        assertThat(library.entries()).isEmpty();
        assertThat(library.inTrash()).isEqualTo(1);
        assertThat(library.find(request)).contains(entry);
        closeAll();

        var again = open(AT_ONCE);
        assertThat(again.entries()).isEmpty();
        assertThat(again.find(request)).contains(entry);
        assertThat(again.transcribe(account, request)).isEqualTo(entry);
        assertThat(again.entries()).containsExactly(entry);
        assertThat(again.inTrash()).isZero();
        assertThat(value(again.open(entry.id())).notes().size()).isEqualTo(2);
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void anotherProgramDoesNotBuyWhatThisOneDeleted() throws Exception {
        var window = open(AT_ONCE);
        var entry = transcribeToTheEnd(window);
        var terminal = open(AT_ONCE);
        window.delete(entry.id());
        assertThat(terminal.transcribe(account, request)).isEqualTo(entry);
        assertThat(provider.submits()).isEqualTo(1);
        window.refresh();
        assertThat(window.entries()).containsExactly(entry);
    }

    @Test
    void deletingCanBeUndone() throws Exception {
        var library = open(AT_ONCE);
        var entry = transcribeToTheEnd(library);
        var before = filesOf(entry.id());
        library.delete(entry.id());
        library.remember(entry.id(), Listening.DEFAULT.withBlend(0.25)); // it may still be in view
        assertThat(folder.resolve(entry.id())).doesNotExist();
        assertThat(library.restore(entry.id())).isEqualTo(new Outcome.Ok<>(entry.id()));
        assertThat(library.entries()).containsExactly(entry);
        assertThat(library.listening(entry.id()).blend()).isEqualTo(0.25);
        assertThat(filesOf(entry.id())).containsAll(before).doesNotContain("deleted");
    }

    @Test
    void theTrashKeepsThingsForThirtyDays() throws Exception {
        var library = open(AT_ONCE);
        var entry = transcribeToTheEnd(library);
        library.delete(entry.id());
        closeAll();
        clock.advance(Duration.ofDays(29));
        var store = new EntryStore(folder, clock, new Random(1));
        store.tidy();
        assertThat(store.inTrash()).isEqualTo(1);
        clock.advance(Duration.ofDays(2));
        store.tidy();
        assertThat(store.inTrash()).isZero();
        assertThat(folder.resolve("trash").resolve(entry.id())).doesNotExist();
        store.close();
    }

    @Test
    void anEmptiedTrashIsEmptyAndNothingComesBackIntoItsFolders() throws Exception {
        var library = open(AT_ONCE);
        var entry = transcribeToTheEnd(library);
        library.delete(entry.id());
        assertThat(library.emptyTrash()).isEqualTo(new Outcome.Ok<>(1));
        assertThat(library.find(request)).isEmpty();
        assertThat(catchThrowable(() -> library.remember(entry.id(), Listening.DEFAULT.withBlend(0.1))))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve(entry.id())).doesNotExist();
        assertThat(library.restore(entry.id())).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aJobThatIsBeingSubmittedCannotBeDeleted() throws Exception {
        var library = open(NEVER);
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        provider.onSubmit = _ -> {
            arrived.countDown();
            await(answer);
        };
        var entry = library.transcribe(account, request);
        await(arrived);
        assertThat(library.delete(entry.id())).isInstanceOf(Outcome.Failed.class);
        assertThat(open(NEVER).delete(entry.id())).isInstanceOf(Outcome.Failed.class);
        answer.countDown();
        assertThat(folder.resolve(entry.id()).resolve("entry.json")).exists();
    }

    @Test
    void aJobThatIsWaitedForIsDeletedAndFoundAgainWithItsId() throws Exception {
        provider.lastPollAnswer = OwnProvider.PENDING;
        var library = open(NEVER);
        try (var watch = new Watch(library)) {
            var entry = library.transcribe(account, request);
            watch.await(entry.id(), JobState.Transcribing.class, state -> state.nextPoll()
                    .isPresent());
            assertThat(library.delete(entry.id())).isEqualTo(new Outcome.Ok<>(entry.id()));
        }
        assertThat(library.find(request).orElseThrow().state())
                .isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(state.midiTaskId())
                        .isEqualTo("midi-1"));
        closeAll();
        provider.lastPollAnswer = OwnProvider.NOTES;
        var again = open(AT_ONCE);
        try (var watch = new Watch(again)) {
            var found = again.transcribe(account, request);
            assertThat(watch.awaitRest(found.id())).isInstanceOf(JobState.class);
        }
        assertThat(provider.submits()).isEqualTo(1);
    }

    // What cannot be read

    @Test
    void anEntryThatCannotBeReadIsShownAndNothingIsBoughtThatItMayBe() throws Exception {
        var entry = transcribeToTheEnd(open(AT_ONCE));
        closeAll();
        Path file = folder.resolve(entry.id()).resolve("entry.json");
        String whole = Files.readString(file);
        String half = whole.substring(0, whole.indexOf("\"created\""));
        Files.writeString(file, half);

        var library = open(AT_ONCE);
        assertThat(library.entries()).isEmpty();
        assertThat(library.broken()).singleElement().satisfies(broken -> {
            assertThat(broken.id()).isEqualTo(entry.id());
            assertThat(broken.title()).isEqualTo(entry.title());
            assertThat(broken.stemName()).isEqualTo("Vocals");
        });
        assertThat(library.transcribe(account, request).state())
                .isInstanceOfSatisfying(JobState.Failed.class, failed -> {
                    assertThat(failed.accepted()).isFalse();
                    assertThat(failed.problem().sentence()).contains("cannot be read");
                });
        assertThat(file).hasContent(half);
        assertThat(provider.submits()).isEqualTo(1);

        // Another stem it cannot have been.
        var other = new JobRequest(request.providerId(), "sep-1", Optional.of("stem-2"), "Drums");
        assertThat(transcribeToTheEnd(library, other).state()).isInstanceOf(JobState.Ready.class);

        // Put back, it is there again; deleted, it stands in nobody's way.
        Files.writeString(file, whole);
        library.refresh();
        assertThat(library.broken()).isEmpty();
        assertThat(library.find(request)).contains(entry);
    }

    @Test
    void whatIsNothingAtAllMayBeAnythingUntilItIsDeleted() throws Exception {
        Files.createDirectories(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/entry.json"), "\0\0\0\0");
        var library = open(AT_ONCE);
        assertThat(library.transcribe(account, request).state()).isInstanceOf(JobState.Failed.class);
        assertThat(provider.submits()).isZero();
        assertThat(library.delete("broken")).isEqualTo(new Outcome.Ok<>("broken"));
        assertThat(library.broken()).isEmpty();
        assertThat(transcribeToTheEnd(library).state()).isInstanceOf(JobState.Ready.class);
        assertThat(folder.resolve("trash/broken/entry.json")).hasContent("\0\0\0\0");
    }

    @Test
    void anEntryThatCannotBeReadIsNotWrittenOver() throws Exception {
        var entry = transcribeToTheEnd(open(AT_ONCE));
        closeAll();
        var library = open(AT_ONCE);
        Path file = folder.resolve(entry.id()).resolve("entry.json");
        Files.writeString(file, "{");
        assertThat(library.rename(entry.id(), "New")).isInstanceOf(Outcome.Failed.class);
        assertThat(file).hasContent("{");
        assertThat(library.broken()).extracting(BrokenEntry::title).containsExactly(entry.title());
    }

    // Two programs

    @Test
    void whatAnotherProgramIsSubmittingIsSubmittingAndNotUnknown() throws Exception {
        var terminal = open(NEVER);
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        provider.onSubmit = _ -> {
            arrived.countDown();
            await(answer);
        };
        var entry = terminal.transcribe(account, request);
        await(arrived);
        var window = open(NEVER);
        assertThat(window.entries().getFirst().state()).isInstanceOf(JobState.Submitting.class);
        assertThat(window.submitAgain(entry.id(), account).state()).isInstanceOf(JobState.Submitting.class);
        assertThat(window.transcribe(account, request).state()).isInstanceOf(JobState.Submitting.class);
        try (var watch = new Watch(terminal)) {
            answer.countDown();
            watch.await(entry.id(), JobState.Transcribing.class, state -> state.nextPoll()
                    .isPresent());
        }
        window.refresh();
        assertThat(state(window, entry.id()))
                .isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(state.trouble())
                        .contains(SavedEntry.elsewhere()));
        terminal.close();
        window.refresh();
        assertThat(state(window, entry.id()))
                .isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(state.trouble())
                        .isEmpty());
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void onlyOneProgramAsksForAJob() throws Exception {
        provider.lastPollAnswer = OwnProvider.PENDING;
        var terminal = open(NEVER);
        try (var watch = new Watch(terminal)) {
            var entry = terminal.transcribe(account, request);
            watch.await(entry.id(), JobState.Transcribing.class, state -> state.nextPoll()
                    .isPresent());
            var window = open(AT_ONCE);
            window.resume(entry.id(), account);
            assertThat(window.rename(entry.id(), "over what the other writes")).isInstanceOf(Outcome.Failed.class);
            assertThat(provider.polls()).isZero();
            provider.lastPollAnswer = OwnProvider.NOTES;
            terminal.close();
            window.refresh();
            try (var windows = new Watch(window)) {
                window.resume(entry.id(), account);
                assertThat(windows.awaitRest(entry.id())).isEqualTo(new JobState.Ready(2, 2));
            }
        }
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void anotherProgramWritesNothingOverWhatThisOneIsWorkingOn() throws Exception {
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        provider.onSubmit = _ -> {
            arrived.countDown();
            await(answer);
        };
        var accepted = new CountDownLatch(1);
        var working = open(NEVER);
        working.listen(entry -> {
            if (entry.state() instanceof JobState.Transcribing) {
                accepted.countDown();
            }
        });
        var entry = working.transcribe(account, request);
        await(arrived);
        Path file = folder.resolve(entry.id()).resolve("entry.json");
        try (var other = new EntryStore(folder, InstantSource.system(), new Random(9))) {
            var thrown = catchThrowable(() -> other.change(entry.id(), seen -> {
                answer.countDown(); // the answer comes between the other's look and its write
                await(accepted);
                return seen.titled("Mine");
            }));
            assertThat(thrown).isInstanceOf(EntryStore.Busy.class);
        }
        assertThat(file).content().contains("midiTaskId", "transcribing");
        assertThat(value(open(NEVER).rename(otherEntry(), "Mine")).title()).isEqualTo("Mine");
    }

    private String otherEntry() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("other-1"));
        Files.writeString(inside.resolve("entry.json"), """
            {"provider":"kie","separationTaskId":"sep-9","title":"Song","state":"empty"}\
            """);
        opened.getLast().refresh();
        return "other-1";
    }

    @Test
    void whatIsRememberedOfAnEntryThatAnotherProgramDeletedDoesNotKeepItInTheTrash() throws Exception {
        var library = open(AT_ONCE);
        var entry = transcribeToTheEnd(library);
        var other = open(NEVER);
        value(other.delete(entry.id()));
        library.remember(entry.id(), Listening.DEFAULT.withBlend(0.25));
        value(other.restore(entry.id()));
        assertThat(value(other.open(entry.id())).notes().size()).isPositive();
        assertThat(other.listening(entry.id()).blend()).isEqualTo(0.25);
    }

    @Test
    void whatWasWrittenWhileAnEntryWentToTheTrashComesBackWithIt() throws Exception {
        var library = open(AT_ONCE);
        var entry = transcribeToTheEnd(library);
        value(library.delete(entry.id()));
        ListeningFile.write(folder.resolve(entry.id()), Listening.DEFAULT.withBlend(0.25));
        value(library.restore(entry.id()));
        assertThat(value(library.open(entry.id())).notes().size()).isPositive();
        assertThat(library.listening(entry.id()).blend()).isEqualTo(0.25);
    }

    @Test
    void ofTwoEntriesForTheSameTheOneThatHasSomethingCounts() throws Exception {
        var entry = transcribeToTheEnd(open(AT_ONCE));
        closeAll();
        Path later = Files.createDirectories(folder.resolve("copied-1"));
        Files.writeString(later.resolve("entry.json"), """
            {"provider":"%s","separationTaskId":"sep-1","stemId":"stem-1","stemName":"Vocals",
             "title":"Copied","created":"2099-11-22T09:00:00Z","state":"failed","accepted":false}\
            """.formatted(request.providerId()));
        var library = open(AT_ONCE);
        assertThat(library.find(request)).map(Entry::id).contains(entry.id());
        assertThat(library.transcribe(account, request).id()).isEqualTo(entry.id());
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void whenTheOtherProgramIsGoneItsSubmitIsUnknown() throws Exception {
        Files.createDirectories(folder.resolve("theirs"));
        Files.writeString(folder.resolve("theirs/entry.json"), """
            {"provider":"%s","separationTaskId":"sep-1","stemId":"stem-1","stemName":"Vocals","title":"T",
             "created":"2026-11-22T09:00:00Z","since":"2026-11-22T09:00:00Z","state":"submitting"}\
            """.formatted(request.providerId()));
        var theirs = new WorkLocks(folder.resolve("working"));
        assertThat(theirs.acquire("theirs")).isTrue();
        var window = open(NEVER);
        assertThat(state(window, "theirs")).isInstanceOf(JobState.Submitting.class);
        assertThat(window.delete("theirs")).isInstanceOf(Outcome.Failed.class);
        theirs.close();
        window.refresh();
        assertThat(state(window, "theirs")).isInstanceOf(JobState.Unknown.class);
        assertThat(provider.submits()).isZero();
    }

    // What is missing

    @Test
    void missingNotesAreAskedForAgain() throws Exception {
        var entry = transcribeToTheEnd(open(AT_ONCE));
        closeAll();
        Files.delete(folder.resolve(entry.id()).resolve("answer.json"));
        var library = open(AT_ONCE);
        assertThat(library.fetchMissing(entry.id(), Optional.empty())).isInstanceOf(Outcome.Failed.class);
        try (var watch = new Watch(library)) {
            assertThat(value(library.fetchMissing(entry.id(), Optional.of(account)))
                            .notes())
                    .isTrue();
            assertThat(watch.awaitRest(entry.id())).isEqualTo(new JobState.Ready(2, 2));
        }
        assertThat(value(library.fetchMissing(entry.id(), Optional.of(account))).isNothing())
                .isTrue();
        assertThat(provider.submits()).isEqualTo(1);
    }

    @Test
    void theProviderKeepsWhatItTookForTwoWeeks() {
        var now = Instant.parse("2026-11-22T12:00:00Z");
        var created = Instant.parse("2026-11-10T12:00:00Z");
        var entry = new Entry("a", "A", request, created, new JobState.Ready(1, 1));
        assertThat(entry.leftAtProvider(now)).contains(Duration.ofDays(2));
        assertThat(new Entry("a", "A", request, created, new JobState.Expired("m")).leftAtProvider(now))
                .isEmpty();
        var demo = new JobRequest("demo", "t", Optional.empty(), JobRequest.ALL_STEMS);
        assertThat(new Entry("a", "A", demo, created, new JobState.Ready(1, 1)).leftAtProvider(now))
                .isEmpty();
    }

    @Test
    void theSizeOfAnEntryIsThatOfItsFiles() throws Exception {
        var library = open(AT_ONCE);
        var entry = transcribeToTheEnd(library);
        long bytes = 0;
        for (String name : filesOf(entry.id())) {
            bytes += Files.size(folder.resolve(entry.id()).resolve(name));
        }
        assertThat(library.size(entry.id())).isEqualTo(bytes).isPositive();
    }

    private Library open(Pace pace) {
        var library = new Library(
                folder, providers, URI.create("https://example.com/cb"), pace, clock, new Random(opened.size()));
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
            watch.awaitRest(library.transcribe(account, wanted).id());
            return library.find(wanted).orElseThrow();
        }
    }

    private List<String> filesOf(String id) throws IOException {
        try (var files = Files.list(folder.resolve(id))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static JobState state(Library library, String id) {
        return library.entries().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
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
