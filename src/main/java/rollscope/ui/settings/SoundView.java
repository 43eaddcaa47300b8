package rollscope.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import rollscope.language.Words;
import rollscope.playback.AudioStatus;
import rollscope.playback.OutputDevice;
import rollscope.playback.SoundbankStatus;
import rollscope.settings.Settings;

/** The settings of sound: the output device, the soundbank that plays, and how to get a better one. */
public final class SoundView extends SettingsRows {
    /**
     * @param status what is heard now, and how late
     * @param choose asks the user for a soundbank
     */
    public SoundView(
            SoundModel model,
            ObservableValue<AudioStatus> status,
            ObservableValue<SoundbankStatus> bank,
            Runnable choose) {
        var output = new ComboBox<String>();
        output.setId("sound-output");
        output.getStyleClass().add("sheet-control");
        output.setAccessibleText(Words.of("settings.output"));
        output.setPrefWidth(WIDTH);
        output.setMaxWidth(WIDTH);
        Runnable fill = () -> fill(output, model);
        output.setOnAction(_ -> {
            int index = output.getSelectionModel().getSelectedIndex();
            if (index >= 0) {
                model.chooseOutput(index == 0 ? Optional.empty() : Optional.of(output.getValue()));
            }
        });

        var playing = new Label();
        playing.getStyleClass().add("strong");
        playing.setWrapText(true);
        playing.setMaxWidth(WIDTH);
        var more = new Label();
        more.setId("soundbank-advice");
        more.setWrapText(true);
        more.setMaxWidth(WIDTH);
        more.setMinHeight(Region.USE_PREF_SIZE);
        var chooseFile = new Button(Words.of("settings.choose-soundbank"));
        chooseFile.getStyleClass().add("sheet-control");
        chooseFile.setId("choose-soundbank");
        chooseFile.setOnAction(_ -> choose.run());
        var best = new Button(Words.of("settings.system-soundbank"));
        best.setId("system-soundbank");
        best.getStyleClass().add("sheet-control");
        best.setOnAction(_ -> model.chooseSoundbank(Optional.empty()));
        var buttons = new HBox(chooseFile, best);
        buttons.getStyleClass().add("row");

        var now = words("");
        now.setId("sound-now");
        row(SettingsRow.OUTPUT, output, now);
        row(SettingsRow.SOUNDBANK, playing, more, buttons);
        follow(status, sounding -> {
            now.setText(words(sounding));
            now.getStyleClass().setAll("label", sounding instanceof AudioStatus.Silent ? "doubt" : "secondary-text");
        });
        follow(model.outputsProperty(), _ -> fill.run());
        follow(
                model.chosenProperty(),
                chosen -> best.setDisable(chosen.soundbank().isEmpty()));
        follow(bank, playingNow -> {
            playing.setText(name(playingNow));
            more.getStyleClass().setAll("label", playingNow.trouble().isPresent() ? "doubt" : "secondary-text");
            more.setText(playingNow
                    .trouble()
                    .orElseGet(() -> playingNow.builtIn() || playingNow.name().isEmpty()
                            ? SoundbankStatus.advice()
                            : Words.of("settings.soundbank-files")));
        });
    }

    private static String words(AudioStatus status) {
        return switch (status) {
            case AudioStatus.Idle() -> Words.of("settings.output-not-yet");
            case AudioStatus.Ready(var device, var _, var latency) ->
                Words.of("settings.output-now", device, Long.toString(Math.round(latency * 1000)));
            case AudioStatus.Silent(var sentence) -> sentence;
        };
    }

    private static String name(SoundbankStatus status) {
        if (status.loading()) {
            return Words.of("settings.soundbank-loading");
        }
        if (status.name().isEmpty()) {
            return Words.of("settings.soundbank-not-yet");
        }
        return status.builtIn() ? Words.of("settings.soundbank-built-in") : status.name();
    }

    /** A device that is gone stays in the list as long as it is the chosen one. */
    private static void fill(ComboBox<String> output, SoundModel model) {
        Settings.Sound chosen = model.chosenProperty().get();
        List<String> names = new ArrayList<>();
        String byDefault = Words.of("settings.output-default");
        names.add(byDefault);
        model.outputsProperty().get().stream().map(OutputDevice::name).forEach(names::add);
        chosen.output().filter(name -> !names.contains(name)).ifPresent(names::add);
        var before = output.getOnAction();
        output.setOnAction(_ -> {});
        output.getItems().setAll(names);
        output.getSelectionModel().select(chosen.output().orElse(byDefault));
        output.setOnAction(before);
    }
}
