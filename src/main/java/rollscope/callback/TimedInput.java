package rollscope.callback;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What comes in over a socket, until a time: however little a sender sends at once, it cannot make that later. */
final class TimedInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private final long opened = System.nanoTime();
    private long deadline;
    private int position;
    private int end;

    /** @param time from now until reading ends with a {@link SocketTimeoutException} */
    TimedInput(Socket socket, Duration time) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        deadline = opened + time.toNanos();
    }

    /** Moves the end of reading, counted from when this was made. */
    void allow(Duration time) {
        deadline = opened + time.toNanos();
    }

    /** Lets what still comes go by, so that closing the socket does not destroy the answer on its way. */
    void drain(Duration time, int most) throws IOException {
        deadline = System.nanoTime() + time.toNanos();
        position = end;
        for (int left = most; left > 0 && fill(); left -= end) {
            position = end;
        }
    }

    @Override
    public int read() throws IOException {
        return position < end || fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, into.length);
        if (count == 0) {
            return 0;
        }
        if (position == end && !fill()) {
            return -1;
        }
        int read = Math.min(count, end - position);
        System.arraycopy(buffer, position, into, from, read);
        position += read;
        return read;
    }

    private boolean fill() throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) left);
        position = 0;
        end = 0;
        int read = in.read(buffer);
        if (read < 0) {
            return false;
        }
        end = read;
        return true;
    }
}
