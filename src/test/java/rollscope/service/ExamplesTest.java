package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static rollscope.service.Examples.body;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.value;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.service.Examples.Client;
import rollscope.service.ServiceFailure.Kind;
import rollscope.transcription.Stem;

/** Every documented or recorded body, at the routes that may answer it, with the statuses of HTTP it may come with. */
class ExamplesTest {
    private static final String ERRORS = """
        error-401.json                                  , 200, AUTH        , kie
        error-401.json                                  , 401, AUTH        , kie
        error-402.json                                  , 200, CREDITS     , kie
        error-402.json                                  , 402, CREDITS     , kie
        error-422.json                                  , 200, NOT_FOUND   , kie
        error-422.json                                  , 422, NOT_FOUND   , kie
        error-422-missing-callBackUrl.json              , 200, REJECTED    , kie
        error-422-missing-callBackUrl.json              , 422, REJECTED    , kie
        error-429-kie-rate-limited.json                 , 200, THROTTLED   , kie
        error-429-kie-rate-limited.json                 , 429, THROTTLED   , kie
        error-429-kie-rate-limited.json                 , 429, THROTTLED   , sunoapi
        error-429-sunoapi-insufficient-credits.json     , 200, CREDITS     , sunoapi
        error-429-sunoapi-insufficient-credits.json     , 429, CREDITS     , sunoapi
        error-429-sunoapi-insufficient-credits.json     , 429, CREDITS     , kie
        error-430-sunoapi-call-frequency.json           , 200, THROTTLED   , sunoapi
        error-430-sunoapi-call-frequency.json           , 430, THROTTLED   , sunoapi
        error-430-sunoapi-call-frequency.json           , 500, THROTTLED   , sunoapi
        error-455.json                                  , 200, MAINTENANCE , kie
        error-455.json                                  , 455, MAINTENANCE , kie
        error-455.json                                  , 500, MAINTENANCE , kie
        error-500.json                                  , 200, SERVER      , kie
        error-500.json                                  , 500, SERVER      , kie
        error-500-out-of-credits.json                   , 200, CREDITS     , kie
        error-500-out-of-credits.json                   , 500, CREDITS     , kie
        """;

