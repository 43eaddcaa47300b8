package rollscope.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Place;
import rollscope.export.Recipe.Scope;
import rollscope.export.Recipe.Snap;
import rollscope.export.Recipe.Span;
import rollscope.roll.Selection;
import rollscope.settings.SettingsStore;
import rollscope.tempo.Fit;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;

class ExportDraftTest {
    private static final SongTempo TEMPO = new SongTempo(
            Optional.of(TempoMap.constant(120, 0, Optional.of(Meter.FOUR_FOUR))),
            Optional.empty(),
            Fit.NONE,
            SongTempo.Source.ESTIMATED);

    @TempDir
    Path folder;

    /** What has been sent to the background, and runs when the test says so. */
    private final List<Runnable> work = new ArrayList<>();

    private SettingsStore settings;
    private ExportDraft draft;

    @BeforeEach
    void open() {
        settings = new SettingsStore(folder.resolve("settings.json"));
        draft = new ExportDraft(settings, new Background(work::add, Runnable::run));
    }

    /** Two instruments; every note is 20 ms late on a grid of 120. */
    static Transcription song(String id) {
        var notes = NoteTable.builder(0);
        for (int i = 0; i < 8; i++) {
            notes.add(i / 2.0 + 0.02, i / 2.0 + 0.4, 60 + i, 90, i % 2);
        }
        return new Transcription(
                id,
                "Night / Ferry",
                5,
                List.of(new Instrument(0, "Piano", 0, true, false), new Instrument(1, "Bass", 33, true, false)),
                notes.build(),
                List.of());
    }

    private void settle() {
        while (!work.isEmpty()) {
            work.removeFirst().run();
        }
    }

    @Test
    void nothingIsWorkedOutWhileNobodyLooks() {
        draft.setSong(song("a"));
        draft.setTempo(TEMPO);
        draft.choose(recipe -> recipe.withPlace(Place.STEM));
        assertThat(work).isEmpty();
        draft.setOpen(true);
        settle();
        assertThat(draft.shownProperty().get()).isPresent();
        draft.setOpen(false);
        assertThat(draft.shownProperty().get()).isEmpty();
    }

    @Test
    void whatIsShownFollowsTheChoicesTheLoopTheSelectionAndTheTempo() {
        draft.setSong(song("a"));
        draft.setOpen(true);
        draft.choose(recipe -> recipe.withSnap(Optional.of(Snap.SIXTEENTHS)));
        settle();
        assertThat(draft.shownProperty().get().orElseThrow().preview().says())
                .containsExactly(Recipe.Shortfall.NO_GRID.sentence());
        draft.setTempo(TEMPO);
        settle();
        var preview = draft.shownProperty().get().orElseThrow().preview();
        assertThat(preview.says()).containsExactly("8 notes are moved to the grid, by up to 20 ms.");
        assertThat(preview.song().notes().start(3)).isEqualTo(1.5);
        draft.choose(recipe -> recipe.withScope(Scope.LOOP));
        draft.setLoop(Optional.of(new Span(1, 2)));
        settle();
        assertThat(notes()).isEqualTo(2);
        draft.choose(recipe -> recipe.withScope(Scope.SELECTION));
        draft.setSelection(Selection.of(1, 2, 7));
        settle();
        assertThat(notes()).isEqualTo(3);
        assertThat(draft.shownProperty().get().orElseThrow().lanes().count()).isEqualTo(2);
    }

    private int notes() {
        return draft.shownProperty()
                .get()
                .orElseThrow()
                .preview()
                .song()
                .notes()
                .size();
    }

    @Test
    void oneIsWorkedOutAtATimeAndTheNewestNext() {
        draft.setSong(song("a"));
        draft.setOpen(true);
        for (int velocity = 1; velocity <= 100; velocity++) {
            var wanted = OptionalInt.of(velocity);
            draft.choose(recipe -> recipe.withVelocity(wanted));
        }
        assertThat(work).hasSize(1);
        work.removeFirst().run();
        assertThat(work).hasSize(1);
        settle();
        assertThat(draft.shownProperty()
                        .get()
                        .orElseThrow()
                        .preview()
                        .song()
                        .notes()
                        .velocity(0))
                .isEqualTo(100);
    }

    @Test
    void whatIsFoundOfOneSongIsNotShownOverTheNext() {
        draft.setSong(song("a"));
        draft.setOpen(true);
        draft.setSong(song("b"));
        work.removeFirst().run();
        assertThat(draft.shownProperty().get()).isEmpty();
        settle();
        assertThat(draft.shownProperty().get().orElseThrow().preview().song().id())
                .isEqualTo("b");
    }

    @Test
    void choicesAndTheMusicProgramAreRememberedForTheNextTime() {
        draft.choose(recipe -> recipe.withPlace(Place.BAR_ONE).withPadStem(true));
        draft.chooseProgram("REAPER");
        var next = new ExportDraft(settings, new Background(work::add, Runnable::run));
        assertThat(next.recipeProperty().get())
                .isEqualTo(Recipe.EXACT.withPlace(Place.BAR_ONE).withPadStem(true));
        assertThat(next.programProperty().get()).isEqualTo("REAPER");
    }

    @Test
    void aStemThatIsNotThereIsNotPromised() {
        draft.setSong(song("a"));
        draft.setTempo(TEMPO);
        draft.choose(recipe -> recipe.withPadStem(true));
        draft.setStemThere(true);
        assertThat(draft.feasible().padStem()).isFalse();
        draft.choose(recipe -> recipe.withPlace(Place.BAR_ONE));
        assertThat(draft.feasible().padStem()).isTrue();
        draft.setStemThere(false);
        assertThat(draft.feasible().padStem()).isFalse();
        assertThat(draft.recipeProperty().get().padStem()).isTrue();
    }

    @Test
    void theTempoIsSaidWithHowSureItIs() {
        draft.setSong(song("a"));
        draft.setTempo(SongTempo.NONE);
        assertThat(draft.tempoWordsProperty().get()).startsWith("No tempo");
        draft.setTempo(TEMPO);
        assertThat(draft.tempoWordsProperty().get()).isEqualTo("The song: 120 BPM, 4/4, estimated.");
    }
}
