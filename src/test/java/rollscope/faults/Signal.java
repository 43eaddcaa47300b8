package rollscope.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets one thread wait for what others bring about, without looking again and again. */
final class Signal {
    /** Something has changed. */
    synchronized void ring() {
        notifyAll();
    }

    /** Waits until it is so, at most so long; returns whether it is. Looked at once in the beginning and at each ring. */
    synchronized boolean await(BooleanSupplier so, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (!so.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
