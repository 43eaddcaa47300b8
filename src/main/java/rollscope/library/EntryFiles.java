package rollscope.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rollscope.files.AtomicFile;

/**
 * The folders of the entries on disk: where they are, what is in them, and the trash beside them. It remembers nothing, and may be
 * used by several threads.
 */
final class EntryFiles {
    private static final Log LOG = new Log(EntryFiles.class);
    static final String ENTRY = "entry.json";
    static final String ANSWER = "answer.json";
    /** In the folder of an entry in the trash: when it came there. */
    private static final String DELETED = "deleted";

    static final String TRASH = "trash";
    private static final long LONGEST_ENTRY = 1 << 20;
    private static final int LONGEST_ID = 64;
    /** Fewer folders than this are looked at sooner by one thread. */
    private static final int WORTH_SHARING = 512;

    private static final int MOST_SHARES = 8;
    /** A file changed so shortly before it was read may change again without a later time; some disks count in steps of 2 s. */
    private static final Duration STILL_MOVING = Duration.ofSeconds(3);

    /** Where an entry is. */
    enum Place {
        LIBRARY,
        TRASH
    }

    /**
     * Tells whether a file is still the one that was read.
     *
     * @param modified milliseconds of the clock of the disk
     */
    record Stamp(long size, long modified) {
        /** What {@link #equals} says, in less time while the program starts. */
        boolean isSameAs(Stamp other) {
            return size == other.size && modified == other.modified;
        }
    }

    /** What is in the folder of an entry. */
    sealed interface Content {
        /**
         * An entry.
         *
         * @param answered whether its answer is there
         */
        record Whole(SavedEntry saved, boolean answered) implements Content {}

        /** An {@code entry.json} that cannot be read. */
        record Broken(BrokenEntry entry) implements Content {}
    }

    /**
     * An entry on disk.
     *
     * @param stamp of the {@code entry.json} that was read; empty if it may have changed since without that being seen
     * @param anew  whether the file was read, not found in what was known before
     */
    record Found(String id, Optional<Stamp> stamp, Content content, boolean anew) {}

    /**
     * What was known of an entry before.
     *
     * @param answered whether its answer was there and need not be looked for now
     */
    record Known(Optional<Stamp> stamp, SavedEntry saved, boolean answered) {
        Known(Optional<Stamp> stamp, SavedEntry saved) {
            this(stamp, saved, false);
        }
    }

    private final Path folder;
    private final InstantSource clock;

