package rollscope.playback;

import com.sun.media.sound.AudioSynthesizer;
import com.sun.media.sound.EmergencySoundbank;
import com.sun.media.sound.ModelPatch;
import com.sun.media.sound.SoftSynthesizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiChannel;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.sampled.AudioFormat;
import rollscope.midi.ChannelPlan;

/**
 * The JDK's software synthesizer, opened as a stream of samples. The only class that names its package, which the module system
 * does not export: where that is not granted, {@link #open} fails to link.
 *
 * <p>Gervill works in control blocks of {@link #CONTROL} frames. A message with a time stamp within the control block to come
 * starts its note at that very sample, but each envelope begins with one control block of silence: so every note is late by
 * exactly that, which {@link #latencyFrames} tells. Its usual control block of 300 frames would blur the attack of drums twice as
 * much and not divide ours.
 *
 * <p>Its automatic gain control is off, as it delays by another block and pumps; {@link Limiter} stands in. Only the sounds a
 * transcription needs are loaded: whole banks take hundreds of megabytes. The bank Gervill makes up where there is none is
 * kept in memory; loading it in Gervill's own way would leave a file in the user's home.
 */
final class GervillSynth implements Synth {
    static final int CONTROL = 128;

    private static final int CHANNEL_VOLUME = 7;

    private static final AudioFormat FORMAT = new AudioFormat(
            AudioFormat.Encoding.PCM_FLOAT,
            Engine.RATE,
            Float.SIZE,
            Engine.CHANNELS,
            Engine.CHANNELS * Float.BYTES,
            Engine.RATE,
            false);

    private static final Map<String, Object> SETTINGS = Map.of(
            "control rate", (float) Engine.RATE / CONTROL,
            "max polyphony", 256,
            "interpolation", "linear",
            "reverb", true,
            "light reverb", true,
            "chorus", true,
            "auto gain control", false,
            "large mode", false,
            "midi channels", ChannelPlan.CHANNELS,
            "load default soundbank", false);

    private final AudioSynthesizer synthesizer;
    private final InputStream stream;
    private final Receiver receiver;
    private final MidiChannel[] channels;
    private final String bankName;

    private final ShortMessage message = new ShortMessage();
    private final byte[] bytes = new byte[Engine.BLOCK * FORMAT.getFrameSize()];
    private final FloatBuffer floats =
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    private long rendered;

    private GervillSynth(Soundbanks.Sounds sounds) throws MidiUnavailableException {
        bankName = sounds.name();
        synthesizer = new SoftSynthesizer();
        stream = synthesizer.openStream(FORMAT, SETTINGS);
        receiver = synthesizer.getReceiver();
        channels = synthesizer.getChannels();
    }

    /**
     * Gets the sounds of every channel of a port ready, which may read from disk.
     *
     * @throws OutOfMemoryError if they do not fit
     */
    static GervillSynth open(Soundbanks.Sounds sounds, ChannelPlan plan, int port) throws MidiUnavailableException {
        var synth = new GervillSynth(sounds);
        try {
            plan.forEachChannel((channel, program) -> {
                if (channel.port() == port) {
                    synth.load(sounds.bank(), channel.number(), program);
                }
            });
        } catch (RuntimeException | OutOfMemoryError e) {
            synth.close();
            throw e;
        }
        return synth;
    }

    private void load(Soundbank bank, int channel, int program) {
        boolean drums = channel == ChannelPlan.DRUM_CHANNEL;
        Optional.ofNullable(bank.getInstrument(new ModelPatch(0, program, drums)))
                .or(() -> Optional.ofNullable(bank.getInstrument(new ModelPatch(0, 0, drums))))
                .ifPresent(synthesizer::loadInstrument);
        channels[channel].programChange(program);
    }

    /** Gervill's stand-in for a soundbank. Its noises are made by chance: two of them do not sound quite the same. */
    static Soundbank makeSounds() throws MidiUnavailableException {
        try {
            return EmergencySoundbank.createSoundbank();
        } catch (Exception e) { // so it is declared
            var unavailable = new MidiUnavailableException("no soundbank");
            unavailable.initCause(e);
            throw unavailable;
        }
    }

    @Override
    public String bank() {
        return bankName;
    }

    @Override
    public int latencyFrames() {
        return CONTROL;
    }

    @Override
    public boolean playsItself() {
        return false;
    }

    @Override
    public void noteOn(int at, int channel, int pitch, int velocity) {
        send(at, ShortMessage.NOTE_ON, channel, pitch, velocity);
    }

    @Override
    public void noteOff(int at, int channel, int pitch) {
        send(at, ShortMessage.NOTE_OFF, channel, pitch, 0);
    }

    private void send(int at, int command, int channel, int data1, int data2) {
        try {
            message.setMessage(command, channel, data1, data2);
        } catch (InvalidMidiDataException e) {
            throw new IllegalArgumentException(e);
        }
        // The receiver copies the message.
        receiver.send(message, Math.round((rendered + at) * (1e6 / Engine.RATE)));
    }

    @Override
    public void volume(int channel, float gain) {
        // Gervill squares it, as General MIDI recommends; 100 is where every channel begins.
        channels[channel].controlChange(CHANNEL_VOLUME, Math.round(100 * (float) Math.sqrt(gain)));
    }

    @Override
    public void silence() {
        for (var channel : channels) {
            channel.allSoundOff();
        }
    }

    @Override
    public void render(float[] stereo) {
        try {
            int read = stream.readNBytes(bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new IllegalStateException("the synthesizer's stream has ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        floats.get(0, stereo);
        rendered += Engine.BLOCK;
    }

    @Override
    public void close() {
        synthesizer.close();
    }
}
