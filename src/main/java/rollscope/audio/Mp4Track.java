package rollscope.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import rollscope.audio.UnreadableAudio.Reason;
import rollscope.language.Words;

/**
 * The first AAC track of an MP4 file: where its frames are and which part of them is meant to be heard. Reads only the boxes
 * this needs (ISO/IEC 14496-12, -14), each bounded by the box around it.
 */
final class Mp4Track implements AacSource.Frames {
    /** More frames than a day of sound has. */
    private static final int MAX_FRAMES = 1 << 22;

    private static final int MAX_DEPTH = 12;

    private final AudioBytes in;
    private byte[] config = {};
    private int[] sizes = {};
    private int fixedSize;
    private int count;
    private long[] chunks = {};
    private int[] firstChunks = {};
    private int[] perChunk = {};
    private long mediaScale;
    private long movieScale;
    private long mediaStart = -1;
    private long editLength;
    private long gaplessStart = -1;
    private long gaplessLength = -1;
    private String handler = "";
    private String codec = "";

    private int frame;
    private int chunk;
    private int run;
    private int inChunk;
    private long at;

    private Mp4Track(AudioBytes in) {
        this.in = in;
    }

    static Mp4Track read(AudioBytes in) throws IOException {
        var movie = new Mp4Track(in);
        var found = movie.boxes(in.position(), in.size(), 0);
        if (found.isEmpty()) {
            String sentence = movie.codec.isEmpty()
                    ? Words.of("sound.mp4-no-track")
                    : Words.of("sound.mp4-kind");
            throw new UnreadableAudio(Reason.UNSUPPORTED, sentence);
        }
        var track = found.get();
        if (track.chunks.length == 0 || track.perChunk.length == 0 || track.count == 0) {
            throw new UnreadableAudio(Reason.DAMAGED, Words.of("sound.mp4-damaged"));
        }
        track.movieScale = movie.movieScale;
        track.gaplessStart = movie.gaplessStart;
        track.gaplessLength = movie.gaplessLength;
        return track;
    }

    byte[] config() {
        return config.clone();
    }

    /** Where in the decoded sound time 0 is; −1 if the file does not say. */
    double startSeconds() {
        if (mediaStart >= 0 && mediaScale > 0) {
            return (double) mediaStart / mediaScale;
        }
        return gaplessStart >= 0 && mediaScale > 0 ? (double) gaplessStart / mediaScale : -1;
    }

    /** How long it is from there; −1 if the file does not say. */
    double seconds() {
        if (mediaStart >= 0 && movieScale > 0 && editLength > 0) {
            return (double) editLength / movieScale;
        }
        return gaplessLength > 0 && mediaScale > 0 ? (double) gaplessLength / mediaScale : -1;
    }

    /** Reads the boxes of a stretch; the first track of AAC that is complete, if there is one. */
    private Optional<Mp4Track> boxes(long from, long to, int depth) throws IOException {
        long next = from;
        Optional<Mp4Track> found = Optional.empty();
        while (next <= to - 8) {
            in.seek(next);
            long size = in.u32();
            String name = in.name();
            long body = next + 8;
            if (size == 1) {
                size = in.u64();
                body += 8;
            } else if (size == 0) {
                size = to - next;
            }
            if (size < body - next || size > to - next) {
                // What a truncated file still has of its last box is of no use, unless it is the sound itself.
                break;
            }
            next += size;
            if (depth < MAX_DEPTH) {
                var inner = box(name, body, next, depth + 1);
                if (found.isEmpty()) {
                    found = inner;
                }
            }
        }
        return found;
    }

    private Optional<Mp4Track> box(String name, long body, long end, int depth) throws IOException {
        switch (name) {
            case "moov", "mdia", "minf", "stbl", "edts", "udta", "ilst" -> {
                return boxes(body, end, depth);
            }
            case "trak" -> {
                var track = new Mp4Track(in);
                track.boxes(body, end, depth);
                if (track.handler.equals("soun")) {
                    codec = track.codec;
                    return track.config.length > 0 ? Optional.of(track) : Optional.empty();
                }
            }
            case "meta" -> {
                // In MP4 it has four bytes of version and flags, in QuickTime none.
                in.seek(body + 4);
                return boxes(body + (end - body > 8 && in.name().equals("hdlr") ? 0 : 4), end, depth);
            }
            case "----" -> gapless(body, end);
            case "mvhd" -> movieScale = scale(body);
            case "mdhd" -> mediaScale = scale(body);
            case "hdlr" -> {
                in.seek(body + 8);
                handler = handler.isEmpty() ? in.name() : handler;
            }
            case "elst" -> editList(body, end);
            case "stsd" -> description(body, end, depth);
            case "stsz" -> {
                in.seek(body + 4);
                fixedSize = (int) Math.min(in.u32(), 1 << 20);
                count = (int) Math.min(in.u32(), MAX_FRAMES);
                if (fixedSize == 0) {
                    count = (int) Math.min(count, (end - body - 12) / 4);
                    sizes = new int[count];
                    for (int i = 0; i < count; i++) {
                        sizes[i] = (int) Math.min(in.u32(), 1 << 20);
                    }
                }
            }
            case "stco", "co64" -> {
                in.seek(body + 4);
                boolean wide = name.equals("co64");
                chunks = new long[capped(in.u32(), (end - body - 8) / (wide ? 8 : 4))];
                for (int i = 0; i < chunks.length; i++) {
                    chunks[i] = wide ? in.u64() : in.u32();
                }
            }
            case "stsc" -> {
                in.seek(body + 4);
                int entries = capped(in.u32(), (end - body - 8) / 12);
                firstChunks = new int[entries];
                perChunk = new int[entries];
                for (int i = 0; i < entries; i++) {
                    firstChunks[i] = (int) in.u32() - 1;
                    perChunk[i] = (int) Math.min(in.u32(), MAX_FRAMES);
                    in.u32();
                }
            }
            default -> {}
        }
        return Optional.empty();
    }

