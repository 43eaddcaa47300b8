package rollscope.simulator;

import com.sun.media.sound.AudioSynthesizer;
import com.sun.media.sound.ModelPatch;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Makes the demo song's stems: plays each part of the score with the JDK's synthesizer, balances them, writes WAV files and has them
 * encoded. No test; docs/demo-song.md says how it is run. Arguments: a General MIDI soundbank, a folder for the files.
 */
public final class DemoSongRendering {
    private static final float RATE = 44_100;
    private static final int FRAMES = (int) Math.round(NightFerry.SECONDS * RATE);
    /** The synthesizer plays one block of its control rate of 147 Hz late. */
    private static final int LATE = Math.round(RATE / 147);

    private static final int FADE = (int) RATE;
    /** Of the sum of all stems: -1 dB of full scale. */
    private static final double PEAK = 0.89;

    /** How much louder than the whole its peaks may be, after which the drums are squeezed softly. */
    private static final double DRUM_HEADROOM = 4.5;

    /**
     * How a part sits in the mix: loudness in dB, reverb and chorus as MIDI controllers, and the seconds by which it is played ahead
     * because its sound takes that long to speak.
     */
    private record Place(double decibels, int reverb, int chorus, double ahead) {}

    private static final Map<String, Place> PLACES = Map.of(
            "Vocals", new Place(-18, 60, 10, 0.02),
            "Drums", new Place(-18, 24, 0, 0),
            "Bass", new Place(-18, 4, 0, 0.018),
            "Guitar", new Place(-24, 44, 30, 0),
            "Keyboard", new Place(-22, 32, 24, 0),
            "Strings", new Place(-26, 60, 10, 0.03));

    private DemoSongRendering() {}

    public static void main(String[] args) throws Exception {
        var bank = MidiSystem.getSoundbank(new File(args[0]));
        var folder = Files.createDirectories(Path.of(args[1]));
        var stems = new ArrayList<float[]>();
        var parts = NightFerry.parts();
        for (var part : parts) {
            var place = PLACES.get(part.stem());
            float[] sound = render(part, place, bank);
            if (part.drums()) {
                squeeze(sound, DRUM_HEADROOM * rms(sound));
            }
            scale(sound, Math.pow(10, place.decibels() / 20) / rms(sound));
            stems.add(sound);
        }
        double gain = PEAK / peak(sum(stems));
        stems.forEach(sound -> scale(sound, gain));
        for (int i = 0; i < stems.size(); i++) {
            write(stems.get(i), folder, parts.get(i).file());
        }
        write(sum(stems.subList(1, stems.size())), folder, "instrumental.mp3");
        write(sum(stems), folder, "mix.mp3");
    }

