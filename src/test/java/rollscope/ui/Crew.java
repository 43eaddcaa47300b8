package rollscope.ui;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javafx.application.Platform;
import rollscope.ui.fx.Background;

/** Works in the background of a test, and is waited for at its end: what still writes would write into a folder that goes. */
final class Crew {
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    Background background() {
        return new Background(this::work, Platform::runLater);
    }

    private void work(Runnable task) {
        var worker = Thread.ofVirtual().unstarted(() -> {
            try {
                task.run();
            } finally {
                working.remove(Thread.currentThread());
            }
        });
        working.add(worker);
        worker.start();
    }

    /** Waits for what is under way, and for what that leads to. */
    void end() throws Exception {
        do {
            for (var worker : working) {
                worker.join();
            }
            FxThread.call(() -> 0);
        } while (!working.isEmpty());
    }
}
