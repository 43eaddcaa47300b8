package rollscope.tempo;

import java.util.Objects;
import java.util.Optional;

/**
 * The tempo of a song as it counts now, and how it came to be known: what is shown, clicked and written follows this one value.
 *
 * @param map    beats and bars; empty if nobody knows them
 * @param key    empty if none is known
 * @param fit    how well the notes lie on the map; {@link Fit#NONE} without one, and until it has been looked at
 * @param source where the map is from
 */
public record SongTempo(Optional<TempoMap> map, Optional<Key> key, Fit fit, Source source) {
    /** Who says so. */
    public enum Source {
        /** The notes, as far as they tell; the user may have corrected it, but has not said that it is right. */
        ESTIMATED,
        /** A MIDI file that states it. */
        FROM_FILE,
        /** The user. */
        CONFIRMED
    }

    /** Nothing is known, or nothing yet. */
    public static final SongTempo NONE = new SongTempo(Optional.empty(), Optional.empty(), Fit.NONE, Source.ESTIMATED);

    public SongTempo {
        Objects.requireNonNull(map);
        Objects.requireNonNull(key);
        Objects.requireNonNull(fit);
        Objects.requireNonNull(source);
    }

    /** What the notes tell. */
    public static SongTempo of(Analysis analysis) {
        return new SongTempo(analysis.map(), analysis.key(), analysis.fit(), Source.ESTIMATED);
    }

    /** What a file states; its notes have not been held against it. */
    public static SongTempo ofFile(TempoMap map, Optional<Key> key) {
        return new SongTempo(Optional.of(map), key, Fit.NONE, Source.FROM_FILE);
    }
}
