package rollscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.EnumSource.Mode.INCLUDE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.keychain.KeychainException;
import rollscope.simulator.Scenario;
import rollscope.simulator.Simulator;
import tools.jackson.databind.json.JsonMapper;

class CliTest {
    private static final List<String> COMMANDS =
            List.of("demo", "credits", "tracks", "transcribe", "export", "inspect", "analyse", "play", "listen");

    @TempDir
    private Path home;

    @TempDir
    private Path work;

    private Simulator simulator;
    private Shell shell;

    @BeforeEach
    void startProvider() throws IOException {
        simulator = Simulator.start(1000);
        shell = new Shell(home);
    }

    @AfterEach
    void stopProvider() {
        simulator.close();
    }

    private Shell.Result transcribe(String task, Path file, Object... more) {
        var args = new ArrayList<Object>(
                List.of("transcribe", task, "--provider", simulator.uri(), "--poll", "0.02", "-o", file));
        args.addAll(List.of(more));
        return shell.run(args.toArray());
    }

    @Test
    void demoWritesTheNotesOfItsAnswerAndTheirSoundAndLeavesTheLibraryAlone() throws Exception {
        var result = shell.run("demo", "--out", work, "--poll", "0.02");

        assertThat(result.exit()).as(result.err()).isZero();
        var notes = PlainNotes.ofJson(work.resolve("demo.json"));
        assertThat(notes).hasSizeGreaterThan(100);
        assertThat(PlainNotes.ofMidi(work.resolve("demo.mid"))).isEqualTo(notes);
        var picture = ImageIO.read(work.resolve("demo.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(2400);
        assertThat(picture.getHeight()).isEqualTo(1500);
        try (var sound =
                AudioSystem.getAudioInputStream(work.resolve("demo.wav").toFile())) {
            assertThat(sound.getFormat().getSampleRate()).isEqualTo(44_100);
            assertThat(sound.getFrameLength() / 44_100.0).isBetween(60.0, 90.0);
        }
        assertThat(home.resolve("library")).doesNotExist();
        assertThat(result.out()).contains(work.resolve("demo.mid").toString(), notes.size() + " notes of", "stems: ");
    }

    @ParameterizedTest
    @EnumSource(
            mode = INCLUDE,
            names = {"MIXED_TYPES", "NULL_FIRST", "THROTTLED", "RESETS", "TRUNCATES", "EVERYTHING"})
    void oddAnswersEndInTheNotesOfAPlainOneAndOneJob(Scenario scenario) throws Exception {
        Path odd = work.resolve("odd.json");
        Path midi = work.resolve("odd.mid");
        var result = transcribe(scenario.taskId(), odd);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out().strip()).isEqualTo(odd.toString());
        assertThat(simulator.submits()).isEqualTo(1);
        assertThat(transcribe(scenario.taskId(), midi).exit()).isZero();
        assertThat(simulator.submits()).isEqualTo(1);
        Path plain = work.resolve("plain.json");
        assertThat(transcribe(Simulator.DEMO_TASK, plain).exit()).isZero();
        assertThat(PlainNotes.ofJson(odd)).isNotEmpty().isEqualTo(PlainNotes.ofJson(plain));
        assertThat(PlainNotes.ofMidi(midi)).isEqualTo(PlainNotes.ofJson(plain));
    }

    @ParameterizedTest
    @EnumSource(
            mode = INCLUDE,
            names = {
                "NO_CREDITS_402",
                "NO_CREDITS_429",
                "NO_CREDITS_500",
                "UNKNOWN_TASK",
                "MAINTENANCE",
                "HTML",
                "EMPTY_BODY",
                "CREATE_FAILED",
                "GENERATION_FAILED",
                "EMPTY_MIDI_DATA",
                "NULL_MIDI_DATA",
                "EMPTY_INSTRUMENTS",
                "LOST_BEFORE_SUBMIT",
                "EXPIRED"
            })
    void aRefusalIsOneSentenceAndNoFile(Scenario scenario) {
        Path file = work.resolve("never.mid");
        var result = transcribe(scenario.taskId(), file);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errLines().getLast()).matches("\\S.*\\..*").doesNotContain("Exception", "{", "<");
        assertThat(result.out()).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(simulator.submits()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY_MIDI_DATA", "GENERATION_FAILED", "EXPIRED"})
    void whatEndedWithoutNotesIsBoughtAgainOnlyIfToldSo(Scenario scenario) {
        Path file = work.resolve("never.mid");
        transcribe(scenario.taskId(), file);
        var second = transcribe(scenario.taskId(), file);
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.errLines().getLast()).contains("--again");
        assertThat(simulator.submits()).isEqualTo(1);

        transcribe(scenario.taskId(), file, "--again");
        assertThat(simulator.submits()).isEqualTo(2);
    }

    @Test
    void aLostAnswerToASubmitIsNotSentAgainByTheNextRun() {
        Path file = work.resolve("never.mid");
        var first = transcribe(Scenario.LOST_AFTER_SUBMIT.taskId(), file);
        var second = transcribe(Scenario.LOST_AFTER_SUBMIT.taskId(), file);

        assertThat(first.exit()).isEqualTo(1);
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.errLines().getLast()).isNotBlank();
        assertThat(simulator.submits()).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void aLostAnswerIsSentAgainOnlyWhenAskedForAndTheBalancesAreShown() {
        Path file = work.resolve("never.mid");
        transcribe(Scenario.LOST_AFTER_SUBMIT.taskId(), file);
        var refused = transcribe(Scenario.LOST_AFTER_SUBMIT.taskId(), file);
        assertThat(refused.err()).contains("5916.25 before and is 5913.75 now", "probably taken", "--again");
        assertThat(simulator.submits()).isEqualTo(1);

        var again = transcribe(Scenario.LOST_AFTER_SUBMIT.taskId(), file, "--again");
        assertThat(again.err()).contains("5916.25 before", "Sending it again");
        assertThat(again.exit()).as("lost once more").isEqualTo(1);
        assertThat(simulator.submits()).isEqualTo(2);
    }

    @Test
    void aJobSomebodyStoppedWaitingForIsContinuedByTheNextRun() throws InterruptedException {
        for (int run = 0; run < 2; run++) {
            var waiting = new CountDownLatch(1);
            var result = new CompletableFuture<Shell.Result>();
            shell.onProgress(waiting::countDown);
            var user = Thread.ofPlatform()
                    .start(() ->
                            result.complete(transcribe(Scenario.NEVER_FINISHES.taskId(), work.resolve("never.mid"))));
            waiting.await();
            user.interrupt();

            assertThat(result.join().exit()).isEqualTo(1);
            assertThat(result.join().err()).contains("Transcribing All stems · 0:0");
            assertThat(simulator.submits()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = INCLUDE,
            names = {"SEPARATION_PENDING", "SEPARATION_FAILED", "UNKNOWN_TASK"})
    void aSeparationWithoutStemsIsOneSentence(Scenario scenario) {
        var result = shell.run("tracks", scenario.taskId(), "--provider", simulator.uri());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errLines()).singleElement().asString().matches("\\S.*\\..*");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void whatWasBoughtIsWrittenAgainWithoutTheProviderAndWithoutAKey() throws Exception {
        Path first = work.resolve("first.json");
        Path second = work.resolve("second.json");
        transcribe(Simulator.DEMO_TASK, first);
        simulator.close();
        shell.withEnvironment(Map.of());

        assertThat(transcribe(Simulator.DEMO_TASK, second).exit()).isZero();
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void aFileThatCannotBeWrittenLosesNothingThatWasBought() throws IOException {
        Path noFolder = Files.writeString(work.resolve("no-folder"), "a file");
        var refused = transcribe(Simulator.DEMO_TASK, noFolder.resolve("song.mid"));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.errLines().getLast()).contains("could not be written");
        assertThat(transcribe(Simulator.DEMO_TASK, work.resolve("song.mid")).exit())
                .isZero();
        assertThat(simulator.submits()).isEqualTo(1);
    }

    @Test
    void aStemIsMeantByItsIdOrItsNameHoweverSpelled() throws IOException {
        var stem = JsonMapper.builder()
                .build()
                .readTree(shell.run("tracks", Simulator.DEMO_TASK, "--provider", simulator.uri(), "--json")
                        .out())
                .get(0);
        String id = stem.get("id").asString();
        String spelled = "_" + stem.get("stem_type_group_name").asString().toUpperCase() + " ";

        Path byId = work.resolve("id.json");
        Path byName = work.resolve("name.json");
        assertThat(transcribe(Simulator.DEMO_TASK, byId, "--track", id).exit()).isZero();
        assertThat(transcribe(Simulator.DEMO_TASK, byName, "--track", spelled).exit())
                .isZero();
        assertThat(byName).hasSameBinaryContentAs(byId);
        assertThat(simulator.submits()).isEqualTo(1);
    }

    @Test
    void anUnknownStemIsAnsweredWithTheNamesThereAre() {
        var result = transcribe(Simulator.DEMO_TASK, work.resolve("never.mid"), "--track", "Kazoo");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errLines()).singleElement().asString().contains("'Kazoo'", "Bass", "Drums");
        assertThat(simulator.submits()).isZero();
    }

    @Test
    void tracksListsTheStems() {
        var result = shell.run("tracks", Simulator.DEMO_TASK, "--provider", simulator.uri());

        assertThat(result.exit()).isZero();
        assertThat(result.out().lines())
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(line -> line.matches("\\S.* +\\d+:\\d\\d  \\S+"));
    }

    @Test
    void tracksAsJsonAreTheOriginDataOfTheProvider() {
        var result = shell.run("tracks", Simulator.DEMO_TASK, "--provider", simulator.uri(), "--json");
        var stems = JsonMapper.builder().build().readTree(result.out());

        assertThat(StreamSupport.stream(stems.spliterator(), false).map(stem -> stem.propertyNames()))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(names -> assertThat(names).contains("id", "stem_type_group_name", "duration", "audio_url"));
    }

    @Test
    void creditsTellsTheBalance() {
        var result = shell.run("credits", "--provider", simulator.uri());

        assertThat(result.exit()).isZero();
        assertThat(result.out().strip()).matches("\\d+(\\.\\d+)? credits");
    }

    @Test
    void aWrongKeyIsOneSentence() {
        shell.withEnvironment(Map.of("ROLLSCOPE_API_KEY", "wrong-key"));
        var result = shell.run("credits", "--provider", simulator.uri());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errLines()).singleElement().asString().contains("key");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void withoutAKeyNobodyIsAsked() {
        shell.withEnvironment(Map.of());
        var result = transcribe(Simulator.DEMO_TASK, work.resolve("never.mid"));

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errLines()).singleElement().asString().contains("ROLLSCOPE_API_KEY");
        assertThat(simulator.submits()).isZero();
    }

    @Test
    void theKeyTheWindowKeepsInTheKeychainServesHereToo() {
        shell.withEnvironment(Map.of());
        shell.keychain().secrets().put(simulator.uri().toString(), Shell.KEY);

        assertThat(shell.run("credits", "--provider", simulator.uri()).exit()).isZero();
    }

    @Test
    void aLockedKeychainIsOneSentence() {
        shell.withEnvironment(Map.of());
        shell.keychain().failWith(KeychainException.Reason.REFUSED);
        var result = shell.run("credits", "--provider", simulator.uri());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errLines()).singleElement().asString().contains("locked", "ROLLSCOPE_API_KEY");
    }

