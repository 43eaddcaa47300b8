package rollscope.roll;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Pitch;

/**
 * Paints lanes: rows, grid and notes. Its cost is that of the pixels plus a little for each note in sight; no object is made for
 * a note. Safe for use by several threads as long as each has its own {@link Pixels}.
 *
 * <p>A note's fill tells its instrument by hue and its velocity by lightness, a line inside tells the velocity by its length.
 * Later notes lie over earlier ones; a darker edge and a gap of a pixel keep repeated notes apart. Where two begin together, so
 * that one would hide the other, the upper one has a corner turned down, or a drum a hole.
 */
public final class NoteRaster {
    private static final int LABEL_WIDTH = 28;
    private static final int LABEL_HEIGHT = 12;

    /** Drums closer than this, in seconds, are one stroke to the ear, and were written down twice. */
    private static final double TOGETHER = 0.005;

    private final RollColours colours;
    private final double scale;
    private final StrokeFont font;
    private final String[] names = new String[Pitch.COUNT];

    /**
     * @param scale pixels of the screen for one of the layout
     */
    public NoteRaster(RollColours colours, OctaveNaming naming, double scale) {
        this.colours = colours;
        this.scale = scale;
        font = new StrokeFont((int) Math.round(7 * scale), 1.15 * scale);
        for (int pitch = 0; pitch < names.length; pitch++) {
            names[pitch] = new Pitch(pitch).name(naming);
        }
    }

    /**
     * Paints all lanes in sight, headers included, over the whole of {@code pixels}; those that lie one below the other at the
     * same time, as far as there are processors.
     *
     * @param scroll layout pixels that lie above the upper edge
     * @param silent whether an instrument is dimmed; asked by several threads
     */
    public void paint(
            Pixels pixels, LaneLayout layout, TimeAxis time, double scroll, TimeGrid lines, IntPredicate silent) {
        paint(pixels, layout, time, scroll, lines, silent, null, 0);
    }

    /**
     * The same with a stem's spectrum behind the notes of all but drums, whose rows are no pitches.
     *
     * @param spectrum null for none
     * @param opacity  of the spectrum, 0 to 1
     */
    public void paint(
            Pixels pixels,
            LaneLayout layout,
            TimeAxis time,
            double scroll,
            TimeGrid lines,
            IntPredicate silent,
            @Nullable SpectrumLevels spectrum,
            double opacity) {
        paint(pixels, layout, time, scroll, lines, silent, spectrum, opacity, null);
    }

    /**
     * The same with other notes of the same instruments over those of the layout, which then are ghosts.
     *
     * @param over null for none; of as many instruments as the layout's song
     */
    public void paint(
            Pixels pixels,
            LaneLayout layout,
            TimeAxis time,
            double scroll,
            TimeGrid lines,
            IntPredicate silent,
            @Nullable SpectrumLevels spectrum,
            double opacity,
            @Nullable Lanes over) {
        SpectrumRaster behind = spectrum == null || opacity <= 0
                ? null
                : new SpectrumRaster(spectrum, opacity, colours, time, pixels.width(), scale);
        pixels.clip(0, 0, pixels.width(), pixels.height());
        pixels.fill(0, 0, pixels.width(), pixels.height(), colours.backdrop());
        Consumer<Lane> strip = lane -> {
            int top = pixel(lane.top() - scroll);
            int bottom = pixel(lane.bottom() - scroll);
            if (bottom > 0 && top < pixels.height()) {
                // Each has a clip of its own.
                Pixels own = pixels.shared();
                int body = pixel(lane.bodyTop() - scroll);
                own.clip(0, top, own.width(), body);
                boolean ground = layout.isGround(lane);
                if (ground) {
                    header(own, top, body);
                }
                own.clip(0, body, own.width(), bottom);
                var shape = NoteShape.of(lane, time, own.width() / scale, scale);
                if (ground && bottom > body) {
                    rows(own, shape, body, behind);
                    grid(own, shape, lines, body, bottom);
                }
                if (bottom > body) {
                    boolean dimmed = silent.test(lane.instrument().index()) || layout.isGhost(lane);
                    notes(own, shape, lane, body, dimmed || over != null, behind != null);
                    if (over != null) {
                        notes(own, shape, lane.with(over), body, dimmed, behind != null);
                    }
                }
            }
        };
        if (layout.overlay()) {
            layout.lanes().forEach(strip);
        } else {
            // One below the other, so no two in the same pixels.
            layout.lanes().parallelStream().forEach(strip);
        }
    }

