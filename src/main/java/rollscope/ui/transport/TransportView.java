package rollscope.ui.transport;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.roll.FollowMode;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.settings.RollLook;
import rollscope.ui.tempo.TempoChip;
import rollscope.ui.text.Figures;

/** The transport in the toolbar: to the start, play, stop, loop, position, follow, speed, blend, volume. */
public final class TransportView extends HBox implements AutoCloseable {
    private static final int[] SPEEDS = {25, 50, 60, 70, 80, 90, 100, 110, 125, 150, 200};

    private final TransportModel model;
    private final RollLook look;
    private final Actions actions;
    private final BlendView blend;
    private final TempoChip tempo;
    private final Label bars = new Label();
    private final Button toStart;
    private final Button stop;
    private final MenuButton follow;
    private final MenuButton speed;
    private final FontIcon speaker = new FontIcon(Feather.VOLUME_2);
    private final HBox loudness;
    private final AnimationTimer pulse;

    public TransportView(TransportModel model, RollLook look, Actions actions, BlendView blend, TempoChip tempo) {
        this.model = model;
        this.look = look;
        this.actions = actions;
        this.blend = blend;
        this.tempo = tempo;
        getStyleClass().add("transport");
        setMinWidth(0);

        toStart = actions.iconButton(Action.TO_START);
        var play = new Button("", new FontIcon(Feather.PLAY));
        play.setId("play");
        play.getStyleClass().addAll("accent", "button-icon", "play");
        actions.wire(play, Action.PLAY);
        model.playingProperty().subscribe(playing -> {
            play.setGraphic(new FontIcon(playing ? Feather.PAUSE : Feather.PLAY));
            play.setAccessibleText(Words.of(playing ? "transport.pause" : "transport.play"));
        });
        stop = actions.iconButton(Action.STOP);
        stop.setId("stop");

        var position = new Label();
        position.setId("position");
        position.getStyleClass().add("position");
        position.setMinWidth(Region.USE_PREF_SIZE);
        Actions.hint(position, Words.of("transport.position-hint"));
        position.textProperty().bind(model.positionProperty());

        bars.setId("position-bars");
        bars.getStyleClass().add("position-bars");
        bars.textProperty().bind(model.barsProperty());
        var counted = bars.textProperty().isNotEmpty();
        bars.visibleProperty().bind(counted);
        bars.managedProperty().bind(counted);
        var positions = new VBox(position, bars);
        positions.getStyleClass().add("positions");
        positions.setMinWidth(Region.USE_PREF_SIZE);

        var loop = new ToggleButton("", new FontIcon(Action.LOOP.icon()));
        loop.setId("loop");
        loop.getStyleClass().add("button-icon");
        actions.wire(loop, Action.LOOP);
        model.loopProperty().subscribe(now -> {
            loop.setSelected(now.isPresent());
            loop.setAccessibleText(
                    now.map(set -> Words.of(
                                    "transport.loop", Figures.position(set.from()), Figures.position(set.to())))
                            .orElse(Action.LOOP.text()));
        });
        loop.setOnAction(_ -> {
            actions.run(Action.LOOP);
            loop.setSelected(model.loopProperty().get().isPresent());
        });

        follow = follow(look);
        speed = speed(model, actions);
        speaker.getStyleClass().add("muted-icon");
        var volume = new Slider(0, 1, model.volume());
        volume.setId("volume");
        volume.setAccessibleText(Words.of("transport.volume"));
        Actions.hint(volume, Words.of("transport.volume"));
        volume.setBlockIncrement(0.05);
        volume.valueProperty().subscribe((_, now) -> {
            model.setVolume(now.doubleValue());
            speaker.setIconCode(icon(now.doubleValue()));
        });
        speaker.setIconCode(icon(model.volume()));
        var meter = new MeterView();
        var slider = new VBox(volume, meter);
        slider.getStyleClass().add("volume-and-meter");
        loudness = new HBox(speaker, slider);
        loudness.getStyleClass().add("volume");

        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(toStart, play, stop, loop, positions, tempo, follow, speed, gap, blend, loudness);
        follow.disableProperty().bind(model.canPlayProperty().not());
        speed.disableProperty().bind(model.canPlayProperty().not());

        pulse = new AnimationTimer() {
            @Override
            public void handle(long now) {
                model.pull(System.nanoTime());
                meter.show(model.meter());
            }
        };
        // A running timer keeps the toolkit painting sixty times a second, whether anything changes or not.
        model.movingProperty().subscribe(moving -> {
            if (moving) {
                pulse.start();
            } else {
                pulse.stop();
            }
        });
    }

