package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rollscope.midi.Instrumentation.Part;
import rollscope.midi.Instrumentation.Voice;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class InstrumentationTest {
    private static final NoteTable NOTES = NoteTable.builder(0)
            .add(0, 1, 60, 64, 0)
            .add(0, 1, 73, 64, 1)
            .add(0, 1, 61, 90, 1)
            .add(1, 2, 61, 64, 0)
            .add(1, 2, 61, 65, 1)
            .build();
    private static final Transcription SONG = new Transcription(
            "id",
            "Song",
            9,
            List.of(GeneralMidi.guess(0, "Keys"), GeneralMidi.guess(1, "Drums"), GeneralMidi.guess(2, "Bass")),
            NOTES,
            List.of());

    private static Instrumentation with(int instrument, Part part) {
        return Instrumentation.AS_DELIVERED.with(instrument, part);
    }

    @Test
    void withoutChoicesTheSongIsTheOneDelivered() {
        assertThat(Instrumentation.AS_DELIVERED.apply(SONG)).isSameAs(SONG);
        assertThat(with(1, Part.AS_DELIVERED).isAsDelivered()).isTrue();
    }

    @Test
    void aNameOfTheUsersLeavesTheSoundAGuess() {
        var named = with(0, Part.AS_DELIVERED.withName("  Left\n hand ")).apply(SONG);
        assertThat(named.instruments().getFirst()).isEqualTo(new Instrument(0, "Left hand", 0, true, false));
        assertThat(named.notes()).isSameAs(NOTES);
    }

    @Test
    void aBlankNameIsTheOneDelivered() {
        assertThat(with(0, Part.AS_DELIVERED.withName("Mine").withName(" \t")).apply(SONG))
                .isSameAs(SONG);
    }

    @Test
    void aChosenSoundIsNoGuessAndCostsNoNotes() {
        var voiced = with(2, Part.AS_DELIVERED.withVoice(Optional.of(Voice.tone(38))))
                .apply(SONG);
        assertThat(voiced.instruments().get(2)).isEqualTo(new Instrument(2, "Bass", 38, false, false));
        assertThat(voiced.instruments().subList(0, 2))
                .isEqualTo(SONG.instruments().subList(0, 2));
        assertThat(voiced.notes()).isSameAs(NOTES);
    }

    @Test
    void drumsGoWhereTheirOwnTableSaysAndTonesStay() {
        var moves = DrumMap.of("By ear", Map.of(73, 42, 61, 38));
        var moved = with(1, Part.AS_DELIVERED.withDrums(moves)).apply(SONG).notes();
        assertThat(moved)
                .isEqualTo(NoteTable.builder(0)
                        .add(0, 1, 60, 64, 0)
                        .add(0, 1, 42, 64, 1)
                        .add(0, 1, 38, 90, 1)
                        .add(1, 2, 61, 64, 0)
                        .add(1, 2, 38, 65, 1)
                        .build());
        assertThat(SONG.notes()).as("what was delivered").isSameAs(NOTES);
        assertThat(NOTES.pitch(2)).isEqualTo(73);
    }

    @Test
    void aTableOfDrumsSleepsWhileTheInstrumentIsNoKit() {
        var moves = DrumMap.of("By ear", Map.of(61, 38));
        var part = Part.AS_DELIVERED.withDrums(moves).withVoice(Optional.of(Voice.tone(14)));
        assertThat(with(1, part).apply(SONG).notes()).isSameAs(NOTES);
        var kit = Part.AS_DELIVERED.withDrums(moves).withVoice(Optional.of(Voice.STANDARD_KIT));
        assertThat(with(0, kit).apply(SONG).notes().notesOf(0).map(i -> with(0, kit)
                        .apply(SONG)
                        .notes()
                        .pitch(i)))
                .containsExactly(60, 38);
    }

    @Test
    void goingBackToAsDeliveredLeavesNothingBehind() {
        var changed = with(
                1,
                Part.AS_DELIVERED
                        .withName("Kit")
                        .withVoice(Optional.of(new Voice(25, true)))
                        .withDrums(DrumMap.SMALL_KIT));
        assertThat(changed.with(1, Part.AS_DELIVERED)).isEqualTo(Instrumentation.AS_DELIVERED);
        assertThat(changed.with(1, Part.AS_DELIVERED).apply(SONG)).isSameAs(SONG);
    }

    @Test
    void whatIsSaidOfInstrumentsThatAreNotThereIsLeftOut() {
        assertThat(with(7, Part.AS_DELIVERED.withName("Ghost")).apply(SONG)).isEqualTo(SONG);
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        var part = Part.AS_DELIVERED.withName("x".repeat(Part.LONGEST_NAME - 1) + "\uD83E\uDD41\uD83E\uDD41");
        assertThat(part.name().orElseThrow()).isEqualTo("x".repeat(Part.LONGEST_NAME - 1));
    }

    @Test
    void onlyProgramsOfGeneralMidiExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> Voice.tone(128));
        assertThatIllegalArgumentException().isThrownBy(() -> with(-1, Part.AS_DELIVERED));
    }

    @Test
    void sayingThatTheDrumsAreRightIsRemembered() {
        var said = with(1, Part.AS_DELIVERED.withDrums(DrumMap.AS_DELIVERED));
        assertThat(said.isAsDelivered()).isFalse();
        assertThat(said.movesDrums(SONG)).isFalse();
        assertThat(said.apply(SONG)).isEqualTo(SONG);
    }

    @Test
    void theAuditOfAllInstrumentsIsThatOfEach() {
        var audits = DrumAudit.ofAll(NOTES, 3);
        assertThat(audits).containsExactly(DrumAudit.of(NOTES, 0), DrumAudit.of(NOTES, 1), DrumAudit.of(NOTES, 2));
        assertThat(audits).extracting(DrumAudit::notes).containsExactly(2, 3, 0);
    }

    @Test
    void anAuditGoesThroughAMapAsTheNotesDo() {
        var map = DrumMap.of("By ear", Map.of(73, 38, 61, 38));
        var moved = with(1, Part.AS_DELIVERED.withDrums(map)).apply(SONG).notes();
        assertThat(DrumAudit.of(NOTES, 1).through(map)).isEqualTo(DrumAudit.of(moved, 1));
    }

    @Test
    void aTableOfDrumsTellsItsMoves() {
        var map = DrumMap.of("Mine", Map.of(61, 38, 50, 50));
        assertThat(map.moves()).isEqualTo(Map.of(61, 38));
        assertThat(DrumMap.of("Mine", map.moves())).isEqualTo(map);
        assertThat(DrumMap.AS_DELIVERED.changesNothing()).isTrue();
        assertThat(map.changesNothing()).isFalse();
    }
}
