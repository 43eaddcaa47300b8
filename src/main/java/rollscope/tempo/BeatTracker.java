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

    private final double from;
    private final int frames;
    private final int firstFrame;
    private final int lastFrame;
    /** What a beat, half, quarter or third at each fine frame adds to the score. */
    private final Fine beat;

    private final Fine half;
    private final Fine quarter;
    private final Fine third;

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
        int first = onsets.firstFrom(from);
        int stop = onsets.firstFrom(to);
        double rate = stop - first < 2 ? 0 : (stop - first - 1) / (onsets.time[stop - 1] - onsets.time[first]);
        firstFrame = stop > first ? (int) ((onsets.time[first] - from) * RATE) : 0;
        lastFrame = stop > first ? (int) ((onsets.time[stop - 1] - from) * RATE) : frames;
        beat = paint(Weights.OCCUPANCY[0], onsets, first, stop, rate);
        half = paint(Weights.OCCUPANCY[1], onsets, first, stop, rate);
        quarter = paint(Weights.OCCUPANCY[2], onsets, first, stop, rate);
        third = paint(Weights.OCCUPANCY[3], onsets, first, stop, rate);
    }

    private Fine paint(double[] shares, Onsets onsets, int first, int stop, double rate) {
        double odds = (1 - shares[0]) / shares[0] * Math.min(1, rate / FULL_RATE);
        double none = 1 / (1 + odds);
        double scale = (1 - none) / (1 - shares[0]);
        float[] grades = new float[shares.length - 1];
        for (int i = 0; i < grades.length; i++) {
            grades[i] =
                    (float) (Math.log(shares[i + 1] * scale) + Math.log(1 / (SIGMA * Math.sqrt(2 * Math.PI) * NOISE)));
        }
        var score = new Fine(frames, (float) Math.log(none));
        int reach = (int) Math.ceil(5 * SIGMA * RATE * FINE);
        for (int i = first; i < stop; i++) {
            double at = (onsets.time[i] - from) * RATE * FINE;
            int middle = (int) Math.round(at);
            for (int u = Math.max(0, middle - reach); u <= Math.min(FINE * frames, middle + reach); u++) {
                double off = (u - at) / (RATE * FINE * SIGMA);
                score.raise(u, grades[onsets.grade[i]] - (float) (0.5 * off * off));
            }
        }
        return score;
    }

    /**
     * @param all whether the beats must reach from the first onset to the last; else they may leave out what does not fit
     */
    Path track(Freedom freedom, boolean all) {
        return new Search(freedom, all).path();
    }

    private float two(int frame, int interval) {
        return half.at(frame, interval)
                + quarter.at(frame, interval >> 1)
                + quarter.at(frame, interval + ((interval + 1) >> 1));
    }

    private float three(int frame, int interval) {
        return third.at(frame, (2 * interval + 1) / 3) + third.at(frame, (4 * interval + 1) / 3) - 1;
    }

    /** A value for each half frame, those on frames and those between them apart, so that each step of a frame is the next. */
    private static final class Fine {
        private final float[][] values;

        Fine(int frames, float value) {
            values = new float[2][frames + 1];
            Arrays.fill(values[0], value);
            Arrays.fill(values[1], value);
        }

        /**
         * @param halves half frames after the frame
         */
        float at(int frame, int halves) {
            return values[halves & 1][frame + (halves >> 1)];
        }

        /** By frame, beginning {@code halves >> 1} frames later than asked for. */
        float[] from(int halves) {
            return values[halves & 1];
        }

        void raise(int halves, float value) {
            float[] part = values[halves & 1];
            part[halves >> 1] = Math.max(part[halves >> 1], value);
        }
    }

    /**
     * One search: the best score of a beat at each frame after each interval. What a beat may gain by any interval before it is
     * found once a frame, for all intervals after it, and what an interval holds for blocks of frames at a time: plain loops over
     * arrays, which the compiler turns into vector instructions.
     */
    private final class Search {
        private static final int BLOCK = 256;

        private final int low;
        private final int count;
        private final int reach;
        /** By difference of the intervals, then by the later one: what changing costs. */
        private final float[][] change;

        private final float[] prior;
        private final int latestStart;
        private final int earliestEnd;
        /** By frame and interval. */
        private final float[] score;

        private final float[] best;
        private final short[] bestAt;

        Search(Freedom freedom, boolean all) {
            low = freedom.shortest();
            count = freedom.longest() - low + 1;
            reach = freedom.reach();
            change = new float[2 * reach + 1][count];
            prior = new float[count];
            for (int k = 0; k < count; k++) {
                prior[k] = (float) freedom.prior(low + k);
                for (int d = -reach; d <= reach; d++) {
                    change[d + reach][k] = low + k + d > 0 ? freedom.change(low + k + d, low + k) : 0;
                }
            }
            latestStart = all ? Math.min(frames / 2, firstFrame + freedom.longest()) : frames;
            earliestEnd = all ? Math.max(latestStart, lastFrame - freedom.longest()) : 0;
            score = new float[Math.multiplyExact(frames, count)];
            best = new float[frames];
            bestAt = new short[frames];
        }

        Path path() {
            int ring = Integer.highestOneBit(low + count) * 2;
            float[][] onward = new float[ring][count];
            float[][] held = new float[count][BLOCK];
            float highest = Float.NEGATIVE_INFINITY;
            int highestFrame = -1;
            for (int t = 0; t < frames; t++) {
                if (t % BLOCK == 0) {
                    for (int k = 0; k < count; k++) {
                        hold(held[k], t, Math.min(frames, t + BLOCK), low + k, prior[k]);
                    }
                }
                int row = t * count;
                float bestHere = Float.NEGATIVE_INFINITY;
                int bestIndex = 0;
                int reachable = Math.clamp(t - low + 1, 0, count);
                for (int k = 0; k < reachable; k++) {
                    float value = onward[(t - low - k) & (ring - 1)][k] + held[k][t % BLOCK];
                    score[row + k] = value;
                    if (value > bestHere) {
                        bestHere = value;
                        bestIndex = k;
                    }
                }
                Arrays.fill(score, row + reachable, row + count, Float.NEGATIVE_INFINITY);
                best[t] = bestHere;
                bestAt[t] = (short) bestIndex;
                goOn(onward[t & (ring - 1)], t);
                if (t >= earliestEnd && bestHere + beat.at(t, 0) > highest) {
                    highest = bestHere + beat.at(t, 0);
                    highestFrame = t;
                }
            }
            return highestFrame < 0 ? Path.NONE : backFrom(highestFrame, highest);
        }

        /** What the places of one interval add to the score of the beats at its end, for a block of them. */
        private void hold(float[] into, int from, int to, int interval, float likely) {
            int first = Math.max(from, interval);
            int firstQuarter = interval >> 1;
            int lastQuarter = interval + ((interval + 1) >> 1);
            int firstThird = (2 * interval + 1) / 3;
            int lastThird = (4 * interval + 1) / 3;
            float[] b = beat.from(0);
            float[] h = half.from(interval);
            float[] q1 = quarter.from(firstQuarter);
            float[] q2 = quarter.from(lastQuarter);
            float[] t1 = third.from(firstThird);
            float[] t2 = third.from(lastThird);
            int atHalf = interval >> 1;
            int atFirstQuarter = firstQuarter >> 1;
            int atLastQuarter = lastQuarter >> 1;
            int atFirstThird = firstThird >> 1;
            int atLastThird = lastThird >> 1;
            for (int t = first; t < to; t++) {
                int p = t - interval;
                float two = h[p + atHalf] + q1[p + atFirstQuarter] + q2[p + atLastQuarter];
                float three = t1[p + atFirstThird] + t2[p + atLastThird] - 1;
                into[t - from] = b[p] + Math.max(two, three) + likely;
            }
        }

        /** The best that can lead to each next interval: a start, with nothing gained, a jump, or an interval much like it. */
        private void goOn(float[] into, int t) {
            Arrays.fill(into, Math.max(start(t), best[t] - JUMP));
            int row = t * count;
            for (int d = -reach; d <= reach; d++) {
                float[] cost = change[d + reach];
                int from = Math.max(0, -d);
                int to = Math.min(count, count - d);
                for (int k = from; k < to; k++) {
                    into[k] = Math.max(into[k], score[row + k + d] - cost[k]);
                }
            }
        }

        /** A path may start at any beat, or at any early one. */
        private float start(int t) {
            return t <= latestStart ? 0 : Float.NEGATIVE_INFINITY;
        }

        private Path backFrom(int last, float total) {
            double[] beats = new double[last / low + 2];
            int at = beats.length;
            int t = last;
            int k = bestAt[t];
            int triple = 0;
            while (k >= 0) {
                beats[--at] = from + t / (double) RATE;
                t -= low + k;
                triple += three(t, low + k) > two(t, low + k) ? 1 : 0;
                k = before(t, k);
            }
            beats[--at] = from + t / (double) RATE;
            double[] found = Arrays.copyOfRange(beats, at, beats.length);
            return new Path(found, total, triple / (double) Math.max(1, found.length - 1));
        }

        /** The interval before a beat that the best score came from; −1 if the path started with it. */
        private int before(int t, int k) {
            int best = -1;
            float most = start(t);
            if (this.best[t] - JUMP > most) {
                most = this.best[t] - JUMP;
                best = bestAt[t];
            }
            for (int j = Math.max(0, k - reach); j <= Math.min(count - 1, k + reach); j++) {
                float value = score[t * count + j] - change[j - k + reach][k];
                if (value > most) {
                    most = value;
                    best = j;
                }
            }
            return best;
        }
    }
}
