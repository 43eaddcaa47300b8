package rollscope.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what it was given, the last first and each once, whatever one of them throws. Safe for use by several threads. */
final class Closing implements Runnable {
    private static final System.Logger LOGGER = System.getLogger(Closing.class.getName());

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    synchronized void add(AutoCloseable part) {
        parts.push(part);
    }

    @Override
    public synchronized void run() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOGGER.log(System.Logger.Level.WARNING, "closing", e);
            }
        }
    }
}
