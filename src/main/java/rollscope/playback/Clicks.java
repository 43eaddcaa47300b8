package rollscope.playback;

import java.util.Arrays;

/** When a click is heard, and which of them are accented: the beats and the first beats of bars. Immutable. */
public final class Clicks {
    private final double[] seconds;
    private final boolean[] accents;

    /**
     * @param seconds rising, from 0 on
     * @param accents one for each
     */
    public Clicks(double[] seconds, boolean[] accents) {
        if (seconds.length != accents.length) {
            throw new IllegalArgumentException(seconds.length + " clicks, " + accents.length + " accents");
        }
        this.seconds = seconds.clone();
        this.accents = accents.clone();
        double before = 0;
        for (double at : seconds) {
            if (!(at >= before && at < 1e6)) {
                throw new IllegalArgumentException("a click at " + at + " after one at " + before);
            }
            before = at;
        }
    }

    public int size() {
        return seconds.length;
    }

    /** In seconds. */
    public double second(int click) {
        return seconds[click];
    }

    public boolean accented(int click) {
        return accents[click];
    }

    /** The first click at or after a time; {@link #size()} if there is none. */
    int firstFrom(double second) {
        int at = Arrays.binarySearch(seconds, second);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && seconds[at - 1] == second) {
            at--;
        }
        return at;
    }
}
