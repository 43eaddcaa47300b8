package rollscope.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rollscope.faults.Mutations;

/** Damaged answers, read as those of polls, and sent to a client that asks for everything else. */
public final class MutatedAnswers {
    private static final String KEY = "k3y-0f-th3-t3sts";
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

    private MutatedAnswers() {}

    /** Answers about a job, as files and as polls. */
    public static Mutations.Outcome polls(int count, long seed) {
        var failures = new Failures(Provider.KIE, new ApiKey(KEY));
        return Mutations.run(count, seed, wholeRecords(), body -> {
            boolean asFile =
                    AnswerReader.read(new ByteArrayInputStream(body), Provider.KIE) instanceof ServiceResult.Ok<?>;
            try {
                var read = MidiBody.read(new ByteArrayInputStream(body));
                var asPoll = AnswerReader.judge(200, read, failures);
                if (asPoll instanceof ServiceResult.Ok<MidiRecord>(MidiRecord.Complete(var answer))) {
                    check(answer);
                }
                return asPoll instanceof ServiceResult.Ok<?> || asFile;
            } catch (MidiBody.Unreadable e) {
                return asFile;
            }
        });
    }

    /** What is kept must be notes, whatever came. */
    private static void check(MidiAnswer answer) {
        var notes = answer.notes();
        for (int i = 0; i < notes.size(); i++) {
            boolean good = notes.start(i) >= 0
                    && notes.end(i) > notes.start(i)
                    && notes.end(i) <= MidiBody.MOST_SECONDS
                    && notes.pitch(i) >= 0
                    && notes.pitch(i) <= 127
                    && notes.velocity(i) >= 1
                    && notes.velocity(i) <= 127
                    && notes.instrument(i) < answer.instruments().size();
            if (!good) {
                throw new AssertionError("note " + i + " of " + answer);
            }
        }
    }

    /** Answers to everything, by a client over HTTP. Every tenth is the answer to a submit. */
    public static Mutations.Outcome calls(int count, long seed) throws IOException {
        var server = new Echo();
        var provider = Provider.at(server.url());
        Path spool = Files.createTempFile("mutated-", ".part");
        var clock = new AtomicLong();
        // At each look it is an hour later, so no call is made a second time.
        try (var client = new ServiceClient(
                provider,
                new ApiKey(KEY),
                URI.create("https://example.com/callback"),
                _ -> {},
                () -> 0,
                () -> Instant.ofEpochSecond(3600 * clock.incrementAndGet()),
                1 << 20)) {
            int[] call = {0};
            return Mutations.run(count, seed, wholeAnswers(), body -> {
                server.next = body;
                long before = server.arrived.get();
                ServiceResult<?> result =
                        switch (call[0]++ % 10) {
                            case 0 -> client.submit("separation", Optional.of("stem"));
                            case 1, 2 -> client.credits();
                            case 3, 4, 5 -> client.poll("task", spool);
                            default -> client.separation("separation");
                        };
                if (call[0] % 10 == 1 && server.arrived.get() != before + 1) {
                    throw new AssertionError(server.arrived.get() - before + " submits");
                }
                if (result.toString().contains(KEY)) {
                    throw new AssertionError("shows the key");
                }
                return result instanceof ServiceResult.Ok<?>;
            });
        } finally {
            server.close();
            Files.deleteIfExists(spool);
        }
    }

    /** Answers every request with the body at hand, over connections that stay. */
    private static final class Echo implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final AtomicLong arrived = new AtomicLong();
        private volatile byte[] next = new byte[0];

        Echo() throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket socket = server.accept();
                        Thread.ofVirtual().start(() -> serve(socket));
                    }
                } catch (IOException closed) {
                    // Nothing more is asked.
                }
            });
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort();
        }

        private void serve(Socket socket) {
            try (socket) {
                socket.setTcpNoDelay(true);
                var in = new BufferedInputStream(socket.getInputStream());
                while (skipRequest(in)) {
                    arrived.incrementAndGet();
                    var answer = new ByteArrayOutputStream();
                    answer.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                    + next.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    answer.writeBytes(next);
                    answer.writeTo(socket.getOutputStream());
                }
            } catch (IOException gone) {
                // The client went away.
            }
        }

        private static boolean skipRequest(InputStream in) throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return false;
                }
                head.append((char) c);
            }
            var length = LENGTH.matcher(head);
            in.skipNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return true;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static List<byte[]> wholeRecords() {
        return bodies(
                "midi-record-info-success.json",
                "midi-record-info-success.json",
                "midi-record-info-pending.json",
                "midi-record-info-failed-3-generation.json",
                "midi-record-info-success-empty-midiData.json",
                "midi-callback-success-data-taskId.json",
                "midi-callback-success-top-level-task_id.json",
                "record-info-unknown-task.json",
                "error-500-out-of-credits.json");
    }

    private static List<byte[]> wholeAnswers() {
        return bodies(
                "midi-record-info-success.json",
                "midi-generate-success.json",
                "midi-generate-success.json",
                "credit-success.json",
                "vocal-separation-separate_vocal-success.json",
                "vocal-separation-split_stem-success-partial-originData.json",
                "vocal-separation-split_stem_advanced-callback-success.json",
                "vocal-separation-pending.json",
                "error-401.json",
                "error-429-kie-rate-limited.json");
    }

    private static List<byte[]> bodies(String... names) {
        return Stream.of(names)
                .map(name -> Examples.body(name).getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
