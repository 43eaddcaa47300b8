package rollscope.instance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import rollscope.files.OwnerOnly;

/**
 * One window for one folder, however often the program is started. The first start holds a lock, which the system takes back however a
 * program ends, and listens where only programs of the same user can reach it; each later one hands its files over and ends.
 */
public final class OneInstance implements AutoCloseable {
    /** What a start comes to. */
    public sealed interface Start {
        /** Nobody else is there: the window is to be opened, and to be closed with {@code instance}. */
        record First(OneInstance instance) implements Start {}

        /** Another has taken the files, and its window comes to the front. */
        record HandedOver() implements Start {}

        /** Whether there is another cannot be told, or it does not answer: better two windows than none. */
        record Alone() implements Start {}
    }

    private static final System.Logger LOG = System.getLogger(OneInstance.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final FileChannel lock;
    private final Listening listening;

    private OneInstance(FileChannel lock, Listening listening) {
        this.lock = lock;
        this.listening = listening;
    }

    /**
     * Hands files over to another program that is listening, without waiting for one that only starts. Blocks for a moment.
     *
     * @param folder what the programs have in common
     * @param files  absolute; none to have the window come to the front
     * @return whether another took them
     */
    public static boolean handOver(Path folder, List<Path> files) {
        return Handover.to(folder, files);
    }

    /**
     * Becomes the first, or hands over to it, also if it has only just been started. Blocks for some seconds at most.
     *
     * @param folder for this alone; made if missing, open to its owner only
     * @param files  absolute
     * @param window told the files of each later start, from several threads; says whether it takes them
     */
    public static Start start(Path folder, List<Path> files, Predicate<List<Path>> window) {
        return start(folder, files, window, PATIENCE);
    }

    static Start start(Path folder, List<Path> files, Predicate<List<Path>> window, Duration patience) {
        try {
            OwnerOnly.makeFolder(folder);
            long deadline = System.nanoTime() + patience.toNanos();
            do {
                var first = claim(folder, window);
                if (first.isPresent()) {
                    return new Start.First(first.get());
                }
                if (Handover.to(folder, files)) {
                    return new Start.HandedOver();
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            } while (System.nanoTime() - deadline < 0);
            LOG.log(System.Logger.Level.WARNING, "Another Rollscope runs and does not answer");
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot tell whether another Rollscope runs", e);
        }
        return new Start.Alone();
    }

    private static Optional<OneInstance> claim(Path folder, Predicate<List<Path>> window) throws IOException {
        var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        OneInstance first = null;
        try {
            // Where the lock is free, what else lies here was left by a program that was killed.
            if (lock.tryLock() != null) {
                first = new OneInstance(lock, Listening.in(folder, window));
            }
        } catch (OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, "Held in this very program");
        } finally {
            if (first == null) {
                lock.close();
            }
        }
        return Optional.ofNullable(first);
    }

    /** Takes no more files and lets the next start be the first. Closing it twice does nothing. */
    @Override
    public void close() throws IOException {
        // A second time the place may be another's.
        if (lock.isOpen()) {
            try {
                listening.close();
            } finally {
                lock.close();
            }
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Stays until the next start", e);
        }
    }
}
