package rollscope.ui.roll;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rollscope.roll.Arrangement;
import rollscope.roll.Lane;
import rollscope.roll.LaneLayout;
import rollscope.roll.LanePlan;
import rollscope.roll.Lanes;
import rollscope.roll.TimeAxis;
import rollscope.roll.VelocityRaster;

/**
 * Which part of a song the roll shows, and how its lanes lie. Its verbs are what gestures mean; after each that changed something
 * it tells the view, which paints at the next pulse. All pixels are of the layout. FX thread only, but without the toolkit.
 */
final class RollModel {
    private static final double CLOSEST_ROWS = 16;

    /** Of so many songs it is remembered how their lanes lay. */
    private static final int REMEMBERED = 100;

    private final Runnable changed;
    private final Map<String, LanePlan> plans = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LanePlan> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable Lanes lanes;
    private LanePlan plan = LanePlan.of(0);
    private LaneLayout layout = LaneLayout.EMPTY;
    private TimeAxis time = TimeAxis.fit(1, 1);
    private double zoom = 1;
    private double scroll;
    private double width = 1;
    private double whole = 1;

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

    /** Of the lanes, without the velocities. */
    double height() {
        return velocityLane ? Math.max(1, whole - VelocityRaster.HEIGHT) : whole;
    }

    /** Of what is seen of the lanes; the velocities lie right below them. */
    double lanesHeight() {
        return velocityLane ? Math.min(height(), layout.height()) : height();
    }

    double duration() {
        return lanes == null ? 1 : lanes.duration();
    }

    void show(@Nullable Lanes shown) {
        lanes = shown;
        if (shown != null) {
            LanePlan known = plans.get(shown.transcription().id());
            plan = known != null && known.order().size() == shown.count() ? known : LanePlan.of(shown.count());
        }
        fit();
    }

    /** The same song with other names or drums stays where it is. */
    void rearrange(Lanes shown) {
        if (lanes == null || shown.count() != lanes.count()) {
            show(shown);
            return;
        }
        lanes = shown;
        rearrangeAround(0);
    }

    void resize(double newWidth, double newHeight) {
        double w = Math.max(1, newWidth);
        double h = Math.max(1, newHeight);
        if (w != width || h != whole) {
            width = w;
            whole = h;
            refit();
        }
    }

    /** All of the song, all lanes if they fit at a legible height: none keeps a height of its own. */
    void fitAll() {
        if (lanes != null) {
            remember(plan.unsized());
        }
        fit();
    }

    private void fit() {
        fitted = true;
        zoom = 1;
        scroll = 0;
        arrange();
        time = TimeAxis.fit(duration(), width).within(duration(), width);
        changed.run();
    }

    /** After the space has changed. */
    private void refit() {
        if (fitted) {
            fit();
        } else {
            arrange();
            setTime(time);
            changed.run();
        }
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
        scroll = layout.scrolledWithin(Math.rint(scroll - dy), height());
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
        fitted = false;
        zoom = Math.clamp(zoom * factor, 1, CLOSEST_ROWS);
        rearrangeAround(y);
    }

    /** Shows this stretch of time with a little air around it, and this stretch of the layout as far as it fits. */
    void fit(double from, double to, double top, double bottom) {
        fitted = false;
        double seconds = Math.max(to - from, 0.05) * 1.1;
        TimeAxis scale = TimeAxis.fit(seconds, width);
        setTime(scale.from((from + to) / 2 - width / 2 * scale.secondsPerPixel()));
        scrollTo(top, bottom);
        changed.run();
    }

    /** Moves as little as brings this stretch of time and of the layout into view. */
    void reveal(double from, double to, double top, double bottom) {
        double air = Math.min(width / 8, 80);
        double left = time.xOf(from);
        double right = time.xOf(to);
        if (left < air || right > width - air) {
            boolean fromLeft = left < air || right - left > width - 2 * air;
            double dx = fromLeft ? air - left : width - air - right;
            fitted &= dx == 0;
            setTime(time.panBy(Math.rint(dx)));
        }
        scrollTo(top, bottom);
        changed.run();
    }

    private void scrollTo(double top, double bottom) {
        if (top < scroll || bottom - top > height()) {
            scroll = layout.scrolledWithin(Math.floor(top), height());
        } else if (bottom > scroll + height()) {
            scroll = layout.scrolledWithin(Math.ceil(bottom - height()), height());
        }
    }

