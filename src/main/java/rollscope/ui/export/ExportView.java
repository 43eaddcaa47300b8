package rollscope.ui.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.export.Grid;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Place;
import rollscope.export.Recipe.Scope;
import rollscope.export.Recipe.Snap;
import rollscope.language.Words;
import rollscope.midi.FileOptions.Tracks;
import rollscope.tempo.Key;
import rollscope.ui.action.Actions;
import rollscope.ui.fx.OneAPulse;

/** The panel beside the roll that asks how a MIDI file is to be, says what that changes, and afterwards what is in it. */
public final class ExportView extends BorderPane implements AutoCloseable {
    public static final double WIDTH = 320;

    private static final List<Double> LENGTHS = List.of(0.0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2);
    private static final List<Integer> VELOCITIES = List.of(0, 64, 80, 100, 112, 127);

    /** What the panel can ask for. */
    public interface Deeds {
        /** Asks for a name, or a folder, and saves there. */
        void save();

        /** Saves where the song is, under a name that is free. */
        void saveBeside();

        /** Asks for a name of another format. */
        void saveOther();

        /** Shows everything that is in the files. */
        void inspect();

        /** Shows the files among others of their folder. */
        void reveal();

        void close();
    }

    private final ExportDraft draft;
    private final Deeds deeds;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final VBox content = new VBox();
    private final Deque<Supplier<Node>> sections;
    private final OneAPulse pulses = new OneAPulse();
    private final Button save = new Button(Words.of("export.save"), new FontIcon(Feather.DOWNLOAD));

    /**
     * @param stemThere whether the audio of the stem is there to be written with silence before it
     */
    public ExportView(
            ExportDraft draft,
            ExportModel model,
            ObservableValue<Boolean> stemThere,
            DragOut drag,
            Supplier<Optional<DragOut.Load>> load,
            Deeds deeds) {
        this.draft = draft;
        this.deeds = deeds;
        setId("export-panel");
        getStyleClass().addAll("side-panel", "instruments", "export-panel");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        setTop(top());
        content.getStyleClass().add("export-choices");
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("export-scroll");
        setCenter(scroll);
        setBottom(bottom(model, drag, load));
        sections = new ArrayDeque<>(List.of(
                () -> section(Words.of("export.section-place"), place(stemThere)),
                () -> section(Words.of("export.section-scope"), scope()),
                () -> section(Words.of("export.section-notes"), notes()),
                () -> section(Words.of("export.section-file"), file())));
        // All at once would be long enough to be felt; what saves is there from the start.
        sections.forEach(_ -> pulses.later(this::addSection));
    }

    /** Whether the focus is in the panel and the key one of it: Enter saves, or does what a button says; Escape closes. */
    public boolean takes(KeyEvent event, @Nullable Node focus) {
        boolean here = focus != null && isInside(focus);
        if (!here
                || event.getEventType() != KeyEvent.KEY_PRESSED
                || (focus instanceof ComboBox<?> box && box.isShowing())) {
            return false;
        }
        switch (event.getCode()) {
            case ESCAPE -> deeds.close();
            case ENTER -> {
                if (focus instanceof Button button) {
                    button.fire();
                } else {
                    save.fire();
                }
            }
            default -> {
                return false;
            }
        }
        event.consume();
        return true;
    }

