package rollscope.roll;

/**
 * Pitches, or the rows of a lane, from bottom to top. Row {@code n} reaches from coordinate {@code n} to {@code n + 1}; its
 * upper edge belongs to it, its lower edge to the row below. Immutable.
 *
 * @param top            the coordinate at y = 0
 * @param pixelsPerPitch {@link #SMALLEST} to {@link #TALLEST}
 */
public record PitchAxis(double top, double pixelsPerPitch) {
    public static final double SMALLEST = 0.01;
    public static final double TALLEST = 200;

    public PitchAxis {
        if (!Double.isFinite(top)) {
            throw new IllegalArgumentException("pitch axis from " + top);
        }
        if (!(pixelsPerPitch >= SMALLEST && pixelsPerPitch <= TALLEST)) {
            throw new IllegalArgumentException(pixelsPerPitch + " pixels a pitch");
        }
    }

    /** The axis that shows the rows {@code lowest} to {@code highest}, both included, in {@code height} pixels. */
    public static PitchAxis fit(int lowest, int highest, double height) {
        return new PitchAxis(highest + 1, limited(height / (highest + 1 - lowest)));
    }

    /** Pixels from the top, of a coordinate: {@code yOf(n + 1)} is the upper edge of row {@code n}, {@code yOf(n)} its lower. */
    public double yOf(double coordinate) {
        return (top - coordinate) * pixelsPerPitch;
    }

    public double coordinateAt(double y) {
        return top - y / pixelsPerPitch;
    }

    /** The row that {@code y} lies in. */
    public int pitchAt(double y) {
        return (int) Math.ceil(coordinateAt(y)) - 1;
    }

    /**
     * Zooms so that the coordinate under {@code y} stays there.
     *
     * @param factor above 1 makes rows taller
     */
    public PitchAxis zoomAt(double y, double factor) {
        double taller = limited(pixelsPerPitch * factor);
        return new PitchAxis(coordinateAt(y) + y / taller, taller);
    }

    /** Moves the content by {@code pixels}, down if positive. */
    public PitchAxis panBy(double pixels) {
        return new PitchAxis(top + pixels / pixelsPerPitch, pixelsPerPitch);
    }

    /** The nearest axis that shows nothing but the rows {@code lowest} to {@code highest}, and no more than all of them. */
    public PitchAxis within(int lowest, int highest, double height) {
        double scale = Math.max(pixelsPerPitch, limited(height / (highest + 1 - lowest)));
        double lowestTop = Math.min(highest + 1, lowest + height / scale);
        return new PitchAxis(Math.clamp(top, lowestTop, highest + 1), scale);
    }

    private static double limited(double pixelsPerPitch) {
        return Math.clamp(pixelsPerPitch, SMALLEST, TALLEST);
    }
}
