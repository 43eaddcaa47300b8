package rollscope.ui.roll;

import javafx.scene.input.MouseEvent;

/** Takes the playhead along the ruler. */
final class ScrubGesture implements Gesture {
    private final RollView roll;

    ScrubGesture(RollView roll, MouseEvent press) {
        this.roll = roll;
        roll.scrub(true);
        roll.seek(press.getX());
    }

    @Override
    public void dragged(MouseEvent event) {
        roll.seek(event.getX());
    }

    @Override
    public void released(MouseEvent event) {
        roll.scrub(false);
    }

    @Override
    public void cancelled() {
        roll.scrub(false);
    }
}
