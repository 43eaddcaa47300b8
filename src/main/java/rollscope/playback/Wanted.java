package rollscope.playback;

import java.util.BitSet;
import java.util.List;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * What the user wants to happen: the one message to the audio thread, replaced as a whole by every verb. The thread compares it
 * with what it did last; so a hundred seeks in one block are one seek, and nothing can pile up.
 *
 * @param jump     number of the last jump; it goes to {@code target}
 * @param target   seconds
 * @param pressed  where play was last pressed, in seconds
 * @param muted    not changed once here
 * @param soloed   not changed once here
 * @param volume   0 to 1
 * @param audition the last one asked for of this song, or {@link Audition#NONE}
 */
record Wanted(
        Transcription song,
        boolean playing,
        long jump,
        double target,
        double pressed,
        BitSet muted,
        BitSet soloed,
        float volume,
        Audition audition,
        boolean closed) {

    /** One note to be heard; each has its number, from 1. */
    record Audition(long number, int instrument, int pitch, int velocity) {
        static final Audition NONE = new Audition(0, 0, 0, 0);
    }

    static final Wanted NOTHING = new Wanted(
            new Transcription("", "", 0, List.of(), NoteTable.EMPTY, List.of()),
            false,
            0,
            0,
            0,
            new BitSet(),
            new BitSet(),
            1,
            Audition.NONE,
            false);

    Wanted withSong(Transcription newSong) {
        return new Wanted(newSong, false, jump + 1, 0, 0, new BitSet(), new BitSet(), volume, Audition.NONE, closed);
    }

    Wanted withPlaying(boolean newPlaying) {
        return new Wanted(song, newPlaying, jump, target, pressed, muted, soloed, volume, audition, closed);
    }

    Wanted withPressed(double seconds) {
        return new Wanted(song, playing, jump, target, seconds, muted, soloed, volume, audition, closed);
    }

    Wanted withJump(double seconds) {
        return new Wanted(song, playing, jump + 1, seconds, pressed, muted, soloed, volume, audition, closed);
    }

    Wanted withMuted(int instrument, boolean value) {
        return new Wanted(
                song, playing, jump, target, pressed, with(muted, instrument, value), soloed, volume, audition, closed);
    }

    Wanted withSoloed(int instrument, boolean value) {
        return new Wanted(
                song, playing, jump, target, pressed, muted, with(soloed, instrument, value), volume, audition, closed);
    }

    Wanted withVolume(double newVolume) {
        return new Wanted(song, playing, jump, target, pressed, muted, soloed, (float) newVolume, audition, closed);
    }

    Wanted withAudition(int instrument, int pitch, int velocity) {
        return new Wanted(
                song,
                playing,
                jump,
                target,
                pressed,
                muted,
                soloed,
                volume,
                new Audition(audition.number + 1, instrument, pitch, velocity),
                closed);
    }

    Wanted withClosed() {
        return new Wanted(song, false, jump, target, pressed, muted, soloed, volume, audition, true);
    }

    /** By instrument: not muted, and soloed if any is. */
    boolean[] audible() {
        var audible = new boolean[song.instruments().size()];
        for (int i = 0; i < audible.length; i++) {
            audible[i] = !muted.get(i) && (soloed.isEmpty() || soloed.get(i));
        }
        return audible;
    }

    private static BitSet with(BitSet set, int at, boolean value) {
        var copy = (BitSet) set.clone();
        copy.set(at, value);
        return copy;
    }
}
