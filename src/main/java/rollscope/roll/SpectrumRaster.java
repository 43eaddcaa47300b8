package rollscope.roll;

import rollscope.audio.Spectrum;
import rollscope.transcription.Pitch;

/**
 * What a stem's spectrum looks like in one view, to be painted into the rows behind the notes: the louder, the lighter on dark and
 * the darker on light. Of several columns in a pixel the loudest shows, between columns wider than a pixel it is mixed. A
 * column's middle lies where a note that starts with it begins. As a pure tone is only 6 dB softer in the rows beside its own, a
 * row with a louder neighbour is shown softer than it is, by {@value #SHARPNESS} times the difference. Safe for use by several
 * threads.
 */
final class SpectrumRaster {
    /** Levels of a {@link Spectrum} that are not seen any more, and from which on all is as loud as it looks: −48 and −18 dB. */
    private static final int FAINTEST = 95;

    private static final int LOUDEST = 195;

    private static final int SHARPNESS = 3;

    /** By row of the spectrum. */
    private final byte[][] lines;

    /** By level, on the rows of white keys and on those of black ones. */
    private final int[] onWhite;

    private final int[] onBlack;

    /**
     * @param opacity 0 shows nothing, 1 as much as there is
     * @param width   in pixels of the screen
     * @param scale   pixels of the screen for one of the layout
     */
    SpectrumRaster(
            SpectrumLevels spectrum, double opacity, RollColours colours, TimeAxis time, int width, double scale) {
        lines = new byte[Spectrum.ROWS][width];
        onWhite = shades(colours.row(), colours.spectrum(), opacity);
        onBlack = shades(colours.blackRow(), colours.spectrum(), opacity);
        double columns = time.secondsPerPixel() / scale * Spectrum.COLUMNS_PER_SECOND;
        double first = time.start() * Spectrum.COLUMNS_PER_SECOND;
        if (columns < 1) {
            between(spectrum.spectrum(), first, columns);
        } else {
            loudest(spectrum, first, columns);
        }
    }

    /** Puts a column of levels into a pixel. */
    private void put(int x, int[] levels) {
        int last = levels.length - 1;
        for (int row = 0; row <= last; row++) {
            int level = levels[row];
            int louder = Math.max(levels[Math.max(0, row - 1)], levels[Math.min(last, row + 1)]) - level;
            lines[row][x] = (byte) Math.max(0, level - SHARPNESS * Math.max(0, louder));
        }
    }

    private void loudest(SpectrumLevels spectrum, double first, double columns) {
        int[] loudest = new int[lines.length];
        byte[] column = new byte[lines.length];
        for (int x = 0; x < lines[0].length; x++) {
            int from = column(first + (x - 0.5) * columns);
            int to = Math.max(from + 1, column(first + (x + 0.5) * columns));
            spectrum.loudest(from, to, loudest, column);
            put(x, loudest);
        }
    }

    private static int column(double at) {
        return (int) Math.ceil(Math.clamp(at, -1.0, Integer.MAX_VALUE / 2.0));
    }

    private void between(Spectrum spectrum, double first, double columns) {
        byte[] before = new byte[lines.length];
        byte[] after = new byte[lines.length];
        int[] mixed = new int[lines.length];
        int known = Integer.MIN_VALUE;
        for (int x = 0; x < lines[0].length; x++) {
            double at = first + x * columns;
            int column = (int) Math.floor(at);
            if (column != known) {
                spectrum.column(column, before);
                spectrum.column(column + 1, after);
                known = column;
            }
            int part = (int) ((at - column) * 256);
            for (int row = 0; row < lines.length; row++) {
                mixed[row] = ((before[row] & 0xFF) * (256 - part) + (after[row] & 0xFF) * part) >> 8;
            }
            put(x, mixed);
        }
    }

    private static int[] shades(int ground, int loud, double opacity) {
        int[] shades = new int[256];
        for (int level = 0; level < shades.length; level++) {
            double part = Math.clamp((level - FAINTEST) / (double) (LOUDEST - FAINTEST), 0, 1);
            // What is 30 dB below a tone beside it shall not look half as loud.
            shades[level] = RollColours.mix(ground, loud, (int) Math.round(Math.pow(part, 1.6) * opacity * 255));
        }
        return shades;
    }

    /** Paints over the row of a pitch; nothing happens where the spectrum does not reach. */
    void paint(Pixels pixels, int pitch, int y0, int y1) {
        if (pitch >= Spectrum.LOWEST && pitch <= Spectrum.HIGHEST) {
            pixels.cover(lines[pitch - Spectrum.LOWEST], Pitch.isBlackKey(pitch) ? onBlack : onWhite, y0, y1);
        }
    }
}
