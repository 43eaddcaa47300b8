package rollscope.library;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
final class HandClock implements InstantSource {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private volatile Instant now = START;
    private volatile long nanos;

    @Override
    public Instant instant() {
        return now;
    }

    /** What nobody sets: it goes on by what has passed only. */
    long nanos() {
        return nanos;
    }

    synchronized void advance(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Sets the time of day alone, as a user does, or a sleep of the computer. */
    synchronized void set(Duration by) {
        now = now.plus(by);
    }
}
