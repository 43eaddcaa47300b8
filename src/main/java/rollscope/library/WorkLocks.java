package rollscope.library;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which program is at work on which entry: each holds a lock of the operating system on one byte of a common file, of which the place
 * is made of the entry's id. When a program dies, however that comes, the system lets go of its locks.
 *
 * <p>A lock counts the works that this program has on an entry, since one may begin while the last is still ending. The file is
 * opened once and kept open: on some systems closing it would drop all locks of the process on it. Safe for use by several threads.
 */
final class WorkLocks implements AutoCloseable {
    private static final Log LOG = new Log(WorkLocks.class);
    /** Another program that only looks whether an entry is locked holds the lock for a moment. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private record Held(FileLock lock, int works) {}

    private final Path file;
    private final Map<String, Held> held = new HashMap<>();
    private @Nullable FileChannel channel;
    private boolean closed;

    WorkLocks(Path file) {
        this.file = file;
    }

    /**
     * Begins work on an entry.
     *
     * @return false if another program is at work on it
     * @throws IOException if it cannot be told
     */
    synchronized boolean acquire(String id) throws IOException {
        Held now = held.get(id);
        if (now != null) {
            held.put(id, new Held(now.lock, now.works + 1));
            return true;
        }
        FileLock lock = lock(open(), id, false);
        if (lock == null) {
            return false;
        }
        held.put(id, new Held(lock, 1));
        return true;
    }

    /** Ends one work on an entry. */
    synchronized void release(String id) {
        Held now = held.get(id);
        if (now == null) {
            return; // closed meanwhile
        }
        if (now.works > 1) {
            held.put(id, new Held(now.lock, now.works - 1));
            return;
        }
        held.remove(id);
        release(now.lock);
    }

    /** Whether this program is at work on an entry. */
    synchronized boolean isHeldHere(String id) {
        return held.containsKey(id);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Whether another program is at work on an entry. */
    synchronized boolean isHeldElsewhere(String id) {
        if (held.containsKey(id) || closed || (channel == null && !Files.exists(file))) {
            return false;
        }
        try {
            FileLock lock = lock(open(), id, true);
            if (lock != null) {
                release(lock);
            }
            return lock == null;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Cannot tell whether somebody is at work on " + id, e);
            return false;
        }
    }

    private FileChannel open() throws IOException {
        FileChannel now = channel;
        if (closed) {
            throw new ClosedChannelException();
        }
        if (now == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            now = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = now;
        }
        return now;
    }

    private static @Nullable FileLock lock(FileChannel channel, String id, boolean shared) throws IOException {
        long place = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits() >>> 2;
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                FileLock lock = channel.tryLock(place, 1, shared);
                // Who only looks is in the way of nobody who looks, and need not wait to see that there is work.
                if (lock != null || shared) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                LOG.log(System.Logger.Level.DEBUG, "Another library of this program is at work on {0}", id);
            }
            if (System.nanoTime() - giveUp > 0) {
                return null;
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Cannot let go of a lock", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        held.values().forEach(now -> release(now.lock));
        held.clear();
        FileChannel now = channel;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "Cannot close " + file, e);
            }
        }
    }
}
