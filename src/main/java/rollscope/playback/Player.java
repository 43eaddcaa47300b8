package rollscope.playback;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps an {@link AudioLoop} running: sends it what is wanted and tells what it does. If its output blocks it for ever, the loop is
 * left behind with its thread, and another takes its place.
 */
final class Player {
    static final String NO_OUTPUT = "No sound output was found. You can still look and export.";
    static final String OUTPUT_LOST = "The sound output has stopped. Press play to try again.";
    static final String BROKEN = "The sound stopped because of a fault in the program. Press play to try again.";

    private final SynthSource synths;
    private final Executor loader;
    private final Output.Source outputs;
    private final NanoClock clock;
    private final AtomicReference<Wanted> wanted = new AtomicReference<>(Wanted.NOTHING);
    private final Meter meter = new Meter();
    private volatile AudioLoop loop;
    private volatile boolean started;

    /**
     * @param loader runs what takes long: opening synthesizers, reading soundbanks; one after the other
     */
    Player(SynthSource synths, Executor loader, Output.Source outputs, NanoClock clock) {
        this.synths = synths;
        this.loader = loader;
        this.outputs = outputs;
        this.clock = clock;
        loop = newLoop(new AudioStatus.Idle());
    }

    private AudioLoop newLoop(AudioStatus status) {
        return new AudioLoop(synths, loader, outputs, clock, wanted, meter, status);
    }

    AtomicReference<Wanted> wanted() {
        return wanted;
    }

    /** After changing {@link #wanted}. */
    void wake() {
        loop.wake();
    }

    Published.Reading published() {
        return loop.published();
    }

    AudioStatus status() {
        return isStuck() ? new AudioStatus.Silent(OUTPUT_LOST) : loop.status();
    }

    boolean isSounding() {
        return loop.isSounding();
    }

    /** Whether everything that is wanted was done, and nothing comes before something else is wanted. */
    boolean isAtRest() {
        return loop.isAtRest();
    }

    SoundbankStatus soundbank() {
        return loop.soundbank();
    }

    PeakLevel level() {
        return meter.read();
    }

    NanoClock clock() {
        return clock;
    }

    /** Works on a thread of its own until closed. */
    void start() {
        started = true;
        loop.start();
    }

    /** Does by hand what the thread would do next; see {@link AudioLoop#step}. */
    boolean step() {
        return loop.step();
    }

    /** Whether the output has been holding the audio thread for so long that it will not let it go. */
    boolean isStuck() {
        return loop.isStuck(clock.nanoTime());
    }

    /** Pauses where the last sound was heard and leaves a stuck output to itself. */
    synchronized void replaceStuck() {
        var old = loop;
        if (!old.isStuck(clock.nanoTime())) {
            return;
        }
        old.abandon();
        var heard = old.published();
        wanted.updateAndGet(now -> now.pausedAt(heard));
        loop = newLoop(new AudioStatus.Silent(OUTPUT_LOST));
        if (started) {
            loop.start();
        }
    }
}
