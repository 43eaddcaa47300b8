package rollscope.transcription;

import java.util.List;
import java.util.Objects;

/**
 * What a service heard in a song, or what a file contains: instruments and their notes.
 *
 * @param id          opaque, unique in its library
 * @param title       shown to the user
 * @param duration    seconds from the start of the audio to its end; at least the end of the last note
 * @param instruments in the order delivered; {@code instruments.get(i).index() == i}
 * @param notes       every note; its instruments are indices into {@code instruments}
 * @param stems       the stems of the separation it was made from, empty if unknown
 */
public record Transcription(
        String id, String title, double duration, List<Instrument> instruments, NoteTable notes, List<Stem> stems) {
    public Transcription {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        instruments = List.copyOf(instruments);
        stems = List.copyOf(stems);
        if (!(duration >= notes.end()) || Double.isInfinite(duration)) {
            throw new IllegalArgumentException("duration " + duration + " ends before the last note");
        }
        if (notes.instrumentCount() > instruments.size()) {
            throw new IllegalArgumentException("notes of an instrument that is not listed");
        }
        for (int i = 0; i < instruments.size(); i++) {
            if (instruments.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "instrument " + i + " has index " + instruments.get(i).index());
            }
        }
    }
}
