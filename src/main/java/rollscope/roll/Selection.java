package rollscope.roll;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/** Chosen notes of one {@link NoteTable}, by their index in it. Immutable; one bit a note. */
public final class Selection {
    public static final Selection EMPTY = new Selection(new BitSet());

    private final BitSet chosen;
    private final int size;

    private Selection(BitSet chosen) {
        this.chosen = chosen;
        size = chosen.cardinality();
    }

    /** A selection of these notes, in any order, repeats allowed. */
    public static Selection of(int... notes) {
        var chosen = new BitSet();
        Arrays.stream(notes).forEach(chosen::set);
        return chosen.isEmpty() ? EMPTY : new Selection(chosen);
    }

    /** A selection of the notes whose bits are set; the bits are copied. */
    public static Selection of(BitSet notes) {
        return notes.isEmpty() ? EMPTY : new Selection((BitSet) notes.clone());
    }

    /** Every note of a table of this size. */
    public static Selection all(int size) {
        var chosen = new BitSet(size);
        chosen.set(0, size);
        return chosen.isEmpty() ? EMPTY : new Selection(chosen);
    }

    /** Every note of an instrument. */
    public static Selection ofInstrument(LaneIndex index) {
        var chosen = new BitSet();
        for (int position = 0; position < index.size(); position++) {
            chosen.set(index.note(position));
        }
        return chosen.isEmpty() ? EMPTY : new Selection(chosen);
    }

    /** Every note of an instrument that has this pitch. */
    public static Selection ofPitch(LaneIndex index, int pitch) {
        var chosen = new BitSet();
        for (int position = 0; position < index.size(); position++) {
            int note = index.note(position);
            if (index.table().pitch(note) == pitch) {
                chosen.set(note);
            }
        }
        return chosen.isEmpty() ? EMPTY : new Selection(chosen);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public boolean contains(int note) {
        return chosen.get(note);
    }

    /** The first chosen note, in the order of the table; -1 if none is. */
    public int first() {
        return chosen.nextSetBit(0);
    }

    /** The first chosen note from {@code note} on, in the order of the table; -1 if there is none. */
    public int next(int note) {
        return chosen.nextSetBit(note);
    }

    /** Visits the chosen notes in the order of the table. */
    public void forEach(IntConsumer visitor) {
        chosen.stream().forEach(visitor);
    }

    /** The chosen notes in the order of the table. */
    public int[] notes() {
        return chosen.stream().toArray();
    }

    /** These notes and those. */
    public Selection and(Selection other) {
        var both = (BitSet) chosen.clone();
        both.or(other.chosen);
        return new Selection(both);
    }

    /** This selection with one note taken out if it is in it, put in if it is not. */
    public Selection toggled(int note) {
        var changed = (BitSet) chosen.clone();
        changed.flip(note);
        return changed.isEmpty() ? EMPTY : new Selection(changed);
    }

    /**
     * What the chosen notes have in common.
     *
     * @param count        how many
     * @param from         start of the first, in seconds
     * @param to           end of the last, in seconds
     * @param lowest       lowest pitch
     * @param highest      highest pitch
     * @param meanVelocity 1 to 127
     */
    public record Summary(int count, double from, double to, int lowest, int highest, double meanVelocity) {}

    /**
     * Sums up the chosen notes of {@code notes}, the table this selection is of.
     *
     * @throws IllegalStateException if nothing is selected
     */
    public Summary summary(NoteTable notes) {
        if (isEmpty()) {
            throw new IllegalStateException("nothing is selected");
        }
        double from = Double.POSITIVE_INFINITY;
        double to = 0;
        int lowest = 127;
        int highest = 0;
        long velocity = 0;
        for (int note = chosen.nextSetBit(0); note >= 0; note = chosen.nextSetBit(note + 1)) {
            from = Math.min(from, notes.start(note));
            to = Math.max(to, notes.end(note));
            lowest = Math.min(lowest, notes.pitch(note));
            highest = Math.max(highest, notes.pitch(note));
            velocity += notes.velocity(note);
        }
        return new Summary(size, from, to, lowest, highest, (double) velocity / size);
    }

    /**
     * Where the chosen notes lie.
     *
     * @param from start of the first, in seconds
     * @param to   end of the last, in seconds
     * @param rows a bit for each instrument and pitch that has one: {@code instrument * Pitch.COUNT + pitch}
     */
    public record Extent(double from, double to, BitSet rows) {
        public boolean has(int instrument, int pitch) {
            return rows.get(instrument * Pitch.COUNT + pitch);
        }
    }

    /**
     * Looks where the chosen notes of {@code notes}, the table this selection is of, lie.
     *
     * @throws IllegalStateException if nothing is selected
     */
    public Extent extent(NoteTable notes) {
        if (isEmpty()) {
            throw new IllegalStateException("nothing is selected");
        }
        double to = 0;
        var rows = new BitSet();
        for (int note = chosen.nextSetBit(0); note >= 0; note = chosen.nextSetBit(note + 1)) {
            to = Math.max(to, notes.end(note));
            rows.set(notes.instrument(note) * Pitch.COUNT + notes.pitch(note));
        }
        return new Extent(notes.start(first()), to, rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selection selection && chosen.equals(selection.chosen);
    }

    @Override
    public int hashCode() {
        return chosen.hashCode();
    }

    @Override
    public String toString() {
        return size + " notes selected";
    }
}
