package rollscope.ui.transport;

import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import rollscope.language.Words;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.settings.RollLook;

/** The panel on the stem: which one it is, and how it is seen in the roll. Only there when there is one. */
public final class StemView extends VBox {
    public StemView(StemModel model, RollLook look, Actions actions) {
        setId("stem-look");
        getStyleClass().add("stem-look");
        var heading = new Label(Words.of("transport.stem"));
        heading.getStyleClass().add("heading");
        heading.setMinWidth(Region.USE_PREF_SIZE);
        var name = new Label();
        name.getStyleClass().add("secondary-text");
        name.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var waveform = new ToggleButton(Words.of("transport.waveform"));
        waveform.setId("waveform");
        waveform.getStyleClass().add("small");
        waveform.setMinWidth(Region.USE_PREF_SIZE);
        Actions.describe(waveform, Action.WAVEFORM);
        waveform.selectedProperty().bindBidirectional(look.waveformProperty());
        var top = new HBox(heading, name, gap, waveform);
        top.getStyleClass().add("row");

        var spectrum = new Slider(0, 1, look.spectrumProperty().get());
        spectrum.setId("spectrum");
        spectrum.setBlockIncrement(0.05);
        spectrum.setAccessibleText(Words.of("transport.spectrum-said"));
        Actions.hint(spectrum, Words.of("transport.spectrum-hint"));
        spectrum.valueProperty().bindBidirectional(look.spectrumProperty());
        HBox.setHgrow(spectrum, Priority.ALWAYS);
        var label = new Label(Words.of("transport.spectrum"));
        label.setMinWidth(Region.USE_PREF_SIZE);
        var below = new HBox(label, spectrum);
        below.getStyleClass().add("row");
        getChildren().addAll(top, below);
        model.pictureProperty().subscribe(picture -> {
            name.setText(picture.map(now -> now.name()).orElse(""));
            setVisible(picture.isPresent());
            setManaged(picture.isPresent());
        });
    }
}
