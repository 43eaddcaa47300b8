package rollscope.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import rollscope.audio.AudioDecoder;
import rollscope.audio.Peaks;
import rollscope.audio.Spectrum;
import rollscope.playback.PlaybackProbe;

/**
 * What getting a stem ready and playing costs: decoding an MP3, its outline, its spectrum and rendering notes, each as processor time over
 * the length of the sound, so that a busy machine does not count; and how exact what is played is. The stem is the mix of the demo song, four times over, some four and a half
 * minutes. Prints {@code name value unit} lines; medians of the runs after the first.
 */
public final class SoundBench {
    private static final int RUNS = 5;
    private static final int TIMES = 4;
    private static final int BLOCK = 4096;

    private SoundBench() {}

    /**
     * @param args the soundbank to measure with; the best that the system has if left out
     */
    public static void main(String[] args) throws Exception {
        var song = Files.createTempFile("rollscope-bench", ".mp3");
        try {
            Files.write(song, longStem());
            var decoding = new double[RUNS];
            var outlining = new double[RUNS];
            var analysing = new double[RUNS];
            double seconds = 0;
            for (int run = -1; run < RUNS; run++) {
                long[] spent = new long[3];
                seconds = prepare(song, spent);
                if (run >= 0) {
                    decoding[run] = spent[0] / 1e9 / seconds;
                    outlining[run] = spent[1] / 1e9 / seconds;
                    analysing[run] = spent[2] / 1e9 / seconds;
                }
            }
            print("decode.seconds", seconds, "s");
            print("decode.mp3_rtf", median(decoding), "x");
            print("peaks.rtf", median(outlining), "x");
            print("spectrum.rtf", median(analysing), "x");
        } finally {
            Files.deleteIfExists(song);
        }
        PlaybackProbe.measure(args.length == 0 ? Optional.empty() : Optional.of(Path.of(args[0])), SoundBench::print);
    }

    /** The frames one after the other; tags in between are passed over by the decoder. */
    private static byte[] longStem() throws IOException {
        byte[] once;
        try (var in = SoundBench.class.getResourceAsStream("/rollscope/assets/demo/instrumental.mp3")) {
            once = in.readAllBytes();
        }
        var all = new ByteArrayOutputStream();
        // Without the first frame, whose tag would tell the length of one round.
        int second = 4;
        while ((once[second] & 0xFF) != 0xFF || (once[second + 1] & 0xE0) != 0xE0 || once[second + 1] != once[1]) {
            second++;
        }
        for (int i = 0; i < TIMES; i++) {
            all.write(once, second, once.length - second);
        }
        return all.toByteArray();
    }

    /** @return seconds of sound */
    private static double prepare(Path song, long[] spent) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        try (var source = AudioDecoder.open(song)) {
            var peaks = new Peaks.Builder(source.sampleRate(), source.channels());
            var spectrum = new Spectrum.Builder(source.sampleRate(), source.channels());
            var block = new float[BLOCK * source.channels()];
            long frames = 0;
            while (true) {
                long start = threads.getCurrentThreadCpuTime();
                int count = source.read(block, BLOCK);
                long decoded = threads.getCurrentThreadCpuTime();
                spent[0] += decoded - start;
                if (count < 0) {
                    break;
                }
                peaks.add(block, count);
                long outlined = threads.getCurrentThreadCpuTime();
                spectrum.add(block, count);
                spent[1] += outlined - decoded;
                spent[2] += threads.getCurrentThreadCpuTime() - outlined;
                frames += count;
            }
            double seconds = (double) frames / source.sampleRate();
            if (seconds < 240 || spectrum.finish().columns() < 12_000) {
                throw new AssertionError("only " + seconds + " s");
            }
            return seconds;
        }
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "%s %.4f %s%n", name, value, unit);
    }
}
