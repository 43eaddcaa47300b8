package rollscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps what later starts hand over until there is a window to take it. Safe for use by several threads. */
final class Callers implements Predicate<List<Path>> {
    private final List<List<Path>> waiting = new ArrayList<>();
    private @Nullable Consumer<List<Path>> window;
    private boolean closed;

    /**
     * @return false once the window is closing: then the caller has to open one of its own
     */
    @Override
    public synchronized boolean test(List<Path> files) {
        if (closed) {
            return false;
        }
        if (window == null) {
            waiting.add(files);
        } else {
            window.accept(files);
        }
        return true;
    }

    /** From now on it goes to {@code taking}, beginning with what waited. */
    synchronized void lead(Consumer<List<Path>> taking) {
        window = taking;
        waiting.forEach(taking);
        waiting.clear();
    }

    synchronized void close() {
        closed = true;
    }
}
