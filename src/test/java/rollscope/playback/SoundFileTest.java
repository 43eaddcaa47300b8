package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.audio.PcmFile;
import rollscope.audio.PcmFiles;
import rollscope.transcription.Transcription;

class SoundFileTest {
    private static final Transcription SONG =
            Songs.pianos(1, new double[] {0.2, 0.7, 60, 100, 0}, new double[] {0.3, 0.4, 72, 90, 1});

    @TempDir
    private Path folder;

    private static RecordingSynth synth() {
        var synth = new RecordingSynth();
        synth.level = 0.3f;
        return synth;
    }

    private static SoundFile.Order order(
            Optional<PcmFile> stem, SoundFile.Mix mix, int bits, int sampleRate, Optional<Loop> loop) {
        return new SoundFile.Order(SONG, stem, mix, 0.4, List.of(), bits, sampleRate, loop, Optional.empty());
    }

    private AudioInputStream write(SoundFile.Order order) throws Exception {
        var file = folder.resolve("song.wav");
        assertThat(SoundFile.write(file, order, _ -> true, (bank, channels) -> Stage.opened(synth())))
                .isTrue();
        return AudioSystem.getAudioInputStream(file.toFile());
    }

    private PcmFile stem() {
        var samples = new float[2 * Engine.RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (i % 2 == 0 ? 0.3f : -0.2f) * (float) Math.sin(i * 0.01);
        }
        return PcmFiles.stereo(folder, samples);
    }

