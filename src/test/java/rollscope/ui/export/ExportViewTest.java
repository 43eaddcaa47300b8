package rollscope.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.export.Grid;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Place;
import rollscope.export.Recipe.Snap;
import rollscope.midi.FileOptions.Tracks;
import rollscope.settings.SettingsStore;
import rollscope.tempo.Fit;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.TempoMap;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

@ExtendWith(FxThread.class)
class ExportViewTest {
    private static final SongTempo TEMPO = new SongTempo(
            Optional.of(TempoMap.constant(120, 0.25, Optional.of(Meter.FOUR_FOUR))),
            Optional.of(new Key(7, Key.Mode.MINOR)),
            Fit.NONE,
            SongTempo.Source.CONFIRMED);

    @TempDir
    Path folder;

    private final Background background = new Background(Runnable::run, Runnable::run);
    private final SimpleBooleanProperty stemThere = new SimpleBooleanProperty(true);
    private final List<String> asked = new ArrayList<>();
    private final ExportModel model = new ExportModel(background, _ -> {});
    private ExportDraft draft;
    private ExportView view;
    private Stage stage;

    private final ExportView.Deeds deeds = new ExportView.Deeds() {
        @Override
        public void save() {
            asked.add("save");
        }

        @Override
        public void saveBeside() {
            asked.add("beside");
        }

        @Override
        public void saveOther() {
            asked.add("other");
        }

        @Override
        public void inspect() {
            asked.add("inspect");
        }

        @Override
        public void reveal() {
            asked.add("reveal");
        }

        @Override
        public void close() {
            asked.add("close");
        }
    };

    @BeforeEach
    void open() {
        draft = new ExportDraft(new SettingsStore(folder.resolve("settings.json")), background);
        draft.setSong(ExportDraftTest.song("a"));
        draft.setTempo(TEMPO);
        draft.setStemThere(true);
        draft.setOpen(true);
        view = new ExportView(
                draft, model, stemThere, new DragOut(background, folder.resolve("drag")), Optional::empty, deeds);
        view.complete();
        stage = new Stage();
        stage.setScene(new Scene(view, ExportView.WIDTH, 800));
        stage.show();
    }

    @AfterEach
    void close() {
        view.close();
        stage.close();
    }

    @SuppressWarnings("unchecked")
    private <T extends Node> T find(String selector) {
        return (T) view.lookup(selector);
    }

