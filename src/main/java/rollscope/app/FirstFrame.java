package rollscope.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * With the system property {@code rollscope.first-frame}, the program ends as soon as a song can be seen, and says how long that took
 * since its process was started. The start is measured by it, and what the start needs is found out when the package is made.
 */
final class FirstFrame {
    private static final String PROPERTY = "rollscope.first-frame";

    private FirstFrame() {}

    /**
     * @param files  given to the program, of which the first is opened
     * @param onSong told what to do when a song can be seen
     * @param open   opens another: the next when one can be seen
     */
    static void watch(List<Path> files, Consumer<Runnable> onSong, Consumer<Path> open) {
        if (Boolean.getBoolean(PROPERTY)) {
            var more = new ArrayDeque<>(files.subList(Math.min(1, files.size()), files.size()));
            onSong.accept(() -> {
                System.out.println("first frame after " + sinceStart(Instant.now()) + " ms");
                if (more.isEmpty()) {
                    Platform.exit();
                } else {
                    open.accept(more.remove());
                }
            });
        }
    }

    /** To the hundredth of a second that the system keeps the start of a process in. */
    private static long sinceStart(Instant now) {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, now).toMillis())
                .orElse(-1L);
    }
}
