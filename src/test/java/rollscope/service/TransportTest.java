package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.service.Examples.body;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.value;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.service.Examples.Client;
import rollscope.service.ScriptedServer.Answer;
import rollscope.service.ServiceFailure.Kind;

/** What the network does to requests and answers, played on bare sockets. */
class TransportTest {
    private static final Answer CREDITS = ScriptedServer.json(body("credit-success.json"));
    private static final Answer ACCEPTED = ScriptedServer.json(body("midi-generate-success.json"));
    private static final byte[] HTML = "<html><body>Bad gateway</body></html>".getBytes(StandardCharsets.UTF_8);

    private static Answer html(int status) {
        return ScriptedServer.answer(status, "text/html", HTML);
    }

    private static Answer empty(int status) {
        return ScriptedServer.answer(status, "application/json", new byte[0]);
    }

    // Reading

    @TestFactory
    Stream<DynamicTest> aReadGetsThroughAfter() {
        record Trouble(String name, Answer answer) {}
        return Stream.of(
                        new Trouble("a reset before the request was read", ScriptedServer.RESET_UNREAD),
                        new Trouble("a reset after it was read", ScriptedServer.resetAfterReading()),
                        new Trouble("a connection closed without an answer", ScriptedServer.closeAfterReading()),
                        new Trouble("half an answer", ScriptedServer.truncated(body("credit-success.json"))),
                        new Trouble("half an answer of right length", ScriptedServer.json("{\"code\":200,\"msg")),
                        new Trouble("an empty answer", empty(200)),
                        new Trouble("a gateway's page", html(502)),
                        new Trouble("a gateway's silence", empty(504)),
                        new Trouble("a server's trouble", ScriptedServer.json(body("error-500.json"))),
                        new Trouble("a rate limit", ScriptedServer.json(429, "{\"code\":429,\"msg\":\"rate limit\"}")))
                .map(trouble -> DynamicTest.dynamicTest(trouble.name, () -> {
                    try (var server = ScriptedServer.with(trouble.answer, trouble.answer, CREDITS);
                            var client = Client.of(server)) {
                        assertThat(value(client.calls().credits())).isEqualByComparingTo("5916.25");
                    }
                }));
    }

    @Test
    void aPollReadsTheNotesAfterHalfAnAnswer(@TempDir Path folder) throws Exception {
        String whole = body("midi-record-info-success.json");
        var spool = folder.resolve("answer");
        try (var server = ScriptedServer.with(
                        ScriptedServer.truncated(whole),
                        ScriptedServer.json(whole.substring(0, 4000)),
                        ScriptedServer.untilClose(whole.getBytes(StandardCharsets.UTF_8)));
                var client = Client.of(server)) {
            assertThat(Examples.answer(client.calls().poll("9d41", spool))).isEqualTo(Examples.answer(whole));
            assertThat(spool).hasContent(whole);
        }
    }

