package rollscope.ui.roll;

import java.util.Optional;
import javafx.scene.input.MouseEvent;
import rollscope.playback.Loop;

/**
 * On the ruler: a click goes there, dragging sets the loop, or one end of the loop that is there. Shorter than a loop can be, nothing
 * is set.
 */
final class RulerGesture implements Gesture {
    private final RollView roll;
    private final double pressX;

    /** The end that stays. */
    private final double fixed;

    private final Optional<Loop> before;
    private boolean drawn;

    /**
     * @param fixed seconds of the end that stays
     */
    RulerGesture(RollView roll, MouseEvent press, double fixed) {
        this.roll = roll;
        pressX = press.getX();
        this.fixed = fixed;
        before = roll.loop();
    }

    @Override
    public void dragged(MouseEvent event) {
        drawn |= Math.abs(event.getX() - pressX) > STILL;
        if (drawn) {
            double here = roll.songTimeAt(event.getX());
            double from = Math.min(fixed, here);
            double to = Math.max(fixed, here);
            if (to - from >= Loop.LEAST) {
                roll.loop(Optional.of(new Loop(from, to)));
            }
        }
    }

    @Override
    public void released(MouseEvent event) {
        if (!drawn) {
            roll.seek(pressX);
        }
    }

    @Override
    public void cancelled() {
        if (drawn) {
            roll.loop(before);
        }
    }
}
