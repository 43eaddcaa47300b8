package rollscope.ui.roll;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.jspecify.annotations.Nullable;
import rollscope.roll.Lane;
import rollscope.roll.LaneLayout;

/** Mouse, wheel and trackpad on the roll: tells which {@link Gesture} a press begins. */
final class Hands {
    /** Wheel pixels that double the scale. */
    static final double DOUBLING = 200;

    /** A step never zooms by more than this. */
    private static final double LARGEST_STEP = 1.15;

    /** Pixels beside the lower edge of a lane that belong to it. */
    private static final double EDGE = 3;

    private final RollView roll;
    private @Nullable Gesture gesture;

    Hands(RollView roll) {
        this.roll = roll;
        roll.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        roll.addEventHandler(ZoomEvent.ZOOM, this::pinched);
        roll.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        roll.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        roll.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        roll.addEventHandler(MouseEvent.MOUSE_MOVED, event -> {
            roll.point(event.getX(), event.getY());
            roll.setCursor(cursorAt(event.getX(), event.getY()));
        });
        roll.addEventHandler(MouseEvent.MOUSE_EXITED, event -> roll.point(Double.NaN, 0));
    }

    /** Undoes what a pressed button began; false if none is pressed. */
    boolean cancel() {
        Gesture begun = gesture;
        gesture = null;
        if (begun != null) {
            begun.cancelled();
        }
        return begun != null;
    }

    private static double limited(double factor) {
        return Math.clamp(factor, 1 / LARGEST_STEP, LARGEST_STEP);
    }

    private void scrolled(ScrollEvent event) {
        // Some systems turn the wheel sideways while Shift is held, others leave that to the program.
        double along = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
        double factor = limited(Math.pow(2, along / DOUBLING));
        if (event.isShortcutDown() || event.isControlDown()) {
            roll.zoomTimeAt(event.getX(), factor);
        } else if (event.isShiftDown()) {
            roll.panBy(along, 0);
        } else if (event.isAltDown()) {
            roll.zoomRowsAt(event.getY(), factor);
        } else {
            roll.panBy(event.getDeltaX(), event.getDeltaY());
        }
        event.consume();
    }

    private void pinched(ZoomEvent event) {
        double factor = limited(event.getZoomFactor());
        roll.zoomTimeAt(event.getX(), factor);
        roll.zoomRowsAt(event.getY(), factor);
        event.consume();
    }

    private void pressed(MouseEvent event) {
        roll.requestFocus();
        cancel();
        gesture = gestureOf(event);
        event.consume();
    }

    private @Nullable Gesture gestureOf(MouseEvent press) {
        if (press.getButton() == MouseButton.MIDDLE) {
            return new PanGesture(roll, press);
        }
        if (press.getButton() != MouseButton.PRIMARY || roll.model().lanes() == null) {
            return null;
        }
        if (roll.onRuler(press.getY())) {
            return onRuler(press);
        }
        if (!roll.onLanes(press.getY())) {
            return null;
        }
        Lane edge = edgeAt(press.getY());
        if (edge != null) {
            return new EdgeGesture(roll, edge, press);
        }
        Lane lane = roll.laneAt(press.getY());
        if (lane != null && roll.layoutY(press.getY()) < lane.bodyTop()) {
            return new HeaderGesture(roll, lane, press);
        }
        return press.getX() < RollView.LEFT ? new GutterGesture(roll, press) : new BandGesture(roll, press);
    }

    private Gesture onRuler(MouseEvent press) {
        double x = press.getX();
        if (roll.onBarOne(x, press.getY()) || (press.isShiftDown() && roll.hasBeats())) {
            return new BeatGesture(roll, press);
        }
        if (press.isAltDown() || (roll.onPlayhead(x) && roll.otherEndOfLoop(x).isEmpty())) {
            return new ScrubGesture(roll, press);
        }
        return new RulerGesture(roll, press, roll.otherEndOfLoop(x).orElse(roll.songTimeAt(x)));
    }

    private void dragged(MouseEvent event) {
        roll.point(Double.NaN, 0);
        if (gesture != null) {
            gesture.dragged(event);
        }
        event.consume();
    }

    private void released(MouseEvent event) {
        Gesture begun = gesture;
        gesture = null;
        if (begun != null) {
            begun.released(event);
        }
        event.consume();
    }

    /** The open lane whose lower edge is at a height. */
    private @Nullable Lane edgeAt(double y) {
        LaneLayout layout = roll.model().layout();
        if (layout.overlay() || !roll.onLanes(y)) {
            return null;
        }
        double at = roll.layoutY(y);
        for (Lane lane : layout.lanes()) {
            if (lane.open() && at >= lane.bottom() - EDGE && at < lane.bottom() + EDGE - 1) {
                return lane;
            }
        }
        return null;
    }

    private Cursor cursorAt(double x, double y) {
        if (roll.onRuler(y)) {
            return roll.onBarOne(x, y)
                            || roll.onPlayhead(x)
                            || roll.otherEndOfLoop(x).isPresent()
                    ? Cursor.H_RESIZE
                    : Cursor.DEFAULT;
        }
        if (edgeAt(y) != null) {
            return Cursor.V_RESIZE;
        }
        Lane lane = roll.onLanes(y) ? roll.laneAt(y) : null;
        boolean header = lane != null && roll.layoutY(y) < lane.bodyTop();
        return header && x < LaneNames.TRIANGLE && !roll.model().layout().overlay() ? Cursor.HAND : Cursor.DEFAULT;
    }
}
