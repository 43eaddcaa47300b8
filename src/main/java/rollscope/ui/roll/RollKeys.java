package rollscope.ui.roll;

import javafx.scene.input.KeyEvent;

/** The arrow keys of the roll while it has the focus; all other keys are the window's actions. */
final class RollKeys {
    private static final double ROWS = 60;

    private final RollView roll;

    RollKeys(RollView roll) {
        this.roll = roll;
        roll.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        if (event.isAltDown() || event.isShortcutDown() || event.isControlDown()) {
            return;
        }
        double across = roll.model().width() / 8;
        switch (event.getCode()) {
            case LEFT -> roll.panBy(across, 0);
            case RIGHT -> roll.panBy(-across, 0);
            case UP -> roll.panBy(0, ROWS);
            case DOWN -> roll.panBy(0, -ROWS);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
