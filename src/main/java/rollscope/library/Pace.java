package rollscope.library;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a poll. */
@FunctionalInterface
public interface Pace {
    /** The documented pace: first after about 5 s, then every 10 to 15 s. */
    Pace DOCUMENTED = poll -> poll == 0
            ? Duration.ofSeconds(5)
            : Duration.ofMillis(10_000 + ThreadLocalRandom.current().nextInt(5_000));

    /** How long to wait before poll number {@code poll}, counted from 0. */
    Duration before(int poll);

    static Pace every(Duration pause) {
        return poll -> pause;
    }
}
