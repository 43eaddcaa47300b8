package rollscope.roll;

import rollscope.transcription.NoteTable;

/**
 * Where the notes of a lane lie on the screen, in its whole pixels: what paints them and what looks for the one under the
 * pointer share this, so that one never disagrees with the other.
 *
 * <p>A note reaches from the pixel nearest to its start to the pixel nearest to its end, less the gap, and is never thinner than
 * a pixel. A drum is a diamond around its start.
 *
 * @param viewport the lane's window, in pixels of the layout
 * @param scale    pixels of the screen for one of the layout
 */
record NoteShape(Viewport viewport, Rows rows, boolean drums, double scale) {
    private static final int LARGEST_DIAMOND = 7;

    static NoteShape of(Lane lane, TimeAxis time, double width, double scale) {
        return new NoteShape(
                lane.viewport(time, width), lane.rows(), lane.instrument().drums(), scale);
    }

    int left(NoteTable notes, int note) {
        return pixel(viewport.xOf(notes.start(note)));
    }

    /** Exclusive. */
    int right(NoteTable notes, int note, int left) {
        int right = pixel(viewport.xOf(notes.end(note)));
        return right - left > 3 * gap() ? right - gap() : Math.max(left + 1, right);
    }

    /** Upper edge of a row's note. */
    int top(int row) {
        int top = rowTop(row);
        return rowBottom(row) - top >= 7 * gap() ? top + gap() : top;
    }

    /** Lower edge of a row's note, exclusive. */
    int bottom(int row) {
        int top = rowTop(row);
        int bottom = rowBottom(row);
        return bottom - top >= 3 ? bottom - gap() : Math.max(top + 1, bottom);
    }

    int rowTop(int row) {
        return pixel(viewport.yOf(row));
    }

    int rowBottom(int row) {
        return pixel(viewport.yOf(row - 1));
    }

    /** From the middle of a diamond to its corners: the middle counts as half a pixel. */
    int radius() {
        double row = viewport.pitch().pixelsPerPitch() * scale;
        return Math.clamp((int) (row / 2 - 0.5), 1, (int) Math.round(LARGEST_DIAMOND * scale));
    }

    int middle(int row) {
        return (rowTop(row) + rowBottom(row)) / 2;
    }

    /** How far left of its start a note may show, in seconds. */
    double overhang() {
        return drums ? (radius() + 1) / scale * viewport.time().secondsPerPixel() : 0;
    }

    /** Seconds that a pixel, and so the thinnest note, may add to a note's end. */
    double slack() {
        return (overhang() + 2 / scale * viewport.time().secondsPerPixel());
    }

    boolean contains(NoteTable notes, int note, int x, int y) {
        int row = rows.row(notes.pitch(note));
        if (row == Rows.NONE) {
            return false;
        }
        int left = left(notes, note);
        if (drums) {
            return Math.abs(x - left) + Math.abs(y - middle(row)) <= radius();
        }
        return y >= top(row) && y < bottom(row) && x >= left && x < right(notes, note, left);
    }

    int gap() {
        return Math.max(1, (int) scale);
    }

    private int pixel(double layout) {
        return (int) Math.round(Math.clamp(layout * scale, -1e8, 1e8));
    }
}
