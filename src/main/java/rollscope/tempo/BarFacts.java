package rollscope.tempo;

/**
 * What the notes say about each half beat, as the numbers {@link Weights#PLACE} weighs: changes of harmony and their peaks, bass,
 * lengths and pauses, drums.
 */
final class BarFacts {
    static final int COUNT = 26;

    private static final double TOLERANCE = 0.050;
    private static final int LOW_BASS = 45;

    private final Onsets onsets;
    private final Chroma chroma;
    private final double[] ticks;
    private final float[] nov2;
    private final float[] nov4;
    /** By onset: when the last bass or the last note of the upper voice before it started, and that bass's pitch class. */
    private final double[] lastBass;

    private final byte[] lastBassClass;
    private final double[] lastTop;

    BarFacts(Onsets onsets, Chroma chroma, double[] ticks) {
        this.onsets = onsets;
        this.chroma = chroma;
        this.ticks = ticks;
        nov2 = new float[ticks.length];
        nov4 = new float[ticks.length];
        for (int i = 0; i < ticks.length; i++) {
            nov2[i] = (float) chroma.novelty(ticks[i], 2 * beat(i));
            nov4[i] = (float) chroma.novelty(ticks[i], 4 * beat(i));
        }
        lastBass = new double[onsets.size];
        lastBassClass = new byte[onsets.size];
        lastTop = new double[onsets.size];
        double bassAt = Double.NEGATIVE_INFINITY;
        byte bassClass = -1;
        double topAt = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < onsets.size; i++) {
            lastBass[i] = bassAt;
            lastBassClass[i] = bassClass;
            lastTop[i] = topAt;
            if (onsets.bass[i]) {
                bassAt = onsets.time[i];
                bassClass = (byte) (onsets.lowest[i] % 12);
            }
            if (onsets.notes[i] > 0 && onsets.highest[i] >= 60) {
                topAt = onsets.time[i];
            }
        }
    }

    /** The length of the beat around a tick, in seconds. */
    private double beat(int tick) {
        int from = Math.max(0, tick - 1);
        int to = Math.min(ticks.length - 1, tick + 1);
        return to == from ? 1 : 2 * (ticks[to] - ticks[from]) / (to - from);
    }

    /** The facts of one tick into {@code facts}. */
    void of(int tick, double[] facts) {
        double seconds = ticks[tick];
        double beat = beat(tick);
        int i = onsets.nearest(seconds, Math.min(TOLERANCE, beat / 6));
        boolean onset = i >= 0;
        boolean pitched = onset && onsets.notes[i] > 0;
        boolean bass = onset && onsets.bass[i];
        boolean newClass = bass && onsets.lowest[i] % 12 != lastBassClass[i];
        double peak2 = nov2[tick] - Math.max(around(nov2, tick, 1), around(nov2, tick, 2));
        double since = onset && i > 0 ? (onsets.time[i] - onsets.time[i - 1]) / beat : onset ? 4 : 0;
        double next = onset && i + 1 < onsets.size ? (onsets.time[i + 1] - onsets.time[i]) / beat : onset ? 2 : 0;
        facts[0] = 1;
        facts[1] = onset ? 1 : 0;
        facts[2] = onset ? Math.clamp(onsets.strength[i] / 2, -1.5, 2.5) : 0;
        facts[3] = chroma.novelty(seconds, beat);
        facts[4] = nov2[tick];
        facts[5] = nov4[tick];
        facts[6] = bass ? 1 : 0;
        facts[7] = newClass ? 1 : 0;
        facts[8] = bass ? Math.min(4, onsets.lowestLength[i] / beat) / 2 : 0;
        facts[9] = bass ? Math.min(4, (onsets.time[i] - lastBass[i]) / beat) / 2 : 0;
        facts[10] = onset ? Math.min(8, onsets.notes[i]) / 3.0 : 0;
        facts[11] = pitched ? Math.min(4, onsets.longest[i] / beat) / 2 : 0;
        facts[12] = Math.min(2, next);
        facts[13] = onset && onsets.kick[i] ? 1 : 0;
        facts[14] = onset && onsets.snare[i] ? 1 : 0;
        facts[15] = onset && onsets.crash[i] ? 1 : 0;
        facts[16] = Math.min(4, since) / 2;
        facts[17] = pitched && onsets.highest[i] >= 60 ? Math.min(4, (onsets.time[i] - lastTop[i]) / beat) / 2 : 0;
        facts[18] = peak2;
        facts[19] = bass && onsets.lowest[i] < LOW_BASS ? 1 : 0;
        facts[20] = bass ? chordShare(i, beat) : 0;
        facts[21] = pitched ? Math.min(4, onsets.highestLength[i] / beat) / 2 : 0;
        facts[22] = nov4[tick] - around(nov4, tick, 4);
        facts[23] = densityChange(seconds, beat);
        facts[24] = newClass ? nov2[tick] : 0;
        facts[25] = bass ? peak2 : 0;
    }

    private static double around(float[] values, int tick, int distance) {
        double before = tick >= distance ? values[tick - distance] : 0;
        double after = tick + distance < values.length ? values[tick + distance] : 0;
        return Math.max(before, after);
    }

    /** How much of what sounds in the beat after a bass note is its third, fifth or octave. */
    private double chordShare(int onset, double beat) {
        double[] amounts = chroma.between(onsets.time[onset], onsets.time[onset] + beat);
        int root = onsets.lowest[onset] % 12;
        double inside = 0;
        double all = 1e-6;
        for (int k = 0; k < 12; k++) {
            all += amounts[k];
            int above = Math.floorMod(k - root, 12);
            inside += above == 0 || above == 3 || above == 4 || above == 7 ? amounts[k] : 0;
        }
        return inside / all;
    }

    /** Onsets in the two beats after less those in the two before, relative to both. */
    private double densityChange(double seconds, double beat) {
        int at = onsets.firstFrom(seconds - 0.03);
        int before = at - onsets.firstFrom(seconds - 0.03 - 2 * beat);
        int after = onsets.firstFrom(seconds - 0.03 + 2 * beat) - at;
        return (after - before) / (double) Math.max(1, after + before);
    }
}
