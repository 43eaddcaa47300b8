package rollscope.playback;

import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.MidiUnavailableException;
import rollscope.midi.ChannelPlan;

/** A synthesizer a port, their sound summed: sixteen channels are enough for fifteen instruments and a kit only. */
final class SynthRack implements Synth {
    private final List<Synth> ports;
    private final float[] one = new float[Engine.BLOCK * Engine.CHANNELS];

    /**
     * @param ports alike, one at least; closed with this
     */
    SynthRack(List<? extends Synth> ports) {
        this.ports = List.copyOf(ports);
    }

    /** As many of Gervill as the plan has ports; see {@link GervillSynth#open}. */
    static Synth open(Soundbanks.Sounds sounds, ChannelPlan plan) throws MidiUnavailableException {
        var opened = new ArrayList<Synth>();
        try {
            for (int port = 0; port < plan.ports(); port++) {
                opened.add(GervillSynth.open(sounds, plan, port));
            }
        } catch (MidiUnavailableException | RuntimeException | OutOfMemoryError e) {
            opened.forEach(Synth::close);
            throw e;
        }
        return opened.size() == 1 ? opened.getFirst() : new SynthRack(opened);
    }

    private Synth port(int channel) {
        return ports.get(channel / ChannelPlan.CHANNELS);
    }

    @Override
    public String bank() {
        return ports.getFirst().bank();
    }

    @Override
    public int latencyFrames() {
        return ports.getFirst().latencyFrames();
    }

    @Override
    public boolean playsItself() {
        return false;
    }

    @Override
    public void noteOn(int at, int channel, int pitch, int velocity) {
        port(channel).noteOn(at, channel % ChannelPlan.CHANNELS, pitch, velocity);
    }

    @Override
    public void noteOff(int at, int channel, int pitch) {
        port(channel).noteOff(at, channel % ChannelPlan.CHANNELS, pitch);
    }

    @Override
    public void volume(int channel, float gain) {
        port(channel).volume(channel % ChannelPlan.CHANNELS, gain);
    }

    @Override
    public void silence() {
        for (int i = 0; i < ports.size(); i++) {
            ports.get(i).silence();
        }
    }

    @Override
    public void render(float[] stereo) {
        ports.getFirst().render(stereo);
        for (int i = 1; i < ports.size(); i++) {
            ports.get(i).render(one);
            for (int sample = 0; sample < one.length; sample++) {
                stereo[sample] += one[sample];
            }
        }
    }

    @Override
    public void close() {
        ports.forEach(Synth::close);
    }
}
