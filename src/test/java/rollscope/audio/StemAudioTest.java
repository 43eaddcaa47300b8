package rollscope.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void severalFilesAreOneSoundFromTheSameTimeZero() throws IOException {
        var flac = resource("onset.flac");
        var ogg = resource("onset.ogg");
        try (var one = StemAudio.read(flac, 44_100, folder, (part, peaks, spectrum) -> true)
                        .orElseThrow();
                var two = StemAudio.read(List.of(flac, ogg), 44_100, folder, (part, peaks, spectrum) -> true)
                        .orElseThrow();
                var other = StemAudio.read(ogg, 44_100, folder, (part, peaks, spectrum) -> true)
                        .orElseThrow()) {
            int frames = 66_000;
            var first = left(one, frames);
            var second = left(other, frames);
            var both = left(two, frames);
            assertThat(two.pcm().frames())
                    .isEqualTo(Math.max(one.pcm().frames(), other.pcm().frames()));
            for (int i = 0; i < frames; i++) {
                assertThat(both[i]).isBetween(first[i] + second[i] - 0.0002f, first[i] + second[i] + 0.0002f);
            }
        }
    }

    @Test
    void whatIsSoundIsToldByContent() throws IOException {
        var text = Files.writeString(folder.resolve("song.mp3"), "no sound at all");
        var sound = Files.copy(resource("onset.flac"), folder.resolve("song.txt"));
        assertThat(StemAudio.isSound(text)).isFalse();
        assertThat(StemAudio.isSound(sound)).isTrue();
        assertThat(StemAudio.isSound(folder.resolve("missing.wav"))).isFalse();
        assertThat(StemAudio.isSound(folder)).isFalse();
    }

    @Test
    void oldLeftoversAreRemovedAndNothingElse() throws IOException {
        var old = Files.createFile(folder.resolve("rollscope-1.pcm"));
        var young = Files.createFile(folder.resolve("rollscope-2.pcm"));
        var other = Files.createFile(folder.resolve("other.pcm"));
        var now = Instant.now();
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(2))));
        Files.setLastModifiedTime(other, FileTime.from(now.minus(Duration.ofDays(2))));
        StemAudio.removeLeftovers(folder, now);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(other).exists();
        StemAudio.removeLeftovers(folder.resolve("none"), now);
    }

    private static float[] left(StemAudio stem, int frames) {
        var left = new float[frames];
        stem.pcm().read(0, left, new float[frames], frames);
        return left;
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

    @Test
    void whatAKilledProgramLeftIsClearedAndWhatIsInUseStays(@TempDir Path folder) throws IOException {
        var old = Files.createFile(folder.resolve("rollscope-8123456789.pcm"));
        var gone = Files.createFile(folder.resolve("rollscope-" + Integer.MAX_VALUE + "-1700000000000-77.pcm"));
        var earlier = Files.createFile(
                folder.resolve("rollscope-" + ProcessHandle.current().pid() + "-12345-77.pcm"));
        var another = Files.createFile(folder.resolve("something.pcm"));
        try (var pcm = PcmFiles.mono(folder, new float[] {0.5f})) {
            PcmFile.clearScratch(folder);
            assertThat(List.of(old, gone, earlier)).noneMatch(Files::exists);
            assertThat(another).exists();
            try (var files = Files.list(folder)) {
                assertThat(files).hasSize(2);
            }
            assertThat(pcm.frames()).isEqualTo(1);
        }
    }

    @Test
    void aClosedFileIsSilent(@TempDir Path folder) throws IOException {
        var pcm = PcmFiles.mono(folder, new float[] {0.5f, 0.5f});
        var left = new float[] {9, 9};
        var right = new float[] {9, 9};
        pcm.close();
        pcm.read(0, left, right, 2);
        assertThat(left).containsOnly(0);
        assertThat(right).containsOnly(0);
        pcm.close();
    }
}