    private boolean press(KeyCode code) {
        return view.takes(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false),
                stage.getScene().getFocusOwner());
    }

    @Test
    void enterSavesAndEscapeCloses() {
        view.focusOnSave();
        assertThat(press(KeyCode.ENTER)).isTrue();
        find("#place-stem").requestFocus();
        assertThat(press(KeyCode.ENTER)).isTrue();
        find("#save-beside").requestFocus();
        assertThat(press(KeyCode.ENTER)).isTrue();
        assertThat(press(KeyCode.ESCAPE)).isTrue();
        assertThat(press(KeyCode.A)).isFalse();
        assertThat(asked).containsExactly("save", "save", "beside", "close");
    }

    @Test
    void keysOfTheRollAreNotThePanels() {
        assertThat(view.takes(
                        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false),
                        new Button()))
                .isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void everyControlChooses() {
        this.<RadioButton>find("#place-bar1").fire();
        this.<CheckBox>find("#pad-stem").fire();
        this.<ComboBox<Recipe.Scope>>find("#export-scope").setValue(Recipe.Scope.SELECTION);
        this.<ComboBox<Optional<Grid>>>find("#export-grid").setValue(Optional.of(Grid.EIGHTH));
        this.<Slider>find("#export-strength").setValue(80);
        this.<Slider>find("#export-swing").setValue(60);
        this.<ComboBox<Double>>find("#export-shortest").setValue(0.05);
        this.<ComboBox<Integer>>find("#export-velocity").setValue(100);
        this.<ComboBox<Tracks>>find("#export-tracks").setValue(Tracks.ONE);
        this.<CheckBox>find("#file-each").fire();
        this.<CheckBox>find("#export-key").fire();
        assertThat(draft.recipeProperty().get())
                .isEqualTo(new Recipe(
                        Place.BAR_ONE,
                        Tracks.ONE,
                        true,
                        Recipe.Scope.SELECTION,
                        Optional.of(new Snap(Grid.EIGHTH, 80, 60)),
                        0.05,
                        java.util.OptionalInt.of(100),
                        true,
                        true));
        assertThat(this.<Button>find("#save-midi").getText()).isEqualTo("Save files…");
    }

    @Test
    void strengthAndSwingAreThereWithAGridOnly() {
        assertThat(find("#export-strength").getParent().isVisible()).isFalse();
        this.<ComboBox<Optional<Grid>>>find("#export-grid").setValue(Optional.of(Grid.QUARTER));
        assertThat(find("#export-strength").getParent().isVisible()).isTrue();
        assertThat(GridPane.getRowIndex(find("#export-strength").getParent()))
                .isLessThan(GridPane.getRowIndex(find("#export-shortest")));
        assertThat(this.<Slider>find("#export-strength").getValue()).isEqualTo(100);
        assertThat(this.<Slider>find("#export-swing").getValue()).isEqualTo(50);
    }

    @Test
    void withoutATempoTheBarsCannotBeChosen() {
        draft.setTempo(SongTempo.NONE);
        assertThat(find("#place-seconds").isDisabled()).isFalse();
        assertThat(find("#place-stem").isDisabled()).isTrue();
        assertThat(find("#place-bar1").isDisabled()).isTrue();
        assertThat(find("#export-grid").isDisabled()).isTrue();
        assertThat(this.<CheckBox>find("#export-key").getText()).contains("none is known");
    }

    @Test
    void theStemIsOfferedWhereThereIsOneAndBarOneComesFirst() {
        assertThat(find("#pad-stem").isVisible()).isFalse();
        this.<RadioButton>find("#place-bar1").fire();
        assertThat(find("#pad-stem").isVisible()).isTrue();
        stemThere.set(false);
        assertThat(find("#pad-stem").isVisible()).isFalse();
    }

    @Test
    void whatChangesIsSaidInSentences() {
        assertThat(said("#export-says")).containsExactly("Every note as delivered.");
        this.<RadioButton>find("#place-bar1").fire();
        assertThat(said("#export-says"))
                .containsExactly("Bar 1 starts 1.750 s before the audio: put as much silence before the stem.");
        this.<CheckBox>find("#pad-stem").fire();
        assertThat(said("#export-says").getFirst()).contains("the stem is written with as much silence");
        assertThat(this.<Label>find("#export-count").getText()).isEqualTo("8 notes");
    }

    @Test
    void afterwardsItSaysWhatWasProvedAndWhatTheUsersProgramMakesOfIt() {
        this.<RadioButton>find("#place-stem").fire();
        model.save(
                draft.recipeProperty().get(),
                draft.sourceProperty().get().orElseThrow(),
                new ExportModel.Target.Into(folder, "Song"),
                Optional.empty(),
                () -> {});
        assertThat(find("#saved").isVisible()).isTrue();
        assertThat(this.<Label>find("#saved-name").getText()).isEqualTo("Saved Song.mid");
        assertThat(this.<Label>find("#saved-proof").getText()).startsWith("Read back: 8 notes, every start within");
        this.<ComboBox<String>>find("#saved-program").setValue("Logic Pro");
        assertThat(said("#saved-advice").getFirst()).contains("File > Open");
        this.<Button>find("#inspect-saved").fire();
        this.<Button>find("#reveal-saved").fire();
        assertThat(asked).containsExactly("inspect", "reveal");
        // Another choice is not what was saved.
        this.<RadioButton>find("#place-seconds").fire();
        assertThat(find("#saved").isVisible()).isFalse();
        assertThat(find("#export-changes").isVisible()).isTrue();
    }

    @Test
    void theSheetTellsTheTracksAndEveryProgramAndGivesItAllAsText() {
        model.save(
                Recipe.EXACT,
                draft.sourceProperty().get().orElseThrow(),
                new ExportModel.Target.Into(folder, "Song"),
                Optional.empty(),
                () -> {});
        var copied = new ArrayList<String>();
        var sheet = (SavedView) model.sheet(() -> {}, copied::add).orElseThrow();
        ((Button) sheet.lookupAll("#copy-inspection").iterator().next()).fire();
        assertThat(copied.getFirst())
                .contains("Song.mid", "Read back: 8 notes", "Ableton Live", "REAPER", "MuseScore", "\"Bass\"");
    }

    private List<String> said(String selector) {
        return this.<VBox>find(selector).getChildren().stream()
                .map(label -> ((Label) label).getText())
                .toList();
    }
}
