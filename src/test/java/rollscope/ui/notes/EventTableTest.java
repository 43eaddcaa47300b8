package rollscope.ui.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.roll.Selection;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

@ExtendWith(FxThread.class)
class EventTableTest {
    private static final int SIZE = 300;

    private final List<Integer> revealed = new ArrayList<>();
    private final SimpleObjectProperty<OctaveNaming> naming = new SimpleObjectProperty<>(OctaveNaming.C4);
    private final NotesModel model =
            new NotesModel(new Background(Runnable::run, Runnable::run), naming, _ -> {}, revealed::add, _ -> {});
    private Stage stage;
    private TableView<Integer> table;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void open() {
        var events = new EventTable(model);
        events.complete();
        stage = new Stage();
        stage.setScene(new Scene(events, 800, 300));
        stage.show();
        table = (TableView<Integer>) events.lookup("#events");
        model.show(song(SIZE));
        layout();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRowHoldsTheExactValues() {
        assertThat(words(0)).containsExactly("1", "0.0000 s", "0.2500 s", "250.0 ms", "C4 · 60", "1", "Drums");
        naming.set(OctaveNaming.C5);
        layout();
        assertThat(words(0)).contains("C5 · 60");
    }

    @Test
    void clicksSelectInTheRoll() {
        click(2, false, false);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(2));
        click(5, true, false);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(2, 3, 4, 5));
        click(3, false, true);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(2, 4, 5));
        assertThat(revealed).containsExactly(2, 5, 3);
        assertThat(selectedNotes()).containsExactly(2, 4, 5);
    }

    @Test
    void whatIsSelectedInTheRollIsScrolledTo() {
        model.selectionProperty().set(Selection.of(250, 251));
        layout();
        assertThat(selectedNotes()).containsExactly(250, 251);
        assertThat(focusedNote()).isEqualTo(250);
        model.clear();
        assertThat(selectedNotes()).isEmpty();
    }

    @Test
    void keysWalkAndExtend() {
        click(0, false, false);
        press(KeyCode.DOWN, false);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(1));
        press(KeyCode.DOWN, true);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(1, 2));
        press(KeyCode.END, false);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(SIZE - 1));
        assertThat(focusedNote()).isEqualTo(SIZE - 1);
        assertThat(selectedNotes()).as("the last row is drawn").containsExactly(SIZE - 1);
        assertThat(words(rows().size() - 1)).startsWith("300", "149.5000 s");
        assertThat(bottomOfLastRow()).isLessThanOrEqualTo(table.getHeight());
        press(KeyCode.DOWN, false);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(SIZE - 1));
        press(KeyCode.HOME, false);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(0));
    }

    @Test
    void theWheelAndTheBarScrollThroughAllOfThem() {
        var bar = (ScrollBar) stage.getScene().lookup("#events-bar");
        int fitting = table.getItems().size();
        assertThat(fitting).isBetween(5, 12);
        assertThat(bar.getMax()).isEqualTo(SIZE - fitting);
        bar.setValue(100.4);
        layout();
        assertThat(table.getItems().getFirst()).isEqualTo(100);
        assertThat(words(0)).startsWith("101");
        wheel(-26 * 3);
        assertThat(table.getItems().getFirst()).isEqualTo(103);
        wheel(-13);
        wheel(-13);
        assertThat(table.getItems().getFirst()).isEqualTo(104);
        wheel(26 * 500);
        assertThat(table.getItems().getFirst()).isEqualTo(0);
        wheel(-26 * 500);
        assertThat(table.getItems().getLast()).isEqualTo(SIZE - 1);
        assertThat(bar.getValue()).isEqualTo(SIZE - fitting);
    }

    private void wheel(double delta) {
        var none = ScrollEvent.HorizontalTextScrollUnits.NONE;
        table.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL,
                100,
                100,
                100,
                100,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                delta,
                0,
                delta,
                none,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null));
        layout();
    }

    @Test
    void aTallerTableHoldsMoreRows() {
        press(KeyCode.END, false);
        ((Region) stage.getScene().getRoot()).resize(800, 600);
        layout();
        layout();
        assertThat(table.getItems()).hasSizeGreaterThan(15).endsWith(SIZE - 1);
        assertThat(bottomOfLastRow()).isLessThanOrEqualTo(table.getHeight());
    }

    @Test
    void aColumnSortsAndTheSelectionStaysWithItsNotes() {
        model.selectionProperty().set(Selection.of(7));
        sortBy("Start", TableColumn.SortType.DESCENDING);
        layout();
        assertThat(table.getItems()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(selectedNotes()).as("it is scrolled to").containsExactly(7);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(7));

        clickNote(6, true, false);
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(6, 7));
    }

    @Test
    void theOrderIsKeptForTheNextTranscription() {
        sortBy("#", TableColumn.SortType.DESCENDING);
        model.show(song(40));
        layout();
        assertThat(table.getItems().getFirst()).isEqualTo(39);
        assertThat(((ScrollBar) stage.getScene().lookup("#events-bar")).getMax())
                .isEqualTo(40 - table.getItems().size());
    }

    private void sortBy(String title, TableColumn.SortType type) {
        var column = table.getColumns().stream()
                .filter(one -> one.getText().equals(title))
                .findFirst()
                .orElseThrow();
        column.setSortType(type);
        table.getSortOrder().add(column);
    }

    private void layout() {
        // Rows that scroll into sight are made in one pass and filled in the next.
        for (int pass = 0; pass < 3; pass++) {
            table.requestLayout();
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        }
    }

    private List<TableRow<?>> rows() {
        return table.lookupAll(".table-row-cell").stream()
                .<TableRow<?>>map(node -> (TableRow<?>) node)
                .filter(row -> row.isVisible() && !row.isEmpty())
                .toList();
    }

    private TableRow<?> row(int index) {
        return rows().stream()
                .filter(row -> row.getIndex() == index)
                .findFirst()
                .orElseThrow();
    }

    private List<String> words(int row) {
        return row(row).lookupAll(".table-cell").stream()
                .map(cell -> ((IndexedCell<?>) cell).getText())
                .toList();
    }

    private List<Integer> selectedNotes() {
        return rows().stream()
                .filter(TableRow::isSelected)
                .map(row -> (Integer) row.getItem())
                .sorted()
                .toList();
    }

    private int focusedNote() {
        return table.getItems().get(table.getFocusModel().getFocusedIndex());
    }

    private double bottomOfLastRow() {
        return rows().stream()
                .mapToDouble(row -> table.sceneToLocal(row.localToScene(row.getLayoutBounds()))
                        .getMaxY())
                .max()
                .orElseThrow();
    }

    private void clickNote(int note, boolean shift, boolean control) {
        click(table.getItems().indexOf(note), shift, control);
    }

    private void click(int index, boolean shift, boolean control) {
        layout();
        var row = row(index);
        var at = row.localToScene(new Point2D(30, 10));
        for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED)) {
            var event = new MouseEvent(
                    type,
                    30,
                    10,
                    at.getX(),
                    at.getY(),
                    MouseButton.PRIMARY,
                    1,
                    shift,
                    control,
                    false,
                    false,
                    true,
                    false,
                    false,
                    false,
                    false,
                    true,
                    new PickResult(row, at.getX(), at.getY()));
            row.lookup(".table-cell").fireEvent(event);
        }
        layout();
    }

    private void press(KeyCode code, boolean shift) {
        table.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
        layout();
    }

    private static Transcription song(int size) {
        var notes = NoteTable.builder(size);
        IntStream.range(0, size).forEach(i -> notes.add(i * 0.5, i * 0.5 + 0.25, 60, 1 + i % 127, 0));
        var table = notes.build();
        return new Transcription(
                "song", "Song", table.end(), List.of(new Instrument(0, "Drums", 0, true, true)), table, List.of());
    }
}
