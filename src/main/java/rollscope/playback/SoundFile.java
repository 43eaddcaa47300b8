package rollscope.playback;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rollscope.audio.PcmFile;
import rollscope.transcription.Transcription;

/**
 * The sound of a transcription as a WAV file: the same engine as {@link Transport}, as fast as it goes and at the speed of the
 * original. At 44.1 kHz, sample {@code n} of the file is sample {@code n} of the song, or of the loop; the file lasts until the last
 * sound has died away.
 */
public final class SoundFile {
    /** What is in the file. */
    public enum Mix {
        /** The notes alone. */
        SYNTH,
        /** Stem and notes, as the blend says. */
        BLEND,
        /** The stem left, the notes right, each in mono. */
        SPLIT
    }

    /**
     * How the file is to be.
     *
     * @param stem       heard with the notes; without it there are only notes
     * @param blend      0 the stem to 1 the notes, of {@link Mix#BLEND}
     * @param volumes    by instrument, 0 to 1, where 0 leaves it out; 1 for those the list does not reach
     * @param bits       16, with dither, or 24
     * @param sampleRate 44 100 or 48 000
     * @param loop       the part of the song that is written; all of it if empty
     * @param soundbank  the user's choice; empty for the best the system has
     */
    public record Order(
            Transcription transcription,
            Optional<PcmFile> stem,
            Mix mix,
            double blend,
            List<Double> volumes,
            int bits,
            int sampleRate,
            Optional<Loop> loop,
            Optional<Path> soundbank) {
        public Order {
            Objects.requireNonNull(transcription);
            Objects.requireNonNull(stem);
            Objects.requireNonNull(mix);
            Objects.requireNonNull(loop);
            Objects.requireNonNull(soundbank);
            volumes = List.copyOf(volumes);
            if (!(blend >= 0 && blend <= 1)
                    || !volumes.stream().allMatch(volume -> volume >= 0 && volume <= 1)
                    || (bits != 16 && bits != 24)
                    || (sampleRate != 44_100 && sampleRate != 48_000)) {
                throw new IllegalArgumentException(
                        "blend " + blend + ", volumes " + volumes + ", " + bits + " bits, " + sampleRate + " Hz");
            }
        }

        /** Everything heard evenly, all of it, 16 bits at 44.1 kHz. */
        public static Order of(Transcription transcription, Optional<PcmFile> stem, Mix mix) {
            return new Order(transcription, stem, mix, 0.5, List.of(), 16, 44_100, Optional.empty(), Optional.empty());
        }
    }

    /** Told some times a second, on the thread that writes. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param part 0 to 1
         * @return false to stop
         */
        boolean report(double part);
    }

    private SoundFile() {}

    /**
     * Replaces the file, or leaves the old one as it was. Takes a second for some ten of the song; call it from a background thread.
     *
     * @return whether it was written; false if {@code progress} said stop
     * @throws IOException what the disk said (see {@link rollscope.files.DiskTrouble}), or that there is no synthesizer which
     *     can render
     */
    public static boolean write(Path target, Order order, Progress progress) throws IOException {
        Objects.requireNonNull(target);
        Objects.requireNonNull(order);
        Objects.requireNonNull(progress);
        throw new IOException("Rendering sound to " + target + " is not possible yet.");
    }
}
