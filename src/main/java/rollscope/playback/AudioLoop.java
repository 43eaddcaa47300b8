package rollscope.playback;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.midi.ChannelPlan;
import rollscope.transcription.Transcription;

/**
 * The audio thread's work. It owns the synthesizer, the engine and the output; the outside sends it a {@link Wanted} and reads
 * {@link #published} and {@link #status}.
 *
 * <p>The synthesizer is opened in the background as soon as there is a song, or later if that is wanted, the output by the first thing
 * that sounds; the output is given back some seconds after the last sound, so that others can have it and the next play takes what is
 * then the default. While blocks follow each other nothing here allocates, waits for a lock or logs; only the output makes it wait. (Gervill takes a lock of
 * its own, which nobody else holds, and makes some objects a note.)
 */
@SuppressWarnings("ReferenceEquality") // whether something was replaced, not whether it differs
final class AudioLoop {
    private static final System.Logger LOG = System.getLogger(AudioLoop.class.getName());

    /** Blocks of silence after which the output is closed: 2 s. */
    private static final int LINGER = 2 * Engine.RATE / Engine.BLOCK;

    /** No output keeps a block waiting that long unless it is gone. */
    private static final long STUCK_NANOS = 2_000_000_000;

    private static final long FREE = Long.MAX_VALUE;

    private final SynthSource synths;
    private final Executor loader;
    private final Output.Source outputs;
    private final NanoClock clock;
    private final AtomicReference<Wanted> wanted;
    private final Meter meter;

    private final Published published = new Published();
    private volatile Supplier<AudioStatus> status;
    private volatile SoundbankStatus soundbank = SoundbankStatus.NONE;
    private volatile @Nullable Thread thread;
    private volatile boolean abandoned;
    private volatile boolean sounding;

    /** What was wanted when there was nothing more to do for it; null before that and while a synthesizer is taken over. */
    private volatile @Nullable Wanted rested;

    /** Since when the output has had this thread. */
    private volatile long inOutputSince = FREE;

    /** What the loader has ready. */
    private final AtomicReference<@Nullable Ready> ready = new AtomicReference<>();

    private int requested;
    private boolean awaiting;

    private Wanted applied = Wanted.NOTHING;
    private long auditioned;
    private ChannelPlan channels = ChannelPlan.EMPTY;
    private EventSchedule schedule = EventSchedule.EMPTY;
    /** Whose sounds and events the engine has. */
    private Transcription voiced = Wanted.NOTHING.song();

    private @Nullable Synth synth;
    private @Nullable Engine engine;
    private @Nullable Output output;

    private final float[] mix = new float[Engine.BLOCK * Engine.CHANNELS];
    private final byte[] bytes = new byte[mix.length * 2];
    private final SixteenBits bits = new SixteenBits();
    private final Timeline timeline = new Timeline();
    private final HeardClock heardClock = new HeardClock();
    private long written;
    private int quietBlocks;
    private int turns;
    private int arrivals;

    /**
     * What a song is played with.
     *
     * @param opened with its sounds; null if that went wrong
     */
    private record Ready(
            int number,
            Transcription song,
            EventSchedule schedule,
            ChannelPlan channels,
            SynthSource.@Nullable Opened opened) {}

    AudioLoop(
            SynthSource synths,
            Executor loader,
            Output.Source outputs,
            NanoClock clock,
            AtomicReference<Wanted> wanted,
            Meter meter,
            Supplier<AudioStatus> status) {
        this.synths = synths;
        this.loader = loader;
        this.outputs = outputs;
        this.clock = clock;
        this.wanted = wanted;
        this.meter = meter;
        this.status = status;
    }

    // For other threads

    void wake() {
        LockSupport.unpark(thread);
    }

    Published.Reading published() {
        return published.read();
    }

    AudioStatus status() {
        return status.get();
    }

    SoundbankStatus soundbank() {
        return soundbank;
    }

    boolean isSounding() {
        return sounding;
    }

    boolean isAtRest() {
        return rested == wanted.get() && !soundbank.loading();
    }

    boolean isStuck(long now) {
        long since = inOutputSince;
        return since != FREE && now - since > STUCK_NANOS;
    }

    /** Ends the thread as soon as its output lets it go; it does nothing any more that could be noticed. */
    void abandon() {
        abandoned = true;
        wake();
    }

