package rollscope.ui.settings;

import atlantafx.base.controls.CustomTextField;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.ui.fx.OneAPulse;

/**
 * All settings: at the left the sections and a field to search them, at the right what is in the one chosen, or in all of them what was
 * searched for. A section is made when it is first wanted, each in a pulse of its own.
 */
public final class SettingsView extends BorderPane implements AutoCloseable {
    private static final double WIDTH = 860;
    private static final double HEIGHT = 500;
    private static final double LIST_WIDTH = 208;

    /** A section as it is shown: rows below a heading. */
    private record Made(SettingsRows rows, VBox box) {}

    private final Map<SettingsSection, Supplier<SettingsRows>> makers;
    private final Map<SettingsSection, Made> made = new EnumMap<>(SettingsSection.class);
    private final ObservableList<SettingsSection> offered = FXCollections.observableArrayList(SettingsSection.values());
    private final CustomTextField search = new CustomTextField();
    private final ListView<SettingsSection> list = new ListView<>(offered);
    private final VBox page = new VBox();
    private final ScrollPane scroll = new ScrollPane(page);
    private final VBox nothing = nothing();
    private final OneAPulse parts = new OneAPulse();
    private final OneAPulse pulses = new OneAPulse(() -> getCenter() != null);
    /** What is shown while nothing is searched for. */
    private SettingsSection chosen = SettingsSection.PROVIDERS;

    private boolean arranging;

