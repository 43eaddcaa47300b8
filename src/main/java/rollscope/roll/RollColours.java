package rollscope.roll;

import java.util.List;
import rollscope.transcription.Pitch;

/**
 * Every colour of the roll, as 0xAARRGGBB, all opaque.
 *
 * @param dark       whether light stands on dark
 * @param backdrop   beside and below the lanes, and behind overview and ruler
 * @param row        rows of white keys
 * @param blackRow   rows of black keys
 * @param line       edges of lanes
 * @param octave     the line at the lower edge of each C
 * @param major      grid at labelled ticks
 * @param minor      grid at the other ticks
 * @param header     behind a lane's name
 * @param text       names; at least 4.5:1 on {@code header} and {@code backdrop}
 * @param dim        secondary text; at least 4.5:1 there too
 * @param whiteKey   keyboard
 * @param blackKey   keyboard
 * @param keyText    names of Cs on {@code whiteKey}
 * @param playhead   the one red thing
 * @param accent     the visible stretch in the overview, and focus
 * @param notes      hues that the instruments take in turn, told apart by colour-blind eyes as far as twelve can be
 */
public record RollColours(
        boolean dark,
        int backdrop,
        int row,
        int blackRow,
        int line,
        int octave,
        int major,
        int minor,
        int header,
        int text,
        int dim,
        int whiteKey,
        int blackKey,
        int keyText,
        int playhead,
        int accent,
        List<Integer> notes) {
    /** The least contrast of any note, however soft, against any row. */
    public static final double LEAST_CONTRAST = 3.05;

    /** Contrast of the loudest notes in the light scheme; in the dark one they have the hue as it is. */
    private static final double LOUD_ON_LIGHT = 4.0;

    /** How much of a silent instrument's colour is left, of 255. */
    private static final int SILENT = 56;

    private static final double LEAST_TEXT_CONTRAST = 4.55;

    /** Softer than black. */
    private static final int INK = 0xFF101418;

    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    private static final List<Integer> HUES = List.of(
            0xFFE69F00, // orange
            0xFF56B4E9, // sky
            0xFFCC79A7, // purple-pink
            0xFFB3A5F5, // lavender
            0xFF2FBF8F, // green
            0xFFD55E00, // vermilion
            0xFFF0E442, // yellow
            0xFF4C8DF0, // blue
            0xFFFFA8B6, // rose
            0xFFA3C644, // lime
            0xFFBF9B73, // tan
            0xFF3CCBD3); // cyan

    public static final RollColours DARK = new RollColours(
            true,
            0xFF0D1117,
            0xFF11161D,
            0xFF0B0E13,
            0xFF2C333C,
            0xFF353D47,
            0xFF272E37,
            0xFF191F27,
            0xFF161B22,
            0xFFE6EDF3,
            0xFF8B949E,
            0xFFE8ECF1,
            0xFF20262E,
            0xFF59626D,
            0xFFF85149,
            0xFF2F81F7,
            HUES);

    public static final RollColours LIGHT = new RollColours(
            false,
            0xFFFFFFFF,
            0xFFFFFFFF,
            0xFFF3F5F8,
            0xFFD0D7DE,
            0xFFC3CBD4,
            0xFFD8DEE4,
            0xFFECEFF2,
            0xFFF6F8FA,
            0xFF1F2328,
            0xFF59636E,
            0xFFFFFFFF,
            0xFF2B323A,
            0xFF59626D,
            0xFFE5343C,
            0xFF0969DA,
            HUES);

    public RollColours {
        notes = List.copyOf(notes);
        if (notes.isEmpty()) {
            throw new IllegalArgumentException("no colours for notes");
        }
    }

    /** The same with other hues for the instruments to take in turn. */
    public RollColours withNotes(List<Integer> hues) {
        return new RollColours(
                dark, backdrop, row, blackRow, line, octave, major, minor, header, text, dim, whiteKey, blackKey,
                keyText, playhead, accent, hues);
    }

    /** The colour an instrument is known by: that of its notes at velocity 100. */
    public int note(int instrument) {
        return shades(instrument, false)[100];
    }

    /**
     * Fill of an instrument's notes by velocity, 0 to 127: lighter the louder on dark, darker the louder on light, and never
     * below {@link #LEAST_CONTRAST} unless silent.
     */
    public int[] shades(int instrument, boolean silent) {
        int hue = notes.get(instrument % notes.size());
        int nearest = dark ? row : blackRow;
        int soft = withContrast(hue, nearest, LEAST_CONTRAST);
        int loud = dark || contrast(hue, nearest) >= LOUD_ON_LIGHT ? hue : withContrast(hue, nearest, LOUD_ON_LIGHT);
        int[] shades = new int[128];
        for (int velocity = 0; velocity < shades.length; velocity++) {
            int shade = mix(soft, loud, velocity * 255 / 127);
            shades[velocity] = silent ? mix(row, shade, SILENT) : shade;
        }
        return shades;
    }

    /** Lines that divide time. */
    int grid(TimeGrid.Strength strength) {
        return switch (strength) {
            case STRONG -> major;
            case PLAIN -> minor;
            case FAINT -> mix(row, minor, 128);
        };
    }

    /** The outline of a stem: at least 3:1 on the rows. */
    int wave() {
        return mix(dim, accent, 96);
    }

    /** The loudest tone of a spectrum: no hue of its own, so that those of the notes before it keep theirs. */
    int spectrum() {
        return mix(row, text, 150);
    }

    /** The row colour behind a pitch. */
    int rowOf(int pitch) {
        return Pitch.isBlackKey(pitch) ? blackRow : row;
    }

    /** The edge of a note: darker than its fill. */
    static int edge(int fill) {
        return mix(fill, BLACK, 110);
    }

    /** What is written on a note, or marks it, readable on its fill: black or white, and as quiet as can be on silent ones. */
    int on(int fill, boolean silent) {
        if (silent) {
            return contrast(dim, fill) >= LEAST_TEXT_CONTRAST ? dim : withContrast(dim, fill, LEAST_TEXT_CONTRAST);
        }
        if (contrast(INK, fill) >= LEAST_TEXT_CONTRAST) {
            return INK;
        }
        // One of the two has at least the square root of 21, the contrast between them.
        return contrast(WHITE, fill) >= LEAST_TEXT_CONTRAST ? WHITE : BLACK;
    }

    /** {@code (255 - of255)} parts of one and {@code of255} parts of the other. */
    static int mix(int one, int other, int of255) {
        int red = channel(one >> 16, other >> 16, of255);
        int green = channel(one >> 8, other >> 8, of255);
        int blue = channel(one, other, of255);
        return BLACK | red << 16 | green << 8 | blue;
    }

    private static int channel(int one, int other, int of255) {
        return ((one & 255) * (255 - of255) + (other & 255) * of255 + 127) / 255;
    }

    /** Contrast of two colours as the Web Content Accessibility Guidelines 2.2 define it, 1 to 21. */
    public static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int argb) {
        return 0.2126 * linear(argb >> 16 & 255) + 0.7152 * linear(argb >> 8 & 255) + 0.0722 * linear(argb & 255);
    }

    private static double linear(int of255) {
        double value = of255 / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** The tone of a hue, from the background over the hue to black or white, that first has this contrast. */
    private static int withContrast(int hue, int background, double wanted) {
        int beyond = contrast(BLACK, background) > contrast(WHITE, background) ? BLACK : WHITE;
        int low = 0;
        int high = 510;
        while (low < high) {
            int middle = (low + high) / 2;
            if (contrast(tone(hue, background, beyond, middle), background) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return tone(hue, background, beyond, low);
    }

    private static int tone(int hue, int background, int beyond, int of510) {
        return of510 <= 255 ? mix(background, hue, of510) : mix(hue, beyond, of510 - 255);
    }
}
