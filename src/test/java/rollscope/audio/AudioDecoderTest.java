package rollscope.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.audio.UnreadableAudio.Reason;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AudioDecoderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
        onset.flac,      44100, 66150
        onset.ogg,       44100, 66150
        onset.m4a,       44100, 66150
        onset.aac,       44100, -1
        onset-lavc.mp3,  44100, 66150
        onset-vbr.mp3,   44100, 66150
        onset-notag.mp3, 44100, -1
        onset-22k.mp3,   22050, 33075
        """)
    void soundIsWhereItWasBeforeItWasEncoded(String name, int rate, long length) throws IOException {
        try (var source = AudioDecoder.open(file(name))) {
            assertThat(source.sampleRate()).isEqualTo(rate);
            assertThat(source.channels()).isEqualTo(2);
            assertThat(source.length().orElse(-1)).isEqualTo(length);
            float[] samples = Onset.all(source);
            if (length > 0) {
                assertThat(samples).hasSize((int) length * 2);
            }
            float[] left = Onset.channel(samples, 2, 0);
            assertThat(Onset.samplesLate(left, rate)).isBetween(-rate / 1000, rate / 1000);
            assertThat(energy(left) / energy(Onset.mono(rate))).isCloseTo(1, within(0.12));
            assertThat(energy(Onset.channel(samples, 2, 1)) / energy(left)).isCloseTo(0.25, within(0.02));
            assertThat(source.progress()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WAVE, 8, false",
        "WAVE, 16, false",
        "WAVE, 24, false",
        "WAVE, 32, false",
        "WAVE, 32, true",
        "WAVE, 64, true",
        "AIFF, 8, false",
        "AIFF, 16, false",
        "AIFF, 24, false",
        "AIFF, 32, false"
    })
    void plainSamplesComeBackAsTheyWere(String type, int bits, boolean floats) throws IOException {
        boolean aiff = type.equals("AIFF");
        var encoding = floats
                ? AudioFormat.Encoding.PCM_FLOAT
                : bits == 8 && !aiff ? AudioFormat.Encoding.PCM_UNSIGNED : AudioFormat.Encoding.PCM_SIGNED;
        var format = new AudioFormat(encoding, 48_000, bits, 1, bits / 8, 48_000, aiff);
        float[] sound = Onset.mono(48_000);
        var bytes = ByteBuffer.allocate(sound.length * bits / 8)
                .order(aiff ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (float sample : sound) {
            switch (bits) {
                case 8 -> bytes.put((byte) (Math.round(sample * 127) + (aiff ? 0 : 128)));
                case 16 -> bytes.putShort((short) Math.round(sample * 32_767));
                case 24 -> {
                    int value = Math.round(sample * 8_388_607);
                    byte[] three = {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
                    for (int i = 0; i < 3; i++) {
                        bytes.put(three[aiff ? 2 - i : i]);
                    }
                }
                case 32 -> {
                    if (floats) {
                        bytes.putFloat(sample);
                    } else {
                        bytes.putInt((int) Math.round(sample * 2147483647.0));
                    }
                }
                default -> bytes.putDouble(sample);
            }
        }
        var path = folder.resolve("sound");
        var fileType = aiff ? AudioFileFormat.Type.AIFF : AudioFileFormat.Type.WAVE;
        try (var stream = new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, sound.length)) {
            AudioSystem.write(stream, fileType, path.toFile());
        }

        float[] read = Onset.decode(path);

        assertThat(read).hasSize(sound.length);
        double step = floats ? 1e-6 : 1.5 / (1L << (bits - 1)) + 1e-6;
        double worst = 0;
        for (int i = 0; i < read.length; i++) {
            worst = Math.max(worst, Math.abs(read[i] - sound[i]));
        }
        assertThat(worst).isLessThan(step);
    }

    @Test
    void wavWhoseSizeWasNeverWrittenPlaysToItsEnd() throws IOException {
        var wav = ByteBuffer.allocate(44 + 200).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(0).put("WAVEfmt ".getBytes()).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(44_100)
                .putInt(88_200)
                .putShort((short) 2);
        wav.putShort((short) 16).put("data".getBytes()).putInt(0);
        assertThat(Onset.decode(write("cut.wav", wav.array()))).hasSize(100);
        wav.putInt(40, -1);
        assertThat(Onset.decode(write("cut.wav", wav.array()))).hasSize(100);
    }

    @Test
    void contentDecidesAndNotTheName() throws IOException {
        var disguised = write("voice.mp3", bytes("onset.flac"));
        assertThat(Onset.decode(disguised)).isEqualTo(Onset.decode(file("onset.flac")));
    }

    @Test
    void largePictureBeforeTheSoundIsSkipped() throws IOException {
        var tagged = new ByteArrayOutputStream();
        int size = 3_000_000;
        tagged.write(new byte[] {'I', 'D', '3', 4, 0, 0});
        for (int shift = 21; shift >= 0; shift -= 7) {
            tagged.write(size >> shift & 0x7F);
        }
        // A picture full of what looks like the start of frames.
        var picture = new byte[size];
        for (int i = 0; i + 1 < size; i += 418) {
            picture[i] = (byte) 0xFF;
            picture[i + 1] = (byte) 0xFB;
        }
        tagged.write(picture);
        tagged.write(bytes("onset-lavc.mp3"));
        assertThat(Onset.decode(write("tagged.mp3", tagged.toByteArray())))
                .isEqualTo(Onset.decode(file("onset-lavc.mp3")));
    }

    @Test
    void trimOfTheTagIsTakenToTheSample() throws IOException {
        byte[] mp3 = bytes("onset-lavc.mp3");
        int at = indexOf(mp3, "Lavc") < 0 ? indexOf(mp3, "Lavf") : indexOf(mp3, "Lavc");
        // Delay and padding, twelve bits each: a hundred samples more at the start, twenty more at the end.
        int told = (mp3[at + 21] & 0xFF) << 16 | (mp3[at + 22] & 0xFF) << 8 | mp3[at + 23] & 0xFF;
        int changed = told + (100 << 12) + 20;
        mp3[at + 21] = (byte) (changed >> 16);
        mp3[at + 22] = (byte) (changed >> 8);
        mp3[at + 23] = (byte) changed;
        float[] whole = Onset.decode(file("onset-lavc.mp3"));
        assertThat(Onset.decode(write("trim.mp3", mp3))).isEqualTo(Arrays.copyOfRange(whole, 200, whole.length - 40));
    }

    @Test
    void mp3WithoutItsTagStartsAtTheSamePlace() throws IOException {
        byte[] mp3 = bytes("onset-lavc.mp3");
        int tagFrame = 144 * 128_000 / 44_100;
        byte[] bare = Arrays.copyOfRange(mp3, indexOf(mp3, "Info") - 36 + tagFrame, mp3.length);
        float[] left = Onset.channel(Onset.decode(write("bare.mp3", bare)), 2, 0);
        assertThat(Onset.samplesLate(left, 44_100)).isBetween(-44, 44);
    }

    @Test
    void garbageBetweenFramesIsSkipped() throws IOException {
        byte[] mp3 = bytes("onset-notag.mp3");
        var damaged = new ByteArrayOutputStream();
        int half = frameStart(mp3, mp3.length / 2);
        damaged.write(mp3, 0, half);
        var garbage = new byte[5000];
        new SplittableRandom(4).nextBytes(garbage);
        damaged.write(garbage);
        damaged.write(mp3, half, mp3.length - half);
        assertThat(Onset.decode(write("damaged.mp3", damaged.toByteArray())))
                .isEqualTo(Onset.decode(file("onset-notag.mp3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onset.flac", "onset.ogg", "onset.aac", "onset-lavc.mp3", "onset-notag.mp3"})
    void truncatedFilesGiveWhatTheyHave(String name) throws IOException {
        byte[] bytes = bytes(name);
        float[] whole = Onset.decode(file(name));
        float[] part = Onset.decode(write("part", Arrays.copyOf(bytes, bytes.length * 9 / 10)));
        assertThat(part.length).isBetween(whole.length / 2, whole.length - 1);
        // The last blocks may lack what they overlap with.
        int sure = part.length - 8192;
        // AAC fills some bands with noise that differs each time.
        assertThat(Arrays.copyOf(part, sure)).containsExactly(Arrays.copyOf(whole, sure), within(0.01f));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onset.flac",
                "onset.ogg",
                "onset.m4a",
                "onset.aac",
                "onset-vbr.mp3",
                "onset-alac.m4a",
                "onset.opus"
            })
    void anyDamageEndsInSoundOrASentence(String name) throws IOException {
        byte[] good = bytes(name);
        var random = new SplittableRandom(7);
        for (int i = 0; i < 40; i++) {
            byte[] bad = i % 2 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int k = 0; k < i / 2 && bad.length > 0; k++) {
                int reach = k % 2 == 0 ? Math.min(400, bad.length) : bad.length;
                bad[random.nextInt(reach)] = (byte) random.nextInt();
            }
            try {
                float[] samples = Onset.decode(write("bad", bad));
                assertThat(samples.length).isLessThan(100_000_000);
            } catch (UnreadableAudio e) {
                assertThat(e.getMessage()).endsWith(".").doesNotContain("\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, EMPTY", "1, UNKNOWN", "11, UNKNOWN", "100000, UNKNOWN"})
    void whatIsNoSoundIsSaidToBeNone(int size, Reason reason) throws IOException {
        var noise = new byte[size];
        for (int i = 0; i < size; i++) {
            noise[i] = (byte) ("<!doctype html> not found ".charAt(i % 26));
        }
        var path = write("stem.mp3", noise);
        assertThatThrownBy(() -> AudioDecoder.open(path))
                .isInstanceOfSatisfying(
                        UnreadableAudio.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onset-alac.m4a", "onset.opus"})
    void knownFormatsWeCannotDecodeAreNamed(String name) {
        assertThatThrownBy(() -> AudioDecoder.open(file(name)))
                .isInstanceOfSatisfying(
                        UnreadableAudio.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    private static int frameStart(byte[] mp3, int from) {
        int frame = from;
        while ((mp3[frame] & 0xFF) != 0xFF || (mp3[frame + 1] & 0xFF) != 0xFB) {
            frame++;
        }
        return frame;
    }

    private static double energy(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return sum;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private Path file(String name) throws IOException {
        return write(name, bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = AudioDecoderTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