    /**
     * @param makers a maker for every section
     */
    public SettingsView(Map<SettingsSection, Supplier<SettingsRows>> makers) {
        this.makers = new EnumMap<>(makers);
        if (!this.makers.keySet().equals(EnumSet.allOf(SettingsSection.class))) {
            throw new IllegalArgumentException("only " + this.makers.keySet());
        }
        getStyleClass().add("settings");
        setPrefSize(WIDTH, HEIGHT);
        setMinSize(0, 0);

        search.setId("settings-search");
        search.getStyleClass().add("sheet-control");
        search.setLeft(new FontIcon(Feather.SEARCH));
        search.setPromptText(Words.of("settings.search"));
        search.setAccessibleText(Words.of("settings.search"));
        search.textProperty().subscribe((_, _) -> arrange());
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN && !offered.isEmpty()) {
                list.requestFocus();
                if (list.getSelectionModel().isEmpty()) {
                    list.getSelectionModel().selectFirst();
                }
                event.consume();
            }
        });

        list.setId("settings-sections");
        list.getStyleClass().add("sheet-control");
        list.setAccessibleText(Words.of("settings.sections"));
        list.setCellFactory(_ -> new SectionCell());
        list.getSelectionModel().selectedItemProperty().subscribe(section -> {
            if (section != null && !arranging) {
                if (!isSearching()) {
                    chosen = section;
                }
                fill();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        var left = new VBox(search);
        left.getStyleClass().add("settings-left");
        left.setPrefWidth(LIST_WIDTH);
        left.setMinWidth(LIST_WIDTH);
        setLeft(left);

        page.getStyleClass().add("settings-page");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        // The field comes first, so that it can be typed into; the rest in the next pulses.
        parts.later(() -> {});
        parts.later(() -> left.getChildren().add(list));
        parts.later(() -> setCenter(new StackPane(scroll, nothing)));
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::reveal);
    }

    /** Shows a section, with nothing searched for. */
    public void show(SettingsSection section) {
        chosen = section;
        search.clear();
        arrange();
        search.requestFocus();
    }

    /** The section that is shown while nothing is searched for. */
    public SettingsSection section() {
        return chosen;
    }

    private boolean isSearching() {
        return !search.getText().isBlank();
    }

    /** Offers the sections that the search leaves. */
    private void arrange() {
        arranging = true;
        var rows = SettingsRow.matching(search.getText());
        var sections = EnumSet.noneOf(SettingsSection.class);
        rows.forEach(row -> sections.add(row.section()));
        list.getSelectionModel().clearSelection();
        offered.setAll(sections);
        if (!isSearching()) {
            list.getSelectionModel().select(chosen);
        }
        arranging = false;
        fill();
    }

    private void fill() {
        var selected = list.getSelectionModel().getSelectedItem();
        var wanted = selected == null ? List.copyOf(offered) : List.of(selected);
        var rows = SettingsRow.matching(search.getText());
        nothing.setVisible(wanted.isEmpty());
        scroll.setVvalue(0);
        pulses.stop();
        page.getChildren()
                .setAll(wanted.stream()
                        .map(made::get)
                        .filter(Objects::nonNull)
                        .map(Made::box)
                        .toList());
        for (var section : wanted) {
            var there = made.get(section);
            if (there != null) {
                there.rows.show(rows);
            } else {
                pulses.later(() -> begin(section, wanted, rows));
            }
        }
    }

    /** Makes a section, which its rows come into one by one: many controls at once take long enough to be felt. */
    private void begin(SettingsSection section, List<SettingsSection> wanted, Set<SettingsRow> rows) {
        var now = make(section);
        made.put(section, now);
        // In its place among those that were there already.
        long before = wanted.stream()
                .limit(wanted.indexOf(section))
                .filter(made::containsKey)
                .count();
        page.getChildren().add((int) before, now.box);
        now.rows.steps(rows).forEach(pulses::later);
    }

    private Made make(SettingsSection section) {
        var supplier = makers.get(section);
        if (supplier == null) {
            throw new IllegalStateException("no " + section);
        }
        var heading = new Label(section.title());
        heading.getStyleClass().add("settings-heading");
        var rows = supplier.get();
        var box = new VBox(heading, rows);
        box.setId(section.id());
        box.getStyleClass().add("settings-section");
        return new Made(rows, box);
    }

    /** Scrolls to what has the focus. */
    private void reveal(@Nullable Node focus) {
        if (focus == null || !isInPage(focus)) {
            return;
        }
        Bounds there = page.sceneToLocal(focus.localToScene(focus.getBoundsInLocal()));
        double height = scroll.getViewportBounds().getHeight();
        double beyond = page.getHeight() - height;
        if (beyond <= 0) {
            return;
        }
        double top = scroll.getVvalue() * beyond;
        if (there.getMinY() < top) {
            scroll.setVvalue(there.getMinY() / beyond);
        } else if (there.getMaxY() > top + height) {
            scroll.setVvalue(Math.min(1, (there.getMaxY() + 16 - height) / beyond));
        }
    }

    private boolean isInPage(Node node) {
        for (Node now = node; now != null; now = now.getParent()) {
            if (now.equals(page)) {
                return true;
            }
        }
        return false;
    }

    private static VBox nothing() {
        var icon = new FontIcon(Feather.SEARCH);
        icon.getStyleClass().add("empty-icon");
        var title = new Label(Words.of("settings.nothing"));
        title.getStyleClass().add("strong");
        var text = new Label(Words.of("settings.nothing-remedy"));
        text.getStyleClass().add("secondary-text");
        text.setWrapText(true);
        var box = new VBox(icon, title, text);
        box.setId("settings-nothing");
        box.getStyleClass().add("empty-state");
        box.setVisible(false);
        box.setMouseTransparent(true);
        box.setMaxHeight(Region.USE_PREF_SIZE);
        return box;
    }

    @Override
    public void close() {
        parts.stop();
        pulses.stop();
        made.values().forEach(section -> section.rows.close());
    }

    private static final class SectionCell extends ListCell<SettingsSection> {
        private final FontIcon icon = new FontIcon(Feather.CIRCLE);

        @Override
        protected void updateItem(@Nullable SettingsSection section, boolean empty) {
            super.updateItem(section, empty);
            if (empty || section == null) {
                setText(null);
                setGraphic(null);
            } else {
                icon.setIconCode(section.icon());
                setText(section.title());
                setGraphic(icon);
            }
        }
    }
}
