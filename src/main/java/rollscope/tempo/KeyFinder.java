package rollscope.tempo;

import java.util.Optional;
import rollscope.transcription.NoteTable;

/**
 * The key whose profile correlates best with how long each pitch class sounds (Krumhansl and Schmuckler 1990). The profiles are
 * for pop, where the minor scale keeps its natural seventh more often than the classical ones assume. The first half counts
 * once more: a song that modulates is in the key it starts in.
 */
final class KeyFinder {
    private static final double[] MAJOR = {0.81, 0.02, 0.53, 0.02, 0.63, 0.45, 0.05, 0.85, 0.02, 0.45, 0.06, 0.30};
    private static final double[] MINOR = {0.82, 0.02, 0.50, 0.65, 0.02, 0.48, 0.04, 0.83, 0.35, 0.06, 0.45, 0.10};
    private static final double LONGEST = 4;
    /** Below this correlation the notes favour no key. */
    private static final double LEAST = 0.5;

    private static final int FEWEST_NOTES = 8;

    private KeyFinder() {}

    static Optional<Key> of(NoteTable notes, boolean[] drums) {
        double[] whole = new double[12];
        double[] first = new double[12];
        double middle = notes.end() / 2;
        int count = 0;
        for (int i = 0; i < notes.size(); i++) {
            if (!drums[notes.instrument(i)]) {
                double length = Math.min(LONGEST, notes.end(i) - notes.start(i));
                whole[notes.pitch(i) % 12] += length;
                if (notes.start(i) < middle) {
                    first[notes.pitch(i) % 12] += length;
                }
                count++;
            }
        }
        if (count < FEWEST_NOTES) {
            return Optional.empty();
        }
        addShares(whole, first);
        Optional<Key> best = Optional.empty();
        double most = LEAST;
        for (var mode : Key.Mode.values()) {
            double[] profile = mode == Key.Mode.MAJOR ? MAJOR : MINOR;
            for (int tonic = 0; tonic < 12; tonic++) {
                double correlation = correlation(whole, profile, tonic);
                if (correlation > most) {
                    most = correlation;
                    best = Optional.of(new Key(tonic, mode));
                }
            }
        }
        return best;
    }

    private static void addShares(double[] whole, double[] first) {
        double all = sum(whole);
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