    /** Mono, which leaves the few bits of a small file to the treble. */
    private static float[] render(Part part, Place place, Soundbank bank)
            throws MidiUnavailableException, InvalidMidiDataException, IOException {
        var synthesizer = (AudioSynthesizer) MidiSystem.getSynthesizer();
        var format = new AudioFormat(AudioFormat.Encoding.PCM_FLOAT, RATE, 32, 2, 8, RATE, false);
        var settings = Map.<String, Object>of(
                "load default soundbank",
                false,
                "auto gain control",
                false,
                "interpolation",
                "sinc",
                "max polyphony",
                256);
        try (var stream = synthesizer.openStream(format, settings)) {
            for (var instrument : bank.getInstruments()) {
                var patch = instrument.getPatch();
                boolean percussion = patch instanceof ModelPatch model && model.isPercussion();
                if (patch.getBank() == 0 && patch.getProgram() == part.program() && percussion == part.drums()) {
                    synthesizer.loadInstrument(instrument);
                }
            }
            var receiver = synthesizer.getReceiver();
            double ahead = place.ahead();
            int channel = part.drums() ? 9 : 0;
            receiver.send(new ShortMessage(ShortMessage.PROGRAM_CHANGE, channel, part.program(), 0), 0);
            control(receiver, channel, 7, 100);
            control(receiver, channel, 91, place.reverb());
            control(receiver, channel, 93, place.chorus());
            for (var note : part.notes()) {
                if (part.stem().equals("Vocals")) {
                    vibrato(receiver, note, ahead);
                }
                receiver.send(
                        new ShortMessage(ShortMessage.NOTE_ON, channel, note.pitch(), note.velocity()),
                        micros(note.start() - ahead));
                // A millisecond early, so that a repeated note is not silenced by the end of the one before.
                receiver.send(
                        new ShortMessage(ShortMessage.NOTE_OFF, channel, note.pitch(), 0),
                        micros(note.end() - ahead) - 1000);
            }
            stream.readNBytes(LATE * 8);
            var stereo = ByteBuffer.wrap(stream.readNBytes(FRAMES * 8))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] sound = new float[FRAMES];
            for (int frame = 0; frame < FRAMES; frame++) {
                sound[frame] = (stereo.get() + stereo.get()) / 2 * Math.min(1, (FRAMES - 1 - frame) / (float) FADE);
            }
            return sound;
        }
    }

    /** A held note begins to tremble, as a voice does. */
    private static void vibrato(Receiver receiver, Part.Played note, double ahead) throws InvalidMidiDataException {
        receiver.send(new ShortMessage(ShortMessage.CONTROL_CHANGE, 0, 1, 0), micros(note.start() - ahead));
        for (double after = 0.3; note.start() + after < note.end(); after += 0.05) {
            int depth = (int) Math.min(48, 160 * (after - 0.25));
            receiver.send(
                    new ShortMessage(ShortMessage.CONTROL_CHANGE, 0, 1, depth), micros(note.start() - ahead + after));
        }
    }

    private static void squeeze(float[] sound, double most) {
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) (most * Math.tanh(sound[i] / most));
        }
    }

    private static void control(Receiver receiver, int channel, int controller, int value)
            throws InvalidMidiDataException {
        receiver.send(new ShortMessage(ShortMessage.CONTROL_CHANGE, channel, controller, value), 0);
    }

    private static long micros(double seconds) {
        return Math.round(Math.max(0, seconds) * 1e6);
    }

    /** Over the loud half of the sound, so that rests do not count. */
    private static double rms(float[] sound) {
        int block = (int) RATE / 5;
        var powers = new ArrayList<Double>();
        for (int from = 0; from + block <= sound.length; from += block) {
            double power = 0;
            for (int i = from; i < from + block; i++) {
                power += sound[i] * sound[i];
            }
            powers.add(power / block);
        }
        powers.sort(null);
        return Math.sqrt(powers.subList(powers.size() / 2, powers.size()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow());
    }

    private static double peak(float[] sound) {
        double peak = 0;
        for (float sample : sound) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    private static void scale(float[] sound, double gain) {
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) (sound[i] * gain);
        }
    }

    private static float[] sum(List<float[]> sounds) {
        float[] sum = new float[FRAMES];
        for (float[] sound : sounds) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += sound[i];
            }
        }
        return sum;
    }

    private static void write(float[] sound, Path folder, String name) throws IOException, InterruptedException {
        var bytes = ByteBuffer.allocate(sound.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : sound) {
            bytes.putShort((short) Math.round(Math.clamp(sample, -1f, 1f) * 32767));
        }
        var format = new AudioFormat(RATE, 16, 1, true, false);
        var wav = folder.resolve(name.replace(".mp3", ".wav"));
        try (var in = new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, FRAMES)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, wav.toFile());
        }
        var lame = new ProcessBuilder(
                        "lame",
                        "--quiet",
                        "-q",
                        "0",
                        "-m",
                        "m",
                        "-V",
                        "5",
                        wav.toString(),
                        folder.resolve(name).toString())
                .inheritIO()
                .start();
        if (!lame.waitFor(2, TimeUnit.MINUTES) || lame.exitValue() != 0) {
            throw new IOException("lame failed");
        }
        System.out.printf(
                "%-18s peak %5.1f dB  rms %5.1f dB  %d bytes%n",
                name, 20 * Math.log10(peak(sound)), 20 * Math.log10(rms(sound)), Files.size(folder.resolve(name)));
    }
}
