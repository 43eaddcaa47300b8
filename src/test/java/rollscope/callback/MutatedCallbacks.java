package rollscope.callback;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollscope.faults.Mutations;

/** Damaged callbacks: each is answered, and none of them passes a forged hint. */
public final class MutatedCallbacks {
    private static final long NOW = HandClock.START.getEpochSecond();

    private MutatedCallbacks() {}

    /** Whole requests, with head and signature. */
    public static Mutations.Outcome run(int count, long seed) {
        Set<String> hints = new HashSet<>();
        var clock = new HandClock();
        var outcome = Mutations.run(count, seed, whole(), bytes -> {
            var in = new ByteArrayInputStream(bytes);
            try {
                var head = Head.read(in);
                if (head.isEmpty()) {
                    return false;
                }
                var reception = new Reception(
                        Optional.of(new Secret(Post.KEY)), clock, 64L << 20, hint -> hints.add(hint.taskId()) || true);
                return reception.receive(head.get(), in, new ByteArrayOutputStream()) == Answer.RECEIVED;
            } catch (Refused refused) {
                return false;
            }
        });
        hints.remove(Post.TASK);
        hints.remove("t-1");
        if (!hints.isEmpty()) {
            throw new AssertionError("forged: " + hints);
        }
        return outcome;
    }

    private static List<byte[]> whole() {
        return List.of(
                new Post(example("midi-callback-success-data-taskId"))
                        .signed(Post.TASK, NOW)
                        .toBytes(),
                new Post(example("midi-callback-failure-top-level-task_id"))
                        .signed(Post.TASK, NOW)
                        .toBytes(),
                new Post("")
                        .without("Content-Length")
                        .with("Transfer-Encoding", "chunked")
                        .sending("f\r\n{\"taskId\":\"t-1\"\r\n1\r\n}\r\n0\r\n\r\n")
                        .signed("t-1", NOW)
                        .toBytes());
    }

    private static String example(String name) {
        try (var in = MutatedCallbacks.class.getResourceAsStream(name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
