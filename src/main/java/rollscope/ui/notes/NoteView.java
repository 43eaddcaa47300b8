package rollscope.ui.notes;

import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;

/** The inspector: exact values of the selected note, or a summary of several. */
public final class NoteView extends VBox {
    /** The least room for what stands at the left. */
    private static final double NAMES = 104;

    private final Label handle = new Label(Words.of("notes.drag"), new FontIcon(Feather.MOVE));

    public NoteView(NotesModel model, Actions actions) {
        setId("note");
        getStyleClass().add("note");
        var heading = new Label(Words.of("notes.heading"));
        heading.getStyleClass().add("heading");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var count = new Label();
        count.setId("selected");
        count.getStyleClass().add("heading");
        var top = new HBox(heading, gap, count);

        var hint = new Label(Words.of("notes.hint", Action.NEXT_NOTE.keysInWords()));
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().add("secondary-text");

        var facts = new GridPane();
        facts.setId("facts");
        facts.getStyleClass().add("facts");
        var names = new ColumnConstraints(NAMES, Region.USE_COMPUTED_SIZE, Region.USE_COMPUTED_SIZE);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().addAll(names, values);

        handle.setId("drag-selection");
        handle.getStyleClass().add("drag-handle");
        handle.setCursor(Cursor.OPEN_HAND);
        Actions.hint(handle, Words.of("notes.drag-hint"));
        // Their words are in the tooltips: three buttons with words are wider than the panel.
        var buttons = new HBox(actions.iconButton(Action.HEAR), actions.iconButton(Action.COPY), handle);
        buttons.getStyleClass().add("row");
        getChildren().addAll(top, hint, facts, buttons);

        model.saidProperty().subscribe(said -> {
            boolean some = !said.facts().isEmpty();
            count.setText(some ? said.heading() : "");
            show(hint, !some);
            show(facts, some);
            show(buttons, some);
            facts.getChildren().clear();
            for (int row = 0; row < said.facts().size(); row++) {
                var fact = said.facts().get(row);
                var name = new Label(fact.name());
                name.getStyleClass().add("secondary-text");
                var value = new Label(fact.value());
                value.setWrapText(true);
                value.setMinHeight(Region.USE_PREF_SIZE);
                // A reader of the screen that stands on the value hears what it is the value of.
                value.setAccessibleText(Words.of("notes.fact", fact.name(), fact.value()));
                facts.addRow(row, name, value);
            }
        });
    }

    /** What the selected notes are dragged out by. */
    public Node handle() {
        return handle;
    }

    private static void show(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
