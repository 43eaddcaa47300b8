package rollscope.roll;

import java.util.List;
import java.util.OptionalInt;
import rollscope.transcription.NoteTable;

/** From note to note: along an instrument, and across to the next lane. Notes are meant by their index in the table. */
public final class NoteSteps {
    private NoteSteps() {}

    /**
     * The note so many steps along the instrument of {@code current}; the first or last where there are not as many. Without a
     * current note, the one next to {@code from}: of the instrument in front, or of any where each has its lane.
     *
     * @param current -1 for none
     * @param from    seconds
     * @param delta   how many notes further; below 0 goes back; 0 goes nowhere
     */
    public static OptionalInt along(Lanes lanes, LaneLayout layout, int current, double from, int delta) {
        NoteTable notes = lanes.transcription().notes();
        if (delta == 0 || notes.isEmpty()) {
            return OptionalInt.empty();
        }
        if (current >= 0) {
            LaneIndex index = lanes.index(notes.instrument(current));
            return at(index, index.positionOf(current) + (long) delta);
        }
        long after = delta > 0 ? delta - 1L : delta;
        if (layout.overlay()) {
            LaneIndex index = layout.lanes().getLast().index();
            return at(index, index.firstStartingFrom(from) + after);
        }
        return OptionalInt.of(Math.clamp(notes.firstStartingFrom(from) + after, 0, notes.size() - 1));
    }

    private static OptionalInt at(LaneIndex index, long position) {
        return index.size() == 0
                ? OptionalInt.empty()
                : OptionalInt.of(index.note(Math.clamp(position, 0, index.size() - 1)));
    }

    /**
     * The note of the next lane that starts nearest to {@code current}; lanes without notes are passed over. Where lanes share a
     * place there is none.
     *
     * @param delta 1 goes down, -1 up
     */
    public static OptionalInt across(Lanes lanes, LaneLayout layout, int current, int delta) {
        NoteTable notes = lanes.transcription().notes();
        List<Lane> stack = layout.lanes();
        if (layout.overlay() || current < 0) {
            return OptionalInt.empty();
        }
        int place = 0;
        while (stack.get(place).instrument().index() != notes.instrument(current)) {
            place++;
        }
        do {
            place += delta;
        } while (place >= 0 && place < stack.size() && stack.get(place).index().size() == 0);
        if (place < 0 || place >= stack.size()) {
            return OptionalInt.empty();
        }
        LaneIndex index = stack.get(place).index();
        double start = notes.start(current);
        int next = Math.min(index.firstStartingFrom(start), index.size() - 1);
        if (next > 0 && start - notes.start(index.note(next - 1)) < notes.start(index.note(next)) - start) {
            next--;
        }
        return OptionalInt.of(index.note(next));
    }
}
