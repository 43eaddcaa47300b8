package rollscope.ui.roll;

import javafx.scene.input.MouseEvent;
import rollscope.roll.Lane;
import rollscope.roll.Selection;

/** On a keyboard: dragging sideways makes rows taller, up and down scrolls; a click selects all notes of the key. */
final class GutterGesture implements Gesture {
    private enum Axis {
        NONE,
        ZOOM,
        SCROLL
    }

    private final RollView roll;
    private final double pressX;
    private final double pressY;
    private Axis axis = Axis.NONE;
    private double x;
    private double y;

    GutterGesture(RollView roll, MouseEvent press) {
        this.roll = roll;
        pressX = press.getX();
        pressY = press.getY();
        x = pressX;
        y = pressY;
    }

    @Override
    public void dragged(MouseEvent event) {
        if (axis == Axis.NONE) {
            double dx = Math.abs(event.getX() - pressX);
            double dy = Math.abs(event.getY() - pressY);
            if (Math.hypot(dx, dy) <= STILL) {
                return;
            }
            axis = dx > dy ? Axis.ZOOM : Axis.SCROLL;
        }
        if (axis == Axis.ZOOM) {
            roll.zoomRowsAt(pressY, Math.pow(2, (event.getX() - x) / Hands.DOUBLING));
        } else {
            roll.panBy(0, Math.rint(event.getY() - y));
        }
        x = event.getX();
        y += Math.rint(event.getY() - y);
    }

    @Override
    public void released(MouseEvent event) {
        Lane lane = roll.laneAt(pressY);
        if (axis != Axis.NONE || lane == null) {
            return;
        }
        double inBody = roll.layoutY(pressY) - lane.bodyTop();
        int row = lane.viewport(roll.model().time(), 0).pitchAt(inBody);
        if (inBody >= 0 && row >= lane.rows().lowest() && row <= lane.rows().highest()) {
            int pitch = lane.rows().pitch(row);
            roll.select(lane.index().size(), () -> Selection.ofPitch(lane.index(), pitch), event.isShiftDown());
        }
    }
}
