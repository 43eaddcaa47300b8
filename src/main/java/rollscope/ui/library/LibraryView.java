package rollscope.ui.library;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.library.Entry;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.text.Notice.Tone;

/** The panel at the left: a new transcription, what there is, and the demo song that is always there. */
public final class LibraryView extends BorderPane implements AutoCloseable {
    public static final double WIDTH = 236;

    private final ListView<Entry> list;
    private final Timeline tick;

    /**
     * @param demo shows the demo song's stems
     */
    public LibraryView(LibraryModel model, Actions actions, Runnable demo) {
        getStyleClass().addAll("side-panel", "library");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);

        var fresh = new Button(Action.NEW.text(), new FontIcon(Feather.PLUS));
        actions.wire(fresh, Action.NEW);
        fresh.setId("new-transcription");
        fresh.getStyleClass().add("accent");
        fresh.setMaxWidth(Double.MAX_VALUE);

        var heading = new Label("Library");
        heading.getStyleClass().add("heading");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var count = new Label();
        count.getStyleClass().add("heading");
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Integer.toString(model.entries().size()), model.entries()));
        var top = new VBox(fresh, new HBox(heading, gap, count));
        top.getStyleClass().add("library-top");
        setTop(top);

        list = new ListView<>(model.entries());
        list.setId("library-list");
        list.setAccessibleText("Library");
        list.setCellFactory(_ -> new EntryCell(model));
        list.setOnKeyPressed(event -> {
            var chosen = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                model.choose(chosen);
                event.consume();
            }
        });
        list.setPlaceholder(empty());
        setCenter(list);
        setBottom(demoRow(demo));

        model.currentProperty().subscribe(_ -> select(model));
        model.entries().subscribe(() -> select(model));

        tick = new Timeline(new KeyFrame(Duration.seconds(1), _ -> {
            if (model.entries().stream().anyMatch(entry -> StateLine.ticks(entry.state()))) {
                list.refresh();
            }
        }));
        tick.setCycleCount(Animation.INDEFINITE);
        tick.play();
    }

    private void select(LibraryModel model) {
        var selection = list.getSelectionModel();
        model.currentProperty()
                .get()
                .flatMap(id -> model.entries().stream()
                        .filter(entry -> entry.id().equals(id))
                        .findFirst())
                .ifPresentOrElse(selection::select, selection::clearSelection);
    }

    private static VBox empty() {
        var icon = new FontIcon(Feather.MUSIC);
        icon.getStyleClass().add("empty-icon");
        var title = new Label("Nothing here yet");
        title.getStyleClass().add("strong");
        var text =
                new Label("What you transcribe stays here. Begin with New transcription, or with the demo song below.");
        text.getStyleClass().add("secondary");
        text.setWrapText(true);
        var box = new VBox(icon, title, text);
        box.getStyleClass().add("empty-state");
        return box;
    }

    private static Button demoRow(Runnable demo) {
        var title = new Label("Demo song");
        title.getStyleClass().add("strong");
        var line = new Label("Always here · no key, no network");
        line.getStyleClass().add("secondary");
        var button = new Button("", new VBox(title, line));
        button.setId("demo-song");
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().addAll("flat", "demo-row");
        button.setAccessibleText("Demo song: always here, no key and no network needed");
        button.setTooltip(Actions.tooltip("Try the whole way with the built-in demo song"));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(_ -> demo.run());
        return button;
    }

    @Override
    public void close() {
        tick.stop();
    }

    private static final class EntryCell extends ListCell<Entry> {
        private final LibraryModel model;
        private final Text title = new Text();
        private final Text stem = new Text();
        private final Label line = new Label();
        private final VBox content;

        EntryCell(LibraryModel model) {
            this.model = model;
            title.getStyleClass().addAll("words", "strong");
            stem.getStyleClass().add("words");
            line.getStyleClass().addAll("secondary", "state-line");
            line.setWrapText(true);
            content = new VBox(new TextFlow(title, stem), line);
            content.setPrefWidth(0);
            content.setMinHeight(Region.USE_PREF_SIZE);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setAccessibleRole(AccessibleRole.LIST_ITEM);
            setOnMouseClicked(_ -> {
                if (getItem() != null) {
                    model.choose(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setText(null);
                return;
            }
            var state = StateLine.of(entry, model.now());
            title.setText(entry.title());
            stem.setText(" · " + entry.request().stemName());
            line.setText(state.text());
            line.getStyleClass().removeAll("doubt", "bad");
            if (state.tone() == Tone.DOUBT) {
                line.getStyleClass().add("doubt");
            } else if (state.tone() == Tone.BAD) {
                line.getStyleClass().add("bad");
            }
            setText(entry.title() + stem.getText() + ", " + state.text());
            setGraphic(content);
        }
    }
}
