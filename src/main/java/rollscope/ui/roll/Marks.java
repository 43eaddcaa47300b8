package rollscope.ui.roll;

import javafx.scene.Group;
import javafx.scene.shape.Rectangle;
import rollscope.roll.Lane;
import rollscope.roll.RollColours;

/** What a gesture shows while it lasts; its origin is the left end of the notes and the top of what is seen of the lanes. */
final class Marks extends Group {
    private final Rectangle band = new Rectangle();
    private final Rectangle drop = new Rectangle();
    private final Rectangle carried = new Rectangle();

    Marks() {
        setManaged(false);
        setMouseTransparent(true);
        band.setVisible(false);
        drop.setVisible(false);
        drop.setHeight(3);
        carried.setVisible(false);
        carried.setHeight(Lane.HEADER);
        getChildren().addAll(band, carried, drop);
    }

    void setColours(RollColours colours) {
        band.setFill(Paints.of(colours.accent(), 0.16));
        band.setStroke(Paints.of(colours.accent()));
        drop.setFill(Paints.of(colours.accent()));
        carried.setFill(Paints.of(colours.accent(), 0.25));
    }

    /**
     * @param left  of the headers
     * @param width of the headers
     */
    void setSpan(double left, double width) {
        drop.setX(left);
        drop.setWidth(width);
        carried.setX(left);
        carried.setWidth(width);
    }

    /** The rectangle between two corners. */
    void showBand(double x0, double y0, double x1, double y1) {
        band.setX(Math.floor(Math.min(x0, x1)) + 0.5);
        band.setY(Math.floor(Math.min(y0, y1)) + 0.5);
        band.setWidth(Math.rint(Math.abs(x1 - x0)));
        band.setHeight(Math.rint(Math.abs(y1 - y0)));
        band.setVisible(true);
    }

    void hideBand() {
        band.setVisible(false);
    }

    /**
     * Where a lane would go.
     *
     * @param y    the edge it would go to
     * @param from the top of its header
     */
    void showDrop(double y, double from) {
        drop.setY(Math.rint(y) - 1);
        carried.setY(from);
        drop.setVisible(true);
        carried.setVisible(true);
    }

    void hideDrop() {
        drop.setVisible(false);
        carried.setVisible(false);
    }
}
