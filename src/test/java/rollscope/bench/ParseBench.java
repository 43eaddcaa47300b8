package rollscope.bench;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import rollscope.service.AnswerReader;
import rollscope.service.MidiRecord;
import rollscope.service.Provider;
import rollscope.service.ServiceResult;
import rollscope.transcription.NoteTable;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How fast an answer of a million notes becomes a table, against Jackson merely passing over the same bytes and taking each
 * number as a double; and how much memory that takes. Prints {@code name value unit} lines.
 *
 * <p>Both sides read the same bytes in turn, so that a machine that slows down slows both; times are medians. The peak is the
 * highest use of the heap while reading, less what was in use before, garbage not yet collected included; what the reading
 * thread allocates in all is printed beside it, since the peak can never be above that.
 */
public final class ParseBench {
    private static final int NOTES = 1_000_000;
    private static final int WARM_UP = 4;
    private static final int RUNS = 11;

    private ParseBench() {}

    public static void main(String[] args) throws IOException {
        byte[] answer = answer(NOTES);
        print("parse.input_mb", answer.length / 1e6, "MB");

        double[] reader = new double[RUNS];
        double[] baseline = new double[RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            long start = System.nanoTime();
            double sum = skim(answer);
            long middle = System.nanoTime();
            var table = read(new ByteArrayInputStream(answer));
            long end = System.nanoTime();
            if (table.size() != NOTES || !(sum > 0)) {
                throw new AssertionError(table.size() + " notes, sum " + sum);
            }
            if (run >= 0) {
                baseline[run] = (middle - start) / 1e6;
                reader[run] = (end - middle) / 1e6;
            }
        }
        double[] ratios = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            ratios[run] = reader[run] / baseline[run];
        }
        print("parse.ratio", median(ratios), "");
        print("parse.ms", median(reader), "ms");
        print("parse.baseline_ms", median(baseline), "ms");

        memory(answer);
    }

    private static void memory(byte[] answer) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        double[] peaks = new double[5];
        double allocated = 0;
        double retained = 0;
        for (int run = 0; run < peaks.length; run++) {
            long before = usedAfterCollection();
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            long allocatedBefore = threads.getThreadAllocatedBytes(thread);
            var table = read(new ByteArrayInputStream(answer));
            allocated = (threads.getThreadAllocatedBytes(thread) - allocatedBefore) / 1e6;
            peaks[run] = (heap.stream()
                                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                    .sum()
                            - before)
                    / 1e6;
            retained = (usedAfterCollection() - before) / (double) table.size();
            Reference.reachabilityFence(table);
        }
        print("parse.peak_mb", median(peaks), "MB");
        print("parse.allocated_mb", allocated, "MB");
        print("table.bytes_per_note", retained, "B");
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static NoteTable read(InputStream in) throws IOException {
        return switch (AnswerReader.read(in, Provider.KIE)) {
            case ServiceResult.Ok<MidiRecord>(MidiRecord.Complete(var answer)) -> answer.notes();
            case ServiceResult<MidiRecord> other -> throw new AssertionError(other);
        };
    }

    private static double skim(byte[] answer) {
        double sum = 0;
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), new ByteArrayInputStream(answer))) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token.isNumeric()) {
                    sum += parser.getDoubleValue();
                }
            }
        }
        return sum;
    }

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Shaped as the service shapes it: times on a raster of 1/192 s with all their digits, flat velocities. */
    private static byte[] answer(int notes) {
        String[] names = {"Drums", "Electric Bass (finger)", "Acoustic Grand Piano", "Synth Voice"};
        String[] velocities = {"1", "0.49606299212598426", "0.6929133858267716", "0.49606299212598426"};
        var random = new SplittableRandom(192);
        var out = new ByteArrayOutputStream(notes * 92);
        write(
                out,
                "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"9d41e6f27b3c48a0b5d2c8f16e07a394\","
                    + "\"recordTaskId\":-1,\"audioId\":null,\"midiData\":{\"state\":\"complete\",\"instruments\":[");
        for (int part = 0; part < names.length; part++) {
            write(out, (part == 0 ? "" : ",") + "{\"name\":\"" + names[part] + "\",\"notes\":[");
            int step = 7 + part;
            for (int i = 0; i < notes / names.length; i++) {
                step += random.nextInt(4);
                write(
                        out,
                        (i == 0 ? "" : ",") + "{\"pitch\":" + (28 + random.nextInt(72)) + ",\"start\":" + step / 192.0
                                + ",\"end\":" + (step + 5 + random.nextInt(60)) / 192.0 + ",\"velocity\":"
                                + velocities[part]
                                + "}");
            }
            write(out, "]}");
        }
        write(out, "]},\"successFlag\":1,\"errorCode\":null,\"errorMessage\":null}}");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String name, double value, String unit) {
        System.out.println(
                String.format(Locale.ROOT, "%s %.2f %s", name, value, unit).strip());
    }
}
