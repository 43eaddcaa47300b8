package rollscope.playback;

import java.util.Objects;
import java.util.function.UnaryOperator;
import rollscope.transcription.Pitch;
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

    private final Player player;

    Transport(Player player) {
        this.player = player;
    }

    /** A transport on the default output, opened when first needed. */
    public static Transport onDefaultDevice() {
        var player = new Player(Synths::open, LineOutput::open, NanoClock.SYSTEM);
        player.start();
        return new Transport(player);
    }

    /** Replaces what is played; stops and returns to the start. Mutes and solos are cleared. */
    public void load(Transcription transcription) {
        Objects.requireNonNull(transcription);
        change(wanted -> wanted.withSong(transcription));
    }

    /** Plays from the current position; from the start if that is the end. Without a transcription nothing happens. */
    public void play() {
        change(wanted -> {
            if (wanted.playing() || wanted.song().duration() == 0) {
                return wanted;
            }
            double seconds = position(wanted).seconds();
            if (seconds >= wanted.song().duration()) {
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
        change(wanted -> wanted.withPlaying(false).withJump(wanted.pressed()));
    }

    /** Seconds; clamped to the transcription. Playing goes on from there. */
    public void seek(double seconds) {
        change(wanted -> wanted.withJump(Math.clamp(seconds, 0, wanted.song().duration())));
    }

    /**
     * @param instrument index in the transcription
     */
    public void setMuted(int instrument, boolean muted) {
        change(wanted -> wanted.withMuted(checked(instrument, wanted), muted));
    }

    /**
     * While any instrument is soloed, only soloed ones that are not muted are heard.
     *
     * @param instrument index in the transcription
     */
    public void setSoloed(int instrument, boolean soloed) {
        change(wanted -> wanted.withSoloed(checked(instrument, wanted), soloed));
    }

    /**
     * Sounds one note briefly, also while nothing plays.
     *
     * @param instrument index in the transcription
     * @param pitch      0 to 127
     * @param velocity   1 to 127
     */
    public void audition(int instrument, int pitch, int velocity) {
        if (!Pitch.isValid(pitch) || velocity < 1 || velocity > 127) {
            throw new IllegalArgumentException("pitch " + pitch + ", velocity " + velocity);
        }
        change(wanted -> wanted.withAudition(checked(instrument, wanted), pitch, velocity));
    }

    /** 0 to 1. */
    public void setVolume(double volume) {
        if (!(volume >= 0 && volume <= 1)) {
            throw new IllegalArgumentException("volume " + volume);
        }
        change(wanted -> wanted.withVolume(volume));
    }

    /** Where playback is, as heard. */
    public Position position() {
        return position(player.wanted().get());
    }

    private Position position(Wanted wanted) {
        var heard = player.published();
        long now = player.clock().nanoTime();
        if (heard.jump() != wanted.jump()) {
            return new Position(wanted.target(), now, wanted.playing());
        }
        if (!heard.moving()) {
            return new Position(heard.song(), now, wanted.playing());
        }
        double seconds = heard.song() + Math.clamp(now - heard.time(), 0, STALE_NANOS) * 1e-9;
        return new Position(Math.min(seconds, wanted.song().duration()), now, wanted.playing());
    }

    public AudioStatus status() {
        return player.status();
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
        player.wanted().updateAndGet(change);
        player.wake();
    }
}
