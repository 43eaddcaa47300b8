package rollscope.playback;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import rollscope.audio.PcmFile;
import rollscope.midi.Instrumentation;
import rollscope.transcription.Transcription;

/**
 * Plays a transcription. One audio thread owns the sample clock; the verbs may be called from any thread and return at once,
 * the snapshots are volatile.
 *
 * <p>What a verb asks for shows in {@link #position} at once: after a seek that is the new place, also while the sound of the old
 * one is still on its way to the ear.
 */
public final class Transport implements AutoCloseable {
    /** A position that old is not extrapolated: the output has stalled. */
    private static final long STALE_NANOS = 250_000_000;

    /** Frames a second that a stem must have. */
    public static final int SAMPLE_RATE = Engine.RATE;

    public static final double SLOWEST = 0.25;
    public static final double FASTEST = 2;

    private final Player player;
    private volatile Runnable onChange = () -> {};

    Transport(Player player) {
        this.player = player;
    }

    /** A transport on the default output, opened when first needed. */
    public static Transport onDefaultDevice() {
        var player = new Player(new Synths(), Synths.loader(), LineOutput::open, NanoClock.SYSTEM);
        player.start();
        return new Transport(player);
    }

    /**
     * Replaces what is played; stops and returns to the start. Mutes, solos, the volumes of instruments, the stem, the loop and the
     * click are cleared; speed, blend and volume stay.
     */
    public void load(Transcription transcription) {
        Objects.requireNonNull(transcription);
        change(wanted -> wanted.withSong(transcription, true));
    }

    /**
     * As {@link #load}, but no sounds are made ready until something is to be heard, or {@link #prepare} is called: that keeps a
     * processor busy for a while, which at first has better things to do.
     */
    public void loadUnprepared(Transcription transcription) {
        Objects.requireNonNull(transcription);
        change(wanted -> wanted.withSong(transcription, false));
    }

    /** Makes the sounds ready for what is loaded, so that play starts at once. */
    public void prepare() {
        change(Wanted::withEarly);
    }

    /**
     * Replaces what is played by the same with other sounds or other drums. Everything stays as it is, and what plays goes on: as it was
     * until the new sounds are ready, then with a short fade.
     *
     * @param transcription the one that was loaded, with as many instruments
     */
    public void revoice(Transcription transcription) {
        change(wanted -> {
            if (transcription.instruments().size()
                    != wanted.song().instruments().size()) {
                throw new IllegalArgumentException("another song");
            }
            // Names are not heard.
            return soundsLike(transcription, wanted.song()) ? wanted : wanted.withVoices(transcription);
        });
    }

    @SuppressWarnings("ReferenceEquality") // a table that is alike is not worth being looked for
    private static boolean soundsLike(Transcription one, Transcription other) {
        return one.notes() == other.notes()
                && one.duration() == other.duration()
                && voices(one).equals(voices(other));
    }

    private static List<Instrumentation.Voice> voices(Transcription song) {
        return song.instruments().stream().map(Instrumentation.Voice::of).toList();
    }

    /** Plays from the current position; from the start if that is the end. Without a transcription nothing happens. */
    public void play() {
        change(wanted -> {
            if (wanted.playing() || wanted.length() == 0) {
                return wanted;
            }
            double seconds = position(wanted).seconds();
            if (seconds >= wanted.length()) {
                return wanted.withJump(0).withPressed(0).withPlaying(true);
            }
            return wanted.withPressed(seconds).withPlaying(true);
        });
    }

    /** Stays where it is. */
    public void pause() {
        change(wanted -> wanted.withPlaying(false));
    }

    /** Stops and returns to where play was last pressed. */
    public void stop() {
        change(wanted -> wanted.withPlaying(false).withJump(wanted.place().pressed()));
    }

    /** Seconds; clamped to the transcription and its stem. Playing goes on from there. */
    public void seek(double seconds) {
        change(wanted -> wanted.withJump(Math.clamp(seconds, 0, wanted.length())));
    }

    /**
     * From now on {@link #seek} sounds what is at the place it goes to, a short piece of the stem and the notes there, and nothing
     * moves on by itself. Playing goes on after {@link #endScrub}.
     */
    public void beginScrub() {
        change(wanted -> wanted.withScrub(true));
    }

    /** The playhead was let go. */
    public void endScrub() {
        change(wanted -> wanted.withScrub(false));
    }

    /** What is played over and over, or empty to play on. */
    public void setLoop(Optional<Loop> loop) {
        Objects.requireNonNull(loop);
        change(wanted -> wanted.with(wanted.course().withLoop(loop)));
    }