    private static int[] sixteen(AudioInputStream in) throws IOException {
        var shorts = ByteBuffer.wrap(in.readAllBytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        var bits = new int[shorts.remaining()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = shorts.get(i);
        }
        return bits;
    }

    @Test
    void theFileHasTheSamplesThatArePlayed() throws Exception {
        try (var stem = stem();
                var in = write(order(Optional.of(stem), SoundFile.Mix.BLEND, 16, 44_100, Optional.empty()))) {
            assertThat(in.getFormat().getSampleRate()).isEqualTo(44_100);
            assertThat(in.getFormat().getSampleSizeInBits()).isEqualTo(16);
            assertThat(in.getFormat().getChannels()).isEqualTo(2);
            var device = new FakeDevice();
            var player = Stage.player(SoundFileTest::synth, device, device);
            var transport = new Transport(player);
            transport.load(SONG);
            transport.setStem(Optional.of(stem));
            transport.setBlend(0.4);
            transport.play();
            var written = sixteen(in);
            while (device.played.size() < 2 * written.length) {
                player.step();
            }
            var played = ByteBuffer.wrap(device.played.toByteArray())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
            for (int i = 0; i < written.length; i++) {
                assertThat((int) played.get(i)).as("sample %s", i).isEqualTo(written[i]);
            }
        }
    }

    @Test
    void sampleNOfTheFileIsSampleNOfTheSong() throws Exception {
        try (var in = write(order(Optional.empty(), SoundFile.Mix.SYNTH, 16, 44_100, Optional.empty()))) {
            var written = sixteen(in);
            int first = 0;
            while (written[2 * first] == 0) {
                first++;
            }
            // The recording synthesizer sounds whole blocks.
            assertThat(first).isEqualTo(8_820 / Engine.BLOCK * Engine.BLOCK);
        }
    }

    @Test
    void twentyFourBitsKeepWhatSixteenLose() throws Exception {
        try (var in = write(order(Optional.empty(), SoundFile.Mix.SYNTH, 24, 44_100, Optional.empty()))) {
            assertThat(in.getFormat().getSampleSizeInBits()).isEqualTo(24);
            in.skipNBytes(6 * 20_000);
            var sample = in.readNBytes(6);
            int bits = sample[2] << 16 | (sample[1] & 0xff) << 8 | sample[0] & 0xff;
            assertThat(bits).isEqualTo((int) Math.rint(0.3f * (1 << 23)));
        }
    }

    @Test
    void fortyEightKilohertzLastAsLong() throws Exception {
        double seconds;
        try (var in = write(order(Optional.empty(), SoundFile.Mix.SYNTH, 16, 44_100, Optional.empty()))) {
            seconds = in.getFrameLength() / 44_100.0;
        }
        try (var in = write(order(Optional.empty(), SoundFile.Mix.SYNTH, 16, 48_000, Optional.empty()))) {
            assertThat(in.getFormat().getSampleRate()).isEqualTo(48_000);
            assertThat(in.getFrameLength() / 48_000.0).isEqualTo(seconds, within(1e-4));
        }
    }

    @Test
    void aLoopIsExactlyAsLongAsItIs() throws Exception {
        try (var stem = stem();
                var in = write(
                        order(Optional.of(stem), SoundFile.Mix.SPLIT, 16, 44_100, Optional.of(new Loop(0.25, 0.5))))) {
            assertThat(in.getFrameLength()).isEqualTo(11_025);
            var written = sixteen(in);
            // The notes are right: both sides of the synthesizer are the same here.
            assertThat((double) written[2 * 5_000 + 1]).isEqualTo(0.3 * 32_768, within(2.0));
            double left = (0.3 * Math.sin(2 * 16_025 * 0.01) - 0.2 * Math.sin((2 * 16_025 + 1) * 0.01)) / 2;
            assertThat((double) written[2 * 5_000]).isEqualTo(left * 32_768, within(3.0));
        }
    }

    @Test
    void theLoudnessOfInstrumentsIsTaken() throws Exception {
        var synth = synth();
        var order = new SoundFile.Order(
                SONG,
                Optional.empty(),
                SoundFile.Mix.SYNTH,
                0.5,
                List.of(0.0, 0.5),
                16,
                44_100,
                Optional.empty(),
                Optional.empty());
        SoundFile.write(folder.resolve("song.wav"), order, _ -> true, (bank, channels) -> Stage.opened(synth));
        assertThat(synth.sent).allMatch(sent -> sent.channel() == 1);
        assertThat(synth.volumes).containsEntry(1, 0.5f);
    }

    @Test
    void stoppedInTheMiddleTheOldFileStays() throws Exception {
        var file = Files.writeString(folder.resolve("song.wav"), "as it was");
        var order = order(Optional.empty(), SoundFile.Mix.SYNTH, 16, 44_100, Optional.empty());
        assertThat(SoundFile.write(file, order, part -> part < 0.5, (bank, channels) -> Stage.opened(synth())))
                .isFalse();
        assertThat(file).hasContent("as it was");
        assertThat(folder).isDirectoryContaining("glob:**song.wav").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aSynthesizerThatPlaysItselfCannotWrite() {
        var order = order(Optional.empty(), SoundFile.Mix.SYNTH, 16, 44_100, Optional.empty());
        assertThatThrownBy(() -> SoundFile.write(
                        folder.resolve("song.wav"),
                        order,
                        _ -> true,
                        (bank, channels) -> Stage.opened(new RecordingSynth() {
                            @Override
                            public boolean playsItself() {
                                return true;
                            }
                        })))
                .isInstanceOf(IOException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(Optional.empty(), SoundFile.Mix.SYNTH, 8, 44_100, Optional.empty()));
    }

    @Test
    void ditherKeepsWhatIsExactAndTheAverageOfWhatIsNot() {
        var bits = new SixteenBits();
        for (int value : new int[] {-32_768, -1, 0, 1, 32_767}) {
            assertThat(bits.of(value / 32_768f)).isEqualTo(value);
        }
        assertThat(bits.of(1)).isEqualTo(32_767);
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            int value = bits.of(100.3f / 32_768);
            assertThat(value).isBetween(99, 102);
            sum += value;
        }
        assertThat(sum / 100_000).isEqualTo(100.3, within(0.01));
    }
}
