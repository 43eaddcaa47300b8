package rollscope.service;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes what it is given byte for byte, but for a key, which becomes as many asterisks before it reaches what is behind. Closing it
 * closes what is behind; {@link #finish} must come first.
 */
final class StarredOutput extends OutputStream {
    private final OutputStream out;
    /** Longest first, so that the end of none is left over. */
    private final List<byte[]> spellings;

    private final boolean[] begins = new boolean[256];
    private final int longest;
    private byte[] held = new byte[0];

    StarredOutput(OutputStream out, List<byte[]> spellings) {
        this.out = out;
        this.spellings = spellings.stream()
                .sorted(Comparator.comparingInt((byte[] spelling) -> spelling.length)
                        .reversed())
                .toList();
        this.spellings.forEach(spelling -> begins[spelling[0] & 0xFF] = true);
        longest = this.spellings.isEmpty() ? 0 : this.spellings.getFirst().length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (spellings.isEmpty()) {
            out.write(bytes, offset, length);
            return;
        }
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, all, held.length, length);
        // What a spelling may begin in and not end in waits for the next bytes.
        int end = Math.max(0, all.length - (longest - 1));
        int starred = star(all, end);
        int ready = Math.max(end, starred);
        out.write(all, 0, ready);
        held = Arrays.copyOfRange(all, ready, all.length);
    }

    /** Writes what was held back. */
    void finish() throws IOException {
        star(held, held.length);
        out.write(held);
        held = new byte[0];
    }

    /** Puts stars over every spelling that begins before {@code end}; returns where the last one ends. */
    private int star(byte[] bytes, int end) {
        int last = 0;
        for (int i = 0; i < end; i++) {
            if (begins[bytes[i] & 0xFF]) {
                for (byte[] spelling : spellings) {
                    int to = i + spelling.length;
                    if (to <= bytes.length && Arrays.equals(bytes, i, to, spelling, 0, spelling.length)) {
                        Arrays.fill(bytes, i, to, (byte) '*');
                        last = to;
                        i = to - 1;
                        break;
                    }
                }
            }
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
