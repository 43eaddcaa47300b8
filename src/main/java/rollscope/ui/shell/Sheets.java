package rollscope.ui.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;

/** What lies over the window for a moment: keyboard and mouse, and about. Escape or a click beside it closes. */
final class Sheets extends StackPane {
    /** What is done, and what comes of it, by the keys of their words. */
    private static final String[][] MOUSE = {
        {"sheet.ruler-click", "sheet.go-there"},
        {"sheet.ruler-drag", "sheet.set-loop"},
        {"sheet.ruler-shift-drag", "sheet.move-beats"},
        {"sheet.playhead-drag", "sheet.take-along"},
        {"sheet.note-click", "sheet.select-and-hear"},
        {"sheet.note-shift-click", "sheet.select-as-well"},
        {"sheet.frame-drag", "sheet.select-touched"},
        {"sheet.empty-click", "sheet.go-there"},
        {"sheet.wheel", "sheet.scroll-pitch"},
        {"sheet.wheel-shift", "sheet.scroll-time"},
        {"sheet.wheel-ctrl", "sheet.zoom-time"},
        {"sheet.wheel-alt", "sheet.zoom-pitch"},
        {"sheet.pinch", "sheet.zoom-both"},
        {"sheet.middle-drag", "sheet.move-view"},
        {"sheet.keyboard-across", "sheet.zoom-pitch"},
        {"sheet.keyboard-along", "sheet.scroll-pitch"},
        {"sheet.overview-drag", "sheet.move-view"},
        {"sheet.lane-triangle", "sheet.close-or-open"},
        {"sheet.lane-click", "sheet.select-instrument"},
        {"sheet.lane-drag", "sheet.move-lane"},
        {"sheet.lane-edge-drag", "sheet.change-height"},
        {"sheet.alt-click", "sheet.only-this"},
        {"sheet.export-drag", "sheet.take-file"},
        {"sheet.name-drag", "sheet.take-instrument"},
        {"sheet.song-drop", "sheet.open"},
        {"sheet.sound-drop", "sheet.hear-with"},
    };

    /** What the roll itself does while it has the focus. */
    private static final String[][] ROLL_KEYS = {
        {"sheet.arrows", "sheet.move-view"},
    };

    private static final double BAR = 16;

    /** From where the focus travels to the first control of a sheet, and to the last. */
    private final Region beginning = edge();

    private final Region end = edge();

    /** What had the focus before, and gets it back. */
    private @Nullable Node before;

    Sheets() {
        getStyleClass().add("scrim");
        setVisible(false);
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        // What a control of the sheet leaves must not come to the accelerators or move the focus behind the sheet.
        addEventHandler(KeyEvent.ANY, KeyEvent::consume);
    }

