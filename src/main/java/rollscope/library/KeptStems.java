package rollscope.library;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rollscope.files.AtomicFile;
import rollscope.language.Words;
import rollscope.service.ServiceFailure;
import rollscope.service.ServiceResult;
import rollscope.service.StemDownload;
import rollscope.transcription.Stem;

/**
 * The sound of the stems of an entry, kept in its folder: providers delete theirs after some two weeks. A stem that another
 * entry of the same separation has is taken from there. Safe for use by several threads.
 *
 * <p>{@link #fetch}, {@link #stop} and {@link #listen} return at once; everything else may wait for the disk.
 */
public final class KeptStems implements AutoCloseable {
    private static final Log LOG = new Log(KeptStems.class);

    /** Endings a kept file may have, for the user's other programs; what it holds is told by its content. */
    private static final List<String> ENDINGS = List.of("mp3", "wav", "flac", "ogg", "m4a", "aac", "audio");

    private static final String PARTIAL = ".part";
    /** A disk or an interrupted connection may take its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What became of a stem. */
    public record Change(String entryId, String stemId, StemState state) {}

    /** Asks the provider where the stems of an entry's separation are now; empty if it cannot be asked or does not say. */
    interface Addresses {
        Optional<List<Stem>> of(Entry entry, Optional<Account> account);

        /** A fresh link to a file of the provider. */
        Optional<URI> fresh(Entry entry, Optional<Account> account, URI file);
    }

    private final EntryStore store;
    private final Addresses addresses;
    private final Supplier<StemDownload> downloads;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    /** What is under way, by entry. */
    private final Map<String, Work> works = new ConcurrentHashMap<>();

    private final Map<String, StemState> lastTold = new ConcurrentHashMap<>();
    private volatile boolean closed;

    KeptStems(EntryStore store, Addresses addresses, Supplier<StemDownload> downloads) {
        this.store = store;
        this.addresses = addresses;
        this.downloads = downloads;
    }

    /**
     * Calls {@code listener} with each stem whose state changes, on any thread. It must return soon.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Where the sound of a stem is now. */
    public StemState state(String entryId, Stem stem) {
        Optional<Path> kept = kept(entryId, stem.id());
        if (kept.isPresent()) {
            return new StemState.Kept(kept.get());
        }
        StemState told = lastTold.get(key(entryId, stem.id()));
        if (told instanceof StemState.Fetching || told instanceof StemState.Failed) {
            return told;
        }
        return new StemState.Absent(
                stem.audio().isPresent() ? StemState.Reason.NOT_FETCHED : StemState.Reason.NO_ADDRESS);
    }

    /**
     * Fetches the stems that are not here yet, one after the other; what is under way for this entry ends first.
     *
     * @param stems   in the order in which they are wanted
     * @param account with which the provider is asked for new addresses where the old ones lead nowhere any more, for free. The demo
     *     provider needs none
     */
    public void fetch(Entry entry, List<Stem> stems, Optional<Account> account) {
        if (closed) {
            return;
        }
        var work = new Work(entry, List.copyOf(stems), account);
        Work before = works.put(entry.id(), work);
        work.start(before);
        if (closed) {
            work.stop(); // whoever closes may have looked just before
        }
    }

    /** Ends fetching for an entry; what has come is gone on from later. */
    public void stop(String entryId) {
        Work work = works.get(entryId);
        if (work != null) {
            work.stop();
        }
    }

    /** Likewise, and waits until nothing is written any more. */
    void end(String entryId) throws InterruptedException {
        Work work = works.get(entryId);
        if (work != null) {
            work.end();
        }
    }

    /** Throws a file away that has proved to be no sound, so that it can be fetched anew. */
    public void discard(String entryId, Stem stem) throws IOException {
        Optional<Path> kept = kept(entryId, stem.id());
        if (kept.isPresent()) {
            Files.deleteIfExists(kept.get());
        }
        lastTold.remove(key(entryId, stem.id()));
    }

