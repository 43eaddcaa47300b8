package rollscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListeningTest {
    private static final String SECRET = "whk-5e1f-secret-of-the-test";
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/callback");

    @TempDir
    private Path home;

    @Test
    void everyHintIsALineOfItsOwn() throws Exception {
        var result = listen(SECRET, "task-1", "task-2", "task-1", "task-3");
        assertThat(result.out().lines()).containsExactly("task-1", "task-2", "task-3");
        assertThat(result.err()).doesNotContain("not checked").endsWith("Stopped." + System.lineSeparator());
    }

    @Test
    void theSecretIsPrintedNowhere() throws Exception {
        var result = listen(SECRET, "task-1");
        assertThat(result.out() + result.err()).doesNotContain(SECRET);
    }

    @Test
    void withoutASecretItSaysThatNothingIsChecked() throws Exception {
        var result = listen("", "task-1");
        assertThat(result.out().lines()).containsExactly("task-1");
        assertThat(result.err()).contains("http://127.0.0.1:", "not checked", "ROLLSCOPE_WEBHOOK_SECRET");
    }

    @Test
    void aPortThatIsTakenIsOneSentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var result = new Shell(home).run("listen", "--port", taken.getLocalPort());
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.errLines()).singleElement().asString().contains("taken", "--port");
        }
    }

    /** Runs the command, posts to it, and ends it as Ctrl+C would once the last task is printed. */
    private Shell.Result listen(String secret, String... tasks) throws Exception {
        var shell = new Shell(home).withEnvironment(Map.of("ROLLSCOPE_WEBHOOK_SECRET", secret));
        var address = new CompletableFuture<URI>();
        var printed = new CountDownLatch(1);
        var result = new CompletableFuture<Shell.Result>();
        shell.onLine(line -> {
            var found = ADDRESS.matcher(line);
            if (found.find()) {
                address.complete(URI.create(found.group()));
            }
            if (line.equals(tasks[tasks.length - 1])) {
                printed.countDown();
            }
        });
        var user = Thread.ofPlatform().start(() -> result.complete(shell.run("listen", "--port", 0)));
        var uri = address.get(30, TimeUnit.SECONDS);
        for (var task : tasks) {
            post(uri, task, secret.isEmpty() ? "any" : secret);
        }
        assertThat(printed.await(30, TimeUnit.SECONDS)).isTrue();
        user.interrupt();
        return result.get(30, TimeUnit.SECONDS);
    }

    private static void post(URI uri, String taskId, String secret) throws IOException, GeneralSecurityException {
        String body = "{\"task_id\":\"" + taskId + "\"}";
        long now = Instant.now().getEpochSecond();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature =
                Base64.getEncoder().encodeToString(mac.doFinal((taskId + "." + now).getBytes(StandardCharsets.UTF_8)));
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var head = "POST /callback HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\nX-Webhook-Timestamp: " + now + "\r\nX-Webhook-Signature: " + signature
                    + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
    }
}
