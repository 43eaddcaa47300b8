package rollscope.tempo;

import java.util.Arrays;

/**
 * Which of several related tempos is the one people would count: each is tracked on its own, and a linear score of what lies on
 * its beats and between them decides.
 */
final class Level {
    /** How far an onset may be from its place. */
    private static final double TOLERANCE = 0.040;

    private static final double NOVELTY_WINDOW = 0.6;
    /** The strength of a place where nothing starts. */
    private static final double EMPTY = -3;

    private static final int FACTS = 18;
    private static final double SNARE_WEIGHT = 6;
    private static final int FEWEST_SNARES = 8;

    private Level() {}

    /**
     * Higher is better; only differences mean something, as logarithms of odds.
     *
     * @param path     at least two beats
     * @param duration of all that was to be explained, in seconds
     */
    static double score(Onsets onsets, Chroma chroma, BeatTracker.Path path, double duration) {
        double[] facts = facts(onsets, chroma, path, duration);
        double score = 0;
        for (int i = 0; i < FACTS; i++) {
            score += Weights.LEVEL[i] * facts[i];
        }
        return score + SNARE_WEIGHT * backbeat(onsets, path.beats());
    }

    /** −1 if snares are between beats to 1 if they are on beats: the backbeat of songs with drums; 0 without a snare. */
    private static double backbeat(Onsets onsets, double[] beats) {
        int on = 0;
        int between = 0;
        for (int i = 0; i + 1 < beats.length; i++) {
            int beat = onsets.nearest(beats[i], TOLERANCE);
            int half = onsets.nearest((beats[i] + beats[i + 1]) / 2, TOLERANCE);
            on += beat >= 0 && onsets.snare[beat] ? 1 : 0;
            between += half >= 0 && onsets.snare[half] ? 1 : 0;
        }
        return on + between < FEWEST_SNARES ? 0 : (on - between) / (double) (on + between);
    }

    private static double[] facts(Onsets onsets, Chroma chroma, BeatTracker.Path path, double duration) {
        double[] beats = path.beats();
        int n = beats.length - 1;
        double l = Math.log(interval(beats) / 0.6);
        boolean triple = path.triple() > 0.5;
        var whole = new Places(onsets, chroma, n);
        var half = new Places(onsets, chroma, n);
        var quarter = new Places(onsets, chroma, 2 * n);
        var third = new Places(onsets, chroma, 2 * n);
        for (int i = 0; i < n; i++) {
            double step = beats[i + 1] - beats[i];
            whole.add(beats[i]);
            half.add(beats[i] + step / 2);
            quarter.add(beats[i] + step / 4);
            quarter.add(beats[i] + step * 3 / 4);
            third.add(beats[i] + step / 3);
            third.add(beats[i] + step * 2 / 3);
        }
        double contrast = whole.contrast();
        double over = whole.strength() - half.strength();
        return new double[] {
            l,
            l * l,
            whole.occupancy(),
            half.occupancy(),
            quarter.occupancy(),
            third.occupancy(),
            over,
            contrast,
            triple ? 0 : half.strength() - quarter.strength(),
            whole.bass / (double) Math.max(1, whole.bass + half.bass),
            whole.bass / (double) n,
            triple ? 1 : 0,
            path.score() / duration,
            whole.novelty() - half.novelty(),
            Math.pow(Math.max(0, l), 3),
            whole.novelty(),
            l * contrast,
            l * over
        };
    }

    /** The interval most of the beats keep: the mean of those within 4 % of the most frequent, in seconds. */
    static double interval(double[] beats) {
        int n = beats.length - 1;
        // Beats lie on frames: over four of them the rounding is a quarter as large.
        int span = Math.min(4, n);
        double[] intervals = new double[n - span + 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = (beats[i + span] - beats[i]) / span;
        }
        Arrays.sort(intervals);
        int most = 0;
        int at = 0;
        int from = 0;
        for (int i = 0; i < intervals.length; i++) {
            while (intervals[from] < intervals[i] * 0.98) {
                from++;
            }
            if (i - from + 1 > most) {
                most = i - from + 1;
                at = from;
            }
        }
        double centre = intervals[at + most / 2];
        double sum = 0;
        int count = 0;
        for (double interval : intervals) {
            if (Math.abs(interval / centre - 1) < 0.04) {
                sum += interval;
                count++;
            }
        }
        return sum / count;
    }

    /** What starts at places of one kind. */
    private static final class Places {
        private final Onsets onsets;
        private final Chroma chroma;
        private final double[] strengths;
        private int count;
        private int occupied;
        private int bass;
        private double strength;
        private double novelty;

        Places(Onsets onsets, Chroma chroma, int most) {
            this.onsets = onsets;
            this.chroma = chroma;
            strengths = new double[most];
        }

        void add(double seconds) {
            int i = onsets.nearest(seconds, TOLERANCE);
            strengths[count] = i < 0 ? EMPTY : onsets.strength[i];
            if (i >= 0) {
                occupied++;
                bass += onsets.bass[i] ? 1 : 0;
            }
            strength += strengths[count];
            novelty += chroma.novelty(seconds, NOVELTY_WINDOW);
            count++;
        }

        double occupancy() {
            return occupied / (double) count;
        }

        double strength() {
            return strength / count;
        }

        double novelty() {
            return novelty / count;
        }

        /** How much every other place differs from its neighbours, whichever they are, in windows of eight. */
        double contrast() {
            double sum = 0;
            int windows = 0;
            for (int from = 0; from + 8 <= count; from += 8) {
                double even = 0;
                for (int i = from; i < from + 8; i++) {
                    even += (i % 2 == 0 ? strengths[i] : -strengths[i]) / 4;
                }
                sum += Math.abs(even);
                windows++;
            }
            return sum / Math.max(1, windows);
        }
    }
}
