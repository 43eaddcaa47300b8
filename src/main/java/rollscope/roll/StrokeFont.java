package rollscope.roll;

import java.text.Normalizer;

/**
 * Letters drawn as strokes, so that pictures have text where no font is installed. ASCII and the few signs the roll writes;
 * accents are dropped, what else is unknown becomes a question mark. Immutable.
 *
 * <p>A glyph is strokes separated by spaces, a stroke is points, a point is two digits of base 36: x, then y down from the top of
 * capitals (0) over the top of small letters (4) to the baseline (12) and the deepest descender (16).
 */
final class StrokeFont {
    private static final int BASELINE = 12;
    private static final int SMALL_TOP = 4;
    private static final String FIRST = " ";
    private static final String[] GLYPHS = {
        "", // space
        "0008 0c0c", // !
        "0003 3033", // "
        "312b 716b 0494 0898", // #
        "82602002042666888a6c2c0a 4040 404e", // $
        "0c80 0020220200 6a8a8c6c6a", // %
        "8c1230506264080a2c5c87", // &
        "0003", // '
        "30030b3e", // (
        "00333b0e", // )
        "3238 0367 6307", // *
        "0868 353b", // +
        "1c0e", // ,
        "0848", // -
        "0c0c", // .
        "0d60", // /
        "2040626a4c2c0a0220", // 0
        "13303c", // 1
        "02204062640c6c", // 2
        "02204062644626 46686a4c2c0a", // 3
        "4c400868", // 4
        "6010062545676a4c2c0a", // 5
        "614020020a2c4c6a67452507", // 6
        "00602c", // 7
        "204062644626040220 46686a4c2c0a0826", // 8
        "0b2c4c6a6240200205274765", // 9
        "0505 0c0c", // :
        "1515 1c0e", // ;
        "63076b", // <
        "0666 0a6a", // =
        "03670b", // >
        "02204062643738 3c3c", // ?
        "2060828a6c2c0a0220 544658", // @
        "0c408c 1979", // A
        "0c00507274560656787a5c0c", // B
        "826020020a2c6c8a", // C
        "005083895c0c00", // D
        "70000c7c 0656", // E
        "70000c 0656", // F
        "826020020a2c6c8a8757", // G
        "000c 808c 0686", // H
        "000c", // I
        "505a3c1c0a", // J
        "000c 7007 257c", // K
        "000c6c", // L
        "0c0048808c", // M
        "0c008c80", // N
        "2060828a6c2c0a0220", // O
        "0c005072755707", // P
        "2060828a6c2c0a0220 598d", // Q
        "0c005072755707 477c", // R
        "82602002042666888a6c2c0a", // S
        "0080 404c", // T
        "000a2c6c8a80", // U
        "004c80", // V
        "002c528ca0", // W
        "008c 800c", // X
        "004680 464c", // Y
        "00800c8c", // Z
        "30000e3e", // [
        "006d", // \
        "00303e0e", // ]
        "033063", // ^
        "0d6d", // _
        "0022", // `
        "646c 664424060a2c4c6a", // a
        "000c 062444666a4c2c0a", // b
        "5424060a2c5c", // c
        "606c 664424060a2c4c6a", // d
        "0868664424060a2c4c6b", // e
        "5030222c 0444", // f
        "646e4g2g0f 664424060a2c4c6a", // g
        "000c 062444666c", // h
        "040c 0101", // i
        "242e0g 2121", // j
        "000c 5409 275c", // k
        "000c", // l
        "040c 062434464c 466474868c", // m
        "040c 062444666c", // n
        "2444666a4c2c0a0624", // o
        "040g 062444666a4c2c0a", // p
        "646g 664424060a2c4c6a", // q
        "040c 072444", // r
        "65541405071858696b5c1c0b", // s
        "202a3c5c 0454", // t
        "040a2c4c6a 646c", // u
        "043c64", // v
        "042c456c84", // w
        "046c 640c", // x
        "043c 641g", // y
        "04640c6c", // z
        "30110507070b3e", // {
        "000e", // |
        "00313547473b0e", // }
        "08264866", // ~
    };

    private static final String MIDDLE_DOT = "0707";
    private static final String DASH = "0888";

    /** Alpha of one glyph, row by row. */
    private static final class Mask {
        final int width;
        final int height;
        final int advance;
        final byte[] alpha;

