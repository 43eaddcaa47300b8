package rollscope.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A stem, ready to be heard and seen: its samples at the rate of the output, its outline and its spectrum, all on the same
 * time. One pass over the file makes all three; memory does not grow with the sound but for the two pictures (some 20 and
 * 16 MB an hour).
 *
 * @param pcm closed by {@link #close}
 */
public record StemAudio(PcmFile pcm, Peaks peaks, Spectrum spectrum) implements Closeable {
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
        try (var source = Resampler.to(sampleRate, AudioDecoder.open(file))) {
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
