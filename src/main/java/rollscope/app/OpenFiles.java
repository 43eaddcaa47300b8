package rollscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a system hands to the program that is not among its arguments: on macOS, files that are double-clicked or dropped on its icon. */
@FunctionalInterface
interface OpenFiles {
    /**
     * From now on they go to {@code taker}; those that the program was started for, too. Both happen on the FX thread.
     */
    void listen(Consumer<List<Path>> taker);

    static OpenFiles ofThisSystem() {
        return of(System.getProperty("os.name", ""));
    }

    /** Elsewhere files are arguments, and a start while the program runs hands its own over. */
    static OpenFiles of(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("mac") ? new MacOpenFiles() : taker -> {};
    }
}
