package rollscope.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What was received of late, so that a callback sent twice is news once. Forgets what is old, and the oldest if there is much. */
final class Received {
    private static final int MOST = 4096;

    private final Duration kept;
    /** In the order of their arrival. Guarded by this. */
    private final SequencedMap<String, Instant> arrivals = new LinkedHashMap<>();

    Received(Duration kept) {
        this.kept = kept;
    }

    /** Remembers it; returns whether it is news. */
    synchronized boolean add(String what, Instant now) {
        Instant old = now.minus(kept);
        while (!arrivals.isEmpty()
                && (arrivals.size() >= MOST || arrivals.firstEntry().getValue().isBefore(old))) {
            arrivals.pollFirstEntry();
        }
        return arrivals.putIfAbsent(what, now) == null;
    }

    synchronized void forget(String what) {
        arrivals.remove(what);
    }

    synchronized int size() {
        return arrivals.size();
    }
}
