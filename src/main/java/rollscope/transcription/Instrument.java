package rollscope.transcription;

import java.util.Objects;

/**
 * The service's named group of notes, or a track of a MIDI file.
 *
 * @param index   position in {@link Transcription#instruments()}, the value {@link NoteTable#instrument} refers to
 * @param name    as delivered; never blank
 * @param program General MIDI program 0 to 127; of a drum kit the kit number
 * @param guessed whether the program was derived from the name rather than stated by the source
 * @param drums   whether the pitches name kit pieces rather than tones
 */
public record Instrument(int index, String name, int program, boolean guessed, boolean drums) {
    public Instrument {
        Objects.requireNonNull(name);
        if (index < 0 || index > NoteTable.MAX_INSTRUMENT) {
            throw new IllegalArgumentException("instrument index " + index);
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("instrument without a name");
        }
        if (program < 0 || program > 127) {
            throw new IllegalArgumentException("program " + program + " is outside 0 to 127");
        }
    }
}
