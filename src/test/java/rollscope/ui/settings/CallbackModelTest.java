package rollscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.keychain.Keychain;
import rollscope.keychain.KeychainException;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.ui.Pump;
import rollscope.ui.fx.Background;

class CallbackModelTest {
    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private final SecretStore secrets = SecretStore.forThisRun();
    private final BlockingQueue<String> hints = new LinkedBlockingQueue<>();
    private SettingsStore settings;
    private CallbackModel model;

    @BeforeEach
    void open() {
        settings = new SettingsStore(home.resolve("settings.json"));
        model = model();
    }

    private CallbackModel model() {
        return new CallbackModel(settings, secrets, pump.background(), hints::add);
    }

    @AfterEach
    void close() {
        model.close();
        settings.flush();
    }

    @Test
    void nothingListensUnlessAskedFor() {
        pump.drain();
        assertThat(model.statusProperty().get()).isEqualTo(new CallbackStatus.Off());
        assertThat(model.isReachableFromOutside()).isFalse();
        assertThat(settings.get().receiving().on()).isFalse();
    }

    @Test
    void whatIsPostedBecomesAHint() throws Exception {
        int port = freePort();
        listenOn(port);
        assertThat(post(port, "m-1")).startsWith("HTTP/1.1 200");
        assertThat(hints.poll(30, TimeUnit.SECONDS)).isEqualTo("m-1");
        assertThat(settings.get().receiving()).isEqualTo(new Settings.Receiving(true, port, "127.0.0.1"));
    }

    @Test
    void itListensAgainInTheNextRun() throws Exception {
        int port = freePort();
        listenOn(port);
        model.close();
        model = model();
        pump.until(() -> model.statusProperty().get() instanceof CallbackStatus.Listening);
        assertThat(post(port, "m-1")).startsWith("HTTP/1.1 200");
    }

    @Test
    void aSecretAppliesAtOnceAndSoDoesForgettingIt() throws Exception {
        int port = freePort();
        listenOn(port);
        model.setSecret(" shared ");
        pump.until(() -> model.statusProperty().get() instanceof CallbackStatus.Listening now && now.signed());
        assertThat(secrets.read(CallbackModel.SECRET)).contains("shared");
        assertThat(post(port, "m-1")).startsWith("HTTP/1.1 401");
        settings.flush();
        assertThat(home.resolve("settings.json")).content().doesNotContain("shared");

        model.setSecret("");
        pump.until(() -> model.statusProperty().get() instanceof CallbackStatus.Listening now && !now.signed());
        assertThat(post(port, "m-1")).startsWith("HTTP/1.1 200");
    }

    @Test
    void closingDoesNotWaitForAKeychainThatAsksTheUser() throws Exception {
        int port = freePort();
        settings.set(settings.get().withReceiving(new Settings.Receiving(true, port, "127.0.0.1")));
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var told = new CountDownLatch(1);
        var locked = new LockedKeychain(asked, answered);
        var waiting = new CallbackModel(
                settings,
                SecretStore.of(settings, home.resolve("keys"), Map.of(), locked),
                new Background(Thread::startVirtualThread, _ -> told.countDown()),
                hints::add);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        assertTimeoutPreemptively(Duration.ofSeconds(30), waiting::close);
        answered.countDown();
        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        try (var mine = new ServerSocket()) {
            mine.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    @Test
    void whileTheSecretCannotBeReadNothingListens() throws Exception {
        settings.set(settings.get().withReceiving(new Settings.Receiving(true, freePort(), "127.0.0.1")));
        var open = new CountDownLatch(0);
        var store = SecretStore.of(settings, home.resolve("keys"), Map.of(), new LockedKeychain(open, open));
        try (var unread = new CallbackModel(settings, store, pump.background(), hints::add)) {
            pump.until(() -> unread.statusProperty().get() instanceof CallbackStatus.Failed);
            assertThat(CallbackView.text(unread.statusProperty().get())).contains("Unlock");
        }
    }

    /** One whose user is asked, and in the end does not unlock it. */
    private record LockedKeychain(CountDownLatch asked, CountDownLatch answered) implements Keychain {
        @Override
        public Optional<String> read(String name) throws KeychainException {
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new KeychainException(KeychainException.Reason.REFUSED, "locked");
        }

        @Override
        public void write(String name, String secret) {}

        @Override
        public void delete(String name) {}

        @Override
        public void cancel() {}

        @Override
        public String title() {
            return "a locked keychain";
        }
    }

    @Test
    void aPortThatIsTakenIsToldAndAnotherServes() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            model.setPort(Integer.toString(taken.getLocalPort()));
            model.setOn(true);
            pump.until(() -> model.statusProperty().get() instanceof CallbackStatus.Failed);
            assertThat(CallbackView.text(model.statusProperty().get())).contains("another program");
        }
        listenOn(freePort());
    }

    @Test
    void switchedOffThePortIsFree() throws Exception {
        int port = freePort();
        listenOn(port);
        model.setOn(false);
        pump.until(() -> model.statusProperty().get() instanceof CallbackStatus.Off);
        try (var mine = new ServerSocket()) {
            mine.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    @Test
    void theAddressGivenToProvidersIsTheSettingsAtOnce() {
        assertThat(model.url()).isEmpty();
        model.setUrl(" https://example.org/callback ");
        assertThat(settings.get().callback()).isEqualTo(URI.create("https://example.org/callback"));
        assertThat(model.url()).isEqualTo("https://example.org/callback");
        model.setUrl("");
        assertThat(settings.get().callback()).isEqualTo(Settings.PLACEHOLDER_CALLBACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org", "example.org", "https://", "https://a b", "https://me:pw@example.org"})
    void anAddressThatIsNoneIsToldAndChangesNothing(String text) {
        model.setUrl(text);
        assertThat(model.urlProblemProperty().get()).isPresent();
        assertThat(settings.get().callback()).isEqualTo(Settings.PLACEHOLDER_CALLBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "eighty", "-1"})
    void aPortThatIsNoneIsToldAndChangesNothing(String text) {
        model.setPort(text);
        assertThat(model.portProblemProperty().get()).isPresent();
        assertThat(settings.get().receiving()).isEqualTo(Settings.Receiving.DEFAULT);
    }

    private void listenOn(int port) throws InterruptedException {
        model.setPort(Integer.toString(port));
        model.setOn(true);
        pump.until(() -> model.statusProperty().get() instanceof CallbackStatus.Listening now
                && now.url().contains(":" + port + "/"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String post(int port, String task) throws IOException {
        String body = "{\"code\":200,\"data\":{\"taskId\":\"" + task + "\"}}";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("POST /callback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
