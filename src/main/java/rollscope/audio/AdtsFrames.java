package rollscope.audio;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** AAC frames that each carry their own header (ISO/IEC 13818-7, ADTS). */
final class AdtsFrames implements AacSource.Frames {
    private final AudioBytes in;
    private final byte[] config;

    AdtsFrames(AudioBytes in) throws IOException {
        this.in = in;
        byte[] head = in.peek(7);
        int objectType = ((head[2] >> 6) & 3) + 1;
        int rate = (head[2] >> 2) & 15;
        int channels = ((head[2] & 1) << 2) | ((head[3] >> 6) & 3);
        config = new byte[] {(byte) ((objectType << 3) | (rate >> 1)), (byte) (((rate & 1) << 7) | (channels << 3))};
    }

    static boolean startsAt(AudioBytes in, long at) throws IOException {
        for (int i = 0; i < 3; i++) {
            in.seek(at);
            int size = size(in.peek(7));
            if (size == 0) {
                return i > 0 && at >= in.size();
            }
            at += size;
        }
        return true;
    }

    /** What MP4 files hold as AudioSpecificConfig. */
    byte[] config() {
        return config.clone();
    }

    /** 0 if this is no header. */
    private static int size(byte[] head) {
        if (head.length < 7 || (head[0] & 0xFF) != 0xFF || (head[1] & 0xF6) != 0xF0) {
            return 0;
        }
        int size = ((head[3] & 3) << 11) | ((head[4] & 0xFF) << 3) | ((head[5] & 0xFF) >> 5);
        return size > 9 ? size : 0;
    }

    @Override
    public Optional<byte[]> next() throws IOException {
        while (true) {
            byte[] head = in.peek(7);
            if (head.length < 7) {
                return Optional.empty();
            }
            int size = size(head);
            if (size == 0) {
                in.seek(in.position() + 1);
                continue;
            }
            byte[] frame = in.readNBytes(size);
            boolean checked = (head[1] & 1) == 0;
            return frame.length < size
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOfRange(frame, checked ? 9 : 7, frame.length));
        }
    }
}
