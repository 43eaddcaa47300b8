package rollscope.playback;

import rollscope.transcription.Transcription;

/**
 * Plays a transcription. One audio thread owns the sample clock; the verbs may be called from any thread and return at once,
 * the snapshots are volatile.
 */
public final class Transport implements AutoCloseable {
    /** A transport on the default output, opened when first needed. */
    public static Transport onDefaultDevice() {
        throw new UnsupportedOperationException();
    }

    /** Replaces what is played; stops and returns to the start. Mutes and solos are cleared. */
    public void load(Transcription transcription) {
        throw new UnsupportedOperationException();
    }

    /** Plays from the current position; from the start if that is the end. */
    public void play() {
        throw new UnsupportedOperationException();
    }

    /** Stays where it is. */
    public void pause() {
        throw new UnsupportedOperationException();
    }

    /** Stops and returns to where play was last pressed. */
    public void stop() {
        throw new UnsupportedOperationException();
    }

    /** Seconds; clamped to the transcription. Playing goes on from there. */
    public void seek(double seconds) {
        throw new UnsupportedOperationException();
    }

    public void setMuted(int instrument, boolean muted) {
        throw new UnsupportedOperationException();
    }

    /** While any instrument is soloed, only soloed ones that are not muted are heard. */
    public void setSoloed(int instrument, boolean soloed) {
        throw new UnsupportedOperationException();
    }

    /** Sounds one note briefly, also while nothing plays. */
    public void audition(int instrument, int pitch, int velocity) {
        throw new UnsupportedOperationException();
    }

    /** 0 to 1. */
    public void setVolume(double volume) {
        throw new UnsupportedOperationException();
    }

    public Position position() {
        throw new UnsupportedOperationException();
    }

    public AudioStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
