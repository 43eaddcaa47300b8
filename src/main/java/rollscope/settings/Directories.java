package rollscope.settings;

import java.nio.file.Path;

/**
 * Where Rollscope keeps things.
 *
 * @param settings the settings file
 * @param library  folder of the entries
 * @param logs     folder of the logs
 */
public record Directories(Path settings, Path library, Path logs) {
    /**
     * The places of this system: {@code -Drollscope.home} or {@code ROLLSCOPE_HOME} if given, else what the platform's
     * convention says.
     */
    public static Directories ofThisSystem() {
        throw new UnsupportedOperationException();
    }
}
