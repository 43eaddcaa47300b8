package rollscope.ui.notes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableListBase;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SortEvent;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.roll.Selection;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.OneAPulse;
import rollscope.ui.text.Figures;

/**
 * Every note in a row of figures. The toolkit's table holds only the rows in sight, since at each layout it walks over all it
 * holds; a scroll bar beside it moves them through a million as fast as through ten. What is selected is the {@link NotesModel}'s
 * selection itself: the table keeps none of its own.
 */
public final class EventTable extends BorderPane {
    private static final double ROW = 26;

    private final NotesModel model;
    private final TableView<Integer> table = new TableView<>();
    private final ScrollBar bar = new ScrollBar();
    private final List<Row> rows = new ArrayList<>();
    /** The first row in sight, counted in the whole order, as are those below. */
    private int first;

    /** How many rows fit. */
    private int fitting = 1;

    /** The row that the keys stand on; -1 for none. */
    private int current = -1;

    /** Where a range begins that Shift extends. */
    private int anchor;

    /** Height of the headings. */
    private double headings;

    /** Pixels of the wheel that did not yet make a row. */
    private double turned;

    /**
     * Columns that the table does not have yet: it gets one a pulse when it is first shown, since to make all their cells at once
     * takes long enough to be felt.
     */
    private final Deque<TableColumn<Integer, ?>> waiting = new ArrayDeque<>();

    private final OneAPulse pulses = new OneAPulse();

    /** In the pulse before the first column: until then the roll above makes room. */
    private final StackPane content = new StackPane();

    /** While the selection comes from here, the table stays where it is. */
    private boolean choosing;

    /** Whether the rows are of a transcription that has not been seen yet. */
    private boolean fresh;

    /** Some of the notes of an order, boxed only when asked for. */
    private static final class Notes extends ObservableListBase<Integer> {
        private final EventOrder order;
        private final int from;
        private final int count;

        Notes(EventOrder order, int from, int count) {
            this.order = order;
            this.from = from;
            this.count = count;
        }

        @Override
        public Integer get(int row) {
            return order.note(from + Objects.checkIndex(row, count));
        }

