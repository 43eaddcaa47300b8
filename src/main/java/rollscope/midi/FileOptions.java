package rollscope.midi;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import rollscope.tempo.Key;

/**
 * How a transcription becomes a Standard MIDI File.
 *
 * @param tracks   format 0 or 1
 * @param key      written at the start of the file; none is written if it is not known
 * @param velocity of every note, 1 to 127; as delivered if empty
 * @param shortest how long a note lasts at least, in seconds from 0 to {@value #LONGEST_MINIMUM}; whatever it says, a note is at
 *                 least a tick long, and ends where its pitch starts again
 */
public record FileOptions(
        Placement placement, Tracks tracks, Optional<Key> key, OptionalInt velocity, double shortest) {
    /** The longest {@link #shortest}, in seconds. */
    public static final double LONGEST_MINIMUM = 10;

    /** A track an instrument, seconds as they are, nothing changed. */
    public static final FileOptions EXACT = new FileOptions(
            new Placement.ExactSeconds(), Tracks.ONE_AN_INSTRUMENT, Optional.empty(), OptionalInt.empty(), 0);

    /** Into how many tracks the notes go. */
    public enum Tracks {
        /** Format 1. */
        ONE_AN_INSTRUMENT,
        /** Format 0: instruments differ by their channel only. Those without notes are left out, and so are all names but the title. */
        ONE
    }

    public FileOptions {
        Objects.requireNonNull(placement);
        Objects.requireNonNull(tracks);
        Objects.requireNonNull(key);
        if (velocity.isPresent() && (velocity.getAsInt() < 1 || velocity.getAsInt() > 127)) {
            throw new IllegalArgumentException("velocity " + velocity.getAsInt() + " is outside 1 to 127");
        }
        if (!(shortest >= 0 && shortest <= LONGEST_MINIMUM)) {
            throw new IllegalArgumentException("notes of at least " + shortest + " s");
        }
    }

    public FileOptions withPlacement(Placement wanted) {
        return new FileOptions(wanted, tracks, key, velocity, shortest);
    }

    public FileOptions withTracks(Tracks wanted) {
        return new FileOptions(placement, wanted, key, velocity, shortest);
    }

    public FileOptions withKey(Optional<Key> wanted) {
        return new FileOptions(placement, tracks, wanted, velocity, shortest);
    }

    public FileOptions withVelocity(OptionalInt wanted) {
        return new FileOptions(placement, tracks, key, wanted, shortest);
    }

    public FileOptions withShortest(double wanted) {
        return new FileOptions(placement, tracks, key, velocity, wanted);
    }
}
