package rollscope.ui.roll;

import javafx.scene.Group;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import rollscope.roll.RollColours;

/** The line at what is heard now, with a head on the ruler; its x = 0 is the middle of the line. */
final class PlayheadView extends Group {
    private static final double HEAD = 5;

    private final Rectangle line = new Rectangle(-1, 0, 2, 1);
    private final Polygon head = new Polygon(-HEAD, 0, HEAD, 0, 0, HEAD + 3);

    PlayheadView() {
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        getChildren().addAll(line, head);
    }

    void setColours(RollColours colours) {
        line.setFill(Paints.of(colours.playhead()));
        head.setFill(Paints.of(colours.playhead()));
    }

    void setHeight(double height) {
        line.setHeight(height);
    }
}
