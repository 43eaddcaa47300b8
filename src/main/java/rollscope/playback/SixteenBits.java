package rollscope.playback;

/**
 * Samples to 16 bits, as they are heard and as they are written. A sample that 16 bits hold exactly stays as it is, so a stem alone passes
 * unchanged and silence is silent. To any other, triangular noise of ±1 step is added before rounding, so that what fades does not
 * grow rough. The noise begins anew with {@link #restart}: the same samples give the same bits.
 */
final class SixteenBits {
    private static final int SEED = 0x2545F491;

    private int state = SEED;

    void restart() {
        state = SEED;
    }

    /** −32768 to 32767. */
    int of(float sample) {
        float scaled = sample * 32_768;
        float whole = (float) Math.rint(scaled);
        if (whole != scaled) {
            whole = (float) Math.rint(scaled + (noise() + noise()) * (1f / (1 << 24)) - 1);
        }
        return (int) Math.clamp(whole, -32_768, 32_767);
    }

    /** 24 bits, by Marsaglia's xorshift. */
    private int noise() {
        int x = state;
        x ^= x << 13;
        x ^= x >>> 17;
        x ^= x << 5;
        state = x;
        return x >>> 8;
    }

    /** As bytes, little end first. */
    void encode(float[] samples, int count, byte[] bytes) {
        for (int i = 0; i < count; i++) {
            int sample = of(samples[i]);
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
        }
    }
}
