package rollscope.ui.action;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What each {@link Action} does in one window, and whether it can be done now. FX thread only. */
public final class Actions {
    private record Deed(Runnable what, ObservableBooleanValue enabled) {}

    /** With the shortcut key, what belongs to a field of text. */
    private static final Set<KeyCode> EDITING = EnumSet.of(
            KeyCode.A,
            KeyCode.C,
            KeyCode.V,
            KeyCode.X,
            KeyCode.Y,
            KeyCode.Z,
            KeyCode.LEFT,
            KeyCode.RIGHT,
            KeyCode.HOME,
            KeyCode.END,
            KeyCode.BACK_SPACE,
            KeyCode.DELETE);

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
        action.keys().stream().findFirst().filter(Actions::isNoTyping).ifPresent(item::setAccelerator);
        item.setOnAction(_ -> run(action));
        var deed = deeds.get(action);
        if (deed != null) {
            item.disableProperty().bind(not(deed.enabled));
        }
        return item;
    }

    /** An item that shows whether something is on, and does the action. */
    public CheckMenuItem checkItem(Action action, BooleanProperty on) {
        var item = new CheckMenuItem(action.text(), new FontIcon(action.icon()));
        action.keys().stream().findFirst().filter(Actions::isNoTyping).ifPresent(item::setAccelerator);
        item.selectedProperty().bindBidirectional(on);
        return item;
    }

    /** A button with the action's icon and words. */
    public Button button(Action action) {
        var button = new Button(action.text(), new FontIcon(action.icon()));
        wire(button, action);
        return button;
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
        hint(control, action.hint());
    }

    /** A tooltip for one of many controls: each is a window of its own, so it is made when the pointer first comes. */
    public static void hint(javafx.scene.control.Control control, String text) {
        control.setTooltip(null);
        // Screen readers read it to those who have no pointer.
        control.setAccessibleHelp(text);
        control.setOnMouseEntered(_ -> {
            control.setOnMouseEntered(null);
            control.setTooltip(tooltip(text));
        });
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

    /** An accelerator works wherever the focus is: a letter alone would be taken from the fields of text. */
    private static boolean isNoTyping(KeyCombination keys) {
        return keys.getName().contains("+") || keys.getName().startsWith("F1");
    }

    /** Whether the focused control has the better right to this key. */
    private static boolean belongsTo(@Nullable Node focus, KeyEvent event) {
        var code = event.getCode();
        if (focus instanceof TextInputControl) {
            return event.isShortcutDown() ? EDITING.contains(code) : code != KeyCode.F1;
        }
        if (event.isShortcutDown() || event.isAltDown() || code == KeyCode.F1) {
            return false;
        }
        return switch (focus) {
            case null -> false;
            // Reached by the keyboard, a button takes Space; after a click, Space goes on meaning play.
            case ButtonBase button -> code == KeyCode.SPACE && button.isFocusVisible();
            case ListView<?> _, TableView<?> _ -> code.isNavigationKey() || code == KeyCode.ENTER;
            case ComboBoxBase<?> _ -> code.isNavigationKey() || code == KeyCode.SPACE || code == KeyCode.ENTER;
            case Slider slider -> slider.isFocusVisible() && code.isNavigationKey();
            default -> false;
        };
    }

    private static ObservableBooleanValue not(ObservableBooleanValue value) {
        return javafx.beans.binding.Bindings.not(value);
    }
}
