package rollscope.ui.roll;

import javafx.scene.input.MouseEvent;
import rollscope.roll.Lane;
import rollscope.roll.LaneLayout;
import rollscope.roll.Selection;

/** On a lane's header: the triangle opens and closes, a click selects the instrument's notes, dragging moves the lane. */
final class HeaderGesture implements Gesture {
    private final RollView roll;
    private final Lane lane;
    private final double pressX;
    private final double pressY;
    private boolean moving;

    HeaderGesture(RollView roll, Lane lane, MouseEvent press) {
        this.roll = roll;
        this.lane = lane;
        pressX = press.getX();
        pressY = press.getY();
    }

    @Override
    public void dragged(MouseEvent event) {
        LaneLayout layout = roll.model().layout();
        moving |= Math.abs(event.getY() - pressY) > STILL;
        if (moving && !layout.overlay()) {
            int place = layout.placeAt(roll.layoutY(event.getY()));
            double edge =
                    place < layout.lanes().size() ? layout.lanes().get(place).top() : layout.height();
            roll.marks()
                    .showDrop(
                            edge - roll.model().scroll(),
                            lane.top() - roll.model().scroll());
        }
    }

    @Override
    public void released(MouseEvent event) {
        cancelled();
        LaneLayout layout = roll.model().layout();
        int instrument = lane.instrument().index();
        if (moving) {
            roll.model().move(instrument, layout.placeAt(roll.layoutY(event.getY())));
        } else if (pressX < LaneNames.TRIANGLE && !layout.overlay()) {
            roll.model().toggleOpen(instrument);
        } else {
            roll.select(lane.index().size(), () -> Selection.ofInstrument(lane.index()), event.isShiftDown());
        }
    }

    @Override
    public void cancelled() {
        roll.marks().hideDrop();
    }
}
