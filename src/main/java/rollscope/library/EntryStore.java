package rollscope.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rollscope.files.AtomicFile;
import rollscope.transcription.Stem;

/**
 * The entries: a folder each on disk, and the same in memory to be looked at without waiting. A change is written before it is
 * seen. Several programs may have the same folder open; what one adds, another sees when it next looks for a request.
 *
 * <p>Safe for use by several threads. {@link #all} never blocks; everything else may wait for the disk.
 */
final class EntryStore {
    private static final System.Logger LOG = System.getLogger(EntryStore.class.getName());
    private static final String ENTRY = "entry.json";
    private static final String ANSWER = "answer.json";
    private static final String SPOOL = ".answer-";
    private static final long LONGEST_ENTRY = 1 << 20;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(10);
    private static final Comparator<SavedEntry> NEWEST_FIRST = Comparator.comparing(
                    (SavedEntry saved) -> saved.entry().created())
            .thenComparing(saved -> saved.entry().id())
            .reversed();

    private final Path folder;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> goneListeners = new CopyOnWriteArrayList<>();
    /** Entries that are ahead of the disk. Guarded by {@link #lock}. */
    private final Set<String> unwritten = new HashSet<>();
    /** Newest first. Replaced under {@link #lock}. */
    private volatile List<SavedEntry> all = List.of();