        Mask(int width, int height, int advance) {
            this.width = width;
            this.height = height;
            this.advance = advance;
            alpha = new byte[width * height];
        }
    }

    private final Mask[] masks = new Mask[GLYPHS.length];
    private final Mask dot;
    private final Mask dash;
    private final int capitals;
    private final double pen;

    /**
     * @param capitals height of a capital letter in pixels, at least 4
     * @param pen      width of a stroke in pixels
     */
    StrokeFont(int capitals, double pen) {
        if (capitals < 4 || !(pen > 0)) {
            throw new IllegalArgumentException("letters of " + capitals + " pixels with a pen of " + pen);
        }
        this.capitals = capitals;
        this.pen = pen;
        for (int i = 0; i < GLYPHS.length; i++) {
            masks[i] = mask(GLYPHS[i]);
        }
        dot = mask(MIDDLE_DOT);
        dash = mask(DASH);
    }

    /** Height of a capital letter. */
    int capitals() {
        return capitals;
    }

    int widthOf(String text) {
        String plain = plain(text);
        int width = 0;
        for (int i = 0; i < plain.length(); i++) {
            width += maskOf(plain.charAt(i)).advance;
        }
        return width;
    }

    /** Writes with the top of the capitals at {@code y}; returns where the text ends. */
    int draw(Pixels pixels, int x, int y, String text, int colour) {
        String plain = plain(text);
        int at = x;
        for (int i = 0; i < plain.length(); i++) {
            Mask mask = maskOf(plain.charAt(i));
            for (int row = 0; row < mask.height; row++) {
                for (int column = 0; column < mask.width; column++) {
                    int alpha = mask.alpha[row * mask.width + column] & 255;
                    if (alpha != 0) {
                        pixels.blend(at + column - 1, y + row - 1, colour, alpha);
                    }
                }
            }
            at += mask.advance;
        }
        return at;
    }

    private Mask maskOf(char letter) {
        int i = letter - FIRST.charAt(0);
        return switch (letter) {
            case '\u00b7', '\u2022' -> dot;
            case '\u2013', '\u2014' -> dash;
            default -> i >= 0 && i < masks.length ? masks[i] : masks['?' - FIRST.charAt(0)];
        };
    }

    private static String plain(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    /** Renders a glyph: a pixel is as dark as its centre is near to a stroke. One pixel of air on every side. */
    private Mask mask(String glyph) {
        double unit = (capitals - 1) / (double) BASELINE;
        int widest = 0;
        String[] strokes = glyph.isEmpty() ? new String[0] : glyph.split(" ");
        for (String stroke : strokes) {
            for (int i = 0; i < stroke.length(); i += 2) {
                widest = Math.max(widest, digit(stroke, i));
            }
        }
        // Outer stems stand on whole pixels, as do the tops of small letters.
        int span = (int) Math.round(widest * unit);
        double stretch = widest == 0 ? 0 : span / (double) widest;
        int width = span + 3;
        int height = capitals + (int) Math.ceil(4 * unit) + 3;
        int advance = glyph.isEmpty() ? (int) Math.round(5 * unit + pen) : span + (int) Math.round(2.6 * unit + pen);
        var mask = new Mask(width, height, Math.max(2, advance));
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double nearest = Double.MAX_VALUE;
                for (String stroke : strokes) {
                    for (int i = 0; i == 0 || i + 3 < stroke.length(); i += 2) {
                        int j = Math.min(i + 2, stroke.length() - 2);
                        nearest = Math.min(
                                nearest,
                                distance(
                                        column - 1,
                                        row - 1,
                                        digit(stroke, i) * stretch,
                                        down(digit(stroke, i + 1), unit),
                                        digit(stroke, j) * stretch,
                                        down(digit(stroke, j + 1), unit)));
                    }
                }
                mask.alpha[row * width + column] = (byte) Math.round(255 * Math.clamp(pen / 2 + 0.5 - nearest, 0, 1));
            }
        }
        return mask;
    }

    private static double down(int y, double unit) {
        double small = Math.round(SMALL_TOP * unit);
        if (y <= SMALL_TOP) {
            return small * y / SMALL_TOP;
        }
        return small + (BASELINE * unit - small) * (y - SMALL_TOP) / (BASELINE - SMALL_TOP);
    }

    private static int digit(String stroke, int at) {
        return Character.digit(stroke.charAt(at), 36);
    }

    private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((x - x0) * dx + (y - y0) * dy) / length, 0, 1);
        return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
    }
}
