package rollscope.roll;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/**
 * Paints the velocities: a stem at each note's start, as high as it is loud, in the colour of its instrument. Of an instrument's
 * notes that start in the same pixel the loudest shows; of several instruments there the lower stem lies over the higher.
 */
public final class VelocityRaster {
    /** Pixels of the layout. */
    public static final int HEIGHT = 64;

    /** Pixels of the layout above the stem of velocity 127. */
    private static final int AIR = 6;

    private final RollColours colours;
    private final double scale;

    /**
     * @param scale pixels of the screen for one of the layout
     */
    public VelocityRaster(RollColours colours, double scale) {
        this.colours = colours;
        this.scale = scale;
    }

    /** Pixels of the layout from the upper edge to the head of a stem. */
    public static double yOf(int velocity) {
        return HEIGHT - velocity * (double) (HEIGHT - AIR) / 127;
    }

    /**
     * Paints over the whole of {@code pixels}: all lanes that lie side by side, or of those in one place the one in front.
     *
     * @param silent which instruments are dimmed
     */
    public void paint(
            Pixels pixels, LaneLayout layout, TimeAxis time, TimeGrid lines, IntPredicate silent, Selection selection) {
        int width = pixels.width();
        int height = pixels.height();
        int line = Math.max(1, (int) scale);
        pixels.clip(0, 0, width, height);
        pixels.fill(0, 0, width, height, colours.row());
        lines.forEachLine(time, width / scale, (x, strength, label) -> {
            int left = (int) Math.round(x * scale);
            pixels.fill(left, 0, left + line, height, colours.grid(strength));
        });
        for (int velocity : new int[] {32, 64, 96, 127}) {
            int y = pixel(yOf(velocity));
            pixels.fill(0, y, width, y + line, velocity == 64 ? colours.octave() : colours.minor());
        }
        List<Lane> lanes =
                layout.lanes().stream().filter(lane -> !layout.isGhost(lane)).toList();
        byte[][] loudest = new byte[lanes.size()][width];
        byte[][] chosen = new byte[lanes.size()][width];
        int[][] shades = new int[lanes.size()][];
        int[][] marks = new int[lanes.size()][128];
        for (int i = 0; i < shades.length; i++) {
            int instrument = lanes.get(i).instrument().index();
            shades[i] = colours.shades(instrument, silent.test(instrument));
            Arrays.fill(marks[i], colours.text());
            collect(lanes.get(i).index(), time, selection, loudest[i], chosen[i]);
        }
        stems(pixels, loudest, shades, line);
        stems(pixels, chosen, marks, line);
        pixels.fill(0, 0, width, line, colours.line());
    }

    private void collect(LaneIndex index, TimeAxis time, Selection selection, byte[] loudest, byte[] chosen) {
        NoteTable notes = index.table();
        int first = index.firstStartingFrom(time.start() - time.secondsPerPixel());
        int stop = index.firstStartingFrom(time.timeAt(loudest.length / scale));
        double pixel = time.secondsPerPixel() / scale;
        Density density = index.density();
        boolean afar = density != null
                && density.complete()
                && stop - first > Density.LEAST_NOTES
                && density.levelFor(pixel) >= 0;
        if (density != null && afar) {
            // Too many to be told apart: what sounds stands for what starts.
            var edges = density.edges(density.levelFor(pixel), time.start(), pixel, loudest.length);
            byte[] row = new byte[loudest.length];
            for (int pitch = 0; pitch < Pitch.COUNT; pitch++) {
                if (density.row(edges, pitch, row)) {
                    for (int x = 0; x < row.length; x++) {
                        loudest[x] = (byte) Math.max(loudest[x], row[x]);
                    }
                }
            }
        }
        if (afar && selection.isEmpty()) {
            return;
        }
        for (int position = first; position < stop; position++) {
            int note = index.note(position);
            int x = (int) Math.round(time.xOf(notes.start(note)) * scale);
            if (x >= 0 && x < loudest.length) {
                byte velocity = (byte) notes.velocity(note);
                loudest[x] = (byte) Math.max(loudest[x], velocity);
                if (selection.contains(note)) {
                    chosen[x] = (byte) Math.max(chosen[x], velocity);
                }
            }
        }
    }

    /**
     * @param shades by lane and velocity
     */
    private void stems(Pixels pixels, byte[][] heights, int[][] shades, int line) {
        for (int x = 0; x < pixels.width(); x++) {
            for (int next = highestBelow(128, heights, x); next > 0; next = highestBelow(next, heights, x)) {
                for (int i = 0; i < heights.length; i++) {
                    if (heights[i][x] == next) {
                        int colour = shades[i][next];
                        int top = pixel(yOf(next));
                        pixels.fill(x, top, x + line, pixels.height(), colour);
                        pixels.fill(x - line, top - line, x + 2 * line, top + 2 * line, colour);
                    }
                }
            }
        }
    }

    private static int highestBelow(int limit, byte[][] heights, int x) {
        int highest = 0;
        for (byte[] lane : heights) {
            if (lane[x] < limit) {
                highest = Math.max(highest, lane[x]);
            }
        }
        return highest;
    }

    private int pixel(double layout) {
        return (int) Math.round(layout * scale);
    }
}
