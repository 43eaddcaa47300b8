package rollscope.export;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rollscope.export.Recipe.Moves;
import rollscope.export.Recipe.Shortfall;
import rollscope.export.Recipe.Span;
import rollscope.midi.FileOptions;
import rollscope.midi.MidiFile;
import rollscope.transcription.Transcription;

/**
 * What a recipe makes of a song.
 *
 * @param recipe     as asked for
 * @param song       to be written: of the scope, quantised
 * @param options    to write it with
 * @param from       the second of the whole song at which {@code song} begins
 * @param loop       the stretch cut out, if one is
 * @param moves      what quantising did
 * @param shortfalls where the plan is not as asked for
 */
public record Plan(
        Recipe recipe,
        Transcription song,
        FileOptions options,
        double from,
        Optional<Span> loop,
        Moves moves,
        List<Shortfall> shortfalls) {
    public Plan {
        Objects.requireNonNull(recipe);
        Objects.requireNonNull(song);
        Objects.requireNonNull(options);
        Objects.requireNonNull(loop);
        Objects.requireNonNull(moves);
        shortfalls = List.copyOf(shortfalls);
    }

    /** The bytes of the file that holds all of it. */
    public MidiFile.Written written() {
        return MidiFile.write(song, options);
    }
}
