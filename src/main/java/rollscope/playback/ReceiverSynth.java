package rollscope.playback;

import java.util.Arrays;
import javax.sound.midi.MidiChannel;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Synthesizer;
import rollscope.midi.ChannelPlan;

/**
 * The system's synthesizer through its public interface, playing on an output of its own. It stands in where Gervill's stream
 * is not to be had. Lost with it: notes begin at the start of their block, up to 12 ms early; the volume, fades and the
 * limiter have no effect; nothing can be mixed with it or rendered to a file; the latency is what the synthesizer claims; and there is
 * one port: what is on another speaks on the channel of the same number, with the program that is there.
 */
final class ReceiverSynth implements Synth {
    private final Synthesizer synthesizer;
    private final MidiChannel[] channels;
    private final int latencyFrames;

    private ReceiverSynth(Synthesizer synthesizer) {
        this.synthesizer = synthesizer;
        channels = synthesizer.getChannels();
        latencyFrames = Math.clamp(synthesizer.getLatency() * Engine.RATE / 1_000_000, 0, Engine.RATE);
    }

    static ReceiverSynth open(ChannelPlan plan) throws MidiUnavailableException {
        return open(MidiSystem.getSynthesizer(), plan);
    }

    static ReceiverSynth open(Synthesizer synthesizer, ChannelPlan plan) throws MidiUnavailableException {
        synthesizer.open();
        var opened = new ReceiverSynth(synthesizer);
        plan.forEachChannel((channel, program) -> {
            if (channel.port() == 0 && channel.number() < opened.channels.length) {
                opened.channels[channel.number()].programChange(program);
            }
        });
        return opened;
    }

    @Override
    public String bank() {
        return synthesizer.getDeviceInfo().getName();
    }

    @Override
    public int latencyFrames() {
        return latencyFrames;
    }

    @Override
    public boolean playsItself() {
        return true;
    }

    @Override
    public void noteOn(int at, int channel, int pitch, int velocity) {
        int number = channel % ChannelPlan.CHANNELS;
        if (number < channels.length) {
            channels[number].noteOn(pitch, velocity);
        }
    }

    @Override
    public void noteOff(int at, int channel, int pitch) {
        int number = channel % ChannelPlan.CHANNELS;
        if (number < channels.length) {
            channels[number].noteOff(pitch);
        }
    }

    @Override
    public void volume(int channel, float gain) {
        int number = channel % ChannelPlan.CHANNELS;
        if (number < channels.length) {
            channels[number].controlChange(7, Math.round(100 * (float) Math.sqrt(gain)));
        }
    }

    @Override
    public void silence() {
        for (var channel : channels) {
            channel.allSoundOff();
        }
    }

    @Override
    public void render(float[] stereo) {
        Arrays.fill(stereo, 0);
    }

    @Override
    public void close() {
        synthesizer.close();
    }
}
