package rollscope.midi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/**
 * On which pitches a drum instrument was delivered, held against the kit of General MIDI. It only tells; see {@link DrumMap}.
 *
 * @param pitches every pitch in use, from the lowest
 */
public record DrumAudit(List<Use> pitches) {
    /** The highest pitch of drums, hats and cymbals; above lie bongos, whistles, guiros and their like. */
    private static final int HIGHEST_OF_KIT = 59;

    /** What a pitch means on channel 10. */
    public enum Kind {
        /** A drum, hat or cymbal of the kit, or what hangs beside them: 35 to 59. */
        KIT,
        /** Hand percussion: 60 to 81. */
        PERCUSSION,
        /** Nothing in General MIDI; many kits are silent there. */
        NOTHING
    }

    /**
     * @param name by General MIDI, empty for {@link Kind#NOTHING}
     */
    public record Use(int pitch, int notes, Kind kind, String name) {}

    public DrumAudit {
        pitches = List.copyOf(pitches);
    }

    /**
     * @param instrument index of a drum instrument
     */
    public static DrumAudit of(NoteTable notes, int instrument) {
        int[] counts = new int[Pitch.COUNT];
        notes.notesOf(instrument).forEach(note -> counts[notes.pitch(note)]++);
        return of(counts);
    }

    /**
     * One of every instrument, whether it is one of drums or not: any can turn out to be. Looks at every note once.
     *
     * @param instruments how many there are
     */
    public static List<DrumAudit> ofAll(NoteTable notes, int instruments) {
        var counts = new int[instruments][Pitch.COUNT];
        for (int note = 0; note < notes.size(); note++) {
            counts[notes.instrument(note)][notes.pitch(note)]++;
        }
        return Arrays.stream(counts).map(DrumAudit::of).toList();
    }

    private static DrumAudit of(int[] counts) {
        var uses = new ArrayList<Use>();
        for (int pitch = 0; pitch < counts.length; pitch++) {
            if (counts[pitch] > 0) {
                uses.add(new Use(pitch, counts[pitch], kind(pitch), GeneralMidi.drumName(pitch)));
            }
        }
        return new DrumAudit(uses);
    }

    private static Kind kind(int pitch) {
        return GeneralMidi.drumName(pitch).isEmpty()
                ? Kind.NOTHING
                : pitch <= HIGHEST_OF_KIT ? Kind.KIT : Kind.PERCUSSION;
    }

    /** How many notes there are. */
    public int notes() {
        return pitches.stream().mapToInt(Use::notes).sum();
    }

    /** How many notes are of a kind. */
    public int notes(Kind kind) {
        return pitches.stream()
                .filter(use -> use.kind == kind)
                .mapToInt(Use::notes)
                .sum();
    }

    /** The same with every pitch where a map leads it; pitches that meet are one. */
    public DrumAudit through(DrumMap map) {
        int[] counts = new int[Pitch.COUNT];
        pitches.forEach(use -> counts[map.of(use.pitch)] += use.notes);
        return of(counts);
    }

    /** Whether the pitches can be those of General MIDI: most notes are of the kit, and there is a kick or a snare. */
    public boolean looksLikeGeneralMidi() {
        boolean beats = pitches.stream().anyMatch(use -> use.pitch >= 35 && use.pitch <= 40);
        return pitches.isEmpty() || (beats && notes(Kind.KIT) > notes(Kind.PERCUSSION) + notes(Kind.NOTHING));
    }
}
