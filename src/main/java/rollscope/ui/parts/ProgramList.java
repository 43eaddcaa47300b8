package rollscope.ui.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.midi.GeneralMidi;

/** The 128 programs of General MIDI in their families, to be filtered by words. What is selected is chosen. */
final class ProgramList extends VBox {
    private static final double ROW = 26;

    private sealed interface Row {
        record Family(String name) implements Row {}

        record Program(int number) implements Row {}
    }

    private final TextField search = new TextField();
    private final ListView<Row> list = new ListView<>();
    private final Runnable hear;
    private int chosen = -1;
    private OptionalInt delivered = OptionalInt.empty();
    private boolean guessed;
    /** Whether what is selected follows from what was chosen, not the other way round. */
    private boolean telling;

    /**
     * @param choose takes a program, 0 to 127
     * @param hear   sounds the chosen one once more
     */
    ProgramList(IntConsumer choose, Runnable hear) {
        super(8);
        this.hear = hear;
        search.setId("program-search");
        search.getStyleClass().add("sheet-control");
        search.setPromptText(Words.of("parts.search"));
        search.setAccessibleText(Words.of("parts.search-sounds"));
        search.textProperty().subscribe((_, _) -> fill());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        list.setId("program-list");
        list.getStyleClass().add("sheet-control");
        list.setAccessibleText(Words.of("parts.sounds"));
        list.setFixedCellSize(ROW);
        list.setPrefSize(440, 12 * ROW);
        list.setMinHeight(4 * ROW);
        list.setPlaceholder(nothing());
        list.setCellFactory(_ -> new RowCell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        list.getSelectionModel().selectedItemProperty().subscribe((_, row) -> {
            if (!telling && row instanceof Row.Program(int number)) {
                chosen = number;
                choose.accept(number);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(search, list);
        fill();
    }

    private static Label nothing() {
        var label = new Label(Words.of("parts.no-sounds"));
        label.getStyleClass().add("secondary-text");
        return label;
    }

    /**
     * @param now       the program that is chosen
     * @param came      the one that was delivered, if the instrument was no kit
     * @param wasGuess  whether that was a guess
     */
    void show(int now, OptionalInt came, boolean wasGuess) {
        boolean other = now != chosen;
        chosen = now;
        delivered = came;
        guessed = wasGuess;
        if (other) {
            select(true);
        }
        list.refresh();
    }

    /** Puts the focus where typing searches and arrows choose. */
    void focus() {
        list.requestFocus();
        reveal();
    }

    private void fill() {
        var rows = new ArrayList<Row>();
        String family = "";
        for (int program : GeneralMidi.programsMatching(search.getText())) {
            if (!GeneralMidi.family(program).equals(family)) {
                family = GeneralMidi.family(program);
                rows.add(new Row.Family(family));
            }
            rows.add(new Row.Program(program));
        }
        telling = true;
        list.getItems().setAll(rows);
        telling = false;
        select(true);
        if (list.getSelectionModel().isEmpty()) {
            list.scrollTo(0);
        }
    }

    private void select(boolean reveal) {
        telling = true;
        int row = list.getItems().indexOf(new Row.Program(chosen));
        if (row >= 0) {
            list.getSelectionModel().clearAndSelect(row);
        } else {
            list.getSelectionModel().clearSelection();
        }
        telling = false;
        if (reveal) {
            reveal();
        }
    }

    private void reveal() {
        int row = list.getSelectionModel().getSelectedIndex();
        if (row >= 0) {
            // With what stands around it, so that the family is seen.
            list.scrollTo(Math.max(0, row - 4));
        }
    }

    /** Arrows go from sound to sound, over the names of families, from the field of text too. */
    private void walk(KeyEvent event) {
        int step =
                switch (event.getCode()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    default -> 0;
                };
        if (step != 0 && !event.isAltDown() && !event.isShortcutDown()) {
            step(step);
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER || (event.getCode() == KeyCode.SPACE && list.isFocused())) {
            if (list.getSelectionModel().isEmpty()) {
                step(1);
            } else {
                hear.run();
            }
            event.consume();
        }
    }

    private void step(int step) {
        List<Row> rows = list.getItems();
        int at = list.getSelectionModel().getSelectedIndex();
        for (at += step; at >= 0 && at < rows.size(); at += step) {
            if (rows.get(at) instanceof Row.Program) {
                list.getSelectionModel().clearAndSelect(at);
                list.getFocusModel().focus(at);
                int row = at;
                boolean seen = list.lookupAll(".list-cell").stream()
                        .anyMatch(cell -> cell instanceof RowCell shown
                                && shown.getIndex() == row
                                && shown.getBoundsInParent().getMinY() >= 0
                                && shown.getBoundsInParent().getMaxY() <= list.getHeight() - ROW / 2);
                if (!seen) {
                    list.scrollTo(step < 0 ? Math.max(0, at - 1) : Math.max(0, at - 9));
                }
                return;
            }
        }
    }

    private final class RowCell extends ListCell<Row> {
        private static final PseudoClass FAMILY = PseudoClass.getPseudoClass("family");

        private final Label family = new Label();
        private final Label number = new Label();
        private final Label name = new Label();
        private final Label tag = new Label();
        private final HBox program;

        RowCell() {
            family.getStyleClass().add("family-name");
            number.getStyleClass().add("number");
            tag.getStyleClass().add("tag");
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            tag.setMinWidth(Region.USE_PREF_SIZE);
            program = new HBox(number, name, gap, tag);
            program.getStyleClass().add("row");
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            boolean isFamily = !empty && row instanceof Row.Family;
            pseudoClassStateChanged(FAMILY, isFamily);
            setMouseTransparent(isFamily);
            if (empty || row == null) {
                setGraphic(null);
                setText(null);
                return;
            }
            switch (row) {
                case Row.Family(String title) -> {
                    family.setText(title);
                    setText(title);
                    setGraphic(family);
                }
                case Row.Program(int wanted) -> {
                    number.setText(Integer.toString(wanted + 1));
                    name.setText(GeneralMidi.programName(wanted));
                    boolean came = delivered.isPresent() && delivered.getAsInt() == wanted;
                    tag.setText(came ? Words.of(guessed ? "parts.guessed-tag" : "parts.delivered-tag") : "");
                    setText(
                            came
                                    ? Words.of("parts.with-tag", GeneralMidi.programName(wanted), tag.getText())
                                    : GeneralMidi.programName(wanted));
                    setGraphic(program);
                }
            }
        }
    }
}
