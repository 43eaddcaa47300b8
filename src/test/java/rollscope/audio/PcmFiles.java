package rollscope.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Decoded stems for the tests of others. */
public final class PcmFiles {
    private PcmFiles() {}

    /** At 44.1 kHz. */
    public static PcmFile mono(Path folder, float[] samples) {
        return of(folder, 1, samples);
    }

    /** At 44.1 kHz, left and right in turn. */
    public static PcmFile stereo(Path folder, float[] samples) {
        return of(folder, 2, samples);
    }

    private static PcmFile of(Path folder, int channels, float[] samples) {
        try (var writer = new PcmFile.Writer(folder, 44_100, channels)) {
            writer.add(samples, samples.length / channels);
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
