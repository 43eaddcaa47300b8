package rollscope.ui.export;

import java.util.ArrayList;
import javafx.scene.control.Button;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Scope;
import rollscope.midi.FileOptions.Tracks;
import rollscope.ui.action.Action;
import rollscope.ui.settings.SettingsRow;
import rollscope.ui.settings.SettingsRows;

/** The settings of the export: what the panel will begin with, and a way back to what it began with first. */
public final class ExportDefaultsView extends SettingsRows {
    public ExportDefaultsView(ExportDraft draft) {
        var chosen = words("");
        chosen.setId("export-defaults");
        chosen.getStyleClass().remove("secondary-text");
        var reset = new Button("Back to the first choices");
        reset.setId("reset-export");
        reset.getStyleClass().add("sheet-control");
        reset.setOnAction(_ -> draft.reset());
        Runnable show = () -> {
            var recipe = draft.recipeProperty().get();
            String program = draft.programProperty().get();
            chosen.setText(words(recipe, program));
            reset.setDisable(recipe.equals(Recipe.EXACT) && program.isEmpty());
        };
        follow(draft.recipeProperty(), _ -> show.run());
        follow(draft.programProperty(), _ -> show.run());
        row(
                SettingsRow.MIDI_FILES,
                chosen,
                words("What you chose last in the panel of Export .mid (" + Action.EXPORT.keysInWords()
                        + ") is what it opens with."),
                reset);
    }

    /** All that differs from what is delivered, in the words of the panel. */
    static String words(Recipe recipe, String program) {
        var words = new ArrayList<String>();
        words.add(ExportView.words(recipe.place()));
        if (recipe.scope() != Scope.WHOLE) {
            words.add(ExportView.words(recipe.scope()).toLowerCase(java.util.Locale.ROOT));
        }
        recipe.snap()
                .ifPresent(snap -> words.add("quantised to " + ExportView.words(snap.grid())
                        + (snap.strength() < 100 ? " at " + snap.strength() + " %" : "")
                        + (snap.swing() > 50 ? " with swing " + snap.swing() + " %" : "")));
        if (recipe.shortest() > 0) {
            words.add("notes of " + Math.round(1000 * recipe.shortest()) + " ms and more");
        }
        recipe.velocity().ifPresent(velocity -> words.add("velocity " + velocity + " for all"));
        words.add(recipe.tracks() == Tracks.ONE ? "one track for all" : "a track an instrument");
        if (recipe.oneFileEach()) {
            words.add("a file for each instrument");
        }
        if (recipe.key()) {
            words.add("the key stated");
        }
        if (recipe.padStem()) {
            words.add("the stem saved too");
        }
        if (!program.isEmpty()) {
            words.add("for " + program);
        }
        return String.join(" · ", words);
    }
}