    EntryStore(Path folder, InstantSource clock, RandomGenerator random) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
        all = readable();
        all.forEach(saved -> removeOldSpools(folderOf(saved.entry().id())));
    }

    /** Newest first. */
    List<SavedEntry> all() {
        return all;
    }

    /** As last seen. */
    Optional<SavedEntry> get(String id) {
        return all.stream().filter(saved -> saved.entry().id().equals(id)).findFirst();
    }

    /** As it is on disk now, where another program may have changed it, unless this program is at work on it. */
    Optional<SavedEntry> current(String id) {
        lock.lock();
        try {
            Optional<SavedEntry> known = get(id);
            if (known.isEmpty() || known.get().isWorkedOn() || unwritten.contains(id)) {
                return known;
            }
            Optional<SavedEntry> onDisk = readable(folderOf(id));
            if (onDisk.isPresent() && !onDisk.get().durable().equals(known.get().durable())) {
                publish(onDisk.get());
                return onDisk;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    Optional<SavedEntry> find(JobRequest request) {
        return all.stream()
                .filter(saved -> saved.entry().request().isForTheSame(request))
                .findFirst();
    }

    Runnable listen(Consumer<Entry> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** An entry, and whether it has just been put down to be submitted. */
    record Claim(SavedEntry saved, boolean toSubmit) {}

    /**
     * Finds the entry of a request, or makes one in state {@link JobState.Submitting}, in one step as far as any thread and any
     * other program with this folder open can tell.
     *
     * @param mayBeAnew whether an entry that exists is to be submitted again
     * @param stems     of the separation, if known
     * @throws IOException if nothing could be written; nothing may be submitted then
     */
    Claim claim(JobRequest request, Predicate<SavedEntry> mayBeAnew, List<Stem> stems) throws IOException {
        lock.lock();
        try {
            Files.createDirectories(folder);
            try (var channel = lockFile();
                    var _ = acquire(channel)) {
                reread();
                Optional<SavedEntry> existing = find(request);
                if (existing.isPresent() && !mayBeAnew.test(existing.get())) {
                    return new Claim(existing.get(), false);
                }
                Instant now = clock.instant();
                return new Claim(putDown(request, existing, stems, now, new JobState.Submitting(now)), true);
            }
        } finally {
            lock.unlock();
        }
    }

    private SavedEntry putDown(
            JobRequest request, Optional<SavedEntry> existing, List<Stem> stems, Instant now, JobState state)
            throws IOException {
        SavedEntry anew = existing.map(old -> old.anew(request, now, stems, state))
                .orElseGet(() -> SavedEntry.first(newId(now), request, now, stems, state));
        if (existing.isPresent()) {
            putAnswerAside(existing.get());
        }
        write(anew);
        publish(anew);
        return anew;
    }

    /**
     * Puts requests into the queue behind all that is there, in their order: those without an entry, and those whose entry may be
     * made anew. Nobody sends them yet.
     *
     * @param stems of the separation of a request, if known
     * @return the entries that were put down
     * @throws IOException if one could not be written; those before it are in the queue
     */
    List<SavedEntry> enqueue(
            List<JobRequest> requests, Predicate<SavedEntry> mayBeAnew, Function<JobRequest, List<Stem>> stems)
            throws IOException {
        lock.lock();
        try {
            Files.createDirectories(folder);
            try (var channel = lockFile();
                    var _ = acquire(channel)) {
                reread();
                var queued = new ArrayList<SavedEntry>();
                long place = lastPlace();
                for (JobRequest request : requests) {
                    Optional<SavedEntry> existing = find(request);
                    if (existing.isEmpty() || mayBeAnew.test(existing.get())) {
                        queued.add(putDown(
                                request,
                                existing,
                                stems.apply(request),
                                clock.instant(),
                                new JobState.Queued(++place, false, Optional.empty())));
                    }
                }
                return queued;
            }
        } finally {
            lock.unlock();
        }
    }

    private long lastPlace() {
        long last = 0;
        for (SavedEntry saved : all) {
            if (saved.entry().state() instanceof JobState.Queued queued) {
                last = Math.max(last, queued.place());
            }
        }
        return last;
    }

    /** The queue at a provider, the next one first. */
    List<SavedEntry> queue(String providerId) {
        return all.stream()
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
     * can tell.
     *
     * @return whether it was still in the queue; else it must not be submitted
     * @throws IOException if it could not be written; nothing may be submitted then
     */
    boolean claimQueued(String id) throws IOException {
        return fromQueue(id, () -> {
            SavedEntry claimed = get(id).orElseThrow().with(new JobState.Submitting(clock.instant()));
            write(claimed);
            publish(claimed);
        });
    }

    /**
     * Takes an entry back that is in the queue. If it holds nothing else it is gone afterwards, else it has failed without being
     * accepted.
     *
     * @return whether it was still in the queue
     */
    boolean takeBack(String id) throws IOException {
        return fromQueue(id, () -> {
            if (holdsNothingElse(id)) {
                Files.delete(folderOf(id).resolve(ENTRY));
                Files.delete(folderOf(id));
                vanish(id);
            } else {
                SavedEntry kept = get(id).orElseThrow().with(new JobState.Failed(SavedEntry.TAKEN_BACK, false));
                write(kept);
                publish(kept);
            }
        });
    }

    private boolean holdsNothingElse(String id) throws IOException {
        try (var files = Files.newDirectoryStream(
                folderOf(id), file -> !file.getFileName().toString().equals(ENTRY))) {
            return !files.iterator().hasNext();
        }
    }

    /** What is done to the disk under the lock between programs. */
    private interface DiskWork {
        void run() throws IOException;
    }

    private boolean fromQueue(String id, DiskWork work) throws IOException {
        lock.lock();
        try (var channel = lockFile();
                var _ = acquire(channel)) {
            boolean queued = current(id)
                    .filter(saved -> saved.entry().state() instanceof JobState.Queued)
                    .isPresent();
            if (queued) {
                work.run();
            }
            return queued;
        } finally {
            lock.unlock();
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Forgets an entry that is gone from the disk. */
    private void vanish(String id) {
        all = all.stream().filter(saved -> !saved.entry().id().equals(id)).toList();
        for (Consumer<String> listener : goneListeners) {
            try {
                listener.accept(id);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed", e);
            }
        }
    }

    Runnable listenForGone(Consumer<String> listener) {
        goneListeners.add(listener);
        return () -> goneListeners.remove(listener);
    }

    /**
     * Changes an entry on disk, then in memory, then tells the listeners.
     *
     * @throws IOException if it could not be written; nothing has changed then
     */
    void change(String id, Function<SavedEntry, SavedEntry> change) throws IOException {
        lock.lock();
        try {
            SavedEntry before = current(id).orElseThrow(() -> new NoSuchFileException(id));
            SavedEntry after = change.apply(before);
            if (!after.durable().equals(before.durable()) || unwritten.contains(id)) {
                write(after);
                unwritten.remove(id);
            }
            if (!after.equals(before)) {
                publish(after);
            }
        } finally {
            lock.unlock();
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
            get(id).ifPresent(saved -> publish(saved.with(state)));
        } finally {
            lock.unlock();
        }
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
        return folderOf(id).resolve(ANSWER);
    }

    /** The folder of an entry, whether it exists or not. */
    Path folderOf(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("entry id " + id);
        }
        return folder.resolve(id);
    }

    private String newId(Instant now) {
        return TIME.format(now) + "-" + String.format("%06x", random.nextInt(1 << 24));
    }

    private void write(SavedEntry saved) throws IOException {
        AtomicFile.write(folderOf(saved.entry().id()).resolve(ENTRY), saved.toJson());
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

    private void publish(SavedEntry changed) {
        var next = new ArrayList<>(all);
        next.removeIf(saved -> saved.entry().id().equals(changed.entry().id()));
        next.add(changed);
        next.sort(NEWEST_FIRST);
        all = List.copyOf(next);
        for (Consumer<Entry> listener : listeners) {
            try {
                listener.accept(changed.entry());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed", e);
            }
        }
    }

    /**
     * Takes over what other programs have written meanwhile, but nothing that would undo what this one is doing.
     *
     * @throws IOException if an entry is there that cannot be read: it may be the one that is looked for
     */
    private void reread() throws IOException {
        Map<String, SavedEntry> known = new HashMap<>();
        all.forEach(saved -> known.put(saved.entry().id(), saved));
        var changed = new ArrayList<SavedEntry>();
        var next = new ArrayList<SavedEntry>();
        for (Path candidate : candidates()) {
            Optional<SavedEntry> read = read(candidate);
            if (read.isEmpty()) {
                continue;
            }
            SavedEntry onDisk = read.get();
            SavedEntry inMemory = known.remove(onDisk.entry().id());
            boolean keep = inMemory != null
                    && (inMemory.isWorkedOn()
                            || unwritten.contains(inMemory.entry().id())
                            || inMemory.durable().equals(onDisk.durable()));
            if (!keep) {
                changed.add(onDisk);
            }
            next.add(keep ? inMemory : onDisk);
        }
        known.values().stream().filter(SavedEntry::isWorkedOn).forEach(next::add);
        next.sort(NEWEST_FIRST);
        all = List.copyOf(next);
        changed.forEach(this::publish);
    }

    /** The folders that may hold an entry. */
    private List<Path> candidates() throws IOException {
        var candidates = new ArrayList<Path>();
        try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            folders.forEach(candidates::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.log(System.Logger.Level.DEBUG, "No library yet");
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return candidates;
    }

    /** Every entry that can be read, newest first. What is not an entry stays untouched. */
    private List<SavedEntry> readable() {
        try {
            return candidates().stream()
                    .flatMap(candidate -> readable(candidate).stream())
                    .sorted(NEWEST_FIRST)
                    .toList();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read the library folder", e);
            return List.of();
        }
    }

    private static Optional<SavedEntry> readable(Path candidate) {
        try {
            return read(candidate);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read the entry " + candidate, e);
            return Optional.empty();
        }
    }

    /**
     * The entry of a folder, if it is one.
     *
     * @throws IOException if there is an entry that cannot be read
     */
    private static Optional<SavedEntry> read(Path candidate) throws IOException {
        String id = candidate.getFileName().toString();
        Path file = candidate.resolve(ENTRY);
        try {
            if (!ID.matcher(id).matches() || Files.size(file) > LONGEST_ENTRY) {
                return Optional.empty();
            }
            Optional<SavedEntry> saved = SavedEntry.fromJson(id, Files.readAllBytes(file));
            if (saved.isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "{0} is not an entry this version can read; left alone", file);
            }
            return saved.map(entry -> asFound(entry, candidate));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** What a state on disk means to a program that did not write it. */
    private static SavedEntry asFound(SavedEntry saved, Path folder) {
        return switch (saved.entry().state()) {
            case JobState.Submitting s -> saved.with(new JobState.Unknown(s.since(), SavedEntry.SUBMIT_INTERRUPTED));
            case JobState.Ready _
            when saved.midiTaskId().isPresent() && !Files.exists(folder.resolve(ANSWER)) ->
                saved.with(new JobState.Transcribing(
                        saved.midiTaskId().get(),
                        saved.entry().created(),
                        Optional.empty(),
                        Optional.of(SavedEntry.ANSWER_GONE)));
            default -> saved;
        };
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
}
