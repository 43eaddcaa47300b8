package rollscope.ui.roll;

import java.util.Locale;
import rollscope.language.Words;
import rollscope.midi.GeneralMidi;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Pitch;

/** The exact values of a note in words. */
final class NoteText {
    private NoteText() {}

    /** Such as {@code C4 · 60 · 12.3125 s – 12.5573 s · 244.8 ms · velocity 88 · Electric Bass (finger)}. */
    static String of(NoteTable notes, int note, Instrument instrument, OctaveNaming naming) {
        return String.join(
                " · ",
                pitch(notes, note, instrument, naming),
                times(notes, note),
                velocity(notes, note),
                instrument.name());
    }

    /** The same in two lines, without the instrument, which its lane names already. */
    static String brief(NoteTable notes, int note, Instrument instrument, OctaveNaming naming) {
        return pitch(notes, note, instrument, naming) + " · " + velocity(notes, note) + "\n" + times(notes, note);
    }

    /** For the ear: {@code C4, 12.31 s, 0.25 s long, velocity 88, Electric Bass (finger)}. */
    static String spoken(NoteTable notes, int note, Instrument instrument, OctaveNaming naming) {
        return Words.of(
                "roll.note-said",
                name(notes.pitch(note), instrument, naming),
                String.format(Locale.ROOT, "%.2f", notes.start(note)),
                String.format(Locale.ROOT, "%.2f", notes.end(note) - notes.start(note)),
                Integer.toString(notes.velocity(note)),
                instrument.name());
    }

    private static String velocity(NoteTable notes, int note) {
        return Words.of("roll.note-velocity", Integer.toString(notes.velocity(note)));
    }

    /** A drum's piece of the kit, where the pitch names one; else the pitch. */
    private static String name(int pitch, Instrument instrument, OctaveNaming naming) {
        String piece = instrument.drums() ? GeneralMidi.drumName(pitch) : "";
        return piece.isEmpty() ? new Pitch(pitch).name(naming) : piece;
    }

    private static String pitch(NoteTable notes, int note, Instrument instrument, OctaveNaming naming) {
        int pitch = notes.pitch(note);
        return name(pitch, instrument, naming) + " · " + pitch;
    }

    private static String times(NoteTable notes, int note) {
        double start = notes.start(note);
        double end = notes.end(note);
        return String.format(Locale.ROOT, "%.4f s – %.4f s · %.1f ms", start, end, (end - start) * 1000);
    }
}
