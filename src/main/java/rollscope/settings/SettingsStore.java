package rollscope.settings;

import java.nio.file.Path;

/** Keeps the {@link Settings} in a JSON file. */
public final class SettingsStore {
    public SettingsStore(Path file) {
        throw new UnsupportedOperationException();
    }

    /** The settings now; never touches the disk. */
    public Settings get() {
        throw new UnsupportedOperationException();
    }

    /** Takes effect at once; written a moment later, off the calling thread. */
    public void set(Settings settings) {
        throw new UnsupportedOperationException();
    }

    /** Writes what is not yet written. Blocks. */
    public void flush() {
        throw new UnsupportedOperationException();
    }
}
