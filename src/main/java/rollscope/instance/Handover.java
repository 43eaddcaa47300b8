package rollscope.instance;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a later start says to the first, and how it is understood: {@link #MAGIC}, the secret, how many files (an unsigned short),
 * each in modified UTF-8 with its length before it; the answer is {@link #TAKEN}. No peer is waited for longer than a moment.
 */
final class Handover {
    static final int MAGIC = 0x526f_6c31;
    static final int TAKEN = 1;
    static final int REFUSED = 0;

    /** What is beyond is left out. */
    static final int MOST_FILES = 256;

    private static final System.Logger LOG = System.getLogger(Handover.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** What is done with a peer. */
    @FunctionalInterface
    interface Talk<T> {
        T with(DataInputStream in, DataOutputStream out) throws IOException;
    }

    private Handover() {}

    static boolean to(Path folder, List<Path> files) {
        return to(folder, files, LIMIT);
    }

    static boolean to(Path folder, List<Path> files, Duration limit) {
        try {
            var address = Address.read(folder);
            var where = address.in(folder);
            try (var peer = open(where)) {
                return within(limit, peer, () -> {
                    peer.connect(where);
                    return talk(peer, (in, out) -> {
                        write(address.secret(), files, out);
                        return in.readUnsignedByte() == TAKEN;
                    });
                });
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "Nobody takes the files", e);
            return false;
        }
    }

    private static SocketChannel open(SocketAddress where) throws IOException {
        return where instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    static void write(String secret, List<Path> files, DataOutputStream out) throws IOException {
        var some = files.subList(0, Math.min(files.size(), MOST_FILES));
        out.writeInt(MAGIC);
        out.writeBytes(secret);
        out.writeShort(some.size());
        for (Path file : some) {
            out.writeUTF(file.toString());
        }
        out.flush();
    }

    /**
     * Believes nothing before it has heard the secret, and allocates nothing.
     *
     * @return the files that can be some here; empty if the caller does not know the secret
     */
    static Optional<List<Path>> read(Address address, DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || !address.isSecret(in.readNBytes(Address.SECRET))) {
            return Optional.empty();
        }
        int count = in.readUnsignedShort();
        if (count > MOST_FILES) {
            throw new EOFException("too many files");
        }
        var files = new ArrayList<Path>(count);
        for (int i = 0; i < count; i++) {
            path(in.readUTF()).ifPresent(files::add);
        }
        return Optional.of(files);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static <T> T talk(SocketChannel peer, Talk<T> talk) throws IOException {
        return talk.with(
                new DataInputStream(Channels.newInputStream(peer)),
                new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(peer))));
    }

    /** Such sockets know no time limit of their own: who takes too long is cut off. */
    static <T> T within(Duration limit, SocketChannel peer, java.util.concurrent.Callable<T> what) throws IOException {
        var watch = Thread.ofVirtual().name("hand over").start(() -> cut(peer, limit));
        try {
            return what.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            watch.interrupt();
        }
    }

    private static void cut(SocketChannel peer, Duration limit) {
        try {
            Thread.sleep(limit);
            peer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it was fast enough
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing", e);
        }
    }
}
