package rollscope.playback;

import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rollscope.audio.PcmFile;
import rollscope.audio.PcmSource;
import rollscope.audio.Resampler;
import rollscope.files.AtomicFile;
import rollscope.midi.ChannelPlan;
import rollscope.transcription.Transcription;

/**
 * The sound of a transcription as a WAV file: the same engine as {@link Transport}, as fast as it goes and at the speed of the
 * original. At 44.1 kHz, sample {@code n} of the file is sample {@code n} of the song, or of the loop; the file of the
 * whole song lasts until the last sound has died away, that of a loop exactly as long as the loop.
 */
public final class SoundFile {
    /** What is in the file. */
    public enum Mix {
        /** The notes alone. */
        SYNTH,
        /** Stem and notes, as the blend says. */
        BLEND,
        /** The stem left, the notes right, each in mono; without a stem the notes on both sides. */
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
        public static Order of(Transcription transcription, Optional<PcmFile> stem, Mix mix, Optional<Path> soundbank) {
            return new Order(transcription, stem, mix, 0.5, List.of(), 16, 44_100, Optional.empty(), soundbank);
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

    private static final int BLOCK = 4096;
    private static final int HEADER = 44;

    /** What the sizes in a WAV file can hold. */
    private static final long MOST_BYTES = 0xFFFF_FFFFL - HEADER;

    private SoundFile() {}

    /** Ends writing without a file. */
    private static final class Stopped extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    /**
     * Replaces the file, or leaves the old one as it was. Takes a second for some ten of the song; call it from a background thread.
     *
     * @return whether it was written; false if {@code progress} said stop
     * @throws IOException what the disk said (see {@link rollscope.files.DiskTrouble}), or that there is no synthesizer which
     *     can render, or that it is too long for a WAV file (six hours)
     */
    public static boolean write(Path target, Order order, Progress progress) throws IOException {
        return write(target, order, progress, new Synths());
    }

    static boolean write(Path target, Order order, Progress progress, SynthSource synths) throws IOException {
        var channels = ChannelPlan.of(order.transcription.instruments());
        try (var synth = synths.open(order.soundbank, channels).synth()) {
            if (synth.playsItself()) {
                throw new IOException("The synthesizer of this Java cannot write sound to a file.");
            }
            var balance = new OfflineRender.Balance(
                    order.mix == Mix.SYNTH ? 1 : order.blend,
                    order.mix == Mix.SPLIT,
                    order.volumes.stream().map(Double::floatValue).toList());
            var stem = order.mix == Mix.SYNTH ? Optional.<PcmFile>empty() : order.stem;
            var render = new OfflineRender(order.transcription, channels, synth, stem, balance, order.loop);
            AtomicFile.writeSeekable(
                    target,
                    channel -> writeWave(channel, Resampler.to(order.sampleRate, render), order.bits, progress));
            return true;
        } catch (Stopped _) {
            return false;
        }
    }

    private static void writeWave(SeekableByteChannel channel, PcmSource source, int bits, Progress progress)
            throws IOException {
        int frameBytes = Engine.CHANNELS * bits / 8;
        channel.write(header(source.sampleRate(), bits, 0));
        var block = new float[BLOCK * Engine.CHANNELS];
        var bytes = ByteBuffer.allocate(BLOCK * frameBytes).order(ByteOrder.LITTLE_ENDIAN);
        // A peak between two samples may become one; and 16 bits round as playback does.
        var limiter = new Limiter();
        var sixteen = new SixteenBits();
        long written = 0;
        for (int count = source.read(block, BLOCK); count >= 0; count = source.read(block, BLOCK)) {
            if (source instanceof Resampler) {
                limiter.limit(block);
            }
            bytes.clear();
            for (int i = 0; i < count * Engine.CHANNELS; i++) {
                if (bits == 16) {
                    bytes.putShort((short) sixteen.of(block[i]));
                } else {
                    int sample = (int) Math.clamp(Math.rint(block[i] * 0x1p23), -0x1p23, 0x1p23 - 1);
                    bytes.put((byte) sample).put((byte) (sample >> 8)).put((byte) (sample >> 16));
                }
            }
            bytes.flip();
            written += bytes.remaining();
            if (written > MOST_BYTES) {
                throw new IOException("This is longer than a WAV file can be.");
            }
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (!progress.report(source.progress())) {
                throw new Stopped();
            }
        }
        channel.position(0);
        channel.write(header(source.sampleRate(), bits, written));
    }

    /** RIFF, WAVE, plain PCM. */
    static ByteBuffer header(int sampleRate, int bits, long dataBytes) {
        int frameBytes = Engine.CHANNELS * bits / 8;
        var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (HEADER - 8 + dataBytes));
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) Engine.CHANNELS).putInt(sampleRate);
        header.putInt(sampleRate * frameBytes).putShort((short) frameBytes).putShort((short) bits);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
        return header.flip();
    }
}
