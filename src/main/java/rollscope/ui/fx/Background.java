package rollscope.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.application.Platform;

/** The door between background work and the FX thread: work runs on a virtual thread, its result arrives on the FX thread. */
public final class Background {
    private static final System.Logger LOG = System.getLogger(Background.class.getName());

    /** Runs something later or elsewhere. */
    @FunctionalInterface
    public interface Runner {
        void run(Runnable task);
    }

    private final Runner work;
    private final Runner fx;

    /** For tests: where work runs and how results come back. */
    public Background(Runner work, Runner fx) {
        this.work = work;
        this.fx = fx;
    }

    public Background() {
        this(task -> Thread.ofVirtual().name("background").start(task), task -> {
            if (Platform.isFxApplicationThread()) {
                task.run();
            } else {
                Platform.runLater(task);
            }
        });
    }

    /**
     * Runs {@code task} in the background, then {@code done} with its result on the FX thread; what the task throws goes to
     * {@code failed} there.
     */
    public <T> void run(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
        work.run(() -> {
            try {
                T result = task.call();
                fx.run(() -> done.accept(result));
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "background work failed", e);
                fx.run(() -> failed.accept(e));
            }
        });
    }

    /** Runs {@code task} on the FX thread, at once if this is it. */
    public void onFx(Runnable task) {
        fx.run(task);
    }
}
