package rollscope.roll;

import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Pitch;

/** Paints the column left of the notes: each lane's colour, its keyboard with the names of the Cs, its kit for drums. */
public final class KeyboardRaster {
    /** Pixels of the layout, the colour strip included. */
    public static final int WIDTH = 54;

    private static final int STRIP = 3;
    private static final double BLACK_KEY = 0.62;

    private final RollColours colours;
    private final OctaveNaming naming;
    private final double scale;
    private final StrokeFont font;
    private final StrokeFont small;

    public KeyboardRaster(RollColours colours, OctaveNaming naming, double scale) {
        this.colours = colours;
        this.naming = naming;
        this.scale = scale;
        font = new StrokeFont((int) Math.round(7 * scale), 1.1 * scale);
        small = new StrokeFont((int) Math.round(6 * scale), scale);
    }

    /**
     * Paints over the whole of {@code pixels}.
     *
     * @param scroll layout pixels that lie above the upper edge
     */
    public void paint(Pixels pixels, LaneLayout layout, double scroll) {
        pixels.clip(0, 0, pixels.width(), pixels.height());
        pixels.fill(0, 0, pixels.width(), pixels.height(), colours.backdrop());
        for (Lane lane : layout.lanes()) {
            int top = pixel(lane.top() - scroll);
            int bottom = pixel(lane.bottom() - scroll);
            if (bottom > 0 && top < pixels.height() && !layout.isGhost(lane)) {
                paint(pixels, lane, top, pixel(lane.bodyTop() - scroll), bottom);
            }
        }
        pixels.clip(0, 0, pixels.width(), pixels.height());
    }

    private void paint(Pixels pixels, Lane lane, int top, int body, int bottom) {
        int strip = pixel(STRIP);
        int right = pixels.width();
        pixels.clip(0, top, right, bottom);
        pixels.fill(0, top, right, body, colours.header());
        pixels.fill(0, top, right, top + line(), colours.line());
        pixels.fill(0, top, strip, bottom, colours.note(lane.instrument().index()));
        pixels.clip(strip, body, right, bottom);
        var shape = NoteShape.of(lane, new TimeAxis(0, 1), 0, scale);
        if (lane.rows().isKit()) {
            kit(pixels, shape, body, strip);
        } else {
            keys(pixels, shape, body, strip);
        }
        pixels.clip(0, top, right, bottom);
        pixels.fill(right - line(), body, right, bottom, colours.line());
    }

    private void keys(Pixels pixels, NoteShape shape, int body, int strip) {
        int right = pixels.width() - line();
        Rows rows = shape.rows();
        pixels.fill(
                strip,
                body + shape.rowTop(rows.highest()),
                right,
                body + shape.rowBottom(rows.lowest()),
                colours.whiteKey());
        int seam = RollColours.mix(colours.whiteKey(), colours.blackKey(), 70);
        int reach = strip + (int) Math.round((right - strip) * BLACK_KEY);
        for (int row = rows.lowest(); row <= rows.highest(); row++) {
            int pitch = rows.pitch(row);
            int top = body + shape.rowTop(row);
            int bottom = body + shape.rowBottom(row);
            if (Pitch.isBlackKey(pitch)) {
                int middle = (top + bottom) / 2;
                pixels.fill(reach, middle, right, middle + line(), seam);
                int air = bottom - top >= 6 * line() ? line() : 0;
                pixels.fill(strip, top + air, reach, bottom - air, colours.blackKey());
            } else if (!Pitch.isBlackKey(pitch + 11)) {
                // C and F touch the white key below.
                pixels.fill(strip, bottom - line(), right, bottom, seam);
            }
        }
        names(pixels, shape, body, right);
    }

    /** A name at every C, lying on the key and never over another or over an edge of the lane. */
    private void names(Pixels pixels, NoteShape shape, int body, int right) {
        Rows rows = shape.rows();
        int laneTop = body + shape.rowTop(rows.highest());
        int laneBottom = body + shape.rowBottom(rows.lowest());
        int lastTop = Integer.MAX_VALUE;
        for (int row = rows.lowest(); row <= rows.highest(); row++) {
            int pitch = rows.pitch(row);
            if (pitch % 12 == 0 || rows.isFolded()) {
                int key = body + shape.rowBottom(row);
                int wanted = key
                        - Math.max((key - body - shape.rowTop(row) - font.capitals()) / 2, line())
                        - font.capitals();
                int top = Math.clamp(
                        wanted, laneTop + line(), Math.max(laneTop + line(), laneBottom - line() - font.capitals()));
                if (top + font.capitals() + 2 * line() <= lastTop) {
                    String name = new Pitch(pitch).name(naming);
                    int x = right - font.widthOf(name) - line();
                    // The seams of the keys around would run through the letters.
                    pixels.fill(x - line(), top - line(), right, top + font.capitals() + line(), colours.whiteKey());
                    font.draw(pixels, x, top, name, colours.keyText());
                    lastTop = top;
                }
            }
        }
    }

    private void kit(Pixels pixels, NoteShape shape, int body, int strip) {
        Rows rows = shape.rows();
        int right = pixels.width();
        for (int row = rows.lowest(); row <= rows.highest(); row++) {
            int top = body + shape.rowTop(row);
            int bottom = body + shape.rowBottom(row);
            pixels.fill(strip, top, right, bottom, row % 2 == 1 ? colours.blackRow() : colours.row());
            if (bottom - top >= small.capitals() + 2) {
                int y = top + (bottom - top - small.capitals()) / 2;
                small.draw(pixels, strip + 3 * line(), y, KitNames.of(rows.pitch(row)), colours.dim());
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
