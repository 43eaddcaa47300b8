package rollscope.ui.transport;

import javafx.animation.AnimationTimer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.roll.FollowMode;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.settings.RollLook;

/** The transport in the toolbar: to the start, play, stop, position, follow, volume. */
public final class TransportView extends HBox implements AutoCloseable {
    private final AnimationTimer pulse;

    public TransportView(TransportModel model, RollLook look, Actions actions) {
        getStyleClass().add("transport");

        var toStart = actions.iconButton(Action.TO_START);
        var play = new Button("", new FontIcon(Feather.PLAY));
        play.setId("play");
        play.getStyleClass().addAll("accent", "button-icon", "play");
        actions.wire(play, Action.PLAY);
        model.playingProperty().subscribe(playing -> {
            play.setGraphic(new FontIcon(playing ? Feather.PAUSE : Feather.PLAY));
            play.setAccessibleText(playing ? "Pause" : "Play");
        });
        var stop = actions.iconButton(Action.STOP);
        stop.setId("stop");

        var position = new Label();
        position.setId("position");
        position.getStyleClass().add("position");
        position.setMinWidth(Region.USE_PREF_SIZE);
        position.setTooltip(Actions.tooltip("Position in minutes, seconds and thousandths"));
        position.textProperty().bind(model.positionProperty());

        var follow = follow(look);
        var speaker = new FontIcon(Feather.VOLUME_2);
        speaker.getStyleClass().add("muted-icon");
        var volume = new Slider(0, 1, model.volume());
        volume.setId("volume");
        volume.setAccessibleText("Volume");
        volume.setTooltip(Actions.tooltip("Volume"));
        volume.setBlockIncrement(0.05);
        volume.valueProperty().subscribe((_, now) -> {
            model.setVolume(now.doubleValue());
            speaker.setIconCode(icon(now.doubleValue()));
        });
        speaker.setIconCode(icon(model.volume()));
        var loudness = new HBox(speaker, volume);
        loudness.getStyleClass().add("volume");

        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(toStart, play, stop, position, follow, gap, loudness);
        follow.disableProperty().bind(model.canPlayProperty().not());

        pulse = new AnimationTimer() {
            @Override
            public void handle(long now) {
                model.pull(System.nanoTime());
            }
        };
        model.canPlayProperty().subscribe(can -> {
            if (can) {
                pulse.start();
            } else {
                pulse.stop();
            }
        });
    }

    private static MenuButton follow(RollLook look) {
        var follow = new MenuButton();
        follow.setId("follow");
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setTooltip(Actions.tooltip(Action.FOLLOW.hint()));
        var modes = new ToggleGroup();
        for (var mode : FollowMode.values()) {
            var item = new RadioMenuItem(words(mode));
            item.setToggleGroup(modes);
            item.setOnAction(_ -> look.followModeProperty().set(mode));
            look.followModeProperty().subscribe(now -> item.setSelected(now == mode));
            follow.getItems().add(item);
        }
        look.followModeProperty().subscribe(mode -> {
            follow.setText(
                    switch (mode) {
                        case OFF -> "Follow off";
                        case PAGE -> "Follow by page";
                        case CONTINUOUS -> "Follow";
                    });
            follow.setAccessibleText("Follow the playhead: " + words(mode));
        });
        return follow;
    }

    private static String words(FollowMode mode) {
        return switch (mode) {
            case OFF -> "Off";
            case PAGE -> "Page by page";
            case CONTINUOUS -> "Continuously";
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
