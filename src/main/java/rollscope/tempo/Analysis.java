package rollscope.tempo;

import java.util.Objects;
import java.util.Optional;

/**
 * What the notes of a transcription tell of its tempo, beats, bars and key. All of it is estimated.
 *
 * @param map   empty if there are too few notes to tell a tempo
 * @param beats of the map, from second 0 to the end of the transcription; the first may lie up to 30 ms before it; none
 *              without a map
 * @param key   empty if the notes favour none
 * @param fit   how well the notes lie on the map; {@link Fit#NONE} without one
 * @param free  whether the tempo wanders as in expressive playing: the beats then follow the player and carry less weight
 */
public record Analysis(Optional<TempoMap> map, Beats beats, Optional<Key> key, Fit fit, boolean free) {
    /** Nothing could be told. */
    public static final Analysis NONE = new Analysis(Optional.empty(), Beats.NONE, Optional.empty(), Fit.NONE, false);

    public Analysis {
        Objects.requireNonNull(map);
        Objects.requireNonNull(beats);
        Objects.requireNonNull(key);
        Objects.requireNonNull(fit);
    }
}
