package rollscope.roll;

import java.util.Arrays;
import rollscope.audio.Spectrum;

/**
 * A spectrum at lengths of columns that double, each as loud as the louder of the two it covers: many columns in a pixel are read at
 * a cost of the pixel. Immutable. One more byte for each four of the spectrum.
 */
public final class SpectrumLevels {
    /** Columns of the spectrum in one of the shortest length here; below that the spectrum itself is read. */
    private static final int FINEST = 8;

    private final Spectrum spectrum;
    /** By length; then column after column, lowest pitch first, unsigned. */
    private final byte[][] levels;

    private SpectrumLevels(Spectrum spectrum, byte[][] levels) {
        this.spectrum = spectrum;
        this.levels = levels;
    }

    /** Takes a pass over the columns: some 2 ms for four minutes. */
    public static SpectrumLevels of(Spectrum spectrum) {
        int columns = Math.ceilDiv(spectrum.columns(), FINEST);
        int height = 1;
        while (columns >> height > 0) {
            height++;
        }
        byte[][] levels = new byte[height][];
        levels[0] = new byte[columns * Spectrum.ROWS];
        byte[] column = new byte[Spectrum.ROWS];
        for (int i = 0; i < spectrum.columns(); i++) {
            spectrum.column(i, column);
            louder(column, 0, levels[0], i / FINEST * Spectrum.ROWS);
        }
        for (int level = 1; level < height; level++) {
            columns = Math.ceilDiv(columns, 2);
            levels[level] = new byte[columns * Spectrum.ROWS];
            byte[] finer = levels[level - 1];
            for (int at = 0; at < finer.length; at += Spectrum.ROWS) {
                louder(finer, at, levels[level], at / Spectrum.ROWS / 2 * Spectrum.ROWS);
            }
        }
        return new SpectrumLevels(spectrum, levels);
    }

    private static void louder(byte[] from, int at, byte[] into, int there) {
        for (int row = 0; row < Spectrum.ROWS; row++) {
            into[there + row] = (byte) Math.max(into[there + row] & 0xFF, from[at + row] & 0xFF);
        }
    }

    /** Whether it was made of just this spectrum. */
    public boolean isOf(Spectrum other) {
        return spectrum == other;
    }

    Spectrum spectrum() {
        return spectrum;
    }

    /**
     * The loudest of the columns from one to before another, lowest pitch first; silence outside the spectrum.
     *
     * @param loudest of {@link Spectrum#ROWS} values
     * @param column  of as many, to work with
     */
    void loudest(int from, int to, int[] loudest, byte[] column) {
        Arrays.fill(loudest, 0);
        int at = Math.max(0, from);
        int stop = Math.min(to, spectrum.columns());
        while (at < stop) {
            int level = -1;
            while (level + 1 < levels.length
                    && at % (FINEST << (level + 1)) == 0
                    && at + (FINEST << (level + 1)) <= stop) {
                level++;
            }
            byte[] cells = column;
            int base = 0;
            if (level < 0) {
                spectrum.column(at, column);
                at++;
            } else {
                cells = levels[level];
                base = (at / (FINEST << level)) * Spectrum.ROWS;
                at += FINEST << level;
            }
            for (int row = 0; row < loudest.length; row++) {
                loudest[row] = Math.max(loudest[row], cells[base + row] & 0xFF);
            }
        }
    }
}