    EntryFiles(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Of the library. */
    Path folder() {
        return folder;
    }

    /** Letters, digits and dashes of ASCII, and no name the library has for itself. By hand, since it is asked for every folder before the window is there. */
    static boolean isId(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
            if (!plain) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_ID && !isTheLibrarys(name);
    }

    /** Whether it is the name of something else in the library; many disks take large letters for small ones. */
    private static boolean isTheLibrarys(String name) {
        return switch (name.length()) {
            case 4 -> name.equalsIgnoreCase("lock");
            case 5 -> name.equalsIgnoreCase(TRASH) || name.equalsIgnoreCase("index");
            case 7 -> name.equalsIgnoreCase("working");
            default -> false;
        };
    }

    /** The folder of an entry, whether it exists or not. */
    Path folderOf(String id, Place place) {
        if (!isId(id)) {
            throw new IllegalArgumentException("entry id " + id);
        }
        return folderOf(place).resolve(id);
    }

    private Path folderOf(Place place) {
        return switch (place) {
            case LIBRARY -> folder;
            case TRASH -> folder.resolve(TRASH);
        };
    }

    /** The folders that may hold an entry, by id. */
    List<String> candidates(Place place) throws IOException {
        var ids = new ArrayList<String>();
        try (var inside = Files.newDirectoryStream(folderOf(place))) {
            for (Path path : inside) {
                String name = String.valueOf(path.getFileName());
                if (isId(name)) {
                    ids.add(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return ids; // nothing there yet; and nothing logged, for that makes the whole logging at the start
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return ids;
    }

    /**
     * Every entry of a place. Only files are read that are not known as they are now.
     *
     * @param known what was known of an id before; asked on several threads
     * @throws IOException if it cannot be told which entries there are
     */
    List<Found> all(Place place, Function<String, @Nullable Known> known) throws IOException {
        return look(place, candidates(place), known);
    }

    /**
     * Looks at folders, on as many threads as there are cores: by hand, since at the start of the program the machinery of streams
     * takes longer to load than this takes.
     */
    List<Found> look(Place place, List<String> ids, Function<String, @Nullable Known> known) {
        int shares = ids.size() < WORTH_SHARING
                ? 1
                : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_SHARES);
        var shared = new ArrayList<Share>();
        for (int i = 1; i < shares; i++) {
            var share = new Share(place, ids, i, shares, known);
            share.thread.start();
            shared.add(share);
        }
        var mine = new Share(place, ids, 0, shares, known);
        mine.look();
        var found = new ArrayList<Found>(ids.size());
        found.addAll(mine.found());
        for (Share share : shared) {
            found.addAll(share.found());
        }
        return found;
    }

    /** One folder of every few, which a thread of its own may look at. */
    private final class Share {
        private final Place place;
        private final List<String> ids;
        private final int first;
        private final int step;
        private final Function<String, @Nullable Known> known;
        private final List<Found> found;
        private final Thread thread = new Thread(this::look, "looking");
        private @Nullable Throwable failure;

        Share(Place place, List<String> ids, int first, int step, Function<String, @Nullable Known> known) {
            this.place = place;
            this.ids = ids;
            this.first = first;
            this.step = step;
            this.known = known;
            found = new ArrayList<>(ids.size() / step + 1);
            thread.setDaemon(true);
        }

        void look() {
            try {
                for (int i = first; i < ids.size(); i += step) {
                    Found one = lookAt(ids.get(i), place, known.apply(ids.get(i)));
                    if (one != null) {
                        found.add(one);
                    }
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }

        /** Waits for the thread, if it was started: half of the entries would be worse than none. */
        List<Found> found() {
            awaitEnd(thread);
            if (failure != null) {
                throw new IllegalStateException("could not look at the entries", failure);
            }
            return found;
        }
    }

    /** Waits for a thread, if it was started, however often that is interrupted. */
    static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The entry of a folder; empty if it is none. */
    Optional<Found> read(String id, Place place, @Nullable Known known) {
        return Optional.ofNullable(lookAt(id, place, known));
    }

    private @Nullable Found lookAt(String id, Place place, @Nullable Known known) {
        Path inside = folderOf(id, place);
        Path file = inside.resolve(ENTRY);
        Stamp stamp;
        long now = clock.millis();
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            stamp = new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            boolean none = e instanceof NoSuchFileException || !Files.exists(file);
            return none ? null : broken(id, new byte[0], known, e.toString());
        }
        if (known != null && known.stamp.isPresent() && known.stamp.get().isSameAs(stamp)) {
            boolean answered = known.answered || isAnswered(inside);
            return new Found(id, known.stamp, new Content.Whole(known.saved, answered), false);
        }
        byte[] bytes;
        try {
            if (stamp.size > LONGEST_ENTRY) {
                return broken(id, new byte[0], known, stamp.size + " bytes");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return broken(id, new byte[0], known, e.toString());
        }
        boolean settled = stamp.modified < now - STILL_MOVING.toMillis() && stamp.size == bytes.length;
        Optional<SavedEntry> read = SavedEntry.fromJson(id, bytes);
        return read.isPresent()
                ? new Found(
                        id,
                        settled ? Optional.of(stamp) : Optional.empty(),
                        new Content.Whole(read.get(), isAnswered(inside)),
                        true)
                : broken(id, bytes, known, "not an entry that this version knows");
    }

    private static boolean isAnswered(Path entry) {
        return Files.exists(entry.resolve(ANSWER));
    }

    /** Says as much of an entry as is left of it, so that nobody buys it again. */
    private static Found broken(String id, byte[] bytes, @Nullable Known known, String why) {
        LOG.log(System.Logger.Level.WARNING, "The entry {0} cannot be read and is left alone: {1}", id, why);
        Map<String, String> left = known == null ? EntryJson.salvage(bytes) : fields(known.saved.entry());
        return new Found(id, Optional.empty(), new Content.Broken(new BrokenEntry(id, left, why)), true);
    }

    private static Map<String, String> fields(Entry entry) {
        var fields = new HashMap<String, String>();
        JobRequest request = entry.request();
        fields.put("title", entry.title());
        fields.put("provider", request.providerId());
        fields.put("separationTaskId", request.separationTaskId());
        fields.put("stemName", request.stemName());
        request.stemId().ifPresent(stem -> fields.put("stemId", stem));
        fields.put(BrokenEntry.ASKED, "");
        return fields;
    }

    void write(SavedEntry saved, Place place) throws IOException {
        AtomicFile.write(folderOf(saved.entry().id(), place).resolve(ENTRY), saved.toJson());
    }

    // The trash

    /**
     * Moves an entry to the trash.
     *
     * @throws IOException if it is still where it was
     */
    void discard(String id) throws IOException {
        Path from = folderOf(id, Place.LIBRARY);
        AtomicFile.write(
                from.resolve(DELETED),
                out -> out.write(clock.instant().toString().getBytes(StandardCharsets.UTF_8)));
        Files.createDirectories(folderOf(Place.TRASH));
        Files.move(from, folderOf(id, Place.TRASH), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Takes an entry out of the trash.
     *
     * @throws IOException if it is still there
     */
    void restore(String id) throws IOException {
        Path from = folderOf(id, Place.TRASH);
        Path to = folderOf(id, Place.LIBRARY);
        if (Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS) && !Files.exists(to.resolve(ENTRY))) {
            gather(to, from);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(to.resolve(DELETED));
    }

    /** Takes to an entry what was written where it had been, by who had not seen it go: it is newer, and in the way. */
    private static void gather(Path stray, Path entry) throws IOException {
        try (var inside = Files.newDirectoryStream(stray)) {
            for (Path file : inside) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    AtomicFile.moveInto(file, entry.resolve(String.valueOf(file.getFileName())));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Files.delete(stray);
    }

    /** When an entry came into the trash; now, if that cannot be told. */
    Instant deleted(String id) {
        Path inside = folderOf(id, Place.TRASH);
        try {
            Path note = inside.resolve(DELETED);
            if (Files.size(note) < 64) {
                return Instant.parse(Files.readString(note).strip());
            }
        } catch (IOException | DateTimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "No word of when it came into the trash: {0}", inside);
        }
        return clock.instant();
    }

    /**
     * Removes an entry of the trash for good, {@code entry.json} last. Links are removed, not what they lead to.
     *
     * @throws IOException if something of it is left
     */
    void remove(String id) throws IOException {
        removeAll(folderOf(id, Place.TRASH), 0);
    }

    /** Removes a folder and what is in it, at most a few folders deep: an entry has none. */
    static void removeAll(Path folder, int depth) throws IOException {
        if (depth > 8) {
            throw new IOException(folder + " is no folder of an entry");
        }
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (var inside = Files.newDirectoryStream(folder)) {
                for (Path file : inside) {
                    if (!Objects.equals(file.getFileName(), Path.of(ENTRY)) || depth > 0) {
                        removeAll(file, depth + 1);
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            if (depth == 0) {
                removeAll(folder.resolve(ENTRY), 1);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Bytes that the files of an entry take; a file that goes meanwhile counts nothing. */
    static long size(Path entry) throws IOException {
        long bytes = 0;
        try (var inside = Files.newDirectoryStream(entry)) {
            for (Path file : inside) {
                try {
                    bytes += Files.size(file);
                } catch (NoSuchFileException e) {
                    LOG.log(System.Logger.Level.DEBUG, "Gone: {0}", file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return bytes;
    }
}
