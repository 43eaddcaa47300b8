package rollscope.midi;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Tempo events in the order found. */
final class TempoChanges {
    /** More are no music; they are left out. */
    static final int MOST = 200_000;

    private long[] ticks = new long[4];
    private int[] microseconds = new int[4];
    private int size;

    /**
     * @param microsecondsPerQuarter more than 0
     * @return whether there was room
     */
    boolean add(long tick, int microsecondsPerQuarter) {
        if (size == MOST) {
            return false;
        }
        if (size == ticks.length) {
            ticks = Arrays.copyOf(ticks, size * 2);
            microseconds = Arrays.copyOf(microseconds, size * 2);
        }
        ticks[size] = tick;
        microseconds[size++] = microsecondsPerQuarter;
        return true;
    }

    int size() {
        return size;
    }

    long tick(int change) {
        return ticks[change];
    }

    int microsecondsPerQuarter(int change) {
        return microseconds[change];
    }

    /** Sorted by tick; of several in one tick the last found, and none that repeats the tempo before it. */
    TempoChanges settled() {
        if (isSettled()) {
            return this;
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(this::tick))
                .mapToInt(Integer::intValue)
                .toArray();
        var settled = new TempoChanges();
        for (int i = 0; i < size; i++) {
            boolean lastOfTick = i + 1 == size || ticks[order[i + 1]] != ticks[order[i]];
            int value = microseconds[order[i]];
            if (lastOfTick && (settled.size == 0 || settled.microseconds[settled.size - 1] != value)) {
                settled.add(ticks[order[i]], value);
            }
        }
        return settled;
    }

    private boolean isSettled() {
        for (int i = 1; i < size; i++) {
            if (ticks[i] <= ticks[i - 1] || microseconds[i] == microseconds[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
