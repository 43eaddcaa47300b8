package rollscope.ui.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableListBase;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SortEvent;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import rollscope.roll.Selection;
import rollscope.transcription.Transcription;
import rollscope.ui.text.Figures;

/**
 * Every note in a row of figures. The rows are a view of the table's columns, so that a million of them cost nothing until they
 * come into sight, and what is selected is the {@link NotesModel}'s selection itself: the table keeps none of its own.
 */
public final class EventTable extends BorderPane {
    private static final double ROW = 26;

    private final NotesModel model;
    private final TableView<Integer> table = new TableView<>();
    private final List<Row> rows = new ArrayList<>();
    /** Where a range begins that Shift extends, as a row. */
    private int anchor;
    /** While the selection comes from here, the table stays where it is. */
    private boolean choosing;

    /** Whether the rows are of a transcription that has not been seen yet. */
    private boolean fresh;

    /** The notes of an order, boxed only when asked for. */
    private static final class Notes extends ObservableListBase<Integer> {
        private final EventOrder order;

        Notes(EventOrder order) {
            this.order = order;
        }

        @Override
        public Integer get(int row) {
            return order.note(row);
        }

        @Override
        public int size() {
            return order.size();
        }

        @Override
        public int indexOf(@Nullable Object note) {
            return note instanceof Integer number && number >= 0 && number < order.size() ? order.row(number) : -1;
        }
    }

    /** A row that shows what the model has selected. */
    private final class Row extends TableRow<Integer> {
        Row() {
            rows.add(this);
            // The cells would select in a model of the table's own.
            addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
                if (!isEmpty() && event.getButton() == MouseButton.PRIMARY) {
                    table.requestFocus();
                    choose(getIndex(), event.isShiftDown(), event.isShortcutDown());
                    event.consume();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Integer note, boolean empty) {
            super.updateItem(note, empty);
            updateSelected(false);
        }

        @Override
        public void updateSelected(boolean ignored) {
            var note = getItem();
            super.updateSelected(!isEmpty()
                    && note != null
                    && model.selectionProperty().get().contains(note));
        }
    }

    public EventTable(NotesModel model) {
        this.model = model;
        setId("event-table");
        getStyleClass().add("event-table");
        setMinHeight(96);
        setPrefHeight(240);

        table.setId("events");
        table.setAccessibleText("Notes");
        table.setFixedCellSize(ROW);
        table.setSelectionModel(null);
        table.setRowFactory(_ -> new Row());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label("There are no notes to list."));
        add("#", 72, EventOrder.Column.NUMBER, (_, note) -> Figures.count(note + 1L));
        add(
                "Start",
                104,
                EventOrder.Column.START,
                (all, note) -> NoteWords.seconds(all.notes().start(note)));
        add(
                "End",
                104,
                EventOrder.Column.END,
                (all, note) -> NoteWords.seconds(all.notes().end(note)));
        add(
                "Length",
                96,
                EventOrder.Column.LENGTH,
                (all, note) ->
                        NoteWords.length(all.notes().end(note) - all.notes().start(note)));
        add(
                "Pitch",
                104,
                EventOrder.Column.PITCH,
                (all, note) -> NoteWords.pitch(
                        all.notes().pitch(note), model.namingProperty().getValue()));
        add(
                "Velocity",
                80,
                EventOrder.Column.VELOCITY,
                (all, note) -> Integer.toString(all.notes().velocity(note)));
        add("Instrument", 200, EventOrder.Column.INSTRUMENT, (all, note) -> all.instruments()
                .get(all.notes().instrument(note))
                .name());
        // Consumed, so that the table does not sort the rows itself.
        table.addEventHandler(SortEvent.sortEvent(), event -> {
            model.sort(keys());
            event.consume();
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);

        var progress = new ProgressBar();
        progress.setAccessibleText("Sorting");
        progress.getStyleClass().add("sorting");
        progress.visibleProperty().bind(model.sortingProperty());
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setMouseTransparent(true);
        StackPane.setAlignment(progress, javafx.geometry.Pos.TOP_CENTER);
        setCenter(new StackPane(table, progress));

        model.shownProperty().subscribe(_ -> fresh = true);
        model.orderProperty().subscribe(this::take);
        model.namingProperty().subscribe((_, _) -> table.refresh());
        model.selectionProperty().subscribe(this::selected);
    }

    private void add(
            String title, double width, EventOrder.Column column, BiFunction<Transcription, Integer, String> words) {
        var made = new TableColumn<Integer, String>(title);
        made.setUserData(column);
        made.setPrefWidth(width);
        made.setMinWidth(48);
        boolean figures = column != EventOrder.Column.INSTRUMENT;
        if (figures) {
            made.getStyleClass().add("figures");
        }
        made.setCellValueFactory(row -> new ReadOnlyStringWrapper(model.shownProperty()
                .get()
                .filter(all -> row.getValue() < all.notes().size())
                .map(all -> words.apply(all, row.getValue()))
                .orElse("")));
        table.getColumns().add(made);
    }

    private List<EventOrder.Key> keys() {
        return table.getSortOrder().stream()
                .map(column -> new EventOrder.Key(
                        (EventOrder.Column) column.getUserData(),
                        column.getSortType() == TableColumn.SortType.DESCENDING))
                .toList();
    }

    private void take(EventOrder order) {
        table.setItems(order.size() == 0 ? FXCollections.emptyObservableList() : new Notes(order));
        anchor = 0;
        selected(model.selectionProperty().get());
        if (fresh) {
            fresh = false;
            table.scrollTo(0);
        }
    }

    private void selected(Selection now) {
        for (var row : rows) {
            row.updateSelected(false);
        }
        if (!choosing
                && !now.isEmpty()
                && now.first() < model.orderProperty().get().size()) {
            anchor = model.orderProperty().get().row(now.first());
            focus(anchor);
        }
    }

    private void focus(int row) {
        table.getFocusModel().focus(row);
        table.scrollTo(Math.max(0, row - 2));
    }

    /** Selects a row: alone, up to it from the anchor, or it as well. */
    private void choose(int row, boolean range, boolean also) {
        var order = model.orderProperty().get();
        int note = order.note(row);
        var before = model.selectionProperty().get();
        Selection wanted;
        if (range) {
            var between = Selection.of(order.between(anchor, row));
            wanted = also ? before.and(between) : between;
        } else {
            wanted = also ? before.toggled(note) : Selection.of(note);
            anchor = row;
        }
        choosing = true;
        try {
            table.getFocusModel().focus(row);
            model.choose(wanted, note);
        } finally {
            choosing = false;
        }
    }

    private void pressed(KeyEvent event) {
        int last = model.orderProperty().get().size() - 1;
        if (last < 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int now = Math.max(0, table.getFocusModel().getFocusedIndex());
        int page = Math.max(1, (int) (table.getHeight() / ROW) - 2);
        int wanted =
                switch (event.getCode()) {
                    case UP -> now - 1;
                    case DOWN -> now + 1;
                    case PAGE_UP -> now - page;
                    case PAGE_DOWN -> now + page;
                    case HOME -> 0;
                    case END -> last;
                    default -> Integer.MIN_VALUE;
                };
        if (wanted == Integer.MIN_VALUE) {
            return;
        }
        int row = Math.clamp(wanted, 0, last);
        choose(row, event.isShiftDown(), false);
        table.scrollTo(Math.max(0, row - 2));
        event.consume();
    }
}