    private boolean isInside(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    private void addSection() {
        content.getChildren().add(sections.remove().get());
    }

    /** Shows at once what is still to come. */
    void complete() {
        pulses.stop();
        while (!sections.isEmpty()) {
            addSection();
        }
    }

    /** Puts the keyboard where Enter saves. */
    public void focusOnSave() {
        save.requestFocus();
    }

    private HBox top() {
        var heading = new Label(Words.of("export.title"));
        heading.getStyleClass().add("sheet-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var close = new Button("", new FontIcon(Feather.X));
        close.setId("close-export");
        close.getStyleClass().addAll("flat", "button-icon", "small");
        close.setAccessibleText(Words.of("export.close-panel"));
        Actions.hint(close, Words.of("export.close") + "  ·  Escape");
        close.setOnAction(_ -> deeds.close());
        var top = new HBox(heading, gap, close);
        top.getStyleClass().add("instruments-top");
        return top;
    }

    private static VBox section(String title, Node content) {
        var heading = new Label(title);
        heading.getStyleClass().add("heading");
        var section = new VBox(heading, content);
        section.getStyleClass().add("export-section");
        return section;
    }

    // Choices

    private VBox place(ObservableValue<Boolean> stemThere) {
        var group = new ToggleGroup();
        var all = new VBox();
        all.getStyleClass().add("export-radios");
        var known = new Label();
        known.setId("export-tempo");
        known.setWrapText(true);
        known.setMinHeight(Region.USE_PREF_SIZE);
        known.textProperty().bind(draft.tempoWordsProperty());
        for (var place : Place.values()) {
            var button = new RadioButton(words(place));
            button.setId("place-" + place.word());
            button.setToggleGroup(group);
            button.setOnAction(_ -> draft.choose(recipe -> recipe.withPlace(place)));
            var what = new Label(explanation(place));
            what.setWrapText(true);
            what.setMinHeight(Region.USE_PREF_SIZE);
            what.getStyleClass().addAll("secondary", "under-choice");
            all.getChildren().add(new VBox(button, what));
            follow(recipe -> button.setSelected(recipe.place() == place));
            follow(
                    draft.sourceProperty(),
                    source -> button.setDisable(place != Place.SECONDS
                            && source.flatMap(Recipe.Source::map).isEmpty()));
        }
        var pad = new CheckBox(Words.of("export.pad-stem"));
        pad.setId("pad-stem");
        pad.getStyleClass().add("under-choice");
        pad.setOnAction(_ -> draft.choose(recipe -> recipe.withPadStem(pad.isSelected())));
        Runnable padShown = () -> {
            show(pad, draft.recipeProperty().get().place() == Place.BAR_ONE && stemThere.getValue());
            pad.setSelected(draft.recipeProperty().get().padStem());
        };
        follow(_ -> padShown.run());
        subscriptions.add(stemThere.subscribe(_ -> padShown.run()));
        all.getChildren().addAll(pad, known);
        return all;
    }

    static String words(Place place) {
        return switch (place) {
            case SECONDS -> Words.of("export.place-seconds");
            case STEM -> Words.of("export.place-stem");
            case BAR_ONE -> Words.of("export.place-bar-one");
        };
    }

    private static String explanation(Place place) {
        return switch (place) {
            case SECONDS -> Words.of("export.place-seconds-means");
            case STEM -> Words.of("export.place-stem-means");
            case BAR_ONE -> Words.of("export.place-bar-one-means");
        };
    }

    private ComboBox<Scope> scope() {
        var box = choice("export-scope", Words.of("export.scope"), List.of(Scope.values()), ExportView::words);
        box.setOnAction(_ -> draft.choose(recipe -> recipe.withScope(box.getValue())));
        follow(recipe -> box.setValue(recipe.scope()));
        return box;
    }

    static String words(Scope scope) {
        return switch (scope) {
            case WHOLE -> Words.of("export.scope-whole");
            case LOOP -> Words.of("export.scope-loop");
            case SELECTION -> Words.of("export.scope-selection");
        };
    }

    private GridPane notes() {
        var grid = grid();
        var steps = new ArrayList<Optional<Grid>>();
        steps.add(Optional.empty());
        List.of(Grid.values()).forEach(step -> steps.add(Optional.of(step)));
        var step = choice("export-grid", Words.of("export.quantise"), steps, value -> value.map(ExportView::words)
                .orElseGet(() -> Words.of("export.as-played")));
        step.setOnAction(_ -> draft.choose(recipe -> recipe.withSnap(step.getValue()
                .map(now -> new Snap(
                        now,
                        recipe.snap().map(Snap::strength).orElse(100),
                        recipe.snap().map(Snap::swing).orElse(50))))));
        follow(recipe -> step.setValue(recipe.snap().map(Snap::grid)));
        row(grid, Words.of("export.quantise"), step);
        var strength = percent("export-strength", Words.of("export.strength"), 0, 100);
        strength.valueProperty()
                .subscribe((_, now) -> draft.choose(recipe -> recipe.withSnap(recipe.snap()
                        .map(snap -> new Snap(snap.grid(), (int) Math.round(now.doubleValue()), snap.swing())))));
        follow(recipe -> recipe.snap().ifPresent(snap -> strength.setValue(snap.strength())));
        var swing = percent("export-swing", Words.of("export.swing"), 50, 75);
        swing.valueProperty()
                .subscribe((_, now) -> draft.choose(recipe -> recipe.withSnap(recipe.snap()
                        .map(snap -> new Snap(snap.grid(), snap.strength(), (int) Math.round(now.doubleValue()))))));
        follow(recipe -> recipe.snap().ifPresent(snap -> swing.setValue(snap.swing())));
        var strengthRow = row(grid, Words.of("export.strength"), withValue(strength));
        var swingRow = row(grid, Words.of("export.swing"), withValue(swing));
        follow(recipe -> {
            strengthRow.forEach(node -> show(node, recipe.snap().isPresent()));
            swingRow.forEach(node -> show(node, recipe.snap().isPresent()));
        });
        follow(
                draft.sourceProperty(),
                source -> step.setDisable(source.flatMap(Recipe.Source::map).isEmpty()));

        var shortest = choice("export-shortest", Words.of("export.shortest-note"), LENGTHS, ExportView::length);
        shortest.setOnAction(_ -> draft.choose(recipe -> recipe.withShortest(shortest.getValue())));
        follow(recipe -> shortest.setValue(recipe.shortest()));
        row(grid, Words.of("export.shortest"), shortest);

        var velocity = choice("export-velocity", Words.of("export.velocity"), VELOCITIES, ExportView::velocity);
        velocity.setOnAction(_ -> draft.choose(recipe -> recipe.withVelocity(
                velocity.getValue() == 0 ? OptionalInt.empty() : OptionalInt.of(velocity.getValue()))));
        follow(recipe -> velocity.setValue(recipe.velocity().orElse(0)));
        row(grid, Words.of("export.velocity"), velocity);
        return grid;
    }

    static String words(Grid grid) {
        return grid.symbol().endsWith("t")
                ? Words.of(
                        "export.triplets",
                        grid.symbol().substring(0, grid.symbol().length() - 1))
                : grid.symbol();
    }

    private static String length(double seconds) {
        return seconds == 0 ? Words.of("export.as-delivered") : Math.round(1000 * seconds) + " ms";
    }

    private static String velocity(int velocity) {
        return velocity == 0
                ? Words.of("export.as-delivered")
                : Words.of("export.velocity-for-all", String.valueOf(velocity));
    }

    private GridPane file() {
        var grid = grid();
        var tracks = choice(
                "export-tracks",
                Words.of("export.tracks"),
                List.of(Tracks.ONE_AN_INSTRUMENT, Tracks.ONE),
                ExportView::words);
        tracks.setOnAction(_ -> draft.choose(recipe -> recipe.withTracks(tracks.getValue())));
        follow(recipe -> tracks.setValue(recipe.tracks()));
        row(grid, Words.of("export.tracks"), tracks);
        var each = new CheckBox(Words.of("export.file-each"));
        each.setId("file-each");
        each.setOnAction(_ -> draft.choose(recipe -> recipe.withOneFileEach(each.isSelected())));
        follow(recipe -> each.setSelected(recipe.oneFileEach()));
        var key = new CheckBox();
        key.setId("export-key");
        key.setOnAction(_ -> draft.choose(recipe -> recipe.withKey(key.isSelected())));
        follow(recipe -> key.setSelected(recipe.key()));
        follow(draft.sourceProperty(), source -> {
            var known = source.flatMap(Recipe.Source::key);
            key.setText(known.map(name -> Words.of("export.state-key", words(name)))
                    .orElseGet(() -> Words.of("export.no-key")));
            key.setDisable(known.isEmpty());
        });
        grid.add(each, 0, 1, 2, 1);
        grid.add(key, 0, 2, 2, 1);
        return grid;
    }

    private static String words(Key key) {
        return switch (key.mode()) {
            case MAJOR -> Words.of("tempo.major", key.tonicName());
            case MINOR -> Words.of("tempo.minor", key.tonicName());
        };
    }

    private static String words(Tracks tracks) {
        return switch (tracks) {
            case ONE_AN_INSTRUMENT -> Words.of("export.track-each");
            case ONE -> Words.of("export.track-for-all");
        };
    }

    // What comes of it

    private VBox bottom(ExportModel model, DragOut drag, Supplier<Optional<DragOut.Load>> load) {
        var heading = new Label(Words.of("export.in-the-file"));
        heading.getStyleClass().add("heading");
        var count = new Label();
        count.setId("export-count");
        count.getStyleClass().add("heading");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var says = new VBox();
        says.setId("export-says");
        says.getStyleClass().add("sentences");
        follow(draft.shownProperty(), shown -> {
            count.setText(
                    shown.map(now -> ExportModel.counted(
                                    "export.notes", now.preview().song().notes().size()))
                            .orElse(""));
            var sentences = shown.map(now -> now.preview().says()).orElse(List.of());
            say(says, sentences.isEmpty() ? List.of(Words.of("export.nothing-changed")) : sentences);
        });
        var changes = new VBox(new HBox(heading, gap, count), says);
        changes.getStyleClass().add("export-section");
        changes.setId("export-changes");
        follow(model.savedProperty(), saved -> show(changes, saved.isEmpty()));
        // What was saved is not what is chosen now.
        subscriptions.add(draft.recipeProperty().subscribe((_, _) -> model.forget()));

        save.setId("save-midi");
        save.getStyleClass().add("accent");
        save.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(save, Priority.ALWAYS);
        Actions.hint(save, Words.of("export.save-hint") + "  ·  Enter");
        save.setOnAction(_ -> deeds.save());
        follow(recipe -> save.setText(Words.of(recipe.oneFileEach() ? "export.save-files" : "export.save")));
        var beside = new Button(Words.of("export.save-beside"));
        beside.setId("save-beside");
        Actions.hint(beside, Words.of("export.save-beside-hint"));
        beside.setOnAction(_ -> deeds.saveBeside());
        var handle = new Label(Words.of("export.drag"), new FontIcon(Feather.MOVE));
        handle.setId("drag-midi");
        handle.getStyleClass().add("drag-handle");
        handle.setCursor(Cursor.OPEN_HAND);
        handle.setMinWidth(Region.USE_PREF_SIZE);
        Actions.hint(handle, Words.of("export.drag-hint"));
        drag.from(handle, load);
        beside.setMinWidth(Region.USE_PREF_SIZE);
        var other = new Hyperlink(Words.of("export.save-other"));
        other.setId("save-other");
        Actions.hint(other, Words.of("export.save-other-hint"));
        other.setOnAction(_ -> deeds.saveOther());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var ways = new HBox(beside, handle, space, other);
        ways.getStyleClass().add("row");

        var bottom = new VBox(changes, saved(model), save, ways);
        bottom.getStyleClass().add("export-bottom");
        return bottom;
    }

    /** What was saved, that it is as it should be, and what the user's music program makes of it. */
    private VBox saved(ExportModel model) {
        var name = new Label();
        name.getStyleClass().add("strong");
        name.setId("saved-name");
        var proved = new Label();
        proved.setId("saved-proof");
        proved.setWrapText(true);
        proved.setMinHeight(Region.USE_PREF_SIZE);
        var program = new ComboBox<String>();
        program.setId("saved-program");
        program.setAccessibleText(Words.of("export.music-program"));
        program.setPromptText(Words.of("export.music-program"));
        program.setMaxWidth(Double.MAX_VALUE);
        var advice = new VBox();
        advice.setId("saved-advice");
        advice.getStyleClass().add("sentences");
        Runnable advise = () -> {
            var sentences = model.savedProperty().get().stream()
                    .flatMap(saved -> saved.programs().stream())
                    .filter(known ->
                            known.program().equals(draft.programProperty().get()))
                    .flatMap(known -> known.advice().stream())
                    .toList();
            say(advice, sentences);
            show(advice, !sentences.isEmpty());
        };
        program.setOnAction(_ -> Optional.ofNullable(program.getValue()).ifPresent(draft::chooseProgram));
        var inspect = new Button(Words.of("export.inspect"));
        inspect.setId("inspect-saved");
        inspect.setOnAction(_ -> deeds.inspect());
        var reveal = new Button(Words.of("export.reveal"));
        reveal.setId("reveal-saved");
        reveal.setOnAction(_ -> deeds.reveal());
        var row = new HBox(inspect, reveal);
        row.getStyleClass().add("row");
        var box = new VBox(name, proved, program, advice, row);
        box.setId("saved");
        box.getStyleClass().add("export-saved");
        follow(model.savedProperty(), saved -> {
            show(box, saved.isPresent());
            name.setText(saved.map(now -> Words.of("export.saved", now.name())).orElse(""));
            proved.setText(saved.map(Saved::proved).orElse(""));
            saved.ifPresent(now -> {
                var names = now.programs().stream()
                        .filter(known -> !known.every())
                        .map(known -> known.program())
                        .toList();
                program.getItems().setAll(names);
                String mine = draft.programProperty().get();
                program.setValue(names.contains(mine) ? mine : null);
            });
            advise.run();
        });
        follow(draft.programProperty(), _ -> advise.run());
        return box;
    }

    // Parts

    private static void say(VBox place, List<String> sentences) {
        place.getChildren().clear();
        for (var sentence : sentences) {
            var label = new Label(sentence);
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            place.getChildren().add(label);
        }
    }

    private static <T> ComboBox<T> choice(String id, String spoken, List<T> values, Function<T, String> words) {
        var box = new ComboBox<T>();
        box.setId(id);
        box.setAccessibleText(spoken);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        box.getItems().setAll(values);
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }

    private static Slider percent(String id, String spoken, int least, int most) {
        var slider = new Slider(least, most, most);
        slider.setId(id);
        slider.setAccessibleText(spoken);
        slider.setBlockIncrement(1);
        return slider;
    }

    private static HBox withValue(Slider slider) {
        var value = new Label();
        value.setMinWidth(36);
        value.getStyleClass().add("tabular");
        value.textProperty()
                .bind(slider.valueProperty()
                        .map(now -> String.format(Locale.ROOT, "%d%%", Math.round(now.doubleValue()))));
        HBox.setHgrow(slider, Priority.ALWAYS);
        var box = new HBox(slider, value);
        box.getStyleClass().add("row");
        return box;
    }

    private static GridPane grid() {
        var grid = new GridPane();
        grid.getStyleClass().add("export-grid");
        return grid;
    }

    private static List<Node> row(GridPane grid, String title, Region control) {
        var label = new Label(title);
        label.setMinWidth(72);
        GridPane.setHgrow(control, Priority.ALWAYS);
        control.setMaxWidth(Double.MAX_VALUE);
        // Not by the count of the grid, which leaves out rows that are hidden.
        grid.addRow(grid.getChildren().size() / 2, label, control);
        return List.of(label, control);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void follow(Consumer<Recipe> change) {
        follow(draft.recipeProperty(), change);
    }

    private <T> void follow(ObservableValue<T> value, Consumer<T> change) {
        subscriptions.add(value.subscribe(change));
    }

    /** Controls like those of the panel, to be shown where nobody sees them before the panel is opened for the first time. */
    public static Node rehearsal() {
        var box = choice("", "", List.of(Grid.values()), ExportView::words);
        box.setValue(Grid.SIXTEENTH);
        var all = new VBox(
                section("", box),
                new RadioButton("1"),
                new CheckBox("2"),
                withValue(percent("", "", 0, 1)),
                new Hyperlink("3"));
        var scroll = new ScrollPane(all);
        scroll.getStyleClass().addAll("export-panel", "export-scroll");
        return scroll;
    }

    @Override
    public void close() {
        pulses.stop();
        subscriptions.forEach(Subscription::unsubscribe);
    }
}
