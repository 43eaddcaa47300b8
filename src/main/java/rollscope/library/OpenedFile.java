package rollscope.library;

import java.util.Objects;
import java.util.Optional;
import rollscope.tempo.SongTempo;
import rollscope.transcription.Transcription;

/**
 * What a file of the user's holds.
 *
 * @param tempo what a MIDI file states of tempo, bars and key; empty if it states nothing
 * @param loss  a sentence for the user if a part of the file could not be read
 */
public record OpenedFile(Transcription transcription, Optional<SongTempo> tempo, Optional<String> loss) {
    public OpenedFile {
        Objects.requireNonNull(transcription);
        Objects.requireNonNull(tempo);
        Objects.requireNonNull(loss);
    }

    /** Notes alone, all of them. */
    public static OpenedFile of(Transcription transcription) {
        return new OpenedFile(transcription, Optional.empty(), Optional.empty());
    }
}
