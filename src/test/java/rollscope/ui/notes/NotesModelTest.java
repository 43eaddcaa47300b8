package rollscope.ui.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rollscope.roll.Selection;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;
import rollscope.ui.Pump;
import rollscope.ui.notes.EventOrder.Column;
import rollscope.ui.notes.EventOrder.Key;
import rollscope.ui.notes.NoteWords.Fact;
import rollscope.ui.text.Figures;

class NotesModelTest {
    private static final Transcription SONG = song(NoteTable.builder(5)
            .add(0, 0.5, 60, 100, 0)
            .add(24.3177, 24.6354, 43, 88, 1)
            .add(30, 30.25, 60, 80, 0)
            .add(31, 31.5, 43, 70, 1)
            .add(40, 41, 62, 61, 0)
            .build());

    private final Pump pump = new Pump();
    private final SimpleObjectProperty<OctaveNaming> naming = new SimpleObjectProperty<>(OctaveNaming.C4);
    private final List<Integer> heard = new ArrayList<>();
    private final List<Integer> revealed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final NotesModel model =
            new NotesModel(pump.background(), naming, heard::add, revealed::add, notice -> told.add(notice.sentence()));

    @BeforeEach
    void show() {
        model.show(SONG);
    }

    @Test
    void oneNoteIsToldExactly() {
        model.selectionProperty().set(Selection.of(1));
        assertThat(model.saidProperty().get().heading()).isEqualTo("1 of 2 selected");
        assertThat(model.saidProperty().get().facts())
                .containsExactly(
                        new Fact("Pitch", "G2 · 43"),
                        new Fact("Start", "24.3177 s"),
                        new Fact("End", "24.6354 s"),
                        new Fact("Length", "317.7 ms"),
                        new Fact("Velocity", "88"),
                        new Fact("Instrument", "Electric Bass (finger)"),
                        new Fact("Sound", "Electric Bass (finger), guessed"));
        naming.set(OctaveNaming.C3);
        assertThat(model.saidProperty().get().facts()).contains(new Fact("Pitch", "G1 · 43"));
    }

    @Test
    void withATempoANoteIsCountedInBarsAndBeatsToo() {
        model.selectionProperty().set(Selection.of(1));
        model.setTempo(Optional.of(TempoMap.constant(120, 0.3, Optional.of(Meter.FOUR_FOUR))));
        // 24.0177 s after bar 1 are 48.035 beats: twelve bars and a little.
        assertThat(model.saidProperty().get().facts())
                .contains(new Fact("Start", "24.3177 s · 13.1.04"), new Fact("Length", "317.7 ms · 0.64 beats"));
        model.setTempo(Optional.of(TempoMap.constant(60, 0, Optional.empty())));
        assertThat(model.saidProperty().get().facts())
                .contains(new Fact("Start", "24.3177 s"), new Fact("Length", "317.7 ms · 0.32 beats"));
    }

    @Test
    void severalNotesAreSummedUp() {
        model.selectionProperty().set(Selection.of(0, 1, 2));
        assertThat(model.saidProperty().get().heading()).isEqualTo("3 of 5 selected");
        assertThat(model.saidProperty().get().facts())
                .contains(
                        new Fact("Notes", "3"),
                        new Fact("Time", "0.0000 s – 30.2500 s"),
                        new Fact("Pitches", "G2 · 43 to C4 · 60"),
                        new Fact("Mean velocity", "89.3"),
                        new Fact("Instruments", "Synth\tVoice, Electric Bass (finger)"));
    }

