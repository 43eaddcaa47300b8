package rollscope.ui.tempo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** The tempo of a hand that taps: the median of the last intervals, so that a tap that slips does not matter. */
final class Taps {
    /** After a pause this long, in seconds, counting begins again; the slowest tempo that can be tapped is 24. */
    static final double PAUSE = 2.5;

    /** A tap sooner than this, in seconds, is a key that repeats. */
    static final double REPEAT = 0.1;

    /** Fewer intervals are no tempo yet. */
    static final int FEWEST = 2;

    private static final int REMEMBERED = 16;

    private final Deque<Double> intervals = new ArrayDeque<>();
    private double last = Double.NaN;

    /**
     * Another tap.
     *
     * @param seconds on any clock that counts those of the song
     * @return beats a minute, once there are enough taps
     */
    OptionalDouble tap(double seconds) {
        double interval = seconds - last;
        if (interval >= 0 && interval < REPEAT) {
            return OptionalDouble.empty();
        }
        last = seconds;
        if (!(interval >= REPEAT && interval <= PAUSE)) {
            intervals.clear();
            return OptionalDouble.empty();
        }
        intervals.addLast(interval);
        if (intervals.size() > REMEMBERED) {
            intervals.removeFirst();
        }
        if (intervals.size() < FEWEST) {
            return OptionalDouble.empty();
        }
        double[] sorted =
                intervals.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return OptionalDouble.of(60 / median);
    }

    /** Taps since counting began. */
    int count() {
        return Double.isNaN(last) ? 0 : intervals.size() + 1;
    }

    void reset() {
        intervals.clear();
        last = Double.NaN;
    }
}
