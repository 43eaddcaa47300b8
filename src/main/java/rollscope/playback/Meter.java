package rollscope.playback;

import java.util.concurrent.atomic.AtomicLong;

/** The highest peaks since they were last read: two floats in one number. One writer, one reader; neither waits. */
final class Meter {
    private final AtomicLong peaks = new AtomicLong();

    void add(float[] stereo) {
        float left = 0;
        float right = 0;
        for (int i = 0; i < stereo.length; i += 2) {
            left = Math.max(left, Math.abs(stereo[i]));
            right = Math.max(right, Math.abs(stereo[i + 1]));
        }
        while (true) {
            long before = peaks.get();
            long after = pack(Math.max(left, left(before)), Math.max(right, right(before)));
            if (after == before || peaks.compareAndSet(before, after)) {
                return;
            }
        }
    }

    PeakLevel read() {
        long read = peaks.getAndSet(0);
        return new PeakLevel(left(read), right(read));
    }

    private static long pack(float left, float right) {
        return (long) Float.floatToRawIntBits(left) << 32 | Float.floatToRawIntBits(right);
    }

    private static float left(long packed) {
        return Float.intBitsToFloat((int) (packed >>> 32));
    }

    private static float right(long packed) {
        return Float.intBitsToFloat((int) packed);
    }
}
