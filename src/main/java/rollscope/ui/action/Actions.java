package rollscope.ui.action;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What each {@link Action} does in one window, and whether it can be done now. FX thread only. */
public final class Actions {
    private record Deed(Runnable what, ObservableBooleanValue enabled) {}

    private final Map<Action, Deed> deeds = new EnumMap<>(Action.class);

    public void on(Action action, Runnable what) {
        on(action, what, new SimpleBooleanProperty(true));
    }

    public void on(Action action, Runnable what, ObservableBooleanValue enabled) {
        deeds.put(action, new Deed(what, enabled));
    }

    /** Does it, if it can be done now. */
    public boolean run(Action action) {
        var deed = deeds.get(action);
        if (deed == null || !deed.enabled.get()) {
            return false;
        }
        deed.what.run();
        return true;
    }

    public MenuItem menuItem(Action action) {
        var item = new MenuItem(action.text(), new FontIcon(action.icon()));
        action.keys().stream().findFirst().ifPresent(item::setAccelerator);
        item.setOnAction(_ -> run(action));
        var deed = deeds.get(action);
        if (deed != null) {
            item.disableProperty().bind(not(deed.enabled));
        }
        return item;
    }

    /** A button with the action's icon alone. */
    public Button iconButton(Action action) {
        var button = new Button("", new FontIcon(action.icon()));
        button.getStyleClass().add("button-icon");
        wire(button, action);
        return button;
    }

    /** Makes a control do the action, and tell so to pointer and screen reader. */
    public void wire(ButtonBase control, Action action) {
        control.setOnAction(_ -> run(action));
        describe(control, action);
        var deed = deeds.get(action);
        if (deed != null) {
            control.disableProperty().bind(not(deed.enabled));
        }
    }

    /** Tells pointer and screen reader what the control is for. */
    public static void describe(javafx.scene.control.Control control, Action action) {
        control.setAccessibleText(action.text());
        control.setTooltip(tooltip(action.hint()));
    }

    public static Tooltip tooltip(String text) {
        var tooltip = new Tooltip(text);
        tooltip.setShowDelay(Duration.millis(400));
        return tooltip;
    }

    /** Handles a key wherever in the window the focus is; consumes the event if it did something. */
    public void onKey(KeyEvent event, @Nullable Node focus) {
        for (var action : Action.values()) {
            boolean asked = event.getEventType() == KeyEvent.KEY_TYPED
                    ? action.isTypedBy(event.getCharacter())
                    : action.keys().stream().anyMatch(keys -> keys.match(event));
            if (asked && !belongsTo(focus, event) && run(action)) {
                event.consume();
                return;
            }
        }
    }

    /** Whether the focused control has the better right to this key. */
    private static boolean belongsTo(@Nullable Node focus, KeyEvent event) {
        if (event.isShortcutDown() || event.getCode() == KeyCode.F1) {
            return false;
        }
        return switch (focus) {
            case null -> false;
            case TextInputControl _ -> true;
            // Reached by the keyboard, a button takes Space; after a click, Space goes on meaning play.
            case ButtonBase button -> event.getCode() == KeyCode.SPACE && button.isFocusVisible();
            case ListView<?> _, TableView<?> _ -> event.getCode() != KeyCode.SPACE;
            case Slider slider -> slider.isFocusVisible() && event.getCode() != KeyCode.SPACE;
            default -> false;
        };
    }

    private static ObservableBooleanValue not(ObservableBooleanValue value) {
        return javafx.beans.binding.Bindings.not(value);
    }
}
