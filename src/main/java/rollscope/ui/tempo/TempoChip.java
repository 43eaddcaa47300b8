package rollscope.ui.tempo;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import rollscope.language.Words;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;

/** Tempo and meter in the toolbar, and that they are estimated; leads to the panel. */
public final class TempoChip extends Button {
    private final TempoModel model;
    private final Label figures = new Label();
    private final Label origin = new Label();
    private boolean narrow;

    public TempoChip(TempoModel model, Actions actions) {
        this.model = model;
        setId("tempo");
        getStyleClass().add("tempo-chip");
        origin.getStyleClass().add("origin");
        var words = new HBox(figures, origin);
        words.getStyleClass().add("tempo-words");
        setGraphic(words);
        setMinWidth(Region.USE_PREF_SIZE);
        actions.wire(this, Action.TEMPO);
        model.tempoProperty().subscribe(_ -> show());
        model.analysingProperty().subscribe(_ -> show());
    }

    /** Takes less room. */
    public void fold(boolean fold) {
        if (narrow != fold) {
            narrow = fold;
            show();
        }
    }

    private void show() {
        var tempo = model.tempoProperty().get();
        boolean coming = model.analysingProperty().get();
        double until = model.duration();
        figures.setText(tempo.map()
                .map(map -> TempoWords.brief(map, until))
                .orElseGet(() -> Words.of(coming ? "tempo.coming" : "tempo.none")));
        String word = narrow ? TempoWords.shortOrigin(tempo) : TempoWords.origin(tempo);
        origin.setText(word);
        boolean said = !word.isEmpty();
        origin.setVisible(said);
        origin.setManaged(said);
        origin.getStyleClass().remove("doubt");
        if (TempoWords.isDoubtful(tempo)) {
            origin.getStyleClass().add("doubt");
        }
        setAccessibleText(TempoWords.spoken(tempo, until));
    }
}
