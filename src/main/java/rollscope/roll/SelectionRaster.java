package rollscope.roll;

import java.util.Arrays;
import rollscope.transcription.NoteTable;

/**
 * Paints what marks the selected notes, on a ground that stays clear: around each a ring of the text's colour with one of the
 * backdrop's inside it, so that it is told by its shape too; a note too small for a ring is filled. Costs a look at each note in
 * sight, and pixels only where something is marked.
 */
public final class SelectionRaster {
    /** Up to so many chosen notes are looked at one by one, rather than all notes in sight. */
    private static final int FEW = 2_000;

    private final RollColours colours;
    private final double scale;

    /**
     * @param scale pixels of the screen for one of the layout
     */
    public SelectionRaster(RollColours colours, double scale) {
        this.colours = colours;
        this.scale = scale;
    }

    /**
     * Paints over the whole of {@code pixels}.
     *
     * @param scroll layout pixels that lie above the upper edge
     */
    public void paint(Pixels pixels, LaneLayout layout, TimeAxis time, double scroll, Selection selection) {
        pixels.clip(0, 0, pixels.width(), pixels.height());
        pixels.fill(0, 0, pixels.width(), pixels.height(), 0);
        for (Lane lane : layout.lanes()) {
            int body = pixel(lane.bodyTop() - scroll);
            int bottom = pixel(lane.bottom() - scroll);
            if (bottom > Math.max(body, 0) && body < pixels.height()) {
                pixels.clip(0, body, pixels.width(), bottom);
                var shape = NoteShape.of(lane, time, pixels.width() / scale, scale);
                if (selection.size() <= FEW) {
                    few(pixels, shape, lane, body, selection);
                } else {
                    many(pixels, shape, lane, body, selection);
                }
            }
        }
        pixels.clip(0, 0, pixels.width(), pixels.height());
    }

    private void few(Pixels pixels, NoteShape shape, Lane lane, int body, Selection selection) {
        NoteTable notes = lane.index().table();
        int instrument = lane.instrument().index();
        for (int note = selection.first(); note >= 0; note = selection.next(note + 1)) {
            if (notes.instrument(note) == instrument) {
                mark(pixels, shape, notes, note, body);
            }
        }
    }

    private void many(Pixels pixels, NoteShape shape, Lane lane, int body, Selection selection) {
        LaneIndex index = lane.index();
        NoteTable notes = index.table();
        TimeAxis time = shape.viewport().time();
        double earliest = time.start() - shape.slack();
        int stop = index.firstStartingFrom(time.timeAt(pixels.width() / scale) + shape.slack());
        // Thin notes are filled marks: one that lies on those of its pitch before it is left out.
        int[] reach = new int[128];
        Arrays.fill(reach, Integer.MIN_VALUE);
        int position = index.nextEndingAfter(earliest, 0, stop);
        while (position < stop) {
            int note = index.note(position);
            if (selection.contains(note)) {
                int pitch = notes.pitch(note);
                int left = shape.left(notes, note);
                int right = shape.drums() ? left + 1 : shape.right(notes, note, left);
                boolean thin = right - left < 4 * line();
                if (!thin || right > reach[pitch]) {
                    mark(pixels, shape, notes, note, body);
                }
                if (thin) {
                    reach[pitch] = Math.max(reach[pitch], right);
                }
            }
            position = index.nextEndingAfter(earliest, position + 1, stop);
        }
    }

    private void mark(Pixels pixels, NoteShape shape, NoteTable notes, int note, int body) {
        int row = shape.rows().row(notes.pitch(note));
        if (row == Rows.NONE) {
            return;
        }
        int line = line();
        int left = shape.left(notes, note);
        if (shape.drums()) {
            int middle = body + shape.middle(row);
            int radius = shape.radius();
            diamond(pixels, left, middle, radius + line, line, colours.text());
            diamond(pixels, left, middle, radius, line, colours.backdrop());
            return;
        }
        int right = shape.right(notes, note, left);
        int top = body + shape.top(row);
        int bottom = body + shape.bottom(row);
        if (right - left < 4 * line) {
            pixels.fill(left - line, top - line, right + line, bottom + line, colours.text());
            return;
        }
        ring(pixels, left - line, top - line, right + line, bottom + line, line, colours.text());
        if (bottom - top >= 5 * line) {
            ring(pixels, left, top, right, bottom, line, colours.backdrop());
        }
    }

    private static void ring(Pixels pixels, int left, int top, int right, int bottom, int line, int colour) {
        pixels.fill(left, top, right, top + line, colour);
        pixels.fill(left, bottom - line, right, bottom, colour);
        pixels.fill(left, top, left + line, bottom, colour);
        pixels.fill(right - line, top, right, bottom, colour);
    }

    private static void diamond(Pixels pixels, int x, int y, int radius, int line, int colour) {
        for (int dy = -radius; dy <= radius; dy++) {
            int reach = radius - Math.abs(dy);
            pixels.fill(x - reach, y + dy, x - reach + line, y + dy + 1, colour);
            pixels.fill(x + reach - line + 1, y + dy, x + reach + 1, y + dy + 1, colour);
        }
    }

    private int line() {
        return Math.max(1, (int) scale);
    }

    private int pixel(double layout) {
        return (int) Math.round(Math.clamp(layout * scale, -1e8, 1e8));
    }
}
