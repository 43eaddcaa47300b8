package rollscope.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;
import org.jspecify.annotations.Nullable;
import rollscope.audio.UnreadableAudio.Reason;
import rollscope.language.Words;

/** FLAC by jFLAC. Of what stands before the sound only the stream's own description is handed on: pictures are skipped. */
final class FlacSource extends BlockSource {
    private static final int STREAM_INFO = 34;
    /** Each costs at least some bytes of the file, so this only shortens the reading of garbage. */
    private static final int MAX_BAD_FRAMES = 1000;
    /** A longer gap is a damaged number rather than lost sound. */
    private static final int MAX_GAP = 10 * 48_000;

    private final FLACDecoder decoder;
    private long given;
    private int bad;
    private @Nullable Frame waiting;

    private FlacSource(AudioBytes in, FLACDecoder decoder, int rate, int channels, long length) throws UnreadableAudio {
        super(in, rate, channels, 0, length);
        this.decoder = decoder;
    }

    static PcmSource open(AudioBytes in) throws IOException {
        in.exactly(4);
        byte[] info = {};
        boolean last = false;
        while (!last) {
            int type = in.u8();
            int size = (in.u8() << 16) | in.u16();
            last = (type & 0x80) != 0;
            long body = in.position();
            if ((type & 0x7F) == 0 && size == STREAM_INFO) {
                info = in.exactly(STREAM_INFO);
            }
            in.seek(body + size);
        }
        if (info.length == 0) {
            throw new UnreadableAudio(Reason.DAMAGED, Words.of("sound.flac-damaged"));
        }
        byte[] head = new byte[8 + STREAM_INFO];
        head[0] = 'f';
        head[1] = 'L';
        head[2] = 'a';
        head[3] = 'C';
        head[4] = (byte) 0x80;
        head[7] = STREAM_INFO;
        System.arraycopy(info, 0, head, 8, STREAM_INFO);
        var decoder = new FLACDecoder(new SequenceInputStream(new ByteArrayInputStream(head), in));
        try {
            decoder.readMetadata();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableAudio(Reason.DAMAGED, Words.of("sound.flac-damaged"));
        }
        var stream = decoder.getStreamInfo();
        long total = stream.getTotalSamples();
        return new FlacSource(in, decoder, stream.getSampleRate(), stream.getChannels(), total > 0 ? total : -1);
    }

    @Override
    boolean decode() throws IOException {
        Frame frame = waiting;
        waiting = null;
        if (frame == null) {
            try {
                frame = decoder.readNextFrame();
            } catch (IOException | RuntimeException e) {
                if (in.failed()) {
                    throw e;
                }
                block(0);
                return ++bad < MAX_BAD_FRAMES;
            }
            if (frame == null) {
                return false;
            }
            // Frames say where they belong: what was lost before this one stays silent.
            long gap = frame.header.sampleNumber - given;
            if (gap > 0 && gap <= MAX_GAP) {
                waiting = frame;
                given += gap;
                block((int) gap);
                return true;
            }
        }
        int frames = frame.header.blockSize;
        int channels = Math.min(channels(), frame.header.channels);
        float scale = 1f / (1L << (frame.header.bitsPerSample - 1));
        float[] block = block(frames);
        for (int c = 0; c < channels; c++) {
            int[] samples = decoder.getChannelData()[c].getOutput();
            for (int i = 0, to = c; i < frames; i++, to += channels()) {
                block[to] = samples[i] * scale;
            }
        }
        given += frames;
        return true;
    }
}
