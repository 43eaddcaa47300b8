package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.midi.FileOptions;
import rollscope.midi.MidiFile;
import rollscope.midi.Placement;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class NoteFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\r\n  ", "\uFEFF \t"})
    void anAnswerIsKnownByItsContent(String before) throws IOException {
        Path file = write("My Song.v2.mid", before + OwnProvider.NOTES);
        Transcription transcription = opened(file);
        assertThat(transcription.notes().size()).isEqualTo(2);
        assertThat(transcription.title()).isEqualTo("My Song.v2");
        assertThat(transcription.id()).isEqualTo("My Song.v2.mid");
    }

    @Test
    void aMidiFileIsKnownByItsContent() throws IOException {
        var notes = NoteTable.builder(1).add(0.5, 1, 60, 100, 0).build();
        var written = MidiFile.write(
                new Transcription("x", "x", 1, List.of(new Instrument(0, "Piano", 0, false, false)), notes, List.of()));
        Path file = folder.resolve("song.json");
        Files.write(file, written.bytes());

        Transcription transcription = opened(file);
        assertThat(transcription.notes().size()).isEqualTo(1);
        assertThat(transcription.notes().start(0)).isEqualTo(0.5);
        assertThat(transcription.title()).isEqualTo("song");
    }

    private static final Transcription SONG = new Transcription(
            "x",
            "x",
            8,
            List.of(new Instrument(0, "Piano", 0, false, false)),
            NoteTable.builder(2).add(0.5, 1, 60, 100, 0).add(4.5, 5, 62, 100, 0).build(),
            List.of());

    @Test
    void aMidiFileTellsTheTempoItStates() throws IOException {
        var map = TempoMap.constant(90, 0.5, Optional.of(new Meter(3, false)));
        var key = new Key(2, Key.Mode.MINOR);
        var options =
                FileOptions.EXACT.withPlacement(new Placement.WithStem(map)).withKey(Optional.of(key));
        Path file = folder.resolve("song.mid");
        Files.write(file, MidiFile.write(SONG, options).bytes());

        OpenedFile opened = whole(file);
        assertThat(opened.loss()).isEmpty();
        SongTempo tempo = opened.tempo().orElseThrow();
        assertThat(tempo.source()).isEqualTo(SongTempo.Source.FROM_FILE);
        assertThat(tempo.map().orElseThrow().bpmAt(4)).isCloseTo(90, within(1e-3));
        assertThat(tempo.key()).hasValue(key);
    }

    @Test
    void aMidiFileThatOnlyCountsSecondsStatesNoTempo() throws IOException {
        Path file = folder.resolve("song.mid");
        Files.write(file, MidiFile.write(SONG).bytes());
        assertThat(whole(file).tempo()).isEmpty();
    }

    @Test
    void aMidiFileThatIsCutOffTellsSoAndGivesWhatIsThere() throws IOException {
        byte[] all = MidiFile.write(SONG).bytes();
        Path file = folder.resolve("song.mid");
        Files.write(file, Arrays.copyOf(all, all.length - 14));
        OpenedFile opened = whole(file);
        assertThat(opened.transcription().notes().size()).isPositive();
        assertThat(opened.loss().orElseThrow()).isNotBlank();
    }

    private static OpenedFile whole(Path file) {
        return switch (Library.open(file)) {
            case Outcome.Ok<OpenedFile>(OpenedFile opened) -> opened;
            case Outcome.Failed<OpenedFile>(Problem problem) -> throw new AssertionError(problem);
        };
    }

    @Test
    void aFolderIsRefused() {
        assertThat(refusal(folder)).contains("is a folder");
    }

    @Test
    void aFileThatIsGoneIsRefused() {
        assertThat(refusal(folder.resolve("gone.json"))).isEqualTo("gone.json is not there any more.");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertThat(refusal(write("nothing.mid", ""))).isEqualTo("nothing.mid is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dear diary", "<html>", "RIFF____WAVE", "   ", "MTh", "PK\u0003\u0004"})
    void whatIsNeitherIsRefused(String content) throws IOException {
        assertThat(refusal(write("thing.json", content))).contains("neither a saved answer nor a MIDI file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "[1,2",
                "{\"code\":200,\"data\":{\"successFlag\":1,\"midiData\":{\"instruments\":[{\"name\":\"Dr",
                "{\"some\":\"other program's\"}"
            })
    void jsonThatIsNoAnswerIsRefused(String content) throws IOException {
        assertThat(refusal(write("thing.json", content))).startsWith("thing.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {OwnProvider.PENDING, OwnProvider.UNSEEN, OwnProvider.FAILED, OwnProvider.EMPTY})
    void anAnswerWithoutNotesIsRefusedWithTheReason(String content) throws IOException {
        assertThat(refusal(write("answer.json", content)))
                .contains("answer.json")
                .contains("no notes");
    }

    @Test
    void aBrokenMidiFileIsRefused() throws IOException {
        assertThat(refusal(write("song.mid", "MThd\0\0"))).isNotBlank();
    }

    @Test
    void absurdSizesAreRefusedUnread() throws IOException {
        for (String head : List.of("MThd", "{   ")) {
            Path file = write("huge", head);
            try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength((512L << 20) + 1);
            }
            assertThat(refusal(file)).contains("too large");
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    private static Transcription opened(Path file) {
        return switch (Library.openFile(file)) {
            case Outcome.Ok<Transcription>(Transcription transcription) -> transcription;
            case Outcome.Failed<Transcription>(Problem problem) -> throw new AssertionError(problem);
        };
    }

    private static String refusal(Path file) {
        return switch (Library.openFile(file)) {
            case Outcome.Ok<Transcription> ok -> throw new AssertionError(ok);
            case Outcome.Failed<Transcription>(Problem problem) -> {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.FILE);
                assertThat(problem.remedy()).isNotBlank();
                yield problem.sentence();
            }
        };
    }
}
