package rollscope.library;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import rollscope.files.SafeName;
import rollscope.language.Words;
import rollscope.midi.Instrumentation;
import rollscope.service.ApiKey;
import rollscope.service.MidiAnswer;
import rollscope.service.Provider;
import rollscope.service.Separation;
import rollscope.service.ServiceClient;
import rollscope.service.ServiceFailure;
import rollscope.service.ServiceResult;
import rollscope.service.StemDownload;
import rollscope.tempo.SongTempo;
import rollscope.transcription.Stem;
import rollscope.transcription.Transcription;

/**
 * What the user owns, on disk, and the jobs that add to it. A job of the same provider, separation and stem is never bought
 * twice, not even by two programs that have the same folder open. Safe for use by several threads.
 *
 * <p>{@link #entries}, {@link #find}, {@link #listen}, {@link #resume}, {@link #hint} and {@link #stopWaiting} return at once; everything else
 * waits for the disk or the network and belongs on a virtual thread.
 */
public final class Library implements AutoCloseable {
    private static final Log LOG = new Log(Library.class);
    /** The demo provider is on this computer and free to be asked often. */
    private static final Duration SLOWEST_DEMO_POLL = Duration.ofSeconds(2);
    /** How long closing waits for a submit under way, so that it does not end as {@link JobState.Unknown}. */
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    /** How often it is looked whether another program has got on with a job. */
    private static final Duration GLANCE = Duration.ofSeconds(2);

    private static final int LONGEST_TITLE = 200;
    private static final int SEPARATIONS_REMEMBERED = 64;

    private final EntryStore store;
    private final Providers providers;
    private final Supplier<URI> callback;
    private final Pace pace;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Map<String, TranscribeWorkflow> running = new ConcurrentHashMap<>();
    /** By provider. */
    private final Map<String, Queueing> queues = new ConcurrentHashMap<>();

    private final Map<String, SubmitRate> rates = new ConcurrentHashMap<>();
    private final KeptStems keptStems;
    /** Whether a thread looks after entries that another program is at work on. */
    private final AtomicBoolean following = new AtomicBoolean();

    private volatile boolean closed;

    /** Stems as last seen, by provider and separation: an entry keeps those of its separation. Guarded by itself. */
    private final SequencedMap<String, List<Stem>> stemsSeen = new LinkedHashMap<>();

    /**
     * Opens the library and reads its entries. Jobs that were running when it was last closed are {@link JobState.Transcribing}
     * without a next poll; a submit that was under way is {@link JobState.Unknown}.
     *
     * @param folder   made when the first entry is written
     * @param callback sent with each submit
     */
    public Library(Path folder, Providers providers, URI callback, Pace pace) {
        this(folder, providers, () -> callback, pace);
    }

    /**
     * The same with a callback that can change.
     *
     * @param callback asked before each submit, on any thread
     */
    public Library(Path folder, Providers providers, Supplier<URI> callback, Pace pace) {
        this(folder, providers, callback, pace, InstantSource.system(), System::nanoTime, new Random());
    }

    /** With a clock that stands for both, the time of day and what lasts. */
    Library(Path folder, Providers providers, URI callback, Pace pace, InstantSource clock, RandomGenerator random) {
        this(
                folder,
                providers,
                () -> callback,
                pace,
                clock,
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(),
                random);
    }

    /**
     * @param nanos a clock that nobody sets, in nanoseconds
     */
    Library(
            Path folder,
            Providers providers,
            Supplier<URI> callback,
            Pace pace,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random) {
        this.store = new EntryStore(folder, clock, random);
        this.providers = providers;
        this.callback = callback;
        this.pace = pace;
        this.clock = clock;
        this.nanos = nanos;
        keptStems = new KeptStems(store, new AddressesNow(), StemDownload::new);
        store.listen(entry -> follow(List.of(entry.id())));
        follow(store.elsewhere());
        store.startTidying();
    }

    /** Newest first. */
    public List<Entry> entries() {
        List<SavedEntry> saved = store.all();
        var entries = new ArrayList<Entry>(saved.size());
        for (SavedEntry one : saved) {
            entries.add(one.entry());
        }
        return Collections.unmodifiableList(entries);
    }

