package rollscope.playback;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The audio thread's work. It owns the synthesizer, the engine and the output; the outside sends it a {@link Wanted} and reads
 * {@link #published} and {@link #status}.
 *
 * <p>Synthesizer and output are opened by the first thing that sounds; the output is given back some seconds after the last
 * sound, so that others can have it and the next play takes what is then the default. While blocks follow each other nothing
 * here allocates, waits for a lock or logs; only the output makes it wait. (Gervill takes a lock of its own, which nobody else holds, and makes
 * some objects a note.)
 */
@SuppressWarnings("ReferenceEquality") // whether something was replaced, not whether it differs
final class Player {
    static final String NO_OUTPUT = "No sound output was found. You can still look and export.";
    static final String OUTPUT_LOST = "The sound output has stopped. Press play to try again.";
    static final String BROKEN = "The sound stopped because of a fault in the program. Press play to try again.";

    private static final System.Logger LOG = System.getLogger(Player.class.getName());

    /** Blocks of silence after which the output is closed: 2 s. */
    private static final int LINGER = 2 * Engine.RATE / Engine.BLOCK;

    private final Supplier<Synth> synths;
    private final Output.Source outputs;
    private final NanoClock clock;

    private final AtomicReference<Wanted> wanted = new AtomicReference<>(Wanted.NOTHING);
    private final Published published = new Published();
    private volatile AudioStatus status = new AudioStatus.Idle();
    private volatile @Nullable Thread thread;

    private Wanted applied = Wanted.NOTHING;
    private EventSchedule schedule = EventSchedule.EMPTY;
    private ChannelPlan channels = ChannelPlan.EMPTY;
    private boolean prepared = true;
    private @Nullable Synth synth;
    private @Nullable Engine engine;
    private @Nullable Output output;

    private final float[] mix = new float[Engine.BLOCK * Engine.CHANNELS];
    private final byte[] bytes = new byte[mix.length * 2];
    private final Timeline timeline = new Timeline();
    private final HeardClock heardClock = new HeardClock();
    private long written;
    private int quietBlocks;
    private boolean pieceMoves;
    private long pieceJump;
    private long expectedSong;

    Player(Supplier<Synth> synths, Output.Source outputs, NanoClock clock) {
        this.synths = synths;
        this.outputs = outputs;
        this.clock = clock;
    }

    AtomicReference<Wanted> wanted() {
        return wanted;
    }

    /** After changing {@link #wanted}. */
    void wake() {
        LockSupport.unpark(thread);
    }

    Published.Reading published() {
        return published.read();
    }

    AudioStatus status() {
        return status;
    }

    SoundbankStatus soundbank() {
        return SoundbankStatus.NONE;
    }

    PeakLevel level() {
        return PeakLevel.SILENCE;
    }

    NanoClock clock() {
        return clock;
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

    private void run() {
        while (!wanted.get().closed()) {
            try {
                if (!step()) {
                    LockSupport.park(this);
                }
            } catch (RuntimeException | OutOfMemoryError e) { // a soundbank may be larger than the memory
                LOG.log(Level.ERROR, "playback failed", e);
                fail(BROKEN);
                closeSynth();
            }
        }
        closeOutput();
        closeSynth();
    }

    /** Does what is wanted and plays one block; false if there is nothing to do until something else is wanted. */
    boolean step() {
        var now = wanted.get();
        try {
            if (now != applied) {
                apply(now);
            }
            if (output == null || engine == null) {
                return false;
            }
            block(output, engine);
            if (now.playing() && !engine.isMoving() && !engine.isFading() && isAtEnd(engine)) {
                // If this fails something else is wanted already.
                wanted.compareAndSet(now, now.withPlaying(false));
            }
            quietBlocks = engine.isQuiet() ? quietBlocks + 1 : 0;
            if (quietBlocks > LINGER) {
                closeOutput();
                publishRest(engine);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the output failed: {0}", String.valueOf(e));
            fail(OUTPUT_LOST);
        }
        return true;
    }

    private boolean isAtEnd(Engine playing) {
        return published.read().song() * Engine.RATE >= playing.length() - 0.5;
    }

    private void apply(Wanted now) throws IOException {
        var before = applied;
        applied = now;
        if (now.song() != before.song()) {
            if (engine != null && output != null && !engine.isQuiet()) {
                engine.jump(0, false, now.place().jump());
                block(output, engine);
            }
            schedule = new EventSchedule(now.song().notes(), now.song().duration());
            channels = new ChannelPlan(now.song().instruments());
            prepared = false;
            if (engine != null) {
                engine.load(schedule, channels);
            }
        }
        boolean auditions = now.audition() != before.audition() && now.audition() != Wanted.Audition.NONE;
        if (now.playing() || auditions) {
            open(now);
        }
        var current = engine;
        if (current == null) {
            return;
        }
        if (now.mix() != before.mix()) {
            current.setAudible(now.audible());
        }
        current.setVolume(now.mix().volume());
        if (now.place().jump() != before.place().jump()) {
            current.jump(
                    EventSchedule.sample(now.place().target()),
                    now.playing(),
                    now.place().jump());
        } else if (now.playing() && !before.playing()) {
            current.resume();
        } else if (!now.playing() && before.playing()) {
            current.halt();
        }
        if (auditions) {
            var audition = now.audition();
            current.audition(audition.instrument(), audition.pitch(), audition.velocity());
        }
        if (output == null) {
            publishRest(current);
        }
    }

    /** Opens what is not open yet. */
    private void open(Wanted now) {
        var player = synth;
        if (player == null) {
            player = synths.get();
            synth = player;
            prepared = false;
        }
        if (!prepared) {
            player.prepare(now.song(), channels);
            prepared = true;
        }
        if (engine == null) {
            var made = new Engine(player);
            made.load(schedule, channels);
            made.setAudible(now.audible());
            // Not playing yet: apply() goes on from here.
            made.jump(
                    EventSchedule.sample(now.place().target()),
                    false,
                    now.place().jump());
            engine = made;
        }
        if (output == null) {
            openOutput(player, engine);
        }
    }

    private void openOutput(Synth player, Engine current) {
        Output opened;
        if (player.playsItself()) {
            opened = new PacedOutput(clock);
            status = ready(opened, player);
        } else {
            try {
                opened = outputs.open();
                status = ready(opened, player);
            } catch (IOException e) {
                LOG.log(Level.INFO, "no sound output: {0}", String.valueOf(e.getCause()));
                opened = new PacedOutput(clock);
                status = new AudioStatus.Silent(NO_OUTPUT);
            }
        }
        output = opened;
        written = 0;
        quietBlocks = 0;
        heardClock.reset(clock.nanoTime());
        timeline.reset(current.song(), current.jumpNumber());
        pieceMoves = false;
        pieceJump = current.jumpNumber();
        expectedSong = current.song();
    }

    private static AudioStatus ready(Output opened, Synth player) {
        return new AudioStatus.Ready(
                opened.name(), player.bank(), (double) (opened.bufferFrames() + player.latencyFrames()) / Engine.RATE);
    }

    private void block(Output to, Engine from) throws IOException {
        long song = from.song();
        boolean moves = from.isMoving();
        if (moves != pieceMoves || from.jumpNumber() != pieceJump || song != expectedSong) {
            pieceMoves = moves;
            pieceJump = from.jumpNumber();
            timeline.add(written, song, 0, pieceJump);
            if (moves) {
                timeline.add(written + from.latencyFrames(), song, from.length() - song, pieceJump);
            }
        }
        expectedSong = moves ? song + Engine.BLOCK : song;
        from.render(mix);
        encode();
        to.write(bytes);
        written += Engine.BLOCK;

        long now = clock.nanoTime();
        double heard = heardClock.update(to.framesHeard(), written, now);
        int piece = timeline.pieceAt((long) heard);
        published.write(
                timeline.songAt(piece, heard) / Engine.RATE,
                now,
                timeline.jump(piece),
                timeline.isMoving(piece, heard));
    }

    private void publishRest(Engine resting) {
        published.write((double) resting.song() / Engine.RATE, clock.nanoTime(), resting.jumpNumber(), false);
    }

    /** To 16 bits, little end first. */
    private void encode() {
        for (int i = 0; i < mix.length; i++) {
            int sample = Math.round(mix[i] * Short.MAX_VALUE);
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
        }
    }

    /** Pauses where the last sound was heard. */
    private void fail(String sentence) {
        status = new AudioStatus.Silent(sentence);
        closeOutput();
        var heard = published.read();
        if (engine != null) {
            engine.drop(EventSchedule.sample(heard.song()));
        }
        wanted.updateAndGet(now -> {
            var paused = now.withPlaying(false);
            return heard.jump() == now.place().jump() ? paused.withJump(heard.song()) : paused;
        });
    }

    private void closeOutput() {
        if (output != null) {
            output.close();
            output = null;
        }
    }

    private void closeSynth() {
        if (synth != null) {
            synth.close();
            synth = null;
            engine = null;
        }
    }
}