    /**
     * Takes the key if a sheet is shown: Escape closes it, Tab goes round in it, its own controls get theirs, and nothing behind it
     * gets any.
     */
    boolean takes(KeyEvent event) {
        if (!isVisible()) {
            return false;
        }
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        } else if (event.getCode() == KeyCode.TAB) {
            goRound(event.isShiftDown());
            event.consume();
        } else if (controls().stream().noneMatch(Node::isFocused)) {
            event.consume();
        }
        return true;
    }

    private List<Node> controls() {
        return lookupAll(".sheet-control").stream()
                .filter(control -> !control.isDisabled() && isSeen(control))
                .toList();
    }

    private boolean isSeen(Node node) {
        for (Node now = node; now != null && now != this; now = now.getParent()) {
            if (!now.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void goRound(boolean back) {
        var controls = controls();
        int now = controls.indexOf(getScene().getFocusOwner());
        int next = now < 0 ? 0 : Math.floorMod(now + (back ? -1 : 1), controls.size());
        focusVisibly(controls.get(next), back);
    }

    /** Only a focus that has travelled is one that is drawn, so it goes there from what lies before. */
    private void focusVisibly(Node target, boolean back) {
        var direction = back ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT;
        var from = getScene().getFocusOwner();
        if (controls().contains(from)) {
            from.requestFocusTraversal(direction);
        }
        if (!target.isFocused()) {
            var edge = back ? end : beginning;
            edge.requestFocus();
            edge.requestFocusTraversal(direction);
        }
        if (!target.isFocused()) {
            target.requestFocus();
        }
    }

    private void show(Node sheet) {
        if (!isVisible()) {
            before = getScene().getFocusOwner();
        }
        getChildren().setAll(beginning, sheet, end);
        setVisible(true);
        controls().getFirst().requestFocus();
    }

    void close() {
        setVisible(false);
        getChildren().clear();
        if (before != null) {
            before.requestFocus();
            before = null;
        }
    }

    void showShortcuts() {
        var columns = new HBox(
                column(keys(Action.Group.LISTEN), keys(Action.Group.TEMPO), keys(Action.Group.FILE)),
                column(keys(Action.Group.LOOK), keys(Action.Group.NOTES), keys(Action.Group.HELP)),
                column(words(Words.of("sheet.mouse"), MOUSE), words(Words.of("sheet.keys"), ROLL_KEYS)));
        columns.getStyleClass().add("sheet-columns");
        // For the bar of a window too low for all lines: without it the ends of the longest would be under that.
        var room = new Region();
        room.setPrefWidth(BAR);
        var scroll = new ScrollPane(new HBox(columns, room));
        scroll.getStyleClass().add("sheet-control");
        scroll.setFitToWidth(true);
        show(sheet("shortcuts", Action.SHORTCUTS.text(), scroll));
    }

    private static VBox column(Node... groups) {
        var column = new VBox(groups);
        column.getStyleClass().add("sheet-column");
        column.setMinWidth(Region.USE_PREF_SIZE);
        return column;
    }

    private static GridPane words(String title, String[][] lines) {
        var grid = grid(title);
        for (int i = 0; i < lines.length; i++) {
            grid.addRow(i + 1, key(Words.of(lines[i][0])), new Label(Words.of(lines[i][1])));
        }
        return grid;
    }

    private static GridPane keys(Action.Group group) {
        var grid = grid(group.title());
        int row = 1;
        for (var action : Action.of(group)) {
            if (!action.chords().isEmpty()) {
                grid.addRow(row++, key(action.keysInWords()), new Label(action.text()));
            }
        }
        return grid;
    }

    /**
     * @param id    of the sheet
     * @param what  the choices; those of its controls that can be reached have the style {@code sheet-control}
     */
    void showForm(String id, String title, Node what) {
        show(sheet(id, title, what));
    }

    void showAbout(AboutView about) {
        show(sheet("about", Action.ABOUT.text(), about));
    }

    private static Region edge() {
        var edge = new Region();
        edge.setManaged(false);
        return edge;
    }

    private VBox sheet(String id, String title, Node content) {
        var heading = new Label(title);
        heading.getStyleClass().add("sheet-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var close = new Button("", new FontIcon(Feather.X));
        close.getStyleClass().addAll("flat", "button-icon", "sheet-control");
        close.setAccessibleText(Words.of("sheet.close"));
        Actions.hint(close, Words.of("sheet.close-hint"));
        close.setOnAction(_ -> close());
        var top = new HBox(heading, gap, close);
        top.getStyleClass().add("one-line");
        var box = new VBox(top, content);
        box.setId(id);
        box.getStyleClass().add("sheet");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return box;
    }

    private static GridPane grid(String title) {
        var grid = new GridPane();
        grid.getStyleClass().add("sheet-group");
        var heading = new Label(title);
        heading.getStyleClass().add("heading");
        grid.add(heading, 0, 0, 2, 1);
        return grid;
    }

    private static Label key(String words) {
        var label = new Label(words);
        label.getStyleClass().add("key");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
