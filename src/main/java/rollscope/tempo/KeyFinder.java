package rollscope.tempo;

import java.util.Arrays;
import java.util.Optional;
import rollscope.transcription.NoteTable;

/**
 * The key whose profile correlates best with how long each pitch class sounds (Krumhansl and Schmuckler 1990). The profiles are
 * for pop, where the minor scale keeps its natural seventh more often than the classical ones assume. The first half counts
 * once more: a song that modulates is in the key it starts in.
 *
 * <p>The same seven notes make a major key and its relative minor, and two keys a fifth apart differ in one note only, which a
 * tune may avoid. What the bass does tells them apart: it stays longest on the roots of the tonic and then of the fourth and fifth
 * degree, and a song's first bass note is more often the tonic than any other. Both weigh little, as a bass may also walk.
 */
final class KeyFinder {
    /** How much of each degree sounds, in semitones from the tonic: the shares of pop songs, made by hand. */
    private static final double[] MAJOR = {0.81, 0.02, 0.53, 0.02, 0.63, 0.45, 0.05, 0.85, 0.02, 0.45, 0.06, 0.30};

    private static final double[] MINOR = {0.82, 0.02, 0.50, 0.65, 0.02, 0.48, 0.04, 0.83, 0.35, 0.06, 0.45, 0.10};

    /**
     * How much of the time each degree is the root. After the order and size that de Clercq and Temperley (A corpus analysis of
     * rock harmony, 2011) give for all of rock, I before IV before V, shared out between the modes by hand.
     */
    private static final double[] MAJOR_ROOTS = {0.33, 0, 0.06, 0.01, 0.03, 0.22, 0, 0.18, 0.01, 0.10, 0.04, 0.01};

    private static final double[] MINOR_ROOTS = {0.33, 0, 0.03, 0.08, 0.01, 0.15, 0, 0.13, 0.12, 0.02, 0.12, 0.01};

    /** What the roots weigh beside the pitch classes, and what a song that starts on the tonic is worth, in correlation. */
    private static final double ROOTS = 0.15;

    private static final double FIRST_BASS = 0.05;

    private static final double LONGEST = 4;
    /** Below this correlation the notes favour no key. */
    private static final double LEAST = 0.5;

    private static final int FEWEST_NOTES = 8;
    /** Steps a second in which the bass is looked for. */
    private static final int RATE = 8;

    private static final int BASS_BELOW = 60;
    private static final byte SILENT = Byte.MAX_VALUE;

    private final double[] sounding = new double[12];
    private final double[] roots = new double[12];
    /** Pitch class of the first bass note, −1 if there is none. */
    private int firstBass = -1;

    private int notes;

    private KeyFinder(NoteTable table, boolean[] drums) {
        double[] first = new double[12];
        double middle = table.end() / 2;
        byte[] lowest = new byte[(int) Math.min(RATE * TempoAnalysis.LONGEST, Math.ceil(table.end() * RATE))];
        Arrays.fill(lowest, SILENT);
        for (int i = 0; i < table.size(); i++) {
            if (drums[table.instrument(i)]) {
                continue;
            }
            int pitch = table.pitch(i);
            double length = Math.min(LONGEST, table.end(i) - table.start(i));
            sounding[pitch % 12] += length;
            if (table.start(i) < middle) {
                first[pitch % 12] += length;
            }
            if (pitch < BASS_BELOW) {
                int from = (int) Math.min(lowest.length, Math.round(table.start(i) * RATE));
                int to = (int)
                        Math.min(lowest.length, Math.max(from + 1L, Math.round((table.start(i) + length) * RATE)));
                for (int step = from; step < to; step++) {
                    lowest[step] = (byte) Math.min(lowest[step], pitch);
                }
            }
            notes++;
        }
        addShares(sounding, first);
        for (int step = 0; step < lowest.length; step++) {
            if (lowest[step] != SILENT) {
                int pitchClass = lowest[step] % 12;
                roots[pitchClass] += step < lowest.length / 2 ? 2 : 1;
                firstBass = firstBass < 0 ? pitchClass : firstBass;
            }
        }
    }

    static Optional<Key> of(NoteTable notes, boolean[] drums) {
        return new KeyFinder(notes, drums).best();
    }

    private Optional<Key> best() {
        Optional<Key> best = Optional.empty();
        double most = Double.NEGATIVE_INFINITY;
        for (var mode : Key.Mode.values()) {
            boolean major = mode == Key.Mode.MAJOR;
            for (int tonic = 0; tonic < 12 && notes >= FEWEST_NOTES; tonic++) {
                double fit = correlation(sounding, major ? MAJOR : MINOR, tonic);
                double score = fit
                        + ROOTS * correlation(roots, major ? MAJOR_ROOTS : MINOR_ROOTS, tonic)
                        + (firstBass == tonic ? FIRST_BASS : 0);
                if (fit > LEAST && score > most) {
                    most = score;
                    best = Optional.of(new Key(tonic, mode));
                }
            }
        }
        return best;
    }

    private static void addShares(double[] whole, double[] first) {
        double all = Math.max(Double.MIN_NORMAL, sum(whole));
        double half = Math.max(Double.MIN_NORMAL, sum(first));
        for (int k = 0; k < 12; k++) {
            whole[k] = whole[k] / all + first[k] / half;
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Pearson's. */
    private static double correlation(double[] amounts, double[] profile, int tonic) {
        double meanA = sum(amounts) / 12;
        double meanP = sum(profile) / 12;
        double ap = 0;
        double aa = 0;
        double pp = 0;
        for (int k = 0; k < 12; k++) {
            double a = amounts[(tonic + k) % 12] - meanA;
            double p = profile[k] - meanP;
            ap += a * p;
            aa += a * a;
            pp += p * p;
        }
        return aa == 0 ? 0 : ap / Math.sqrt(aa * pp);
    }
}
