package rollscope.roll;

import java.util.OptionalDouble;

/**
 * Decides when the view moves after the playhead. A gesture suspends it; it goes on when the hand has rested for a while and the
 * playhead is in view, so that whoever has panned away is never pulled back. Knows no clock: each call says when it is.
 */
public final class Follow {
    /** Nanoseconds of rest after a gesture. */
    public static final long REST = 1_000_000_000L;

    /** Where the playhead stands while the notes move, as a part of the width: more of what comes than of what was. */
    public static final double ANCHOR = 0.4;

    /** Where the playhead stands after a page was turned, as a part of the width. */
    public static final double MARGIN = 0.1;

    private FollowMode mode = FollowMode.OFF;
    private double heard = Double.NaN;
    private boolean suspended;
    private boolean catchUp;
    private long gestureAt;

    public FollowMode mode() {
        return mode;
    }

    /** Follows this way from now on; a playhead out of view is brought back, whatever a gesture did before. */
    public void setMode(FollowMode wanted) {
        mode = wanted;
        resume();
    }

    /** Ends what a gesture suspended: the playhead was put somewhere on purpose. */
    public void resume() {
        suspended = false;
        catchUp = true;
    }

    /** A hand has moved the view at this time, in nanoseconds. */
    public void gesture(long now) {
        suspended = true;
        gestureAt = now;
    }

    public boolean isSuspended() {
        return suspended;
    }

    /**
     * Where the playhead shall be now; empty if the view shall stay.
     *
     * @param now     nanoseconds
     * @param seconds of the playhead; not a number or negative: there is none
     * @param width   pixels in view
     * @return pixels from the left edge
     */
    public OptionalDouble place(long now, double seconds, TimeAxis time, double width) {
        boolean moved = seconds != heard;
        heard = seconds;
        if (mode == FollowMode.OFF || !(seconds >= 0)) {
            return OptionalDouble.empty();
        }
        double x = time.xOf(seconds);
        boolean seen = x >= 0 && x < width;
        if (suspended && seen && now - gestureAt >= REST) {
            suspended = false;
        }
        if (suspended || !(moved || catchUp)) {
            return OptionalDouble.empty();
        }
        catchUp = false;
        return switch (mode) {
            case OFF -> OptionalDouble.empty();
            case PAGE -> seen ? OptionalDouble.empty() : OptionalDouble.of(width * MARGIN);
            // Left of its place it runs there by itself.
            case CONTINUOUS -> seen && x <= width * ANCHOR ? OptionalDouble.empty() : OptionalDouble.of(width * ANCHOR);
        };
    }
}
