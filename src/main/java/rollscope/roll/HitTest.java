package rollscope.roll;

import java.util.OptionalInt;

/** Which note lies under the pointer. */
public final class HitTest {
    private HitTest() {}

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
