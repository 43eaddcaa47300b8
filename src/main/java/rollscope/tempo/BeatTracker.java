package rollscope.tempo;

import java.util.Arrays;

/**
 * Finds the sequence of beats that explains a stretch of onsets best: an explicit-duration Viterbi search over the time of a
 * beat and the interval before it, exact and over the whole stretch. It is dynamic programming as in Ellis, "Beat Tracking by
 * Dynamic Programming" (2007), with the interval as part of the state as in the bar-pointer models (Whiteley, Cemgil, Godsill
 * 2006; Krebs, Böck, Widmer 2015), but on notes: each place of the grid, the beat, its half, quarters and thirds, either holds
 * an onset of some strength or is empty, and an empty place costs. So the level of the beat is not free, and no periodicity
 * has to be folded. Onsets beside the grid cost nothing, which is why added notes do little harm.
 */
final class BeatTracker {
    /** Frames a second; beats lie on frames, finer places between. */
    static final int RATE = 96;

    static final int SHORTEST = (int) Math.round(0.27 * RATE);
    static final int LONGEST = (int) Math.round(1.40 * RATE);

    private static final int FINE = 2;
    private static final double SIGMA = 0.014;
    /** Onsets a second that mean nothing. */
    private static final double NOISE = 0.5;
    /** Changing to any other tempo at once. */
    private static final float JUMP = 14;
    /** Onsets a second from which on the fitted shares of occupied places hold. */
    private static final double FULL_RATE = 3.3;

    private static final byte JUMPED = Byte.MAX_VALUE;
    private static final byte STARTED = Byte.MAX_VALUE - 1;

    private final double from;
    private final int frames;
    private final int firstFrame;
    private final int lastFrame;
    /** What a beat, half, quarter or third at each fine frame adds to the score. */
    private final float[] beat;

    private final float[] half;
    private final float[] quarter;
    private final float[] third;

    /**
     * How intervals may follow each other, and which are likely.
     *
     * @param shortest interval in frames
     * @param longest  interval in frames
     * @param reach    by how many frames an interval may differ from the one before
     * @param spread   standard deviation of the logarithm of the ratio of two intervals
     * @param centre   the likely interval in seconds
     * @param pull     cost per beat of being off the centre, by the logarithm of the ratio; 0 for a broad preference
     */
    record Freedom(int shortest, int longest, int reach, double spread, double centre, double pull) {
        static Freedom anything() {
            return new Freedom(SHORTEST, LONGEST, 4, 0.012, 0.62, 0);
        }

        /** About one interval, in seconds: enough to tell whether it is the beat. */
        static Freedom close(double interval) {
            return around(interval, 0.9, 1.12, 4, 0.012, 5);
        }

        /** Near one interval, in seconds, with room to slow down at the end. */
        static Freedom near(double interval) {
            return around(interval, 0.8, 1.3, 4, 0.012, 5);
        }

        /** As a player without a click. */
        static Freedom expressive(double interval) {
            return around(interval, 0.6, 1.6, 12, 0.10, 2);
        }

        private static Freedom around(
                double interval, double least, double most, int reach, double spread, double pull) {
            int low = Math.max(SHORTEST, (int) Math.floor(least * interval * RATE));
            int high = Math.clamp((int) Math.ceil(most * interval * RATE), low, LONGEST + LONGEST / 4);
            return new Freedom(low, high, reach, spread, interval, pull);
        }

        double prior(int frames) {
            double away = Math.log(frames / (double) RATE / centre);
            return pull == 0 ? -0.15 * 0.5 * (away / 0.45) * (away / 0.45) : -pull * Math.max(0, Math.abs(away) - 0.01);
        }

        float change(int before, int now) {
            if (before == now) {
                return 0;
            }
            // A difference of up to half a frame is rounding and free.
            double off = Math.max(0, Math.abs(Math.log(now / (double) before)) - 0.6 / now);
            return (float) (0.5 * off * off / (spread * spread) + 0.05);
        }
    }

    /**
     * Beats in seconds and their score.
     *
     * @param score  logarithm of how much better the notes are explained with these beats than without any
     * @param triple share of the beats better divided into three than into two
     */
    @SuppressWarnings("ArrayRecordComponent") // a result inside the package; never compared
    record Path(double[] beats, double score, double triple) {
        static final Path NONE = new Path(new double[0], 0, 0);
    }

    /**
     * @param from seconds; the stretch to explain
     * @param to   seconds
     */
    BeatTracker(Onsets onsets, double from, double to) {
        this.from = from;
        frames = (int) Math.ceil((to - from) * RATE) + 1;
        int fine = frames * FINE + 1;
        beat = new float[fine];
        half = new float[fine];
        quarter = new float[fine];
        third = new float[fine];
        int first = onsets.firstFrom(from);
        int stop = onsets.firstFrom(to);
        double rate = stop - first < 2 ? 0 : (stop - first - 1) / (onsets.time[stop - 1] - onsets.time[first]);
        firstFrame = stop > first ? (int) ((onsets.time[first] - from) * RATE) : 0;
        lastFrame = stop > first ? (int) ((onsets.time[stop - 1] - from) * RATE) : frames;
        paint(beat, Weights.OCCUPANCY[0], onsets, first, stop, rate);
        paint(half, Weights.OCCUPANCY[1], onsets, first, stop, rate);
        paint(quarter, Weights.OCCUPANCY[2], onsets, first, stop, rate);
        paint(third, Weights.OCCUPANCY[3], onsets, first, stop, rate);
    }

