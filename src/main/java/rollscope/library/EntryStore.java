package rollscope.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import rollscope.files.AtomicFile;
import rollscope.library.EntryFiles.Found;
import rollscope.library.EntryFiles.Known;
import rollscope.library.EntryFiles.Place;
import rollscope.transcription.Stem;

/**
 * The entries: a folder each on disk, and the same in memory to be looked at without waiting. A change is written before it is
 * seen. Several programs may have the same folder open; what one adds or deletes, another sees when it next looks for a request or is
 * told to look.
 *
 * <p>What memory holds of an entry nobody is at work on is for the list: stems and earlier purchases may be missing. {@link #current}
 * has them.
 *
 * <p>Safe for use by several threads. {@link #all}, {@link #get}, {@link #find} and {@link #broken} never block; everything else may
 * wait for the disk.
 */
final class EntryStore implements AutoCloseable {
    private static final Log LOG = new Log(EntryStore.class);
    private static final String INDEX = "index";
    private static final String SPOOL = ".answer-";
    /** Begins the names of folders that are no entries yet. */
    private static final String ARRIVING = ".arriving-";

    /** Made when an entry is made: a start needs it for nothing. */
    private static final class Naming {
        static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    }

    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(10);
    /** How long an entry stays in the trash. */
    static final Duration KEPT_IN_TRASH = Duration.ofDays(30);

    private static final Comparator<SavedEntry> NEWEST_FIRST = EntryStore::newestFirst;

    private static int newestFirst(SavedEntry one, SavedEntry other) {
        int byTime = other.entry().created().compareTo(one.entry().created());
        return byTime != 0 ? byTime : other.entry().id().compareTo(one.entry().id());
    }

    /** What two requests for the same have in common. */
    private record Asked(String providerId, String separationTaskId, Optional<String> stemId) {
        static Asked of(JobRequest request) {
            return new Asked(request.providerId(), request.separationTaskId(), request.stemId());
        }

        // By hand, as is the comparison of entries: what the language makes of a record is only put together when it is first
        // used, and ten thousand wait for that at the start.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Asked asked
                    && separationTaskId.equals(asked.separationTaskId)
                    && stemId.equals(asked.stemId)
                    && providerId.equals(asked.providerId);
        }