    @Test
    void aKeyInTheEnvironmentLeavesTheKeychainAlone() {
        shell.run("credits", "--provider", simulator.uri());
        assertThat(shell.keychain().calls()).isZero();
    }

    @Test
    void theDemoProviderNeedsNoKey() {
        shell.withEnvironment(Map.of());

        assertThat(shell.run("credits", "--provider", "demo").exit()).isZero();
    }

    @Test
    void theKeyIsWrittenAndPrintedNowhere() {
        var printed = new StringBuilder();
        for (var task : List.of(Simulator.DEMO_TASK, Scenario.UNKNOWN_TASK.taskId(), Scenario.HTML.taskId())) {
            var result = transcribe(task, work.resolve("song.json"));
            printed.append(result.out()).append(result.err());
        }

        assertThat(printed).doesNotContain(Shell.KEY);
        assertThat(Shell.contentOf(home)).doesNotContain(Shell.KEY);
        assertThat(Shell.contentOf(work)).contains("midiData").doesNotContain(Shell.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "juggle",
                "demo",
                "transcribe",
                "transcribe 0123456789abcdef0123456789abcdef",
                "transcribe 0123456789abcdef0123456789abcdef -o song.doc",
                "transcribe 0123456789abcdef0123456789abcdef -o song.mid --poll soon",
                "transcribe 0123456789abcdef0123456789abcdef -o song.mid --poll -1",
                "credits --provider http://example.com",
                "credits --provider nobody",
                "credits --key abc",
                "listen",
                "listen --port 70000",
                "listen --port -1",
                "listen --port http",
                "listen --port 0 --bind example.com",
                "listen --port 0 --secret abc",
                "export song.json",
                "inspect",
                "analyse"
            })
    void whatIsNotUnderstoodExitsWithTwo(String line) {
        var result = shell.run((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.errLines().getLast()).contains("--help");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void helpNamesEveryCommandAndItsOptionsWithoutColours() {
        var help = shell.run("--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains(COMMANDS).doesNotContain("\u001b");
        assertThat(shell.run("transcribe", "--help").out())
                .contains("--track", "--provider", "--poll", "-o", "kie")
                .doesNotContain("\u001b");
        assertThat(shell.run("--version").out()).startsWith("Rollscope");
    }

    @Test
    void exportsGoFromAnswerToMidiAndBack() throws Exception {
        Path answer = work.resolve("song.json");
        Path midi = work.resolve("song.mid");
        Path again = work.resolve("again.json");
        transcribe(Simulator.DEMO_TASK, answer);

        assertThat(shell.run("export", answer, "-o", midi).exit()).isZero();
        assertThat(shell.run("export", midi, "-o", again).exit()).isZero();
        assertThat(PlainNotes.ofMidi(midi)).isEqualTo(PlainNotes.ofJson(answer));
        assertThat(PlainNotes.ofJson(again)).isEqualTo(PlainNotes.ofJson(answer));
    }

    @Test
    void inspectTellsWhatIsInAMidiFile() throws Exception {
        Path midi = work.resolve("song.mid");
        transcribe(Simulator.DEMO_TASK, midi);
        var notes = PlainNotes.ofMidi(midi);

        var text = shell.run("inspect", midi);
        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .contains("format 1, 960 ticks a quarter", notes.size() + " notes", "Drums", "\nLogic Pro\n");
        var json = JsonMapper.builder()
                .build()
                .readTree(shell.run("inspect", midi, "--json").out());
        assertThat(json.get("ticksPerQuarter").intValue()).isEqualTo(960);
        assertThat(json.get("notes").intValue()).isEqualTo(notes.size());
        assertThat(json.get("tempos").get(0).get("beatsPerMinute").doubleValue())
                .isEqualTo(120);
        assertThat(json.get("musicPrograms").get(0).get("name").asString()).isEqualTo("Ableton Live");
        assertThat(json.get("musicPrograms").get(0).get("advice").size()).isPositive();
        var names = notes.stream().map(PlainNotes.Note::instrument).distinct().toList();
        for (var track : json.get("tracks")) {
            if (track.get("notes").intValue() > 0) {
                assertThat(names).contains(track.get("name").asString());
                assertThat(notes.stream()
                                .filter(note -> note.instrument()
                                        .equals(track.get("name").asString()))
                                .count())
                        .isEqualTo(track.get("notes").intValue());
            }
        }
        assertThat(json.get("tracks").size()).isEqualTo(names.size() + 1);
    }

    @Test
    void analyseTellsTempoBeatsBarsAndKeyOfEachFile() {
        Path json = work.resolve("song.json");
        Path midi = work.resolve("song.mid");
        transcribe(Simulator.DEMO_TASK, json);
        transcribe(Simulator.DEMO_TASK, midi);

        var lines = shell.run("analyse", json, midi, "--json").out().lines().toList();

        assertThat(lines).hasSize(2);
        for (int i = 0; i < 2; i++) {
            var song = JsonMapper.builder().build().readTree(lines.get(i));
            assertThat(song.propertyNames())
                    .containsExactly("file", "tempo", "beats", "downbeats", "meter", "key", "fit");
            assertThat(song.get("file").asString()).isEqualTo((i == 0 ? json : midi).toString());
            assertThat(song.get("tempo").get(0).get("time").doubleValue()).isZero();
            assertThat(song.get("tempo").get(0).get("bpm").doubleValue()).isCloseTo(110, within(0.05));
            assertThat(song.get("beats").size()).isBetween(118, 126);
            assertThat(song.get("downbeats").size()).isBetween(29, 32);
            assertThat(song.get("meter").asString()).isEqualTo("4/4");
            assertThat(song.get("key").asString()).isEqualTo("D minor");
            assertThat(song.get("fit").get("residualMs").doubleValue()).isBetween(0.0, 12.0);
            assertThat(song.get("fit").get("onGrid").doubleValue()).isBetween(0.7, 1.0);
            assertThat(song.get("fit").get("confidence").doubleValue()).isBetween(0.3, 1.0);
        }
        assertThat(shell.run("analyse", json).out()).contains("about 110 BPM", "4/4", "D minor", "estimated");
    }

    @Test
    void analyseSaysNothingOfAFileWithoutNotesRatherThanSomethingWrong() throws IOException {
        Path empty = Files.writeString(
                work.resolve("one.json"),
                "{\"code\":200,\"data\":{\"successFlag\":1,\"midiData\":{\"state\":\"complete\",\"instruments\":"
                        + "[{\"name\":\"Drums\",\"notes\":[{\"pitch\":36,\"start\":0,\"end\":1,\"velocity\":1}]}]}}}");

        var result = shell.run("analyse", empty, "--json");

        assertThat(result.exit()).isZero();
        assertThat(result.out().strip())
                .endsWith("\"tempo\":[],\"beats\":[],\"downbeats\":[],\"meter\":null,\"key\":null,"
                        + "\"fit\":{\"residualMs\":0.0,\"onGrid\":0.0,\"confidence\":0.0}}");
        assertThat(shell.run("analyse", empty).out()).contains("too few notes");
    }

    @Test
    void aFileThatCannotBeReadDoesNotKeepTheOthersFromBeingAnalysed() {
        Path json = work.resolve("song.json");
        transcribe(Simulator.DEMO_TASK, json);

        var result = shell.run("analyse", work.resolve("missing.mid"), json, "--json");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.errLines()).hasSize(2);
        assertThat(result.errLines().getFirst()).contains("missing.mid");
    }

    @Test
    void namesFromOutsideDoNothingToTheTerminal() {
        var result = shell.run("inspect", "\u001b]0;gotcha\u0007.mid");

        assertThat(result.err()).contains("?]0;gotcha?.mid").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void exportsOneLineANoteAndAPicture() throws Exception {
        Path answer = work.resolve("song.json");
        transcribe(Simulator.DEMO_TASK, answer);
        Path csv = work.resolve("song.csv");
        Path picture = work.resolve("SONG.PNG");

        assertThat(shell.run("export", answer, "-o", csv).exit()).isZero();
        assertThat(shell.run("export", answer, "-o", picture).exit()).isZero();
        assertThat(Files.readAllLines(csv))
                .hasSize(1 + PlainNotes.ofJson(answer).size());
        assertThat(ImageIO.read(picture.toFile())).isNotNull();
    }

    private Path shortSong() throws IOException {
        Path csvless = work.resolve("short.json");
        return Files.writeString(csvless, """
            {"state":"complete","instruments":[{"name":"Piano","notes":[
            {"pitch":60,"start":0.0,"end":0.25,"velocity":1},{"pitch":64,"start":0.25,"end":0.5,"velocity":1}]}]}\
            """);
    }

    @Test
    void exportsTheSoundWithAStemBesideIt() throws Exception {
        Path song = shortSong();
        Path notes = work.resolve("notes.wav");
        Path split = work.resolve("split.WAV");

        var result = shell.run("export", song, "-o", notes);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out().strip()).isEqualTo(notes.toString());
        assertThat(result.err()).isEmpty();
        assertThat(shell.run("export", song, "-o", split, "--stem", notes, "--mix", "split")
                        .exit())
                .isZero();
        try (var sound = AudioSystem.getAudioInputStream(split.toFile())) {
            assertThat(sound.getFrameLength()).isGreaterThan(22_050);
        }
    }

    @Test
    void aSoundThatCannotBeIsOneSentenceAndNoFile() throws Exception {
        Path song = shortSong();
        Path never = work.resolve("never.wav");
        for (var args : List.of(
                new Object[] {"export", song, "-o", never, "--stem", work.resolve("missing.mp3")},
                new Object[] {"export", song, "-o", never, "--stem", song},
                new Object[] {"play", song, "--stem", song},
                new Object[] {"play", work.resolve("missing.json")},
                new Object[] {"play", song, "--from", "99"})) {
            var result = shell.run(args);
            assertThat(result.exit()).as(List.of(args).toString()).isEqualTo(1);
            assertThat(result.errLines()).singleElement().asString().matches("\\S.*\\..*");
        }
        for (var args : List.of(
                new Object[] {"export", song, "-o", never, "--mix", "split"},
                new Object[] {"export", song, "-o", never, "--mix", "loud"},
                new Object[] {"export", song, "-o", work.resolve("never.mid"), "--mix", "synth"},
                new Object[] {"play", song, "--from", "3", "--to", "2"},
                new Object[] {"play", song, "--from", "soon"})) {
            assertThat(shell.run(args).exit()).as(List.of(args).toString()).isEqualTo(2);
        }
        assertThat(never).doesNotExist();
    }

    @Test
    void withoutItsOutputPlayIsOneSentence() throws Exception {
        var result = shell.run("play", shortSong());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errLines()).singleElement().asString().contains("an output that is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[1,2]", "MThd", "MThd\0\0\0\6\0\1\0\1\3\300", "hello", "\u0089PNG\r\n"})
    void aFileThatIsNeitherIsOneSentence(String content) throws IOException {
        Path file = Files.writeString(work.resolve("odd.json"), content, StandardCharsets.ISO_8859_1);
        Path kept = Files.writeString(work.resolve("kept.mid"), "as it was");

        var result = shell.run("export", file, "-o", kept);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errLines()).singleElement().asString().matches("\\S.*\\..*");
        assertThat(kept).hasContent("as it was");
    }

    @Test
    void aMissingFileOrAFolderIsOneSentence() {
        for (var file : List.of(work.resolve("missing.json"), work)) {
            for (var args : List.of(
                    new Object[] {"export", file, "-o", work.resolve("never.mid")}, new Object[] {"inspect", file})) {
                var result = shell.run(args);

                assertThat(result.exit()).isEqualTo(1);
                assertThat(result.errLines()).singleElement().asString().isNotBlank();
            }
        }
    }
}