    @Test
    void aReadGivesUpAfterFourAttemptsWithGrowingPauses() throws Exception {
        try (var server = ScriptedServer.with(html(503));
                var client = Client.of(server)) {
            var failure = failure(client.calls().credits());
            assertThat(failure.kind()).isEqualTo(Kind.SERVER);
            assertThat(failure.details()).contains("HTTP 503").contains("Bad gateway");
            assertThat(failure.maybeAccepted()).isFalse();
            assertThat(server.count("GET")).isEqualTo(4);
            assertThat(client.pauses())
                    .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        Retry-After: 7                             | 7000
        Retry-After: 0                             | 500
        Retry-After: 0.5                           | 500
        Retry-After: -3                            | 500
        Retry-After: soon                          | 500
        Retry-After: Sun, 22 Nov 2026 12:00:09 GMT | 9000
        Retry-After: Sun, 22 Nov 2026 11:00:00 GMT | 500
        """, delimiter = '|')
    void theServiceSaysHowLongToWait(String header, long millis) throws Exception {
        var throttled = ScriptedServer.json(429, body("error-429-kie-rate-limited.json"), header);
        try (var server = ScriptedServer.with(throttled, CREDITS);
                var client = Client.of(server)) {
            assertThat(value(client.calls().credits())).isEqualByComparingTo("5916.25");
            assertThat(client.pauses()).containsExactly(Duration.ofMillis(millis));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Retry-After: 3600",
                "Retry-After: 99999999999999999999",
                "Retry-After: Sun, 22 Nov 2026 13:00:00 GMT"
            })
    void whoShallWaitLongIsToldAtOnce(String header) throws Exception {
        var throttled = ScriptedServer.json(429, body("error-429-kie-rate-limited.json"), header);
        try (var server = ScriptedServer.with(throttled, CREDITS);
                var client = Client.of(server)) {
            assertThat(failure(client.calls().credits()).kind()).isEqualTo(Kind.THROTTLED);
            assertThat(client.pauses()).isEmpty();
        }
    }

    @Test
    void aPageInsteadOfJsonIsNotAskedForAgain() throws Exception {
        try (var server = ScriptedServer.with(html(200));
                var client = Client.of(server)) {
            var failure = failure(client.calls().separation("7f0b"));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure.details()).isEqualTo("HTTP 200, beginning with: <html><body>Bad gateway</body></html>");
            assertThat(server.count("GET")).isEqualTo(1);
        }
    }

    @Test
    void aFirewallsPageIsNotAboutTheKey() throws Exception {
        try (var server = ScriptedServer.with(html(403));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().credits()).kind()).isEqualTo(Kind.UNREADABLE);
        }
    }

    @Test
    void anAnswerOfAnotherKindOfServiceIsNoAnswer() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json("{\"hello\":\"world\"}"));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().credits()).kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(failure(client.calls().separation("7f0b")).kind()).isEqualTo(Kind.UNREADABLE);
        }
    }

    @Test
    void aServiceThatCannotBeReachedIsANetworkFailure(@TempDir Path folder) throws Exception {
        try (var client = Client.of(Provider.at("http://127.0.0.1:" + unusedPort()))) {
            assertThat(failure(client.calls().credits()).kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure(client.calls().poll("9d41", folder.resolve("a"))).kind())
                    .isEqualTo(Kind.NETWORK);
            assertThat(failure(client.calls().separation("7f0b")).sentence()).endsWith("cannot be reached.");
        }
    }

    // Caps

    @Test
    void anAnswerBeyondTheCapIsNotTakenEvenWithoutALength(@TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.blanks(Examples.MOST_BYTES * 2));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().poll("9d41", folder.resolve("a"))).sentence())
                    .contains("far more than a song");
            assertThat(Files.size(folder.resolve("a"))).isLessThanOrEqualTo(Examples.MOST_BYTES);
            assertThat(server.count("GET")).isEqualTo(1);
        }
    }

    @Test
    void aSmallPackageThatUnpacksIntoTooMuchIsNotTaken(@TempDir Path folder) throws Exception {
        byte[] bomb = " ".repeat(16 << 20).getBytes(StandardCharsets.UTF_8);
        try (var server = ScriptedServer.with(ScriptedServer.gzipped(bomb));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().poll("9d41", folder.resolve("a"))).sentence())
                    .contains("far more than a song");
            assertThat(failure(client.calls().credits()).sentence()).contains("far more than a song");
        }
    }

    @Test
    void packedAnswersAreUnpacked(@TempDir Path folder) throws Exception {
        String whole = body("midi-record-info-success.json");
        try (var server = ScriptedServer.with(ScriptedServer.gzipped(whole.getBytes(StandardCharsets.UTF_8)));
                var client = Client.of(server)) {
            Examples.answer(client.calls().poll("9d41", folder.resolve("a")));
            assertThat(server.request().header("Accept-Encoding")).contains("gzip");
            assertThat(folder.resolve("a")).hasContent(whole);
        }
    }

    @Test
    void anAnswerThatCannotBeSavedSaysSoAndIsNotAskedForAgain(@TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("midi-record-info-pending.json")));
                var client = Client.of(server)) {
            var failure = failure(
                    client.calls().poll("9d41", folder.resolve("missing").resolve("a")));
            assertThat(failure.sentence()).contains("could not be saved");
            assertThat(server.count("GET")).isEqualTo(1);
        }
    }

    // Submitting

    @Test
    void aSubmitAfterAReadWhoseConnectionHasDiedIsSentOnceAndArrives() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.thenClose(CREDITS), ACCEPTED);
                var client = Client.of(server)) {
            value(client.calls().credits());
            assertThat(value(client.calls().submit("7f0b", Optional.empty()))).startsWith("9d41");
            assertThat(server.count("POST")).isEqualTo(1);
        }
    }

    @Test
    void everySubmitGoesOutOnAConnectionOfItsOwn() throws Exception {
        try (var server = ScriptedServer.with(CREDITS, ACCEPTED, ACCEPTED);
                var client = Client.of(server)) {
            value(client.calls().credits());
            value(client.calls().submit("7f0b", Optional.empty()));
            value(client.calls().submit("7f0b", Optional.empty()));
            assertThat(server.requests())
                    .extracting(ScriptedServer.Request::connection)
                    .containsExactly(0, 1, 2);
        }
    }

    @TestFactory
    Stream<DynamicTest> aSubmitIsSentOnceAndInDoubtAfter() {
        record Trouble(String name, Answer answer, Kind kind) {}
        return Stream.of(
                        new Trouble("a reset", ScriptedServer.resetAfterReading(), Kind.NETWORK),
                        new Trouble("a closed connection", ScriptedServer.closeAfterReading(), Kind.NETWORK),
                        new Trouble(
                                "half an answer",
                                ScriptedServer.truncated(body("midi-generate-success.json")),
                                Kind.NETWORK),
                        new Trouble(
                                "half an answer of right length", ScriptedServer.json("{\"code\":2"), Kind.UNREADABLE),
                        new Trouble("an empty answer", empty(200), Kind.UNREADABLE),
                        new Trouble("a page", html(200), Kind.NETWORK),
                        new Trouble("a gateway's page", html(502), Kind.SERVER),
                        new Trouble("a gateway's page to come back at once", html503AtOnce(), Kind.SERVER),
                        new Trouble("a timeout of the service", ScriptedServer.json("{\"code\":408}"), Kind.SERVER),
                        new Trouble("a timeout of the server", empty(408), Kind.SERVER),
                        new Trouble("an answer for another machine", empty(421), Kind.REJECTED),
                        new Trouble(
                                "a success without a task",
                                ScriptedServer.json("{\"code\":200,\"msg\":\"success\",\"data\":null}"),
                                Kind.UNREADABLE))
                .map(trouble -> DynamicTest.dynamicTest(trouble.name, () -> {
                    try (var server = ScriptedServer.with(trouble.answer, ACCEPTED);
                            var client = Client.of(server)) {
                        var failure = failure(client.calls().submit("7f0b", Optional.empty()));
                        assertThat(server.count("POST")).isEqualTo(1);
                        assertThat(failure.kind()).isEqualTo(trouble.kind);
                        assertThat(failure.maybeAccepted()).isEqualTo(trouble.kind != Kind.REJECTED);
                        if (failure.maybeAccepted()) {
                            assertThat(failure.remedy()).contains("may have been accepted");
                        }
                        assertThat(client.pauses()).isEmpty();
                    }
                }));
    }

    /** OkHttp answers this by sending again at once, whatever it was told. */
    private static Answer html503AtOnce() {
        return ScriptedServer.answer(503, "text/html", HTML, "Retry-After: 0");
    }

    @Test
    void aSubmitThatWasResetBeforeItWasReadIsInDoubtSinceNobodyCanTell() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.RESET_UNREAD, ACCEPTED);
                var client = Client.of(server)) {
            var failure = failure(client.calls().submit("7f0b", Optional.empty()));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure.maybeAccepted()).isTrue();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aSubmitToNobodyIsNotInDoubt() throws Exception {
        try (var client = Client.of(Provider.at("http://127.0.0.1:" + unusedPort()))) {
            assertNotSent(failure(client.calls().submit("7f0b", Optional.empty())));
        }
        try (var client = Client.of(Provider.at("https://service.invalid"))) {
            assertNotSent(failure(client.calls().submit("7f0b", Optional.empty())));
        }
    }

    @Test
    void aSubmitOverASecureConnectionThatFailsIsNotInDoubt() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.RESET_UNREAD);
                var client = Client.of(
                        Provider.at("https://127.0.0.1:" + server.uri().getPort()))) {
            assertNotSent(failure(client.calls().submit("7f0b", Optional.empty())));
        }
    }

    private static void assertNotSent(ServiceFailure failure) {
        assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
        assertThat(failure.maybeAccepted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200,\"data\":{\"task_id\":\"9d41\"}}",
                "{\"code\":\"200\",\"data\":[{\"taskId\":\"9d41\"}]}",
                "{\"code\":200,\"data\":{\"data\":{\"taskId\":\"9d41\"}}}",
                "{\"code\":200,\"taskId\":\"9d41\",\"data\":null}",
                "{\"code\":200,\"task_id\":\"9d41\"}",
                "{\"code\":0,\"data\":{\"taskId\":\"9d41\"}}"
            })
    void theNewTaskIsFoundInEveryPlace(String json) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(json));
                var client = Client.of(server)) {
            assertThat(value(client.calls().submit("7f0b", Optional.empty()))).isEqualTo("9d41");
        }
    }

    @Test
    void withoutATaskIdNothingIsSent(@TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(ACCEPTED);
                var client = Client.of(server)) {
            assertThat(failure(client.calls().submit(" ", Optional.empty())).kind())
                    .isEqualTo(Kind.NOT_FOUND);
            assertThat(failure(client.calls().separation("")).kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(failure(client.calls().poll("\t", folder.resolve("a"))).kind())
                    .isEqualTo(Kind.NOT_FOUND);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aTaskIdIsSentAsWhatItIsAndNotAsPartOfTheAddress() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("record-info-unknown-task.json")));
                var client = Client.of(server)) {
            client.calls().separation(" a&b=c/../d?#e ");
            assertThat(server.request().target())
                    .isEqualTo("/api/v1/vocal-removal/record-info?taskId=a%26b%3Dc%2F..%2Fd%3F%23e");
        }
    }

    @Test
    void aPathBeforeTheRoutesIsKept() throws Exception {
        try (var server = ScriptedServer.with(CREDITS);
                var client = Client.of(Provider.at(server.uri() + "/proxy/"))) {
            value(client.calls().credits());
            assertThat(server.request().target()).isEqualTo("/proxy/api/v1/chat/credit");
        }
    }

    // Stopping

    @Test
    void anInterruptedReadEndsAtOnce() throws Exception {
        var read = new CountDownLatch(1);
        try (var server = ScriptedServer.with(ScriptedServer.silence(read));
                var client = Client.of(server)) {
            var failure = interrupted(read, () -> failure(client.calls().credits()));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure.sentence()).contains("stopped");
            assertThat(server.count("GET")).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedSubmitIsInDoubt() throws Exception {
        var read = new CountDownLatch(1);
        try (var server = ScriptedServer.with(ScriptedServer.silence(read));
                var client = Client.of(server)) {
            var failure = interrupted(read, () -> failure(client.calls().submit("7f0b", Optional.empty())));
            assertThat(failure.sentence()).contains("stopped");
            assertThat(failure.maybeAccepted()).isTrue();
            assertThat(server.count("POST")).isEqualTo(1);
        }
    }

    @Test
    void aSubmitAnsweredWithTheIdOfItsJobWasAcceptedWhateverTheStatus() throws Exception {
        var answer = ScriptedServer.answer(
                502,
                "application/json",
                "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"9d41\"}}".getBytes(StandardCharsets.UTF_8));
        try (var server = ScriptedServer.with(answer);
                var client = Client.of(server)) {
            assertThat(client.calls().submit("5c79", Optional.empty())).isEqualTo(new ServiceResult.Ok<>("9d41"));
            assertThat(server.count("POST")).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedPauseEndsTheRead() throws Exception {
        try (var server = ScriptedServer.with(html(502));
                var calls = new ServiceClient(
                        Provider.at(server.uri().toString()),
                        new ApiKey(Examples.KEY),
                        Examples.CALLBACK,
                        time -> {
                            throw new InterruptedException();
                        },
                        () -> 0,
                        InstantSource.fixed(Examples.NOW),
                        Examples.MOST_BYTES)) {
            assertThat(failure(calls.credits()).sentence()).contains("stopped");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingEndsWhatIsUnderWayAndWhatComesLater() throws Exception {
        var read = new CountDownLatch(1);
        try (var server = ScriptedServer.with(ScriptedServer.silence(read));
                var client = Client.of(server)) {
            var answer = new CompletableFuture<ServiceFailure>();
            Thread.ofVirtual()
                    .start(() -> answer.complete(failure(client.calls().credits())));
            assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
            client.calls().close();

            assertThat(answer.get(30, TimeUnit.SECONDS).sentence()).contains("stopped");
            var later = failure(client.calls().submit("7f0b", Optional.empty()));
            assertThat(later.sentence()).contains("stopped");
            assertThat(later.maybeAccepted()).isFalse();
            assertThat(server.count("POST")).isZero();
        }
    }

    private interface Calling {
        ServiceFailure call();
    }

    private static ServiceFailure interrupted(CountDownLatch read, Calling calling) throws Exception {
        var answer = new CompletableFuture<ServiceFailure>();
        var thread = Thread.ofPlatform().daemon().start(() -> {
            var failure = calling.call();
            if (Thread.currentThread().isInterrupted()) {
                answer.complete(failure);
            } else {
                answer.completeExceptionally(new AssertionError("the interrupt was swallowed"));
            }
        });
        assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        return answer.get(30, TimeUnit.SECONDS);
    }

    // Elsewhere

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void nothingFollowsAnswersThatPointElsewhere(int status) throws Exception {
        try (var other = ScriptedServer.with(CREDITS);
                var server = ScriptedServer.with(ScriptedServer.answer(
                        status, "text/html", HTML, "Location: " + other.uri() + "/api/v1/chat/credit"));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().credits()).kind()).isEqualTo(Kind.UNREADABLE);
            var submit = failure(client.calls().submit("7f0b", Optional.empty()));
            assertThat(submit.sentence()).contains("points to another address");
            assertThat(submit.maybeAccepted()).isFalse();
            assertThat(other.requests()).isEmpty();
            assertThat(server.count("POST")).isEqualTo(1);
        }
    }

    @Test
    void aServiceKnownByAddressOnlyIsAskedForCreditsAtBothRoutes() throws Exception {
        try (var server = ScriptedServer.with(html(404), CREDITS);
                var client = Client.of(server)) {
            assertThat(value(client.calls().credits())).isEqualByComparingTo("5916.25");
            assertThat(server.requests())
                    .extracting(ScriptedServer.Request::target)
                    .containsExactly("/api/v1/chat/credit", "/api/v1/generate/credit");
        }
        try (var server = ScriptedServer.with(html(404));
                var client = Client.of(server)) {
            var failure = failure(client.calls().credits());
            assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(failure.remedy()).contains("address");
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        "5916.25"              | 5916.25
        100                    | 100
        {"credits":7.5}        | 7.5
        {"credits":"7.5"}      | 7.5
        [{"credits":3}]        | 3
        0.1000000000000000001  | 0.1000000000000000001
        -2                     | -2
        """, delimiter = '|', quoteCharacter = '\'')
    void creditsComeInManyForms(String data, String balance) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json("{\"code\":200,\"data\":" + data + "}"));
                var client = Client.of(server)) {
            assertThat(value(client.calls().credits())).isEqualByComparingTo(balance);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"many\"", "{}", "NaN", "1e999999999", "true", "[]", "{\"credits\":{}}"})
    void creditsThatAreNoNumberAreNoAnswer(String data) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json("{\"code\":200,\"data\":" + data + "}"));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().credits()).kind()).isEqualTo(Kind.UNREADABLE);
        }
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
