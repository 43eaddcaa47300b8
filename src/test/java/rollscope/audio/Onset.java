package rollscope.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The sound of all fixtures: silence for a second, then half a second of a falling-off sweep; the right channel is −½ of the left. */
final class Onset {
    static final double SECONDS = 1.5;

    private Onset() {}

    static double at(double seconds) {
        double u = seconds - 1;
        return u < 0 ? 0 : 0.5 * Math.sin(2 * Math.PI * (300 + 1500 * u) * u) * Math.exp(-6 * u);
    }

    static float[] mono(int rate) {
        var samples = new float[(int) (SECONDS * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) at((double) i / rate);
        }
        return samples;
    }

    /** How many samples late the sound is, by where it fits the formula best. */
    static int samplesLate(float[] mono, int rate) {
        float[] expected = mono(rate);
        int best = 0;
        double fit = Double.NEGATIVE_INFINITY;
        for (int lag = -2500; lag <= 2500; lag++) {
            double sum = 0;
            for (int i = rate; i < rate * 1.4; i++) {
                int at = i + lag;
                sum += at < mono.length ? mono[at] * expected[i] : 0;
            }
            if (sum > fit) {
                fit = sum;
                best = lag;
            }
        }
        return best;
    }

    /** A whole file, interleaved. */
    static float[] decode(Path file) throws IOException {
        try (var source = AudioDecoder.open(file)) {
            return all(source);
        }
    }

    /** Reads in blocks of an odd size, so that borders of blocks fall everywhere. */
    static float[] all(PcmSource source) throws IOException {
        int channels = source.channels();
        var block = new float[977 * channels];
        var samples = new float[1 << 16];
        int end = 0;
        for (int count = source.read(block, 977); count >= 0; count = source.read(block, 977)) {
            while (end + count * channels > samples.length) {
                samples = Arrays.copyOf(samples, 2 * samples.length);
            }
            System.arraycopy(block, 0, samples, end, count * channels);
            end += count * channels;
        }
        return Arrays.copyOf(samples, end);
    }

    static float[] channel(float[] interleaved, int channels, int channel) {
        var samples = new float[interleaved.length / channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = interleaved[i * channels + channel];
        }
        return samples;
    }
}
