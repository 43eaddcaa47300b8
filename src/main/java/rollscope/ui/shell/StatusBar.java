package rollscope.ui.shell;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import rollscope.language.Words;
import rollscope.playback.AudioStatus;
import rollscope.playback.SoundbankStatus;
import rollscope.transcription.OctaveNaming;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.settings.RollLook;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;
import rollscope.ui.transport.StemModel;
import rollscope.ui.transport.StemSound;
import rollscope.ui.transport.TransportModel;

/** The line at the bottom: sound, what was done last, the note under the pointer, how many notes there are. */
final class StatusBar extends HBox {
    private static final Duration WORD_STAYS = Duration.seconds(12);

    StatusBar(
            ShellModel model,
            TransportModel transport,
            StemModel stems,
            RollLook look,
            ReadOnlyStringProperty pointed,
            Actions actions) {
        setId("status-bar");
        getStyleClass().add("status-bar");

        var sound = sound(transport, actions);
        var stem = stem(stems);

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
        var naming = naming(look);
        var count = new Label();
        count.setMinWidth(Region.USE_PREF_SIZE);
        model.shownProperty().subscribe(shown -> {
            count.setText(
                    shown.map(now -> now.transcription().notes().size())
                            .map(notes -> Words.of("shell.notes", notes, Figures.count(notes)))
                            .orElse(""));
            naming.setVisible(shown.isPresent());
        });
        for (var node : new Node[] {hover, naming, count}) {
            node.managedProperty().bind(node.visibleProperty());
        }
        hover.visibleProperty().bind(model.connectingProperty().not());
        getChildren()
                .addAll(
                        small(Action.LIBRARY, actions),
                        sound,
                        stem,
                        word,
                        gap,
                        hover,
                        naming,
                        count,
                        small(Action.INSTRUMENTS, actions));
    }

    /** What sounds, where it goes and how late; leads to the choice of both. */
    private static Button sound(TransportModel transport, Actions actions) {
        var sound = new Button();
        sound.setId("sound");
        sound.getStyleClass().addAll("flat", "small", "words-button");
        sound.setMinWidth(0);
        sound.setMnemonicParsing(false);
        sound.setOnAction(_ -> actions.run(Action.SOUND));
        var tooltip = Actions.tooltip("");
        sound.setTooltip(tooltip);
        Runnable words = () -> {
            var status = transport.statusProperty().get();
            var bank = transport.soundbankProperty().get();
            sound.setText(words(status, bank));
            tooltip.setText(bank.trouble()
                    .orElse(bank.builtIn() ? SoundbankStatus.advice() : Words.of("shell.choose-sound")));
            sound.setAccessibleText(Words.of("shell.sound-now", sound.getText()));
            sound.getStyleClass().remove("doubt");
            if (status instanceof AudioStatus.Silent || bank.trouble().isPresent()) {
                sound.getStyleClass().add("doubt");
            }
        };
        transport.statusProperty().subscribe(_ -> words.run());
        transport.soundbankProperty().subscribe(_ -> words.run());
        return sound;
    }

    /** What is on its way to be heard with the notes, or why it is not, with a way to end it or to go on. */
    private static HBox stem(StemModel stems) {
        var words = new Label();
        words.setId("stem-status");
        words.setMinWidth(0);
        var stop = new Button(Words.of("shell.stop"));
        stop.setId("stop-stem");
        stop.getStyleClass().addAll("flat", "small");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setAccessibleText(Words.of("shell.stop-stem"));
        stop.setOnAction(_ -> stems.stop());
        var again = new Button(Words.of("shell.fetch-again"));
        again.setId("retry-stem");
        again.getStyleClass().addAll("flat", "small");
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(_ -> stems.retry());
        var box = new HBox(words, stop, again);
        box.getStyleClass().add("stem-status");
        box.setMinWidth(0);
        Runnable show = () -> {
            var now = stems.soundProperty().get();
            boolean retry = stems.canRetryProperty().get();
            words.setText(
                    switch (now) {
                        case StemSound.None(String why) -> retry ? why : "";
                        case StemSound.Coming(String doing, var part) ->
                            part.isPresent()
                                    ? doing + " · " + Math.round(part.getAsDouble() * 100) + " %"
                                    : doing + "…";
                        case StemSound.Ready _ -> "";
                        case StemSound.Failed(String sentence, String _) -> sentence;
                    });
            words.setTooltip(
                    now instanceof StemSound.Failed(String sentence, String remedy)
                            ? Actions.tooltip(Words.of("shell.two-sentences", sentence, remedy))
                            : null);
            words.getStyleClass().remove("doubt");
            if (now instanceof StemSound.Failed) {
                words.getStyleClass().add("doubt");
            }
            shown(stop, now instanceof StemSound.Coming);
            shown(again, retry);
            shown(box, !words.getText().isEmpty());
        };
        stems.soundProperty().subscribe(_ -> show.run());
        stems.canRetryProperty().subscribe(_ -> show.run());
        return box;
    }

    private static void shown(Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Which octave numbers the window writes; the number 60 is the same everywhere. */
    private static MenuButton naming(RollLook look) {
        var menu = new MenuButton();
        menu.setId("naming");
        menu.getStyleClass().addAll("flat", "small", "no-arrow");
        menu.setPopupSide(Side.TOP);
        Actions.hint(menu, Words.of("shell.octaves"));
        var group = new ToggleGroup();
        for (var naming : OctaveNaming.values()) {
            var item = new RadioMenuItem(
                    switch (naming) {
                        case C3 -> Words.of("settings.c3");
                        case C4 -> Words.of("settings.c4");
                        case C5 -> Words.of("settings.c5");
                    });
            item.setToggleGroup(group);
            item.setOnAction(_ -> look.namingProperty().set(naming));
            look.namingProperty().subscribe(now -> item.setSelected(now == naming));
            menu.getItems().add(item);
        }
        look.namingProperty().subscribe(now -> {
            menu.setText(now + " = 60");
            menu.setAccessibleText(Words.of("shell.middle-c", now));
        });
        return menu;
    }

    private static Button small(Action action, Actions actions) {
        var button = actions.iconButton(action);
        button.getStyleClass().addAll("flat", "small");
        button.setFocusTraversable(false);
        return button;
    }

    static String words(AudioStatus status, SoundbankStatus bank) {
        return switch (status) {
            case AudioStatus.Idle() -> Words.of("shell.no-sound-yet");
            case AudioStatus.Ready(var device, var name, var latency) ->
                String.join(
                        "  ·  ",
                        bank.builtIn() ? Words.of("shell.built-in-sounds") : name,
                        device,
                        Math.round(latency * 1000) + " ms");
            case AudioStatus.Silent(var sentence) -> sentence;
        };
    }
}
