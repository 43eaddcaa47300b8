package rollscope.tempo;

import java.util.Arrays;

/** The beats of a stretch of time, in order, and which of them start a bar. Immutable. */
public final class Beats {
    /** No beats. */
    public static final Beats NONE = new Beats(new double[0], new boolean[0]);

    private final double[] seconds;
    private final boolean[] downbeat;

    private Beats(double[] seconds, boolean[] downbeat) {
        this.seconds = seconds;
        this.downbeat = downbeat;
    }

    /**
     * Every beat of a map in {@code [from, to)}, in seconds.
     *
     * @throws IllegalArgumentException if that is more than 10 million beats
     */
    public static Beats of(TempoMap map, double from, double to) {
        // A beat that lies on a border may come out one rounding beside it.
        double first = Math.ceil(map.beatAt(from) - 1e-9);
        double stop = Math.ceil(map.beatAt(to) - 1e-9);
        if (!(Math.abs(first) < Integer.MAX_VALUE && stop - first <= 1e7)) {
            throw new IllegalArgumentException("beats from " + from + " s to " + to + " s");
        }
        int count = (int) Math.max(0, stop - first);
        double[] seconds = new double[count];
        boolean[] downbeat = new boolean[count];
        for (int i = 0; i < count; i++) {
            int beat = (int) first + i;
            seconds[i] = map.secondsAt(beat);
            downbeat[i] = map.isDownbeat(beat);
        }
        return new Beats(seconds, downbeat);
    }

    public int size() {
        return seconds.length;
    }

    /** Seconds from the start of the audio. */
    public double seconds(int beat) {
        return seconds[beat];
    }

    /** Whether a bar starts on it. */
    public boolean isDownbeat(int beat) {
        return downbeat[beat];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Beats beats
                && Arrays.equals(seconds, beats.seconds)
                && Arrays.equals(downbeat, beats.downbeat);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(seconds);
    }

    @Override
    public String toString() {
        return seconds.length + " beats";
    }
}
