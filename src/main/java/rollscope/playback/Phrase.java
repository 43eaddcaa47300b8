package rollscope.playback;

import java.util.ArrayList;
import java.util.List;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/**
 * A few notes, one after the other, to hear what something sounds like. Immutable.
 *
 * @param steps at most {@link #LONGEST}
 */
public record Phrase(List<Step> steps) {
    /** In notes. */
    public static final int LONGEST = 16;

    static final Phrase SILENT = new Phrase(List.of());

    /** How long a note alone sounds, in seconds. */
    private static final double ALONE = 0.35;

    private static final int MIDDLE_C = 60;
    private static final int NOTES = 5;
    private static final double SHORTEST = 0.12;
    private static final double LAST = 0.6;

    /**
     * @param pitch    0 to 127
     * @param velocity 1 to 127
     * @param seconds  how long it sounds, and until the next begins; above 0 to 2
     */
    public record Step(int pitch, int velocity, double seconds) {
        public Step {
            if (!Pitch.isValid(pitch) || velocity < 1 || velocity > 127 || !(seconds > 0 && seconds <= 2)) {
                throw new IllegalArgumentException(
                        "pitch " + pitch + ", velocity " + velocity + " for " + seconds + " s");
            }
        }
    }

    public Phrase {
        steps = List.copyOf(steps);
        if (steps.size() > LONGEST) {
            throw new IllegalArgumentException(steps.size() + " notes");
        }
    }

    /** One note, for a third of a second. */
    public static Phrase of(int pitch, int velocity) {
        return new Phrase(List.of(new Step(pitch, velocity, ALONE)));
    }

    /**
     * What an instrument plays from a time on, in its own rhythm as long as that has no pauses: the highest of notes that start
     * together. What it plays from the start if nothing comes any more; a middle note if it plays nothing. May look at all notes.
     *
     * @param seconds of the song
     */
    public static Phrase of(NoteTable notes, int instrument, double seconds) {
        var found = starts(notes, instrument, notes.firstStartingFrom(seconds));
        if (found.isEmpty()) {
            found = starts(notes, instrument, 0);
        }
        if (found.isEmpty()) {
            return of(MIDDLE_C, 90);
        }
        var steps = new ArrayList<Step>();
        for (int i = 0; i < found.size(); i++) {
            int note = found.get(i);
            double wait = i + 1 < found.size() ? notes.start(found.get(i + 1)) - notes.start(note) : LAST;
            // A phrase is to be recognised, not waited for.
            steps.add(new Step(notes.pitch(note), notes.velocity(note), Math.clamp(wait, SHORTEST, LAST)));
        }
        return new Phrase(steps);
    }

    private static List<Integer> starts(NoteTable notes, int instrument, int from) {
        var found = new ArrayList<Integer>();
        for (int note = from; note < notes.size(); note++) {
            if (notes.instrument(note) != instrument) {
                continue;
            }
            boolean chord = !found.isEmpty() && notes.start(note) - notes.start(found.getLast()) < SHORTEST / 4;
            if (chord) {
                found.set(found.size() - 1, note);
            } else if (found.size() == NOTES) {
                break;
            } else {
                found.add(note);
            }
        }
        return found;
    }
}
