package rollscope.ui.library;

import java.util.List;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.geometry.Side;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
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
import rollscope.language.Words;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice.Tone;

/** The panel at the left: a new transcription, what there is, and the demo song that is always there. */
public final class LibraryView extends BorderPane implements AutoCloseable {
    public static final double WIDTH = 236;

    private final ListView<Row> list;
    private final TextField search = new TextField();
    private final Timeline tick;

    /**
     * @param demo shows the demo song's stems
     */
    public LibraryView(LibraryModel model, Actions actions, Runnable demo) {
        getStyleClass().addAll("side-panel", "library");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        list = new ListView<>(model.rows());
        setTop(top(model, actions));
        list.setId("library-list");
        list.setAccessibleText(Words.of("shelf.library"));
        list.setCellFactory(_ -> new EntryCell(model));
        list.setContextMenu(menu(model));
        list.setOnKeyPressed(event -> onKey(model, event));
        setCenter(list);
        setBottom(new VBox(undoBar(model), demoRow(demo)));

        var nothing = empty();
        var notFound = notFound();
        model.countProperty().subscribe(count -> list.setPlaceholder(count.intValue() == 0 ? nothing : notFound));
        model.currentProperty().subscribe(_ -> select(model));
        model.rows().subscribe(() -> select(model));
        model.renamingProperty().subscribe((_, _) -> list.refresh());
        model.weighedProperty().subscribe((_, _) -> list.refresh());

        tick = new Timeline(new KeyFrame(Duration.seconds(1), _ -> {
            if (model.renamingProperty().get().isEmpty()) {
                list.refresh();
            }
        }));
        tick.setCycleCount(Animation.INDEFINITE);
        model.rows().subscribe(() -> tick(model));
        tick(model);
    }

    /** A timeline that runs keeps the toolkit busy sixty times a second, so it runs only while there is something to count. */
    private void tick(LibraryModel model) {
        if (model.rows().stream()
                .anyMatch(row -> row.entry()
                        .filter(entry -> StateLine.ticks(entry.state()))
                        .isPresent())) {
            tick.play();
        } else {
            tick.stop();
        }
    }

