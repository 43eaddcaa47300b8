package rollscope.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests without a network: what is answered, and what comes of it. */
class ReceptionTest {
    private static final long NOW = HandClock.START.getEpochSecond();
    private static final long MOST = 64L << 20;
    private static final Duration WINDOW = Duration.ofSeconds(300);

    private final HandClock clock = new HandClock();
    private final List<String> hints = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean full;
    private final Reception signed = reception(Optional.of(new Secret(Post.KEY)));
    private final Reception open = reception(Optional.empty());

    private Reception reception(Optional<Secret> secret) {
        return new Reception(secret, clock, MOST, hint -> !full && hints.add(hint.taskId()));
    }

    private Answer ask(Reception reception, InputStream in) throws IOException {
        try {
            return reception.receive(Head.read(in).orElseThrow(), in, out);
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private Answer ask(Reception reception, Post post) throws IOException {
        return ask(reception, new ByteArrayInputStream(post.toBytes()));
    }

    // Every documented shape

    @ParameterizedTest
    @CsvSource({
        "midi-callback-success-data-taskId, 9d41e6f27b3c48a0b5d2c8f16e07a394",
        "midi-callback-success-top-level-task_id, 9d41e6f27b3c48a0b5d2c8f16e07a394",
        "midi-callback-success-top-level-taskId, 9d41e6f27b3c48a0b5d2c8f16e07a394",
        "midi-callback-failure-data-taskId, 9d41e6f27b3c48a0b5d2c8f16e07a394",
        "midi-callback-failure-top-level-task_id, 9d41e6f27b3c48a0b5d2c8f16e07a394",
        "vocal-separation-callback-separate_vocal-success, 7f0b3c92e1d84a6f9c25b7d016ae43f8",
        "vocal-separation-split_stem_advanced-callback-success, 5a20be2955f14dda60de46ec6e4ead19",
        "vocal-separation-callback-failure, 7f0b3c92e1d84a6f9c25b7d016ae43f8"
    })
    void everyDocumentedShapeIsAHintWithAndWithoutASecret(String example, String taskId) throws IOException {
        var body = example(example);
        assertThat(ask(signed, new Post(body).signed(taskId, NOW))).isEqualTo(Answer.RECEIVED);
        assertThat(ask(open, new Post(body))).isEqualTo(Answer.RECEIVED);
        assertThat(hints).containsExactly(taskId, taskId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"task_id\":\"t-1\"}]}",
                "{\"code\":200,\"data\":{\"data\":{\"taskId\":\"t-1\"}}}",
                "{\"TASK_ID\":\"t-1\"}",
                "{\"msg\":null,\"data\":{\"instruments\":[{\"taskId\":\"t-2\",\"notes\":[{}]}],\"taskId\":\" t-1 \"}}",
                "{\"data\":{\"velocity\":NaN,\"x\":1e999999,\"taskId\":\"t-1\"}}"
            })
    void wrappedBodiesAreUnderstood(String body) throws IOException {
        assertThat(ask(open, new Post(body))).isEqualTo(Answer.RECEIVED);
        assertThat(hints).containsExactly("t-1");
    }

    @Test
    void ofSeveralIdsTheSignedOneCounts() throws IOException {
        var body = "{\"taskId\":\"t-1\",\"data\":{\"task_id\":\"t-2\"}}";
        assertThat(ask(signed, new Post(body).signed("t-2", NOW))).isEqualTo(Answer.RECEIVED);
        assertThat(hints).containsExactly("t-2");
    }

    @Test
    void aBodyInChunksIsTheSameBody() throws IOException {
        var post = new Post("")
                .without("Content-Length")
                .with("Transfer-Encoding", "chunked")
                .sending("9\r\n{\"taskId\"\r\n8;ext=1\r\n:\"t-1\"} \r\n0\r\nTrailer: x\r\n\r\n");
        assertThat(ask(open, post)).isEqualTo(Answer.RECEIVED);
        assertThat(hints).containsExactly("t-1");
    }

    @Test
    void nothingBehindTheBodyIsRead() throws IOException {
        var in = new ByteArrayInputStream(Post.of("t-1")
                .sending("{\"taskId\":\"t-1\"}POST")
                .with("Content-Length", 16)
                .toBytes());
        assertThat(ask(open, in)).isEqualTo(Answer.RECEIVED);
        assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("POST");
    }

    @Test
    void aQueryAndOtherSpellingsOfHeadersDoNotMatter() throws IOException {
        var post = Post.of(Post.TASK)
                .line("POST /callback?from=provider HTTP/1.0")
                .without("Content-Type")
                .with("content-TYPE", "Application/JSON; charset=utf-8")
                .with("x-webhook-timestamp", NOW)
                .with("x-webhook-signature", Post.signature(Post.KEY, Post.TASK, NOW));
        assertThat(ask(signed, post)).isEqualTo(Answer.RECEIVED);
    }

    @Test
    void whoWaitsForLeaveGetsItOnlyIfTheHeadIsGood() throws IOException {
        ask(signed, Post.of("t-1").with("Expect", "100-continue"));
        assertThat(out.size()).isZero();
        ask(signed, Post.of("t-1").signed("t-1", NOW).with("Expect", "100-continue"));
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    }

    // Signatures

    @Test
    void aWrongSignatureIsRefusedAndNoHint() throws IOException {
        assertThat(ask(signed, Post.of(Post.TASK).signed("another", NOW))).isEqualTo(Answer.NOT_SIGNED);
        assertThat(ask(
                        signed,
                        Post.of(Post.TASK)
                                .with("X-Webhook-Timestamp", NOW)
                                .with("X-Webhook-Signature", Post.signature("other key", Post.TASK, NOW))))
                .isEqualTo(Answer.NOT_SIGNED);
        assertThat(hints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "-1, true", "0, true", "300, true", "301, false", "999999999, false"})
    void aSignatureIsGoodForFiveMinutesEitherWay(long seconds, boolean good) throws IOException {
        var answer = ask(signed, Post.of(Post.TASK).signed(Post.TASK, NOW + seconds));
        assertThat(answer).isEqualTo(good ? Answer.RECEIVED : Answer.NOT_SIGNED);
        assertThat(hints).hasSize(good ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e9", "0x10", "99999999999999999999", "1763805600000"})
    void aTimestampThatIsNoneIsRefused(String timestamp) throws IOException {
        assertThat(ask(signed, Post.of(Post.TASK).signed(Post.TASK, NOW).with("X-Webhook-Timestamp", timestamp)))
                .isEqualTo(Answer.NOT_SIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Webhook-Timestamp", "X-Webhook-Signature"})
    void aMissingHeaderIsRefusedBeforeAByteOfTheBodyIsRead(String header) throws IOException {
        var in = new ByteArrayInputStream(
                Post.of(Post.TASK).signed(Post.TASK, NOW).without(header).toBytes());
        assertThat(ask(signed, in)).isEqualTo(Answer.NOT_SIGNED);
        assertThat(in.available())
                .isEqualTo(Post.of(Post.TASK).toBytes().length
                        - new String(Post.of(Post.TASK).toBytes(), StandardCharsets.UTF_8).indexOf("{"));
    }

    @Test
    void withASecretASignatureIsAlwaysNeededAndWithoutOneNever() throws IOException {
        assertThat(ask(signed, Post.of(Post.TASK))).isEqualTo(Answer.NOT_SIGNED);
        assertThat(ask(open, Post.of(Post.TASK).with("X-Webhook-Signature", "anything")))
                .isEqualTo(Answer.RECEIVED);
    }

    // Once

    @Test
    void aDuplicateIsReceivedButNoNews() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(ask(signed, Post.of(Post.TASK).signed(Post.TASK, NOW))).isEqualTo(Answer.RECEIVED);
            assertThat(ask(open, Post.of("t-1"))).isEqualTo(Answer.RECEIVED);
        }
        assertThat(hints).containsExactly(Post.TASK, "t-1");
    }

    @Test
    void asLongAsASignatureIsGoodItsDuplicateIsNoNews() throws IOException {
        var post = Post.of(Post.TASK).signed(Post.TASK, NOW + WINDOW.toSeconds());
        for (int minute = 0; minute <= 10; minute++) {
            assertThat(ask(signed, post)).isEqualTo(Answer.RECEIVED);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(ask(signed, post)).isEqualTo(Answer.NOT_SIGNED);
        assertThat(hints).containsExactly(Post.TASK);
    }

    @Test
    void laterTheSameTaskIsNewsAgain() throws IOException {
        ask(open, Post.of(Post.TASK));
        clock.advance(WINDOW.multipliedBy(2).plusSeconds(1));
        ask(open, Post.of(Post.TASK));
        assertThat(hints).containsExactly(Post.TASK, Post.TASK);
    }

    @Test
    void whatIsRememberedIsBounded() {
        var received = new Received(WINDOW);
        for (int i = 0; i < 100_000; i++) {
            assertThat(received.add("message " + i, HandClock.START)).isTrue();
            assertThat(received.size()).isLessThanOrEqualTo(4096);
        }
        assertThat(received.add("message 99999", HandClock.START)).isFalse();
        assertThat(received.add("later", HandClock.START.plus(WINDOW).plusSeconds(1)))
                .isTrue();
        assertThat(received.size()).isEqualTo(1);
    }

    @Test
    void aHintThatFindsNoRoomIsNewsWhenItIsSentAgain() throws IOException {
        full = true;
        assertThat(ask(signed, Post.of(Post.TASK).signed(Post.TASK, NOW))).isEqualTo(Answer.BUSY);
        full = false;
        assertThat(ask(signed, Post.of(Post.TASK).signed(Post.TASK, NOW))).isEqualTo(Answer.RECEIVED);
        assertThat(hints).containsExactly(Post.TASK);
    }

    // What is no callback

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(Answer.NOT_POSTED, Post.of("t").line("GET /callback HTTP/1.1")),
                refusal(Answer.NOT_POSTED, Post.of("t").line("OPTIONS /callback HTTP/1.1")),
                refusal(Answer.ELSEWHERE, Post.of("t").line("GET / HTTP/1.1")),
                refusal(Answer.ELSEWHERE, Post.of("t").line("POST /callback/ HTTP/1.1")),
                refusal(Answer.ELSEWHERE, Post.of("t").line("POST /../callback HTTP/1.1")),
                refusal(Answer.MALFORMED, Post.of("t").line("POST  /callback HTTP/1.1")),
                refusal(Answer.MALFORMED, Post.of("t").line("POST http://x/callback HTTP/1.1")),
                refusal(Answer.MALFORMED, Post.of("t").line("PRI * HTTP/2.0")),
                refusal(Answer.MALFORMED, Post.of("t").line("\u0016\u0003\u0001")),
                refusal(Answer.NOT_JSON, Post.of("t").with("Content-Type", "text/plain")),
                refusal(Answer.NOT_JSON, Post.of("t").without("Content-Type")),
                refusal(Answer.NOT_JSON, Post.of("t").with("Content-Encoding", "gzip")),
                refusal(Answer.NO_LENGTH, Post.of("t").without("Content-Length")),
                refusal(Answer.MALFORMED, Post.of("t").with("Content-Length", "-1")),
                refusal(Answer.MALFORMED, Post.of("t").with("Content-Length", "+5")),
                refusal(Answer.MALFORMED, Post.of("t").with("content-length", "5")),
                refusal(Answer.MALFORMED, Post.of("t").with("Transfer-Encoding", "chunked")),
                refusal(Answer.NOT_SUPPORTED, chunks("").with("Transfer-Encoding", "gzip, chunked")),
                refusal(Answer.MALFORMED, Post.of("t").with("Bad Name", "x")),
                refusal(Answer.MALFORMED, Post.of("t").with(" Folded", "x")),
                refusal(Answer.LONG_HEAD, Post.of("t").with("X-Long", "x".repeat(20_000))),
                refusal(Answer.LONG_HEAD, manyHeaders()),
                refusal(Answer.TOO_LARGE, Post.of("t").with("Content-Length", MOST + 1)),
                refusal(Answer.TOO_LARGE, Post.of("t").with("Content-Length", "9".repeat(100))),
                refusal(Answer.TOO_LARGE, chunks("4000001\r\n")),
                refusal(Answer.MALFORMED, chunks("-1\r\n")),
                refusal(Answer.MALFORMED, chunks("fffffffff\r\n")),
                refusal(Answer.MALFORMED, chunks("2\r\n{}x\r\n0\r\n\r\n")),
                refusal(Answer.MALFORMED, chunks("5\r\n{\"tas")),
                refusal(Answer.MALFORMED, chunks("x".repeat(10_000))),
                refusal(Answer.MALFORMED, chunks("0\r\n" + "a: b\r\n".repeat(2_000) + "\r\n")),
                refusal(Answer.MALFORMED, Post.of("t").sending("{\"taskId\":\"t\"}")),
                refusal(Answer.MALFORMED, new Post("")),
                refusal(Answer.MALFORMED, new Post("[]")),
                refusal(Answer.MALFORMED, new Post("{}")),
                refusal(Answer.MALFORMED, new Post("null")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":null,\"data\":null}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":17}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":\"\"}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":\"a\\nb\"}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":\"../../etc/x y\"}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":\"" + "a".repeat(129) + "\"}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":\"" + "a".repeat(100_000) + "\"}")),
                refusal(Answer.MALFORMED, new Post("{\"other\":{\"taskId\":\"t\"}}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":\"t\"}}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":\"t\"} {}")),
                refusal(Answer.MALFORMED, new Post("{\"taskId\":\"t\",\"data\":" + "[".repeat(100_000))));
    }

    private static Arguments refusal(Answer answer, Post post) {
        return Arguments.of(answer, post.signed("t", NOW));
    }

    private static Post chunks(String body) {
        return new Post("")
                .without("Content-Length")
                .with("Transfer-Encoding", "chunked")
                .sending(body);
    }

    private static Post manyHeaders() {
        var post = Post.of("t");
        for (int i = 0; i < 101; i++) {
            post.with("X-" + i, i);
        }
        return post;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsNoCallbackIsRefusedAndNoHint(Answer answer, Post post) throws IOException {
        assertThat(ask(signed, post)).isEqualTo(answer);
        assertThat(ask(open, post)).isEqualTo(answer);
        assertThat(hints).isEmpty();
    }

    @Test
    void aBodyWithoutEndIsReadToTheLimitAndKeptNowhere() throws IOException {
        long[] served = {0};
        var head = new ByteArrayInputStream(chunks("1fffff\r\n{\"x\":\"").toBytes());
        var endless = new InputStream() {
            private long position = 6;

            @Override
            public int read() {
                served[0]++;
                long inChunk = position++ % (0x1fffffL + 10);
                return inChunk < 0x1fffffL ? 'a' : "\r\n1fffff\r\n".charAt((int) (inChunk - 0x1fffffL));
            }

            @Override
            public int read(byte[] into, int from, int count) {
                for (int i = 0; i < count; i++) {
                    into[from + i] = (byte) read();
                }
                return count;
            }
        };
        assertThat(ask(open, new SequenceInputStream(head, endless))).isEqualTo(Answer.TOO_LARGE);
        assertThat(served[0]).isBetween(MOST - (4 << 20), MOST + (1 << 16));
        assertThat(hints).isEmpty();
    }

    @Test
    void aBodyOfJustTheLimitIsTaken() throws IOException {
        var start = "{\"taskId\":\"t-1\",\"data\":{\"instruments\":\"".getBytes(StandardCharsets.US_ASCII);
        var end = "\"}}".getBytes(StandardCharsets.US_ASCII);
        var head = Post.of("t-1").with("Content-Length", MOST).sending("").toBytes();
        long filling = MOST - start.length - end.length;
        var middle = new InputStream() {
            private long left = filling;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] into, int from, int count) {
                int most = (int) Math.min(count, left);
                if (most == 0) {
                    return -1;
                }
                Arrays.fill(into, from, from + most, (byte) 'a');
                left -= most;
                return most;
            }
        };
        var all = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head),
                new ByteArrayInputStream(start),
                middle,
                new ByteArrayInputStream(end))));
        assertThat(ask(open, all)).isEqualTo(Answer.RECEIVED);
        assertThat(hints).containsExactly("t-1");
    }

    // Whatever comes

    @Test
    void tenThousandDamagedRequestsAreAnsweredAndNoneOfThemPassesAForgedHint() {
        var outcome = MutatedCallbacks.run(10_000, 6);
        assertThat(outcome.crashes()).isEmpty();
        assertThat(outcome.understood()).isBetween(100, 9_900);
    }

    private static String example(String name) throws IOException {
        try (var in = ReceptionTest.class.getResourceAsStream(name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
