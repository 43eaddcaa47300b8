package rollscope.audio;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.Obuffer;

/**
 * MP3 by JLayer, with the start and end that the encoder was given.
 *
 * <p>Encoders put silence before the sound and fill the last frame. LAME and libmp3lame write how much into a tag in a first frame
 * that holds no sound; to its delay the 529 samples come that any decoder adds. Without that tag a delay of 576 is taken, that
 * of LAME, so a stem of unknown make is right to within some 10 ms. (Layout of the tag: "Mp3 Info Tag rev 1",
 * gabriel.mp3-tech.org/mp3infotag.html.)
 */
final class Mp3Source extends BlockSource {
    private static final Logger LOG = System.getLogger(Mp3Source.class.getName());
    private static final int DECODER_DELAY = 529;
    private static final int USUAL = DECODER_DELAY + 576;
    /** What JLayer makes of full scale. */
    private static final float FULL_SCALE = 32_700;

    private final Bitstream stream;
    private final Decoder decoder = new Decoder();
    private final Collector collector;
    private final int samplesPerFrame;
    private boolean complained;

    private Mp3Source(AudioBytes in, MpegFrames frames, Trim trim) throws IOException {
        super(in, frames.sampleRate(), frames.channels(), trim.start, trim.length);
        samplesPerFrame = frames.samplesPerFrame();
        collector = new Collector(frames.channels());
        decoder.setOutputBuffer(collector);
        stream = new Bitstream(frames);
    }

    static PcmSource open(AudioBytes in, MpegFrames frames) throws IOException {
        if (!frames.layer3()) {
            return new Mp3Source(in, frames, new Trim(0, -1));
        }
        long start = in.position();
        var first = frames.next();
        var trim = first.flatMap(frame -> trim(frame, frames, in.size() - start));
        if (trim.isEmpty()) {
            in.seek(start);
        }
        return new Mp3Source(in, frames, trim.orElse(new Trim(USUAL, -1)));
    }

    /** @param length frames, −1 if unknown */
    private record Trim(int start, long length) {}

    /** Empty if the frame is no tag, but sound. */
    private static Optional<Trim> trim(byte[] frame, MpegFrames frames, long bytesLeft) {
        if (isNamed(frame, 36, "VBRI")) {
            return Optional.of(new Trim(USUAL, -1));
        }
        int at = frames.sideEnd();
        if (!isNamed(frame, at, "Xing") && !isNamed(frame, at, "Info")) {
            return Optional.empty();
        }
        var tag = ByteBuffer.wrap(frame);
        int flags = at + 8 <= frame.length ? tag.getInt(at + 4) : 0;
        at += 8;
        long count = -1;
        if ((flags & 1) != 0 && at + 4 <= frame.length) {
            count = tag.getInt(at) & 0xFFFFFFFFL;
            at += 4;
        }
        boolean whole = true;
        if ((flags & 2) != 0 && at + 4 <= frame.length) {
            whole = (tag.getInt(at) & 0xFFFFFFFFL) <= bytesLeft;
            at += 4;
        }
        at += ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
        int delays = at + 21 + 3 <= frame.length ? tag.getInt(at + 20) & 0xFFFFFF : 0;
        int delay = delays >> 12;
        int padding = delays & 0xFFF;
        if (delays == 0) {
            return Optional.of(new Trim(USUAL, -1));
        }
        long length = count * frames.samplesPerFrame() - delay - padding;
        return Optional.of(new Trim(delay + DECODER_DELAY, count > 0 && whole && length > 0 ? length : -1));
    }

    private static boolean isNamed(byte[] frame, int at, String name) {
        return at + 4 <= frame.length && new String(frame, at, 4, StandardCharsets.ISO_8859_1).equals(name);
    }

    @Override
    boolean decode() throws IOException {
        Header header;
        try {
            header = stream.readFrame();
        } catch (BitstreamException e) {
            if (e.getException() instanceof IOException trouble) {
                throw trouble;
            }
            return false;
        }
        if (header == null) {
            return false;
        }
        collector.start(block(samplesPerFrame), samplesPerFrame);
        try {
            decoder.decodeFrame(header, stream);
        } catch (DecoderException | RuntimeException e) {
            // Damage in a frame shows as any exception at all. The frame stays silent, so what follows keeps its time.
            collector.start(block(samplesPerFrame), samplesPerFrame);
            if (!complained) {
                complained = true;
                LOG.log(Level.INFO, "A damaged MP3 frame stays silent: {0}", e.toString());
            }
        }
        stream.closeFrame();
        return true;
    }

    /** Takes the floats of the synthesis filter as they are; JLayer's own buffer would round and clip them. */
    private static final class Collector extends Obuffer {
        private final int channels;
        private final int[] at;
        private float[] block = new float[0];
        private int end;

        Collector(int channels) {
            this.channels = channels;
            at = new int[channels];
        }

        void start(float[] block, int frames) {
            this.block = block;
            end = frames * channels;
            for (int c = 0; c < channels; c++) {
                at[c] = c;
            }
        }

        @Override
        public void appendSamples(int channel, float[] samples) {
            int to = at[channel];
            for (int i = 0; i < 32 && to < end; i++, to += channels) {
                block[to] = samples[i] * (1 / FULL_SCALE);
            }
            at[channel] = to;
        }

        @Override
        public void append(int channel, short value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write_buffer(int value) {}

        @Override
        public void close() {}

        @Override
        public void clear_buffer() {}

        @Override
        public void set_stop_flag() {}
    }
}
