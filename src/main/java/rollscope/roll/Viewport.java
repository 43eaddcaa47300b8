package rollscope.roll;

/**
 * A window onto notes: a time axis, a pitch axis, and how much of them is seen. The geometry that is handed to whatever
 * paints or asks what lies under the pointer, so that the same code serves lanes, pictures and tests. Immutable.
 *
 * @param width  pixels, not negative
 * @param height pixels, not negative
 */
public record Viewport(TimeAxis time, PitchAxis pitch, double width, double height) {
    public Viewport {
        if (!(width >= 0) || !(height >= 0)) {
            throw new IllegalArgumentException("viewport of " + width + " by " + height);
        }
    }

    /** Shows a whole song. */
    public static Viewport fit(double duration, int lowest, int highest, double width, double height) {
        return new Viewport(TimeAxis.fit(duration, width), PitchAxis.fit(lowest, highest, height), width, height);
    }

    public double xOf(double time) {
        return time().xOf(time);
    }

    public double timeAt(double x) {
        return time.timeAt(x);
    }

    /** The upper edge of a pitch's row. */
    public double yOf(int pitch) {
        return pitch().yOf(pitch + 1.0);
    }

    public int pitchAt(double y) {
        return pitch.pitchAt(y);
    }

    public Viewport zoomTimeAt(double x, double factor) {
        return new Viewport(time.zoomAt(x, factor), pitch, width, height);
    }

    public Viewport zoomPitchAt(double y, double factor) {
        return new Viewport(time, pitch.zoomAt(y, factor), width, height);
    }

    /** Moves the content right and down. */
    public Viewport panBy(double dx, double dy) {
        return new Viewport(time.panBy(dx), pitch.panBy(dy), width, height);
    }

    /** The nearest viewport that shows nothing beside the song. */
    public Viewport within(double duration, int lowest, int highest) {
        return new Viewport(time.within(duration, width), pitch.within(lowest, highest, height), width, height);
    }
}
