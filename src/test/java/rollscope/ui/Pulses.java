package rollscope.ui;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;

/** Waits for the toolkit's pulses, in which it lays out and paints. */
public final class Pulses {
    private static final long PATIENCE_SECONDS = 60;

    private Pulses() {}

    /** Returns when {@code count} pulses have begun; not to be called on the FX thread. */
    public static void await(int count) throws Exception {
        var done = new CompletableFuture<Void>();
        FxThread.call(() -> {
            var timer = new AnimationTimer() {
                private int left = count;

                @Override
                public void handle(long now) {
                    if (left-- == 0) {
                        stop();
                        done.complete(null);
                    }
                }
            };
            timer.start();
            return timer;
        });
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