        @Override
        public int hashCode() {
            return 31 * separationTaskId.hashCode() + stemId.hashCode();
        }
    }

    /** An entry that is there but cannot be read may be the one that is looked for. */
    static final class InDoubt extends IOException {
        private static final long serialVersionUID = 1;

        InDoubt(String id) {
            super("entry " + id + " cannot be read");
        }
    }

    /** Another program is at work on an entry, or this one is. */
    static final class Busy extends IOException {
        private static final long serialVersionUID = 1;

        Busy(String id) {
            super("entry " + id + " is being worked on");
        }
    }

    /** Entries in an order, and of which state of the store. */
    private record Listing(long version, List<SavedEntry> entries) {}

    private final EntryFiles files;
    private final WorkLocks works;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> lossListeners = new CopyOnWriteArrayList<>();
    /** Entries that are ahead of the disk. Guarded by {@link #lock}. */
    private final Set<String> unwritten = new HashSet<>();

    /** Changed under {@link #lock}, as all that follows. */
    private final Map<String, Known> live = new ConcurrentHashMap<>();

    private final Map<String, Known> trashed = new ConcurrentHashMap<>();
    private final Map<String, BrokenEntry> broken = new ConcurrentHashMap<>();
    /** Ids of live and trashed entries. */
    private final Map<Asked, Set<String>> byRequest = new ConcurrentHashMap<>();

    /** Whether the start passed over what an index cannot tell. */
    private boolean hurried;

    private boolean indexOutOfDate;
    private @Nullable Thread tidying;

    private final AtomicLong version = new AtomicLong();
    private volatile Listing listing = new Listing(-1, List.of());

    EntryStore(Path folder, InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        files = new EntryFiles(folder, clock);
        works = new WorkLocks(folder.resolve("working"));
        try {
            var index = new EntryIndex.Ahead(folder.resolve(INDEX));
            List<String> ids = files.candidates(Place.LIBRARY);
            List<Found> found = files.look(Place.LIBRARY, ids, index.get()::known);
            int read = 0;
            for (Found entry : found) {
                takeOver(entry);
                read += entry.anew() ? 1 : 0;
                if (entry.content() instanceof EntryFiles.Content.Whole(SavedEntry saved, boolean _)
                        && saved.entry().state() instanceof JobState.Transcribing) {
                    removeOldSpools(folderOf(entry.id()));
                }
            }
            files.all(Place.TRASH, _ -> null).forEach(this::takeTrashed);
            hurried = read < found.size();
            indexOutOfDate = found.size() >= EntryIndex.WORTHWHILE && read > found.size() / 64;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read the library folder", e);
        }
        version.incrementAndGet();
    }

    /** Writes the index anew, of what is known to be as it is on disk. */
    void keepIndex() {
        try {
            EntryIndex.write(files.folder().resolve(INDEX), List.copyOf(live.values()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "No index can be kept", e);
        }
    }

    /** Newest first. */
    List<SavedEntry> all() {
        Listing now = listing;
        long seen = version.get();
        if (now.version != seen) {
            var entries = new ArrayList<SavedEntry>(live.size());
            for (Known known : live.values()) {
                entries.add(known.saved());
            }
            entries.sort(NEWEST_FIRST);
            now = new Listing(seen, Collections.unmodifiableList(entries));
            listing = now;
        }
        return now.entries;
    }

    /** The entries that cannot be read. */
    List<BrokenEntry> broken() {
        return List.copyOf(broken.values());
    }

    /** As last seen; also if it is in the trash. */
    Optional<SavedEntry> get(String id) {
        Known known = live.get(id);
        return Optional.ofNullable(known == null ? trashed.get(id) : known).map(Known::saved);
    }

    boolean isTrashed(String id) {
        return trashed.containsKey(id) && !live.containsKey(id) && !broken.containsKey(id);
    }

    /**
     * As it is on disk now, where another program may have changed it, unless this program is at work on it. With all there is of
     * it.
     */
    Optional<SavedEntry> current(String id) {
        lock.lock();
        try {
            return isAhead(id) ? get(id) : look(id);
        } finally {
            lock.unlock();
        }
    }

    /** Whether memory knows better than the disk; it has all there is of the entry then. */
    private boolean isAhead(String id) {
        return works.isHeldHere(id) || unwritten.contains(id);
    }

    /** Takes over what the disk says of one entry, and returns that; empty if there is none that can be read. */
    private Optional<SavedEntry> look(String id) {
        Known before = live.get(id);
        Optional<Found> found =
                files.read(id, Place.LIBRARY, before == null ? null : new Known(Optional.empty(), before.saved()));
        if (found.isPresent()) {
            takeOver(found.get());
        } else {
            found = files.read(id, Place.TRASH, null);
            found.ifPresent(this::takeOverTrashed);
            forget(id, found.isPresent());
        }
        // Where it stands may mean more than what is written, and memory knows what.
        return found.flatMap(now -> now.content() instanceof EntryFiles.Content.Whole whole
                ? get(id).map(known -> whole.saved().with(known.entry().state()))
                : Optional.empty());
    }

    /**
     * The entry of a request, also if it is in the trash. Should there be several, as after copying folders by hand, it is the one that
     * has most to lose, and of these the newest.
     */
    Optional<SavedEntry> find(JobRequest request) {
        Set<String> ids = byRequest.getOrDefault(Asked.of(request), Set.of());
        return best(ids, live).or(() -> best(ids, trashed));
    }

    private static Optional<SavedEntry> best(Set<String> ids, Map<String, Known> among) {
        return ids.stream()
                .map(among::get)
                .filter(Objects::nonNull)
                .map(Known::saved)
                .min(Comparator.comparingInt(EntryStore::worthless).thenComparing(NEWEST_FIRST));
    }

    /** The more, the less is lost if the job is bought again. */
    private static int worthless(SavedEntry saved) {
        return switch (saved.entry().state()) {
            case JobState.Ready _ -> 0;
            case JobState.Submitting _, JobState.Transcribing _ -> 1;
            case JobState.Unknown _ -> 2;
            case JobState.Queued _ -> 3;
            case JobState.Expired _ -> 4;
            case JobState.Empty _ -> 5;
            case JobState.Failed failed -> failed.accepted() ? 6 : 7;
        };
    }

    Runnable listen(Consumer<Entry> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Calls {@code listener} with the id of each entry that leaves the list or cannot be read any more. */
    Runnable listenForLoss(Consumer<String> listener) {
        lossListeners.add(listener);
        return () -> lossListeners.remove(listener);
    }

    /** An entry, and whether it has just been put down to be submitted. */
    record Claim(SavedEntry saved, boolean toSubmit) {}

    /**
     * Finds the entry of a request, or makes one in state {@link JobState.Submitting}, in one step as far as any thread and any
     * other program with this folder open can tell. An entry in the trash is taken out of it. What is to be submitted is worked on
     * until {@link #endWork}, and may only be sent after {@link #aboutToSend}.
     *
     * @param mayBeAnew whether an entry that exists is to be submitted again
     * @param stems     of the separation, if known
     * @throws IOException if nothing could be written, or an entry that cannot be read may be the one; nothing may be submitted then
     */
    Claim claim(JobRequest request, Predicate<SavedEntry> mayBeAnew, List<Stem> stems) throws IOException {
        return exclusively(() -> {
            reread();
            Optional<SavedEntry> existing = there(request, mayBeAnew);
            if (existing.isPresent() && !mayBeAnew.test(existing.get())) {
                return new Claim(existing.get(), false);
            }
            Instant now = clock.instant();
            String id = existing.map(old -> old.entry().id()).orElseGet(() -> newId(now));
            if (!works.acquire(id)) {
                return new Claim(existing.orElseThrow(() -> new Busy(id)), false);
            }
            boolean claimed = false;
            try {
                var unsent = Optional.<JobState>of(new JobState.Failed(SavedEntry.notSent(), false));
                SavedEntry submitting =
                        putDown(id, request, existing, stems, now, new JobState.Submitting(now, unsent));
                claimed = true;
                return new Claim(submitting, true);
            } finally {
                if (!claimed) {
                    works.release(id);
                }
            }
        });
    }

    /**
     * The entry of a request, taken out of the trash if it is there.
     *
     * @throws InDoubt if there is none that may be returned as it is, and one that cannot be read may be the one
     */
    private Optional<SavedEntry> there(JobRequest request, Predicate<SavedEntry> mayBeAnew) throws IOException {
        Optional<SavedEntry> existing = find(request);
        if (existing.isPresent() && isTrashed(existing.get().entry().id())) {
            takeOut(existing.get().entry().id());
            existing = find(request);
        }
        if (existing.isEmpty() || mayBeAnew.test(existing.get())) {
            for (BrokenEntry inDoubt : broken.values()) {
                if (inDoubt.mayBe(request)) {
                    throw new InDoubt(inDoubt.id());
                }
            }
        }
        return existing;
    }

    private SavedEntry putDown(
            String id, JobRequest request, Optional<SavedEntry> existing, List<Stem> stems, Instant now, JobState state)
            throws IOException {
        SavedEntry put;
        if (existing.isPresent()) {
            SavedEntry old = strictly(id);
            put = old.anew(request, now, stems, state);
            putAnswerAside(old);
        } else {
            put = SavedEntry.first(id, request, now, stems, state);
        }
        files.write(put, Place.LIBRARY);
        publish(put, Optional.empty());
        return put;
    }

    /**
     * An entry with all there is of it, to be written again.
     *
     * @throws IOException if the disk does not tell: what cannot be read must not be written over
     */
    private SavedEntry strictly(String id) throws IOException {
        return unwritten.contains(id) ? known(id) : onDisk(id);
    }

    /**
     * Begins work on an entry: from now on this program alone says where it stands.
     *
     * @return whether it may be worked on; false if some work on it is going on, here or in another program
     */
    boolean beginWork(String id) throws IOException {
        lock.lock();
        try {
            if (works.isHeldHere(id)) {
                return false;
            }
            if (works.acquire(id)) {
                // What another program did last may not have been seen yet.
                Optional<SavedEntry> whole = unwritten.contains(id) ? get(id) : look(id);
                if (whole.isPresent() && live.containsKey(id)) {
                    live.put(id, new Known(Optional.empty(), whole.get()));
                    return true;
                }
                works.release(id);
                return false;
            }
            look(id);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends one work on an entry. */
    void endWork(String id) {
        works.release(id);
    }

    /** Whether another program was at work on an entry when it was last looked at. */
    private boolean isElsewhere(SavedEntry saved) {
        if (isLasting(saved)) {
            return false;
        }
        return switch (saved.entry().state()) {
            case JobState.Submitting _ -> !works.isHeldHere(saved.entry().id());
            case JobState.Transcribing t ->
                t.trouble().filter(SavedEntry::isElsewhere).isPresent();
            default -> false;
        };
    }

    /** The entries that another program was at work on when they were last looked at. */
    List<String> elsewhere() {
        var ids = new ArrayList<String>();
        for (Known known : live.values()) {
            if (isElsewhere(known.saved())) {
                ids.add(known.saved().entry().id());
            }
        }
        return List.copyOf(ids);
    }

    // The queue

    /**
     * Puts requests into the queue behind all that is there, in their order: those without an entry, and those whose entry may be
     * made anew. Nobody sends them yet.
     *
     * @param stems of the separation of a request, if known
     * @return the entries that were put down
     * @throws IOException if one could not be written, or an entry that cannot be read may be the one; those before it are in the queue
     */
    List<SavedEntry> enqueue(
            List<JobRequest> requests, Predicate<SavedEntry> mayBeAnew, Function<JobRequest, List<Stem>> stems)
            throws IOException {
        return exclusively(() -> {
            reread();
            var queued = new ArrayList<SavedEntry>();
            long place = lastPlace();
            for (JobRequest request : requests) {
                Optional<SavedEntry> existing = there(request, mayBeAnew);
                if (existing.isPresent() && !mayBeAnew.test(existing.get())) {
                    continue;
                }
                Instant now = clock.instant();
                String id = existing.map(old -> old.entry().id()).orElseGet(() -> newId(now));
                if (works.acquire(id)) {
                    try {
                        var state = new JobState.Queued(++place, false, Optional.empty());
                        queued.add(putDown(id, request, existing, stems.apply(request), now, state));
                    } finally {
                        works.release(id);
                    }
                }
            }
            return queued;
        });
    }

    private long lastPlace() {
        return all().stream().mapToLong(EntryStore::place).max().orElse(0);
    }

    /** The queue at a provider, the next one first. */
    List<SavedEntry> queue(String providerId) {
        return all().stream()
                .filter(saved -> saved.entry().request().providerId().equals(providerId)
                        && saved.entry().state() instanceof JobState.Queued)
                .sorted(Comparator.comparingLong(EntryStore::place)
                        .thenComparing(saved -> saved.entry().created())
                        .thenComparing(saved -> saved.entry().id()))
                .toList();
    }

    private static long place(SavedEntry saved) {
        return saved.entry().state() instanceof JobState.Queued queued ? queued.place() : 0;
    }

    /**
     * Takes an entry out of the queue to be submitted, in one step as far as any thread and any other program with this folder open
     * can tell. It is worked on until {@link #endWork}, and may only be sent after {@link #aboutToSend}.
     *
     * @return whether it was still in the queue; else it must not be submitted
     * @throws IOException if it could not be written; nothing may be submitted then
     */
    boolean claimQueued(String id) throws IOException {
        return exclusively(() -> {
            Optional<SavedEntry> queued = queued(id);
            if (queued.isEmpty() || !works.acquire(id)) {
                return false;
            }
            boolean claimed = false;
            try {
                var unsent = Optional.of(queued.get().durable().entry().state());
                SavedEntry submitting = queued.get().with(new JobState.Submitting(clock.instant(), unsent));
                files.write(submitting, Place.LIBRARY);
                publish(submitting, Optional.empty());
                claimed = true;
                return true;
            } finally {
                if (!claimed) {
                    works.release(id);
                }
            }
        });
    }

    /**
     * Puts down that a job may have been sent: from here on, and not before, an end without an answer makes it
     * {@link JobState.Unknown}.
     *
     * @param change what else there is to note
     * @throws IOException if it could not be written, or this program is not at work on the entry any more; it must not be sent then
     */
    void aboutToSend(String id, UnaryOperator<SavedEntry> change) throws IOException {
        lock.lock();
        try {
            SavedEntry saved = known(id);
            // Once this store is closed another program may send it.
            if (!works.isHeldHere(id) || !(saved.entry().state() instanceof JobState.Submitting submitting)) {
                throw new Busy(id);
            }
            SavedEntry sending =
                    change.apply(saved).with(new JobState.Submitting(submitting.since(), Optional.empty()));
            files.write(sending, Place.LIBRARY);
            publish(sending, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private Optional<SavedEntry> queued(String id) {
        return current(id).filter(saved -> saved.entry().state() instanceof JobState.Queued && live.containsKey(id));
    }

    /**
     * Takes an entry back that is in the queue. If it holds nothing else it is gone afterwards, else it has failed without being
     * accepted.
     *
     * @return whether it was still in the queue
     */
    boolean takeBack(String id) throws IOException {
        return exclusively(() -> {
            Optional<SavedEntry> queued = queued(id);
            if (queued.isPresent()) {
                if (queued.get().earlier().isEmpty() && holdsNothingElse(id)) {
                    Files.delete(folderOf(id).resolve(EntryFiles.ENTRY));
                    Files.delete(folderOf(id));
                    forget(id, false);
                } else {
                    SavedEntry kept = queued.get().with(new JobState.Failed(SavedEntry.takenBack(), false));
                    files.write(kept, Place.LIBRARY);
                    publish(kept, Optional.empty());
                }
            }
            return queued.isPresent();
        });
    }

    private boolean holdsNothingElse(String id) throws IOException {
        try (var others = Files.newDirectoryStream(
                folderOf(id), file -> !file.getFileName().toString().equals(EntryFiles.ENTRY))) {
            return !others.iterator().hasNext();
        }
    }

    /**
     * Changes an entry on disk, then in memory, then tells the listeners.
     *
     * @param change may be asked twice
     * @throws Busy        if another program is at work on it: whichever wrote last would undo what the other wrote
     * @throws IOException if it could not be written; nothing has changed then
     */
    void change(String id, Function<SavedEntry, SavedEntry> change) throws IOException {
        lock.lock();
        try {
            SavedEntry before = isAhead(id) ? known(id) : onDisk(id);
            SavedEntry after = change.apply(before);
            if (after.durable().equals(before.durable()) || works.isHeldHere(id) || works.isClosed()) {
                put(before, after);
                return;
            }
            if (!works.acquire(id)) {
                throw new Busy(id);
            }
            try {
                SavedEntry now = strictly(id); // where nobody else changes it
                put(now, change.apply(now));
            } finally {
                works.release(id);
            }
        } finally {
            lock.unlock();
        }
    }

    private SavedEntry known(String id) throws NoSuchFileException {
        return get(id).orElseThrow(() -> new NoSuchFileException(id));
    }

    private SavedEntry onDisk(String id) throws NoSuchFileException {
        return look(id).orElseThrow(() -> new NoSuchFileException(id));
    }

    private void put(SavedEntry before, SavedEntry after) throws IOException {
        String id = after.entry().id();
        boolean news = !after.durable().equals(before.durable());
        if (news || unwritten.contains(id)) {
            try {
                files.write(after, isTrashed(id) ? Place.TRASH : Place.LIBRARY);
                unwritten.remove(id);
            } catch (IOException e) {
                if (news) {
                    throw e;
                }
                LOG.log(System.Logger.Level.DEBUG, "Still ahead of the disk: " + id, e);
            }
        }
        if (!after.equals(before)) {
            if (isTrashed(id)) {
                trashed.put(id, new Known(Optional.empty(), after));
            } else {
                publish(after, Optional.empty());
            }
        }
    }

    void change(String id, JobState state) throws IOException {
        change(id, saved -> saved.with(state));
    }

    /** Changes an entry although the disk refused; the next {@link #change} writes it too. */
    void changeUnwritten(String id, JobState state) {
        lock.lock();
        try {
            unwritten.add(id);
            get(id).ifPresent(saved -> publish(saved.with(state), Optional.empty()));
        } finally {
            lock.unlock();
        }
    }

    // The trash

    /**
     * Moves an entry to the trash, also one that cannot be read.
     *
     * @throws Busy        if somebody is at work on it
     * @throws IOException if it is still where it was
     */
    void discard(String id) throws IOException {
        exclusively(() -> {
            if (works.isHeldHere(id) || !works.acquire(id)) {
                throw new Busy(id);
            }
            try {
                files.discard(id);
                Known known = live.get(id);
                if (known != null) {
                    trashed.put(id, new Known(Optional.empty(), known.saved()));
                }
                forget(id, known != null);
            } finally {
                works.release(id);
            }
            return id;
        });
    }

    /**
     * Takes an entry out of the trash; one that is not in it stays as it is.
     *
     * @throws IOException if it is still there
     */
    void restore(String id) throws IOException {
        exclusively(() -> {
            look(id);
            if (!live.containsKey(id) && !broken.containsKey(id)) {
                takeOut(id);
            }
            return id;
        });
    }

    private void takeOut(String id) throws IOException {
        files.restore(id);
        look(id);
    }

    /** How many entries are in the trash, of those that can be read. */
    int inTrash() {
        return trashed.size();
    }

    /**
     * Removes for good what has been in the trash for so long.
     *
     * @return how many entries that were
     * @throws IOException if something is left
     */
    int emptyTrash(Duration old) throws IOException {
        return exclusively(() -> {
            Instant since = clock.instant().minus(old);
            int removed = 0;
            for (Found found : files.all(Place.TRASH, _ -> null)) {
                if (!files.deleted(found.id()).isAfter(since)) {
                    files.remove(found.id());
                    trashed.remove(found.id());
                    removed++;
                }
            }
            return removed;
        });
    }

    // An entry from elsewhere

    /** What came of taking in an entry: it, and whether it was there before. */
    record TakenIn(Optional<SavedEntry> saved, boolean wasThere) {}

    /**
     * Takes in a folder with the files of an entry, unless the library has one of the same request.
     *
     * @param arrived on the disk of the library; it is moved
     * @param wanted  the id, if it is free
     */
    TakenIn takeIn(Path arrived, String wanted, JobRequest request) throws IOException {
        return exclusively(() -> {
            reread();
            Optional<SavedEntry> existing = find(request);
            if (existing.isPresent()) {
                String id = existing.get().entry().id();
                if (isTrashed(id)) {
                    takeOut(id);
                }
                return new TakenIn(get(id), true);
            }
            boolean free = EntryFiles.isId(wanted)
                    && !Files.exists(files.folderOf(wanted, Place.LIBRARY))
                    && !Files.exists(files.folderOf(wanted, Place.TRASH));
            String id = free ? wanted : newId(clock.instant());
            Files.move(arrived, files.folderOf(id, Place.LIBRARY), StandardCopyOption.ATOMIC_MOVE);
            look(id);
            return new TakenIn(get(id), false);
        });
    }

    /** A new folder on the disk of the library that is no entry. */
    Path newArrival() throws IOException {
        return Files.createDirectories(files.folder().resolve(ARRIVING + Long.toHexString(random.nextLong())));
    }

    /** Where an answer can be spooled to; a new name each time, on the disk of the entry. */
    Path newSpool(String id) {
        return folderOf(id).resolve(SPOOL + Long.toHexString(random.nextLong()) + ".part");
    }

    /** Makes a spooled answer the answer of an entry; it is safe on disk afterwards. */
    void keepAnswer(String id, Path spool) throws IOException {
        try (var channel = FileChannel.open(spool, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        AtomicFile.moveInto(spool, answer(id));
    }

    /** Keeps an answer that could not be understood: it may have been paid, and a later version may understand it. */
    void keepUnread(String id, Path spool) throws IOException {
        if (Files.exists(spool) && Files.size(spool) > 0) {
            AtomicFile.moveInto(spool, folderOf(id).resolve("unread.json"));
        }
    }

    /** The answer of an entry, byte for byte as it came; the file may not exist. */
    Path answer(String id) {
        return folderOf(id).resolve(EntryFiles.ANSWER);
    }

    /** The folder of an entry, wherever it is now and whether it exists or not. */
    Path folderOf(String id) {
        return files.folderOf(id, isTrashed(id) ? Place.TRASH : Place.LIBRARY);
    }

    private String newId(Instant now) {
        while (true) {
            String id = Naming.TIME.format(now) + "-" + String.format("%06x", random.nextInt(1 << 24));
            if (!Files.exists(files.folderOf(id, Place.LIBRARY)) && !Files.exists(files.folderOf(id, Place.TRASH))) {
                return id;
            }
        }
    }

    /**
     * An answer without notes makes room for the next one, but is not thrown away.
     *
     * @throws IOException if it cannot be moved: it would be taken for the answer of the new job
     */
    private void putAnswerAside(SavedEntry saved) throws IOException {
        Path answer = answer(saved.entry().id());
        if (Files.exists(answer)) {
            AtomicFile.moveInto(
                    answer, answer.resolveSibling("answer-" + saved.earlier().size() + ".json"));
        }
    }

    /** Puts an entry into the list, or changes it there; tells the listeners if that can be seen. */
    private void publish(SavedEntry changed, Optional<EntryFiles.Stamp> stamp) {
        String id = changed.entry().id();
        Known before = live.put(id, new Known(stamp, changed));
        broken.remove(id);
        trashed.remove(id);
        remember(changed.entry().request(), id);
        version.incrementAndGet();
        if (before == null || !before.saved().forTheList().equals(changed.forTheList())) {
            tell(changed.entry());
        }
    }

    private void remember(JobRequest request, String id) {
        byRequest.merge(Asked.of(request), Set.of(id), EntryStore::union);
    }

    private static Set<String> union(Set<String> ids, Set<String> more) {
        var both = new HashSet<>(ids);
        return both.addAll(more) ? Set.copyOf(both) : ids;
    }

    private void tell(Entry changed) {
        for (Consumer<Entry> listener : listeners) {
            try {
                listener.accept(changed);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed", e);
            }
        }
    }

    /** Takes an entry from the list. */
    private void forget(String id, boolean isInTrash) {
        if (!isInTrash) {
            trashed.remove(id);
        }
        boolean wasLive = live.remove(id) != null;
        boolean wasBroken = broken.remove(id) != null;
        if (wasLive || wasBroken) {
            version.incrementAndGet();
            tellLost(id);
        }
    }

    private void tellLost(String id) {
        for (Consumer<String> listener : lossListeners) {
            try {
                listener.accept(id);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed", e);
            }
        }
    }

    /**
     * Takes over what other programs have written meanwhile, but nothing that would undo what this one is doing.
     *
     * @throws IOException if it cannot be told which entries there are
     */
    void reread() throws IOException {
        lock.lock();
        try {
            List<Found> found = files.all(Place.LIBRARY, live::get);
            var there = new HashSet<String>();
            for (Found entry : found) {
                there.add(entry.id());
                take(entry);
            }
            List<Found> thrownAway = files.all(Place.TRASH, trashed::get);
            var inTrash = new HashSet<String>();
            thrownAway.stream().map(Found::id).filter(id -> !there.contains(id)).forEach(inTrash::add);
            for (String id : List.copyOf(live.keySet())) {
                if (!there.contains(id) && !isAhead(id)) {
                    forget(id, inTrash.contains(id));
                }
            }
            for (String id : List.copyOf(broken.keySet())) {
                if (!there.contains(id)) {
                    forget(id, inTrash.contains(id));
                }
            }
            trashed.keySet().removeIf(id -> !inTrash.contains(id));
            thrownAway.stream().filter(entry -> inTrash.contains(entry.id())).forEach(this::takeTrashed);
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what the disk says of an entry, unless memory knows better. */
    private void take(Found found) {
        if (!isAhead(found.id())) {
            takeOver(found);
        }
    }

    private void takeOver(Found found) {
        // No switch: what it is put together of when first used would take a tenth of the time of a start.
        if (found.content() instanceof EntryFiles.Content.Broken(BrokenEntry entry)) {
            takeOver(found.id(), entry);
        } else if (found.content() instanceof EntryFiles.Content.Whole whole) {
            takeOver(found.id(), found.stamp(), whole);
        }
    }

    private void takeOver(String id, BrokenEntry entry) {
        live.remove(id);
        trashed.remove(id);
        BrokenEntry before = broken.get(id);
        // What was known of it when it could still be read is more than what can be told of it now.
        if (before != null && before.fields().size() >= entry.fields().size()) {
            return;
        }
        broken.put(id, entry);
        version.incrementAndGet();
        tellLost(id);
    }

    private void takeOver(String id, Optional<EntryFiles.Stamp> read, EntryFiles.Content.Whole whole) {
        SavedEntry saved = asFound(id, whole);
        Known known = live.get(id);
        boolean same = known != null
                && known.saved().forTheList().durable().equals(saved.forTheList().durable())
                && isElsewhere(known.saved()) == isElsewhere(saved);
        // What stands for more than what is written may stand for something else when it is looked at again.
        boolean lasting = isLasting(saved) && isLasting(whole.saved());
        Optional<EntryFiles.Stamp> stamp = lasting ? read : Optional.empty();
        if (known != null && same) {
            live.put(id, new Known(stamp, known.saved()));
        } else {
            publish(saved, stamp);
        }
    }

    private static boolean isLasting(SavedEntry saved) {
        return !(saved.entry().state() instanceof JobState.Transcribing
                || saved.entry().state() instanceof JobState.Submitting);
    }

    private void takeTrashed(Found found) {
        if (!live.containsKey(found.id())) {
            takeOverTrashed(found);
        }
    }

    private void takeOverTrashed(Found found) {
        if (found.content() instanceof EntryFiles.Content.Whole whole) {
            SavedEntry saved = asFound(found.id(), whole);
            trashed.put(found.id(), new Known(Optional.empty(), saved));
            remember(saved.entry().request(), found.id());
        }
    }

    /** What a state on disk means to a program that did not write it. */
    private SavedEntry asFound(String id, EntryFiles.Content.Whole found) {
        SavedEntry saved = found.saved();
        if (isLasting(saved) && found.answered()) {
            return saved;
        }
        return switch (saved.entry().state()) {
            case JobState.Submitting submitting ->
                works.isHeldElsewhere(id) ? saved : afterSubmitting(saved, submitting);
            case JobState.Transcribing t
            when works.isHeldElsewhere(id) ->
                saved.with(new JobState.Transcribing(
                        t.midiTaskId(), t.since(), Optional.empty(), Optional.of(SavedEntry.elsewhere())));
            case JobState.Ready _
            when saved.midiTaskId().isPresent() && !found.answered() ->
                saved.with(new JobState.Transcribing(
                        saved.midiTaskId().get(),
                        saved.entry().created(),
                        Optional.empty(),
                        Optional.of(SavedEntry.answerGone())));
            default -> saved;
        };
    }

    /**
     * Nobody is at it any more: whoever was may have sent it, or ended, in the moment between the look at the file and that at the
     * lock. What the file says now holds.
     */
    private SavedEntry afterSubmitting(SavedEntry saved, JobState.Submitting submitting) {
        String id = saved.entry().id();
        Optional<Found> again = files.read(id, isTrashed(id) ? Place.TRASH : Place.LIBRARY, null);
        if (again.isPresent() && again.get().content() instanceof EntryFiles.Content.Whole(SavedEntry now, boolean _)) {
            if (!(now.entry().state() instanceof JobState.Submitting last)) {
                return now;
            }
            if (last.unsent().isPresent()) {
                return now.with(last.unsent().get());
            }
        }
        return saved.with(new JobState.Unknown(submitting.since(), SavedEntry.submitInterrupted()));
    }

    /** Does in the background what need not be done at the start; {@link #close} waits for it. */
    void startTidying() {
        all(); // put in order now, not while the tidying takes the cores
        tidying = Thread.ofVirtual().name("tidying").start(this::tidy);
    }

    /**
     * Writes the index if it is out of date, looks for what the quick look at the start passed over, and removes what nobody wants any more: old entries of the trash, and
     * what broke off while it arrived.
     */
    void tidy() {
        if (indexOutOfDate) {
            keepIndex();
        }
        try {
            if (hurried) {
                reread();
            }
            if (Files.isDirectory(files.folder().resolve(EntryFiles.TRASH))) {
                emptyTrash(KEPT_IN_TRASH);
            }
            Instant old = clock.instant().minus(Duration.ofDays(1));
            try (var arrivals = Files.newDirectoryStream(files.folder(), "{" + ARRIVING + "*,.rollscope-*.part}")) {
                for (Path arrival : arrivals) {
                    if (Files.getLastModifiedTime(arrival).toInstant().isBefore(old)) {
                        EntryFiles.removeAll(arrival, 0);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "Cannot tidy the library", e);
        }
    }

    private void removeOldSpools(Path entry) {
        Instant old = clock.instant().minus(Duration.ofDays(1));
        try (var spools = Files.newDirectoryStream(entry, SPOOL + "*.part")) {
            for (Path spool : spools) {
                // A younger one may belong to another program that is at it right now.
                if (Files.getLastModifiedTime(spool).compareTo(FileTime.from(old)) < 0) {
                    Files.deleteIfExists(spool);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "Cannot tidy " + entry, e);
        }
    }

    /** The lock between programs; held for the moment it takes to look for an entry and put down a new one. */
    private static FileLock acquire(FileChannel channel) throws IOException {
        long giveUp = System.nanoTime() + PATIENCE_WITH_OTHERS.toNanos();
        while (true) {
            FileLock acquired = tryLock(channel);
            if (acquired != null) {
                return acquired;
            }
            if (System.nanoTime() - giveUp > 0 || Thread.currentThread().isInterrupted()) {
                throw new IOException("another Rollscope keeps the library locked");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another library of this same program
        }
    }

    /** What is done to the library. */
    @FunctionalInterface
    private interface Deed<T> {
        T run() throws IOException;
    }

    /** Does something that neither another thread nor another program may do at the same time. */
    private <T> T exclusively(Deed<T> deed) throws IOException {
        lock.lock();
        try {
            Files.createDirectories(files.folder());
            try (var channel = FileChannel.open(
                            files.folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = acquire(channel)) {
                return deed.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of all entries; what is written afterwards is nobody's any more. */
    @Override
    public void close() {
        var working = tidying;
        try {
            if (working != null) {
                working.join(PATIENCE_WITH_OTHERS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock(); // not while a job is put down as about to be sent
        try {
            works.close();
        } finally {
            lock.unlock();
        }
    }
}
