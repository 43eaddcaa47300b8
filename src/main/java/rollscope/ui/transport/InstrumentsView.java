package rollscope.ui.transport;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.midi.GeneralMidi;
import rollscope.roll.Arrangement;
import rollscope.roll.RollColours;
import rollscope.transcription.Instrument;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.fx.OneAPulse;
import rollscope.ui.settings.RollLook;
import rollscope.ui.text.Figures;
import rollscope.ui.text.ShortName;

/** The panel at the right: the instruments, what each is called, and which are heard. */
public final class InstrumentsView extends BorderPane {
    public static final double WIDTH = 288;

    private static final double ROW = 46;
    private static final PseudoClass DOUBT = PseudoClass.getPseudoClass("doubt");

    /** More rows than a window has room for. */
    private static final int MANY = 24;

    private final TransportModel model;
    private final RollLook look;
    private final OneAPulse pulses;

    private final ListView<Part> list;

    /** What the list shows in a rehearsal. */
    private final ObservableList<Part> unheard = FXCollections.observableArrayList();

    private boolean rehearsing;
    private final List<PartCell> rehearsed = new ArrayList<>();

    /** Rows without a cell, made in a rehearsal: making one takes longer than anything else in this panel. */
    private final Deque<PartRow> spare = new ArrayDeque<>();

    private final DoubleProperty loudnessOfNone = new SimpleDoubleProperty(1);

    /** How many the list shows. */
    private int rows;

    private boolean unrolling;

    private final ObservableValue<IntPredicate> doubtful;
    private final IntConsumer openPart;
    private BiConsumer<Node, IntSupplier> drags = (_, _) -> {};
    private final ObjectProperty<RollColours> colours = new SimpleObjectProperty<>(RollColours.LIGHT);

