package rollscope.ui.roll;

import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import rollscope.roll.Lanes;
import rollscope.roll.RollColours;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;

/** A frame around the note under the pointer, and its values beside it. */
final class HoverView extends Group {
    private final Rectangle frame = new Rectangle();
    private final Label tip = new Label();
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private double pointerX = Double.NaN;
    private double pointerY;

    HoverView() {
        setManaged(false);
        setAutoSizeChildren(false);
        setMouseTransparent(true);
        setVisible(false);
        frame.setFill(null);
        frame.setStrokeWidth(1.5);
        frame.setArcWidth(4);
        frame.setArcHeight(4);
        tip.setFont(Font.font(11));
        tip.setStyle("-fx-padding: 4 8 4 8");
        getChildren().addAll(frame, tip);
    }

    void setColours(RollColours colours) {
        frame.setStroke(Paints.of(colours.text()));
        tip.setTextFill(Paints.of(colours.text()));
        tip.setBackground(new Background(
                new BackgroundFill(Paints.of(colours.line()), new CornerRadii(6), null),
                new BackgroundFill(Paints.of(colours.header()), new CornerRadii(5), new Insets(1))));
    }

    /** The pointer is there in the whole view; not a number: it is elsewhere. */
    void point(double x, double y) {
        pointerX = x;
        pointerY = y;
    }

    double pointerX() {
        return pointerX;
    }

    double pointerY() {
        return pointerY;
    }

    /** Exact values of the note, or empty. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /**
     * Frames a note and writes its values.
     *
     * @param note   under the pointer
     * @param lanesTop where the lanes begin in the whole view
     * @param width  of the whole view
     * @param height of the whole view
     */
    void place(RollModel model, OptionalInt note, OctaveNaming naming, double lanesTop, double width, double height) {
        Lanes lanes = model.lanes();
        if (note.isEmpty() || lanes == null) {
            setVisible(false);
            words.set("");
            return;
        }
        NoteTable table = lanes.transcription().notes();
        int index = note.getAsInt();
        Instrument instrument = lanes.transcription().instruments().get(table.instrument(index));
        words.set(NoteText.of(table, index, instrument, naming));
        String brief = NoteText.brief(table, index, instrument, naming);
        // Where lanes share a place, no header names the instrument.
        tip.setText(model.layout().overlay() ? brief + "\n" + instrument.name() : brief);
        model.layout().laneOf(instrument.index()).ifPresent(lane -> {
            double top = lanesTop + lane.topOf(table.pitch(index)) - model.scroll();
            double left = RollView.LEFT + model.time().xOf(table.start(index));
            double right = RollView.LEFT + model.time().xOf(table.end(index));
            if (instrument.drums()) {
                double half = Math.min(lane.rowHeight() / 2, 8);
                right = left + half;
                left -= half;
            }
            left = Math.max(left, RollView.LEFT);
            right = Math.min(Math.max(right, left + 1), width);
            frame(left, top, right, top + lane.rowHeight());
            write(top, top + lane.rowHeight(), width, height);
        });
    }

    private void frame(double left, double top, double right, double bottom) {
        frame.setX(Math.round(left) - 0.5);
        frame.setY(Math.round(top) - 0.5);
        frame.setWidth(Math.max(2, Math.rint(right) - Math.rint(left)));
        frame.setHeight(bottom - top + 0.5);
    }

    /** Below the note, or above it where there is no room. */
    private void write(double top, double bottom, double width, double height) {
        double w = Math.ceil(tip.prefWidth(-1));
        double h = Math.ceil(tip.prefHeight(-1));
        double y = bottom + 8 + h > height ? top - h - 8 : bottom + 8;
        double x = Math.clamp(Math.rint(pointerX - 12), RollView.LEFT, Math.max(RollView.LEFT, width - w - 4));
        tip.resizeRelocate(x, Math.rint(y), w, h);
        setVisible(true);
    }
}
