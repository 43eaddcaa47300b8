package rollscope.playback;

import java.util.Arrays;
import rollscope.audio.PcmFile;

/**
 * Where in a stem something begins: places at which the energy of a frame of {@link #FRAME} samples rises to {@link #RISE} times
 * that of the {@link #BEFORE} frames before, measured on the samples and on their differences, so that a hi-hat shows above a bass.
 * Of places closer than {@link #APART} frames the strongest counts.
 *
 * <p>A place depends on the samples around it alone, not on where playback began. Everything is worked out when it is
 * first asked for and kept for the surroundings. Used by one thread; allocates nothing after its making.
 */
final class Transients {
    static final long NONE = Long.MIN_VALUE / 2;

    private static final int FRAME = 64;
    private static final int BEFORE = 12;
    private static final int APART = 11;
    private static final float RISE = 3;

    /** Below that, −60 dB, a rise is none. */
    private static final float FLOOR = 1e-6f;

    /** Frames kept; a power of two that holds all that is asked for around one place. */
    private static final int KEPT = 512;

    private static final int FINE = 16;

    private final long[] energyOf = new long[KEPT];
    private final float[] energy = new float[KEPT];
    private final float[] roughness = new float[KEPT];
    private final long[] answerOf = new long[KEPT];
    private final long[] answer = new long[KEPT];
    private final float[] left = new float[2 * FRAME + 1];
    private final float[] right = new float[2 * FRAME + 1];

    private PcmFile pcm;

    Transients(PcmFile pcm) {
        this.pcm = pcm;
        of(pcm);
    }

    /** Looks at another sound from now on. */
    void of(PcmFile other) {
        pcm = other;
        Arrays.fill(energyOf, NONE);
        Arrays.fill(answerOf, NONE);
    }

    /** The last place at or before a sample, at most {@code within} before it; else {@link #NONE}. */
    long before(double sample, int within) {
        long frame = (long) Math.floor(sample / FRAME) + 1;
        long last = (long) Math.floor((sample - within) / FRAME);
        for (; frame >= last; frame--) {
            long at = beginsIn(frame);
            if (at != NONE && at <= sample) {
                return at >= sample - within ? at : NONE;
            }
        }
        return NONE;
    }

    /** The first place after a sample, at most {@code within} behind it; else {@link #NONE}. */
    long after(double sample, int within) {
        long frame = (long) Math.floor(sample / FRAME) - 1;
        long last = (long) Math.floor((sample + within) / FRAME) + 1;
        for (; frame <= last; frame++) {
            long at = beginsIn(frame);
            if (at != NONE && at > sample) {
                return at <= sample + within ? at : NONE;
            }
        }
        return NONE;
    }

    private long beginsIn(long frame) {
        int slot = (int) (frame & KEPT - 1);
        if (answerOf[slot] != frame) {
            answer[slot] = isStrongest(frame) ? begin(frame) : NONE;
            answerOf[slot] = frame;
        }
        return answer[slot];
    }

    private boolean isStrongest(long frame) {
        float rise = rise(frame);
        if (rise < RISE) {
            return false;
        }
        for (long other = frame - APART; other <= frame + APART; other++) {
            float rival = other == frame ? 0 : rise(other);
            if (rival > rise || (rival == rise && other < frame)) {
                return false;
            }
        }
        return true;
    }

    private float rise(long frame) {
        float energyBefore = 0;
        float roughnessBefore = 0;
        for (long other = frame - BEFORE; other < frame; other++) {
            measure(other);
            int slot = (int) (other & KEPT - 1);
            energyBefore += energy[slot];
            roughnessBefore += roughness[slot];
        }
        measure(frame);
        int slot = (int) (frame & KEPT - 1);
        return Math.max(
                energy[slot] / (energyBefore / BEFORE + FLOOR), roughness[slot] / (roughnessBefore / BEFORE + FLOOR));
    }

    private void measure(long frame) {
        int slot = (int) (frame & KEPT - 1);
        if (energyOf[slot] == frame) {
            return;
        }
        pcm.read(frame * FRAME - 1, left, right, FRAME + 1);
        float sum = 0;
        float differences = 0;
        float last = left[0] + right[0];
        for (int i = 1; i <= FRAME; i++) {
            float sample = left[i] + right[i];
            sum += sample * sample;
            differences += (sample - last) * (sample - last);
            last = sample;
        }
        energy[slot] = sum / FRAME;
        roughness[slot] = differences / FRAME;
        energyOf[slot] = frame;
    }

    /** Where in a frame and the one before it the sound leaves what was there before: to {@link #FINE} samples. */
    private long begin(long frame) {
        long first = (frame - 1) * FRAME;
        pcm.read(first - 1, left, right, 2 * FRAME + 1);
        float strongest = 0;
        for (int at = 0; at < 2 * FRAME; at += FINE) {
            strongest = Math.max(strongest, fine(at));
        }
        int at = 0;
        while (fine(at) < 0.2f * strongest) {
            at += FINE;
        }
        return first + at;
    }

    private float fine(int from) {
        float sum = 0;
        for (int i = from + 1; i <= from + FINE; i++) {
            float sample = left[i] + right[i];
            float difference = sample - left[i - 1] - right[i - 1];
            sum += sample * sample + 4 * difference * difference;
        }
        return sum;
    }
}