    /** Works on a thread of its own until closed. */
    @SuppressWarnings("ThreadPriorityCheck") // a late block is heard as a crack
    void start() {
        thread = Thread.ofPlatform()
                .name("audio")
                .daemon(true)
                .priority(Thread.MAX_PRIORITY)
                .start(this::run);
    }

    // The thread

    private void run() {
        while (!isOver()) {
            try {
                // What wakes may have come while the output had the thread waiting.
                if (!step() && !isOver()) {
                    LockSupport.park(this);
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.log(Level.ERROR, "playback failed", e);
                if (!abandoned) {
                    fail(Player::broken);
                    closeSynth();
                }
            }
        }
        closeOutput();
        closeSynth();
        var late = ready.getAndSet(null);
        if (late != null) {
            close(late);
        }
    }

    private boolean isOver() {
        return abandoned || wanted.get().closed();
    }

    /** Does what is wanted and plays one block; false if there is nothing to do until something else is wanted. */
    boolean step() {
        var now = wanted.get();
        try {
            boolean fresh = takeSynth(now);
            if (now != applied || fresh || (isToAudition(now) && engine != null)) {
                apply(now, fresh);
            }
            if (output == null || engine == null) {
                rested = now;
                return false;
            }
            block(output, engine);
            if (abandoned) {
                return false;
            }
            if (now.playing() && !now.scrub() && !engine.isMoving() && !engine.isFading() && isAtEnd(engine)) {
                // If this fails something else is wanted already.
                wanted.compareAndSet(now, now.withPlaying(false));
            }
            quietBlocks = engine.isQuiet() ? quietBlocks + 1 : 0;
            sounding = (quietBlocks - 1) * Engine.BLOCK <= output.bufferFrames();
            if (quietBlocks > LINGER) {
                closeOutput();
                publishRest(engine);
            }
        } catch (IOException e) {
            if (!abandoned) {
                LOG.log(Level.WARNING, "the output failed: {0}", String.valueOf(e));
                fail(Player::outputLost);
            }
        }
        return true;
    }

    private boolean isAtEnd(Engine playing) {
        return published.read().song() * Engine.RATE >= playing.length() - 0.5;
    }

    // The synthesizer

    private void request(Wanted now) {
        int number = ++requested;
        var song = now.song();
        boolean sameEvents = song.notes() == voiced.notes() && song.duration() == voiced.duration();
        var events = schedule;
        awaiting = true;
        soundbank = new SoundbankStatus(soundbank.name(), soundbank.builtIn(), true, soundbank.trouble());
        loader.execute(() -> {
            var made = new Ready(number, song, EventSchedule.EMPTY, ChannelPlan.EMPTY, null);
            try {
                var plan = ChannelPlan.of(song.instruments());
                made = new Ready(
                        number,
                        song,
                        sameEvents ? events : new EventSchedule(song.notes(), song.duration()),
                        plan,
                        synths.open(now.device().soundbank(), plan));
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.log(Level.ERROR, "no synthesizer", e);
            }
            hand(made);
        });
    }

    private void hand(Ready made) {
        var unused = ready.getAndSet(made);
        if (unused != null) {
            close(unused);
        }
        if (isOver()) {
            var late = ready.getAndSet(null);
            if (late != null) {
                close(late);
            }
        }
        wake();
    }

    private static void close(Ready made) {
        if (made.opened != null) {
            made.opened.synth().close();
        }
    }

    /** Takes over a synthesizer that is ready; whether there is a new engine. */
    private boolean takeSynth(Wanted now) throws IOException {
        var made = ready.getAndSet(null);
        if (made == null) {
            return false;
        }
        rested = null;
        var opened = made.opened;
        if (made.number != requested) {
            loader.execute(() -> close(made));
            return false;
        }
        awaiting = false;
        if (opened == null) {
            soundbank = new SoundbankStatus(soundbank.name(), soundbank.builtIn(), false, soundbank.trouble());
            if (engine == null) {
                fail(Player::broken);
            }
            return false;
        }
        soundbank = opened.bank();
        schedule = made.schedule;
        channels = made.channels;
        voiced = made.song;
        var old = synth;
        synth = opened.synth();
        var current = engine;
        if (current == null) {
            current = new Engine(opened.synth());
            current.load(schedule, channels);
            engine = current;
            return true;
        }
        boolean moves = current.isMoving() || current.isFading();
        try {
            if (output != null && moves) {
                current.halt();
                block(output, current);
            }
        } finally {
            // Also if the output dies just then: the engine and this must not differ on who plays.
            current.setSynth(opened.synth(), schedule, channels);
            if (old != null) {
                loader.execute(old::close);
            }
        }
        if (moves && now.playing()) {
            current.resume();
        }
        return false;
    }

    // What is wanted

    /**
     * @param fresh whether the engine knows nothing of what was wanted before
     */
    private void apply(Wanted now, boolean fresh) throws IOException {
        var before = applied;
        applied = now;
        boolean anew = fresh;
        boolean otherSong = now.number() != before.number();
        boolean otherVoices = now.song() != before.song();
        if (otherSong) {
            leaveSong(now);
        }
        boolean sounds = now.playing() || now.scrub() || now.audition().number() != auditioned;
        boolean none = engine == null && !awaiting;
        boolean early = now.device().early();
        if (now.length() > 0
                && ((otherVoices && (early || !none))
                        || now.device().tries() != before.device().tries()
                        || (none && (sounds || (early && !before.device().early()))))) {
            request(now);
            anew |= takeSynth(now);
        }
        var current = engine;
        if (current == null) {
            return;
        }
        setSound(current, now, before, anew);
        if (output != null && !now.device().output().equals(before.device().output())) {
            reopen(current, now);
            anew = true;
        }
        if (sounds && output == null) {
            openOutput(current, now);
        }
        move(current, now, before, anew);
        if (isToAudition(now)) {
            auditioned = now.audition().number();
            current.audition(now.audition().instrument(), now.audition().phrase());
        }
        if (output == null) {
            publishRest(current);
        }
    }

    /** What shall be heard with other sounds waits for them, unless they do not come. */
    private boolean isToAudition(Wanted now) {
        return now.audition().number() != auditioned && (now.song() == voiced || !awaiting);
    }

    private void leaveSong(Wanted now) throws IOException {
        var current = engine;
        if (current != null && output != null && !current.isQuiet()) {
            current.jump(0, false, now.place().jump());
            block(output, current);
        }
        auditioned = 0;
        if (now.length() == 0) {
            closeOutput();
        }
        closeSynth();
        // What is still being opened was for the song before.
        requested++;
        if (awaiting) {
            awaiting = false;
            soundbank = new SoundbankStatus(soundbank.name(), soundbank.builtIn(), false, soundbank.trouble());
        }
    }

    private static void setSound(Engine current, Wanted now, Wanted before, boolean anew) {
        if (anew || !now.stem().equals(before.stem())) {
            current.setStem(now.stem().orElse(null));
        }
        if (anew || now.course() != before.course()) {
            current.setSpeed(now.course().speed());
            if (anew || !now.course().loop().equals(before.course().loop())) {
                current.setLoop(now.course().loop().orElse(null));
            }
            if (anew || !now.course().clicks().equals(before.course().clicks())) {
                current.setClicks(now.course().clicks().orElse(null));
            }
        }
        if (anew || now.mix() != before.mix()) {
            current.setAudible(now.audible());
            if (anew || now.mix().volumes() != before.mix().volumes()) {
                current.setVolumes(now.mix().volumes());
            }
            current.setVolume(now.mix().volume());
        }
        if (anew || now.mix() != before.mix() || !now.stem().equals(before.stem())) {
            current.setBalance(now.mix().blend(), now.mix().split());
        }
    }

    private static void move(Engine current, Wanted now, Wanted before, boolean anew) {
        long place = EventSchedule.sample(now.place().target());
        long jump = now.place().jump();
        boolean jumps = anew || jump != before.place().jump();
        if (now.scrub()) {
            if (!before.scrub()) {
                current.halt();
            }
            if (jumps) {
                current.scrub(place, jump);
            }
        } else if (before.scrub() && !jumps) {
            current.jump(Math.round(current.song()), now.playing(), current.jumpNumber());
        } else if (jumps) {
            current.jump(place, now.playing(), jump);
        } else if (now.playing() && !before.playing()) {
            current.resume();
        } else if (!now.playing() && before.playing()) {
            current.halt();
        }
    }

    // The output

    /** Goes on with another output where the last was heard. */
    private void reopen(Engine current, Wanted now) {
        var heard = published.read();
        closeOutput();
        current.drop(EventSchedule.sample(heard.song()));
        openOutput(current, now);
        if (now.playing()) {
            current.resume();
        }
    }

    private void openOutput(Engine current, Wanted now) {
        var player = synth;
        if (player == null) {
            return;
        }
        Output opened;
        if (player.playsItself()) {
            opened = new PacedOutput(clock);
            status = ready(opened, player);
        } else {
            try {
                opened = outputs.open(now.device().output());
                status = ready(opened, player);
            } catch (IOException e) {
                LOG.log(Level.INFO, "no sound output: {0}", String.valueOf(e.getCause()));
                opened = new PacedOutput(clock);
                var missing = now.device().output();
                status = () -> noOutput(missing);
            }
        }
        output = opened;
        written = 0;
        quietBlocks = 0;
        heardClock.reset(clock.nanoTime());
        timeline.reset(current.song(), current.jumpNumber());
        arrivals = current.arrivals();
        turns = current.turns();
    }

    private static AudioStatus noOutput(Optional<OutputDevice> device) {
        return device.<AudioStatus>map(
                        missing -> new AudioStatus.Silent(Words.of("sound.output-missing", missing.name())))
                .orElseGet(Player::noOutput);
    }

    private static Supplier<AudioStatus> ready(Output opened, Synth player) {
        double latency = (double) (opened.bufferFrames() + player.latencyFrames()) / Engine.RATE;
        // The synthesizer is not kept for its name: it may hold a large soundbank.
        String bank = player.bank();
        return () -> new AudioStatus.Ready(opened.name(), bank, latency);
    }

    private void block(Output to, Engine from) throws IOException {
        long heardFrom = written + from.latencyFrames();
        if (from.turns() != turns) {
            turns = from.turns();
            if (from.arrivals() != arrivals) {
                arrivals = from.arrivals();
                if (from.isMoving()) {
                    bits.restart();
                }
                timeline.stay(written, from.song(), from.jumpNumber());
            }
            if (from.isMoving()) {
                timeline.move(heardFrom, from.song(), from.until(), from.back(), from.speed(), from.jumpNumber());
            }
        }
        from.render(mix);
        if (from.seamAt() >= 0) {
            timeline.move(
                    heardFrom + from.seamAt(),
                    from.seamSong(),
                    from.seamUntil(),
                    from.back(),
                    from.speed(),
                    from.jumpNumber());
        }
        meter.add(mix);
        bits.encode(mix, mix.length, bytes);
        inOutputSince = clock.nanoTime();
        try {
            to.write(bytes);
        } finally {
            inOutputSince = FREE;
        }
        if (abandoned) {
            return;
        }
        written += Engine.BLOCK;

        long now = clock.nanoTime();
        double heard = heardClock.update(to.framesHeard(), written, now);
        int piece = timeline.pieceAt((long) heard);
        published.write(
                timeline.songAt(piece, heard) / Engine.RATE,
                now,
                timeline.jump(piece),
                timeline.isMoving(piece, heard),
                timeline.speed(piece),
                timeline.until(piece) / Engine.RATE,
                (double) timeline.back(piece) / Engine.RATE);
    }

    private void publishRest(Engine resting) {
        published.write(resting.song() / Engine.RATE, clock.nanoTime(), resting.jumpNumber());
    }

    /** Pauses where the last sound was heard. */
    private void fail(Supplier<AudioStatus> why) {
        status = why;
        closeOutput();
        var heard = published.read();
        if (engine != null) {
            engine.drop(EventSchedule.sample(heard.song()));
        }
        wanted.updateAndGet(now -> now.pausedAt(heard));
    }

    private void closeOutput() {
        if (output != null) {
            var closing = output;
            output = null;
            sounding = false;
            inOutputSince = clock.nanoTime();
            try {
                closing.close();
            } finally {
                inOutputSince = FREE;
            }
        }
    }

    private void closeSynth() {
        var old = synth;
        if (old != null) {
            synth = null;
            engine = null;
            loader.execute(old::close);
        }
    }
}
