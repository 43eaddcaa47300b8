package rollscope.library;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;

/** Opens libraries whose entries have the times of a given clock, and the same names in every run. */
public final class TimedLibrary {
    private TimedLibrary() {}

    public static Library open(Path folder, Providers providers, URI callback, Pace pace, InstantSource clock) {
        return new Library(folder, providers, () -> callback, pace, clock, System::nanoTime, new Random(1));
    }
}
