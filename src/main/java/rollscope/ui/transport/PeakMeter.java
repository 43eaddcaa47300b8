package rollscope.ui.transport;

import rollscope.playback.PeakLevel;

/**
 * What a peak meter shows: peaks at once, and then a fall slow enough for the eye. One thread.
 */
final class PeakMeter {
    /** The quietest level that is shown, in decibels of full scale. */
    static final double LOWEST = -48;

    /** How fast it falls, in decibels a second. */
    static final double FALL = 24;

    private static final long CLIP_STAYS_NANOS = 2_000_000_000L;

    /** From here on the limiter is at work; a little below full scale. */
    private static final float CLIP = 0.99f;

    private double left = LOWEST;
    private double right = LOWEST;
    private long last;
    private long clippedAt;
    private boolean clipped;

    /** Takes the peaks since the last call. */
    void take(PeakLevel peaks, long nanoTime) {
        double fallen = last == 0 ? 0 : FALL * Math.max(0, nanoTime - last) * 1e-9;
        last = nanoTime;
        left = Math.max(Math.max(LOWEST, left - fallen), decibels(peaks.left()));
        right = Math.max(Math.max(LOWEST, right - fallen), decibels(peaks.right()));
        if (Math.max(peaks.left(), peaks.right()) >= CLIP) {
            clipped = true;
            clippedAt = nanoTime;
        } else if (nanoTime - clippedAt > CLIP_STAYS_NANOS) {
            clipped = false;
        }
    }

    /** 0 at {@link #LOWEST} to 1 at full scale. */
    double left() {
        return 1 - left / LOWEST;
    }

    double right() {
        return 1 - right / LOWEST;
    }

    /** Whether it was as loud as it can be within the last two seconds. */
    boolean clipped() {
        return clipped;
    }

    /** Whether it shows nothing and goes on doing so until it takes a peak. */
    boolean isStill() {
        return left == LOWEST && right == LOWEST && !clipped;
    }

    private static double decibels(float peak) {
        return peak <= 0 ? LOWEST : Math.clamp(20 * Math.log10(peak), LOWEST, 0);
    }
}
