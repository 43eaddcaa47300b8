package rollscope.ui.roll;

import javafx.geometry.Insets;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import rollscope.roll.RollColours;

/** A frame around the note under the pointer, and its values beside it. */
final class HoverView extends Group {
    private final Rectangle frame = new Rectangle();
    private final Label tip = new Label();

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

    /**
     * Shows a note between these edges.
     *
     * @param words    what to write
     * @param pointerX where the words begin, about
     * @param least    the words never begin left of this
     * @param width    of the whole view
     * @param height   of the whole view
     */
    void show(
            double left,
            double top,
            double right,
            double bottom,
            String words,
            double pointerX,
            double least,
            double width,
            double height) {
        frame.setX(Math.round(left) - 0.5);
        frame.setY(Math.round(top) - 0.5);
        frame.setWidth(Math.max(2, Math.rint(right) - Math.rint(left)));
        frame.setHeight(bottom - top + 0.5);
        tip.setText(words);
        double w = Math.ceil(tip.prefWidth(-1));
        double h = Math.ceil(tip.prefHeight(-1));
        double y = bottom + 8 + h > height ? top - h - 8 : bottom + 8;
        double x = Math.clamp(Math.rint(pointerX - 12), least, Math.max(least, width - w - 4));
        tip.resizeRelocate(x, Math.rint(y), w, h);
        setVisible(true);
    }
}
