package rollscope.playback;

/**
 * A stretch of the song that is played over and over: half-open, in seconds. At {@code to} playback goes on at {@code from}, exact to
 * the sample. Playback that starts behind {@code to} goes on to the end of the song.
 */
public record Loop(double from, double to) {
    /** The shortest, in seconds. */
    public static final double LEAST = 0.05;

    /**
     * @throws IllegalArgumentException if it does not start at 0 or later or is shorter than {@link #LEAST}
     */
    public Loop {
        if (!(from >= 0 && to - from >= LEAST - 1e-9 && to < 1e6)) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
    }

    public double seconds() {
        return to - from;
    }
}
