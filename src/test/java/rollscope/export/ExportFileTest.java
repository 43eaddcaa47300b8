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
