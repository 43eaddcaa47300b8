package rollscope.ui.export;

import java.util.ArrayList;
import javafx.scene.control.Button;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Snap;
import rollscope.language.Words;
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
        var reset = new Button(Words.of("export.reset"));
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
                words(Words.of("export.remembered", Action.EXPORT.keysInWords())),
                reset);
    }

    /** All that differs from what is delivered, in the words of the panel. */
    static String words(Recipe recipe, String program) {
        var words = new ArrayList<String>();
        words.add(ExportView.words(recipe.place()));
        switch (recipe.scope()) {
            case WHOLE -> {}
            case LOOP -> words.add(Words.of("export.default-loop"));
            case SELECTION -> words.add(Words.of("export.default-selection"));
        }
        recipe.snap().ifPresent(snap -> words.add(words(snap)));
        if (recipe.shortest() > 0) {
            words.add(Words.of("export.default-shortest", String.valueOf(Math.round(1000 * recipe.shortest()))));
        }
        recipe.velocity()
                .ifPresent(velocity -> words.add(Words.of("export.default-velocity", String.valueOf(velocity))));
        words.add(Words.of(recipe.tracks() == Tracks.ONE ? "export.default-one-track" : "export.default-track-each"));
        if (recipe.oneFileEach()) {
            words.add(Words.of("export.default-file-each"));
        }
        if (recipe.key()) {
            words.add(Words.of("export.default-key"));
        }
        if (recipe.padStem()) {
            words.add(Words.of("export.default-stem"));
        }
        if (!program.isEmpty()) {
            words.add(Words.of("export.default-program", program));
        }
        return String.join(" · ", words);
    }

    private static String words(Snap snap) {
        String grid = ExportView.words(snap.grid());
        String strength = String.valueOf(snap.strength());
        String swing = String.valueOf(snap.swing());
        if (snap.strength() < 100) {
            return snap.swing() > 50
                    ? Words.of("export.default-quantised-strength-swing", grid, strength, swing)
                    : Words.of("export.default-quantised-strength", grid, strength);
        }
        return snap.swing() > 50
                ? Words.of("export.default-quantised-swing", grid, swing)
                : Words.of("export.default-quantised", grid);
    }
}
