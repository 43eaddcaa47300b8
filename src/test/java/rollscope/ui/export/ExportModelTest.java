package rollscope.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sound.midi.MidiSystem;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.audio.PcmFiles;
import rollscope.export.Recipe;
import rollscope.midi.MidiFile;
import rollscope.midi.OtherReader;
import rollscope.roll.RollColours;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

class ExportModelTest {
    private static final Transcription SONG = new Transcription(
            "s",
            "Night / Ferry",
            3,
            List.of(new Instrument(0, "Piano", 0, true, false)),
            NoteTable.builder(3)
                    .add(0, 2, 60, 90, 0)
                    .add(1, 3, 60, 90, 0)
                    .add(1, 2, 64, 90, 0)
                    .build(),
            List.of());

    @TempDir
    Path folder;

    private final List<Notice> told = new ArrayList<>();
    private final ExportModel model = new ExportModel(new Background(Runnable::run, Runnable::run), told::add);

    @Test
    void theNameIsSafeAndTellsTheStem() {
        assertThat(ExportModel.suggestedName(SONG, Optional.of("Drums"))).isEqualTo("Night _ Ferry - Drums.mid");
        assertThat(ExportModel.suggestedName(SONG, Optional.empty())).isEqualTo("Night _ Ferry.mid");
    }

    @Test
    void aMidiFileIsWrittenAndWhatChangedIsTold() throws Exception {
        var file = folder.resolve("song.mid");
        model.export(SONG, file, RollColours.LIGHT);
        assertThat(MidiSystem.getSequence(file.toFile()).getTracks()).hasSize(2);
        assertThat(told).containsExactly(Notice.good("Saved song.mid · 3 notes · 1 overlap cut"));
        assertThat(model.writingProperty().get()).isFalse();
    }

    @Test
    void aNameOfAnotherKindGetsTheMidiEnding() {
        model.export(SONG, folder.resolve("song.v2"), RollColours.LIGHT);
        assertThat(folder.resolve("song.v2.mid")).isNotEmptyFile();
    }

    @Test
    void theEndingDecidesWhatIsWritten() throws IOException {
        model.export(SONG, folder.resolve("song.csv"), RollColours.LIGHT);
        assertThat(Files.readString(folder.resolve("song.csv"))).startsWith("instrument,");
        model.export(SONG, folder.resolve("roll.PNG"), RollColours.DARK);
        assertThat(Files.readAllBytes(folder.resolve("roll.PNG"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(told).allSatisfy(notice -> assertThat(notice.tone()).isEqualTo(Notice.Tone.GOOD));
    }

    @Test
    void aFolderThatCannotBeMadeIsToldInOneSentence() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        model.export(SONG, file.resolve("song.mid"), RollColours.LIGHT);
        assertThat(told).singleElement().satisfies(notice -> {
            assertThat(notice.tone()).isEqualTo(Notice.Tone.BAD);
            assertThat(notice.sentence()).contains("song.mid");
            assertThat(notice.remedy()).isNotBlank();
        });
        assertThat(file).isEmptyFile();
    }

    @Test
    void whatADiskSaysIsPutIntoWords() {
        var file = Path.of("song.mid");
        assertThat(ExportModel.notice(file, new FileSystemException("song.mid", null, "No space left on device"))
                        .sentence())
                .isEqualTo("The disk is full, so song.mid was not saved.");
        assertThat(ExportModel.notice(file, new AccessDeniedException("song.mid"))
                        .sentence())
                .isEqualTo("This folder does not let Rollscope write song.mid.");
        assertThat(ExportModel.notice(file, new FileSystemException("song.mid", null, "Read-only file system"))
                        .sentence())
                .isEqualTo("This folder does not let Rollscope write song.mid.");
    }

    @Test
    void theSummaryNamesOnlyWhatChanged() {
        assertThat(ExportModel.summary(Path.of("a.mid"), new MidiFile.Report(1842, 3, 2, 1, 0)))
                .isEqualTo("Saved a.mid · 1\u00a0842 notes · 3 overlaps cut · 2 duplicates dropped"
                        + " · 1 very short note lengthened");
    }

    @Test
    void inAFolderNothingIsReplaced() throws Exception {
        Files.writeString(folder.resolve("Song.mid"), "mine");
        for (int i = 0; i < 2; i++) {
            save(Recipe.EXACT, new ExportModel.Target.Into(folder, "Song"));
        }
        assertThat(folder.resolve("Song.mid")).hasContent("mine");
        assertThat(MidiSystem.getSequence(folder.resolve("Song 2.mid").toFile()).getTracks())
                .hasSize(2);
        assertThat(folder.resolve("Song 3.mid")).exists();
        assertThat(model.lastFile()).contains(folder.resolve("Song 3.mid"));
    }

    @Test
    void filesOfTheInstrumentsGoTogetherUnderANameOfWhichNoneIsThere() throws Exception {
        Files.writeString(folder.resolve("Song - Bass.mid"), "mine");
        model.save(
                Recipe.EXACT.withOneFileEach(true),
                Recipe.Source.of(ExportDraftTest.song("a")),
                new ExportModel.Target.Into(folder, "Song"),
                Optional.empty(),
                () -> {});
        assertThat(folder.resolve("Song - Bass.mid")).hasContent("mine");
        assertThat(folder.resolve("Song - Piano.mid")).doesNotExist();
        assertThat(folder.resolve("Song 2 - Piano.mid")).exists();
        assertThat(folder.resolve("Song 2 - Bass.mid")).exists();
        assertThat(told).containsExactly(Notice.good("Saved 2 files · 8 notes"));
    }

    @Test
    void aFileThatWasChosenIsReplaced() throws Exception {
        Files.writeString(folder.resolve("song.MID"), "old");
        save(Recipe.EXACT, new ExportModel.Target.Chosen(folder.resolve("song.MID")));
        assertThat(MidiSystem.getSequence(folder.resolve("song.MID").toFile()).getTracks())
                .hasSize(2);
    }

    @Test
    void theStemIsPaddedByAsMuchAsTheNotesAreLater() throws Exception {
        var map = TempoMap.constant(120, 0.5, Optional.of(Meter.FOUR_FOUR));
        var source = Recipe.Source.of(SONG).withTempo(Optional.of(map), Optional.empty());
        var recipe = Recipe.EXACT.withPlace(Recipe.Place.BAR_ONE).withPadStem(true);
        try (var stem = PcmFiles.mono(folder, new float[44_100])) {
            model.save(
                    recipe, source, new ExportModel.Target.Into(folder, "Song"), Optional.of(stem), () -> told.clear());
        }
        try (var sound = AudioSystem.getAudioInputStream(
                folder.resolve("Song - stem.wav").toFile())) {
            assertThat(sound.getFrameLength()).isEqualTo(44_100 + 66_150);
        }
        // The first note of the song, at 0 s, is as late in the file.
        var file = new OtherReader(Files.readAllBytes(folder.resolve("Song.mid")));
        assertThat(file.notes.getFirst().on()).isEqualTo(1.5);
        assertThat(told).hasSize(1);
    }

    @Test
    void whatCannotBeSavedIsToldAndNothingIsShownAsSaved() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        save(Recipe.EXACT, new ExportModel.Target.Into(file, "Song"));
        assertThat(told.getFirst().tone()).isEqualTo(Notice.Tone.BAD);
        assertThat(model.savedProperty().get()).isEmpty();
        assertThat(model.writingProperty().get()).isFalse();
    }

    private void save(Recipe recipe, ExportModel.Target target) {
        model.save(recipe, Recipe.Source.of(SONG), target, Optional.empty(), () -> {});
    }
}
