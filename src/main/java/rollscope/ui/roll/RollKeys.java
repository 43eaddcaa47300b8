package rollscope.ui.roll;

import javafx.scene.input.KeyEvent;

/** The keys of the roll while it has the focus. */
final class RollKeys {
    private static final double ROWS = 60;

    private final RollView roll;
    private final Hands hands;

    RollKeys(RollView roll, Hands hands) {
        this.roll = roll;
        this.hands = hands;
        roll.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        if (event.isAltDown()) {
            return;
        }
        boolean shortcut = event.isShortcutDown() || event.isControlDown();
        boolean done = shortcut ? withShortcut(event) : plain(event);
        if (done) {
            event.consume();
        }
    }

    private boolean withShortcut(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> roll.stepNote(-1);
            case RIGHT -> roll.stepNote(1);
            case UP -> roll.stepLane(-1);
            case DOWN -> roll.stepLane(1);
            case A -> roll.selectAll();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event) {
        double across = roll.model().width() / 8;
        switch (event.getCode()) {
            case LEFT -> roll.panBy(across, 0);
            case RIGHT -> roll.panBy(-across, 0);
            case UP -> roll.panBy(0, ROWS);
            case DOWN -> roll.panBy(0, -ROWS);
            case PAGE_UP -> roll.panBy(roll.model().width(), 0);
            case PAGE_DOWN -> roll.panBy(-roll.model().width(), 0);
            case HOME -> roll.goTo(0);
            case END -> roll.goTo(roll.model().duration());
            case PLUS, ADD, EQUALS -> roll.zoomTime(1.25);
            case MINUS, SUBTRACT -> roll.zoomTime(0.8);
            case F -> roll.fitAll();
            case Z -> roll.fitSelection();
            case ESCAPE -> {
                return hands.cancel() || roll.clearSelection();
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