    @ParameterizedTest
    @CsvSource(textBlock = ERRORS)
    void aRefusedSubmitIsNeverInDoubtAndNeverRepeated(String file, int status, Kind kind, String provider)
            throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(status, body(file)));
                var client = Client.of(server, provider(provider))) {
            var failure = failure(client.calls().submit("7f0b", Optional.empty()));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.maybeAccepted()).isFalse();
            assertThat(failure.sentence()).doesNotContainPattern("\\d{3}").endsWith(".");
            assertThat(failure.remedy()).doesNotContainPattern("\\d{3}").endsWith(".");
            assertThat(failure.details()).contains("HTTP " + status);
            assertThat(server.count("POST")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = ERRORS)
    void aRefusedReadIsAValueAndRepeatedOnlyIfThatCanHelp(String file, int status, Kind kind, String provider)
            throws Exception {
        boolean mayHelp = Set.of(Kind.THROTTLED, Kind.MAINTENANCE, Kind.SERVER).contains(kind);
        try (var server = ScriptedServer.with(ScriptedServer.json(status, body(file)));
                var client = Client.of(server, provider(provider))) {
            assertThat(failure(client.calls().credits()).kind()).isEqualTo(kind);
            assertThat(server.count("GET")).isEqualTo(mayHelp ? 4 : 1);
            assertThat(client.pauses()).hasSize(mayHelp ? 3 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = ERRORS)
    void aRefusedPollIsNotAFailedTask(String file, int status, Kind kind, String provider, @TempDir Path folder)
            throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(status, body(file)));
                var client = Client.of(server, provider(provider))) {
            var result = client.calls().poll("9d41", folder.resolve("answer"));
            if (kind == Kind.NOT_FOUND) {
                assertThat(value(result)).isEqualTo(new MidiRecord.NotVisible());
            } else {
                assertThat(failure(result).kind()).isEqualTo(kind);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "midi-record-info-success-empty-instruments.json",
                "midi-record-info-success-empty-midiData.json",
                "midi-record-info-success-null-midiData.json"
            })
    void aSuccessWithoutNotesIsASuccess(String file, @TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body(file)));
                var client = Client.of(server)) {
            var answer = Examples.answer(client.calls().poll("9d41", folder.resolve("answer")));
            assertThat(answer.notes().isEmpty()).isTrue();
            assertThat(answer).isEqualTo(Examples.answer(body(file)));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        midi-record-info-failed-2-create-task.json, Failed to create task
        midi-record-info-failed-3-generation.json , MIDI generation failed
        """)
    void aFailedTaskSaysWhyInTheServicesWords(String file, String reason, @TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body(file)));
                var client = Client.of(server)) {
            assertThat(value(client.calls().poll("9d41", folder.resolve("answer"))))
                    .isEqualTo(new MidiRecord.Failed(reason));
            assertThat(value(Examples.read(body(file)))).isEqualTo(new MidiRecord.Failed(reason));
        }
    }

    @Test
    void aTaskUnderWayIsPending(@TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(
                        ScriptedServer.json(body("midi-record-info-pending.json")),
                        ScriptedServer.json(body("vocal-separation-pending.json")));
                var client = Client.of(server)) {
            assertThat(value(client.calls().poll("9d41", folder.resolve("answer"))))
                    .isEqualTo(new MidiRecord.Pending());
            assertThat(value(client.calls().separation("7f0b"))).isEqualTo(new Separation.Pending());
        }
    }

    @Test
    void aTaskTheServiceDoesNotShowIsNotVisible(@TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("record-info-unknown-task.json")));
                var client = Client.of(server)) {
            assertThat(value(client.calls().poll("9d41", folder.resolve("answer"))))
                    .isEqualTo(new MidiRecord.NotVisible());
            assertThat(value(client.calls().separation("7f0b"))).isEqualTo(new Separation.NotVisible());
        }
    }

    @Test
    void aFailedSeparationSaysWhy() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("vocal-separation-failed.json")));
                var client = Client.of(server)) {
            assertThat(value(client.calls().separation("7f0b")))
                    .isEqualTo(new Separation.Failed("Internal Error - Please try again later."));
        }
    }

    @Test
    void aSeparationIntoTwoListsBothOnce() throws Exception {
        assertThat(stems("vocal-separation-separate_vocal-success.json"))
                .extracting(Stem::name, Stem::id, Stem::guessed)
                .containsExactly(
                        tuple("Vocals", "0c6f2d4e-91b7-4a58-8e3d-5f7a20c9b164", false),
                        tuple("Instrumental", "e47a8b13-2f60-4d95-b1c8-39d0e6f5a27b", false));
    }

    @Test
    void stemsMissingFromTheListAreJoinedFromTheirAddressesWithAGuessedId() throws Exception {
        var stems = stems("vocal-separation-split_stem-success-partial-originData.json");

        assertThat(stems.stream().filter(stem -> !stem.guessed()).map(Stem::name))
                .containsExactly("Keyboard", "Percussion", "Strings", "Synth");
        assertThat(stems.stream().filter(Stem::guessed).map(Stem::name))
                .contains("Vocals", "Backing Vocals", "Drums", "Bass", "Guitar", "FX", "Brass", "Woodwinds");
        var vocals = stems.stream()
                .filter(stem -> stem.name().equals("Vocals"))
                .findFirst()
                .orElseThrow();
        assertThat(vocals.id()).isEqualTo("07d1c6a4-3b82-4e59-9f04-a1b7e2c8d530");
        assertThat(vocals.audio())
                .contains(URI.create("https://file.aiquickdraw.com/s/07d1c6a4-3b82-4e59-9f04-a1b7e2c8d530_Vocals.mp3"));
        assertThat(stems).extracting(Stem::id).doesNotHaveDuplicates();
    }

    @Test
    void pairsGiveTheWantedStemAndTheRestAndBlanksInAddressesAreEncoded() throws Exception {
        var stems = stems("vocal-separation-split_stem_advanced-callback-success.json");

        assertThat(stems).extracting(Stem::name).containsExactly("Lead Vocal", "Lead Vocal (rest)");
        assertThat(stems).allMatch(stem -> stem.duration() == 194.92);
        assertThat(stems.getFirst().audio())
                .contains(URI.create(
                        "https://tempfile.aiquickdraw.com/r/c24d72af-1f8b-459a-bb0c-7f0a2859d41c_Lead%20Vocal.mp3"));
    }

    @Test
    void theBodyOfASeparationCallbackListsItsStemsToo() throws Exception {
        assertThat(stems("vocal-separation-callback-separate_vocal-success.json"))
                .allMatch(Stem::guessed)
                .extracting(Stem::name)
                .containsExactlyInAnyOrder("Vocals", "Instrumental");
    }

    @ParameterizedTest
    @ValueSource(strings = {"midi-callback-success-data-taskId.json", "midi-callback-success-top-level-task_id.json"})
    void bothFormsOfCallbackHoldTheSameNotesAsTheRecord(String file) {
        var callback = Examples.answer(body(file));
        var polled = Examples.answer(body("midi-record-info-success.json"));

        assertThat(callback).isEqualTo(polled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"midi-callback-failure-data-taskId.json", "midi-callback-failure-top-level-task_id.json"})
    void aCallbackThatTellsOfAFailureIsAFailedTask(String file) {
        assertThat(value(Examples.read(body(file)))).isEqualTo(new MidiRecord.Failed("MIDI generation failed"));
    }

    @Test
    void aWrongFileGetsNoNewLink() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("download-url-422-wrong-url.json")));
                var client = Client.of(server)) {
            var failure = failure(client.calls().downloadUrl(URI.create("https://example.com/a.mp3")));
            assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
            assertThat(failure.details()).contains("url is wrong");
            assertThat(failure.maybeAccepted()).isFalse();
        }
    }

    @Test
    void aLinkWithinAnObjectIsFound() throws Exception {
        try (var server = ScriptedServer.with(
                        ScriptedServer.json(body("file-upload-success.json")),
                        ScriptedServer.json("{\"code\":\"200\",\"data\":{\"url\":\"https://a.example/b c.mp3\"}}"));
                var client = Client.of(server)) {
            var file = URI.create("https://example.com/a.mp3");
            assertThat(value(client.calls().downloadUrl(file)))
                    .isEqualTo(URI.create("https://tempfile.redpandaai.co/kieai/100001/audio/uploads/song.mp3"));
            assertThat(value(client.calls().downloadUrl(file))).isEqualTo(URI.create("https://a.example/b%20c.mp3"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "midi-generate-request.json",
                "midi-generate-success.json",
                "credit-success.json",
                "download-url-success.json",
                "file-upload-success.json",
                "vocal-separation-separate_vocal-success.json",
                "vocal-separation-callback-separate_vocal-success.json"
            })
    void filesOfTheServiceThatHoldNoTranscriptionAreToldApart(String file) {
        var failure = failure(Examples.read(body(file)));
        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure.sentence()).isEqualTo("This file holds no transcription.");
    }

    @Test
    void everyExampleIsTested() throws Exception {
        var folder = Path.of(
                Objects.requireNonNull(ExamplesTest.class.getResource("/rollscope/service/examples/error-401.json"))
                        .toURI());
        Set<String> files;
        try (var listed = Files.list(folder.getParent())) {
            files = listed.map(path -> path.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
        var sources = Path.of("src/test/java/rollscope/service");
        String tests = Files.readString(sources.resolve("ExamplesTest.java"))
                + Files.readString(sources.resolve("MainJobTest.java"));
        assertThat(files).isNotEmpty().allMatch(tests::contains);
    }

    private static List<Stem> stems(String file) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body(file)));
                var client = Client.of(server)) {
            return ((Separation.Ready) value(client.calls().separation("7f0b"))).stems();
        }
    }

    private static Provider provider(String id) {
        return id.equals("kie") ? Provider.KIE : Provider.SUNOAPI;
    }
}
