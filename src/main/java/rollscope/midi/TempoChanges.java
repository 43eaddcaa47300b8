package rollscope.midi;

import java.util.Arrays;

/** Tempo events: first in the order found, then settled. */
final class TempoChanges {
    /** More are no music; they are left out. */
    static final int MOST = 200_000;

    private long[] ticks;
    private int[] microseconds;
    private int size;

    TempoChanges() {
        this(0);
    }

    /**
     * @param expected how many to make room for; any number up to {@value #MOST} may be added
     */
    TempoChanges(int expected) {
        ticks = new long[Math.min(MOST, expected)];
        microseconds = new int[ticks.length];
    }

    /**
     * @param microsecondsPerQuarter more than 0
     * @return whether there was room
     */
    boolean add(long tick, int microsecondsPerQuarter) {
        if (size == MOST) {
            return false;
        }
        if (size == ticks.length) {
            int length = size + (size >> 1) + 4;
            ticks = Arrays.copyOf(ticks, length);
            microseconds = Arrays.copyOf(microseconds, length);
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

    /** Sorts by tick, which must be below 2³¹; keeps of several in one tick the last found, and none that repeats the tempo before it. */
    void settle() {
        sort();
        int kept = 0;
        for (int i = 0; i < size; i++) {
            boolean lastOfTick = i + 1 == size || ticks[i + 1] != ticks[i];
            if (lastOfTick && (kept == 0 || microseconds[kept - 1] != microseconds[i])) {
                ticks[kept] = ticks[i];
                microseconds[kept++] = microseconds[i];
            }
        }
        size = kept;
    }

    /** Only tracks that each hold some are out of order. */
    private void sort() {
        boolean sorted = true;
        for (int i = 1; i < size; i++) {
            sorted &= ticks[i] >= ticks[i - 1];
        }
        if (sorted) {
            return;
        }
        for (int i = 0; i < size; i++) {
            ticks[i] = ticks[i] << 32 | i;
        }
        Arrays.sort(ticks, 0, size);
        int[] found = microseconds.clone();
        for (int i = 0; i < size; i++) {
            microseconds[i] = found[(int) ticks[i]];
            ticks[i] >>= 32;
        }
    }
}
