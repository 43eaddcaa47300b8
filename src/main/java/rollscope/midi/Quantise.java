package rollscope.midi;

import java.util.Arrays;
import rollscope.tempo.TempoMap;
import rollscope.transcription.NoteTable;

/**
 * Moves the starts of notes towards a grid of note values. Lengths stay; only a note that would now run into the next of its pitch
 * and instrument ends there, if it did not overlap it before.
 *
 * @param step     the grid, in quarters: 0.25 for sixteenths, 1/6 for sixteenth triplets; {@value #FINEST} to {@value #COARSEST}
 * @param strength how much of the way to the grid a note goes, 0 to 1
 * @param swing    where in a pair of steps the second one lies: 0.5 in the middle, 2/3 as in a triplet, up to 0.75
 */
public record Quantise(double step, double strength, double swing) {
    /** A hundred-and-twenty-eighth triplet or so, in quarters. */
    public static final double FINEST = 1 / 48.0;

    /** A whole note, in quarters. */
    public static final double COARSEST = 4;

    public Quantise {
        if (!(step >= FINEST && step <= COARSEST)) {
            throw new IllegalArgumentException("a grid of " + step + " quarters");
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength " + strength + " is outside 0 to 1");
        }
        if (!(swing >= 0.5 && swing <= 0.75)) {
            throw new IllegalArgumentException("swing " + swing + " is outside 0.5 to 0.75");
        }
    }

    /** All the way, without swing. */
    public static Quantise to(double step) {
        return new Quantise(step, 1, 0.5);
    }

    /**
     * The notes, moved; the table given stays as it is.
     *
     * @param map where the grid lies: its steps start with each bar, without a meter with beat 0
     */
    public NoteTable apply(NoteTable notes, TempoMap map) {
        var quarters = new Quarters(map);
        int size = notes.size();
        double[] starts = new double[size];
        for (int i = 0; i < size; i++) {
            double beat = map.beatAt(notes.start(i));
            double goal = map.secondsAt(nearest(beat, map, quarters));
            starts[i] = Math.max(0, notes.start(i) + strength * (goal - notes.start(i)));
        }
        double[] ends = new double[size];
        int[] next = new int[notes.instrumentCount() << 7];
        Arrays.fill(next, -1);
        for (int i = size - 1; i >= 0; i--) {
            ends[i] = starts[i] + (notes.end(i) - notes.start(i));
            int key = notes.instrument(i) << 7 | notes.pitch(i);
            int following = next[key];
            if (following >= 0
                    && notes.end(i) <= notes.start(following)
                    && ends[i] > starts[following]
                    && starts[following] > starts[i]) {
                ends[i] = starts[following];
            }
            next[key] = i;
        }
        var moved = NoteTable.builder(size);
        for (int i = 0; i < size; i++) {
            moved.add(
                    starts[i],
                    Math.max(ends[i], Math.nextUp(starts[i])),
                    notes.pitch(i),
                    notes.velocity(i),
                    notes.instrument(i));
        }
        return moved.build();
    }

    /** The beat of the place of the grid nearest to a beat. */
    private double nearest(double beat, TempoMap map, Quarters quarters) {
        double barStart = map.hasBars() ? map.beatOfBar(Math.floor(map.barAt(beat) + 1e-9)) : 0;
        double barEnd = map.hasBars() ? map.beatOfBar(Math.floor(map.barAt(beat) + 1e-9) + 1) : Double.MAX_VALUE;
        double from = quarters.at(barStart);
        double place = quarters.at(beat) - from;
        double pair = 2 * step;
        double first = Math.floor(place / pair) * pair;
        double best = first;
        for (double candidate : new double[] {first + pair * swing, first + pair}) {
            if (Math.abs(candidate - place) < Math.abs(best - place)) {
                best = candidate;
            }
        }
        // A bar that is no whole number of steps ends with a shorter one.
        double end = map.hasBars() ? quarters.at(barEnd) - from : Double.MAX_VALUE;
        if (best > end || (map.hasBars() && end - place < Math.abs(best - place))) {
            best = end;
        }
        return quarters.beat(from + best);
    }
}
