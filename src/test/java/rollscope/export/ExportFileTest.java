package rollscope.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.midi.MidiSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.midi.FileOptions;
import rollscope.midi.GeneralMidi;
import rollscope.roll.RollColours;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class ExportFileTest {
    private static final Transcription SONG = new Transcription(
            "id",
            "Song",
            3,
            List.of(GeneralMidi.guess(0, "Electric Bass (finger)"), GeneralMidi.guess(1, "Drums")),
            NoteTable.builder(3)
                    .add(0, 2, 60, 90, 0)
                    .add(1, 3, 60, 90, 0)
                    .add(1, 2, 38, 127, 1)
                    .build(),
            List.of());

    @TempDir
    Path folder;

    @Test
    void theEndingDecidesInAnyCase() {
        assertThat(ExportFile.of(Path.of("a.MID")))
                .hasValueSatisfying(file -> assertThat(file.format()).isEqualTo(ExportFile.Format.MIDI));
        assertThat(ExportFile.of(Path.of("a.midi"))).isPresent();
        assertThat(ExportFile.of(Path.of("a.txt"))).isEmpty();
        assertThat(ExportFile.of(Path.of("mid"))).isEmpty();
    }

    @Test
    void aMidiFileTellsWhatItCouldNotHold() throws Exception {
        var report = to("song.mid");
        assertThat(report.write(SONG, RollColours.DARK))
                .hasValueSatisfying(changes -> assertThat(changes.cut()).isEqualTo(1));
        assertThat(MidiSystem.getSequence(report.path().toFile()).getTracks()).hasSize(3);
    }

    @Test
    void eachInstrumentCanHaveAFileOfItsOwnBesideTheWhole() throws Exception {
        var instruments = List.of(
                GeneralMidi.guess(0, "Bass"),
                GeneralMidi.guess(1, "bass"),
                GeneralMidi.guess(2, "Silent"),
                GeneralMidi.guess(3, "../Drums"));
        var notes = NoteTable.builder(3)
                .add(1, 2, 40, 90, 0)
                .add(2, 3, 41, 90, 1)
                .add(3, 4, 38, 90, 3)
                .build();
        var song = new Transcription("id", "Song", 10, instruments, notes, List.of());
        var parts = to("song.mid").parts(song);
        assertThat(parts).hasSize(3);
        for (var part : parts) {
            part.file().writeMidi(part.content(), FileOptions.EXACT);
            assertThat(part.file().path()).hasParent(folder).exists();
            var sequence = MidiSystem.getSequence(part.file().path().toFile());
            assertThat(sequence.getTracks()).hasSize(2);
            assertThat(sequence.getTickLength()).isEqualTo(19_200);
        }
        assertThat(parts.getFirst().file().path()).hasFileName("song - Bass.mid");
        assertThat(folder).isDirectoryNotContaining(path -> path.endsWith("song.mid"));
        assertThat(parts.stream().map(part -> part.file().path()).distinct()).hasSize(3);
    }

    @Test
    void aSavedAnswerOpensAgainWithTheSameNotes() throws IOException {
        var file = to("song.json");
        assertThat(file.write(SONG, RollColours.DARK)).isEmpty();
        assertThat(Library.openFile(file.path()))
                .isInstanceOfSatisfying(Outcome.Ok.class, opened -> assertThat(((Transcription) opened.value()).notes())
                        .isEqualTo(SONG.notes()));
    }

    @Test
    void tablesAndPicturesAreWrittenToo() throws IOException {
        to("song.csv").write(SONG, RollColours.LIGHT);
        assertThat(folder.resolve("song.csv")).content().startsWith("instrument,");
        to("song.png").write(SONG, RollColours.LIGHT);
        assertThat(Files.readAllBytes(folder.resolve("song.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        var notAFolder = Files.createFile(folder.resolve("file"));
        var file = new ExportFile(notAFolder.resolve("song.mid"), ExportFile.Format.MIDI);
        assertThatThrownBy(() -> file.write(SONG, RollColours.DARK)).isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryContaining(path -> path.equals(notAFolder));
        assertThat(notAFolder).isEmptyFile();
    }

    private ExportFile to(String name) {
        return ExportFile.of(folder.resolve(name)).orElseThrow();
    }
}
