package rollscope.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The receiver at a real port, and senders that behave badly. Deadlines are short, and none is asserted. */
@Timeout(60)
class ReceiverTest {
    private static final long NOW = HandClock.START.getEpochSecond();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int PLACES = 4;

    private final BlockingQueue<Hint> hints = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        start(LONG, LONG);
    }

    @AfterEach
    void stop() throws IOException {
        receiver.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    private void start(Duration head, Duration request) throws IOException {
        if (receiver != null) {
            receiver.close();
        }
        receiver = Receiver.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(new Secret(Post.KEY)),
                hints::add,
                new HandClock(),
                new Limits(PLACES, 64L << 20, head, request, SHORT));
    }

    private Socket connect() throws IOException {
        var socket =
                new Socket(receiver.address().getAddress(), receiver.address().getPort());
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private String ask(Post post) throws IOException {
        try (var socket = connect()) {
            send(socket, post.toBytes());
            return answer(socket);
        }
    }

    private Hint hint() throws InterruptedException {
        return hints.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void aCallbackIsAnsweredAndPassedOn() throws Exception {
        assertThat(ask(Post.of(Post.TASK).signed(Post.TASK, NOW)))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nConnection: close\r\n")
                .endsWith("\r\n\r\n{\"code\":200,\"msg\":\"success\"}");
        assertThat(hint()).isEqualTo(new Hint(Post.TASK));
    }

    @Test
    void itListensOnLoopback() {
        assertThat(receiver.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(receiver.address().getPort()).isPositive();
    }

    @Test
    void theSenderIsAnsweredBeforeTheWorkIsDone() throws Exception {
        var work = new CountDownLatch(1);
        var done = new LinkedBlockingQueue<Hint>();
        receiver.close();
        receiver =
                Receiver.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), hint -> {
                    try {
                        work.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    done.add(hint);
                });
        assertThat(ask(Post.of("t-1"))).startsWith("HTTP/1.1 200");
        assertThat(ask(Post.of("t-2"))).startsWith("HTTP/1.1 200");
        assertThat(done).isEmpty();
        work.countDown();
        assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo(new Hint("t-1"));
        assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo(new Hint("t-2"));
    }

    @Test
    void aListenerThatThrowsHearsTheNextHintToo() throws Exception {
        receiver.close();
        receiver =
                Receiver.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), hint -> {
                    hints.add(hint);
                    throw new IllegalStateException("listener");
                });
        ask(Post.of("t-1"));
        ask(Post.of("t-2"));
        assertThat(hint()).isEqualTo(new Hint("t-1"));
        assertThat(hint()).isEqualTo(new Hint("t-2"));
    }

    @Test
    void aListenerThatNeverReturnsCostsNoMoreThanABoundedQueue() throws Exception {
        var work = new CountDownLatch(1);
        receiver.close();
        receiver = Receiver.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), _ -> {
            try {
                work.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        String answer = "";
        int received = 0;
        for (; received < 1000; received++) {
            answer = ask(Post.of("t-" + received));
            if (!answer.startsWith("HTTP/1.1 200")) {
                break;
            }
        }
        assertThat(answer).startsWith("HTTP/1.1 503");
        assertThat(received).isBetween(256, 257);
        work.countDown();
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        assertThat(ask(Post.of("t").line("GET /callback HTTP/1.1")))
                .startsWith("HTTP/1.1 405")
                .contains("\r\nAllow: POST\r\n");
        assertThat(ask(Post.of("t").line("GET / HTTP/1.1"))).startsWith("HTTP/1.1 404");
        assertThat(ask(Post.of("t").line("nonsense"))).startsWith("HTTP/1.1 400");
        assertThat(hints).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAtOnceByItsLength() throws Exception {
        try (var socket = connect()) {
            send(
                    socket,
                    Post.of("t")
                            .signed("t", NOW)
                            .with("Content-Length", (64L << 20) + 1)
                            .sending("")
                            .toBytes());
            assertThat(answer(socket)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void anUnsignedBodyIsRefusedBeforeItIsSent() throws Exception {
        try (var socket = connect()) {
            send(
                    socket,
                    Post.of("t").with("Content-Length", 64L << 20).sending("").toBytes());
            assertThat(answer(socket)).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aSenderThatStopsInTheHeadIsGivenUp() throws Exception {
        start(SHORT, LONG);
        var socket = connect();
        send(socket, "POST /callback HTTP/1.1\r\nHost: exam".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer(socket)).startsWith("HTTP/1.1 408");
    }

    @Test
    void aSenderThatSaysNothingIsGivenUp() throws Exception {
        start(SHORT, LONG);
        assertThat(answer(connect())).startsWith("HTTP/1.1 408");
    }

    @Test
    void aSenderThatStopsInTheBodyIsGivenUp() throws Exception {
        start(LONG, SHORT);
        var socket = connect();
        send(socket, Post.of("t").signed("t", NOW).sending("{\"taskId\":").toBytes());
        assertThat(answer(socket)).startsWith("HTTP/1.1 408");
        assertThat(hints).isEmpty();
    }

    @Test
    void aSenderThatSendsDropByDropIsGivenUpToo() throws Exception {
        start(SHORT, LONG);
        var socket = connect();
        byte[] drop = "x".getBytes(StandardCharsets.US_ASCII);
        send(socket, "POST /callback HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(10);
        int drops = 0;
        for (boolean waiting = true; waiting; drops++) {
            try {
                send(socket, drop);
                waiting = socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException e) {
                // not answered yet: the next drop
            }
        }
        assertThat(drops).isBetween(2, 5_000);
    }

    @Test
    void aSenderThatLeavesInTheMiddleFreesItsPlace() throws Exception {
        for (int i = 0; i < 10 * PLACES; i++) {
            try (var socket = connect()) {
                send(socket, Post.of("t").signed("t", NOW).sending("{").toBytes());
                socket.setSoLinger(true, 0);
            }
        }
        untilReceived(Post.of(Post.TASK).signed(Post.TASK, NOW));
    }

    @Test
    void moreConnectionsThanThereArePlacesAreTurnedAwayAndLaterThereIsRoom() throws Exception {
        var taken = new ArrayList<Socket>();
        for (int i = 0; i < PLACES; i++) {
            taken.add(connect());
        }
        for (int i = 0; i < 50; i++) {
            assertThat(refusedOrCut()).isTrue();
        }
        for (var socket : taken) {
            socket.close();
        }
        untilReceived(Post.of(Post.TASK).signed(Post.TASK, NOW));
        assertThat(hint()).isEqualTo(new Hint(Post.TASK));
    }

    @Test
    void aFloodDoesNotKeepCallbacksFromArriving() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var flood = new ArrayList<Future<?>>();
            for (int i = 0; i < 500; i++) {
                flood.add(threads.submit(() -> {
                    try {
                        return ask(Post.of("flood"));
                    } catch (IOException e) {
                        return ""; // turned away
                    }
                }));
            }
            untilReceived(Post.of(Post.TASK).signed(Post.TASK, NOW));
            for (var sender : flood) {
                sender.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(hint()).isEqualTo(new Hint(Post.TASK));
        assertThat(hints).isEmpty();
    }

    @Test
    void closingFreesThePortAndEveryConnection() throws Exception {
        var address = receiver.address();
        var idle = connect();
        receiver.close();
        assertThat(cut(idle)).isTrue();
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(IOException.class);
        receiver = Receiver.start(address, Optional.empty(), hints::add);
    }

    @Test
    void aPortThatIsTakenCannotBeHad() {
        assertThatThrownBy(() -> Receiver.start(receiver.address(), Optional.empty(), hints::add))
                .isInstanceOf(BindException.class);
    }

    /** As a provider does: again when it was turned away. */
    private void untilReceived(Post post) {
        String answer = "";
        for (int tries = 0; tries < 10_000 && !answer.startsWith("HTTP/1.1 200"); tries++) {
            try {
                answer = ask(post);
            } catch (IOException e) {
                answer = ""; // turned away before all was sent
            }
            Thread.yield();
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    private boolean refusedOrCut() {
        try (var socket = connect()) {
            var answer = answer(socket);
            return answer.isEmpty() || answer.startsWith("HTTP/1.1 503");
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean cut(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
