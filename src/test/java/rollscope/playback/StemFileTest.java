package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.audio.PcmFiles;

/** Stems with silence before them, as the JDK's reader finds them. */
class StemFileTest {
    @TempDir
    Path folder;

    @Test
    void everySampleOfTheStemComesLaterByTheSilence() throws Exception {
        var samples = new float[2 * 50_000];
        var random = new Random(3);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (random.nextInt(65_536) - 32_768) / 32_768f;
        }
        var target = folder.resolve("stem.wav");
        try (var stem = PcmFiles.stereo(folder, samples)) {
            StemFile.write(target, stem, 0.5, Optional.empty());
        }
        short[] found = read(target, 2 * (22_050 + 50_000));
        for (int i = 0; i < 2 * 22_050; i++) {
            assertThat(found[i]).isZero();
        }
        for (int i = 0; i < samples.length; i++) {
            assertThat(found[2 * 22_050 + i]).isEqualTo((short) (samples[i] * 32_768));
        }
    }

    @Test
    void aPartIsCutOutToTheSample() throws Exception {
        var samples = new float[44_100];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i % 30_000 / 32_768f;
        }
        var target = folder.resolve("stem.wav");
        try (var stem = PcmFiles.mono(folder, samples)) {
            StemFile.write(target, stem, 0, Optional.of(new Loop(0.25, 0.5)));
        }
        short[] found = read(target, 2 * 11_025);
        assertThat(found[0]).isEqualTo((short) 11_025);
        assertThat(found[1]).isEqualTo((short) 11_025);
        assertThat(found[2 * 11_024]).isEqualTo((short) 22_049);
    }

    @Test
    void noSilenceIsLongerThanABar() throws Exception {
        try (var stem = PcmFiles.mono(folder, new float[10])) {
            assertThatThrownBy(() -> StemFile.write(folder.resolve("x.wav"), stem, 61, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static short[] read(Path file, int samples) throws Exception {
        try (var sound = AudioSystem.getAudioInputStream(file.toFile())) {
            assertThat(sound.getFormat().getChannels()).isEqualTo(2);
            assertThat(sound.getFormat().getSampleSizeInBits()).isEqualTo(16);
            byte[] bytes = sound.readAllBytes();
            assertThat(bytes).hasSize(2 * samples);
            var values = new short[samples];
            java.nio.ByteBuffer.wrap(bytes)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(values);
            return values;
        }
    }
}