    @Test
    void withoutASelectionThereIsNothingToTellOrToHear() {
        model.selectionProperty().set(Selection.of(1));
        model.clear();
        model.hear();
        assertThat(model.saidProperty().get().facts()).isEmpty();
        assertThat(model.selectedProperty().get()).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void theFirstOfTheSelectedNotesIsHeard() {
        model.selectionProperty().set(Selection.of(3, 1));
        model.hear();
        assertThat(heard).containsExactly(1);
    }

    @Test
    void selectsAlikeNotes() {
        model.selectionProperty().set(Selection.of(2));
        model.selectSamePitches();
        assertThat(model.selectionProperty().get().notes()).containsExactly(0, 2);
        model.selectSameInstruments();
        assertThat(model.selectionProperty().get().notes()).containsExactly(0, 2, 4);
        model.selectAll();
        assertThat(model.selectionProperty().get().size()).isEqualTo(5);
    }

    @Test
    void copiesALineANote() {
        var copied = new ArrayList<String>();
        model.selectionProperty().set(Selection.of(0, 1));
        model.copy(copied::add);
        assertThat(copied)
                .containsExactly("Synth Voice\tC4\t60\t0.000000\t0.500000\t0.500000\t100\n"
                        + "Electric Bass (finger)\tG2\t43\t24.317700\t24.635400\t0.317700\t88\n");
        assertThat(told).containsExactly("Copied 2 notes as text.");
    }

    @Test
    void ofVeryManyNotesTheFirstAreCopiedAndThatIsSaid() {
        int size = NotesModel.MOST_COPIED + 1;
        var notes = NoteTable.builder(size);
        for (int i = 0; i < size; i++) {
            notes.add(i, i + 1, 60, 64, 0);
        }
        var table = notes.build();
        model.show(new Transcription(
                "many", "Many", table.end(), List.of(new Instrument(0, "Piano", 0, true, false)), table, List.of()));
        model.selectionProperty().set(Selection.all(size));
        var copied = new ArrayList<String>();
        model.copy(copied::add);
        pump.drain();
        assertThat(copied.getFirst().lines())
                .hasSize(NotesModel.MOST_COPIED)
                .last()
                .asString()
                .contains("\t99999.000000\t");
        assertThat(told)
                .containsExactly("Copied the first " + Figures.count(size - 1) + " of " + Figures.count(size) + " notes"
                        + " as text.");
    }

    @Test
    void nothingSelectedLeavesTheClipboardAlone() {
        var copied = new ArrayList<String>();
        model.copy(copied::add);
        assertThat(copied).isEmpty();
    }

    @Test
    void whatTheTableChoosesIsRevealedInTheRoll() {
        model.choose(Selection.of(3), 3);
        assertThat(revealed).containsExactly(3);
        assertThat(model.selectionProperty().get().notes()).containsExactly(3);
    }

    @Test
    void manyNotesAreSortedInTheBackgroundAndTheOldOrderServesUntilThen() {
        int size = 20_000;
        var notes = NoteTable.builder(size);
        IntStream.range(0, size).forEach(i -> notes.add(i, i + 1, 60, 1 + i % 127, 0));
        model.show(song(notes.build()));
        pump.drain();

        model.sort(List.of(new Key(Column.VELOCITY, true)));
        assertThat(model.sortingProperty().get()).isTrue();
        assertThat(model.orderProperty().get().note(0)).isZero();
        model.sort(List.of(new Key(Column.START, true)));
        pump.drain();
        assertThat(model.sortingProperty().get()).isFalse();
        assertThat(model.orderProperty().get().note(0)).isEqualTo(size - 1);
    }

    @Test
    void aSelectionMadeMeanwhileOutdoesOneThatWasStillBeingMade() {
        int size = 20_000;
        var notes = NoteTable.builder(size);
        IntStream.range(0, size).forEach(i -> notes.add(i, i + 1, 60, 1, 0));
        model.show(song(notes.build()));
        model.selectAll();
        model.selectionProperty().set(Selection.of(7));
        pump.drain();
        assertThat(model.selectionProperty().get()).isEqualTo(Selection.of(7));
        assertThat(model.saidProperty().get().heading()).startsWith("1 of 20");
    }

    private static Transcription song(NoteTable notes) {
        var instruments = List.of(
                new Instrument(0, "Synth\tVoice", 54, true, false),
                new Instrument(1, "Electric Bass (finger)", 33, true, false));
        return new Transcription("song", "Song", notes.end(), instruments, notes, List.of());
    }
}
