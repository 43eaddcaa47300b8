package rollscope.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import rollscope.audio.PcmFile;
import rollscope.files.AtomicFile;

/** Writes a stem by itself, with silence before it, so that it lies beside a MIDI file that starts earlier than the audio. */
public final class StemFile {
    private static final int BLOCK = 4096;
    private static final int FRAME_BYTES = 4;
    private static final double MOST_SILENCE = 60;

    private StemFile() {}

    /**
     * Replaces the file by a WAV file of 16 bits at the rate of the stem, sample for sample as it was decoded, or leaves the old one as it
     * was. Takes a while; call it from a background thread.
     *
     * @param silence before it, in seconds from 0 to {@value #MOST_SILENCE}; to the nearest sample
     * @param part    of the stem; all of it if empty
     * @throws IOException what the disk said; see {@link rollscope.files.DiskTrouble}
     */
    public static void write(Path target, PcmFile stem, double silence, Optional<Loop> part) throws IOException {
        if (!(silence >= 0 && silence <= MOST_SILENCE)) {
            throw new IllegalArgumentException(silence + " s of silence");
        }
        int rate = stem.sampleRate();
        long from = part.map(loop -> Math.round(loop.from() * rate)).orElse(0L);
        long to = part.map(loop -> Math.min(stem.frames(), Math.round(loop.to() * rate)))
                .orElse(stem.frames());
        long before = Math.round(silence * rate);
        long frames = before + Math.max(0, to - from);
        AtomicFile.writeSeekable(target, channel -> {
            channel.write(SoundFile.header(rate, 16, frames * FRAME_BYTES));
            var left = new float[BLOCK];
            var right = new float[BLOCK];
            var bytes = ByteBuffer.allocate(BLOCK * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (long at = 0; at < frames; at += BLOCK) {
                int count = (int) Math.min(BLOCK, frames - at);
                stem.read(from + at - before, left, right, count);
                bytes.clear();
                for (int i = 0; i < count; i++) {
                    boolean silent = at + i < before;
                    bytes.putShort(silent ? 0 : sample(left[i]));
                    bytes.putShort(silent ? 0 : sample(right[i]));
                }
                bytes.flip();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        });
    }

    private static short sample(float value) {
        return (short) Math.clamp(Math.round(value * 32_768), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
