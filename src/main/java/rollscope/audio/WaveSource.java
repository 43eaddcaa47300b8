package rollscope.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import rollscope.audio.UnreadableAudio.Reason;
import rollscope.language.Words;

/**
 * WAV (RIFF, RF64) and AIFF (AIFF, AIFC) with plain samples: 8, 16, 24 or 32 bit, or 32 or 64 bit floats. Read here rather than by
 * {@code javax.sound.sampled}, whose services ask every decoder on the path, and which stops at sizes that recorders leave
 * unset when they are cut off.
 */
final class WaveSource extends BlockSource {
    private static final int BLOCK = 4096;

    private final Layout layout;
    private final byte[] bytes;
    private long left;

    /** @param bits of one sample, a multiple of 8 */
    private record Layout(int channels, int sampleRate, int bits, boolean floats, boolean unsigned, ByteOrder order) {
        Layout {
            boolean known = floats ? (bits == 32 || bits == 64) : (bits == 8 || bits == 16 || bits == 24 || bits == 32);
            if (!known) {
                bits = 0;
            }
        }

        int frameBytes() {
            return channels * bits / 8;
        }
    }

    private WaveSource(AudioBytes in, Layout layout, long dataBytes) throws UnreadableAudio {
        super(in, layout.sampleRate, layout.channels, 0, dataBytes / layout.frameBytes());
        this.layout = layout;
        left = dataBytes;
        bytes = new byte[BLOCK * layout.frameBytes()];
    }

    static PcmSource wav(AudioBytes in) throws IOException {
        long end = in.size();
        in.seek(in.position() + 12);
        Layout layout = null;
        long longSize = -1;
        while (in.position() <= end - 8) {
            String name = in.name();
            long size = in.littleU32();
            long body = in.position();
            switch (name) {
                case "ds64" -> {
                    in.littleU64();
                    longSize = in.littleU64();
                }
                case "fmt " -> layout = wavFormat(in, size);
                case "data" -> {
                    // 0 or the highest number: the recorder was cut off before it could tell.
                    long told = size == 0xFFFFFFFFL && longSize >= 0 ? longSize : size == 0 ? Long.MAX_VALUE : size;
                    return source(in, layout, Math.min(told, end - body));
                }
                default -> {}
            }
            in.seek(body + size + (size & 1));
        }
        throw noSound();
    }

    private static Layout wavFormat(AudioBytes in, long size) throws IOException {
        int format = in.littleU16();
        int channels = in.littleU16();
        int rate = (int) in.littleU32();
        in.littleU32();
        in.littleU16();
        int bits = in.littleU16();
        if (format == 0xFFFE && size >= 40) {
            in.seek(in.position() + 8);
            format = in.littleU16();
        }
        if (format != 1 && format != 3) {
            throw new UnreadableAudio(Reason.UNSUPPORTED, Words.of("sound.wav-compressed"));
        }
        return new Layout(channels, rate, (bits + 7) / 8 * 8, format == 3, bits <= 8, ByteOrder.LITTLE_ENDIAN);
    }

    static PcmSource aiff(AudioBytes in) throws IOException {
        long end = in.size();
        in.seek(in.position() + 8);
        boolean compressed = in.name().equals("AIFC");
        Layout layout = null;
        long data = -1;
        long dataBytes = 0;
        while (in.position() <= end - 8) {
            String name = in.name();
            long size = in.u32();
            long body = in.position();
            switch (name) {
                case "COMM" -> layout = aiffFormat(in, compressed);
                case "SSND" -> {
                    long offset = in.u32();
                    data = body + 8 + offset;
                    dataBytes = Math.max(0, Math.min(size - 8 - offset, end - data));
                }
                default -> {}
            }
            if (layout != null && data >= 0) {
                in.seek(data);
                return source(in, layout, dataBytes);
            }
            in.seek(body + size + (size & 1));
        }
        throw noSound();
    }

    private static Layout aiffFormat(AudioBytes in, boolean compressed) throws IOException {
        int channels = in.u16();
        in.u32();
        int bits = in.u16();
        int exponent = (in.u16() & 0x7FFF) - 16_383 - 63;
        double rate = Math.scalb((double) (in.u64() >>> 1), exponent + 1);
        String type = compressed ? in.name() : "NONE";
        boolean floats = type.equals("fl32") || type.equals("FL32") || type.equals("fl64") || type.equals("FL64");
        if (!floats && !type.equals("NONE") && !type.equals("twos") && !type.equals("sowt")) {
            throw new UnreadableAudio(Reason.UNSUPPORTED, Words.of("sound.aiff-compressed"));
        }
        var order = type.equals("sowt") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new Layout(channels, (int) Math.round(Math.min(rate, 1e9)), (bits + 7) / 8 * 8, floats, false, order);
    }

    private static PcmSource source(AudioBytes in, @Nullable Layout layout, long dataBytes) throws UnreadableAudio {
        if (layout == null) {
            throw noSound();
        }
        if (layout.frameBytes() == 0 || layout.channels > MAX_CHANNELS) {
            throw new UnreadableAudio(Reason.UNSUPPORTED, Words.of("sound.samples-kind"));
        }
        if (dataBytes < layout.frameBytes()) {
            throw noSound();
        }
        return new WaveSource(in, layout, dataBytes);
    }

    private static UnreadableAudio noSound() {
        return new UnreadableAudio(Reason.DAMAGED, Words.of("sound.file-ends-early"));
    }

    @Override
    boolean decode() throws IOException {
        int want = (int) Math.min(bytes.length, left);
        int got = in.readNBytes(bytes, 0, want);
        int frames = got / layout.frameBytes();
        if (frames == 0) {
            return false;
        }
        left -= got;
        float[] block = block(frames);
        int samples = frames * layout.channels;
        var from = ByteBuffer.wrap(bytes).order(layout.order);
        boolean little = layout.order == ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < samples; i++) {
            block[i] = switch (layout.bits) {
                case 8 -> layout.unsigned ? ((bytes[i] & 0xFF) - 128) / 128f : bytes[i] / 128f;
                case 16 -> from.getShort(2 * i) / 32_768f;
                case 24 -> {
                    int high = bytes[3 * i + (little ? 2 : 0)];
                    int low = bytes[3 * i + (little ? 0 : 2)] & 0xFF;
                    yield ((high << 16) | ((bytes[3 * i + 1] & 0xFF) << 8) | low) / 8_388_608f;
                }
                case 32 -> layout.floats ? sane(from.getFloat(4 * i)) : from.getInt(4 * i) / 0x1p31f;
                default -> sane((float) from.getDouble(8 * i));
            };
        }
        return true;
    }

    /** Not a number, or beyond anything a mixer could have meant: one such sample would silence every filter behind it. */
    private static float sane(float sample) {
        return Math.abs(sample) <= 64 ? sample : 0;
    }
}
