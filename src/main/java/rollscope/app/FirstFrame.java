package rollscope.app;

import java.time.Duration;
import java.time.Instant;
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
     * @param onSong told what to do when a song can be seen
     */
    static void watch(Consumer<Runnable> onSong) {
        if (Boolean.getBoolean(PROPERTY)) {
            onSong.accept(() -> {
                System.out.println("first frame after " + sinceStart(Instant.now()) + " ms");
                Platform.exit();
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
