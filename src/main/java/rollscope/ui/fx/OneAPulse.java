package rollscope.ui.fx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;

/**
 * Does one thing a pulse, in the order asked for: what is shown for the first time takes a while to style and lay out, and all of it
 * at once is long enough to be felt. FX thread only.
 */
public final class OneAPulse {
    private final BooleanSupplier calm;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Runnable> last = new ArrayDeque<>();
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            if (!calm.getAsBoolean()) {
                return;
            }
            waiting.remove().run();
            if (waiting.isEmpty()) {
                stop();
                while (waiting.isEmpty() && !last.isEmpty()) {
                    last.remove().run();
                }
            }
        }
    };

    public OneAPulse() {
        this(() -> true);
    }

    /**
     * @param calm asked in each pulse; what waits goes on waiting while it says no
     */
    public OneAPulse(BooleanSupplier calm) {
        this.calm = calm;
    }

    /** Does {@code task} in a pulse of its own, before that lays out. */
    public void later(Runnable task) {
        if (waiting.isEmpty()) {
            pulse.start();
        }
        waiting.add(task);
    }

    /** Does {@code task} as soon as nothing waits for its pulse any more, at once if that is now. */
    public void afterwards(Runnable task) {
        if (waiting.isEmpty()) {
            task.run();
        } else {
            last.add(task);
        }
    }

    /** Forgets what has not been done yet. */
    public void stop() {
        waiting.clear();
        last.clear();
        pulse.stop();
    }
}
