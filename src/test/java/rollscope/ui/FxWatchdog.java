package rollscope.ui;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * Tells how long the FX thread was ever busy at one go: it knocks every two milliseconds and notes how long it waits. Of the
 * longest wait it tells where the FX thread was after half of {@link #LIMIT_MILLIS}.
 */
public final class FxWatchdog implements AutoCloseable {
    /** What a user notices. */
    public static final long LIMIT_MILLIS = 50;

    private final ScheduledExecutorService knocks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("fx-watchdog").daemon().factory());
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong worst = new AtomicLong();
    private volatile String seen = "";
    private volatile String caught = "";
    private final Thread fx;
    private boolean looked;

    public FxWatchdog() throws Exception {
        fx = FxThread.call(Thread::currentThread);
        knocks.scheduleWithFixedDelay(this::knock, 0, 2, TimeUnit.MILLISECONDS);
    }

    private void knock() {
        long now = System.nanoTime();
        if (waiting.compareAndSet(false, true)) {
            asked.set(now);
            looked = false;
            seen = "";
            Platform.runLater(() -> {
                long waited = System.nanoTime() - asked.get();
                if (waited > worst.get()) {
                    worst.set(waited);
                    caught = seen;
                }
                waiting.set(false);
            });
        } else if (!looked && now - asked.get() > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS / 2)) {
            looked = true;
            seen = java.util.Arrays.stream(fx.getStackTrace())
                    .limit(12)
                    .map(frame -> "    " + frame + "\n")
                    .collect(Collectors.joining());
        }
    }

    /** The longest wait so far, in milliseconds. */
    public double worstMillis() {
        return worst.get() / 1e6;
    }

    /** Where the FX thread was during the longest wait; empty if that was short. */
    public String caught() {
        return caught;
    }

    /** Forgets what was measured. */
    public void reset() {
        worst.set(0);
        caught = "";
    }

    @Override
    public void close() {
        knocks.shutdownNow();
    }
}
