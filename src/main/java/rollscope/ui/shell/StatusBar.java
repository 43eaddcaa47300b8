package rollscope.ui.shell;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import rollscope.playback.AudioStatus;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;
import rollscope.ui.transport.TransportModel;

/** The line at the bottom: sound, what was done last, the note under the pointer, how many notes there are. */
final class StatusBar extends HBox {
    private static final Duration WORD_STAYS = Duration.seconds(12);

    StatusBar(ShellModel model, TransportModel transport, ReadOnlyStringProperty pointed, Actions actions) {
        setId("status-bar");
        getStyleClass().add("status-bar");

        var sound = new Label();
        sound.setId("sound");
        sound.setMinWidth(0);
        transport.statusProperty().subscribe(status -> {
            sound.setText(words(status));
            sound.getStyleClass().remove("doubt");
            if (status instanceof AudioStatus.Silent) {
                sound.getStyleClass().add("doubt");
            }
        });

        var word = new Label();
        word.setId("status-message");
        word.getStyleClass().add("good");
        var later = new PauseTransition(WORD_STAYS);
        later.setOnFinished(_ -> word.setText(""));
        model.noticeProperty().subscribe(notice -> notice.filter(now -> now.tone() == Notice.Tone.GOOD)
                .ifPresent(now -> {
                    word.setText(now.sentence());
                    later.playFromStart();
                }));

        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var hover = new Label();
        hover.getStyleClass().add("tabular");
        hover.setMinWidth(0);
        hover.textProperty().bind(pointed);
        var naming = new Label("C4 = 60");
        var count = new Label();
        count.setMinWidth(Region.USE_PREF_SIZE);
        model.shownProperty().subscribe(shown -> {
            count.setText(
                    shown.map(now -> Figures.count(now.transcription().notes().size(), "note"))
                            .orElse(""));
            naming.setVisible(shown.isPresent());
        });
        for (var label : new Label[] {hover, naming, count}) {
            label.managedProperty().bind(label.visibleProperty());
        }
        hover.visibleProperty().bind(model.connectingProperty().not());
        getChildren()
                .addAll(
                        small(Action.LIBRARY, actions),
                        sound,
                        word,
                        gap,
                        hover,
                        naming,
                        count,
                        small(Action.INSTRUMENTS, actions));
    }

    private static Button small(Action action, Actions actions) {
        var button = actions.iconButton(action);
        button.getStyleClass().addAll("flat", "small");
        button.setFocusTraversable(false);
        return button;
    }

    static String words(AudioStatus status) {
        return switch (status) {
            case AudioStatus.Idle() -> "Sound starts with the first play";
            case AudioStatus.Ready(var device, var bank, var latency) ->
                String.join("  ·  ", bank, device, Math.round(latency * 1000) + " ms");
            case AudioStatus.Silent(var sentence) -> sentence;
        };
    }
}