    // How the lanes lie

    Arrangement arrangement() {
        return arrangement;
    }

    void setArrangement(Arrangement wanted) {
        if (arrangement != wanted) {
            arrangement = wanted;
            refit();
        }
    }

    /** The instrument that lies over the others where they share a lane. */
    int inFront() {
        return inFront;
    }

    void setInFront(int instrument) {
        inFront = instrument;
        arrange();
        changed.run();
    }

    boolean folded() {
        return folded;
    }

    /** Leaves out the rows that nothing plays. */
    void setFolded(boolean wanted) {
        folded = wanted;
        rearrangeAround(0);
    }

    boolean velocityLane() {
        return velocityLane;
    }

    void setVelocityLane(boolean shown) {
        if (velocityLane != shown) {
            velocityLane = shown;
            refit();
        }
    }

    /** Opens a closed lane and closes an open one. */
    void toggleOpen(int instrument) {
        setOpen(instrument, plan.closed().contains(instrument));
    }

    void setOpen(int instrument, boolean open) {
        change(before -> before.withOpen(instrument, open));
    }

    /** Puts a lane before the one that is at {@code place} now. */
    void move(int instrument, int place) {
        change(before -> before.moved(instrument, place));
    }

    /** Moves a lane so many places down, or up if below 0. */
    void moveBy(int instrument, int places) {
        int from = plan.order().indexOf(instrument);
        if (from >= 0 && places != 0) {
            move(
                    instrument,
                    Math.clamp(
                            places > 0 ? from + places + 1L : from + (long) places,
                            0,
                            plan.order().size()));
        }
    }

    /** Makes the rows of a lane so many pixels taller, or lower if below 0. */
    void growRows(int instrument, int pixels) {
        layout.laneOf(instrument)
                .filter(Lane::open)
                .ifPresent(lane -> resizeLane(
                        instrument, (lane.rowHeight() + pixels) * lane.rows().count()));
    }

    /** Gives a lane this height of its body, as near as whole pixels of its rows come. */
    void resizeLane(int instrument, double bodyHeight) {
        layout.laneOf(instrument).ifPresent(lane -> {
            double row = Math.max(
                    Lanes.SMALLEST_ROW, Math.rint(bodyHeight / lane.rows().count()));
            change(before -> before.resized(instrument, row / zoom));
        });
    }

    /** Lets a lane share what is left again. */
    void unsizeLane(int instrument) {
        change(before -> before.unsized(instrument));
    }

    private void change(UnaryOperator<LanePlan> how) {
        if (lanes != null && arrangement == Arrangement.LANES) {
            remember(how.apply(plan));
            arrange();
            changed.run();
        }
    }

    private void remember(LanePlan made) {
        plan = made;
        if (lanes != null) {
            String id = lanes.transcription().id();
            plans.remove(id);
            plans.put(id, made);
        }
    }

    /** Lays the lanes out anew and keeps what lies under {@code y}. */
    private void rearrangeAround(double y) {
        double before = scroll + y;
        Lane anchor = null;
        for (Lane lane : layout.lanes()) {
            if (before >= lane.top()) {
                anchor = lane;
            }
        }
        arrange();
        if (anchor != null) {
            double within = anchor.open() ? Math.max(0, before - anchor.bodyTop()) / anchor.bodyHeight() : 0;
            layout.laneOf(anchor.instrument().index()).ifPresent(lane -> {
                double after = within == 0 ? lane.top() : lane.bodyTop() + within * lane.bodyHeight();
                scroll = layout.scrolledWithin(Math.rint(after - y), height());
            });
        }
        changed.run();
    }

    private void setTime(TimeAxis wanted) {
        time = wanted.within(duration(), width);
    }

    private void arrange() {
        if (lanes == null) {
            layout = LaneLayout.EMPTY;
        } else if (arrangement == Arrangement.OVERLAY) {
            int front = inFront >= 0 && inFront < lanes.count() ? inFront : 0;
            layout = lanes.overlay(height(), zoom, Lanes.SMALLEST_ROW, front, folded);
        } else {
            layout = lanes.layout(height(), zoom, Lanes.SMALLEST_ROW, plan, folded);
        }
        scroll = layout.scrolledWithin(scroll, height());
    }
}
