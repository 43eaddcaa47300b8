package rollscope.ui.roll;

import javafx.scene.input.MouseEvent;
import rollscope.roll.Lane;

/** On the lower edge of a lane: dragging makes it taller or lower, two clicks give it back its share. */
final class EdgeGesture implements Gesture {
    private final RollView roll;
    private final int instrument;
    private final double offset;

    EdgeGesture(RollView roll, Lane lane, MouseEvent press) {
        this.roll = roll;
        instrument = lane.instrument().index();
        offset = roll.layoutY(press.getY()) - lane.bottom();
        if (press.getClickCount() == 2) {
            roll.model().unsizeLane(instrument);
        }
    }

    @Override
    public void dragged(MouseEvent event) {
        roll.model().layout().laneOf(instrument).ifPresent(lane -> roll.model()
                .resizeLane(instrument, roll.layoutY(event.getY()) - offset - lane.bodyTop()));
    }
}
