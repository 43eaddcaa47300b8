package rollscope.library;

import org.jspecify.annotations.Nullable;

/**
 * A logger that is looked for when something is logged. Looking for the first one of a process opens every file of the class path, which
 * takes longer than looking at ten thousand entries; a start with nothing to say does without.
 */
final class Log {
    private final String name;

    Log(Class<?> of) {
        name = of.getName();
    }

    void log(System.Logger.Level level, String message, @Nullable Object... parameters) {
        System.getLogger(name).log(level, message, parameters);
    }

    void log(System.Logger.Level level, String message, Throwable thrown) {
        System.getLogger(name).log(level, message, thrown);
    }
}
