package rollscope.ui.roll;

import org.jspecify.annotations.Nullable;
import rollscope.roll.Arrangement;
import rollscope.roll.Lane;
import rollscope.roll.LaneLayout;
import rollscope.roll.Lanes;
import rollscope.roll.TimeAxis;

/**
 * Which part of a song the roll shows. Its verbs are what gestures mean; after each that changed something it tells the view,
 * which paints at the next pulse. All pixels are of the layout. FX thread only, but without the toolkit.
 */
final class RollModel {
    private static final double CLOSEST_ROWS = 16;

    private final Runnable changed;
    private @Nullable Lanes lanes;
    private LaneLayout layout = LaneLayout.EMPTY;
    private TimeAxis time = TimeAxis.fit(1, 1);
    private double zoom = 1;
    private double scroll;
    private double width = 1;
    private double height = 1;

    /** Whether all of the song is shown, and shall stay so when the size changes. */
    private boolean fitted = true;

    private Arrangement arrangement = Arrangement.LANES;
    private int inFront;
    private boolean folded;
    private boolean velocityLane;

    RollModel(Runnable changed) {
        this.changed = changed;
    }

    @Nullable
    Lanes lanes() {
        return lanes;
    }

    LaneLayout layout() {
        return layout;
    }

    TimeAxis time() {
        return time;
    }

    /** Layout pixels above the upper edge. */
    double scroll() {
        return scroll;
    }

    /** Of the notes, without the keyboards. */
    double width() {
        return width;
    }

    double height() {
        return height;
    }

    double duration() {
        return lanes == null ? 1 : lanes.duration();
    }

    void show(@Nullable Lanes shown) {
        lanes = shown;
        fitAll();
    }

    void resize(double newWidth, double newHeight) {
        double w = Math.max(1, newWidth);
        double h = Math.max(1, newHeight);
        if (w != width || h != height) {
            width = w;
            height = h;
            if (fitted) {
                fitAll();
            } else {
                arrange();
                setTime(time);
                changed.run();
            }
        }
    }

    /** All of the song, all lanes if they fit at a legible height. */
    void fitAll() {
        fitted = true;
        zoom = 1;
        scroll = 0;
        arrange();
        time = TimeAxis.fit(duration(), width).within(duration(), width);
        changed.run();
    }

    void zoomTimeAt(double x, double factor) {
        fitted = false;
        setTime(time.zoomAt(x, factor));
        changed.run();
    }

    /** Moves the content right and down. */
    void panBy(double dx, double dy) {
        if (dx != 0) {
            fitted = false;
            // Whole pixels, so that every note moves by the same amount.
            setTime(time.panBy(Math.rint(dx)));
        }
        scroll = layout.scrolledWithin(Math.rint(scroll - dy), height);
        changed.run();
    }

    /** Brings a time to {@code x}. */
    void bring(double seconds, double x) {
        fitted = false;
        setTime(time.from(seconds - x * time.secondsPerPixel()));
        changed.run();
    }

    /** Makes rows taller or lower and keeps what lies under {@code y}. */
    void zoomRowsAt(double y, double factor) {
        double before = scroll + y;
        int row = -1;
        double within = 0;
        for (int i = 0; i < layout.lanes().size(); i++) {
            Lane lane = layout.lanes().get(i);
            if (before >= lane.top()) {
                row = i;
                within = Math.max(0, before - lane.bodyTop()) / lane.bodyHeight();
            }
        }
        fitted = false;
        zoom = Math.clamp(zoom * factor, 1, CLOSEST_ROWS);
        arrange();
        if (row >= 0) {
            Lane lane = layout.lanes().get(row);
            double after = within == 0 ? lane.top() : lane.bodyTop() + within * lane.bodyHeight();
            scroll = layout.scrolledWithin(Math.rint(after - y), height);
        }
        changed.run();
    }

    Arrangement arrangement() {
        return arrangement;
    }

    void setArrangement(Arrangement wanted) {
        arrangement = wanted;
        rearrange();
    }

    /** The instrument that lies over the others where they share a lane. */
    int inFront() {
        return inFront;
    }

    void setInFront(int instrument) {
        inFront = instrument;
        rearrange();
    }

    boolean folded() {
        return folded;
    }

    /** Leaves out the rows that nothing plays. */
    void setFolded(boolean wanted) {
        folded = wanted;
        rearrange();
    }

    boolean velocityLane() {
        return velocityLane;
    }

    void setVelocityLane(boolean shown) {
        velocityLane = shown;
        changed.run();
    }

    private void rearrange() {
        arrange();
        changed.run();
    }

    /** Shows this stretch of time with a little air around it, and this height of the layout. */
    void fit(double from, double to, double top, double bottom) {
        fitted = false;
        double seconds = Math.max(to - from, 0.05) * 1.1;
        double middle = (from + to) / 2;
        TimeAxis scale = TimeAxis.fit(seconds, width);
        setTime(scale.from(middle - width / 2 * scale.secondsPerPixel()));
        show(top, bottom);
        changed.run();
    }

    /** Moves as little as brings this stretch of time and this height of the layout into view. */
    void reveal(double from, double to, double top, double bottom) {
        double air = Math.min(width / 8, 80);
        double left = time.xOf(from);
        double right = time.xOf(to);
        if (left < air || right > width - air) {
            fitted = false;
            double dx = left < air || right - left > width - 2 * air ? air - left : width - air - right;
            setTime(time.panBy(Math.rint(dx)));
        }
        show(top, bottom);
        changed.run();
    }

    private void show(double top, double bottom) {
        if (top < scroll || bottom - top > height) {
            scroll = layout.scrolledWithin(Math.floor(top), height);
        } else if (bottom > scroll + height) {
            scroll = layout.scrolledWithin(Math.ceil(bottom - height), height);
        }
    }

    private void setTime(TimeAxis wanted) {
        time = wanted.within(duration(), width);
    }

    private void arrange() {
        layout = lanes == null ? LaneLayout.EMPTY : lanes.layout(height, zoom, Lanes.SMALLEST_ROW);
        scroll = layout.scrolledWithin(scroll, height);
    }
}
