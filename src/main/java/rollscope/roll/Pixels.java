package rollscope.roll;

import java.util.Objects;

/**
 * A rectangle of pixels to paint on, 0xAARRGGBB. Everything painted is opaque in the end, so the same numbers are premultiplied
 * and not. Nothing outside the clip is touched. Not safe for use by several threads at once.
 */
public final class Pixels {
    private static final int NARROW = 4;

    private final int[] argb;
    private final int stride;
    private final int width;
    private final int height;
    private int left;
    private int top;
    private int right;
    private int bottom;
    private int[] ink = {};
    private int[] kept = {};

    /**
     * @param argb   at least {@code stride * height} values, row by row
     * @param stride values from one row to the next
     */
    public Pixels(int[] argb, int stride, int width, int height) {
        this.argb = Objects.requireNonNull(argb);
        if (width < 0 || height < 0 || stride < width || (long) stride * height > argb.length) {
            throw new IllegalArgumentException(width + " by " + height + " pixels in " + argb.length);
        }
        this.stride = stride;
        this.width = width;
        this.height = height;
        clip(0, 0, width, height);
    }

    public Pixels(int width, int height) {
        this(new int[Math.multiplyExact(width, height)], width, width, height);
    }

    /** The same picture for another to paint on as well, in places where this one does not. */
    Pixels shared() {
        return new Pixels(argb, stride, width, height);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int at(int x, int y) {
        return argb[y * stride + x];
    }

    /** Restricts what follows to {@code [x0, x1)} by {@code [y0, y1)}, and to the picture. */
    public void clip(int x0, int y0, int x1, int y1) {
        left = Math.max(0, x0);
        top = Math.max(0, y0);
        right = Math.min(width, x1);
        bottom = Math.min(height, y1);
    }

    /** Fills {@code [x0, x1)} by {@code [y0, y1)} with an opaque colour. */
    public void fill(int x0, int y0, int x1, int y1, int colour) {
        int from = Math.max(x0, left);
        int to = Math.min(x1, right);
        int last = Math.min(y1, bottom);
        if (to <= from) {
            return;
        }
        if (to - from <= NARROW) {
            narrow(from, to, Math.max(y0, top), last, colour);
            return;
        }
        for (int y = Math.max(y0, top); y < last; y++) {
            int row = y * stride;
            for (int i = row + from; i < row + to; i++) {
                argb[i] = colour;
            }
        }
    }

    /**
     * The same for one to {@link #NARROW} pixels of width, as most notes of a long song have: a loop over them takes longer to enter
     * and leave than to run. Of fewer than four some are painted twice.
     */
    private void narrow(int from, int to, int first, int last, int colour) {
        int second = (to - from - 1) / 2;
        int third = (to - from) / 2;
        int fourth = to - from - 1;
        int end = last * stride + from;
        for (int i = first * stride + from; i < end; i += stride) {
            argb[i] = colour;
            argb[i + second] = colour;
            argb[i + third] = colour;
            argb[i + fourth] = colour;
        }
    }

    /** Paints the pixels of {@code line} that are not 0 in the colours they name, from {@code y0} to before {@code y1}. */
    void spread(byte[] line, int[] colours, int y0, int y1) {
        int from = left;
        int count = Math.min(line.length, right) - from;
        int first = Math.max(y0, top);
        int last = Math.min(y1, bottom);
        if (first >= last || count <= 0) {
            return;
        }
        if (ink.length < count) {
            ink = new int[count];
            kept = new int[count];
        }
        int[] over = ink;
        int[] under = kept;
        // Masks instead of branches: what is loud where cannot be guessed, and the second loop is done eight pixels at
        // once.
        for (int i = 0; i < count; i++) {
            int index = line[from + i];
            int none = (index - 1) >> 31;
            over[i] = colours[index] & ~none;
            under[i] = none;
        }
        for (int y = first; y < last; y++) {
            int row = y * stride + from;
            for (int i = 0; i < count; i++) {
                argb[row + i] = (argb[row + i] & under[i]) | over[i];
            }
        }
    }

    /** Paints every pixel of {@code line} in the colour that its unsigned value names, from {@code y0} to before {@code y1}. */
    void cover(byte[] line, int[] colours, int y0, int y1) {
        int count = Math.min(line.length, right) - left;
        int first = Math.max(y0, top);
        int last = Math.min(y1, bottom);
        if (first >= last || count <= 0) {
            return;
        }
        int from = first * stride + left;
        for (int i = 0; i < count; i++) {
            argb[from + i] = colours[line[left + i] & 0xFF];
        }
        for (int y = first + 1; y < last; y++) {
            System.arraycopy(argb, from, argb, y * stride + left, count);
        }
    }

    /** Mixes a colour in. */
    void blend(int x, int y, int colour, int of255) {
        if (of255 > 0 && x >= left && x < right && y >= top && y < bottom) {
            int i = y * stride + x;
            argb[i] = RollColours.mix(argb[i], colour, of255);
        }
    }

    /** Mixes a colour into a rectangle. */
    void blend(int x0, int y0, int x1, int y1, int colour, int of255) {
        int to = Math.min(x1, right);
        int last = Math.min(y1, bottom);
        for (int y = Math.max(y0, top); y < last; y++) {
            for (int x = Math.max(x0, left); x < to; x++) {
                int i = y * stride + x;
                argb[i] = RollColours.mix(argb[i], colour, of255);
            }
        }
    }

    /** Copies all of this to a place in another picture. */
    void copyTo(Pixels other, int x, int y) {
        int columns = Math.min(width, other.width - x);
        for (int row = 0; row < Math.min(height, other.height - y); row++) {
            System.arraycopy(argb, row * stride, other.argb, (y + row) * other.stride + x, columns);
        }
    }
}
