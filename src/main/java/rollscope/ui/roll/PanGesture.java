package rollscope.ui.roll;

import javafx.scene.input.MouseEvent;

/** Takes the notes along, in both directions. */
final class PanGesture implements Gesture {
    private final RollView roll;
    private double x;
    private double y;

    PanGesture(RollView roll, MouseEvent press) {
        this.roll = roll;
        x = press.getX();
        y = press.getY();
    }

    @Override
    public void dragged(MouseEvent event) {
        double dx = Math.rint(event.getX() - x);
        double dy = Math.rint(event.getY() - y);
        x += dx;
        y += dy;
        roll.panBy(dx, dy);
    }
}
