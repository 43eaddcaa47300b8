package rollscope.callback;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Receives the callbacks of a provider over HTTP and makes hints of them; docs/callbacks.md tells the rules. A server of its own
 * instead of the JDK's, which knows no deadline for a slow sender but one for the whole program.
 *
 * <p>A virtual thread a connection, as many as {@link Limits} allows. Senders are answered first; the listener works later, on
 * one thread of its own, in the order of arrival.
 */
public final class Receiver implements AutoCloseable {
    /** The path to which callbacks are posted. */
    public static final String PATH = Reception.PATH;

    private static final System.Logger LOG = System.getLogger(Receiver.class.getName());
    private static final int MOST_WAITING = 256;
    private static final int BACKLOG = 128;
    /** When the system has no socket left, one is awaited this long. */
    private static final Duration BREATH = Duration.ofMillis(50);

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);
    private static final int MOST_DRAINED = 256 << 10;

    private final ServerSocket server;
    private final Limits limits;
    private final Reception reception;
    private final Semaphore places;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Hint> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread passing;
    private final Thread accepting;

    private Receiver(
            ServerSocket server, Limits limits, Optional<Secret> secret, InstantSource clock, Consumer<Hint> listener) {
        this.server = server;
        this.limits = limits;
        reception = new Reception(secret, clock, limits.body(), waiting::offer);
        places = new Semaphore(limits.connections());
        passing = Thread.ofVirtual().name("callback hints").unstarted(() -> passOn(listener));
        accepting = Thread.ofVirtual().name("callback receiver").unstarted(this::accept);
    }

    /**
     * Starts to listen.
     *
     * @param address  port 0 for any that is free
     * @param secret   what callbacks must be signed with; without it anybody who can reach the address can send hints
     * @param listener called on one thread, never twice at once; it may take its time
     * @throws IOException if the port cannot be had
     */
    public static Receiver start(InetSocketAddress address, Optional<Secret> secret, Consumer<Hint> listener)
            throws IOException {
        return start(address, secret, listener, InstantSource.system(), Limits.USUAL);
    }

    static Receiver start(
            InetSocketAddress address,
            Optional<Secret> secret,
            Consumer<Hint> listener,
            InstantSource clock,
            Limits limits)
            throws IOException {
        var server = new ServerSocket();
        try {
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        var receiver = new Receiver(server, limits, secret, clock, listener);
        receiver.passing.start();
        receiver.accepting.start();
        return receiver;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** Stops at once, and the port is free; hints that were not passed on yet are dropped. */
    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(Receiver::closeQuietly);
        passing.interrupt();
        try {
            // The port is given back only when nobody is in the middle of accepting.
            accepting.join(LONGEST_FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                if (places.tryAcquire()) {
                    open.add(socket);
                    Thread.ofVirtual().name("callback").start(() -> serve(socket));
                } else {
                    turnAway(socket);
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "Cannot accept a connection", e);
                    LockSupport.parkNanos(BREATH.toNanos());
                }
            }
        }
        open.forEach(Receiver::closeQuietly);
    }

    /** Never waits: a few bytes go into the empty buffer of a new socket. */
    private static void turnAway(Socket socket) {
        try (socket) {
            socket.getOutputStream().write(Answer.BUSY.bytes());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A sender that was turned away had gone", e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new TimedInput(socket, limits.head());
            var answer = answer(socket, in);
            if (answer.isPresent()) {
                LOG.log(System.Logger.Level.DEBUG, "A callback was answered with {0}", answer.get());
                socket.getOutputStream().write(answer.get().bytes());
                socket.shutdownOutput();
                in.drain(limits.farewell(), MOST_DRAINED);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A sender had gone", e);
        } finally {
            open.remove(socket);
            places.release();
        }
    }

    private Optional<Answer> answer(Socket socket, TimedInput in) throws IOException {
        try {
            var head = Head.read(in);
            if (head.isEmpty()) {
                return Optional.empty();
            }
            in.allow(limits.request());
            return Optional.of(reception.receive(head.get(), in, socket.getOutputStream()));
        } catch (Refused refused) {
            return Optional.of(refused.answer());
        } catch (SocketTimeoutException e) {
            return Optional.of(Answer.TOO_SLOW);
        }
    }

    private void passOn(Consumer<Hint> listener) {
        try {
            while (!server.isClosed()) {
                tell(listener, waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static void tell(Consumer<Hint> listener, Hint hint) {
        try {
            listener.accept(hint);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A hint could not be used", e);
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "A socket did not close", e);
        }
    }
}
