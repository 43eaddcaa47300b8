package rollscope.playback;

import java.util.Arrays;

/** Holds back one channel by the same number of frames always, as the synthesizer is late by them. */
final class SampleDelay {
    private final float[] held;
    private int at;

    SampleDelay(int frames) {
        held = new float[frames];
    }

    /** Replaces each sample by the one that many frames before. */
    void pass(float[] block) {
        if (held.length == 0) {
            return;
        }
        for (int i = 0; i < block.length; i++) {
            float sample = block[i];
            block[i] = held[at];
            held[at] = sample;
            at = at + 1 == held.length ? 0 : at + 1;
        }
    }

    void clear() {
        Arrays.fill(held, 0);
    }
}
