package rollscope.playback;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import rollscope.language.Words;

/**
 * Keeps an {@link AudioLoop} running: sends it what is wanted and tells what it does. If its output blocks it for ever, the loop is
 * left behind with its thread, and another takes its place.
 */
final class Player {
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
        loop = newLoop(AudioStatus.Idle::new);
    }

    private AudioLoop newLoop(Supplier<AudioStatus> status) {
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

    static AudioStatus noOutput() {
        return new AudioStatus.Silent(Words.of("sound.no-output-found"));
    }

    static AudioStatus outputLost() {
        return new AudioStatus.Silent(Words.of("sound.output-lost"));
    }

    static AudioStatus broken() {
        return new AudioStatus.Silent(Words.of("sound.broken"));
    }

    /** Put into words when asked for: the language may change while it lasts. */
    AudioStatus status() {
        return isStuck() ? outputLost() : loop.status();
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
        loop = newLoop(Player::outputLost);
        if (started) {
            loop.start();
        }
    }
}