    /** Ends all fetching; afterwards nothing is written any more. */
    @Override
    public void close() {
        closed = true;
        var left = List.copyOf(works.values());
        left.forEach(Work::stop);
        try {
            for (Work work : left) {
                work.end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Path> kept(String entryId, String stemId) {
        Path folder = store.folderOf(entryId);
        return ENDINGS.stream()
                .map(ending -> folder.resolve(nameOf(stemId) + "." + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Ids come from outside and may be anything; no part of one becomes a path. */
    static String nameOf(String stemId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stemId.getBytes(StandardCharsets.UTF_8));
            return "stem-" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static String key(String entryId, String stemId) {
        return entryId + " " + stemId;
    }

    private void tell(String entryId, String stemId, StemState state) {
        lastTold.put(key(entryId, stemId), state);
        var change = new Change(entryId, stemId, state);
        for (Consumer<Change> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed", e);
            }
        }
    }

    /** Fetching for one entry, on a thread of its own. */
    private final class Work {
        private final Entry entry;
        private final List<Stem> stems;
        private final Optional<Account> account;
        private final StemDownload download = downloads.get();
        private @Nullable List<Stem> asked;
        private volatile boolean stopped;
        private @Nullable Thread thread;

        Work(Entry entry, List<Stem> stems, Optional<Account> account) {
            this.entry = entry;
            this.stems = stems;
            this.account = account;
        }

        synchronized void start(@Nullable Work before) {
            thread = Thread.ofVirtual().name("stems").start(() -> {
                try (download) {
                    if (before != null) {
                        before.end();
                    }
                    all();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    works.remove(entry.id(), this);
                }
            });
        }

        synchronized void stop() {
            stopped = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        private void end() throws InterruptedException {
            stop();
            Thread running;
            synchronized (this) {
                running = thread;
            }
            if (running != null) {
                running.join(PATIENCE);
            }
        }

        private void all() {
            // What stays away from a host that cannot be reached is not worth an attempt each.
            Problem unreachable = null;
            for (Stem stem : stems) {
                if (stopped) {
                    return;
                }
                if (kept(entry.id(), stem.id()).isPresent()) {
                    continue;
                }
                StemState state = unreachable == null ? one(stem) : new StemState.Failed(unreachable);
                if (state instanceof StemState.Failed(Problem problem) && problem.kind() == Problem.Kind.LATER) {
                    unreachable = problem;
                }
                tell(entry.id(), stem.id(), state);
            }
        }

        private StemState one(Stem stem) {
            tell(entry.id(), stem.id(), new StemState.Fetching(OptionalDouble.empty()));
            try {
                Optional<Path> shared = fromAnotherEntry(stem);
                return shared.isPresent() ? new StemState.Kept(shared.get()) : fetched(stem);
            } catch (IOException e) {
                return new StemState.Failed(notSaved(e));
            }
        }

        private StemState fetched(Stem stem) throws IOException {
            Optional<URI> address = isDemo() ? current(stem) : stem.audio().or(() -> current(stem));
            if (address.isEmpty()) {
                return new StemState.Absent(StemState.Reason.NO_ADDRESS);
            }
            Path partial = store.folderOf(entry.id()).resolve("." + nameOf(stem.id()) + PARTIAL);
            ServiceResult<Long> result = download(stem, address.get(), partial);
            if (isExpired(result)) {
                Optional<URI> another = current(stem).filter(now -> !now.equals(address.get()));
                if (another.isPresent()) {
                    result = download(stem, another.get(), partial);
                }
            }
            if (isExpired(result)) {
                Optional<URI> fresh = addresses.fresh(entry, account, address.get());
                if (fresh.isPresent()) {
                    result = download(stem, fresh.get(), partial);
                }
            }
            if (isExpired(result)) {
                StemDownload.discard(partial);
            }
            return switch (result) {
                case ServiceResult.Ok<Long> _ -> new StemState.Kept(keep(stem, partial));
                case ServiceResult.Failed<Long>(ServiceFailure failure) ->
                    stopped
                            ? new StemState.Absent(StemState.Reason.NOT_FETCHED)
                            : new StemState.Failed(Problem.of(failure));
            };
        }

        /** Where the provider says that the stem is now; asked once for all stems. */
        private Optional<URI> current(Stem stem) {
            if (asked == null) {
                asked = addresses.of(entry, account).orElse(List.of());
            }
            return asked.stream()
                    .filter(now -> now.id().equals(stem.id()))
                    .findFirst()
                    .flatMap(Stem::audio);
        }

        private boolean isDemo() {
            return entry.request().providerId().equals(Providers.DEMO);
        }

        private ServiceResult<Long> download(Stem stem, URI from, Path partial) {
            var percent = new int[] {-1};
            return download.fetch(from, partial, (bytes, total) -> {
                int now = total > 0 ? (int) (100 * bytes / total) : -1;
                if (now != percent[0] && !stopped) {
                    percent[0] = now;
                    tell(entry.id(), stem.id(), new StemState.Fetching(OptionalDouble.of(now / 100.0)));
                }
            });
        }

        private Path keep(Stem stem, Path partial) throws IOException {
            Path target = store.folderOf(entry.id()).resolve(nameOf(stem.id()) + "." + endingOf(partial));
            AtomicFile.moveInto(partial, target);
            return target;
        }

        /** The file is the same for every entry of a separation, so it is linked where the disk can, and else copied. */
        private Optional<Path> fromAnotherEntry(Stem stem) throws IOException {
            for (SavedEntry other : store.all()) {
                JobRequest request = other.entry().request();
                boolean same = !other.entry().id().equals(entry.id())
                        && request.providerId().equals(entry.request().providerId())
                        && request.separationTaskId().equals(entry.request().separationTaskId());
                Optional<Path> theirs = same ? kept(other.entry().id(), stem.id()) : Optional.empty();
                if (theirs.isPresent()) {
                    Path file = theirs.get();
                    Path target = store.folderOf(entry.id()).resolve(file.getFileName());
                    linkOrCopy(file, target);
                    return Optional.of(target);
                }
            }
            return Optional.empty();
        }
    }

    private static void linkOrCopy(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (FileAlreadyExistsException e) {
            LOG.log(System.Logger.Level.DEBUG, "Already there: {0}", target);
        } catch (IOException | UnsupportedOperationException e) {
            AtomicFile.write(target, out -> Files.copy(file, out));
        }
    }

    private static boolean isExpired(ServiceResult<Long> result) {
        return result instanceof ServiceResult.Failed<Long>(ServiceFailure failure)
                && failure.kind() == ServiceFailure.Kind.NOT_FOUND;
    }

    private static String endingOf(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(12);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ID3")) {
            return "mp3";
        }
        if (text.startsWith("RIFF") || text.startsWith("RF64")) {
            return "wav";
        }
        if (text.startsWith("fLaC")) {
            return "flac";
        }
        if (text.startsWith("OggS")) {
            return "ogg";
        }
        if (text.startsWith("ftyp", 4)) {
            return "m4a";
        }
        // Eleven bits that are set begin a frame of MPEG sound; the layer, two bits on, is 0 in AAC alone.
        boolean frame = head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xe0) == 0xe0;
        if (!frame) {
            return "audio";
        }
        return (head[1] & 0x06) == 0 ? "aac" : "mp3";
    }

    private static Problem notSaved(IOException e) {
        return new Problem(
                Problem.Kind.FILE,
                Words.of("library.stem-not-saved"),
                Words.of("library.stem-not-saved-remedy"),
                e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    /** The stems to fetch for an entry, the one that was transcribed first. */
    public static List<Stem> inOrder(Entry entry, List<Stem> stems) {
        var ordered = new ArrayList<Stem>();
        stems.stream()
                .filter(stem ->
                        entry.request().stemId().filter(stem.id()::equals).isPresent())
                .forEach(ordered::add);
        stems.stream().filter(stem -> !ordered.contains(stem)).forEach(ordered::add);
        return List.copyOf(ordered);
    }
}