    /** The entries that cannot be read; they are in no other list. */
    public List<BrokenEntry> broken() {
        return store.broken();
    }

    /** The entry of a request, if there is one, be it in the trash. */
    public Optional<Entry> find(JobRequest request) {
        return store.find(request).map(SavedEntry::entry);
    }

    /**
     * Calls {@code listener} with each entry that changes, in order, on any thread. It must return soon.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<Entry> listener) {
        return store.listen(listener);
    }

    /**
     * Calls {@code listener} with the id of each entry that leaves the list or cannot be read any more, on any thread. It must return
     * soon.
     *
     * @return ends it
     */
    public Runnable listenForLoss(Consumer<String> listener) {
        return store.listenForLoss(listener);
    }

    /** Takes over what other programs have done to the library meanwhile. */
    public void refresh() {
        try {
            store.reread();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read the library folder", e);
        }
    }

    /** Looks now and then at entries that another program is at work on, until none is left. */
    private void follow(List<String> changed) {
        if (closed
                || changed.stream().noneMatch(store.elsewhere()::contains)
                || !following.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual().name("elsewhere").start(() -> {
            try {
                for (List<String> ids = store.elsewhere(); !closed && !ids.isEmpty(); ids = store.elsewhere()) {
                    Thread.sleep(GLANCE);
                    ids.forEach(store::current);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                following.set(false);
            }
            follow(store.elsewhere());
        });
    }

    /** What is known of the balances before and after a job. */
    public Spending spending(String entryId) {
        return store.get(entryId).map(SavedEntry::spending).orElse(Spending.NOT_KNOWN);
    }

    /** The balance in credits; also the cheapest check of a key. Free. */
    public Outcome<BigDecimal> balance(Account account) {
        return ask(account, ServiceClient::credits);
    }

    /** The stems of a finished separation; none if it finished without naming any. Free. */
    public Outcome<List<Stem>> stems(Account account, String separationTaskId) {
        String taskId = separationTaskId.strip();
        if (taskId.isEmpty()) {
            return problem(Words.of("library.no-separation"), Words.of("library.no-separation-remedy"), "");
        }
        String provider = account.provider().name();
        return switch (ask(account, client -> client.separation(taskId))) {
            case Outcome.Failed<Separation>(Problem problem) -> new Outcome.Failed<>(problem);
            case Outcome.Ok<Separation>(Separation.Pending()) ->
                problem(
                        Words.of("library.separation-runs", provider),
                        Words.of("library.separation-runs-remedy"),
                        "");
            case Outcome.Ok<Separation>(Separation.NotVisible()) ->
                problem(
                        Words.of("library.separation-unknown", provider),
                        Words.of("library.separation-unknown-remedy"),
                        "");
            case Outcome.Ok<Separation>(Separation.Failed(String reason)) ->
                problem(
                        Words.of("library.separation-failed", provider),
                        Words.of("library.separation-failed-remedy"),
                        reason);
            case Outcome.Ok<Separation>(Separation.Ready(List<Stem> stems)) -> {
                remember(account.provider().id(), taskId, stems);
                yield new Outcome.Ok<>(stems);
            }
        };
    }

    /**
     * Submits a job and waits for it in the background. If an entry for the same request exists that is not
     * {@link JobState.Queued}, {@link JobState.Failed}, {@link JobState.Expired} or {@link JobState.Empty}, nothing is submitted: that entry is returned,
     * and the provider is asked for it if it is still to come.
     *
     * @return the entry as it stands; if nothing could be written to disk, nothing was sent and the entry, which is in no list,
     *     is {@link JobState.Failed}
     * @throws IllegalArgumentException if the account is at another provider
     */
    public Entry transcribe(Account account, JobRequest request) {
        return claim(account, request, saved -> switch (saved.entry().state()) {
            case JobState.Queued _, JobState.Failed _, JobState.Expired _, JobState.Empty _ -> true;
            case JobState.Submitting _, JobState.Transcribing _, JobState.Ready _, JobState.Unknown _ -> false;
        });
    }

    /**
     * Submits again after {@link JobState.Unknown}: the user's decision, since it may be paid twice. In any other state nothing
     * is submitted.
     *
     * @throws IllegalArgumentException if there is no such entry, or the account is at another provider
     */
    public Entry submitAgain(String entryId, Account account) {
        return claim(
                account,
                saved(entryId).entry().request(),
                saved -> saved.entry().id().equals(entryId) && saved.entry().state() instanceof JobState.Unknown);
    }

    /**
     * Puts jobs into the queue of their provider, in their order behind all that is there, and lets it go on: each is submitted once,
     * one after the other. Requests that have an entry are left out, unless it is {@link JobState.Failed} and was never accepted: a
     * queue buys nothing that may be there already.
     *
     * @return the entries in the queue; a problem if they could not all be written, and then nothing is sent before the queue is told
     *     to go on
     * @throws IllegalArgumentException if the account is at another provider
     */
    public Outcome<List<Entry>> enqueue(Account account, List<JobRequest> requests) {
        requests.forEach(request -> check(account, request));
        try {
            var queued = store.enqueue(
                    requests,
                    saved -> saved.entry().state() instanceof JobState.Failed failed && !failed.accepted(),
                    this::seen);
            goOn(account);
            return new Outcome.Ok<>(queued.stream().map(SavedEntry::entry).toList());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot write to the library", e);
            return new Outcome.Failed<>(notSent(e));
        }
    }

    /** The jobs in the queue at a provider, the next one first. */
    public List<Entry> queue(String providerId) {
        return store.queue(providerId).stream().map(SavedEntry::entry).toList();
    }

    /** Lets the queue at a provider go on, with this account from now on. Nothing happens if it is empty. */
    public void goOn(Account account) {
        if (!closed) {
            queues.compute(
                            account.provider().id(),
                            (id, known) -> known == null ? new Queueing(account) : known.with(account))
                    .queue
                    .go();
        }
    }

    /**
     * Takes a job back that is in the queue: nothing was sent, so that costs nothing. An entry with nothing else in it is gone then.
     *
     * @return whether it was still in the queue
     * @throws IOException if it could not be written; it is in the queue still
     */
    public boolean takeBack(String entryId) throws IOException {
        return store.takeBack(entryId);
    }

    /** A queue, and the account with which it sends now. */
    private final class Queueing {
        private final SubmitQueue queue;
        private volatile Account account;

        Queueing(Account account) {
            this.account = account;
            String provider = account.provider().id();
            queue = new SubmitQueue(provider, store, rate(provider), pace, this::submit);
        }

        Queueing with(Account now) {
            account = now;
            return this;
        }

        private TranscribeWorkflow submit(String entryId, TranscribeWorkflow.Refused refused) {
            TranscribeWorkflow workflow = workflow(entryId, account, refused);
            running.put(entryId, workflow);
            workflow.start();
            return workflow;
        }
    }

    private SubmitRate rate(String providerId) {
        return rates.computeIfAbsent(providerId, _ -> new SubmitRate(nanos));
    }

    /**
     * Asks the provider for a job it accepted, now and then at the documented pace. Free. Nothing happens if that is going on
     * already, or if there is nothing to ask for.
     *
     * @throws IllegalArgumentException if there is no such entry, or the account is at another provider
     */
    public void resume(String entryId, Account account) {
        check(account, saved(entryId).entry().request());
        Thread.startVirtualThread(() -> {
            try {
                resumeNow(entryId, account);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "Cannot resume entry " + entryId, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void resumeNow(String entryId, Account account) throws IOException, InterruptedException {
        TranscribeWorkflow before = running.get(entryId);
        if (before != null && (before.isStopped() || !saved(entryId).isWorkedOn())) {
            before.join(PATIENCE_AT_CLOSE);
        }
        if (!store.beginWork(entryId)) {
            return;
        }
        boolean started = false;
        try {
            Instant now = clock.instant();
            // It may have been submitted anew since it was looked at.
            store.change(
                    entryId,
                    saved -> saved.entry().state() instanceof JobState.Expired(String midiTaskId)
                            ? saved.with(new JobState.Transcribing(midiTaskId, now, Optional.of(now), Optional.empty()))
                            : saved);
            if (!closed && saved(entryId).entry().state() instanceof JobState.Transcribing) {
                TranscribeWorkflow workflow = workflow(entryId, account);
                running.put(entryId, workflow);
                workflow.start();
                started = true;
            }
        } finally {
            if (!started) {
                store.endWork(entryId);
            }
        }
    }

    /**
     * Takes a hint that a task of a provider may have ended, wherever it comes from. If the job is being waited for, the provider
     * is asked for it now, by the one thread that asks for it anyway; hints that follow within ten seconds lead to one more
     * question when these are over. Returns at once.
     *
     * @param taskId of the transcription, not of the separation
     * @return the entry that still waits for this task; if nobody asks for it at the moment, it can be resumed, and no question
     *     was asked
     */
    public Optional<Entry> hint(String taskId) {
        var waiting = store.all().stream()
                .filter(saved -> saved.entry().state() instanceof JobState.Transcribing job
                        && job.midiTaskId().equals(taskId))
                .map(SavedEntry::entry)
                .toList();
        for (Entry entry : waiting) { // ids are only unique at one provider
            TranscribeWorkflow workflow = running.get(entry.id());
            if (workflow != null) {
                workflow.hint();
            }
        }
        return waiting.stream().findFirst();
    }

    /**
     * Waits until nobody here is at work on an entry any more. That is later than its state tells: once a job is ready the balance is
     * still asked for and noted.
     *
     * @return false if it took longer
     */
    boolean awaitEnd(String entryId, Duration most) throws InterruptedException {
        TranscribeWorkflow workflow = running.get(entryId);
        return workflow == null || workflow.join(most);
    }

    /** Stops asking; the job goes on at the provider and can be resumed. */
    public void stopWaiting(String entryId) {
        TranscribeWorkflow workflow = running.get(entryId);
        if (workflow != null) {
            workflow.stop();
        }
    }

    /** The transcription of a {@link JobState.Ready} entry, from disk. */
    public Outcome<Transcription> open(String entryId) {
        Optional<SavedEntry> found = store.current(entryId);
        if (found.isPresent() && store.isTrashed(entryId)) {
            restore(entryId);
        }
        if (found.isEmpty()) {
            return file(Words.of("library.entry-gone"), Words.of("library.transcribe-again"), entryId);
        }
        SavedEntry saved = found.get();
        Entry entry = saved.entry();
        if (!(entry.state() instanceof JobState.Ready)) {
            return file(Words.of("library.no-notes-to-open"), Words.of("library.no-notes-to-open-remedy"), entryId);
        }
        try {
            return switch (NoteFile.answer(store.answer(entryId))) {
                case Outcome.Failed<MidiAnswer>(Problem problem) -> new Outcome.Failed<>(problem);
                case Outcome.Ok<MidiAnswer>(MidiAnswer answer) ->
                    new Outcome.Ok<>(NoteFile.transcription(entry.id(), entry.shownTitle(), answer, saved.stems()));
            };
        } catch (IOException e) {
            return file(
                    Words.of("library.notes-unreadable"),
                    Words.of("library.notes-unreadable-remedy"),
                    String.valueOf(e.getMessage()));
        }
    }

    // The user's own

    /**
     * Gives an entry another title.
     *
     * @param title blank for the one it had first; what is beyond 200 characters is left out
     */
    public Outcome<Entry> rename(String entryId, String title) {
        String plain = title.replaceAll("\\p{Cntrl}", " ").strip();
        String shorter = plain.codePointCount(0, plain.length()) > LONGEST_TITLE
                ? plain.substring(0, plain.offsetByCodePoints(0, LONGEST_TITLE))
                : plain;
        try {
            store.change(
                    entryId,
                    saved -> saved.titled(
                            shorter.isEmpty() ? SavedEntry.titleOf(saved.entry().request()) : shorter));
            return new Outcome.Ok<>(saved(entryId).entry());
        } catch (EntryStore.Busy e) {
            return file(
                    Words.of("library.name-busy"),
                    Words.of("library.name-busy-remedy"),
                    "");
        } catch (IOException e) {
            return file(
                    Words.of("library.name-not-saved"),
                    Words.of("library.name-not-saved-remedy"),
                    e.toString());
        }
    }

    /**
     * Moves an entry to the trash, also one that cannot be read, and stops waiting for its job. It is not forgotten there: what it was
     * bought for is not bought again but taken out of the trash.
     */
    public Outcome<String> delete(String entryId) {
        try {
            TranscribeWorkflow workflow = running.get(entryId);
            if (workflow != null && !(saved(entryId).entry().state() instanceof JobState.Submitting)) {
                workflow.stop();
                awaitEnd(entryId, PATIENCE_AT_CLOSE);
            }
            keptStems.end(entryId);
            store.discard(entryId);
            return new Outcome.Ok<>(entryId);
        } catch (EntryStore.Busy e) {
            return file(
                    Words.of("library.delete-busy"),
                    Words.of("library.delete-busy-remedy"),
                    "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return file(Words.of("library.not-deleted"), Words.of("library.try-again"), "");
        } catch (IOException e) {
            return file(
                    Words.of("library.not-trashed"),
                    Words.of("library.not-trashed-remedy"),
                    e.toString());
        }
    }

    /** Takes an entry out of the trash. */
    public Outcome<String> restore(String entryId) {
        try {
            store.restore(entryId);
            return new Outcome.Ok<>(entryId);
        } catch (IOException e) {
            return file(
                    Words.of("library.not-restored"),
                    Words.of("library.look-into-trash"),
                    e.toString());
        }
    }

    /** How many entries are in the trash. */
    public int inTrash() {
        return store.inTrash();
    }

    /** Removes what is in the trash for good; what has been there for 30 days goes by itself. */
    public Outcome<Integer> emptyTrash() {
        try {
            return new Outcome.Ok<>(store.emptyTrash(Duration.ZERO));
        } catch (IOException e) {
            return file(
                    Words.of("library.trash-not-emptied"),
                    Words.of("library.look-into-trash"),
                    e.toString());
        }
    }

    /**
     * What the files of an entry take on the disk, in bytes. A stem that several entries share counts for each.
     *
     * @throws IOException if it cannot be told
     */
    public long size(String entryId) throws IOException {
        return EntryFiles.size(store.folderOf(entryId));
    }

    /**
     * Writes an entry with all its files as one file. Where an attached audio file of the user's lies stays out of it.
     *
     * @param target replaced as a whole
     */
    public Outcome<Path> exportEntry(String entryId, Path target) {
        try {
            if (store.current(entryId).isEmpty()) {
                return file(Words.of("library.entry-gone"), Words.of("library.choose-another-entry"), entryId);
            }
            EntryArchive.write(entryId, store.folderOf(entryId), target);
            return new Outcome.Ok<>(target);
        } catch (IOException e) {
            return file(
                    Words.of("library.not-exported", String.valueOf(target.getFileName())),
                    Words.of("library.not-exported-remedy"),
                    e.toString());
        }
    }

    /**
     * An entry that came from a file.
     *
     * @param wasThere whether the library had an entry of the same request, which was left as it is
     */
    public record Imported(Entry entry, boolean wasThere) {}

    /** Whether a file is, by its name, what {@link #exportEntry} writes. */
    public static boolean isExported(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(EntryArchive.ENDING);
    }

    /** What a file of an entry may be called. */
    public static String exportName(Entry entry) {
        return SafeName.of(entry.shownTitle() + " - " + entry.request().shownStemName()) + EntryArchive.ENDING;
    }

    /** Takes in an entry that was written as one file, wherever that comes from; nothing in it is believed. */
    public Outcome<Imported> importEntry(Path archive) {
        String name = String.valueOf(archive.getFileName());
        try {
            Path arrived = store.newArrival();
            try {
                String id = EntryArchive.read(archive, arrived);
                var taken = store.takeIn(arrived, id, EntryArchive.check(id, arrived));
                return taken.saved()
                        .<Outcome<Imported>>map(
                                saved -> new Outcome.Ok<>(new Imported(saved.entry(), taken.wasThere())))
                        .orElseGet(() -> file(
                                Words.of("library.imported-unreadable", name), Words.of("library.try-again"), ""));
            } finally {
                EntryFiles.removeAll(arrived, 0);
            }
        } catch (EntryArchive.Refused e) {
            return file(
                    Words.of("library.not-an-export", name),
                    Words.of("library.not-an-export-remedy"),
                    String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return file(Words.of("library.not-imported", name), Words.of("library.not-imported-remedy"), e.toString());
        }
    }

    /**
     * What an entry lacks.
     *
     * @param notes whether its notes have gone from its folder
     * @param stems how many stems are not here
     */
    public record Missing(boolean notes, int stems) {
        public boolean isNothing() {
            return !notes && stems == 0;
        }
    }

    /**
     * Asks the provider for what an entry lacks, in the background; that is free, and works as long as the provider has it.
     *
     * @param account at the entry's provider; the demo provider needs none
     * @return what is being asked for
     */
    public Outcome<Missing> fetchMissing(String entryId, Optional<Account> account) {
        Optional<SavedEntry> found = store.current(entryId);
        if (found.isEmpty()) {
            return file(Words.of("library.entry-gone"), Words.of("library.transcribe-again"), entryId);
        }
        SavedEntry saved = found.get();
        Entry entry = saved.entry();
        Optional<Account> there =
                entry.request().providerId().equals(Providers.DEMO) ? Optional.of(providers.demoAccount()) : account;
        boolean notes = entry.state() instanceof JobState.Transcribing job
                && job.trouble().filter(SavedEntry::isAnswerGone).isPresent();
        List<Stem> stems = saved.stems().stream()
                .filter(stem -> !(keptStems.state(entryId, stem) instanceof StemState.Kept))
                .toList();
        if (notes) {
            if (there.isEmpty()) {
                return new Outcome.Failed<>(new Problem(
                        Problem.Kind.KEY,
                        Words.of("library.key-for-notes"),
                        Words.of("library.key-for-notes-remedy"),
                        ""));
            }
            resume(entryId, there.get());
        }
        if (!stems.isEmpty()) {
            keptStems.fetch(entry, KeptStems.inOrder(entry, stems), there);
        }
        return new Outcome.Ok<>(new Missing(notes, stems.size()));
    }

    /** The sound of the stems. */
    public KeptStems keptStems() {
        return keptStems;
    }

    /** How an entry was last listened to. */
    public Listening listening(String entryId) {
        return ListeningFile.read(store.folderOf(entryId));
    }

    /**
     * Remembers how an entry is listened to.
     *
     * @throws IOException if it could not be written
     */
    public void remember(String entryId, Listening listening) throws IOException {
        ListeningFile.write(folderToWriteIn(entryId), listening);
    }

    /**
     * The tempo of an entry as the user left it, without key and fit; empty if it was never changed or confirmed.
     */
    public Optional<SongTempo> tempo(String entryId) {
        return TempoFile.read(store.folderOf(entryId));
    }

    /**
     * Remembers the tempo of an entry.
     *
     * @param tempo of which map and source are kept; empty for what the notes tell
     * @throws IOException if it could not be written
     */
    public void rememberTempo(String entryId, Optional<SongTempo> tempo) throws IOException {
        TempoFile.write(folderToWriteIn(entryId), tempo);
    }

    /** What was last made of the instruments of an entry. */
    public Instrumentation instrumentation(String entryId) {
        return InstrumentationFile.read(store.folderOf(entryId));
    }

    /**
     * Remembers what is made of the instruments of an entry; the answer itself stays as it came.
     *
     * @throws IOException if it could not be written
     */
    public void remember(String entryId, Instrumentation instrumentation) throws IOException {
        InstrumentationFile.write(folderToWriteIn(entryId), instrumentation);
    }

    /** Of an entry that is no more, no folder is made again. */
    private Path folderToWriteIn(String entryId) throws IOException {
        // What another program has deleted is in the trash, and memory does not know yet.
        boolean there = store.get(entryId).isPresent()
                && (Files.isDirectory(store.folderOf(entryId))
                        || store.current(entryId).isPresent());
        if (!there) {
            throw new NoSuchFileException(entryId);
        }
        return store.folderOf(entryId);
    }

    /** Where stems are now, as the provider says; the demo provider needs nobody's account. */
    private final class AddressesNow implements KeptStems.Addresses {
        private Optional<Account> account(Entry entry, Optional<Account> account) {
            return entry.request().providerId().equals(Providers.DEMO)
                    ? Optional.of(providers.demoAccount())
                    : account.filter(there ->
                            there.provider().id().equals(entry.request().providerId()));
        }

        @Override
        public Optional<List<Stem>> of(Entry entry, Optional<Account> account) {
            return account(entry, account).flatMap(there -> {
                String task = entry.request().separationTaskId();
                return stems(there, task) instanceof Outcome.Ok<List<Stem>>(List<Stem> now)
                        ? Optional.of(now)
                        : Optional.empty();
            });
        }

        @Override
        public Optional<URI> fresh(Entry entry, Optional<Account> account, URI file) {
            return account(entry, account)
                    .flatMap(
                            there -> ask(there, client -> client.downloadUrl(file)) instanceof Outcome.Ok<URI>(URI link)
                                    ? Optional.of(link)
                                    : Optional.empty());
        }
    }

    /** The folder of an entry, where its files can be put beside; it may have gone. */
    public Path folderOf(String entryId) {
        return store.folderOf(entryId);
    }

    /** A saved answer (.json) or a MIDI file, told apart by content. Its id and title are made of the file's name. */
    public static Outcome<OpenedFile> open(Path file) {
        return NoteFile.open(file);
    }

    /** Likewise, the notes alone. */
    public static Outcome<Transcription> openFile(Path file) {
        return switch (open(file)) {
            case Outcome.Ok<OpenedFile>(OpenedFile opened) -> new Outcome.Ok<>(opened.transcription());
            case Outcome.Failed<OpenedFile>(Problem problem) -> new Outcome.Failed<>(problem);
        };
    }

    /**
     * Stops waiting for all jobs; they can be resumed when the library is opened again. Blocks for as long as a submit takes, at
     * most some ten seconds.
     */
    @Override
    public void close() {
        closed = true;
        queues.values().forEach(queueing -> queueing.queue.stop());
        keptStems.close();
        running.values().forEach(TranscribeWorkflow::stop);
        long deadline = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
        try {
            for (Queueing queueing : queues.values()) {
                queueing.queue.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
            // A queue may have begun one more before it was stopped.
            List<TranscribeWorkflow> left = List.copyOf(running.values());
            left.forEach(TranscribeWorkflow::stop);
            for (TranscribeWorkflow workflow : left) {
                workflow.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.values().forEach(TranscribeWorkflow::abort);
        store.close();
    }

    private Entry claim(Account account, JobRequest request, Predicate<SavedEntry> mayBeAnew) {
        check(account, request);
        if (closed) {
            throw new IllegalStateException("the library is closed");
        }
        try {
            var claim = store.claim(request, mayBeAnew, seen(request));
            Entry entry = claim.saved().entry();
            if (claim.toSubmit()) {
                TranscribeWorkflow workflow = workflow(entry.id(), account);
                running.put(entry.id(), workflow);
                workflow.start();
            } else if (entry.state() instanceof JobState.Transcribing) {
                resume(entry.id(), account);
            }
            return entry;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Nothing was sent", e);
            return new Entry(
                    "unsaved",
                    SavedEntry.titleOf(request),
                    request,
                    clock.instant(),
                    new JobState.Failed(notSent(e), false));
        }
    }

    private static Problem notSent(IOException e) {
        return e instanceof EntryStore.InDoubt
                ? new Problem(
                        Problem.Kind.FILE,
                        Words.of("library.entry-in-doubt"),
                        Words.of("library.entry-in-doubt-remedy"),
                        String.valueOf(e.getMessage()))
                : new Problem(
                        Problem.Kind.FILE,
                        Words.of("library.cannot-write"),
                        Words.of("library.cannot-write-remedy"),
                        String.valueOf(e.getMessage()));
    }

    private TranscribeWorkflow workflow(String entryId, Account account) {
        return workflow(entryId, account, (problem, _) -> new JobState.Failed(problem, false));
    }

    private TranscribeWorkflow workflow(String entryId, Account account, TranscribeWorkflow.Refused refused) {
        SubmitRate rate = rate(account.provider().id());
        return new TranscribeWorkflow(
                entryId,
                () -> connect(account),
                store,
                account.provider().isDemo() ? this::demoPause : pace,
                clock,
                nanos,
                new TranscribeWorkflow.Sending(account.provider().needsKey(), refused, rate::count),
                ended -> {
                    store.endWork(entryId);
                    running.remove(entryId, ended);
                });
    }

    private Duration demoPause(int poll) {
        Duration pause = pace.before(poll);
        return pause.compareTo(SLOWEST_DEMO_POLL) < 0 ? pause : SLOWEST_DEMO_POLL;
    }

    private SavedEntry saved(String entryId) {
        return store.get(entryId).orElseThrow(() -> new IllegalArgumentException("no entry " + entryId));
    }

    private static void check(Account account, JobRequest request) {
        if (!account.provider().id().equals(request.providerId())) {
            throw new IllegalArgumentException(
                    "an account at " + account.provider().id() + " for a job at " + request.providerId());
        }
    }

    private <T> Outcome<T> ask(Account account, Function<ServiceClient, ServiceResult<T>> question) {
        return switch (connect(account)) {
            case Outcome.Failed<ServiceClient>(Problem problem) -> new Outcome.Failed<>(problem);
            case Outcome.Ok<ServiceClient>(ServiceClient client) -> {
                try (client) {
                    yield switch (question.apply(client)) {
                        case ServiceResult.Ok<T>(T value) -> new Outcome.Ok<>(value);
                        case ServiceResult.Failed<T>(ServiceFailure failure) ->
                            new Outcome.Failed<>(Problem.of(failure));
                    };
                }
            }
        };
    }

    private Outcome<ServiceClient> connect(Account account) {
        if (account.key().isEmpty() && account.provider().needsKey()) {
            return new Outcome.Failed<>(new Problem(
                    Problem.Kind.KEY,
                    Words.of("library.key-needed", account.provider().name()),
                    Words.of("library.key-needed-remedy"),
                    ""));
        }
        return switch (providers.provider(account.provider())) {
            case Outcome.Failed<Provider>(Problem problem) -> new Outcome.Failed<>(problem);
            case Outcome.Ok<Provider>(Provider provider) ->
                new Outcome.Ok<>(new ServiceClient(provider, new ApiKey(Providers.keyOf(account)), callback.get()));
        };
    }

    private void remember(String providerId, String separationTaskId, List<Stem> stems) {
        synchronized (stemsSeen) {
            stemsSeen.putLast(providerId + " " + separationTaskId, stems);
            if (stemsSeen.size() > SEPARATIONS_REMEMBERED) {
                stemsSeen.pollFirstEntry();
            }
        }
    }

    private List<Stem> seen(JobRequest request) {
        synchronized (stemsSeen) {
            return stemsSeen.getOrDefault(request.providerId() + " " + request.separationTaskId(), List.of());
        }
    }

    private static <T> Outcome<T> problem(String sentence, String remedy, String details) {
        return new Outcome.Failed<>(new Problem(Problem.Kind.TASK, sentence, remedy, details));
    }

    private static <T> Outcome<T> file(String sentence, String remedy, String details) {
        return new Outcome.Failed<>(new Problem(Problem.Kind.FILE, sentence, remedy, details));
    }
}
