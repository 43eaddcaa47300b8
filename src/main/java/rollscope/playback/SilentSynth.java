package rollscope.playback;

import java.util.Arrays;
import rollscope.language.Words;

/** Stands in where there is no synthesizer: the playhead moves, nothing sounds. */
final class SilentSynth implements Synth {
    @Override
    public String bank() {
        return Words.of("sound.no-sounds");
    }

    @Override
    public int latencyFrames() {
        return 0;
    }

    @Override
    public boolean playsItself() {
        return false;
    }

    @Override
    public void noteOn(int at, int channel, int pitch, int velocity) {}

    @Override
    public void noteOff(int at, int channel, int pitch) {}

    @Override
    public void volume(int channel, float gain) {}

    @Override
    public void silence() {}

    @Override
    public void render(float[] stereo) {
        Arrays.fill(stereo, 0);
    }

    @Override
    public void close() {}
}
