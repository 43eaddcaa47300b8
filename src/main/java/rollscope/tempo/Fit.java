package rollscope.tempo;

import java.util.Arrays;
import rollscope.transcription.NoteTable;

/**
 * How well notes lie on a tempo map.
 *
 * @param residual      typical distance of a note's start from its place on the grid, in seconds: the median over the notes
 *                      counted by {@code onGrid}, times 1.48, which for a normal spread is the standard deviation
 * @param concentration of note starts around the places of the grid, 0 for anywhere to 1 for exactly there: the length of the
 *                      mean of their phases as unit vectors within the finest division of the beat that the music uses
 * @param onGrid        share of the notes that start within 30 ms of a place of the grid, 0 to 1; by chance alone it is not 0
 * @param confidence    that the beats are the music's beats, 0 to 1: from concentration, number of notes and how clearly this
 *                      tempo beat its half, double and the like. An order, not a probability measured on a population
 */
public record Fit(double residual, double concentration, double onGrid, double confidence) {
    /** Nothing to go by. */
    public static final Fit NONE = new Fit(0, 0, 0, 0);

    /** Notes this far from the grid, in seconds, do not lie on it. */
    private static final double ON_GRID = 0.030;

    public Fit {
        if (!(residual >= 0) || !isShare(concentration) || !isShare(onGrid) || !isShare(confidence)) {
            throw new IllegalArgumentException(
                    "fit " + residual + ", " + concentration + ", " + onGrid + ", " + confidence);
        }
    }

    /**
     * How well the notes lie on a map, whoever made it. Looks at every note.
     *
     * @param until     seconds; notes from there on do not count
     * @param certainty 0 to 1, what is known of the confidence beside the concentration; 1 if nothing speaks against the map
     */
    public static Fit of(NoteTable notes, double until, TempoMap map, double certainty) {
        int stop = notes.firstStartingFrom(until);
        if (stop == 0) {
            return NONE;
        }
        double bestConcentration = -1;
        int division = 4;
        for (int d : new int[] {4, 3}) {
            double cos = 0;
            double sin = 0;
            for (int i = 0; i < stop; i++) {
                double phase = 2 * Math.PI * d * map.beatAt(notes.start(i));
                cos += Math.cos(phase);
                sin += Math.sin(phase);
            }
            double concentration = Math.hypot(cos, sin) / stop;
            if (concentration > bestConcentration) {
                bestConcentration = concentration;
                division = d;
            }
        }
        double[] off = new double[stop];
        int on = 0;
        for (int i = 0; i < stop; i++) {
            double place = map.beatAt(notes.start(i)) * division;
            double distance = Math.abs(map.secondsAt(Math.rint(place) / division) - notes.start(i));
            if (distance <= ON_GRID) {
                off[on++] = distance;
            }
        }
        Arrays.sort(off, 0, on);
        double residual = on == 0 ? 0 : 1.48 * off[on / 2];
        double concentration = Math.clamp(bestConcentration, 0, 1);
        return new Fit(residual, concentration, on / (double) stop, Math.clamp(concentration * certainty, 0, 1));
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
