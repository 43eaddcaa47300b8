package rollscope.tempo;

/**
 * Finds bar starts, and beats that are half a beat off, by a Viterbi search over the half beats of a bar: what starts at each of
 * them speaks for the downbeat, the middle of the bar, another beat or a place between beats; a bar that is not regular costs.
 */
final class BarFinder {
    /** How far the facts of neighbouring half beats are trusted to be independent. */
    private static final double TRUST = 0.45;

    private static final double IRREGULAR = 7;
    private static final double HALF_BEAT = 4;

    private static final int DOWNBEAT = 0;
    private static final int MIDDLE = 1;
    private static final int BEAT = 2;
    private static final int OFF = 3;

    /** What drums add to the logits of downbeat, middle, other beat and off the beat. */
    private static final double[] KICK = {0.5, 0.3, -0.3, 0};

    private static final double[] SNARE = {-0.6, -0.5, 0.5, -0.2};
    private static final double[] CRASH = {1, 0, 0, 0};

    /**
     * The best reading in bars of one length.
     *
     * @param places of each half beat in its bar, 0 for the downbeat, odd between beats
     */
    @SuppressWarnings("ArrayRecordComponent") // a result inside the package; never compared
    record Reading(int beatsPerBar, int[] places, double score) {}

    private final double[][] evidence;

    /**
     * @param ticks every half beat, in seconds
     */
    BarFinder(Onsets onsets, Chroma chroma, double[] ticks) {
        evidence = new double[ticks.length][4];
        var facts = new BarFacts(onsets, chroma, ticks);
        double[] values = new double[BarFacts.COUNT];
        for (int i = 0; i < ticks.length; i++) {
            facts.of(i, values);
            weigh(values, evidence[i]);
        }
    }

    /** Logarithm of how much likelier each kind of place is after the facts than before. */
    private static void weigh(double[] facts, double[] evidence) {
        double most = Double.NEGATIVE_INFINITY;
        for (int place = 0; place < 4; place++) {
            double sum = facts[13] * KICK[place] + facts[14] * SNARE[place] + facts[15] * CRASH[place];
            double[] weights = Weights.PLACE[place];
            for (int k = 0; k < facts.length; k++) {
                sum += weights[k] * facts[k];
            }
            evidence[place] = sum;
            most = Math.max(most, sum);
        }
        double total = 0;
        for (int place = 0; place < 4; place++) {
            total += Math.exp(evidence[place] - most);
        }
        double norm = most + Math.log(total);
        for (int place = 0; place < 4; place++) {
            evidence[place] = TRUST * (evidence[place] - norm - Math.log(Weights.PLACE_SHARE[place]));
        }
    }

    Reading read(int beatsPerBar) {
        int places = 2 * beatsPerBar;
        int[] kind = new int[places];
        for (int p = 0; p < places; p++) {
            kind[p] = p == 0 ? DOWNBEAT : p % 2 == 1 ? OFF : p == beatsPerBar && beatsPerBar == 4 ? MIDDLE : BEAT;
        }
        int n = evidence.length;
        byte[] from = new byte[n * places];
        double[] score = new double[places];
        double[] next = new double[places];
        for (int i = 0; i < n; i++) {
            int bestEven = best(score, 0);
            int bestOdd = best(score, 1);
            for (int p = 0; p < places; p++) {
                int before = Math.floorMod(p - 1, places);
                int same = p % 2 == 0 ? bestOdd : bestEven;
                int slipped = p % 2 == 0 ? bestEven : bestOdd;
                if (i > 0 && score[same] - IRREGULAR > score[before]) {
                    before = same;
                }
                double most = before == Math.floorMod(p - 1, places) ? score[before] : score[before] - IRREGULAR;
                if (i > 0 && score[slipped] - IRREGULAR - HALF_BEAT > most) {
                    most = score[slipped] - IRREGULAR - HALF_BEAT;
                    before = slipped;
                }
                from[i * places + p] = (byte) before;
                next[p] = (i > 0 ? most : 0) + evidence[i][kind[p]];
            }
            double[] swap = score;
            score = next;
            next = swap;
        }
        int[] path = new int[n];
        int place = score[best(score, 0)] >= score[best(score, 1)] ? best(score, 0) : best(score, 1);
        double total = score[place];
        for (int i = n - 1; i >= 0; i--) {
            path[i] = place;
            place = from[i * places + place];
        }
        return new Reading(beatsPerBar, path, total);
    }

    private static int best(double[] score, int first) {
        int best = first;
        for (int p = first; p < score.length; p += 2) {
            if (score[p] > score[best]) {
                best = p;
            }
        }
        return best;
    }
}
