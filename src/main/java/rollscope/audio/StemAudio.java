package rollscope.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stem, ready to be heard and seen: its samples at the rate of the output, its outline and its spectrum, all on the same
 * time. One pass over the file makes all three; memory does not grow with the sound but for the two pictures (some 20 and
 * 16 MB an hour).
 *
 * @param pcm closed by {@link #close}
 */
public record StemAudio(PcmFile pcm, Peaks peaks, Spectrum spectrum) implements Closeable {
    private static final System.Logger LOG = System.getLogger(StemAudio.class.getName());
    private static final int BLOCK = 4096;
    private static final int FRAMES_PER_REPORT = 1 << 16;

    /** Told about every 1.5 s of sound, on the thread that reads. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param part of the file read by now, 0 to 1
         * @param peaks as far as they are known
         * @param spectrum likewise
         * @return false to stop
         */
        boolean report(double part, Peaks peaks, Spectrum spectrum);
    }

    /**
     * Reads a whole file. Of more than two channels the first two are kept.
     *
     * @param sampleRate what the samples are converted to
     * @param scratch the folder for the decoded samples, created if need be
     * @return empty if {@code progress} said stop; nothing is left behind then, nor after an exception
     * @throws UnreadableAudio if there is no sound in it that we can decode, or too much
     * @throws IOException what the disk said
     */
    public static Optional<StemAudio> read(Path file, int sampleRate, Path scratch, Progress progress)
            throws IOException {
        return read(List.of(file), sampleRate, scratch, progress);
    }

    /**
     * Reads several files as one sound: the mix of all of them. Otherwise like {@link #read(Path, int, Path, Progress)}.
     *
     * @param files at least one
     */
    public static Optional<StemAudio> read(List<Path> files, int sampleRate, Path scratch, Progress progress)
            throws IOException {
        try (var source = open(files, sampleRate)) {
            int channels = Math.min(2, source.channels());
            var peaks = new Peaks.Builder(sampleRate, channels);
            var spectrum = new Spectrum.Builder(sampleRate, channels);
            float[] block = new float[BLOCK * source.channels()];
            try (var writer = new PcmFile.Writer(scratch, sampleRate, channels)) {
                int unreported = 0;
                for (int count = source.read(block, BLOCK); count >= 0; count = source.read(block, BLOCK)) {
                    keepTwo(block, count, source.channels());
                    writer.add(block, count);
                    peaks.add(block, count);
                    spectrum.add(block, count);
                    unreported += count;
                    if (unreported >= FRAMES_PER_REPORT) {
                        unreported = 0;
                        if (!progress.report(source.progress(), peaks.snapshot(), spectrum.snapshot())) {
                            return Optional.empty();
                        }
                    }
                }
                return Optional.of(new StemAudio(writer.finish(), peaks.finish(), spectrum.finish()));
            }
        }
    }

    private static PcmSource open(List<Path> files, int sampleRate) throws IOException {
        var sources = new ArrayList<PcmSource>();
        try {
            for (Path file : files) {
                sources.add(Resampler.to(sampleRate, AudioDecoder.open(file)));
            }
        } catch (IOException | RuntimeException e) {
            for (PcmSource source : sources) {
                source.close();
            }
            throw e;
        }
        return sources.size() == 1 ? sources.getFirst() : new MixSource(sources);
    }

    /** Whether a file holds sound that can be decoded, as far as its beginning tells; false too if it cannot be read. */
    public static boolean isSound(Path file) {
        try (var source = AudioDecoder.open(file)) {
            return source.channels() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes decoded samples that a program which did not end well has left; those of the last day may belong to one that runs. */
    public static void removeLeftovers(Path scratch, Instant now) {
        var old = FileTime.from(now.minus(Duration.ofDays(1)));
        try (var files = Files.newDirectoryStream(scratch, PcmFile.NAMES)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "Nothing to tidy in {0}: {1}", scratch, e.getMessage());
        }
    }

    private static void keepTwo(float[] block, int frames, int channels) {
        if (channels > 2) {
            for (int i = 0; i < frames; i++) {
                block[2 * i] = block[i * channels];
                block[2 * i + 1] = block[i * channels + 1];
            }
        }
    }

    @Override
    public void close() throws IOException {
        pcm.close();
    }
}
