package rollscope.roll;

import java.util.Objects;
import rollscope.transcription.Instrument;

/**
 * One instrument's strip: a header, below it its rows. Pixels are those of the layout, before scrolling and before the scale of
 * the screen.
 *
 * @param rows      has one for every pitch of the instrument
 * @param top       upper edge of the header
 * @param rowHeight at least 1
 * @param open      whether more than the header is there
 */
public record Lane(Instrument instrument, LaneIndex index, Rows rows, double top, double rowHeight, boolean open) {
    /** Pixels. */
    public static final double HEADER = 18;

    public Lane {
        Objects.requireNonNull(instrument);
        Objects.requireNonNull(index);
        Objects.requireNonNull(rows);
        if (!(rowHeight >= 1)) {
            throw new IllegalArgumentException("rows of " + rowHeight + " pixels");
        }
    }

    /** An open lane of the rows its notes need. */
    public Lane(Instrument instrument, LaneIndex index, double top, double rowHeight) {
        this(instrument, index, index.rows(), top, rowHeight, true);
    }

    /** The same strip with the notes that the instrument has in another song of the same instruments. */
    Lane with(Lanes other) {
        return new Lane(instrument, other.index(instrument.index()), rows, top, rowHeight, open);
    }

    /** Upper edge of the highest row. */
    public double bodyTop() {
        return top + HEADER;
    }

    public double bodyHeight() {
        return open ? rows.count() * rowHeight : 0;
    }

    public double bottom() {
        return bodyTop() + bodyHeight();
    }

    /** Upper edge of a pitch's row in the layout; of a closed lane that of the lane. */
    public double topOf(int pitch) {
        return open ? bodyTop() + (rows.highest() - rows.row(pitch)) * rowHeight : top;
    }

    /** The window onto this lane's rows; its y = 0 is {@link #bodyTop}. */
    public Viewport viewport(TimeAxis time, double width) {
        return new Viewport(time, new PitchAxis(rows.highest() + 1.0, rowHeight), width, bodyHeight());
    }
}
