package rollscope.ui.connect;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.library.JobState;
import rollscope.ui.text.Figures;

/** The stems of a separation, all of them first; as tall as its rows. */
final class StemTable extends StackPane {
    private static final double ROW = 34;
    private static final double HEADER = 33;

    private final ConnectModel model;
    private final TableView<StemRow> table;
    /** Set while the table follows the model, so that it does not talk back. */
    private boolean following;

    StemTable(ConnectModel model) {
        this.model = model;
        getStyleClass().addAll("card", "stems");
        table = new TableView<>(model.stems());
        table.setId("track-list");
        table.setAccessibleText(Words.of("connect.stems"));
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.prefHeightProperty()
                .bind(Bindings.max(1, Bindings.size(model.stems()))
                        .multiply(ROW)
                        .add(HEADER + 2));
        table.minHeightProperty().bind(table.prefHeightProperty());
        table.getColumns().add(column("", 34, this::radio));
        table.getColumns().add(column(Words.of("connect.stem"), 340, StemTable::name));
        table.getColumns().add(column(Words.of("connect.length"), 90, row -> text(row.length(), "tabular")));
        table.getColumns().add(column(Words.of("connect.transcription"), 300, this::transcription));
        table.setPlaceholder(placeholder());
        getChildren().add(table);

        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !following) {
                model.chooseStem(row);
            }
        });
        model.chosenProperty().subscribe(chosen -> {
            following = true;
            chosen.ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::clearSelection);
            following = false;
        });
    }

    private Node placeholder() {
        var label = new Label();
        label.getStyleClass().add("secondary-text");
        Runnable words = () -> label.setText(
                model.loadingProperty().get()
                        ? Words.of("connect.asking-for-stems")
                        : model.offerProperty().get().isDemo()
                                ? Words.of("connect.demo-stems")
                                : Words.of("connect.no-stems-yet"));
        model.loadingProperty().subscribe(_ -> words.run());
        model.offerProperty().subscribe(_ -> words.run());
        return label;
    }

    private TableColumn<StemRow, StemRow> column(String title, double width, Function<StemRow, Node> content) {
        var column = new TableColumn<StemRow, StemRow>(title);
        column.setPrefWidth(width);
        if (width < 100) {
            column.setMinWidth(width);
            column.setMaxWidth(width);
        }
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {
            {
                setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            }

            @Override
            protected void updateItem(@Nullable StemRow row, boolean empty) {
                super.updateItem(row, empty);
                if (empty || row == null) {
                    setGraphic(null);
                    setText(null);
                } else {
                    setGraphic(content.apply(row));
                    setText(row.name()); // for screen readers
                }
            }
        });
        return column;
    }

    private Node radio(StemRow row) {
        var radio = new RadioButton();
        radio.setMouseTransparent(true);
        radio.setFocusTraversable(false);
        radio.setSelected(model.chosenProperty().get().filter(row::equals).isPresent());
        radio.selectedProperty().bind(model.chosenProperty().map(chosen -> chosen.filter(now -> now.isOf(row.request()))
                .isPresent()));
        return radio;
    }

    private static Node name(StemRow row) {
        var name = text(row.name(), "stem-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        if (row.stem().isEmpty()) {
            name.getStyleClass().add("strong");
        }
        var line = new HBox(name, text(row.remark(), "secondary-text"));
        line.getStyleClass().add("row");
        return line;
    }

    private static Label text(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }

    private Node transcription(StemRow row) {
        return switch (row.entry().map(entry -> entry.state()).orElse(null)) {
            case null -> text("—", "secondary-text");
            case JobState.Ready ready -> {
                var open = new Hyperlink(Words.of("connect.open"));
                open.setOnAction(_ -> {
                    model.chooseStem(row);
                    model.transcribe();
                });
                var label = text(
                        Words.of("connect.in-library")
                                + " · "
                                + Words.of("connect.notes", ready.notes(), Figures.count(ready.notes()))
                                + " · ",
                        "good");
                var line = new HBox(label, open);
                line.getStyleClass().add("one-line");
                yield line;
            }
            case JobState.Empty _ ->
                text(
                        row.stem().isEmpty()
                                ? Words.of("connect.empty-try-stems")
                                : Words.of("connect.empty-nothing-heard"),
                        "doubt");
            case JobState.Queued queued ->
                text(
                        queued.trouble().isPresent()
                                ? Words.of("connect.in-queue-held-up")
                                : Words.of("connect.in-queue"),
                        "secondary-text");
            case JobState.Submitting _, JobState.Transcribing _ -> {
                var label = text(Words.of("connect.under-way"), "secondary-text");
                label.setGraphic(new FontIcon(Feather.CLOCK));
                yield label;
            }
            case JobState.Failed _ -> text(Words.of("connect.failed"), "bad");
            case JobState.Expired _ -> text(Words.of("connect.gone"), "doubt");
            case JobState.Unknown _ -> text(Words.of("connect.answer-lost"), "doubt");
        };
    }
}
