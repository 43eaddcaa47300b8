package rollscope.instance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Where later starts reach the first: a Unix-domain socket in the folder; where the system has none, or its path would be too long,
 * a port of the loopback. A caller that is wrong or slow keeps nobody waiting.
 */
final class Listening implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Listening.class.getName());

    /** How long a caller may take. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Callers at the same time; more are turned away. */
    private static final int MOST_CALLERS = 16;

    private final Path folder;
    private final ServerSocketChannel server;
    private final Address address;
    private final Predicate<List<Path>> window;
    private final Semaphore callers = new Semaphore(MOST_CALLERS);

    private Listening(Path folder, ServerSocketChannel server, Address address, Predicate<List<Path>> window) {
        this.folder = folder;
        this.server = server;
        this.address = address;
        this.window = window;
    }

    static Listening in(Path folder, Predicate<List<Path>> window) throws IOException {
        OneInstance.remove(Address.file(folder));
        OneInstance.remove(Address.socket(folder));
        var server = open(folder);
        try {
            byte[] secret = new byte[Address.SECRET / 2];
            new SecureRandom().nextBytes(secret);
            Optional<Integer> port = server.getLocalAddress() instanceof InetSocketAddress loopback
                    ? Optional.of(loopback.getPort())
                    : Optional.empty();
            var address = new Address(port, HexFormat.of().formatHex(secret));
            var listening = new Listening(folder, server, address, window);
            address.write(folder);
            Thread.ofVirtual().name("one instance").start(listening::listen);
            return listening;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static ServerSocketChannel open(Path folder) throws IOException {
        try {
            return bound(folder);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "No socket in the folder", e);
            return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }
    }

    private static ServerSocketChannel bound(Path folder) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return server.bind(UnixDomainSocketAddress.of(Address.socket(folder)));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                var caller = server.accept();
                if (callers.tryAcquire()) {
                    Thread.ofVirtual().name("one instance, caller").start(() -> answer(caller));
                } else {
                    caller.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Such as too many open files, which passes.
                LOG.log(System.Logger.Level.DEBUG, "accepting", e);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void answer(SocketChannel caller) {
        try (caller) {
            Handover.within(
                    LIMIT,
                    caller,
                    () -> Handover.talk(caller, (in, out) -> {
                        var files = Handover.read(address, in);
                        boolean taken = files.isPresent() && server.isOpen() && window.test(files.get());
                        out.writeByte(taken ? Handover.TAKEN : Handover.REFUSED);
                        out.flush();
                        return taken;
                    }));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A caller was not understood", e);
        } finally {
            callers.release();
        }
    }

    @Override
    public void close() throws IOException {
        OneInstance.remove(Address.file(folder));
        server.close();
        OneInstance.remove(Address.socket(folder));
    }
}
