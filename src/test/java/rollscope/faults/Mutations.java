package rollscope.faults;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages bodies of answers and callbacks with a seeded hand, and counts what comes of reading them. Half of the damage is to bytes; the
 * other half keeps to the grammar of JSON and puts in values of other types, ends that come too early, and fields that come twice.
 */
public final class Mutations {
    /** What reads. */
    public interface Reader {
        /** Returns whether there was sense in it. What it throws is a crash. */
        boolean read(byte[] body) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param understood in which there was sense
     * @param crashes    that ended in anything but a refusal
     * @param slowest    in seconds
     * @param allocated  the most bytes the reading thread allocated, all told, for one
     */
    public record Outcome(int tried, int understood, List<String> crashes, double slowest, long allocated) {
        public Outcome {
            crashes = List.copyOf(crashes);
        }

        /** Both together. */
        public Outcome and(Outcome other) {
            var both = new ArrayList<>(crashes);
            both.addAll(other.crashes);
            return new Outcome(
                    tried + other.tried,
                    understood + other.understood,
                    both,
                    Math.max(slowest, other.slowest),
                    Math.max(allocated, other.allocated));
        }
    }

    private static final String[] VALUES = {
        "null",
        "true",
        "[]",
        "{}",
        "\"\"",
        "\" \"",
        "0",
        "-1",
        "1e999",
        "-0.0",
        "\"NaN\"",
        "\"1\"",
        "200",
        "\"200\"",
        "[[[]]]",
        "99999999999999999999999999",
        "0.00000000000000000000000001",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"{\\\"taskId\\\":1}\"",
        "{\"data\":{\"data\":{}}}",
        "[{\"taskId\":\"x\"}]",
        "401",
        "\"SUCCESS\"",
        "3",
        "\"../../x\"",
        "\"<html>\"",
        "01",
        "+1",
        "'x'"
    };

    private static final byte[] TELLING =
            "{}[]\",:\\/0-9.eE+ \n\r\tntf\u0000\u007f".getBytes(StandardCharsets.US_ASCII);

    private Mutations() {}

    /** Reads {@code count} bodies made of {@code whole} ones. */
    public static Outcome run(int count, long seed, List<byte[]> whole, Reader reader) {
        var random = new SplittableRandom(seed);
        var crashes = new ArrayList<String>();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int understood = 0;
        double slowest = 0;
        long allocated = 0;
        for (int i = 0; i < count; i++) {
            byte[] body = mutated(whole, random);
            long before = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            try {
                understood += reader.read(body) ? 1 : 0;
            } catch (Exception | Error e) {
                crashes.add("body " + i + " of seed " + seed + ": " + e
                        + Arrays.toString(Arrays.copyOf(e.getStackTrace(), 4)));
            }
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
            allocated = Math.max(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return new Outcome(count, understood, crashes, slowest, allocated);
    }

    private static byte[] mutated(List<byte[]> whole, SplittableRandom random) {
        byte[] body = whole.get(random.nextInt(whole.size())).clone();
        int changes = 1 << random.nextInt(5);
        boolean ofBytes = random.nextBoolean();
        for (int i = 0; i < changes && body.length > 0; i++) {
            body = ofBytes ? damaged(body, whole, random) : misspelt(body, random);
        }
        return body;
    }

    private static byte[] damaged(byte[] body, List<byte[]> whole, SplittableRandom random) {
        int at = random.nextInt(body.length);
        switch (random.nextInt(random.nextInt(6) == 0 ? 7 : 3)) {
            case 0 -> body[at] = (byte) random.nextInt(256);
            case 1 -> body[at] = TELLING[random.nextInt(TELLING.length)];
            case 2 -> body[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                return Arrays.copyOf(body, at);
            }
            case 4 -> {
                return spliced(body, at, 0, Arrays.copyOfRange(body, at, Math.min(body.length, at + 300)));
            }
            case 5 -> {
                return spliced(body, at, random.nextInt(100), new byte[0]);
            }
            default -> {
                byte[] other = whole.get(random.nextInt(whole.size()));
                return spliced(
                        body, at, body.length, Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
            }
        }
        return body;
    }

    /** Puts another value in the place of one, leaves one out, or says one twice. */
    private static byte[] misspelt(byte[] body, SplittableRandom random) {
        var starts = new ArrayList<Integer>();
        for (int i = 0; i + 1 < body.length; i++) {
            if (body[i] == ':' || body[i] == '[' || body[i] == ',') {
                starts.add(i + 1);
            }
        }
        if (starts.isEmpty()) {
            return body;
        }
        int from = starts.get(random.nextInt(starts.size()));
        int to = endOfValue(body, from);
        return switch (random.nextInt(5)) {
            case 0 -> spliced(body, from, to - from, new byte[0]);
            case 1 -> spliced(body, to, 0, concatenated(",", Arrays.copyOfRange(body, from, to)));
            case 2 -> spliced(body, from, 0, "[".repeat(1 + random.nextInt(200)).getBytes(StandardCharsets.US_ASCII));
            default ->
                spliced(
                        body,
                        from,
                        to - from,
                        VALUES[random.nextInt(VALUES.length)].getBytes(StandardCharsets.US_ASCII));
        };
    }

    private static int endOfValue(byte[] body, int from) {
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < body.length; i++) {
            byte b = body[i];
            if (b == '"' && (i == 0 || body[i - 1] != '\\')) {
                quoted = !quoted;
            } else if (!quoted && (b == '{' || b == '[')) {
                depth++;
            } else if (!quoted && (b == '}' || b == ']') && --depth < 0) {
                return i;
            } else if (!quoted && b == ',' && depth == 0) {
                return i;
            }
        }
        return body.length;
    }

    private static byte[] concatenated(String first, byte[] then) {
        return spliced(then, 0, 0, first.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code body} with {@code out} bytes at {@code at} replaced. */
    private static byte[] spliced(byte[] body, int at, int out, byte[] in) {
        var result = new ByteArrayOutputStream(body.length + in.length);
        result.write(body, 0, at);
        result.writeBytes(in);
        int end = Math.min(body.length, at + out);
        result.write(body, end, body.length - end);
        return result.toByteArray();
    }
}