    /**
     * @param doubtful kits, by index, whose pitches should be looked at
     * @param openPart shows name, sound and drums of an instrument, by index
     * @param pulses   in which rows are added, one each
     */
    public InstrumentsView(
            TransportModel model,
            RollLook look,
            Actions actions,
            ObservableValue<IntPredicate> doubtful,
            IntConsumer openPart,
            OneAPulse pulses) {
        this.model = model;
        this.look = look;
        this.doubtful = doubtful;
        this.openPart = openPart;
        this.pulses = pulses;
        getStyleClass().addAll("side-panel", "instruments");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        var heading = new Label(Words.of("transport.instruments"));
        heading.getStyleClass().add("heading");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var top = new HBox(heading, gap, arrangement(look, actions));
        top.getStyleClass().add("instruments-top");
        setTop(top);

        list = new ListView<>(model.parts());
        list.setId("instrument-list");
        list.setAccessibleText(Words.of("transport.instruments"));
        list.setCellFactory(_ -> new PartCell());
        list.setFixedCellSize(ROW);
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.F2 || event.getCode() == KeyCode.ENTER) {
                openPart.accept(model.inFrontProperty().get());
                event.consume();
            }
        });
        BorderPane.setAlignment(list, Pos.TOP_LEFT);
        setCenter(list);
        model.loadedProperty().subscribe(_ -> unroll(list));
        list.sceneProperty().subscribe(_ -> unroll(list));
        // The chosen row is the instrument in front.
        list.getSelectionModel().selectedIndexProperty().subscribe((_, row) -> model.bringToFront(row.intValue()));
        model.inFrontProperty().subscribe(row -> list.getSelectionModel().clearAndSelect(row.intValue()));
        model.loadedProperty().subscribe(_ -> list.getSelectionModel()
                .clearAndSelect(model.inFrontProperty().get()));
    }

    /** Gives the list another row in each pulse until it shows all: no other part of the window takes as long to make. */
    private void unroll(ListView<Part> list) {
        int all = model.parts().size();
        rows = rows < MANY ? Math.min(rows, all) : all;
        allow(list, rows);
        if (rows < all
                && !unrolling
                && list.getScene() != null
                && list.getScene().getWindow() != null) {
            unrolling = true;
            pulses.later(() -> {
                unrolling = false;
                rows++;
                unroll(list);
            });
        }
    }

    private static void allow(ListView<Part> list, int rows) {
        double height = ROW * rows + 2;
        list.setPrefHeight(height);
        list.setMaxHeight(height);
        list.setMinHeight(Math.min(height, 3 * ROW));
    }

    private static MenuButton arrangement(RollLook look, Actions actions) {
        var menu = new MenuButton();
        menu.setId("arrangement");
        menu.getStyleClass().addAll("flat", "small");
        Actions.hint(menu, Action.ARRANGEMENT.hint());
        var group = new ToggleGroup();
        for (var arrangement : Arrangement.values()) {
            var item = new RadioMenuItem(words(arrangement));
            item.setToggleGroup(group);
            item.setOnAction(_ -> look.arrangementProperty().set(arrangement));
            look.arrangementProperty().subscribe(now -> item.setSelected(now == arrangement));
            menu.getItems().add(item);
        }
        menu.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        actions.checkItem(Action.FOLD, look.foldedProperty()),
                        actions.checkItem(Action.VELOCITY_LANE, look.velocityLaneProperty()));
        look.arrangementProperty().subscribe(now -> {
            menu.setText(words(now));
            menu.setAccessibleText(Words.of("transport.arrangement", words(now)));
        });
        return menu;
    }

    private static String words(Arrangement arrangement) {
        return switch (arrangement) {
            case LANES -> Words.of("transport.lanes");
            case OVERLAY -> Words.of("transport.overlay");
        };
    }

    /**
     * What makes the name of a row one that something can be dragged from; told of each row once, and whose name it then is: an index of
     * the song's instruments, -1 for none.
     */
    public void setDrags(BiConsumer<Node, IntSupplier> made) {
        drags = made;
    }

    /** The colours that the roll has. */
    public void setColours(RollColours now) {
        colours.set(now);
    }

    /** Shows a row of no instrument more than before, until {@link #endRehearsal}. The rows that are made for it are kept. */
    public void rehearseRow() {
        if (!rehearsing) {
            rehearsing = true;
            list.setItems(unheard);
        }
        unheard.add(new Part(new Instrument(0, "A name too long for its row", 0, true, false), "", 1000, false, false));
        allow(list, unheard.size());
    }

    /** Shows the instruments again. */
    public void endRehearsal() {
        if (rehearsing) {
            rehearsing = false;
            rehearsed.forEach(PartCell::giveBack);
            rehearsed.clear();
            list.setItems(model.parts());
            allow(list, rows);
        }
    }

    /** How loud what a row shows is. */
    private DoubleProperty loudness(Part part) {
        return rehearsing ? loudnessOfNone : model.volumeOf(part.instrument().index());
    }

    private final class PartCell extends ListCell<Part> {
        private @Nullable PartRow row;

        PartCell() {
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setOnContextMenuRequested(event -> {
                if (row != null && !isEmpty()) {
                    row.offerMenu(event);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Part part, boolean empty) {
            super.updateItem(part, empty);
            if (empty || part == null) {
                if (row != null) {
                    row.rest();
                }
                setGraphic(null);
                setText(null);
            } else {
                var shown = row();
                shown.show(part);
                setText(Words.of(
                        "transport.row", part.instrument().name(), part.notes(), Figures.count(part.notes())));
                setGraphic(shown);
            }
        }

        private PartRow row() {
            var mine = row;
            if (mine == null) {
                mine = spare.isEmpty() ? new PartRow() : spare.remove();
                row = mine;
                if (rehearsing) {
                    rehearsed.add(this);
                }
            }
            return mine;
        }

        private void giveBack() {
            var mine = row;
            if (mine != null) {
                mine.rest();
                setGraphic(null);
                row = null;
                spare.add(mine);
            }
        }
    }

    /** What a cell shows; it may have been another's before. */
    private final class PartRow extends VBox {
        private @Nullable Part part;
        private final Rectangle colour = new Rectangle(12, 12);
        private final Button swatch = new Button("", colour);
        private @Nullable ContextMenu palette;
        private @Nullable ContextMenu menu;
        private final Label name = new Label();
        private final Button sound = new Button();
        private final Label count = new Label();
        private final ToggleButton mute = new ToggleButton("M");
        private final ToggleButton solo = new ToggleButton("S");
        private final Slider volume = new Slider(0, 1, 1);
        private Subscription followed = Subscription.EMPTY;

        PartRow() {
            colour.setArcWidth(4);
            colour.setArcHeight(4);
            swatch.getStyleClass().addAll("flat", "swatch");
            swatch.setOnAction(_ -> offerColours());
            name.setMinWidth(0);
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            // Two instruments often differ in their last word only.
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            sound.setGraphic(new FontIcon(Feather.EDIT_2));
            sound.getStyleClass().addAll("flat", "part-sound");
            sound.setMinWidth(0);
            sound.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            sound.setOnAction(_ -> {
                var part = this.part;
                if (part != null) {
                    openPart.accept(part.instrument().index());
                }
            });
            count.getStyleClass().addAll("secondary", "part-count");
            count.setMinWidth(Region.USE_PREF_SIZE);
            drags.accept(name, () -> {
                var part = this.part;
                return part == null ? -1 : part.instrument().index();
            });
            mute.getStyleClass().addAll("small", "mute");
            solo.getStyleClass().addAll("small", "solo");
            listen(mute, (part, on, alone) -> model.mute(part.instrument().index(), on, alone));
            listen(solo, (part, on, alone) -> model.solo(part.instrument().index(), on, alone));
            var line = new HBox(swatch, name, mute, solo);
            line.getStyleClass().add("part");
            volume.getStyleClass().add("part-volume");
            volume.setSkin(new ProgressSliderSkin(volume));
            volume.setBlockIncrement(0.05);
            volume.valueProperty().subscribe((_, now) -> {
                var part = this.part;
                if (part != null) {
                    loudness(part).set(now.doubleValue());
                }
            });
            volume.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2) {
                    volume.setValue(1);
                }
            });
            var below = new HBox(sound, volume, count);
            below.getStyleClass().add("part-below");
            HBox.setHgrow(volume, Priority.ALWAYS);
            getChildren().addAll(line, below);
            getStyleClass().add("part-lines");
            setPrefWidth(0);
            colours.subscribe(_ -> paint());
            doubtful.subscribe(_ -> sayWhatPlays());
        }

        /** Made when first asked for: a menu has a scene of its own, which is much for each row. */
        private void offerMenu(ContextMenuEvent event) {
            if (menu == null) {
                menu = menu();
            }
            menu.show(this, event.getScreenX(), event.getScreenY());
            event.consume();
        }

        private ContextMenu menu() {
            var open = new MenuItem(Words.of("transport.open-part"), new FontIcon(Feather.EDIT_3));
            open.setOnAction(_ -> sound.fire());
            var colour = new MenuItem(Words.of("transport.choose-colour"));
            colour.setOnAction(_ -> offerColours());
            var muted = new CheckMenuItem(Words.of("transport.mute"));
            var soloed = new CheckMenuItem(Words.of("transport.solo"));
            muted.setOnAction(_ -> mute.fire());
            soloed.setOnAction(_ -> solo.fire());
            var made = new ContextMenu(open, colour, new SeparatorMenuItem(), muted, soloed);
            made.setOnShowing(_ -> {
                muted.setSelected(mute.isSelected());
                soloed.setSelected(solo.isSelected());
            });
            return made;
        }

        /** A guess has a question mark; what it is a guess of, and what to do about it, the tooltip says. */
        private void sayWhatPlays() {
            var part = this.part;
            if (part == null) {
                return;
            }
            var instrument = part.instrument();
            boolean doubt = doubtful.getValue().test(instrument.index());
            String voice = GeneralMidi.soundName(instrument.program(), instrument.drums());
            boolean guess = instrument.guessed() && !voice.equalsIgnoreCase(part.delivered()) && !instrument.drums();
            // What the name says already need not be said twice.
            String shorter = voice.equalsIgnoreCase(instrument.name())
                    ? "GM " + (instrument.program() + 1)
                    : ShortName.of(voice, 17);
            sound.pseudoClassStateChanged(DOUBT, doubt);
            sound.setText(doubt ? Words.of("transport.check-drums") : shorter + (guess ? " ?" : ""));
            String words = doubt
                    ? Words.of("transport.doubtful-drums")
                    : Words.of(guess ? "transport.plays-as-guess" : "transport.plays-as", voice);
            sound.setAccessibleText(Words.of("transport.sound-said", instrument.name(), words));
            Actions.hint(sound, Words.of("transport.sound-hint", words));
        }

        private void listen(ToggleButton button, Toggled toggled) {
            boolean[] alone = new boolean[1];
            button.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> alone[0] = event.isAltDown());
            button.setOnAction(_ -> {
                var part = this.part;
                if (part != null) {
                    toggled.toggled(part, alone[0] || button.isSelected(), alone[0]);
                }
                alone[0] = false;
            });
        }

        private void paint() {
            var part = this.part;
            if (part != null) {
                colour.setFill(fill(colours.get().note(part.instrument().index())));
            }
        }

        /** A palette of the hues that colour-blind eyes tell apart. */
        private void offerColours() {
            var part = this.part;
            if (part == null) {
                return;
            }
            String instrument = part.delivered();
            var hues = palette();
            var tiles = new TilePane();
            tiles.getStyleClass().add("palette");
            tiles.setPrefColumns(6);
            for (int hue : RollColours.DARK.notes()) {
                var shown = new Rectangle(
                        20, 20, fill(colours.get().withNotes(List.of(hue)).note(0)));
                shown.setArcWidth(6);
                shown.setArcHeight(6);
                var choice = new Button("", shown);
                choice.getStyleClass().addAll("flat", "swatch");
                choice.setAccessibleText(HueNames.of(hue));
                Actions.hint(choice, HueNames.of(hue));
                choice.setOnAction(_ -> {
                    hues.hide();
                    look.colour(instrument, hue);
                });
                tiles.getChildren().add(choice);
            }
            var item = new CustomMenuItem(tiles, false);
            var inTurn = new MenuItem(Words.of("transport.colour-by-turn"));
            inTurn.setOnAction(_ -> look.uncolour(instrument));
            inTurn.setDisable(!look.huesProperty().get().containsKey(instrument));
            hues.getItems().setAll(item, inTurn);
            hues.show(swatch, Side.BOTTOM, 0, 4);
        }

        private ContextMenu palette() {
            if (palette == null) {
                palette = new ContextMenu();
            }
            return palette;
        }

        private static Color fill(int argb) {
            return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
        }

        private void show(Part now) {
            rest();
            part = now;
            String called = now.instrument().name();
            name.setText(ShortName.of(called, 22));
            Actions.hint(
                    name,
                    called.equals(now.delivered())
                            ? called
                            : Words.of("transport.delivered-as", called, now.delivered()));
            sayWhatPlays();
            count.setText(Figures.count(now.notes()));
            mute.setSelected(now.muted());
            solo.setSelected(now.soloed());
            mute.setAccessibleText(Words.of("transport.mute-said", called));
            solo.setAccessibleText(Words.of("transport.solo-said", called));
            swatch.setAccessibleText(Words.of("transport.colour-of", called));
            Actions.hint(swatch, Words.of("transport.colour-of", called));
            Actions.hint(mute, Words.of("transport.mute-hint", called));
            Actions.hint(solo, Words.of("transport.solo-hint", called));
            followed = loudness(now).subscribe(loud -> {
                volume.setValue(loud.doubleValue());
                volume.setAccessibleText(Words.of("transport.volume-of", called));
            });
            Actions.hint(volume, Words.of("transport.volume-of-hint", called));
            paint();
        }

        /** Follows nothing any more. */
        private void rest() {
            followed.unsubscribe();
            followed = Subscription.EMPTY;
            part = null;
        }
    }

    private interface Toggled {
        void toggled(Part part, boolean on, boolean alone);
    }
}
