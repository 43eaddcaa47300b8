package rollscope.audio;

import java.util.Arrays;

/**
 * The outline of a sound: the lowest and highest sample of each stretch, at scales that double. Immutable; a longer one is asked of
 * the {@link Builder} as the sound comes in. Values are 16 bit, full scale is ±32767; all channels share one outline.
 */
public final class Peaks {
    /** Frames in a bin of the finest scale. */
    public static final int FINEST = 64;

    private static final int LEVELS = 16;

    private final int sampleRate;
    private final long frames;
    private final short[][] lows;
    private final short[][] highs;
    private final int[] counts;

    private Peaks(int sampleRate, long frames, short[][] lows, short[][] highs, int[] counts) {
        this.sampleRate = sampleRate;
        this.frames = frames;
        this.lows = lows;
        this.highs = highs;
        this.counts = counts;
    }

    public int sampleRate() {
        return sampleRate;
    }

    /** How far this outline reaches. */
    public double seconds() {
        return (double) frames / sampleRate;
    }

    /**
     * The outline for a row of pixels: pixel i covers the half-open time from {@code start + i × secondsPerPixel} on. Each covers
     * all bins it touches of the coarsest scale that is no coarser than a pixel, so no peak is ever lost, and one may
     * show up to a bin early or late. Where there is no sound, low is 1 and high is 0.
     */
    public void fill(double start, double secondsPerPixel, short[] low, short[] high) {
        double perPixel = secondsPerPixel * sampleRate;
        int level = 0;
        while (level + 1 < LEVELS && (long) FINEST << (level + 1) <= perPixel) {
            level++;
        }
        double bin = (long) FINEST << level;
        double first = start * sampleRate;
        for (int i = 0; i < low.length; i++) {
            double from = Math.floor((first + i * perPixel) / bin);
            double to = Math.max(from + 1, Math.ceil((first + (i + 1) * perPixel) / bin));
            int lowest = 1;
            int highest = 0;
            boolean any = false;
            for (int b = (int) Math.max(0, from); b < Math.min(counts[level], to); b++) {
                lowest = any ? Math.min(lowest, lows[level][b]) : lows[level][b];
                highest = any ? Math.max(highest, highs[level][b]) : highs[level][b];
                any = true;
            }
            low[i] = (short) lowest;
            high[i] = (short) highest;
        }
    }

    /** Takes the sound in one pass. One thread; what it gives out is safe for others once handed over properly. */
    public static final class Builder {
        private final int sampleRate;
        private final int channels;
        private final short[][] lows = new short[LEVELS][1024];
        private final short[][] highs = new short[LEVELS][1024];
        private final int[] counts = new int[LEVELS];
        private float low = Float.POSITIVE_INFINITY;
        private float high = Float.NEGATIVE_INFINITY;
        private int inBin;
        private long frames;

        public Builder(int sampleRate, int channels) {
            this.sampleRate = sampleRate;
            this.channels = channels;
        }

        /** The next frames, interleaved. */
        public void add(float[] block, int count) {
            for (int i = 0; i < count; i++) {
                for (int c = 0; c < channels; c++) {
                    float sample = block[i * channels + c];
                    low = Math.min(low, sample);
                    high = Math.max(high, sample);
                }
                if (++inBin == FINEST) {
                    endBin();
                }
            }
            frames += count;
        }

        private void endBin() {
            append(0, quantised(low), quantised(high));
            low = Float.POSITIVE_INFINITY;
            high = Float.NEGATIVE_INFINITY;
            inBin = 0;
            for (int level = 0; level + 1 < LEVELS && counts[level] % 2 == 0; level++) {
                pair(level);
            }
        }

        /** The last two bins of a scale, or the last alone, become one of the next. */
        private void pair(int level) {
            int last = counts[level] - 1;
            int before = last - last % 2;
            append(level + 1, (short) Math.min(lows[level][before], lows[level][last]), (short)
                    Math.max(highs[level][before], highs[level][last]));
        }

        private void append(int level, short lowest, short highest) {
            int at = counts[level];
            if (at == lows[level].length) {
                // Outlines given out keep the old arrays, of which nothing they see changes any more.
                lows[level] = Arrays.copyOf(lows[level], 2 * at);
                highs[level] = Arrays.copyOf(highs[level], 2 * at);
            }
            lows[level][at] = lowest;
            highs[level][at] = highest;
            counts[level] = at + 1;
        }

        private static short quantised(float sample) {
            return (short) Math.round(Math.clamp(sample, -1f, 1f) * 32_767);
        }

        /** The outline so far, without what is not yet a whole bin. */
        public Peaks snapshot() {
            return new Peaks(sampleRate, frames, lows.clone(), highs.clone(), counts.clone());
        }

        /** The whole outline. Nothing may be added any more. */
        public Peaks finish() {
            if (inBin > 0) {
                endBin();
            }
            for (int level = 0; level + 1 < LEVELS; level++) {
                if (counts[level + 1] < Math.ceilDiv(counts[level], 2)) {
                    pair(level);
                }
            }
            return snapshot();
        }
    }
}
