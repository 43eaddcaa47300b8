package rollscope.roll;

import java.util.Objects;
import rollscope.transcription.Instrument;

/**
 * One instrument's strip in the stack: a header, below it its rows. Pixels are those of the layout, before scrolling and before
 * the scale of the screen.
 *
 * @param top       upper edge of the header
 * @param rowHeight at least 1
 */
public record Lane(Instrument instrument, LaneIndex index, double top, double rowHeight) {
    /** Pixels. */
    public static final double HEADER = 18;

    public Lane {
        Objects.requireNonNull(instrument);
        Objects.requireNonNull(index);
        if (!(rowHeight >= 1)) {
            throw new IllegalArgumentException("rows of " + rowHeight + " pixels");
        }
    }

    public Rows rows() {
        return index.rows();
    }

    /** Upper edge of the highest row. */
    public double bodyTop() {
        return top + HEADER;
    }

    public double bodyHeight() {
        return rows().count() * rowHeight;
    }

    public double bottom() {
        return bodyTop() + bodyHeight();
    }

    /** The window onto this lane's rows; its y = 0 is {@link #bodyTop}. */
    public Viewport viewport(TimeAxis time, double width) {
        return new Viewport(time, new PitchAxis(rows().highest() + 1.0, rowHeight), width, bodyHeight());
    }
}
