package rollscope.service;

import java.time.Duration;

/** How time passes between two attempts. */
@FunctionalInterface
interface Pause {
    void sleep(Duration time) throws InterruptedException;
}