    void header(Pixels pixels, int top, int bottom) {
        pixels.fill(0, top, pixels.width(), bottom, colours.header());
        pixels.fill(0, top, pixels.width(), top + line(), colours.line());
    }

    private void rows(Pixels pixels, NoteShape shape, int body, @Nullable SpectrumRaster behind) {
        Rows rows = shape.rows();
        for (int row = rows.lowest(); row <= rows.highest(); row++) {
            int top = body + shape.rowTop(row);
            int bottom = body + shape.rowBottom(row);
            int pitch = rows.pitch(row);
            // Neighbouring rows of drums are no neighbours on a keyboard: there the stripes only guide the eye.
            boolean darker = rows.isKit() ? row % 2 == 1 : Pitch.isBlackKey(pitch);
            pixels.fill(0, top, pixels.width(), bottom, darker ? colours.blackRow() : colours.row());
            if (behind != null && !rows.isKit()) {
                behind.paint(pixels, pitch, top, bottom);
            }
        }
    }

    private void grid(Pixels pixels, NoteShape shape, TimeGrid lines, int body, int bottom) {
        lines.forEachLine(shape.viewport().time(), pixels.width() / scale, (x, strength, label) -> {
            int left = pixel(x);
            pixels.fill(left, body, left + line(), bottom, colours.grid(strength));
        });
        Rows rows = shape.rows();
        for (int row = rows.lowest(); row <= rows.highest() && !rows.isKit(); row++) {
            if (rows.pitch(row) % 12 == 0 && row > rows.lowest()) {
                int edge = body + shape.rowBottom(row);
                pixels.fill(0, edge - line(), pixels.width(), edge, colours.octave());
            }
        }
    }

    private void notes(Pixels pixels, NoteShape shape, Lane lane, int body, boolean silent, boolean haloed) {
        LaneIndex index = lane.index();
        NoteTable notes = index.table();
        TimeAxis time = shape.viewport().time();
        double width = pixels.width() / scale;
        int stop = index.firstStartingFrom(time.timeAt(width) + shape.slack());
        double earliest = time.start() - shape.slack();
        int[] fills = colours.shades(lane.instrument().index(), silent);
        int[] edges = edges(fills, silent);
        int[] inks = new int[fills.length];
        Arrays.setAll(inks, velocity -> colours.on(fills[velocity], silent));
        Rows rows = shape.rows();
        Density density = index.density();
        boolean many = stop - index.firstStartingFrom(time.start()) > fewest(shape, pixels.width());
        if (many && density != null && density.complete()) {
            double pixel = time.secondsPerPixel() / scale;
            int level = density.levelFor(pixel);
            if (level >= 0) {
                afar(pixels, shape, density, density.edges(level, time.start(), pixel, pixels.width()), body, fills);
                return;
            }
        }
        if (shape.drums()) {
            drums(pixels, shape, index, earliest, stop, body, fills, edges, inks);
            return;
        }
        int any = rows.lowest();
        boolean labels = shape.bottom(any) - shape.top(any) >= LABEL_HEIGHT * scale;
        int[] reach = new int[Pitch.COUNT];
        Arrays.fill(reach, Integer.MIN_VALUE);
        int[] lastLeft = reach.clone();
        int[] tops = new int[Pitch.COUNT];
        // Below the picture, where nobody sees them, are the pitches that have no row.
        Arrays.fill(tops, pixels.height());
        int[] bottoms = tops.clone();
        for (int row = rows.lowest(); row <= rows.highest(); row++) {
            tops[rows.pitch(row)] = body + shape.top(row);
            bottoms[rows.pitch(row)] = body + shape.bottom(row);
        }
        int position = index.nextEndingAfter(earliest, 0, stop);
        while (position < stop) {
            int note = index.note(position);
            int pitch = notes.pitch(note);
            int left = shape.left(notes, note);
            int right = shape.right(notes, note, left);
            int top = tops[pitch];
            int bottom = bottoms[pitch];
            int velocity = notes.velocity(note);
            if (left < reach[pitch] && right - left >= 4 * line()) {
                // Over an earlier note of its pitch: the gap that notes in a row have by themselves.
                pixels.fill(left - line(), top, left, bottom, colours.rowOf(pitch));
            }
            reach[pitch] = Math.max(reach[pitch], right);
            if (haloed && !silent) {
                // A spectrum may be as light as a note; beside the note is its row, against which it has its contrast.
                int ring = line();
                pixels.fill(left - ring, top - ring, right + ring, bottom + ring, colours.rowOf(pitch));
            }
            bar(pixels, left, top, right, bottom, fills[velocity], edges[velocity], velocity);
            if (labels && right - left >= LABEL_WIDTH * scale) {
                label(pixels, left, top, right, bottom, pitch, inks[velocity]);
            }
            if (left == lastLeft[pitch]) {
                corner(pixels, left, top, right, bottom, colours.rowOf(pitch), inks[velocity]);
            }
            lastLeft[pitch] = left;
            position = index.nextEndingAfter(earliest, position + 1, stop);
        }
    }

