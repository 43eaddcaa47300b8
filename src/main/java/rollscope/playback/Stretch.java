package rollscope.playback;

import rollscope.audio.PcmFile;

/**
 * A stem at another speed and its own pitch, by overlapping grains of {@link #GRAIN} samples that lie {@link #HOP} apart in the
 * output. Where the next grain is taken from is told by the song, not by the grain before, so nothing can drift; within {@link
 * #SLACK} samples of that place the one is taken that goes on most smoothly (WSOLA, Verhelst and Roelands 1993).
 *
 * <p>Alone that would repeat or smear what begins suddenly, and a slowed stroke would be heard up to 70 ms early. So around each of the
 * {@link Transients} the original passes at its own speed, with the stroke exactly where the song has it; the time won or lost is made up
 * for before and after.
 *
 * <p>Used by one thread; allocates nothing after its making.
 */
final class Stretch {
    static final int HOP = 512;
    static final int GRAIN = 2 * HOP;

    /** 10 ms: a wave of 50 Hz can be met in phase. */
    private static final int SLACK = 440;

    /** Output frames on either side of a transient that pass at their own speed: no grain reaches over it from outside. */
    private static final int KEEP = HOP + 160;

    /** Song samples on either side of a transient over which the time is made up for. */
    private static final int REACH = 1600;

    private static final int COARSE = 4;
    private static final int AREA = GRAIN + 2 * SLACK + COARSE;

    private static final float[] RISING = rising();

    private final float[] areaLeft = new float[AREA];
    private final float[] areaRight = new float[AREA];
    private final float[] area = new float[AREA];
    private final float[] coarseArea = new float[(HOP + 2 * SLACK) / COARSE + 1];
    private final float[] wanted = new float[HOP];
    private final float[] coarseWanted = new float[HOP / COARSE];

    /** The second half of the last grain. */
    private final float[] tailLeft = new float[HOP];

    private final float[] tailRight = new float[HOP];
    private final float[] outLeft = new float[HOP];
    private final float[] outRight = new float[HOP];

    private PcmFile pcm;
    private final Transients transients;
    private int used = HOP;

    Stretch(PcmFile pcm) {
        this.pcm = pcm;
        transients = new Transients(pcm);
    }

    private static float[] rising() {
        var window = new float[HOP];
        for (int i = 0; i < HOP; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(Math.PI * (i + 0.5) / HOP));
        }
        return window;
    }

    /** Begins anew at a place of a stem, with the samples that are there. */
    void start(PcmFile stem, double song) {
        if (stem != pcm) {
            pcm = stem;
            transients.of(stem);
        }
        pcm.read(Math.round(song), tailLeft, tailRight, HOP);
        used = HOP;
    }

    /**
     * The next frames.
     *
     * @param at    where in {@code left} and {@code right}
     * @param song  the place that the first of them has in the song, in samples
     * @param speed song samples for one of the output
     */
    void render(float[] left, float[] right, int at, int frames, double song, double speed) {
        int done = 0;
        while (done < frames) {
            if (used == HOP) {
                hop(song + done * speed, speed);
            }
            int count = Math.min(frames - done, HOP - used);
            System.arraycopy(outLeft, used, left, at + done, count);
            System.arraycopy(outRight, used, right, at + done, count);
            used += count;
            done += count;
        }
    }

    /** Lays the grain whose first half is heard next. */
    private void hop(double song, double speed) {
        double middle = song + speed * HOP;
        // Where both sides' transients are close, they share the way between them.
        long before = transients.before(middle, 2 * REACH);
        long after = transients.after(middle, 2 * REACH);
        double reach =
                before != Transients.NONE && after != Transients.NONE ? Math.min(REACH, (after - before) / 2.0) : REACH;
        double keep = Math.min(KEEP, 0.8 * Math.min(reach, reach / speed));
        double place = middle;
        boolean kept = false;
        if (before != Transients.NONE && middle - before <= reach) {
            double away = (middle - before) / speed;
            place = middle + (1 - speed) * shift(away, keep, reach / speed);
            kept = away <= keep;
        } else if (after != Transients.NONE && after - middle <= reach) {
            double away = (after - middle) / speed;
            place = middle - (1 - speed) * shift(away, keep, reach / speed);
            kept = away <= keep;
        }
        long start = Math.round(place) - HOP;
        int earliest = kept ? 0 : -SLACK;
        int latest = kept ? 0 : SLACK;
        if (!kept && before != Transients.NONE) {
            earliest = Math.clamp(before - start, earliest, 0);
        }
        if (!kept && after != Transients.NONE) {
            latest = Math.clamp(after - GRAIN - start, 0, latest);
        }
        lay(start, earliest, latest);
    }

    /** How far the place has moved away from its own at a distance from a transient, in units of the change of speed. */
    private static double shift(double away, double keep, double reach) {
        return away <= keep ? away : keep * Math.max(0, reach - away) / Math.max(1, reach - keep);
    }

    private void lay(long start, int earliest, int latest) {
        pcm.read(start - SLACK, areaLeft, areaRight, AREA);
        int from = SLACK;
        if (earliest < latest) {
            for (int i = 0; i < AREA; i++) {
                area[i] = areaLeft[i] + areaRight[i];
            }
            for (int i = 0; i < HOP; i++) {
                wanted[i] = tailLeft[i] + tailRight[i];
            }
            from = SLACK + smoothest(earliest, latest);
        }
        for (int i = 0; i < HOP; i++) {
            float rise = RISING[i];
            outLeft[i] = tailLeft[i] + rise * (areaLeft[from + i] - tailLeft[i]);
            outRight[i] = tailRight[i] + rise * (areaRight[from + i] - tailRight[i]);
        }
        System.arraycopy(areaLeft, from + HOP, tailLeft, 0, HOP);
        System.arraycopy(areaRight, from + HOP, tailRight, 0, HOP);
        used = 0;
    }

    /** The shift within [earliest, latest] whose samples are most like those wanted; looked for at a quarter of the rate first. */
    private int smoothest(int earliest, int latest) {
        thin(area, coarseArea);
        thin(wanted, coarseWanted);
        int best = 0;
        float bestLikeness = 0;
        for (int shift = earliest - Math.floorMod(earliest, COARSE); shift <= latest; shift += COARSE) {
            int from = Math.max(0, (SLACK + shift) / COARSE);
            float likeness = likeness(coarseWanted, coarseArea, from) * (1 - 0.1f * Math.abs(shift) / SLACK);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = shift;
            }
        }
        if (bestLikeness <= 0) {
            return Math.clamp(0, earliest, latest);
        }
        int coarse = best;
        bestLikeness = Float.NEGATIVE_INFINITY;
        int last = Math.min(latest, coarse + COARSE);
        for (int shift = Math.max(earliest, coarse - COARSE); shift <= last; shift++) {
            float likeness = likeness(wanted, area, SLACK + shift);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = shift;
            }
        }
        return best;
    }

    private static void thin(float[] fine, float[] coarse) {
        for (int i = 0; i < coarse.length; i++) {
            int at = i * COARSE;
            coarse[i] = fine[at] + fine[at + 1] + fine[at + 2] + fine[at + 3];
        }
    }

    /** Correlation over the size of what is found; 0 where that is silent. */
    private static float likeness(float[] wanted, float[] found, int from) {
        float product = 0;
        float size = 0;
        for (int i = 0; i < wanted.length; i++) {
            float sample = found[from + i];
            product += wanted[i] * sample;
            size += sample * sample;
        }
        return size > 0 ? product / (float) Math.sqrt(size) : 0;
    }
}
