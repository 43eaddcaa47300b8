package rollscope.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StemAudioTest {
    @TempDir
    Path folder;

    @Test
    void heardAndSeenAreOnTheSameTime() throws IOException {
        try (var stem = StemAudio.read(
                        resource("onset.flac"), 48_000, folder.resolve("scratch"), (part, peaks, spectrum) -> true)
                .orElseThrow()) {
            assertThat(stem.pcm().frames()).isEqualTo(72_000);
            var left = new float[72_000];
            var right = new float[72_000];
            stem.pcm().read(0, left, right, 72_000);
            assertThat(Onset.samplesLate(left, 48_000)).isZero();
            for (int i = 0; i < left.length; i++) {
                assertThat(right[i] + 0.5f * left[i]).isBetween(-0.001f, 0.001f);
            }
            var low = new short[150];
            var high = new short[150];
            stem.peaks().fill(0, 0.01, low, high);
            assertThat(high[98]).isZero();
            assertThat(high[100]).isGreaterThan((short) 5000);
            assertThat(stem.spectrum().columns()).isEqualTo(75);
        }
        assertThat(left(folder.resolve("scratch"))).isEmpty();
    }

    @Test
    void readingAnywhereGivesTheSameAsReadingAll() throws IOException {
        try (var stem = StemAudio.read(resource("onset.ogg"), 44_100, folder, (part, peaks, spectrum) -> true)
                .orElseThrow()) {
            int frames = (int) stem.pcm().frames();
            var left = new float[frames];
            var right = new float[frames];
            stem.pcm().read(0, left, right, frames);
            var some = new float[100];
            stem.pcm().read(44_150, some, new float[100], 100);
            for (int i = 0; i < 100; i++) {
                assertThat(some[i]).isEqualTo(left[44_150 + i]);
            }
            stem.pcm().read(frames - 10, some, new float[100], 100);
            assertThat(some[9]).isEqualTo(left[frames - 1]);
            assertThat(some[10]).isZero();
            stem.pcm().read(-50, some, new float[100], 100);
            assertThat(some[49]).isZero();
            assertThat(some[50]).isEqualTo(left[0]);
        }
    }

    @Test
    void progressGrowsAndStoppingLeavesNothingBehind() throws IOException {
        var song = folder.resolve("drums.mp3");
        try (InputStream in = StemAudioTest.class.getResourceAsStream("/rollscope/assets/demo/drums.mp3")) {
            Files.copy(in, song);
        }
        var scratch = folder.resolve("scratch");
        var parts = new ArrayList<Double>();
        var stem = StemAudio.read(song, 44_100, scratch, (part, peaks, spectrum) -> {
            parts.add(part);
            assertThat(peaks.seconds()).isGreaterThan(1.4 * parts.size());
            return parts.size() < 5;
        });
        assertThat(stem).isEmpty();
        assertThat(parts).isSorted().hasSize(5);
        assertThat(parts.getLast()).isBetween(0.05, 0.3);
        assertThat(left(scratch)).isEmpty();
    }

    @Test
    void aFileWithoutSoundLeavesNothingBehind() throws IOException {
        var text = Files.writeString(folder.resolve("notes.wav"), "no sound");
        var scratch = folder.resolve("scratch");
        assertThatThrownBy(() -> StemAudio.read(text, 44_100, scratch, (part, peaks, spectrum) -> true))
                .isInstanceOf(UnreadableAudio.class);
        assertThat(Files.exists(scratch) ? left(scratch) : new Path[0]).isEmpty();
    }

    private static Path[] left(Path scratch) throws IOException {
        try (var files = Files.list(scratch)) {
            return files.toArray(Path[]::new);
        }
    }

    private Path resource(String name) throws IOException {
        var path = folder.resolve(name);
        try (InputStream in = StemAudioTest.class.getResourceAsStream(name)) {
            Files.copy(in, path);
        }
        return path;
    }
}
