package rollscope.ui.roll;

import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.function.LongToDoubleFunction;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.layout.Region;
import rollscope.roll.RollColours;
import rollscope.transcription.Transcription;

/** The piano roll: overview, ruler and one lane per instrument. FX thread only. */
public final class RollView extends Region implements AutoCloseable {
    private final ReadOnlyStringWrapper pointed = new ReadOnlyStringWrapper("");

    /**
     * @param playhead seconds to draw the playhead at, given a value of {@link System#nanoTime()}; asked once a frame
     */
    public RollView(LongToDoubleFunction playhead) {}

    /** Shows all of a transcription. */
    public void show(Transcription transcription) {
        throw new UnsupportedOperationException();
    }

    public void setColours(RollColours colours) {
        throw new UnsupportedOperationException();
    }

    /** Which instruments are silent and so dimmed; call again when that changes. */
    public void setSilent(IntPredicate silent) {
        throw new UnsupportedOperationException();
    }

    /** Told the seconds of a click on the ruler or on an empty place. */
    public void setOnSeek(DoubleConsumer seek) {
        throw new UnsupportedOperationException();
    }

    /** Told the note (its index in the table) that was clicked. */
    public void setOnNote(java.util.function.IntConsumer note) {
        throw new UnsupportedOperationException();
    }

    /** Keeps the playhead in view. */
    public void setFollowing(boolean following) {
        throw new UnsupportedOperationException();
    }

    public void fitAll() {
        throw new UnsupportedOperationException();
    }

    /** Exact values of the note under the pointer, or empty. */
    public ReadOnlyStringProperty pointedProperty() {
        return pointed.getReadOnlyProperty();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
