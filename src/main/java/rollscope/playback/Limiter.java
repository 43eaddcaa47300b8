package rollscope.playback;

/**
 * Keeps samples within full scale. What stays below the ceiling passes unchanged; a peak above it turns the gain down at once, for
 * both channels, and the gain recovers over about a tenth of a second. So many loud notes at once get quieter instead of distorted.
 */
final class Limiter {
    static final float CEILING = 1;

    /** The envelope falls to a tenth in 0.25 s. */
    private static final float RELEASE = (float) Math.pow(0.1, 1 / (0.25 * Engine.RATE));

    private float envelope;

    /**
     * @param stereo left and right in turn; not finite samples become 0
     */
    void limit(float[] stereo) {
        float level = envelope;
        for (int i = 0; i < stereo.length; i += 2) {
            float left = stereo[i];
            float right = stereo[i + 1];
            float peak = Math.max(Math.abs(left), Math.abs(right));
            if (!(peak <= Float.MAX_VALUE)) {
                stereo[i] = 0;
                stereo[i + 1] = 0;
                continue;
            }
            level = Math.max(peak, level * RELEASE);
            if (level > CEILING) {
                float gain = CEILING / level;
                stereo[i] = left * gain;
                stereo[i + 1] = right * gain;
            }
        }
        envelope = level;
    }
}
