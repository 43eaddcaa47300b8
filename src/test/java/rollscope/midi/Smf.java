package rollscope.midi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Puts files together byte by byte, right or wrong. */
final class Smf {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Smf file(int format, int tracks, int division) {
        return new Smf()
                .text("MThd")
                .bytes(0, 0, 0, 6, 0, format, tracks >> 8, tracks & 0xFF, division >> 8 & 0xFF, division & 0xFF);
    }

    /** A track with its end-of-track event added. */
    Smf track(int... events) {
        return rawTrack(events.length + 4, events).bytes(0, 0xFF, 0x2F, 0);
    }

    /** A track of a given length and content. */
    Smf rawTrack(int length, int... content) {
        return text("MTrk")
                .bytes(length >>> 24, length >> 16 & 0xFF, length >> 8 & 0xFF, length & 0xFF)
                .bytes(content);
    }

    Smf text(String ascii) {
        bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    Smf bytes(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    Smf append(Smf other) {
        bytes.writeBytes(other.toBytes());
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** A name event at the start of a track. */
    static int[] name(String name, Charset charset) {
        byte[] text = name.getBytes(charset);
        int[] event = new int[text.length + 4];
        event[1] = 0xFF;
        event[2] = 3;
        event[3] = text.length;
        for (int i = 0; i < text.length; i++) {
            event[i + 4] = text[i] & 0xFF;
        }
        return event;
    }

    static int[] join(int[]... parts) {
        return java.util.Arrays.stream(parts)
                .flatMapToInt(java.util.Arrays::stream)
                .toArray();
    }
}
