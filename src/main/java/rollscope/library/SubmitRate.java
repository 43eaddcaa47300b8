package rollscope.library;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How many jobs may be sent to one provider: 20 in any 10 seconds, as documented. Safe for use by several threads. */
final class SubmitRate {
    static final int MOST = 20;
    static final Duration WITHIN = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    /** When the last ones were sent, the longest ago first; at most {@link #MOST}. Guarded by this. */
    private final Deque<Long> sent = new ArrayDeque<>();

    /**
     * @param nanos a clock that nobody sets, in nanoseconds
     */
    SubmitRate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long until one more may be sent. */
    synchronized Duration untilNext() {
        if (sent.size() < MOST) {
            return Duration.ZERO;
        }
        long left = sent.getFirst() + WITHIN.toNanos() - nanos.getAsLong();
        return Duration.ofNanos(Math.clamp(left, 0, WITHIN.toNanos()));
    }

    /** One is sent now. */
    synchronized void count() {
        if (sent.size() == MOST) {
            sent.removeFirst();
        }
        sent.addLast(nanos.getAsLong());
    }
}