    private VBox top(LibraryModel model, Actions actions) {
        var fresh = new Button(Action.NEW.text(), new FontIcon(Feather.PLUS));
        actions.wire(fresh, Action.NEW);
        fresh.setId("new-transcription");
        fresh.getStyleClass().add("accent");
        fresh.setMaxWidth(Double.MAX_VALUE);

        search.setId("library-search");
        search.setPromptText(Words.of("shelf.search"));
        search.setAccessibleText(Words.of("shelf.search-by"));
        search.textProperty().bindBidirectional(model.searchProperty());
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                list.requestFocus();
                list.getFocusModel().focus(0);
                list.getSelectionModel().selectFirst();
                event.consume();
            }
        });

        var heading = new Label(Words.of("shelf.library"));
        heading.getStyleClass().add("heading");
        var count = new Label();
        count.setId("library-count");
        count.getStyleClass().add("heading");
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> counts(model.rows().size(), model.countProperty().get()),
                        model.rows(),
                        model.countProperty()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var line = new HBox(heading, count, gap, sorting(model));
        line.getStyleClass().add("library-heading");
        var top = new VBox(fresh, search, line);
        top.getStyleClass().add("library-top");
        return top;
    }

    private static String counts(int shown, int all) {
        return shown == all
                ? Figures.count(all)
                : Words.of("shelf.count-of", Figures.count(shown), Figures.count(all));
    }

    /** The order of the list, and what concerns all of it. */
    private static MenuButton sorting(LibraryModel model) {
        var button = new MenuButton();
        button.setId("library-order");
        button.getStyleClass().addAll("flat", "small");
        button.textProperty().bind(model.orderProperty().map(Order::text));
        button.setAccessibleText(Words.of("shelf.order"));
        var group = new ToggleGroup();
        for (var order : Order.values()) {
            var item = new RadioMenuItem(order.text());
            item.setToggleGroup(group);
            item.setSelected(order == model.orderProperty().get());
            item.setOnAction(_ -> model.orderProperty().set(order));
            button.getItems().add(item);
        }
        var take = item(Words.of("shelf.import-entry"), Feather.UPLOAD, model::chooseImport);
        take.setId("import-entry");
        var trash = item(Words.of("shelf.empty-trash"), Feather.TRASH_2, model::emptyTrash);
        trash.setId("empty-trash");
        button.getItems().addAll(new SeparatorMenuItem(), take, trash);
        button.setOnShowing(_ -> {
            int there = model.inTrash();
            trash.setText(
                    there == 0
                            ? Words.of("shelf.trash-is-empty")
                            : Words.of("shelf.empty-trash-of", Figures.count(there)));
            trash.setDisable(there == 0);
        });
        return button;
    }

    private static MenuItem item(String text, Feather icon, Runnable deed) {
        var item = new MenuItem(text, new FontIcon(icon));
        item.setOnAction(_ -> deed.run());
        return item;
    }

    /** What can be done to the selected entry. */
    private ContextMenu menu(LibraryModel model) {
        var open = item(Words.of("shelf.open"), Feather.PLAY, () -> withSelected(model::choose));
        var rename = item(Words.of("shelf.rename"), Feather.EDIT_3, () -> withSelected(model::beginRenaming));
        rename.setAccelerator(new KeyCodeCombination(KeyCode.F2));
        var reveal = item(Words.of("shelf.show-in-folder"), Feather.FOLDER, () -> withSelected(model::reveal));
        var fetch = item(
                Words.of("shelf.fetch-missing"), Feather.DOWNLOAD_CLOUD, () -> withSelected(model::fetchMissing));
        var export = item(Words.of("shelf.export-entry"), Feather.PACKAGE, () -> withSelected(model::export));
        var delete = item(Words.of("shelf.delete"), Feather.TRASH_2, () -> withSelected(model::delete));
        delete.setAccelerator(new KeyCodeCombination(KeyCode.DELETE));
        var menu = new ContextMenu(open, rename, reveal, fetch, export, new SeparatorMenuItem(), delete);
        menu.setId("entry-menu");
        menu.setOnShowing(_ -> {
            var row = list.getSelectionModel().getSelectedItem();
            boolean whole = row != null && row.entry().isPresent();
            open.setText(whole ? Words.of("shelf.open") : Words.of("shelf.what-to-do"));
            for (var item : List.of(rename, fetch, export)) {
                item.setVisible(whole);
            }
        });
        return menu;
    }

    private void withSelected(Consumer<Row> deed) {
        var row = list.getSelectionModel().getSelectedItem();
        if (row != null) {
            deed.accept(row);
        }
    }

    private void onKey(LibraryModel model, KeyEvent event) {
        Consumer<Row> deed =
                switch (event.getCode()) {
                    case ENTER -> model::choose;
                    case F2 -> model::beginRenaming;
                    case DELETE, BACK_SPACE -> model::delete;
                    default -> null;
                };
        if (deed != null && model.renamingProperty().get().isEmpty()) {
            withSelected(deed);
            event.consume();
        }
    }

    /** Where the library is searched. */
    public void focusOnSearch() {
        search.requestFocus();
        search.selectAll();
    }

    private void select(LibraryModel model) {
        var selection = list.getSelectionModel();
        var id = model.currentProperty().get();
        if (id.isEmpty()) {
            selection.clearSelection();
            return;
        }
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i).id().equals(id.get())) {
                selection.clearAndSelect(i);
                return;
            }
        }
        selection.clearSelection();
    }

    /** What was deleted last, and how to get it back. */
    private static HBox undoBar(LibraryModel model) {
        var what = new Label();
        what.getStyleClass().add("secondary");
        HBox.setHgrow(what, Priority.ALWAYS);
        what.setMaxWidth(Double.MAX_VALUE);
        what.setMinWidth(0);
        var undo = new Button(Words.of("shelf.undo"));
        undo.setId("undo-delete");
        undo.getStyleClass().add("small");
        undo.setMinWidth(Region.USE_PREF_SIZE);
        undo.setOnAction(_ -> model.undo());
        var close = new Button("", new FontIcon(Feather.X));
        close.getStyleClass().addAll("flat", "button-icon", "small");
        close.setAccessibleText(Words.of("shelf.leave-in-trash"));
        Actions.hint(close, Words.of("shelf.leave-in-trash-tip"));
        close.setOnAction(_ -> model.dismissDeleted());
        var bar = new HBox(what, undo, close);
        bar.setId("deleted-bar");
        bar.getStyleClass().add("deleted-bar");
        model.deletedProperty().subscribe(deleted -> {
            what.setText(deleted.map(now -> Words.of("shelf.deleted", now.name())).orElse(""));
            bar.setVisible(deleted.isPresent());
            bar.setManaged(deleted.isPresent());
        });
        return bar;
    }

    private static VBox notFound() {
        var title = new Label(Words.of("shelf.nothing-found"));
        title.getStyleClass().add("strong");
        var text = new Label(Words.of("shelf.nothing-found-remedy"));
        text.getStyleClass().add("secondary");
        text.setWrapText(true);
        var box = new VBox(title, text);
        box.getStyleClass().add("empty-state");
        return box;
    }

    private static VBox empty() {
        var icon = new FontIcon(Feather.MUSIC);
        icon.getStyleClass().add("empty-icon");
        var title = new Label(Words.of("shelf.nothing-yet"));
        title.getStyleClass().add("strong");
        var text = new Label(Words.of("shelf.nothing-yet-remedy"));
        text.getStyleClass().add("secondary");
        text.setWrapText(true);
        var box = new VBox(icon, title, text);
        box.getStyleClass().add("empty-state");
        return box;
    }

    private static Button demoRow(Runnable demo) {
        var title = new Label(Words.of("shelf.demo-song"));
        title.getStyleClass().add("strong");
        var line = new Label(Words.of("shelf.demo-song-line"));
        line.getStyleClass().add("secondary");
        var button = new Button("", new VBox(title, line));
        button.setId("demo-song");
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().addAll("flat", "demo-row");
        button.setAccessibleText(Words.of("shelf.demo-song-aloud"));
        Actions.hint(button, Words.of("shelf.demo-song-tip"));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(_ -> demo.run());
        return button;
    }

    @Override
    public void close() {
        tick.stop();
    }

    private static final class EntryCell extends ListCell<Row> {
        private static final double MORE = 24;

        private final LibraryModel model;
        private final Button more = new Button("", new FontIcon(Feather.MORE_HORIZONTAL));
        private final Text title = new Text();
        private final Text stem = new Text();
        private final Label line = new Label();
        private final Label facts = new Label();
        private final TextField name = new TextField();
        private final TextFlow words = new TextFlow(title, stem);
        private final VBox content;

        EntryCell(LibraryModel model) {
            this.model = model;
            title.getStyleClass().addAll("words", "strong");
            stem.getStyleClass().add("words");
            line.getStyleClass().addAll("secondary", "state-line");
            line.setWrapText(true);
            facts.getStyleClass().addAll("secondary", "state-line");
            name.setId("rename-entry");
            name.setAccessibleText(Words.of("shelf.entry-name"));
            name.setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.ESCAPE) {
                    model.cancelRenaming();
                    event.consume();
                }
            });
            name.setOnAction(_ -> finish());
            name.focusedProperty().subscribe((before, now) -> {
                if (before && !now) {
                    finish();
                }
            });
            more.getStyleClass().addAll("flat", "button-icon", "small", "row-more");
            more.setAccessibleText(Words.of("shelf.entry-menu"));
            more.setFocusTraversable(false);
            more.setOnAction(_ -> {
                getListView().getSelectionModel().clearAndSelect(getIndex());
                getListView().getContextMenu().show(more, Side.BOTTOM, 0, 0);
            });
            // Over the end of the name, where the pointer or the selection is: beside it, all words would have less
            // room.
            more.setManaged(false);
            content = new VBox(words, line, facts, more) {
                @Override
                protected void layoutChildren() {
                    super.layoutChildren();
                    more.resizeRelocate(getWidth() - MORE, -4, MORE, MORE);
                }
            };
            content.getStyleClass().add("entry-words");
            content.setPrefWidth(0);
            content.setMinHeight(Region.USE_PREF_SIZE);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setAccessibleRole(AccessibleRole.LIST_ITEM);
            setOnMouseClicked(event -> {
                boolean renaming = content.getChildren().contains(name);
                if (getItem() != null && event.getButton() == MouseButton.PRIMARY && !renaming) {
                    model.choose(getItem());
                }
            });
        }

        private void finish() {
            if (getItem() != null) {
                model.rename(getItem().id(), name.getText());
            }
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setText(null);
                return;
            }
            var state = StateLine.of(row, model.now());
            title.setText(row.title());
            stem.setText(row.stem().isEmpty() ? "" : " · " + row.stem());
            line.setText(state.text());
            line.getStyleClass().removeAll("doubt", "bad");
            if (state.tone() == Tone.DOUBT) {
                line.getStyleClass().add("doubt");
            } else if (state.tone() == Tone.BAD) {
                line.getStyleClass().add("bad");
            }
            String known = StateLine.facts(row, model.now(), model.size(row.id()));
            facts.setText(known);
            setText(Words.of("shelf.read-aloud", row.title() + stem.getText(), state.text(), known));
            setGraphic(content);
            write(model.renamingProperty().get().filter(row.id()::equals).isPresent());
        }

        /** Puts a field where the name is, or takes it away. */
        private void write(boolean renaming) {
            boolean now = content.getChildren().contains(name);
            more.setVisible(!renaming);
            if (renaming && !now) {
                name.setText(title.getText());
                content.getChildren().set(0, name);
                name.requestFocus();
                name.selectAll();
            } else if (!renaming && now) {
                content.getChildren().set(0, words);
            }
        }
    }
}
