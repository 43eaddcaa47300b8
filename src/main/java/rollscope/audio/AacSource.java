package rollscope.audio;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import net.sourceforge.jaad.aac.Decoder;
import org.jspecify.annotations.Nullable;
import rollscope.audio.UnreadableAudio.Reason;
import rollscope.language.Words;

/**
 * AAC by JAAD, out of an MP4 file or as a bare ADTS stream. What the encoder put before the sound an MP4 file may tell (edit
 * list, or Apple's comment "iTunSMPB"); if it does not, one frame of 1024 samples is taken, the least any encoder needs.
 */
final class AacSource extends BlockSource {
    static final int USUAL_DELAY = 1024;

    /** Frames of AAC, one a call, none at the end. */
    @FunctionalInterface
    interface Frames {
        Optional<byte[]> next() throws IOException;
    }

    /** Held here, so that it stays silenced: it tells the log of each damaged frame at a page's length. */
    private static final Logger DECODER_LOG = Logger.getLogger("jaad");

    static {
        DECODER_LOG.setUseParentHandlers(false);
    }

    private final Frames frames;
    private final Decoder decoder;
    private @Nullable Decoded waiting;
    private final int frameLength;

    /** What one frame became. */
    private record Decoded(List<float[]> channels, int length, int sampleRate) {}

    private AacSource(AudioBytes in, Frames frames, Decoder decoder, Decoded first, long skip, long length)
            throws UnreadableAudio {
        super(in, first.sampleRate, first.channels.size(), skip, length);
        this.frames = frames;
        this.decoder = decoder;
        waiting = first;
        frameLength = first.length;
    }

    static PcmSource mp4(AudioBytes in) throws IOException {
        var track = Mp4Track.read(in);
        return open(in, track, track.config(), track.seconds(), track.startSeconds());
    }

    static PcmSource adts(AudioBytes in, long start) throws IOException {
        in.seek(start);
        var frames = new AdtsFrames(in);
        return open(in, frames, frames.config(), -1, -1);
    }

    private static PcmSource open(AudioBytes in, Frames frames, byte[] config, double seconds, double startSeconds)
            throws IOException {
        Decoder decoder;
        try {
            decoder = Decoder.create(config);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableAudio(Reason.UNSUPPORTED, Words.of("sound.aac-kind"));
        }
        // Only a decoded frame tells the rate and the channels: high-efficiency AAC hides that both have doubled.
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            var first = decode(decoder, frame.get());
            if (first != null) {
                double start = startSeconds >= 0 ? startSeconds : (double) USUAL_DELAY / first.sampleRate;
                long skip = Math.round(start * first.sampleRate);
                long length = seconds > 0 ? Math.round(seconds * first.sampleRate) : -1;
                return new AacSource(in, frames, decoder, first, skip, length);
            }
        }
        throw new UnreadableAudio(Reason.DAMAGED, Words.of("sound.aac-damaged"));
    }

    private static @Nullable Decoded decode(Decoder decoder, byte[] frame) {
        var result = new Decoded[1];
        try {
            decoder.decodeFrame(
                    frame, (channels, length, rate) -> result[0] = new Decoded(List.copyOf(channels), length, rate));
        } catch (RuntimeException e) {
            return null;
        }
        var decoded = result[0];
        return decoded == null || decoded.channels.isEmpty() ? null : decoded;
    }

    @Override
    boolean decode() throws IOException {
        var decoded = waiting;
        waiting = null;
        if (decoded == null) {
            var frame = frames.next();
            if (frame.isEmpty()) {
                return false;
            }
            decoded = decode(decoder, frame.get());
        }
        if (decoded == null) {
            // Silence instead of the damaged frame, so what follows keeps its time.
            block(frameLength);
            return true;
        }
        int count = Math.min(channels(), decoded.channels.size());
        float[] block = block(decoded.length);
        for (int c = 0; c < count; c++) {
            float[] samples = decoded.channels.get(c);
            for (int i = 0, to = c; i < decoded.length; i++, to += channels()) {
                block[to] = samples[i] * (1f / 32_768);
            }
        }
        return true;
    }
}