        @Override
        public int size() {
            return count;
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
                    choose(first + getIndex(), event.isShiftDown(), event.isShortcutDown());
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
        table.setAccessibleText(Words.of("notes.table"));
        table.setFixedCellSize(ROW);
        table.setSelectionModel(null);
        table.setRowFactory(_ -> new Row());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var placeholder = new Label(Words.of("notes.table-empty"));
        placeholder.setWrapText(true);
        table.setPlaceholder(placeholder);
        add("#", 72, EventOrder.Column.NUMBER, (_, note) -> Figures.count(note + 1L));
        add(
                Words.of("notes.start"),
                104,
                EventOrder.Column.START,
                (all, note) -> NoteWords.seconds(all.notes().start(note)));
        add(
                Words.of("notes.end"),
                104,
                EventOrder.Column.END,
                (all, note) -> NoteWords.seconds(all.notes().end(note)));
        add(
                Words.of("notes.length"),
                96,
                EventOrder.Column.LENGTH,
                (all, note) ->
                        NoteWords.length(all.notes().end(note) - all.notes().start(note)));
        add(
                Words.of("notes.pitch"),
                104,
                EventOrder.Column.PITCH,
                (all, note) -> NoteWords.pitch(
                        all.notes().pitch(note), model.namingProperty().getValue()));
        add(
                Words.of("notes.velocity"),
                80,
                EventOrder.Column.VELOCITY,
                (all, note) -> Integer.toString(all.notes().velocity(note)));
        add(Words.of("notes.instrument"), 200, EventOrder.Column.INSTRUMENT, (all, note) -> all.instruments()
                .get(all.notes().instrument(note))
                .name());
        // Consumed, so that the table does not sort the rows itself.
        table.addEventHandler(SortEvent.sortEvent(), event -> {
            model.sort(keys());
            event.consume();
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        table.addEventFilter(ScrollEvent.SCROLL, this::turned);
        table.heightProperty().subscribe((_, _) -> fit());
        table.skinProperty().subscribe(_ -> {
            if (table.lookup(".column-header-background") instanceof Region header) {
                header.heightProperty().subscribe((_, now) -> {
                    headings = now.doubleValue();
                    fit();
                });
            }
        });
        sceneProperty().subscribe(scene -> {
            pulses.stop();
            if (scene != null) {
                if (getCenter() == null) {
                    pulses.later(() -> setCenter(content));
                }
                waiting.forEach(_ -> pulses.later(() -> table.getColumns().add(waiting.remove())));
            }
        });
        bar.setId("events-bar");
        bar.setOrientation(Orientation.VERTICAL);
        bar.setUnitIncrement(1);
        bar.valueProperty().subscribe((_, now) -> {
            int row = (int) Math.rint(now.doubleValue());
            if (row != first) {
                first = row;
                fill();
            }
        });

        var progress = new ProgressBar();
        progress.setAccessibleText(Words.of("notes.sorting"));
        progress.getStyleClass().add("sorting");
        progress.visibleProperty().bind(model.sortingProperty());
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setMouseTransparent(true);
        StackPane.setAlignment(progress, javafx.geometry.Pos.TOP_CENTER);
        content.getChildren().setAll(new BorderPane(table, null, bar, null, null), progress);

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
        waiting.add(made);
    }

    /** Makes all columns at once. */
    void complete() {
        pulses.stop();
        setCenter(content);
        table.getColumns().addAll(waiting);
        waiting.clear();
    }

    private List<EventOrder.Key> keys() {
        return table.getSortOrder().stream()
                .map(column -> new EventOrder.Key(
                        (EventOrder.Column) column.getUserData(),
                        column.getSortType() == TableColumn.SortType.DESCENDING))
                .toList();
    }

    private void take(EventOrder order) {
        anchor = 0;
        current = -1;
        if (fresh) {
            fresh = false;
            first = 0;
        }
        selected(model.selectionProperty().get());
        fill();
    }

    private void selected(Selection now) {
        for (var row : rows) {
            row.updateSelected(false);
        }
        var order = model.orderProperty().get();
        if (!choosing && !now.isEmpty() && now.first() < order.size()) {
            anchor = order.row(now.first());
            current = anchor;
            reveal(anchor);
        }
    }

    /** As many rows as the height has room for. */
    private void fit() {
        double room = table.getHeight() - headings - table.snappedTopInset() - table.snappedBottomInset();
        int now = Math.max(1, (int) (room / ROW));
        if (now != fitting) {
            fitting = now;
            fill();
        }
    }

    /** Scrolls as little as brings a row into sight, with a neighbour before and after it. */
    private void reveal(int row) {
        int air = fitting > 4 ? 1 : 0;
        int wanted = first;
        if (row < first + air) {
            wanted = row - air;
        } else if (row > first + fitting - 1 - air) {
            wanted = row - fitting + 1 + air;
        }
        scrollTo(wanted);
    }

    private void scrollTo(int row) {
        int before = first;
        first = within(row);
        if (first != before) {
            fill();
        } else {
            focus();
        }
    }

    private int within(int row) {
        return Math.clamp(row, 0, Math.max(0, model.orderProperty().get().size() - fitting));
    }

    /** Puts the notes of the rows in sight into the table. */
    private void fill() {
        var order = model.orderProperty().get();
        first = within(first);
        int count = Math.min(fitting, order.size() - first);
        int hidden = order.size() - count;
        bar.setMax(hidden);
        bar.setVisibleAmount(order.size() == 0 ? 0 : (double) hidden * count / order.size());
        bar.setBlockIncrement(Math.max(1, count - 1));
        bar.setValue(first);
        bar.setVisible(hidden > 0);
        bar.setManaged(hidden > 0);
        table.setItems(count == 0 ? FXCollections.emptyObservableList() : new Notes(order, first, count));
        table.setAccessibleText(
                count == 0
                        ? Words.of("notes.table")
                        : Words.of(
                                "notes.table-part",
                                Figures.count(first + 1L),
                                Figures.count((long) first + count),
                                Figures.count(order.size())));
        focus();
    }

    /** Shows where the keys stand, if that is in sight. */
    private void focus() {
        int row = current - first;
        table.getFocusModel()
                .focus(current >= 0 && row >= 0 && row < table.getItems().size() ? row : -1);
    }

    private void turned(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isShortcutDown()) {
            turned -= event.getDeltaY();
            int whole = (int) (turned / ROW);
            turned -= whole * ROW;
            scrollTo(first + whole);
            event.consume();
        }
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
            current = row;
            reveal(row);
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
        int now = Math.max(0, current);
        int page = Math.max(1, fitting - 1);
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
        event.consume();
    }
}
