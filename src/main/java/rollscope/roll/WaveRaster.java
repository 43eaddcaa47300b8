package rollscope.roll;

import rollscope.audio.Peaks;

/**
 * Paints the outline of a stem into a strip: in each pixel the lowest and the highest sample, about a line of silence in the
 * middle. The pixel of a sound is the one in which a note that starts with it begins. Quiet sounds are drawn taller than they are,
 * by a power of their height; what is not known yet is a darker ground.
 */
public final class WaveRaster {
    /** Pixels of the layout that a strip is high by default. */
    public static final int HEIGHT = 48;

    /** A sound 20 dB below full scale is still a quarter as high. */
    private static final double POWER = 0.6;

    private static final int FULL_SCALE = 32_767;

    private final RollColours colours;
    private final double scale;

    /**
     * @param scale pixels of the screen for one of the layout
     */
    public WaveRaster(RollColours colours, double scale) {
        this.colours = colours;
        this.scale = scale;
    }

    /** Paints over the whole of {@code pixels}; peaks may end before the sound does, being the first part of it. */
    public void paint(Pixels pixels, Peaks peaks, TimeAxis time, TimeGrid lines) {
        int width = pixels.width();
        int height = pixels.height();
        int line = Math.max(1, (int) scale);
        double pixel = time.secondsPerPixel() / scale;
        // A note begins in the pixel nearest to it, so a pixel here is the time nearest to its left edge.
        double start = time.start() - pixel / 2;
        int known = Math.clamp(Math.round((peaks.seconds() - time.start()) / pixel), 0, width);
        pixels.clip(0, 0, width, height);
        pixels.fill(0, 0, known, height, colours.row());
        pixels.fill(known, 0, width, height, colours.blackRow());
        lines.forEachLine(time, width / scale, (x, strength, label) -> {
            int left = (int) Math.round(x * scale);
            pixels.fill(left, 0, left + line, height, colours.grid(strength));
        });
        double middle = height / 2.0;
        int centre = (int) middle;
        pixels.fill(0, centre, width, centre + line, colours.octave());
        double reach = middle - 2 * line;
        int ink = colours.wave();
        short[] low = new short[width];
        short[] high = new short[width];
        peaks.fill(start, pixel, low, high);
        for (int x = 0; x < width; x++) {
            if (low[x] <= high[x]) {
                int top = centre - (int) Math.round(reach * tall(high[x]));
                int bottom = centre + line - (int) Math.round(reach * tall(low[x]));
                pixels.fill(x, Math.min(top, centre), x + 1, Math.max(bottom, centre + line), ink);
            }
        }
        pixels.fill(0, 0, width, line, colours.line());
    }

    private static double tall(int sample) {
        return Math.copySign(Math.pow(Math.min(1, Math.abs(sample) / (double) FULL_SCALE), POWER), sample);
    }
}
