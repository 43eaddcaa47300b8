package rollscope.roll;

import java.util.function.IntPredicate;
import rollscope.transcription.NoteTable;

/** Paints a whole song into a strip: a band for each instrument, from the first at the top to the last. */
public final class OverviewRaster {
    /** Pixels of the layout. */
    public static final int HEIGHT = 44;

    private OverviewRaster() {}

    /**
     * @param time the axis that shows the song in the width of {@code pixels}, in pixels of the screen
     */
    public static void paint(Pixels pixels, Lanes lanes, TimeAxis time, RollColours colours, IntPredicate silent) {
        pixels.clip(0, 0, pixels.width(), pixels.height());
        pixels.fill(0, 0, pixels.width(), pixels.height(), colours.backdrop());
        int air = Math.max(1, pixels.height() / 12);
        byte[] line = new byte[pixels.width()];
        double space = pixels.height() - 2.0 * air;
        for (int lane = 0; lane < lanes.count(); lane++) {
            LaneIndex index = lanes.index(lane);
            NoteTable notes = index.table();
            int[] fills = colours.shades(lane, silent.test(lane));
            double band = space / lanes.count();
            Rows rows = index.rows();
            double step = Math.max(0, band - 2) / rows.count();
            int thick = Math.max(1, (int) Math.min(step, pixels.height() / 20.0));
            Density density = index.density();
            int level = density == null || !density.complete() ? -1 : density.levelFor(time.secondsPerPixel());
            if (density != null && level >= 0) {
                Density.Edges edges = density.edges(level, time.start(), time.secondsPerPixel(), pixels.width());
                for (int row = rows.lowest(); row <= rows.highest(); row++) {
                    if (density.row(edges, rows.pitch(row), line)) {
                        int y = air + (int) (lane * band + 1 + (rows.highest() - row) * step);
                        pixels.spread(line, fills, y, y + thick);
                    }
                }
                continue;
            }
            for (int position = 0; position < index.size(); position++) {
                int note = index.note(position);
                int left = (int) time.xOf(notes.start(note));
                int right = Math.max(left + 1, (int) time.xOf(notes.end(note)));
                int y = air + (int) (lane * band + 1 + (rows.highest() - rows.row(notes.pitch(note))) * step);
                pixels.fill(left, y, right, y + thick, fills[notes.velocity(note)]);
            }
        }
    }
}
