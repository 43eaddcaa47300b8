package rollscope.playback;

import com.sun.media.sound.AudioSynthesizer;
import com.sun.media.sound.EmergencySoundbank;
import com.sun.media.sound.ModelPatch;
import com.sun.media.sound.SoftSynthesizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sound.midi.Instrument;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiChannel;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.sampled.AudioFormat;
import org.jspecify.annotations.Nullable;
import rollscope.transcription.Transcription;

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
    private static final System.Logger LOG = System.getLogger(GervillSynth.class.getName());

    static final int CONTROL = 128;

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
    private final Soundbank bank;
    private final String bankName;
    private final Set<Instrument> loaded = new HashSet<>();

    private final ShortMessage message = new ShortMessage();
    private final byte[] bytes = new byte[Engine.BLOCK * FORMAT.getFrameSize()];
    private final FloatBuffer floats =
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    private long rendered;

    /** A soundbank and what to call it. */
    record Sounds(Soundbank bank, String name) {}

    private GervillSynth(Sounds sounds) throws MidiUnavailableException {
        bank = sounds.bank;
        bankName = sounds.name;
        synthesizer = new SoftSynthesizer();
        stream = synthesizer.openStream(FORMAT, SETTINGS);
        receiver = synthesizer.getReceiver();
        channels = synthesizer.getChannels();
    }

    /**
     * @param bank a SoundFont 2 or DLS file; without one, or if it cannot be read, Gervill's own simple sounds are made, which
     *             takes half a second
     */
    static GervillSynth open(Optional<Path> bank) throws MidiUnavailableException {
        var read = bank.map(GervillSynth::read).orElse(null);
        return open(read == null ? makeSounds() : read);
    }

    static GervillSynth open(Sounds sounds) throws MidiUnavailableException {
        return new GervillSynth(sounds);
    }

    private static @Nullable Sounds read(Path file) {
        try {
            var found = MidiSystem.getSoundbank(file.toFile());
            if (found.getInstruments().length > 0) {
                // Distributions link "default" to the bank they ship.
                return new Sounds(found, file.toRealPath().getFileName().toString());
            }
            LOG.log(Level.WARNING, "no instruments in the soundbank {0}", file.getFileName());
        } catch (IOException | InvalidMidiDataException | RuntimeException e) {
            LOG.log(Level.WARNING, "the soundbank {0} cannot be read: {1}", file.getFileName(), e);
        }
        return null;
    }

    /** Gervill's stand-in for a soundbank. Its noises are made by chance: two of them do not sound quite the same. */
    static Sounds makeSounds() throws MidiUnavailableException {
        try {
            return new Sounds(EmergencySoundbank.createSoundbank(), "simple built-in sounds");
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
    public void prepare(Transcription transcription, ChannelPlan plan) {
        for (var instrument : transcription.instruments()) {
            int channel = plan.channelOf(instrument.index());
            int program = plan.program(channel);
            boolean drums = channel == ChannelPlan.DRUMS;
            var sound = Optional.ofNullable(bank.getInstrument(new ModelPatch(0, program, drums)))
                    .or(() -> Optional.ofNullable(bank.getInstrument(new ModelPatch(0, 0, drums))));
            sound.filter(loaded::add).ifPresent(synthesizer::loadInstrument);
            channels[channel].programChange(program);
        }
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
