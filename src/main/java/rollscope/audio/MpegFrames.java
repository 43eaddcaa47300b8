package rollscope.audio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The frames of an MPEG audio stream, one after the other and nothing between them: tags, garbage and frames that were cut are
 * left out, so the decoder that reads this stream never has to find its way back, and one frame in is one frame out.
 */
final class MpegFrames extends InputStream {
    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[][] KILOBITS = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448}, // MPEG-1 layer I
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384}, // MPEG-1 layer II
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}, // MPEG-1 layer III
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256}, // MPEG-2 layer I
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160} // MPEG-2 layers II and III
    };
    /** How far the first frame may be from the start: some recorders of streams begin in the middle of a frame. */
    private static final int SEARCH = 1 << 20;

    /** What must not change in a stream: sync word, version, layer, sample rate, as bits of the header. */
    private static final int SAME = 0xFFFE0C00;

    private final AudioBytes in;
    private final int first;
    private byte[] frame = new byte[0];
    private int at;
    private boolean lost;

    private MpegFrames(AudioBytes in, int first) {
        this.in = in;
        this.first = first;
    }

    /** The stream from its first frame on; empty if there are no three frames in a row, or all there is, near the start. */
    static Optional<MpegFrames> find(AudioBytes in, long start) throws IOException {
        long end = Math.min(in.size() - 4, start + SEARCH);
        in.seek(start);
        int header = (int) (in.size() - start >= 4 ? in.u32() : 0);
        for (long at = start; at <= end; at++) {
            if (valid(header) && chained(in, at, header)) {
                in.seek(at);
                return Optional.of(new MpegFrames(in, header));
            }
            in.seek(at + 4);
            header = (header << 8) | Math.max(0, in.read());
        }
        return Optional.empty();
    }

    private static boolean chained(AudioBytes in, long at, int header) throws IOException {
        long next = at;
        int here = header;
        for (int i = 0; i < 2; i++) {
            next += bytes(here);
            if (next == in.size()) {
                return true;
            }
            here = header(in, next);
            if (!valid(here) || !same(here, header)) {
                return false;
            }
        }
        return true;
    }

    private static int header(AudioBytes in, long at) throws IOException {
        if (at > in.size() - 4) {
            return 0;
        }
        in.seek(at);
        return (int) in.u32();
    }

    /** Of the first frame. */
    int sampleRate() {
        return RATES[(first >> 10) & 3] >> (version(first) == 3 ? 0 : version(first) == 2 ? 1 : 2);
    }

    int channels() {
        return mono(first) ? 1 : 2;
    }

    int samplesPerFrame() {
        return switch (layer(first)) {
            case 1 -> 384;
            case 2 -> 1152;
            default -> version(first) == 3 ? 1152 : 576;
        };
    }

    boolean layer3() {
        return layer(first) == 3;
    }

    /** Bytes from the start of a frame to its main data: header, checksum and side information of layer III. */
    int sideEnd() {
        boolean mpeg1 = version(first) == 3;
        return 4 + (mpeg1 ? mono(first) ? 17 : 32 : mono(first) ? 9 : 17);
    }

    /** The next whole frame, or none at the end. */
    Optional<byte[]> next() throws IOException {
        while (true) {
            long here = in.position();
            int header = header(in, here);
            if (here > in.size() - 4) {
                return Optional.empty();
            }
            if (valid(header) && same(header, first) && (!lost || chained(in, here, header))) {
                in.seek(here);
                byte[] bytes = in.readNBytes(bytes(header));
                lost = false;
                return bytes.length < bytes(header) ? Optional.empty() : Optional.of(bytes);
            }
            lost = true;
            in.seek(here + 1);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == frame.length) {
            var next = next();
            if (next.isEmpty()) {
                return -1;
            }
            frame = next.get();
            at = 0;
        }
        int count = Math.min(length, frame.length - at);
        System.arraycopy(frame, at, target, offset, count);
        at += count;
        return count;
    }

    private static boolean same(int header, int other) {
        return ((header ^ other) & SAME) == 0 && mono(header) == mono(other);
    }

    /** 3 is MPEG-1, 2 is MPEG-2, 0 is the half-official MPEG-2.5. */
    private static int version(int header) {
        return (header >> 19) & 3;
    }

    private static int layer(int header) {
        return 4 - ((header >> 17) & 3);
    }

    private static boolean mono(int header) {
        return ((header >> 6) & 3) == 3;
    }

    /** Streams of free bit rate, index 0, are left out: nobody makes them. */
    private static boolean valid(int header) {
        int rate = (header >> 12) & 15;
        return (header & 0xFFE00000) == 0xFFE00000
                && version(header) != 1
                && layer(header) != 4
                && rate != 0
                && rate != 15
                && ((header >> 10) & 3) != 3;
    }

    private static int bytes(int header) {
        boolean mpeg1 = version(header) == 3;
        int layer = layer(header);
        int row = mpeg1 ? layer - 1 : layer == 1 ? 3 : 4;
        int bits = KILOBITS[row][(header >> 12) & 15] * 1000;
        int rate = RATES[(header >> 10) & 3] >> (mpeg1 ? 0 : version(header) == 2 ? 1 : 2);
        int padding = (header >> 9) & 1;
        return switch (layer) {
            case 1 -> (12 * bits / rate + padding) * 4;
            case 2 -> 144 * bits / rate + padding;
            default -> (mpeg1 ? 144 : 72) * bits / rate + padding;
        };
    }
}