    private void paint(float[] score, double[] shares, Onsets onsets, int first, int stop, double rate) {
        double odds = (1 - shares[0]) / shares[0] * Math.min(1, rate / FULL_RATE);
        double none = 1 / (1 + odds);
        double scale = (1 - none) / (1 - shares[0]);
        float[] grades = new float[shares.length - 1];
        for (int i = 0; i < grades.length; i++) {
            grades[i] =
                    (float) (Math.log(shares[i + 1] * scale) + Math.log(1 / (SIGMA * Math.sqrt(2 * Math.PI) * NOISE)));
        }
        Arrays.fill(score, (float) Math.log(none));
        int reach = (int) Math.ceil(5 * SIGMA * RATE * FINE);
        for (int i = first; i < stop; i++) {
            double at = (onsets.time[i] - from) * RATE * FINE;
            int middle = (int) Math.round(at);
            for (int u = Math.max(0, middle - reach); u <= Math.min(score.length - 1, middle + reach); u++) {
                double off = (u - at) / (RATE * FINE * SIGMA);
                score[u] = Math.max(score[u], grades[onsets.grade[i]] - (float) (0.5 * off * off));
            }
        }
    }

    /**
     * @param all whether the beats must reach from the first onset to the last; else they may leave out what does not fit
     */
    Path track(Freedom freedom, boolean all) {
        int low = freedom.shortest();
        int count = freedom.longest() - low + 1;
        int reach = freedom.reach();
        float[][] change = new float[count][2 * reach + 1];
        float[] prior = new float[count];
        for (int k = 0; k < count; k++) {
            prior[k] = (float) freedom.prior(low + k);
            for (int d = -reach; d <= reach; d++) {
                change[k][d + reach] = low + k + d > 0 ? freedom.change(low + k + d, low + k) : 0;
            }
        }
        int ring = Integer.highestOneBit(freedom.longest()) * 2;
        float[][] score = new float[ring][count];
        byte[] step = new byte[frames * count];
        float[] best = new float[frames];
        short[] bestAt = new short[frames];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);

        int latestStart = all ? Math.min(frames / 2, firstFrame + freedom.longest()) : frames;
        int earliestEnd = all ? Math.max(latestStart, lastFrame - freedom.longest()) : 0;
        float highest = Float.NEGATIVE_INFINITY;
        int highestFrame = -1;
        for (int t = 0; t < frames; t++) {
            float[] row = score[t & (ring - 1)];
            float bestHere = Float.NEGATIVE_INFINITY;
            int bestIndex = 0;
            int reachable = Math.min(count, t - low + 1);
            for (int k = 0; k < reachable; k++) {
                int interval = low + k;
                int p = t - interval;
                float[] before = score[p & (ring - 1)];
                float[] cost = change[k];
                // A path may start at any beat, with nothing gained before it.
                float most = p <= latestStart ? 0 : Float.NEGATIVE_INFINITY;
                byte how = STARTED;
                if (best[p] - JUMP > most) {
                    most = best[p] - JUMP;
                    how = JUMPED;
                }
                int until = Math.min(count - 1, k + reach);
                for (int j = Math.max(0, k - reach); j <= until; j++) {
                    float value = before[j] - cost[j - k + reach];
                    if (value > most) {
                        most = value;
                        how = (byte) (j - k);
                    }
                }
                float value = most + beat[p * FINE] + Math.max(two(p, interval), three(p, interval)) + prior[k];
                row[k] = value;
                step[t * count + k] = how;
                if (value > bestHere) {
                    bestHere = value;
                    bestIndex = k;
                }
            }
            Arrays.fill(row, Math.max(0, reachable), count, Float.NEGATIVE_INFINITY);
            best[t] = bestHere;
            bestAt[t] = (short) bestIndex;
            if (t >= earliestEnd && bestHere + beat[t * FINE] > highest) {
                highest = bestHere + beat[t * FINE];
                highestFrame = t;
            }
        }
        return highestFrame < 0 ? Path.NONE : backFrom(highestFrame, highest, low, count, step, bestAt);
    }

    private float two(int frame, int interval) {
        int fine = frame * FINE;
        return half[fine + interval]
                + quarter[fine + (interval >> 1)]
                + quarter[fine + interval + ((interval + 1) >> 1)];
    }

    private float three(int frame, int interval) {
        int fine = frame * FINE;
        return third[fine + (2 * interval + 1) / 3] + third[fine + (4 * interval + 1) / 3] - 1;
    }

    private Path backFrom(int last, float score, int low, int count, byte[] step, short[] bestAt) {
        double[] beats = new double[last / low + 2];
        int at = beats.length;
        int t = last;
        int k = bestAt[t];
        int triple = 0;
        while (true) {
            beats[--at] = from + t / (double) RATE;
            byte how = step[t * count + k];
            t -= low + k;
            triple += three(t, low + k) > two(t, low + k) ? 1 : 0;
            if (how == STARTED) {
                beats[--at] = from + t / (double) RATE;
                break;
            }
            k = how == JUMPED ? bestAt[t] : k + how;
        }
        double[] found = Arrays.copyOfRange(beats, at, beats.length);
        return new Path(found, score, triple / (double) Math.max(1, found.length - 1));
    }
}
