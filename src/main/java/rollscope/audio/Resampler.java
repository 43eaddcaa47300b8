package rollscope.audio;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Sound at another sample rate: a windowed sinc, one set of weights for each of the positions an output frame can have between
 * two input frames. Output frame n is the input at n × from ÷ to exactly, so time 0 stays time 0 and no length of sound makes it
 * drift. Flat to 0.88 of the lower Nyquist frequency, 90 dB down from there on.
 */
public final class Resampler implements PcmSource {
    /** Zero crossings of the sinc on each side, at the lower of the rates. */
    private static final int CROSSINGS = 48;

    private static final double BETA = 8.96;
    private static final double CUTOFF = 0.94;
    /** With more positions than these, as between odd rates, weights are interpolated between two sets. */
    private static final int MAX_PHASES = 1024;

    private static final int BLOCK = 4096;

    private final PcmSource source;
    private final int sampleRate;
    private final int channels;
    private final long up;
    private final long down;
    private final int phases;
    private final int half;
    private final float[][] weights;
    private final float[] one;
    private final float[] incoming;

    /** Deinterleaved input; index 0 is input frame {@link #start}. */
    private final float[][] history;

    private long start;
    private int held;
    private long ended = -1;
    private long next;

    private Resampler(PcmSource source, int sampleRate) {
        this.source = source;
        this.sampleRate = sampleRate;
        channels = source.channels();
        long common = gcd(source.sampleRate(), sampleRate);
        up = sampleRate / common;
        down = source.sampleRate() / common;
        double ratio = Math.min(1, (double) up / down);
        half = (int) Math.ceil(CROSSINGS / ratio);
        phases = (int) Math.min(up, MAX_PHASES);
        weights = weights(ratio);
        one = new float[2 * half];
        incoming = new float[BLOCK * channels];
        history = new float[channels][2 * half + 4 * BLOCK];
        start = 1L - half;
        held = half - 1;
    }

    /** The same sound at {@code sampleRate}; the source itself if it has that rate. Closing it closes the source. */
    public static PcmSource to(int sampleRate, PcmSource source) {
        return source.sampleRate() == sampleRate ? source : new Resampler(source, sampleRate);
    }

    /** One set more than there are phases, so that interpolation has an upper neighbour. */
    private float[][] weights(double ratio) {
        var window = new Kaiser(BETA);
        double cutoff = CUTOFF * ratio;
        var sets = new float[phases + 1][2 * half];
        var exact = new double[2 * half];
        for (int p = 0; p <= phases; p++) {
            double sum = 0;
            for (int k = 0; k < exact.length; k++) {
                double distance = k - half + 1 - (double) p / phases;
                exact[k] = Kaiser.sinc(cutoff * distance) * window.at(distance / half);
                sum += exact[k];
            }
            for (int k = 0; k < exact.length; k++) {
                sets[p][k] = (float) (exact[k] / sum);
            }
        }
        return sets;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public int read(float[] block, int frames) throws IOException {
        int done = 0;
        while (done < frames) {
            long position = next * down / up;
            if (ended < 0 && position + half >= start + held) {
                if (done > 0) {
                    return done;
                }
                fill();
                continue;
            }
            if (ended >= 0 && next * down >= ended * up) {
                return done > 0 ? done : -1;
            }
            float[] set = set(next * down % up);
            int from = (int) (position - half + 1 - start);
            for (int c = 0; c < channels; c++) {
                float[] in = history[c];
                float sum = 0;
                for (int k = 0; k < set.length; k++) {
                    sum += set[k] * in[from + k];
                }
                block[done * channels + c] = sum;
            }
            done++;
            next++;
        }
        return done;
    }

    private float[] set(long remainder) {
        if (phases == up) {
            return weights[(int) remainder];
        }
        double at = (double) remainder / up * phases;
        int lower = (int) at;
        float share = (float) (at - lower);
        float[] a = weights[lower];
        float[] b = weights[lower + 1];
        for (int k = 0; k < one.length; k++) {
            one[k] = a[k] + share * (b[k] - a[k]);
        }
        return one;
    }

    private void fill() throws IOException {
        int used = (int) Math.min(held, Math.max(0, next * down / up - half + 1 - start));
        for (float[] channel : history) {
            System.arraycopy(channel, used, channel, 0, held - used);
        }
        start += used;
        held -= used;
        int count = source.read(incoming, BLOCK);
        if (count < 0) {
            // Behind the end there is silence, as before the start.
            ended = start + held;
            for (float[] channel : history) {
                Arrays.fill(channel, held, channel.length, 0);
            }
            return;
        }
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < count; i++) {
                history[c][held + i] = incoming[i * channels + c];
            }
        }
        held += count;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public OptionalLong length() {
        var length = source.length();
        return length.isPresent() ? OptionalLong.of(Math.ceilDiv(length.getAsLong() * up, down)) : length;
    }

    @Override
    public double progress() {
        return source.progress();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
