package rollscope.roll;

import java.util.BitSet;
import java.util.OptionalInt;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/** Which notes lie under the pointer or in a rectangle. All pixels are of the layout unless said otherwise. */
public final class HitTest {
    private HitTest() {}

    /**
     * The topmost note at a place; where lanes share it, one of the lane in front, if there is any.
     *
     * @param x     from the left edge of the notes
     * @param y     from the upper edge of the layout
     * @param scale pixels of the screen for one of the layout
     * @return its index in the table
     */
    public static OptionalInt noteAt(LaneLayout layout, TimeAxis time, double x, double y, double scale) {
        for (int i = layout.lanes().size() - 1; i >= 0; i--) {
            Lane lane = layout.lanes().get(i);
            if (y >= lane.bodyTop() && y < lane.bottom()) {
                OptionalInt note = noteAt(lane, time, x, y - lane.bodyTop(), scale);
                if (note.isPresent()) {
                    return note;
                }
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Adds the notes that a rectangle touches; where lanes share a place, only those of the lane in front.
     *
     * @param left   from the left edge of the notes
     * @param top    from the upper edge of the layout
     * @param right  not less than {@code left}
     * @param bottom not less than {@code top}
     * @param scale  pixels of the screen for one of the layout
     * @param found  gets the indices in the table
     */
    public static void notesIn(
            LaneLayout layout,
            TimeAxis time,
            double left,
            double top,
            double right,
            double bottom,
            double scale,
            BitSet found) {
        int x0 = (int) Math.floor(left * scale);
        int x1 = (int) Math.floor(right * scale);
        for (Lane lane : layout.lanes()) {
            if (!lane.open() || layout.isGhost(lane) || bottom < lane.bodyTop() || top >= lane.bottom()) {
                continue;
            }
            var shape = NoteShape.of(lane, time, 0, scale);
            LaneIndex index = lane.index();
            NoteTable notes = index.table();
            boolean[] touched = rowsBetween(shape, (int) Math.floor((top - lane.bodyTop()) * scale), (int)
                    Math.floor((bottom - lane.bodyTop()) * scale));
            double earliest = time.timeAt(x0 / scale) - shape.slack();
            int stop = index.firstStartingFrom(time.timeAt(x1 / scale) + shape.slack());
            int position = index.nextEndingAfter(earliest, 0, stop);
            while (position < stop) {
                int note = index.note(position);
                if (touched[notes.pitch(note)]) {
                    int from = shape.left(notes, note);
                    int reach = shape.drums() ? shape.radius() : 0;
                    int to = shape.drums() ? from + 1 : shape.right(notes, note, from);
                    if (from - reach <= x1 && to + reach > x0) {
                        found.set(note);
                    }
                }
                position = index.nextEndingAfter(earliest, position + 1, stop);
            }
        }
    }

    /** How many notes are looked at to find those between two times, at most. */
    public static int notesBetween(LaneLayout layout, double from, double to) {
        int count = 0;
        for (Lane lane : layout.lanes()) {
            count += lane.index().firstStartingFrom(to) - lane.index().firstStartingFrom(from);
        }
        return count;
    }

    /** By pitch: whether the notes of its row lie between two pixels of the screen, both included. */
    private static boolean[] rowsBetween(NoteShape shape, int top, int bottom) {
        var touched = new boolean[Pitch.COUNT];
        Rows rows = shape.rows();
        for (int row = rows.lowest(); row <= rows.highest(); row++) {
            int reach = shape.radius();
            int from = shape.drums() ? shape.middle(row) - reach : shape.top(row);
            int to = shape.drums() ? shape.middle(row) + reach + 1 : shape.bottom(row);
            touched[rows.pitch(row)] = from <= bottom && to > top;
        }
        return touched;
    }

    /**
     * The topmost note of a lane at a place: the one that is painted last.
     *
     * @param x     pixels of the layout, from the left edge of the notes
     * @param y     pixels of the layout, from the lane's {@link Lane#bodyTop}
     * @param scale pixels of the screen for one of the layout
     * @return its index in the table
     */
    public static OptionalInt noteAt(Lane lane, TimeAxis time, double x, double y, double scale) {
        var shape = NoteShape.of(lane, time, 0, scale);
        LaneIndex index = lane.index();
        int px = (int) Math.floor(x * scale);
        int py = (int) Math.floor(y * scale);
        double at = time.timeAt(px / scale);
        double earliest = at - shape.slack();
        int position = index.firstStartingFrom(at + shape.slack()) - 1;
        while ((position = index.previousEndingAfter(earliest, position)) >= 0) {
            if (shape.contains(index.table(), index.note(position), px, py)) {
                return OptionalInt.of(index.note(position));
            }
            position--;
        }
        return OptionalInt.empty();
    }
}
