package rollscope.audio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How loud each pitch is at each moment: one row for each MIDI pitch from {@value #LOWEST} to {@value #HIGHEST}, equal
 * temperament at A4 = 440 Hz, and a column every 20 ms, column i being centred on i × 20 ms. Immutable; a longer one is asked
 * of the {@link Builder} as the sound comes in.
 *
 * <p>A constant-Q transform: each pitch is looked at through a window of 17 of its periods, so neighbours can be told apart at every
 * height, and low pitches are blurred in time (A0 over 0.6 s, A4 over 39 ms). The window is centred on the column, so a sound that
 * begins shows half its height at the column where it begins.
 *
 * <p>It is computed directly, without a Fourier transform: each octave on the sound at a rate that fits it, halved from octave to
 * octave, so a window never has more than some 360 samples. After J. C. Brown, "Calculation of a constant Q spectral
 * transform" (1991), and C. Schörkhuber and A. Klapuri's use of halved rates (2010).
 */
public final class Spectrum {
    public static final int LOWEST = 21;
    public static final int HIGHEST = 108;
    public static final int ROWS = HIGHEST - LOWEST + 1;
    public static final int COLUMNS_PER_SECOND = 50;
    /** Decibels between two levels. Level 255 is a sine of full scale; 0 is −76.5 dB or less. */
    public static final double DECIBELS_PER_LEVEL = 0.3;

    /** Columns in a tile. */
    private static final int TILE = 256;

    private final byte[][] tiles;
    private final int columns;

    private Spectrum(byte[][] tiles, int columns) {
        this.tiles = tiles;
        this.columns = columns;
    }

    /** How many columns are known by now. */
    public int columns() {
        return columns;
    }

    /** 0 to 255, in steps of {@link #DECIBELS_PER_LEVEL}; 0 outside the known columns and pitches. */
    public int level(int column, int pitch) {
        if (column < 0 || column >= columns || pitch < LOWEST || pitch > HIGHEST) {
            return 0;
        }
        return tiles[column / TILE][column % TILE * ROWS + pitch - LOWEST] & 0xFF;
    }

    /** Copies a column, lowest pitch first, as unsigned bytes; zeros outside the known columns. */
    public void column(int column, byte[] rows) {
        if (column < 0 || column >= columns) {
            Arrays.fill(rows, 0, ROWS, (byte) 0);
        } else {
            System.arraycopy(tiles[column / TILE], column % TILE * ROWS, rows, 0, ROWS);
        }
    }

    /** Takes the sound in one pass. One thread; what it gives out is safe for others once handed over properly. */
    public static final class Builder {
        private static final int OCTAVE = 12;
        private static final double PERIODS = 17;
        /** Samples a period of the highest pitch of an octave has at least, at the rate that octave is looked at. */
        private static final int MIN_SAMPLES_PER_PERIOD = 8;

        private final int channels;
        private final int sampleRate;
        private final Level[] levels;
        private final Row[] rows = new Row[ROWS];
        private final float[] magnitudes = new float[ROWS];
        private byte[][] tiles = new byte[16][];
        private int columns;
        private long frames;

        public Builder(int sampleRate, int channels) {
            this.sampleRate = sampleRate;
            this.channels = channels;
            int deepest = 0;
            for (int row = 0; row < ROWS; row++) {
                int top = HIGHEST - (ROWS - 1 - row) / OCTAVE * OCTAVE;
                int level = 0;
                while (sampleRate / (double) (2 << level) >= MIN_SAMPLES_PER_PERIOD * frequency(top)) {
                    level++;
                }
                rows[row] = new Row(frequency(LOWEST + row), sampleRate, level);
                deepest = Math.max(deepest, level);
            }
            levels = new Level[deepest + 1];
            for (int i = 0; i <= deepest; i++) {
                int reach = Level.REACH;
                for (var row : rows) {
                    reach = row.level == i ? Math.max(reach, row.half) : reach;
                }
                levels[i] = new Level(sampleRate / (double) (1L << i), reach + 1);
            }
        }

        private static double frequency(int pitch) {
            return 440 * Math.pow(2, (pitch - 69) / 12.0);
        }

        /** The next frames, interleaved; all channels count alike. */
        public void add(float[] block, int count) {
            float share = 1f / channels;
            for (int i = 0; i < count; i++) {
                float sum = 0;
                for (int c = 0; c < channels; c++) {
                    sum += block[i * channels + c];
                }
                levels[0].append(sum * share);
            }
            frames += count;
            advance(Integer.MAX_VALUE);
        }

        private void advance(int end) {
            for (int i = 1; i < levels.length; i++) {
                levels[i].halve(levels[i - 1]);
            }
            while (columns < end && known()) {
                endColumn();
            }
            double time = (double) columns / COLUMNS_PER_SECOND;
            for (int i = 0; i < levels.length; i++) {
                levels[i].forget(time, i + 1 < levels.length ? levels[i + 1] : null);
            }
        }

        private boolean known() {
            for (var level : levels) {
                if (level.at((double) columns / COLUMNS_PER_SECOND) + level.reach >= level.end()) {
                    return false;
                }
            }
            return true;
        }

        private void endColumn() {
            double time = (double) columns / COLUMNS_PER_SECOND;
            for (int row = 0; row < ROWS; row++) {
                magnitudes[row] = rows[row].magnitude(levels[rows[row].level], time);
            }
            int tile = columns / TILE;
            if (tile == tiles.length) {
                tiles = Arrays.copyOf(tiles, 2 * tile);
            }
            if (columns % TILE == 0) {
                tiles[tile] = new byte[TILE * ROWS];
            }
            for (int row = 0; row < ROWS; row++) {
                double decibels = 20 * Math.log10(magnitudes[row] + 1e-9);
                long level = Math.round(255 + decibels / DECIBELS_PER_LEVEL);
                tiles[tile][columns % TILE * ROWS + row] = (byte) Math.clamp(level, 0, 255);
            }
            columns++;
        }

        /** The picture so far; its end is some 0.3 s behind the sound, as low pitches need a look ahead. */
        public Spectrum snapshot() {
            return new Spectrum(tiles.clone(), columns);
        }

        /** The whole picture. Nothing may be added any more. */
        public Spectrum finish() {
            int end = (int) Math.ceilDiv(frames * COLUMNS_PER_SECOND, sampleRate);
            while (columns < end) {
                for (int i = 0; i < 4096; i++) {
                    levels[0].append(0);
                }
                advance(end);
            }
            return snapshot();
        }
    }

    /** The sound at one of the halved rates, as much of it as is still needed. Sample n is at n ÷ rate exactly. */
    private static final class Level {
        /** Taps of the halving filter on each side. */
        static final int REACH = 9;

        private static final float[] TAPS = taps();

        final double rate;
        final int reach;
        private float[] samples = new float[1 << 14];
        private long start;
        private int count;

        Level(double rate, int reach) {
            this.rate = rate;
            this.reach = reach;
            // Before the start there is silence.
            start = -2L * reach;
            count = 2 * reach;
        }

        /** Half the band: flat to an eighth of the rate, some 80 dB down from three eighths on. */
        private static float[] taps() {
            var window = new Kaiser(8);
            var taps = new float[2 * REACH + 1];
            double sum = 0;
            for (int k = -REACH; k <= REACH; k++) {
                taps[k + REACH] = (float) (Kaiser.sinc(k / 2.0) * window.at(k / (REACH + 1.0)));
                sum += taps[k + REACH];
            }
            for (int k = 0; k < taps.length; k++) {
                taps[k] /= (float) sum;
            }
            return taps;
        }

        long end() {
            return start + count;
        }

        long at(double time) {
            return Math.round(time * rate);
        }

        void append(float sample) {
            if (count == samples.length) {
                samples = Arrays.copyOf(samples, 2 * count);
            }
            samples[count++] = sample;
        }

        void halve(Level finer) {
            for (long n = end(); 2 * n + REACH < finer.end(); n++) {
                int from = (int) (2 * n - REACH - finer.start);
                float sum = 0;
                for (int k = 0; k < TAPS.length; k++) {
                    sum += TAPS[k] * finer.samples[from + k];
                }
                append(sum);
            }
        }

        /** Drops what neither the column at {@code time} nor the coarser level needs. */
        void forget(double time, @Nullable Level coarser) {
            long needed = at(time) - reach;
            if (coarser != null) {
                needed = Math.min(needed, 2 * coarser.end() - REACH);
            }
            int drop = Math.clamp(needed - start, 0, count);
            if (drop > 0) {
                System.arraycopy(samples, drop, samples, 0, count - drop);
                start += drop;
                count -= drop;
            }
        }
    }

    /** What a pitch is measured with: cosine and sine under a window of Hann, scaled so that a sine of full scale gives 1. */
    private static final class Row {
        final int level;
        final int half;
        private final float[] cosine;
        private final float[] sine;

        Row(double frequency, int sampleRate, int level) {
            this.level = level;
            double rate = sampleRate / (double) (1L << level);
            // Above what the sound can hold there is nothing to measure.
            boolean audible = frequency < 0.45 * sampleRate;
            half = audible ? (int) Math.round(Builder.PERIODS * rate / frequency / 2) : 0;
            cosine = new float[audible ? 2 * half + 1 : 0];
            sine = new float[cosine.length];
            double sum = 0;
            for (int i = 0; i < cosine.length; i++) {
                sum += hann(i - half);
            }
            for (int i = 0; i < cosine.length; i++) {
                double angle = 2 * Math.PI * frequency * (i - half) / rate;
                double weight = hann(i - half) * 2 / sum;
                cosine[i] = (float) (weight * Math.cos(angle));
                sine[i] = (float) (weight * Math.sin(angle));
            }
        }

        private double hann(int i) {
            return 0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1));
        }

        float magnitude(Level sound, double time) {
            float[] samples = sound.samples;
            int from = (int) (sound.at(time) - half - sound.start);
            float real = 0;
            float imaginary = 0;
            for (int i = 0; i < cosine.length; i++) {
                real += cosine[i] * samples[from + i];
                imaginary += sine[i] * samples[from + i];
            }
            return (float) Math.sqrt(real * real + imaginary * imaginary);
        }
    }
}