    /**
     * Of notes and stem alike; no pitch changes.
     *
     * @param speed 0.25 to 2 of that of the original
     */
    public void setSpeed(double speed) {
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new IllegalArgumentException("speed " + speed);
        }
        change(wanted -> wanted.with(wanted.course().withSpeed(speed)));
    }

    /** Clicks to be heard while playing, or empty for none. */
    public void setClick(Optional<Clicks> clicks) {
        Objects.requireNonNull(clicks);
        change(wanted -> wanted.with(wanted.course().withClicks(clicks)));
    }

    /**
     * What is heard beside the notes; its frame 0 is second 0. It stays the caller's, who may close it after setting another or
     * none: reading what is closed yields silence.
     *
     * @throws IllegalArgumentException if it is not at {@link #SAMPLE_RATE}
     */
    public void setStem(Optional<PcmFile> stem) {
        if (stem.isPresent() && stem.get().sampleRate() != SAMPLE_RATE) {
            throw new IllegalArgumentException(stem.get().sampleRate() + " Hz");
        }
        change(wanted -> wanted.withStem(stem));
    }

    /**
     * The balance of stem and notes, with equal power: together they are as loud everywhere. Without a stem the notes are heard as
     * if alone.
     *
     * @param blend 0 the stem alone, 1 the notes alone
     */
    public void setBlend(double blend) {
        checkShare(blend);
        change(wanted -> wanted.with(wanted.mix().withBlend(blend)));
    }

    /** Whether the stem is heard on the left and the notes on the right, each in mono and whatever the blend; only with a stem. */
    public void setSplit(boolean split) {
        change(wanted -> wanted.with(wanted.mix().withSplit(split)));
    }

    /**
     * @param instrument index in the transcription
     */
    public void setMuted(int instrument, boolean muted) {
        change(wanted -> wanted.with(wanted.mix().withMuted(checked(instrument, wanted), muted)));
    }

    /**
     * While any instrument is soloed, only soloed ones that are not muted are heard.
     *
     * @param instrument index in the transcription
     */
    public void setSoloed(int instrument, boolean soloed) {
        change(wanted -> wanted.with(wanted.mix().withSoloed(checked(instrument, wanted), soloed)));
    }

    /**
     * Sounds one note briefly, also while nothing plays.
     *
     * @param instrument index in the transcription
     * @param pitch      0 to 127
     * @param velocity   1 to 127
     */
    public void audition(int instrument, int pitch, int velocity) {
        audition(instrument, Phrase.of(pitch, velocity));
    }

    /**
     * Sounds a few notes, one after the other, also while nothing plays. If sounds have just been changed it waits for the new ones.
     *
     * @param instrument index in the transcription
     */
    public void audition(int instrument, Phrase phrase) {
        Objects.requireNonNull(phrase);
        change(wanted -> wanted.withAudition(checked(instrument, wanted), phrase));
    }

    /**
     * Heard at once, also by notes that sound.
     *
     * @param instrument index in the transcription
     * @param volume     0 to 1
     */
    public void setInstrumentVolume(int instrument, double volume) {
        checkShare(volume);
        change(wanted -> wanted.with(wanted.mix().withInstrumentVolume(checked(instrument, wanted), volume)));
    }

    /** Of everything: 0 to 1. */
    public void setVolume(double volume) {
        checkShare(volume);
        change(wanted -> wanted.with(wanted.mix().withVolume(volume)));
    }

    private static void checkShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(share + " is not within 0 to 1");
        }
    }

    /** The devices there are now; asks the system, which may take some time, so not on the thread of a window. */
    public static List<OutputDevice> outputs() {
        return LineOutput.devices();
    }

    /** Where sound goes: from the next block on if it sounds. If it is not there, {@link #status} says so. */
    public void setOutput(Optional<OutputDevice> output) {
        Objects.requireNonNull(output);
        change(wanted -> wanted.withOutput(output));
    }

    /**
     * The SoundFont 2 or DLS file that plays the notes, or empty for the best that the system has. Read in the background; if it
     * cannot be used, the one before plays on and {@link #soundbank} says why.
     */
    public void setSoundbank(Optional<Path> soundbank) {
        Objects.requireNonNull(soundbank);
        change(wanted -> wanted.withSoundbank(soundbank));
    }

    public SoundbankStatus soundbank() {
        return player.soundbank();
    }

    /** The peaks since the last call; for one caller. */
    public PeakLevel level() {
        return player.level();
    }

    /** Where playback is, as heard. */
    public Position position() {
        return position(player.wanted().get());
    }

    private Position position(Wanted wanted) {
        var heard = player.published();
        long now = player.clock().nanoTime();
        boolean playing = wanted.playing() && !player.isStuck();
        if (heard.jump() != wanted.place().jump()) {
            return new Position(
                    wanted.place().target(), now, playing, wanted.course().speed());
        }
        double seconds = heard.songAfter(Math.clamp(now - heard.time(), 0, STALE_NANOS));
        return new Position(
                Math.min(seconds, wanted.length()),
                now,
                playing,
                wanted.course().speed());
    }

    /** Whether something is heard: what plays, or what was played and still dies away. */
    public boolean isSounding() {
        return player.isSounding();
    }

    public AudioStatus status() {
        return player.status();
    }

    /** Whether none of the snapshots will change before the next verb: nothing is heard, moves, is awaited or being read. */
    public boolean isAtRest() {
        return player.isAtRest();
    }

    /** Tells when a verb ended that rest, perhaps: after each of them, on its thread. Only the last one set is told. */
    public void setOnChange(Runnable told) {
        onChange = told;
    }

    /** Ends the audio thread and gives the output back, both soon. */
    @Override
    public void close() {
        change(Wanted::withClosed);
    }

    private static int checked(int instrument, Wanted wanted) {
        return Objects.checkIndex(instrument, wanted.song().instruments().size());
    }

    private void change(UnaryOperator<Wanted> change) {
        player.replaceStuck();
        player.wanted().updateAndGet(change);
        player.wake();
        onChange.run();
    }
}
