package rollscope.ui.export;

import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import rollscope.language.Words;
import rollscope.playback.SoundFile.Mix;
import rollscope.ui.export.SoundExportModel.Quality;

/** The sheet that asks what a WAV file is to hold. */
public final class SoundExportView extends GridPane {
    /**
     * @param hasStem whether there is a stem to be heard with the notes
     * @param hasLoop whether there is a loop
     * @param save    asks for the file and writes it
     */
    public SoundExportView(SoundExportModel model, boolean hasStem, boolean hasLoop, Runnable save) {
        getStyleClass().add("sound-form");
        var group = new ToggleGroup();
        var mixes = new VBox(8);
        Mix now = hasStem ? model.mixProperty().get() : Mix.SYNTH;
        for (Mix mix : Mix.values()) {
            var button = new RadioButton(words(mix));
            button.getStyleClass().add("sheet-control");
            button.setToggleGroup(group);
            button.setSelected(mix == now);
            button.setDisable(!hasStem && mix != Mix.SYNTH);
            button.setOnAction(_ -> model.mixProperty().set(mix));
            mixes.getChildren().add(button);
        }
        model.mixProperty().set(now);
        if (!hasStem) {
            var why = new Label(Words.of("export.no-audio"));
            why.getStyleClass().add("secondary-text");
            mixes.getChildren().add(why);
        }

        var spans = new VBox(8);
        var span = new ToggleGroup();
        boolean loop = hasLoop && model.loopOnlyProperty().get();
        for (boolean loopOnly : new boolean[] {false, true}) {
            var button = new RadioButton(Words.of(loopOnly ? "export.loop-only" : "export.whole-song"));
            button.getStyleClass().add("sheet-control");
            button.setToggleGroup(span);
            button.setSelected(loopOnly == loop);
            button.setDisable(loopOnly && !hasLoop);
            button.setOnAction(_ -> model.loopOnlyProperty().set(loopOnly));
            spans.getChildren().add(button);
        }
        model.loopOnlyProperty().set(loop);

        var quality = new ComboBox<Quality>();
        quality.setId("sound-quality");
        quality.getStyleClass().add("sheet-control");
        quality.setAccessibleText(Words.of("export.quality"));
        quality.getItems().setAll(Quality.values());
        quality.setValue(model.qualityProperty().get());
        quality.setOnAction(_ -> model.qualityProperty().set(quality.getValue()));

        var write = new Button(Words.of("export.save-sound"));
        write.setId("save-sound");
        write.getStyleClass().addAll("accent", "sheet-control");
        write.setOnAction(_ -> save.run());
        addRow(0, besideFirst(new Label(Words.of("export.sound-of"))), mixes);
        addRow(1, besideFirst(new Label(Words.of("export.length"))), spans);
        addRow(2, new Label(Words.of("export.quality")), quality);
        add(new HBox(write), 1, 3);
    }

    /** A word for several choices stands beside the first. */
    private static Label besideFirst(Label word) {
        setValignment(word, VPos.TOP);
        return word;
    }

    private static String words(Mix mix) {
        return switch (mix) {
            case SYNTH -> Words.of("export.sound-alone");
            case BLEND -> Words.of("export.sound-blend");
            case SPLIT -> Words.of("export.sound-split");
        };
    }
}
