package rollscope.roll;

/**
 * Time from left to right. Immutable.
 *
 * @param start           seconds at x = 0; may be negative when the song does not fill the view
 * @param secondsPerPixel {@link #CLOSEST} to {@link #FARTHEST}
 */
public record TimeAxis(double start, double secondsPerPixel) {
    /** Ten thousand pixels a second: the services' raster of 1/192 s is 52 pixels wide. */
    public static final double CLOSEST = 1e-4;

    /** A day in 864 pixels. */
    public static final double FARTHEST = 100;

    public TimeAxis {
        if (!Double.isFinite(start)) {
            throw new IllegalArgumentException("time axis from " + start + " s");
        }
        if (!(secondsPerPixel >= CLOSEST && secondsPerPixel <= FARTHEST)) {
            throw new IllegalArgumentException(secondsPerPixel + " seconds a pixel");
        }
    }

    /** The axis that shows {@code [0, duration)} in {@code width} pixels, as far as the limits allow. */
    public static TimeAxis fit(double duration, double width) {
        return new TimeAxis(0, limited(duration / Math.max(1, width)));
    }

    /** Pixels. */
    public double xOf(double time) {
        return (time - start) / secondsPerPixel;
    }

    /** Seconds. */
    public double timeAt(double x) {
        return start + x * secondsPerPixel;
    }

    /**
     * Zooms so that the time under {@code x} stays there.
     *
     * @param factor above 1 comes closer
     */
    public TimeAxis zoomAt(double x, double factor) {
        double closer = limited(secondsPerPixel / factor);
        return new TimeAxis(timeAt(x) - x * closer, closer);
    }

    /** Moves the content by {@code pixels}, to the right if positive. */
    public TimeAxis panBy(double pixels) {
        return new TimeAxis(start - pixels * secondsPerPixel, secondsPerPixel);
    }

    /** The same scale, beginning at {@code time}. */
    public TimeAxis from(double time) {
        return new TimeAxis(time, secondsPerPixel);
    }

    /** The nearest axis that shows nothing but the song, and no more than all of it. */
    public TimeAxis within(double duration, double width) {
        double farthest = limited(duration / Math.max(1, width));
        double scale = Math.min(secondsPerPixel, farthest);
        double latest = Math.max(0, duration - width * scale);
        return new TimeAxis(Math.clamp(start, 0, latest), scale);
    }

    private static double limited(double secondsPerPixel) {
        return Math.clamp(secondsPerPixel, CLOSEST, FARTHEST);
    }
}
