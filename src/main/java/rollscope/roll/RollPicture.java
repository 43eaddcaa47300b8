package rollscope.roll;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;

/** The whole roll of a transcription as a picture: lanes, keyboards, ruler. Needs no toolkit, no display and no font. */
public final class RollPicture {
    /** Pixels of one side beyond which no picture is made. */
    public static final int LARGEST = 16_384;

    public static final int SMALLEST = 100;

    private static final int TITLE = 40;
    private static final int RULER = 26;
    private static final int MARGIN = 12;

    /** From this width on everything is drawn twice as large. */
    private static final int LARGE = 2_400;

    private RollPicture() {}

    /**
     * Writes a PNG of the given size in pixels; the stream stays open.
     *
     * @param width  {@link #SMALLEST} to {@link #LARGEST}
     * @param height {@link #SMALLEST} to {@link #LARGEST}
     */
    public static void writePng(
            Transcription transcription, RollColours colours, int width, int height, OutputStream out)
            throws IOException {
        int[] argb = paint(transcription, colours, width, height);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        // Its own stream, because ImageIO's default one keeps a file beside.
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, "png", stream)) {
                throw new IOException("this Java runtime writes no PNG pictures");
            }
        }
    }

    static int[] paint(Transcription transcription, RollColours colours, int width, int height) {
        if (width < SMALLEST || width > LARGEST || height < SMALLEST || height > LARGEST) {
            throw new IllegalArgumentException("picture of " + width + " by " + height + " pixels");
        }
        int scale = width >= LARGE ? 2 : 1;
        int[] argb = new int[width * height];
        var page = new Pixels(argb, width, width, height);
        page.fill(0, 0, width, height, colours.backdrop());
        Lanes lanes = Lanes.of(transcription);
        for (int lane = 0; lane < lanes.count(); lane++) {
            lanes.index(lane).fill(Integer.MAX_VALUE);
        }
        int left = KeyboardRaster.WIDTH * scale;
        int top = (TITLE + RULER) * scale;
        double visible = (width - left) / (double) scale;
        // A little air after the last note.
        TimeAxis time = TimeAxis.fit(lanes.duration() * 1.005, visible);
        var font = new StrokeFont(8 * scale, 1.1 * scale);
        Ruler ruler = Ruler.of(time, font.widthOf("0") / (double) scale, lanes.duration());
        double room = (height - top) / (double) scale;
        LaneLayout roomy = lanes.layout(room, 1, Lanes.SMALLEST_ROW);
        LaneLayout layout = roomy.height() <= room ? roomy : lanes.layout(room, 1, 1);
        title(page, transcription, colours, scale);
        ruler(page, time, ruler, colours, scale, left, font);
        var notes = new Pixels(width - left, Math.max(0, height - top));
        new NoteRaster(colours, OctaveNaming.C4, scale).paint(notes, layout, time, 0, ruler, instrument -> false);
        notes.copyTo(page, left, top);
        var keys = new Pixels(left, Math.max(0, height - top));
        new KeyboardRaster(colours, OctaveNaming.C4, scale).paint(keys, layout, 0);
        keys.copyTo(page, 0, top);
        names(page, layout, colours, scale, top);
        return argb;
    }

    private static void title(Pixels page, Transcription transcription, RollColours colours, int scale) {
        var bold = new StrokeFont(11 * scale, 1.9 * scale);
        var plain = new StrokeFont(8 * scale, 1.1 * scale);
        page.fill(0, 0, page.width(), TITLE * scale, colours.header());
        int end = bold.draw(page, MARGIN * scale, 14 * scale, transcription.title(), colours.text());
        String facts = count(transcription.instruments().size(), "instrument") + " · "
                + count(transcription.notes().size(), "note") + " · " + duration(transcription.duration());
        plain.draw(page, end + 14 * scale, 17 * scale, facts, colours.dim());
    }

    private static void ruler(
            Pixels page, TimeAxis time, Ruler ruler, RollColours colours, int scale, int left, StrokeFont font) {
        int top = TITLE * scale;
        int bottom = top + RULER * scale;
        page.fill(0, top, page.width(), top + scale, colours.line());
        page.clip(left, top, page.width(), bottom);
        ruler.forEachTick(time, (page.width() - left) / (double) scale, (at, x, labelled) -> {
            int tick = left + (int) Math.round(x * scale);
            int length = (labelled ? 16 : 6) * scale;
            page.fill(tick, bottom - length, tick + scale, bottom, colours.octave());
            String label = ruler.label(at);
            if (labelled && tick + 5 * scale + font.widthOf(label) <= page.width()) {
                font.draw(page, tick + 5 * scale, bottom - 16 * scale, label, colours.dim());
            }
        });
        page.clip(0, 0, page.width(), page.height());
    }

    private static void names(Pixels page, LaneLayout layout, RollColours colours, int scale, int top) {
        var bold = new StrokeFont(8 * scale, 1.6 * scale);
        var plain = new StrokeFont(8 * scale, 1.1 * scale);
        for (Lane lane : layout.lanes()) {
            int y = top + (int) Math.round(lane.top() * scale) + 6 * scale;
            int end = bold.draw(page, MARGIN * scale, y, lane.instrument().name(), colours.text());
            plain.draw(page, end + 8 * scale, y, count(lane.index().size(), "note"), colours.dim());
        }
    }

    /** Such as {@code 1 842 notes}. */
    static String count(int number, String noun) {
        String digits = String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
        return digits + " " + noun + (number == 1 ? "" : "s");
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