    private static MenuButton speed(TransportModel model, Actions actions) {
        var menu = new MenuButton();
        menu.setId("speed");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        Actions.hint(menu, Words.of("transport.speed-hint"));
        menu.getItems().setAll(speeds(model, actions));
        model.speedProperty().subscribe(now -> {
            long percent = Math.round(now.doubleValue() * 100);
            menu.setText(percent + " %");
            menu.setAccessibleText(Words.of("transport.speed-said", Long.toString(percent)));
            menu.getStyleClass().remove("changed");
            if (percent != 100) {
                menu.getStyleClass().add("changed");
            }
        });
        return menu;
    }

    private static List<MenuItem> speeds(TransportModel model, Actions actions) {
        var items = new ArrayList<MenuItem>();
        var group = new ToggleGroup();
        for (int percent : SPEEDS) {
            var item = new RadioMenuItem(percent == 100 ? Words.of("transport.speed-as-recorded") : percent + " %");
            item.setToggleGroup(group);
            item.setOnAction(_ -> model.setSpeed(percent / 100.0));
            model.speedProperty().subscribe(now -> item.setSelected(Math.round(now.doubleValue() * 100) == percent));
            items.add(item);
        }
        items.add(new SeparatorMenuItem());
        items.add(actions.menuItem(Action.SLOWER));
        items.add(actions.menuItem(Action.FASTER));
        return items;
    }

    private static MenuButton follow(RollLook look) {
        var follow = new MenuButton("", new FontIcon(Action.FOLLOW.icon()));
        follow.setId("follow");
        follow.setMinWidth(Region.USE_PREF_SIZE);
        Actions.hint(follow, Action.FOLLOW.hint());
        follow.getItems().setAll(modes(look));
        look.followModeProperty().subscribe(mode -> {
            follow.setText(
                    switch (mode) {
                        case OFF -> Words.of("transport.follow-off");
                        case PAGE -> Words.of("transport.follow-by-page");
                        case CONTINUOUS -> Words.of("transport.follow");
                    });
            follow.setAccessibleText(Words.of("transport.follow-said", words(mode)));
        });
        return follow;
    }

    private static List<MenuItem> modes(RollLook look) {
        var items = new ArrayList<MenuItem>();
        var modes = new ToggleGroup();
        for (var mode : FollowMode.values()) {
            var item = new RadioMenuItem(words(mode));
            item.setToggleGroup(modes);
            item.setOnAction(_ -> look.followModeProperty().set(mode));
            look.followModeProperty().subscribe(now -> item.setSelected(now == mode));
            items.add(item);
        }
        return items;
    }

    /** What the bar leaves out where it is narrow, for a menu. */
    public List<Menu> menus() {
        var speeds = new Menu(Words.of("transport.speed"), new FontIcon(Feather.CLOCK));
        speeds.getItems().setAll(speeds(model, actions));
        speeds.disableProperty().bind(model.canPlayProperty().not());
        var modes = new Menu(Words.of("transport.follow-the-playhead"), new FontIcon(Action.FOLLOW.icon()));
        modes.getItems().setAll(modes(look));
        return List.of(speeds, modes);
    }

    /**
     * Leaves out what keys and the menu can do as well, where there is not the room for everything.
     *
     * @param width of the whole toolbar
     */
    public void fold(double width) {
        tempo.fold(width < 1400);
        shown(tempo, width >= 960);
        follow.setContentDisplay(width < 1600 ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.TEXT_ONLY);
        shown(stop, width >= 1240);
        shown(speaker, width >= 1300);
        shown(speed, width >= 1120);
        shown(follow, width >= 1060);
        shown(loudness, width >= 900);
        shown(toStart, width >= 800);
        blend.fold(width);
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static String words(FollowMode mode) {
        return switch (mode) {
            case OFF -> Words.of("transport.mode-off");
            case PAGE -> Words.of("transport.mode-page");
            case CONTINUOUS -> Words.of("transport.mode-continuous");
        };
    }

    private static Feather icon(double volume) {
        if (volume == 0) {
            return Feather.VOLUME_X;
        }
        return volume < 0.4 ? Feather.VOLUME_1 : Feather.VOLUME_2;
    }

    @Override
    public void close() {
        pulse.stop();
    }
}