    private static int capped(long told, long possible) {
        return (int) Math.max(0, Math.min(Math.min(told, possible), MAX_FRAMES));
    }

    private long scale(long body) throws IOException {
        in.seek(body);
        boolean wide = in.u8() == 1;
        in.seek(body + (wide ? 20 : 12));
        return in.u32();
    }

    private void editList(long body, long end) throws IOException {
        in.seek(body);
        boolean wide = in.u8() == 1;
        in.seek(body + 4);
        int entries = capped(in.u32(), (end - body - 8) / (wide ? 20 : 12));
        for (int i = 0; i < entries && mediaStart < 0; i++) {
            long duration = wide ? in.u64() : in.u32();
            long start = wide ? in.u64() : (int) in.u32();
            in.u32();
            if (start >= 0) {
                mediaStart = start;
                editLength = duration;
            }
        }
    }

    /** Apple's comment: four and more hexadecimal numbers, of which the second is the delay and the fourth the length. */
    private void gapless(long body, long end) throws IOException {
        if (end - body > 4096) {
            return;
        }
        in.seek(body);
        String text = new String(in.exactly((int) (end - body)), StandardCharsets.ISO_8859_1);
        int data = text.indexOf("data");
        if (!text.contains("iTunSMPB") || data < 0 || data + 12 > text.length()) {
            return;
        }
        String[] numbers = text.substring(data + 12).trim().split(" ", -1);
        try {
            if (numbers.length >= 4) {
                gaplessStart = Long.parseLong(numbers[1], 16);
                gaplessLength = Long.parseLong(numbers[3], 16);
            }
        } catch (NumberFormatException e) {
            gaplessStart = -1;
            gaplessLength = -1;
        }
    }

    private void description(long body, long end, int depth) throws IOException {
        in.seek(body + 8);
        long size = in.u32();
        codec = in.name();
        long entryEnd = Math.min(end, body + 8 + size);
        if (!codec.equals("mp4a") || depth >= MAX_DEPTH) {
            return;
        }
        in.seek(body + 16 + 8);
        int version = in.u16();
        // The sound description, longer in QuickTime's versions; then boxes, one of which is "esds".
        long inner = body + 16 + 28 + (version == 1 ? 16 : version == 2 ? 36 : 0);
        int length = (int) Math.min(4096, entryEnd - inner);
        if (length <= 0) {
            return;
        }
        in.seek(inner);
        byte[] bytes = in.exactly(length);
        int esds = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("esds");
        if (esds >= 0) {
            config = decoderConfig(bytes, esds + 8);
        }
    }

    /** Descriptors within descriptors: 3 holds 4 holds 5, and 5 is what the decoder wants. Empty if this is not AAC. */
    private static byte[] decoderConfig(byte[] bytes, int from) {
        IntUnaryOperator at = i -> i < bytes.length ? bytes[i] & 0xFF : 0;
        int i = from;
        while (i < bytes.length) {
            int tag = at.applyAsInt(i++);
            int size = 0;
            int more;
            int digits = 0;
            do {
                more = at.applyAsInt(i++);
                size = (size << 7) | (more & 0x7F);
            } while ((more & 0x80) != 0 && ++digits < 4);
            switch (tag) {
                case 3 -> {
                    int flags = at.applyAsInt(i + 2);
                    i += 3 + ((flags & 0x80) != 0 ? 2 : 0);
                    i += (flags & 0x40) != 0 ? 1 + at.applyAsInt(i) : 0;
                    i += (flags & 0x20) != 0 ? 2 : 0;
                }
                case 4 -> {
                    int type = at.applyAsInt(i);
                    if (type != 0x40 && (type < 0x66 || type > 0x68)) {
                        return new byte[0];
                    }
                    i += 13;
                }
                case 5 -> {
                    int end = Math.min(bytes.length, i + Math.min(size, 64));
                    return Arrays.copyOfRange(bytes, i, end);
                }
                default -> i += size;
            }
        }
        return new byte[0];
    }

    @Override
    public Optional<byte[]> next() throws IOException {
        if (frame >= count) {
            return Optional.empty();
        }
        while (inChunk >= perChunk[run]) {
            chunk++;
            inChunk = 0;
            while (run + 1 < firstChunks.length && chunk >= firstChunks[run + 1]) {
                run++;
            }
            if (chunk >= chunks.length || perChunk[run] == 0) {
                return Optional.empty();
            }
        }
        if (inChunk == 0) {
            at = chunks[chunk];
        }
        int size = fixedSize > 0 ? fixedSize : sizes[frame];
        frame++;
        inChunk++;
        if (at < 0 || at + size > in.size()) {
            return Optional.empty();
        }
        in.seek(at);
        at += size;
        return Optional.of(in.exactly(size));
    }
}
