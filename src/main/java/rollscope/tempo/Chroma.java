package rollscope.tempo;

import rollscope.transcription.NoteTable;

/**
 * How long each pitch class sounds in any stretch of time, from running sums over frames of 1/{@value #RATE} s: one stretch costs
 * twelve subtractions however many notes it holds. Low notes weigh more, since they tell the chord. Drums are left out.
 */
final class Chroma {
    private static final int RATE = 48;
    private static final int LOW = 52;
    private static final float LOW_WEIGHT = 1.5f;

    private final int frames;
    private final float[] sums;

    /**
     * @param end seconds; what sounds later is left out
     */
    Chroma(NoteTable notes, boolean[] drums, double end) {
        frames = (int) Math.ceil(end * RATE) + 2;
        sums = new float[(frames + 1) * 12];
        for (int i = 0; i < notes.size() && notes.start(i) < end; i++) {
            if (drums[notes.instrument(i)]) {
                continue;
            }
            float weight = notes.pitch(i) < LOW ? LOW_WEIGHT : 1;
            int from = frame(notes.start(i));
            int to = Math.max(from + 1, frame(notes.end(i)));
            int pitchClass = notes.pitch(i) % 12;
            sums[(from + 1) * 12 + pitchClass] += weight;
            if (to < frames) {
                sums[(to + 1) * 12 + pitchClass] -= weight;
            }
        }
        // Once summed, how much sounds in each frame; twice, how much has sounded until then.
        double[] sounding = new double[12];
        double[] total = new double[12];
        for (int frame = 1; frame <= frames; frame++) {
            for (int k = 0; k < 12; k++) {
                sounding[k] += sums[frame * 12 + k];
                total[k] += sounding[k];
                sums[frame * 12 + k] = (float) total[k];
            }
        }
    }

    private int frame(double seconds) {
        return Math.clamp(Math.round(seconds * RATE), 0, frames);
    }

    /** How different the harmony after a moment is from the one before: 0 the same or silence, 1 nothing in common. */
    double novelty(double seconds, double window) {
        int at = frame(seconds);
        int before = frame(seconds - window);
        int after = frame(seconds + window);
        double dot = 0;
        double left = 0;
        double right = 0;
        for (int k = 0; k < 12; k++) {
            double a = Math.max(0, sums[at * 12 + k] - sums[before * 12 + k]);
            double b = Math.max(0, sums[after * 12 + k] - sums[at * 12 + k]);
            // The square roots of the amounts are compared, so that one long note does not drown a chord.
            dot += Math.sqrt(a * b);
            left += a;
            right += b;
        }
        if (left < 1e-3 && right < 1e-3) {
            return 0;
        }
        return left < 1e-3 || right < 1e-3 ? 1 : Math.max(0, 1 - dot / Math.sqrt(left * right));
    }

    /** Amounts of the twelve pitch classes between two moments. */
    double[] between(double from, double to) {
        double[] amounts = new double[12];
        int a = frame(from);
        int b = frame(to);
        for (int k = 0; k < 12; k++) {
            amounts[k] = Math.max(0, sums[b * 12 + k] - sums[a * 12 + k]);
        }
        return amounts;
    }
}
