package rollscope.playback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes down what it is asked for, with frames counted from its first block; a steady level sounds while notes do. */
class RecordingSynth implements Synth {
    record Sent(long frame, boolean on, int channel, int pitch, int velocity) {}

    final List<Sent> sent = new ArrayList<>();
    /** Channel and pitch of the notes that sound. */
    final TreeSet<Integer> sounding = new TreeSet<>();

    /** By channel. */
    final Map<Integer, Float> volumes = new TreeMap<>();

    final int latency;
    float level = 0.5f;
    long rendered;
    int silenced;
    boolean closed;

    RecordingSynth() {
        this(0);
    }

    RecordingSynth(int latency) {
        this.latency = latency;
    }

    static Sent on(long frame, int channel, int pitch, int velocity) {
        return new Sent(frame, true, channel, pitch, velocity);
    }

    static Sent off(long frame, int channel, int pitch) {
        return new Sent(frame, false, channel, pitch, 0);
    }

    @Override
    public String bank() {
        return "recording";
    }

    @Override
    public int latencyFrames() {
        return latency;
    }

    @Override
    public boolean playsItself() {
        return false;
    }

    @Override
    public void volume(int channel, float gain) {
        volumes.put(channel, gain);
    }

    @Override
    public void noteOn(int at, int channel, int pitch, int velocity) {
        sent.add(on(rendered + at, channel, pitch, velocity));
        sounding.add(channel << 7 | pitch);
    }

    @Override
    public void noteOff(int at, int channel, int pitch) {
        sent.add(off(rendered + at, channel, pitch));
        sounding.remove(channel << 7 | pitch);
    }

    @Override
    public void silence() {
        sounding.clear();
        silenced++;
    }

    @Override
    public void render(float[] stereo) {
        Arrays.fill(stereo, sounding.isEmpty() ? 0 : level);
        rendered += Engine.BLOCK;
    }

    @Override
    public void close() {
        closed = true;
    }
}
