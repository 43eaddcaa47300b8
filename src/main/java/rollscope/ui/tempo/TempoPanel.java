package rollscope.ui.tempo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.TempoMap;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.fx.OneAPulse;

/** The panel on tempo and bars: what they are, how sure that is, and everything that corrects them. Folds to its heading. */
public final class TempoPanel extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    /** The least room for what stands at the left. */
    private static final double NAMES = 64;
    private static final List<Meter> METERS = List.of(
            new Meter(2, false),
            new Meter(3, false),
            Meter.FOUR_FOUR,
            new Meter(5, false),
            new Meter(7, false),
            new Meter(2, true),
            new Meter(3, true),
            new Meter(4, true));

    private final TempoModel model;
    private final Actions actions;
    private final Button heading = new Button();
    private final FontIcon arrow = new FontIcon(Feather.CHEVRON_RIGHT);
    private final VBox content = new VBox();
    /** What is not in the panel yet, from top to bottom. */
    private final Deque<Node> pieces = new ArrayDeque<>();

    private final Label state = new Label();
    private final Label fit = new Label();
    private final TextField bpm = new TextField();
    private final Button half = new Button("÷2");
    private final Button twice = new Button("×2");
    private final Button dotted = new Button("×3/2");
    private final ToggleButton constant = new ToggleButton(Words.of("tempo.constant"));
    private final ToggleButton mapped = new ToggleButton(Words.of("tempo.mapped"));
    private final HBox courses = new HBox(constant, mapped);
    private final MenuButton meter = new MenuButton();
    private final Button earlier = new Button("", new FontIcon(Feather.CHEVRON_LEFT));
    private final Button later = new Button("", new FontIcon(Feather.CHEVRON_RIGHT));
    private final Label key = new Label();
    private final Button confirm = new Button(Words.of("tempo.confirm"));
    private final Button useEstimate = new Button(Words.of("tempo.use-estimate"));
    private final Button useStated = new Button(Words.of("tempo.use-stated"));

    public TempoPanel(TempoModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        setId("tempo-panel");
        getStyleClass().add("tempo-panel");
        heading.setText(Words.of("tempo.heading"));
        heading.setId("tempo-heading");
        heading.setGraphic(arrow);
        heading.getStyleClass().addAll("flat", "fold-heading");
        heading.setMaxWidth(Double.MAX_VALUE);
        heading.setOnAction(_ -> setOpen(!isOpen()));
        content.getStyleClass().add("tempo-content");
        build();
        getChildren().addAll(heading, content);
        setOpen(false);
        model.tempoProperty().subscribe(_ -> show());
        model.analysingProperty().subscribe(_ -> show());
        model.estimateProperty().subscribe(_ -> show());
    }

    public boolean isOpen() {
        return content.isVisible();
    }

    public void setOpen(boolean open) {
        if (open) {
            content.getChildren().addAll(pieces);
            pieces.clear();
        }
        content.setVisible(open);
        content.setManaged(open);
        arrow.setIconCode(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
        heading.setAccessibleText(Words.of(open ? "tempo.heading-open" : "tempo.heading-closed"));
        show();
    }

    /** Puts what can be opened into the panel, a piece a pulse: styling all of it at once would be felt. */
    public void fill(OneAPulse pulses) {
        for (int i = 0; i < pieces.size(); i++) {
            pulses.later(() -> {
                if (!pieces.isEmpty()) {
                    content.getChildren().add(pieces.remove());
                }
            });
        }
    }

    /** The first thing to type into. */
    public Node field() {
        return bpm;
    }

    private void build() {
        state.setId("tempo-state");
        state.setWrapText(true);
        state.setMinHeight(Region.USE_PREF_SIZE);
        fit.setId("tempo-fit");
        fit.setWrapText(true);
        fit.setMinHeight(Region.USE_PREF_SIZE);
        fit.getStyleClass().add("secondary");
        var said = new VBox(state, fit);

        var grid = new GridPane();
        grid.getStyleClass().add("tempo-grid");
        var names = new ColumnConstraints(NAMES, Region.USE_COMPUTED_SIZE, Region.USE_COMPUTED_SIZE);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        grid.addRow(0, name("BPM"), row(field(bpm), tapButton()));
        grid.addRow(1, name(Words.of("tempo.beat")), factors());
        grid.addRow(2, name(Words.of("tempo.tempo")), courses());
        grid.addRow(3, name(Words.of("tempo.meter")), meters());
        grid.addRow(4, name(Words.of("tempo.bar-one")), barOne());
        grid.addRow(5, name(Words.of("tempo.key")), key);
        key.setId("key");

        pieces.addAll(List.of(said, grid, decide(), listen()));
    }

    private static Label name(String text) {
        var label = new Label(text);
        label.getStyleClass().add("secondary-text");
        return label;
    }

    private static HBox row(Node... nodes) {
        var row = new HBox(nodes);
        row.getStyleClass().add("row");
        return row;
    }

    private TextField field(TextField field) {
        field.setId("bpm");
        field.setPrefColumnCount(6);
        field.setAccessibleText(Words.of("tempo.beats-a-minute"));
        Actions.hint(field, Words.of("tempo.beats-a-minute-hint"));
        field.setOnAction(_ -> typed());
        field.focusedProperty().subscribe((_, now) -> {
            if (!now) {
                typed();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
                double step = (event.isShiftDown() ? 0.1 : 1) * (event.getCode() == KeyCode.UP ? 1 : -1);
                model.nudgeBpm(step);
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                show();
                event.consume();
            }
        });
        field.textProperty().subscribe(_ -> field.pseudoClassStateChanged(WRONG, false));
        return field;
    }

    /** Takes what was written, if it is something else than what is shown. */
    private void typed() {
        String text = bpm.getText();
        if (text.equals(written())) {
            return;
        }
        TempoWords.bpm(text).ifPresentOrElse(model::setBpm, () -> {
            if (bpm.isFocused()) {
                bpm.pseudoClassStateChanged(WRONG, true);
            } else {
                show();
            }
        });
    }

    private String written() {
        return model.tempoProperty()
                .get()
                .map()
                .map(map -> TempoWords.bpm(map.typicalBpm(model.duration())))
                .orElse("");
    }

    /** Taps count when the button goes down: when it comes up depends on the hand. */
    private Button tapButton() {
        var tap = new Button(Words.of("tempo.tap"));
        tap.setId("tap");
        tap.getStyleClass().add("small");
        actions.wire(tap, Action.TAP);
        Actions.hint(tap, Action.TAP.hint() + "\n" + Words.of("tempo.tap-hint"));
        boolean[] pressed = {false};
        tap.setOnMousePressed(_ -> {
            pressed[0] = true;
            actions.run(Action.TAP);
        });
        tap.setOnAction(_ -> {
            if (!pressed[0]) {
                actions.run(Action.TAP);
            }
            pressed[0] = false;
        });
        return tap;
    }

    private HBox factors() {
        prepare(half, "half", Words.of("tempo.half"), () -> model.times(0.5));
        prepare(twice, "twice", Words.of("tempo.twice"), () -> model.times(2));
        prepare(dotted, "dotted", Words.of("tempo.dotted"), () -> model.times(1.5));
        return row(half, twice, dotted);
    }

    private static void prepare(Button button, String id, String what, Runnable deed) {
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText(what);
        Actions.hint(button, what);
        button.setOnAction(_ -> deed.run());
    }

    private HBox courses() {
        var group = new ToggleGroup();
        constant.setToggleGroup(group);
        mapped.setToggleGroup(group);
        constant.setId("constant");
        mapped.setId("mapped");
        constant.getStyleClass().addAll("small", "left-pill");
        mapped.getStyleClass().addAll("small", "right-pill");
        Actions.hint(constant, Words.of("tempo.constant-hint"));
        constant.setAccessibleText(Words.of("tempo.constant-hint"));
        Actions.hint(mapped, Words.of("tempo.mapped-hint"));
        mapped.setAccessibleText(Words.of("tempo.mapped-hint"));
        // A control that is disabled shows no tooltip, so what holds it does.
        var none = Actions.tooltip(Words.of("tempo.mapped-impossible"));
        mapped.disabledProperty().subscribe(disabled -> {
            if (disabled) {
                Tooltip.install(courses, none);
            } else {
                Tooltip.uninstall(courses, none);
            }
        });
        constant.setOnAction(_ -> {
            model.setConstant(true);
            show();
        });
        mapped.setOnAction(_ -> {
            model.setConstant(false);
            show();
        });
        return courses;
    }

    private MenuButton meters() {
        meter.setId("meter");
        meter.getStyleClass().add("small");
        Actions.hint(meter, Words.of("tempo.meter-hint"));
        meter.setOnShowing(_ -> fillMeters());
        // Without an item it would never show.
        meter.getItems().add(new RadioMenuItem());
        return meter;
    }

    private void fillMeters() {
        var map = model.tempoProperty().get().map();
        Optional<Meter> now = map.filter(known -> known.signatures().size() == 1)
                .map(known -> known.signatures().getFirst().meter());
        var group = new ToggleGroup();
        meter.getItems().clear();
        for (var choice : METERS) {
            meter.getItems()
                    .add(meterItem(choice.toString(), group, now.equals(Optional.of(choice)), Optional.of(choice)));
        }
        boolean none = map.isPresent() && !map.get().hasBars();
        meter.getItems().add(meterItem(Words.of("tempo.no-bars-only-beats"), group, none, Optional.empty()));
    }

    private RadioMenuItem meterItem(String text, ToggleGroup group, boolean selected, Optional<Meter> choice) {
        var item = new RadioMenuItem(text);
        item.setToggleGroup(group);
        item.setSelected(selected);
        item.setOnAction(_ -> model.setMeter(choice));
        return item;
    }

    private HBox barOne() {
        prepare(earlier, "bar-earlier", Words.of("tempo.bar-one-earlier"), () -> model.countFrom(-1));
        prepare(later, "bar-later", Words.of("tempo.bar-one-later"), () -> model.countFrom(1));
        earlier.getStyleClass().add("button-icon");
        later.getStyleClass().add("button-icon");
        var here = new Button(Words.of("tempo.bar-one-here"));
        here.setId("bar-one-here");
        here.getStyleClass().add("small");
        here.setMinWidth(Region.USE_PREF_SIZE);
        actions.wire(here, Action.BAR_ONE);
        Actions.hint(here, Action.BAR_ONE.hint() + "\n" + Words.of("tempo.bar-one-hint"));
        return row(earlier, here, later);
    }

    private HBox decide() {
        prepare(confirm, "confirm-tempo", Words.of("tempo.confirm-hint"), model::confirm);
        prepare(useEstimate, "use-estimate", Words.of("tempo.use-estimate-hint"), model::useEstimate);
        prepare(useStated, "use-stated", Words.of("tempo.use-stated-hint"), model::useStated);
        var row = row(confirm, useEstimate, useStated);
        row.getStyleClass().add("tempo-decide");
        return row;
    }

    private HBox listen() {
        var metronome = new ToggleButton(Words.of("tempo.metronome"), new FontIcon(Action.METRONOME.icon()));
        metronome.setId("metronome");
        metronome.getStyleClass().add("small");
        metronome.setMinWidth(Region.USE_PREF_SIZE);
        Actions.describe(metronome, Action.METRONOME);
        model.clickingProperty().subscribe(metronome::setSelected);
        metronome.setOnAction(_ -> model.setClicking(metronome.isSelected()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return row(metronome, gap, small(Action.UNDO, "undo"), small(Action.REDO, "redo"));
    }

    private Button small(Action action, String id) {
        var button = actions.iconButton(action);
        button.setId(id);
        button.getStyleClass().addAll("flat", "small");
        return button;
    }

    private void show() {
        if (!isOpen()) {
            return;
        }
        SongTempo tempo = model.tempoProperty().get();
        Optional<TempoMap> map = tempo.map();
        double until = model.duration();
        boolean analysing = model.analysingProperty().get();
        boolean asFound = model.isAsEstimated();
        state.setText(TempoWords.state(tempo, asFound, analysing));
        state.getStyleClass().remove("doubt");
        if (TempoWords.isDoubtful(tempo) && map.isPresent()) {
            state.getStyleClass().add("doubt");
        }
        fit.setText(TempoWords.fit(tempo.fit()));
        String figure = written();
        if (!bpm.getText().equals(figure)) {
            bpm.setText(figure);
        }
        bpm.pseudoClassStateChanged(WRONG, false);
        half.setDisable(map.isEmpty() || !model.canTimes(0.5));
        twice.setDisable(map.isEmpty() || !model.canTimes(2));
        dotted.setDisable(map.isEmpty() || !model.canTimes(1.5));
        boolean steady = map.isEmpty() || map.get().isConstant();
        constant.setSelected(steady);
        mapped.setSelected(!steady);
        constant.setDisable(map.isEmpty());
        mapped.setDisable(steady && model.changes().isEmpty());
        meter.setText(map.map(known -> TempoWords.meter(known, until)).orElseGet(() -> Words.of("tempo.no-bars")));
        meter.setAccessibleText(Words.of("tempo.meter-said", meter.getText()));
        meter.setDisable(map.isEmpty());
        earlier.setDisable(map.isEmpty());
        later.setDisable(map.isEmpty());
        key.setText(tempo.key()
                .map(TempoWords::key)
                .map(known -> tempo.source() == SongTempo.Source.FROM_FILE
                        ? known
                        : Words.of("tempo.key-estimated", known))
                .orElseGet(() -> analysing ? "" : Words.of("tempo.key-unknown")));
        confirm.setDisable(map.isEmpty() || tempo.source() == SongTempo.Source.CONFIRMED);
        boolean estimate = model.estimateProperty()
                .get()
                .filter(found -> found.map().isPresent())
                .isPresent();
        useEstimate.setDisable(!estimate || asFound);
        useEstimate.setVisible(!useEstimate.isDisabled());
        useEstimate.setManaged(useEstimate.isVisible());
        boolean stated = model.statedProperty().get().isPresent();
        useStated.setVisible(stated);
        useStated.setManaged(stated);
        useStated.setDisable(tempo.source() == SongTempo.Source.FROM_FILE);
    }
}
