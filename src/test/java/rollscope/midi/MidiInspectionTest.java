package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class MidiInspectionTest {
    @Test
    void ourOwnFilesHaveNoProblems() throws IOException {
        var notes = NoteTable.builder(0)
                .add(0.5, 1, 60, 63, 0)
                .add(0.75, 1.25, 67, 63, 0)
                .add(1, 2, 36, 127, 1)
                .add(1.5, 2, 38, 100, 1)
                .build();
        var song = new Transcription(
                "id",
                "A song",
                3,
                List.of(
                        MidiWriteTest.tonal(0, "Synth Voice", 54),
                        MidiWriteTest.drums(1),
                        MidiWriteTest.tonal(2, "Pad", 88)),
                notes,
                List.of());
        var inspection = MidiInspection.of(MidiFile.write(song).bytes());

        assertThat(inspection.format()).isEqualTo(1);
        assertThat(inspection.division()).isEqualTo(new MidiInspection.Division(960, 0, 0));
        assertThat(inspection.seconds()).isEqualTo(3);
        assertThat(inspection.notes()).isEqualTo(4);
        assertThat(inspection.tempos()).containsExactly(new MidiInspection.Tempo(0, 120));
        assertThat(inspection.meters()).isEmpty();
        assertThat(inspection.keys()).isEmpty();
        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.tracks()).hasSize(4).allMatch(track -> track.problems()
                .isEmpty());

        var voice = inspection.tracks().get(1);
        assertThat(voice.number()).isEqualTo(2);
        assertThat(voice.name()).isEqualTo("Synth Voice");
        assertThat(voice.channels()).containsExactly(1);
        assertThat(voice.programs()).containsExactly(new MidiInspection.Program(1, 54, "Synth Voice"));
        assertThat(voice.playing()).contains(new MidiInspection.Playing(2, 60, 67, 0.5, 1.25, 63, 63, 2));
        assertThat(voice.playing().orElseThrow().flatVelocity()).isTrue();
        var drums = inspection.tracks().get(2);
        assertThat(drums.channels()).containsExactly(10);
        assertThat(drums.playing().orElseThrow().flatVelocity()).isFalse();
        assertThat(inspection.tracks().get(3).playing()).isEmpty();

        assertThat(inspection.describe()).isEqualTo("""
            format 1, 960 ticks a quarter, 0:03.000, 4 notes
            tempo: 120
            meter: none stated
            key: none stated

            track 1 "A song"

            track 2 "Synth Voice"
              channel 1, program 54 (Synth Voice)
              2 notes, 60 (C4) to 67 (G4), 0:00.500 to 0:01.250, velocity 63 throughout, 2 at a time at most

            track 3 "Drums"
              channel 10, program 0 (drum kit)
              2 notes, 36 (C2) to 38 (D2), 0:01.000 to 0:02.000, velocity 100 to 127, 2 at a time at most

            track 4 "Pad"
              channel 2, program 88 (Pad 1 (new age))
            """);
    }

    @Test
    void tempoMeterAndKeyAreListedWithTheirTimes() throws IOException {
        var inspection = MidiInspection.of(Smf.file(1, 2, 100)
                .track(
                        0, 0xFF, 0x58, 4, 6, 3, 24, 8, 0, 0xFF, 0x59, 2, 0xFD, 1, 0, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40,
                        100, 0xFF, 0x51, 3, 0x06, 0x1A, 0x80, 100, 0xFF, 0x59, 2, 2, 0)
                .track(0, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40)
                .toBytes());
        assertThat(inspection.tempos())
                .containsExactly(new MidiInspection.Tempo(0, 60), new MidiInspection.Tempo(1, 150));
        assertThat(inspection.meters()).containsExactly(new MidiInspection.Meter(0, 6, 8));
        assertThat(inspection.keys())
                .containsExactly(new MidiInspection.Key(0, "C minor"), new MidiInspection.Key(1.4, "D major"));
        assertThat(inspection.describe())
                .contains("tempo: 60, 150 at 0:01.000\n", "meter: 6/8\n", "key: C minor, D major at 0:01.400\n");
    }

    @ParameterizedTest
    @CsvSource({
        "-7, 0, Cb major",
        "-1, 0, F major",
        "0, 0, C major",
        "7, 0, C# major",
        "-7, 1, Ab minor",
        "0, 1, A minor",
        "1, 1, E minor",
        "7, 1, A# minor"
    })
    void keysFollowTheCircleOfFifths(int sharps, int minor, String name) throws IOException {
        var inspection = MidiInspection.of(Smf.file(0, 1, 100)
                .track(0, 0xFF, 0x59, 2, sharps & 0xFF, minor)
                .toBytes());
        assertThat(inspection.keys()).containsExactly(new MidiInspection.Key(0, name));
    }

    @Test
    void framesOfFilmAreSaidToBeThat() throws IOException {
        var inspection = MidiInspection.of(Smf.file(0, 1, -29 << 8 | 80).track().toBytes());
        assertThat(inspection.division().framesPerSecond()).isCloseTo(29.97003, within(1e-5));
        assertThat(inspection.division().ticksPerFrame()).isEqualTo(80);
        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.describe())
                .startsWith("format 0, 29.97 frames a second of 80 ticks, 0:00.000, 0 notes\n");
    }

    @Test
    void whatIsWrongWithNotesIsCounted() throws IOException {
        var inspection = MidiInspection.of(Smf.file(0, 1, 100)
                .track(Smf.join(
                        Smf.name("Mess", StandardCharsets.US_ASCII),
                        new int[] {0, 0x99, 36, 1, 10, 0x99, 36, 1, 10, 0x89, 36, 0, 10, 0x89, 36, 0},
                        new int[] {0, 0x99, 90, 1, 0, 0x89, 90, 0, 0, 0x89, 91, 0},
                        new int[] {0, 0x99, 34, 1, 0, 0x99, 35, 128, 0, 0xF8}))
                .toBytes());
        assertThat(inspection.problems())
                .containsExactly("The file states no tempo; readers take it for 120 beats a minute.");
        assertThat(inspection.tracks().getFirst().problems())
                .containsExactly(
                        "1 note starts while the same pitch is still sounding.",
                        "3 notes have no length.",
                        "2 notes never end.",
                        "1 note-off has no note.",
                        "2 drum notes of 5 name no piece of the General MIDI kit (35 to 81).",
                        "2 messages are out of range or out of place.");
    }

    @Test
    void aNoteThatStartsBeforeItsForerunnerEndsInTheSameTickIsAProblem() throws IOException {
        int[] tempo = {0, 0xFF, 0x51, 3, 7, 0xA1, 0x20};
        int[] right = {0, 0x90, 60, 1, 10, 0x80, 60, 0, 0, 0x90, 60, 1, 10, 0x80, 60, 0};
        int[] wrong = {0, 0x90, 60, 1, 10, 0x90, 60, 1, 0, 0x80, 60, 0, 10, 0x80, 60, 0};
        var inspection = MidiInspection.of(
                Smf.file(1, 2, 100).track(Smf.join(tempo, right)).track(wrong).toBytes());
        assertThat(inspection.tracks().get(0).problems()).isEmpty();
        assertThat(inspection.tracks().get(1).problems())
                .containsExactly("1 note starts while the same pitch is still sounding.");
    }

    @Test
    void tracksThatFightOverAProgramAndDamagedChunksAreNamed() throws IOException {
        int[] tempo = {0, 0xFF, 0x51, 3, 7, 0xA1, 0x20};
        var inspection = MidiInspection.of(Smf.file(1, 9, 100)
                .track(Smf.join(tempo, new int[] {0, 0xC0, 1, 0, 0x90, 60, 1, 50, 0x80, 60, 0}))
                .track(0, 0xC0, 2, 0, 0x90, 60, 1, 50, 0x80, 60, 0)
                .track(0, 0xFF, 0x21, 1, 1, 0, 0xC0, 3, 0, 0x90, 60, 1, 50, 0x80, 60, 0)
                .rawTrack(99, 0, 0x90, 60, 1, 50, 0x80, 60, 0, 0, 0xFF, 0x2F, 0)
                .rawTrack(9, 0, 0x90, 60, 1, 50, 0x80, 60, 0, 0)
                .rawTrack(8, 0, 0x90, 60, 1, 50, 0x80, 60, 0)
                .toBytes());
        assertThat(inspection.problems())
                .containsExactly(
                        "The length of track 4 is wrong.",
                        "The file announces 9 tracks and has 6.",
                        "Channel 1 is given different programs by tracks 1, 2.");
        assertThat(inspection.tracks().get(2).port()).isEqualTo(1);
        assertThat(inspection.tracks().get(4).problems())
                .containsExactly("The track is damaged after 0:00.250; what follows in it cannot be read.");
        assertThat(inspection.tracks().get(5).problems()).containsExactly("The end-of-track event is missing.");
    }
}
