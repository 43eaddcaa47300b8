package rollscope.audio;

import java.io.IOException;

/** ID3v2 tags, which stand before the sound and may hold pictures of megabytes. */
final class Id3 {
    private Id3() {}

    /** Where the bytes of the format itself begin. Some taggers put one tag before another. */
    static long behindTags(AudioBytes in) throws IOException {
        long at = 0;
        while (at < in.size()) {
            in.seek(at);
            byte[] head = in.peek(10);
            if (head.length < 10 || head[0] != 'I' || head[1] != 'D' || head[2] != '3') {
                return at;
            }
            // The size is in four times seven bits and counts neither header nor footer.
            int size = 0;
            for (int i = 6; i < 10; i++) {
                size = (size << 7) | (head[i] & 0x7F);
            }
            boolean footer = (head[5] & 0x10) != 0;
            at += 10L + size + (footer ? 10 : 0);
        }
        return at;
    }
}
