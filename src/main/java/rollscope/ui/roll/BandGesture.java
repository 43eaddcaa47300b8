package rollscope.ui.roll;

import java.util.BitSet;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javafx.scene.input.MouseEvent;
import rollscope.roll.HitTest;
import rollscope.roll.LaneLayout;
import rollscope.roll.Selection;
import rollscope.roll.TimeAxis;

/**
 * Among the notes: a click chooses the note there, or seeks where none is; dragging draws a rectangle and chooses what it
 * touches. With Shift the choice is added to what was chosen, a note that was chosen already is taken out.
 */
final class BandGesture implements Gesture {
    /** Up to so many notes under the rectangle, the choice follows the pointer; beyond, it is made at the end, in the background. */
    private static final int LIVE = 50_000;

    private final RollView roll;
    private final double pressX;
    private final double pressY;
    private final boolean adding;
    private final Selection before;
    private final OptionalInt note;

    /** Where the rectangle began, in the song rather than on the screen. */
    private final double time;

    private final double layoutY;
    private boolean drawn;

    BandGesture(RollView roll, MouseEvent press) {
        this.roll = roll;
        pressX = press.getX();
        pressY = press.getY();
        adding = press.isShiftDown();
        before = roll.selectionProperty().get();
        note = roll.noteAt(pressX, pressY);
        time = roll.timeAt(pressX);
        layoutY = roll.layoutY(pressY);
    }

    @Override
    public void dragged(MouseEvent event) {
        drawn |= Math.hypot(event.getX() - pressX, event.getY() - pressY) > STILL;
        if (drawn) {
            double y = layoutY - roll.model().scroll();
            roll.marks()
                    .showBand(
                            roll.model().time().xOf(time),
                            y,
                            event.getX() - RollView.LEFT,
                            roll.layoutY(event.getY()) - roll.model().scroll());
            if (looked(event) <= LIVE) {
                roll.selectionProperty().set(chosen(event).get());
            }
        }
    }

    /** How many notes there are to look at. */
    private int looked(MouseEvent event) {
        double other = roll.timeAt(event.getX());
        return HitTest.notesBetween(roll.model().layout(), Math.min(time, other), Math.max(time, other));
    }

    @Override
    public void released(MouseEvent event) {
        roll.marks().hideBand();
        if (drawn && looked(event) <= LIVE) {
            roll.selectionProperty().set(chosen(event).get());
        } else if (drawn) {
            roll.select(looked(event), chosen(event), false);
        } else if (note.isPresent()) {
            roll.click(note.getAsInt(), adding);
        } else if (!adding) {
            roll.select(Selection.EMPTY, false);
            roll.seek(pressX);
        }
    }

    @Override
    public void cancelled() {
        roll.marks().hideBand();
        if (drawn) {
            roll.selectionProperty().set(before);
        }
    }

    /** What the rectangle touches now, to be found on any thread. */
    private Supplier<Selection> chosen(MouseEvent event) {
        LaneLayout layout = roll.model().layout();
        TimeAxis axis = roll.model().time();
        double scale = roll.outputScale();
        double x0 = axis.xOf(time);
        double x1 = event.getX() - RollView.LEFT;
        double y1 = roll.layoutY(event.getY());
        return () -> {
            var found = new BitSet();
            HitTest.notesIn(
                    layout,
                    axis,
                    Math.min(x0, x1),
                    Math.min(layoutY, y1),
                    Math.max(x0, x1),
                    Math.max(layoutY, y1),
                    scale,
                    found);
            Selection touched = Selection.of(found);
            return adding ? before.and(touched) : touched;
        };
    }
}
