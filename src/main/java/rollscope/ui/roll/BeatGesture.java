package rollscope.ui.roll;

import javafx.scene.input.MouseEvent;

/** Takes all beats along: those under the pointer stay under it. */
final class BeatGesture implements Gesture {
    private final RollView roll;
    private final double pressX;
    private boolean dragged;

    BeatGesture(RollView roll, MouseEvent press) {
        this.roll = roll;
        pressX = press.getX();
    }

    @Override
    public void dragged(MouseEvent event) {
        dragged |= Math.abs(event.getX() - pressX) > STILL;
        if (dragged) {
            roll.dragBeats(roll.timeAt(event.getX()) - roll.timeAt(pressX));
        }
    }

    @Override
    public void released(MouseEvent event) {
        if (dragged) {
            roll.dropBeats(true);
        }
    }

    @Override
    public void cancelled() {
        if (dragged) {
            roll.dropBeats(false);
        }
    }
}
