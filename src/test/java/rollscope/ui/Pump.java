package rollscope.ui;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import rollscope.ui.fx.Background;

/** Stands for the FX thread where no toolkit is wanted: what is sent there runs when the test asks for it. */
public final class Pump {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final BlockingQueue<Runnable> sent = new LinkedBlockingQueue<>();

    /** Work runs at once, where it is asked for; results wait for {@link #until}. */
    public Background background() {
        return new Background(Runnable::run, sent::add);
    }

    /** Runs what is sent until {@code condition} holds. */
    public void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            var task = sent.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (task == null) {
                throw new AssertionError("it did not come to be");
            }
            task.run();
        }
    }

    /** Runs what has been sent so far. */
    public void drain() {
        for (var task = sent.poll(); task != null; task = sent.poll()) {
            task.run();
        }
    }
}
