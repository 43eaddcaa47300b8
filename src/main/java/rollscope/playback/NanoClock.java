package rollscope.playback;

import java.util.concurrent.locks.LockSupport;

/** Time as the audio thread knows it. */
interface NanoClock {
    NanoClock SYSTEM = new NanoClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long time) {
            LockSupport.parkNanos(time - System.nanoTime());
        }
    };

    /** Nanoseconds since some fixed moment. */
    long nanoTime();

    /** Waits until a time, or somewhat less long. */
    void sleepUntil(long time);
}
