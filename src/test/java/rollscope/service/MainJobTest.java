package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.service.Examples.body;
import static rollscope.service.Examples.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.service.Examples.Client;
import rollscope.transcription.Stem;

/** The calls of the main job, each with the answer the service is documented to give. */
class MainJobTest {
    @Test
    void creditsKeepTheirDecimals() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("credit-success.json")));
                var client = Client.of(server, Provider.KIE)) {
            assertThat(value(client.calls().credits())).isEqualByComparingTo(new BigDecimal("5916.25"));

            var request = server.request();
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target()).isEqualTo("/api/v1/chat/credit");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + Examples.KEY);
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.header("User-Agent")).startsWith("Rollscope/0.1");
        }
    }

    @Test
    void creditsAreAskedForAtTheProvidersOwnRoute() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("credit-success-integer.json")));
                var client = Client.of(server, Provider.SUNOAPI)) {
            assertThat(value(client.calls().credits())).isEqualByComparingTo("100");
            assertThat(server.request().target()).isEqualTo("/api/v1/generate/credit");
        }
    }

    @Test
    void aSeparationListsItsStemsInTheOrderDelivered() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("vocal-separation-split_stem-success.json")));
                var client = Client.of(server)) {
            var separation = value(client.calls().separation("2c95d17ab04e4f63a8170be95d6c2f31"));

            assertThat(server.request().target())
                    .isEqualTo("/api/v1/vocal-removal/record-info?taskId=2c95d17ab04e4f63a8170be95d6c2f31");
            assertThat(separation).isInstanceOf(Separation.Ready.class);
            var stems = ((Separation.Ready) separation).stems();
            assertThat(stems)
                    .extracting(Stem::name)
                    .containsExactly(
                            "Vocals",
                            "Backing Vocals",
                            "Drums",
                            "Bass",
                            "Guitar",
                            "Keyboard",
                            "Percussion",
                            "Strings",
                            "Synth",
                            "FX",
                            "Brass",
                            "Woodwinds");
            assertThat(stems).noneMatch(Stem::guessed).allMatch(stem -> stem.duration() == 312.4);
            assertThat(stems.get(1).audio())
                    .contains(
                            URI.create(
                                    "https://tempfile.aiquickdraw.com/r/1e92b7f5-64c0-4ad3-8b1e-c40f7d9a2e61_Backing_Vocals.mp3"));
        }
    }

    @Test
    void aSubmitSendsWhatTheServiceAsksForAndReturnsTheNewTask() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("midi-generate-success.json")));
                var client = Client.of(server)) {
            var task = value(client.calls()
                    .submit("7f0b3c92e1d84a6f9c25b7d016ae43f8", Optional.of("e47a8b13-2f60-4d95-b1c8-39d0e6f5a27b")));

            assertThat(task).isEqualTo("9d41e6f27b3c48a0b5d2c8f16e07a394");
            var request = server.request();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/api/v1/midi/generate");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + Examples.KEY);
            assertThat(request.body())
                    .isEqualTo(body("midi-generate-request.json").replaceAll("\\s+", ""));
        }
    }

    @Test
    void aSubmitForAllStemsLeavesTheStemOut() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("midi-generate-success.json")));
                var client = Client.of(server)) {
            value(client.calls().submit("7f0b", Optional.empty()));
            value(client.calls().submit("7f0b", Optional.of(" ")));

            assertThat(server.requests())
                    .extracting(ScriptedServer.Request::body)
                    .containsOnly("{\"taskId\":\"7f0b\",\"callBackUrl\":\"https://example.com/callback\"}");
        }
    }

    @Test
    void aPollKeepsTheAnswerByteForByteAndReadsItsNotes(@TempDir Path folder) throws Exception {
        String body = body("midi-record-info-success.json");
        var spool = folder.resolve("answer.json");
        Files.writeString(spool, "x".repeat(100_000));
        try (var server = ScriptedServer.with(ScriptedServer.json(body));
                var client = Client.of(server)) {
            var answer = Examples.answer(client.calls().poll("9d41e6f27b3c48a0b5d2c8f16e07a394", spool));

            assertThat(server.request().target())
                    .isEqualTo("/api/v1/midi/record-info?taskId=9d41e6f27b3c48a0b5d2c8f16e07a394");
            assertThat(spool).hasContent(body);
            assertThat(Files.size(spool)).isEqualTo(body.length());
            assertThat(answer.instruments())
                    .containsExactly("Drums", "Electric Bass (finger)", "Acoustic Grand Piano", "Synth Voice");
            assertThat(answer.dropped()).isZero();
            assertThat(answer.notes().start(0)).isEqualTo(0.036458333333333336);
            assertThat(answer.notes().end(0)).isEqualTo(0.18229166666666666);
            assertThat(answer.notes().pitch(0)).isEqualTo(73);
            assertThat(answer.notes().velocity(0)).isEqualTo(127);
        }
    }

    @Test
    void whatIsWrittenIsReadAsTheSameNotes() throws Exception {
        var answer = Examples.answer(body("midi-record-info-success.json"));
        var out = new ByteArrayOutputStream();
        AnswerWriter.write(answer.instruments(), answer.notes(), out);

        var again = Examples.answer(AnswerReader.read(new ByteArrayInputStream(out.toByteArray()), Provider.KIE));

        assertThat(again).isEqualTo(answer);
    }

    @Test
    void aFreshLinkIsAskedForWithTheAddressOfTheFile() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json(body("download-url-success.json")));
                var client = Client.of(server)) {
            var file = URI.create("https://tempfile.aiquickdraw.com/r/a_Lead%20Vocal.mp3");
            assertThat(value(client.calls().downloadUrl(file)))
                    .isEqualTo(URI.create("https://tempfile.1f6c8b20d97e4a35b0c6f1e8d2a74953bd98/"));
            assertThat(server.request().method()).isEqualTo("POST");
            assertThat(server.request().target()).isEqualTo("/api/v1/common/download-url");
            assertThat(server.request().body()).isEqualTo("{\"url\":\"" + file + "\"}");
        }
    }
}
