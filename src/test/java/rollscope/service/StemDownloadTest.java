package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.value;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.service.ScriptedServer.Answer;
import rollscope.service.ServiceFailure.Kind;
import rollscope.simulator.Simulator;

/** Fetching a stem from hosts that behave well, badly, and worse. */
class StemDownloadTest {
    private static final byte[] SOUND = sound();
    private static final String ETAG = "ETag: \"v1\"";

    @TempDir
    Path folder;

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Long> totals = new ArrayList<>();
    private ScriptedServer server;

    private static byte[] sound() {
        byte[] bytes = new byte[200_000];
        new Random(4).nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xfb;
        return bytes;
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aStemOfTheDemoProviderIsFetchedWholeWithoutAKey() throws Exception {
        try (var simulator = Simulator.start(1000);
                var client =
                        Examples.Client.of(Provider.at(simulator.uri().toString()), Examples.KEY, Long.MAX_VALUE)) {
            var separation = (Separation.Ready) value(client.calls().separation(Simulator.DEMO_TASK));
            for (var stem : separation.stems()) {
                var bytes = fetch(stem.audio().orElseThrow(), partial());
                assertThat(value(bytes)).isEqualTo(Files.size(partial()));
                assertThat(totals.getLast()).isEqualTo(Files.size(partial()));
                Files.delete(partial());
            }
            assertThat(simulator.keySeenAtFiles()).isFalse();
        }
    }

    @Test
    void theDemoProvidersRedirectIsFollowedAndItsRangesAreUsed() throws Exception {
        try (var simulator = Simulator.start(1000);
                var client =
                        Examples.Client.of(Provider.at(simulator.uri().toString()), Examples.KEY, Long.MAX_VALUE)) {
            var separation = (Separation.Ready) value(client.calls().separation(Simulator.DEMO_TASK));
            var stem = separation.stems().getFirst();
            fetch(stem.audio().orElseThrow(), partial());
            byte[] whole = Files.readAllBytes(partial());
            Files.write(partial(), Arrays.copyOf(whole, 30_000));
            String etag = "\"%08x-%x\"".formatted(Arrays.hashCode(whole), whole.length);
            Files.writeString(tag(), etag + "\n" + whole.length + "\n");
            totals.clear();

            value(fetch(URI.create(simulator.uri() + "/d/" + stem.id()), partial()));
            assertThat(partial()).hasBinaryContent(whole);
            assertThat(fractionsBegin()).isEqualTo(30_000);
        }
    }

    private long fractionsBegin() {
        return firstReport.get();
    }

    @Test
    void aBreakInTheMiddleIsGoneOnFromWhereItWas() throws Exception {
        server = ScriptedServer.with(
                part(0, 70_000, 200, ETAG), part(70_000, 120_000, 206), part(120_000, 200_000, 206));
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
        assertThat(tag()).doesNotExist();
        assertThat(server.requests())
                .extracting(r -> r.header("Range"))
                .containsExactly("", "bytes=70000-", "bytes=120000-");
        assertThat(server.requests()).extracting(r -> r.header("If-Range")).containsExactly("", "\"v1\"", "\"v1\"");
    }

    @Test
    void aLaterCallGoesOnWithWhatAnEarlierOneLeft() throws Exception {
        server = ScriptedServer.with(part(0, 70_000, 200, ETAG), ScriptedServer.json(404, "gone"));
        assertThat(failure(fetch(server.uri(), partial())).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(partial()).hasSize(70_000);
        server.close();

        server = ScriptedServer.with(part(70_000, 200_000, 206));
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
        assertThat(server.request().header("Range")).isEqualTo("bytes=70000-");
    }

    @Test
    void aFileThatHasChangedMeanwhileIsFetchedAnew() throws Exception {
        byte[] other = SOUND.clone();
        other[100] ^= 1;
        server = ScriptedServer.with(
                part(0, 70_000, 200, ETAG), ScriptedServer.answer(200, "audio/mpeg", other, "ETag: \"v2\""));
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(other);
    }

    @Test
    void withoutAWordOnTheVersionNothingIsPiecedTogether() throws Exception {
        server = ScriptedServer.with(part(0, 70_000, 200), whole());
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
        assertThat(server.requests().getLast().header("Range")).isEmpty();
    }

    @Test
    void aPartNobodyAskedForIsNotAddedToWhatIsHere() throws Exception {
        Files.write(partial(), new byte[500]);
        server = ScriptedServer.with(part(0, 200_000, 206), whole());
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
    }

    @Test
    void aWeakTagIsNoWordOnTheVersion() throws Exception {
        server = ScriptedServer.with(part(0, 70_000, 200, "ETag: W/\"v1\""), whole());
        value(fetch(server.uri(), partial()));
        assertThat(server.requests().getLast().header("Range")).isEmpty();
    }

    @Test
    void anotherPartThanAskedForIsNotTaken() throws Exception {
        server = ScriptedServer.with(part(0, 70_000, 200, ETAG), part(60_000, 200_000, 206), whole());
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aPartOfALongerFileIsNotTaken() throws Exception {
        Answer longer = ScriptedServer.answer(
                206,
                "audio/mpeg",
                Arrays.copyOfRange(SOUND, 70_000, 200_000),
                "Content-Range: bytes 70000-199999/300000");
        server = ScriptedServer.with(part(0, 70_000, 200, ETAG), longer, whole());
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
    }

    @Test
    void whatIsHereAlreadyIsNotFetchedAgain() throws Exception {
        Files.write(partial(), SOUND);
        Files.writeString(tag(), "\"v1\"\n200000\n");
        server = ScriptedServer.with(
                ScriptedServer.answer(416, "text/plain", new byte[0], "Content-Range: bytes */200000"));
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
    }

    @Test
    void aHostThatBringsNothingIsGivenUp() throws Exception {
        server = ScriptedServer.with(ScriptedServer.closeAfterReading());
        var failure = failure(fetch(server.uri(), partial()));
        assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
        assertThat(server.requests().size()).isBetween(4, 8); // the HTTP client may repeat one on a fresh connection
        assertThat(pauses).isSorted();
    }

    @Test
    void aHostThatIsBusyForAMomentIsAskedAgain() throws Exception {
        server = ScriptedServer.with(ScriptedServer.json(503, "{}"), whole());
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
        assertThat(pauses).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void anExpiredLinkIsSaidInOneSentenceAndNotAskedAgain(int status) throws Exception {
        server = ScriptedServer.with(ScriptedServer.json(status, "<Error>AccessDenied</Error>"));
        var failure = failure(fetch(server.uri(), partial()));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failure.sentence()).contains("expired").doesNotContain(String.valueOf(status));
        assertThat(failure.remedy()).contains("Attach");
        assertThat(server.requests()).hasSize(1);
        assertThat(partial()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.com/s.mp3", "file:///etc/passwd", "ftp://example.com/s.mp3", "//example.com/s"})
    void aRedirectToWhatIsNotSecureIsNotFollowed(String location) throws Exception {
        server = ScriptedServer.with(ScriptedServer.answer(302, "text/plain", new byte[0], "Location: " + location));
        var failure = failure(fetch(server.uri(), partial()));
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.sentence()).contains("not secure");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRedirectThatGoesRoundEnds() throws Exception {
        server = ScriptedServer.with(ScriptedServer.answer(302, "text/plain", new byte[0], "Location: /again"));
        assertThat(failure(fetch(server.uri(), partial())).sentence()).contains("circle");
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void anAddressThatIsNotSecureIsNotAskedAtAll() {
        var failure = failure(fetch(URI.create("http://192.0.2.1/s.mp3"), partial()));
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(pauses).isEmpty();
    }

    @Test
    void cookiesAreNotGivenBack() throws Exception {
        server = ScriptedServer.with(
                part(0, 70_000, 200, ETAG, "Set-Cookie: session=1; Path=/"), part(70_000, 200_000, 206));
        value(fetch(server.uri(), partial()));
        assertThat(server.requests()).allSatisfy(request -> {
            assertThat(request.header("Cookie")).isEmpty();
            assertThat(request.header("Authorization")).isEmpty();
        });
    }

    @Test
    void aBodyWithoutEndIsCut() throws Exception {
        server = ScriptedServer.with(endless());
        var failure = failure(fetch(server.uri(), partial()));
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.sentence()).contains("larger than");
        assertThat(partial()).doesNotExist();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whatIsAnnouncedTooLargeIsNotBegun() throws Exception {
        server = ScriptedServer.with(socket -> {
            send(socket, 200, 10, 1 << 30, 0);
            return false;
        });
        assertThat(failure(fetch(server.uri(), partial())).sentence()).contains("larger than");
        assertThat(partial()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!doctype html><title>Sign in</title>", "{\"code\":403}", "\u00ef\u00bb\u00bf  <Error/>", ""})
    void aPageInPlaceOfSoundIsNotKept(String page) throws Exception {
        server = ScriptedServer.with(
                ScriptedServer.answer(200, "audio/mpeg", page.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(failure(fetch(server.uri(), partial())).sentence()).contains("no sound");
        assertThat(partial()).doesNotExist();
    }

    @Test
    void theContentTypeIsNotBelieved() throws Exception {
        server = ScriptedServer.with(ScriptedServer.answer(200, "text/html", SOUND));
        value(fetch(server.uri(), partial()));
        assertThat(partial()).hasBinaryContent(SOUND);
    }

    @Test
    void interruptingEndsItAndKeepsWhatHasCome() throws Exception {
        var stuck = new CountDownLatch(1);
        server = ScriptedServer.with(socket -> {
            send(socket, 200, 70_000, SOUND.length, 0, ETAG);
            stuck.countDown();
            return socket.getInputStream().read() >= 0;
        });
        var result = new AtomicReference<ServiceResult<Long>>();
        var arrived = new CountDownLatch(1);
        var download = new StemDownload(pauses::add, () -> 1, 1 << 20);
        var worker = Thread.ofVirtual()
                .start(() -> result.set(download.fetch(server.uri(), partial(), (bytes, _) -> {
                    if (bytes == 70_000) {
                        arrived.countDown();
                    }
                })));
        stuck.await();
        arrived.await();
        worker.interrupt();
        worker.join();
        download.close();
        assertThat(failure(result.get()).sentence()).contains("stopped");
        assertThat(partial()).hasSize(70_000);
        assertThat(tag()).exists();
    }

    // What is fetched, and from whom

    private final AtomicReference<Long> firstReport = new AtomicReference<>();

    private ServiceResult<Long> fetch(URI from, Path partial) {
        try (var download = new StemDownload(pauses::add, () -> 1, 1 << 20)) {
            firstReport.set(null);
            return download.fetch(from, partial, (bytes, total) -> {
                firstReport.compareAndSet(null, bytes);
                totals.add(total);
            });
        }
    }

    private Path partial() {
        return folder.resolve("stem.part");
    }

    private Path tag() {
        return folder.resolve("stem.part.tag");
    }

    private static Answer whole() {
        return ScriptedServer.answer(200, "audio/mpeg", SOUND, ETAG);
    }

    /** Bytes {@code from} to {@code to} of the sound; then the connection ends, although all to its end was promised. */
    private static Answer part(int from, int to, int status, String... headers) {
        return socket -> {
            send(socket, status, to - from, SOUND.length - from, from, headers);
            return false;
        };
    }

    private static void send(Socket socket, int status, int count, int promised, int from, String... headers)
            throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\nContent-Type: audio/mpeg\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (status == 206) {
            head.append("Content-Range: bytes %d-%d/%d\r\n".formatted(from, SOUND.length - 1, SOUND.length));
        }
        head.append("Content-Length: ").append(promised).append("\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(SOUND, from, count);
        socket.getOutputStream().write(bytes.toByteArray());
        socket.getOutputStream().flush();
    }

    private static Answer endless() {
        return socket -> {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 Scripted\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(SOUND);
            }
        };
    }
}
