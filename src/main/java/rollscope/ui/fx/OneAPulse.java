package rollscope.ui.fx;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.animation.AnimationTimer;

/**
 * Does one thing a pulse, in the order asked for: what is shown for the first time takes a while to style and lay out, and all of it
 * at once is long enough to be felt. FX thread only.
 */
public final class OneAPulse {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            waiting.remove().run();
            if (waiting.isEmpty()) {
                stop();
            }
        }
    };

    /** Does {@code task} in a pulse of its own, before that lays out. */
    public void later(Runnable task) {
        if (waiting.isEmpty()) {
            pulse.start();
        }
        waiting.add(task);
    }

    /** Forgets what has not been done yet. */
    public void stop() {
        waiting.clear();
        pulse.stop();
    }
}
