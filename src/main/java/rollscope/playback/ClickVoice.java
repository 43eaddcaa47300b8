package rollscope.playback;

/** The click: 30 ms of a high tone that dies away, higher where it is accented. Used by one thread; allocates nothing while it sounds. */
final class ClickVoice {
    private static final int LENGTH = 30 * Engine.RATE / 1000;
    private static final float LOUDNESS = 0.35f;
    private static final float[] PLAIN = tone(1_320);
    private static final float[] ACCENT = tone(1_980);

    private float[] sounding = PLAIN;
    private int next = LENGTH;

    private static float[] tone(double hertz) {
        var samples = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            double fade = Math.exp(-6.0 * i / LENGTH) * Math.min(1, (LENGTH - i) / 100.0);
            samples[i] = (float) (LOUDNESS * fade * Math.sin(2 * Math.PI * hertz * i / Engine.RATE));
        }
        return samples;
    }

    /** Adds what is left of the last click to a new block. */
    void ring(float[] block) {
        add(block, 0);
    }

    /** Adds a click that begins at a frame of the block. */
    void strike(float[] block, int at, boolean accented) {
        sounding = accented ? ACCENT : PLAIN;
        next = 0;
        add(block, at);
    }

    private void add(float[] block, int at) {
        int count = Math.min(LENGTH - next, block.length - at);
        for (int i = 0; i < count; i++) {
            block[at + i] += sounding[next + i];
        }
        next += count;
    }

    void silence() {
        next = LENGTH;
    }
}
