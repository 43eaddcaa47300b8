package rollscope.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file with a buffer, a position that can be set, and the numbers that audio formats are made of. */
final class AudioBytes extends InputStream {
    private final FileChannel file;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
    private long bufferStart;
    private long furthest;
    private boolean failed;

    AudioBytes(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
        size = file.size();
    }

    long size() {
        return size;
    }

    long position() {
        return bufferStart + buffer.position();
    }

    /** Whether the disk has refused: some decoders report damage in the file as the same kind of exception. */
    boolean failed() {
        return failed;
    }

    double progress() {
        furthest = Math.max(furthest, position());
        return size == 0 ? 1 : Math.min(1, (double) furthest / size);
    }

    /** A position behind the end is allowed; reading there finds the end. */
    void seek(long position) {
        long within = position - bufferStart;
        if (within >= 0 && within <= buffer.limit()) {
            buffer.position((int) within);
        } else {
            bufferStart = Math.max(0, position);
            buffer.position(0).limit(0);
        }
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        bufferStart += buffer.limit();
        buffer.clear();
        int read;
        try {
            read = bufferStart >= size ? 0 : file.read(buffer, bufferStart);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
        buffer.flip();
        return read > 0;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    @Override
    public int available() {
        return buffer.remaining();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** As many of the next bytes as there are, up to {@code length}. */
    byte[] peek(int length) throws IOException {
        long here = position();
        byte[] bytes = readNBytes(length);
        seek(here);
        return bytes;
    }

    /** Exactly {@code length} bytes, which the caller has capped. */
    byte[] exactly(int length) throws IOException {
        byte[] bytes = readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    int u8() throws IOException {
        int value = read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    int u16() throws IOException {
        return (u8() << 8) | u8();
    }

    long u32() throws IOException {
        return ((long) u16() << 16) | u16();
    }

    long u64() throws IOException {
        return (u32() << 32) | u32();
    }

    int littleU16() throws IOException {
        return u8() | (u8() << 8);
    }

    long littleU32() throws IOException {
        return littleU16() | ((long) littleU16() << 16);
    }

    long littleU64() throws IOException {
        return littleU32() | (littleU32() << 32);
    }

    /** The four characters that name a chunk or box. */
    String name() throws IOException {
        return new String(exactly(4), StandardCharsets.ISO_8859_1);
    }
}
