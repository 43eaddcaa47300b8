package rollscope.service;

import java.util.List;
import rollscope.transcription.NoteTable;

/**
 * The notes of a finished job.
 *
 * @param instruments names in the order delivered, made up as {@code Instrument N} where one was missing; may repeat
 * @param notes       its instruments are indices into {@code instruments}
 * @param dropped     notes that could not be used: not an object, no finite time, reversed, pitch outside 0 to 127
 */
public record MidiAnswer(List<String> instruments, NoteTable notes, int dropped) {
    public MidiAnswer {
        instruments = List.copyOf(instruments);
    }
}