    /** From how many notes in sight on they are some three pixels wide, and are painted from afar. */
    private static int fewest(NoteShape shape, int width) {
        long cells = (long) width * shape.rows().count();
        return Math.clamp(cells / 3, Density.LEAST_NOTES, 2 * Density.LEAST_NOTES);
    }

    /** Notes too many to be told apart: each pixel by its loudest. */
    private void afar(Pixels pixels, NoteShape shape, Density density, Density.Edges at, int body, int[] fills) {
        byte[] line = new byte[pixels.width()];
        Rows rows = shape.rows();
        for (int row = rows.lowest(); row <= rows.highest(); row++) {
            if (density.row(at, rows.pitch(row), line)) {
                if (shape.drums() && line() > 1) {
                    thicken(line);
                }
                pixels.spread(line, fills, body + shape.top(row), body + shape.bottom(row));
            }
        }
    }

    /** Strokes of a pixel become strokes of two. */
    private static void thicken(byte[] line) {
        for (int x = line.length - 1; x > 0; x--) {
            if (line[x] == 0) {
                line[x] = line[x - 1];
            }
        }
    }

    private int[] edges(int[] fills, boolean silent) {
        int[] edges = new int[fills.length];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = silent ? RollColours.mix(colours.row(), fills[i], 150) : RollColours.edge(fills[i]);
        }
        return edges;
    }

    /** A bar with an edge, rounded corners and its velocity line, as far as there is room for each. */
    private void bar(Pixels pixels, int left, int top, int right, int bottom, int fill, int edge, int velocity) {
        int width = right - left;
        int height = bottom - top;
        int line = line();
        if (width < 4 * line || height < 3 * line) {
            pixels.fill(left, top, right, bottom, fill);
            return;
        }
        boolean edged = height >= 7 * line;
        // The corners stay the background's, at most mixed with a little of the note.
        int corner = edged ? edge : fill;
        pixels.fill(left + 1, top, right - 1, top + 1, corner);
        pixels.fill(left, top + 1, right, bottom - 1, corner);
        pixels.fill(left + 1, bottom - 1, right - 1, bottom, corner);
        pixels.blend(left, top, corner, 90);
        pixels.blend(right - 1, top, corner, 90);
        pixels.blend(left, bottom - 1, corner, 90);
        pixels.blend(right - 1, bottom - 1, corner, 90);
        int inset = edged ? line : 0;
        if (edged) {
            pixels.fill(left + line, top + line, right - line, bottom - line, fill);
        }
        int room = width - 2 * inset - 2 * line;
        if (room >= 4 && height >= 5 * line) {
            int thick = Math.max(line, height / 7);
            boolean low = height >= LABEL_HEIGHT * scale;
            int at = low ? bottom - inset - line - thick : top + (height - thick) / 2;
            int from = left + inset + line;
            pixels.fill(from, at, from + Math.max(1, room * velocity / 127), at + thick, edge);
        }
    }

    /** Turns the upper right corner of a bar down: there is another one beneath. */
    private void corner(Pixels pixels, int left, int top, int right, int bottom, int row, int ink) {
        int line = line();
        int side = Math.min((bottom - top) * 2 / 3, (int) Math.round(7 * scale));
        if (side < 2 || right - left < side + 2 * line) {
            return;
        }
        for (int y = 0; y < side; y++) {
            int fold = right - side + y;
            pixels.fill(fold, top + y, right, top + y + 1, row);
            // The flap, seen from behind.
            pixels.fill(fold, top + y, Math.min(right, fold + Math.max(line, side / 3)), top + y + 1, ink);
        }
    }

    /** The name of a note, kept in sight while its beginning is not. */
    private void label(Pixels pixels, int left, int top, int right, int bottom, int pitch, int ink) {
        String name = names[pitch];
        int from = Math.max(left, 0) + (int) Math.round(4 * scale);
        int width = font.widthOf(name);
        if (from + width + 2 * scale <= right) {
            int room = bottom - top - (int) Math.round(3 * scale);
            font.draw(pixels, from, top + Math.max(line(), (room - font.capitals() + 1) / 2), name, ink);
        }
    }

    private void drums(
            Pixels pixels,
            NoteShape shape,
            LaneIndex index,
            double earliest,
            int stop,
            int body,
            int[] fills,
            int[] edges,
            int[] inks) {
        NoteTable notes = index.table();
        Rows rows = shape.rows();
        int radius = shape.radius();
        boolean[] strokes = dense(pixels.width() / (radius + 1), shape, index, stop);
        // Where notes are denser than pixels, the loudest of a pixel stands for its neighbours there.
        int[] lastX = new int[Pitch.COUNT];
        int[] loudest = new int[Pitch.COUNT];
        Arrays.fill(lastX, Integer.MIN_VALUE);
        double[] lastStart = new double[Pitch.COUNT];
        Arrays.fill(lastStart, Double.NEGATIVE_INFINITY);
        int position = index.nextEndingAfter(earliest, 0, stop);
        while (position < stop) {
            int note = index.note(position);
            int pitch = notes.pitch(note);
            int row = rows.row(pitch);
            int x = shape.left(notes, note);
            int velocity = notes.velocity(note);
            int y = body + shape.middle(row);
            if (strokes[pitch]) {
                if (x != lastX[pitch] || velocity > loudest[pitch]) {
                    pixels.fill(x, body + shape.top(row), x + line(), body + shape.bottom(row), fills[velocity]);
                    loudest[pitch] = velocity;
                }
            } else {
                boolean twice = notes.start(note) - lastStart[pitch] < TOGETHER;
                if (x != lastX[pitch] || velocity > loudest[pitch]) {
                    diamond(pixels, x, y, radius, fills[velocity], edges[velocity]);
                    loudest[pitch] = velocity;
                }
                if (twice && radius >= 3) {
                    hole(pixels, x, y, radius / 2, inks[loudest[pitch]]);
                }
            }
            lastX[pitch] = x;
            lastStart[pitch] = notes.start(note);
            position = index.nextEndingAfter(earliest, position + 1, stop);
        }
    }

    /** Which drums are struck more than {@code most} times in view: diamonds would hide each other, and strokes stand for them. */
    private static boolean[] dense(int most, NoteShape shape, LaneIndex index, int stop) {
        int[] counts = new int[Pitch.COUNT];
        boolean[] dense = new boolean[Pitch.COUNT];
        int first = index.firstStartingFrom(shape.viewport().time().start());
        for (int position = first; position < stop; position++) {
            int pitch = index.table().pitch(index.note(position));
            dense[pitch] |= ++counts[pitch] > most;
        }
        return dense;
    }

    private static void hole(Pixels pixels, int x, int y, int radius, int ink) {
        for (int dy = -radius; dy <= radius; dy++) {
            int reach = radius - Math.abs(dy);
            pixels.fill(x - reach, y + dy, x + reach + 1, y + dy + 1, ink);
        }
    }

    private static void diamond(Pixels pixels, int x, int y, int radius, int fill, int edge) {
        for (int dy = -radius; dy <= radius; dy++) {
            int reach = radius - Math.abs(dy);
            if (radius < 4) {
                pixels.fill(x - reach, y + dy, x + reach + 1, y + dy + 1, fill);
            } else {
                pixels.blend(x - reach - 1, y + dy, edge, 70);
                pixels.blend(x + reach + 1, y + dy, edge, 70);
                pixels.fill(x - reach, y + dy, x + reach + 1, y + dy + 1, edge);
                pixels.fill(x - reach + 1, y + dy, x + reach, y + dy + 1, fill);
            }
        }
    }

    private int line() {
        return Math.max(1, (int) scale);
    }

    private int pixel(double layout) {
        return (int) Math.round(Math.clamp(layout * scale, -1e8, 1e8));
    }
}
