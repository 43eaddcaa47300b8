package rollscope.callback;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The body of a request and no byte beyond it: as long as announced, or in chunks (RFC 9112, 7.1), and never too long. */
final class BodyInput extends InputStream {
    private static final int LONGEST_CHUNK_LINE = 256;
    private static final int LONGEST_TRAILER = 4096;

    private final InputStream in;
    private final boolean chunked;
    private final long most;
    /** Of the body, or of this chunk. */
    private long left;

    private long total;
    private boolean ended;
    private boolean begun;

    private BodyInput(InputStream in, boolean chunked, long length, long most) {
        this.in = in;
        this.chunked = chunked;
        this.left = length;
        this.most = most;
    }

    /**
     * @param most bytes; a longer body is refused at once if it is announced, else when it gets there
     * @throws Refused if the head tells no length, or one that is too long
     */
    static BodyInput of(Head head, InputStream in, long most) throws Refused {
        if (head.isChunked()) {
            return new BodyInput(in, true, 0, most);
        }
        long length = head.length().orElseThrow(() -> new Refused(Answer.NO_LENGTH));
        if (length > most) {
            throw new Refused(Answer.TOO_LARGE);
        }
        return new BodyInput(in, false, length, most);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, into.length);
        if (count == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            if (chunked) {
                nextChunk();
            } else {
                ended = true;
            }
        }
        if (ended) {
            return -1;
        }
        int read = in.read(into, from, (int) Math.min(count, left));
        if (read < 0) {
            throw new EOFException();
        }
        left -= read;
        return read;
    }

    private void nextChunk() throws IOException {
        if (begun && !line(LONGEST_CHUNK_LINE).isEmpty()) {
            throw new Refused(Answer.MALFORMED);
        }
        begun = true;
        String size = line(LONGEST_CHUNK_LINE).replaceFirst("[ \\t]*;.*", "");
        if (!size.matches("[0-9A-Fa-f]{1,8}")) {
            throw new Refused(Answer.MALFORMED);
        }
        left = Long.parseLong(size, 16);
        total += left;
        if (total > most) {
            throw new Refused(Answer.TOO_LARGE);
        }
        if (left == 0) {
            int trailer = LONGEST_TRAILER;
            for (String line = line(trailer); !line.isEmpty(); line = line(trailer)) {
                trailer -= line.length() + 1;
            }
            ended = true;
        }
    }

    private String line(int most) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (line.length() >= most) {
                throw new Refused(Answer.MALFORMED);
            }
            line.append((char) next);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }
}
