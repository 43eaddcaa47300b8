package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class QuantiseTest {
    /** A beat is half a second, bar 1 starts at 0.1 s. */
    private static final TempoMap MAP = TempoMap.constant(120, 0.1, Optional.of(Meter.FOUR_FOUR));

    @ParameterizedTest
    @CsvSource({
        "0.25, 1, 0.5, 0.23, 0.225",
        "0.25, 0.5, 0.5, 0.23, 0.2275",
        "0.25, 0, 0.5, 0.23, 0.23",
        "0.5, 1, 0.5, 0.23, 0.35",
        "0.5, 1, 0.6666666666666666, 0.23, 0.1",
        "0.5, 1, 0.6666666666666666, 0.4, 0.43333333",
        "0.3333333333333333, 1, 0.5, 0.25, 0.2666666667",
        "1, 1, 0.5, 0.01, 0.1"
    })
    void aNoteGoesToTheNearestPlaceOfTheGrid(double step, double strength, double swing, double from, double to) {
        var notes = NoteTable.builder(1).add(from, from + 0.2, 60, 64, 0).build();
        var moved = new Quantise(step, strength, swing).apply(notes, MAP);
        assertThat(moved.start(0)).isCloseTo(to, within(1e-8));
        assertThat(moved.end(0) - moved.start(0)).isCloseTo(0.2, within(1e-8));
    }

    @Test
    void quantisedNotesAreOnTheTicksOfTheFilesGrid() throws Exception {
        var random = new Random(7);
        var map = new TempoMap(
                1.37,
                List.of(new TempoMap.Tempo(1.37, 103.37), new TempoMap.Tempo(1.37 + 8 * 60 / 103.37, 96.1)),
                List.of(new TempoMap.Signature(0, new Meter(3, false)), new TempoMap.Signature(9, new Meter(2, true))));
        var notes = NoteTable.builder(0);
        for (int i = 0; i < 500; i++) {
            double start = 1.4 + random.nextDouble() * 100;
            notes.add(start, start + 0.1, 30 + i % 60, 64, 0);
        }
        var moved = Quantise.to(0.25).apply(notes.build(), map);
        var song = MidiWriteTest.transcription(moved, List.of(MidiWriteTest.tonal(0, "a", 0)));
        for (var placement : List.of(new Placement.WithStem(map), new Placement.BarOneFirst(map))) {
            var file = new OtherReader(MidiFile.write(song, FileOptions.EXACT.withPlacement(placement))
                    .bytes());
            assertThat(file.notes).allMatch(note -> note.tick() % (file.sequence.getResolution() / 4) == 0);
        }
    }

    @Test
    void repeatedNotesThatDidNotOverlapDoNotAfterwards() {
        var notes = NoteTable.builder(0)
                .add(0.05, 0.32, 60, 64, 0)
                .add(0.32, 0.5, 60, 64, 0)
                .add(0.1, 0.9, 62, 64, 0)
                .build();
        var moved = Quantise.to(0.25).apply(notes, MAP);
        assertThat(moved.end(0)).isEqualTo(moved.start(2)).isCloseTo(0.35, within(1e-9));
        assertThat(notes.start(2)).isEqualTo(0.32);
    }

    @Test
    void aBarThatIsNoWholeNumberOfStepsStartsTheGridAnew() {
        var map = TempoMap.constant(60, 0, Optional.of(new Meter(3, false)));
        var notes = NoteTable.builder(0)
                .add(2.9, 3, 60, 64, 0)
                .add(4.1, 5, 60, 64, 0)
                .build();
        var moved = Quantise.to(2).apply(notes, map);
        assertThat(moved.start(0)).isCloseTo(3, within(1e-9));
        assertThat(moved.start(1)).isCloseTo(5, within(1e-9));
    }

    @Test
    void choicesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantise(0, 1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantise(1, 1.1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantise(1, 1, 0.8));
    }

    @Test
    void aRangeIsAClipThatStartsAtZeroAndCutsWhatSoundsAcrossItsEdges() {
        var notes = NoteTable.builder(0)
                .add(0, 3, 60, 64, 0)
                .add(1, 2.01, 61, 64, 0)
                .add(2, 2.5, 62, 64, 0)
                .add(3.5, 9, 63, 64, 1)
                .add(4, 5, 64, 64, 0)
                .build();
        var song = song(notes);
        var clip = Excerpt.range(song, 2, 4);
        assertThat(clip.duration()).isEqualTo(2);
        assertThat(clip.notes())
                .isEqualTo(NoteTable.builder(0)
                        .add(0, 1, 60, 64, 0)
                        .add(0, 0.5, 62, 64, 0)
                        .add(1.5, 2, 63, 64, 1)
                        .build());
        assertThat(song.notes()).isSameAs(notes);
    }

    @Test
    void aSelectionAndAnInstrumentStayInTheirPlaces() {
        var notes = NoteTable.builder(0)
                .add(0, 3, 60, 64, 0)
                .add(1, 2, 61, 64, 1)
                .add(2, 2.5, 62, 64, 0)
                .build();
        var chosen = Excerpt.notes(song(notes), note -> note > 0);
        assertThat(chosen.notes().size()).isEqualTo(2);
        assertThat(chosen.duration()).isEqualTo(9);
        var alone = Excerpt.instrument(song(notes), 1);
        assertThat(alone.instruments()).hasSize(1);
        assertThat(alone.instruments().getFirst().name()).isEqualTo("Drums");
        assertThat(alone.notes())
                .isEqualTo(NoteTable.builder(0).add(1, 2, 61, 64, 0).build());
        assertThat(alone.duration()).isEqualTo(9);
    }

    @Test
    void drumPitchesAreHeldAgainstTheKitAndOnlyMovedWhenAsked() {
        // What the documentation of the service shows as drums.
        var notes = NoteTable.builder(0)
                .add(0, 1, 73, 64, 1)
                .add(1, 2, 61, 64, 1)
                .add(2, 3, 61, 64, 1)
                .add(2, 3, 20, 64, 1)
                .add(2, 3, 61, 64, 0)
                .build();
        var audit = DrumAudit.of(notes, 1);
        assertThat(audit.pitches())
                .containsExactly(
                        new DrumAudit.Use(20, 1, DrumAudit.Kind.NOTHING, ""),
                        new DrumAudit.Use(61, 2, DrumAudit.Kind.PERCUSSION, "Low Bongo"),
                        new DrumAudit.Use(73, 1, DrumAudit.Kind.PERCUSSION, "Short Guiro"));
        assertThat(audit.looksLikeGeneralMidi()).isFalse();

        var byEar = DrumMap.AS_DELIVERED.with("Mine", 61, 38).with("Mine", 73, 42);
        var moved = Instrumentation.AS_DELIVERED
                .with(1, Instrumentation.Part.AS_DELIVERED.withDrums(byEar))
                .apply(song(notes))
                .notes();
        assertThat(DrumAudit.of(moved, 1).notes(DrumAudit.Kind.KIT)).isEqualTo(3);
        assertThat(DrumAudit.of(moved, 1).looksLikeGeneralMidi()).isTrue();
        assertThat(moved.notesOf(0).map(moved::pitch)).containsExactly(61);
        assertThat(DrumMap.PRESETS).allSatisfy(preset -> {
            for (int pitch = 0; pitch < 128; pitch++) {
                assertThat(preset.of(preset.of(pitch))).isEqualTo(preset.of(pitch));
            }
        });
    }

    private static Transcription song(NoteTable notes) {
        return new Transcription(
                "id", "t", 9, List.of(MidiWriteTest.tonal(0, "Keys", 4), MidiWriteTest.drums(1)), notes, List.of());
    }
}
