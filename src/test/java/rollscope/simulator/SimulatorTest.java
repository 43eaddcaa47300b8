package rollscope.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rollscope.simulator.Http.JSON;
import static rollscope.simulator.Http.example;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The routes, compared with what the service is known to answer. */
class SimulatorTest {
    private static final String SEPARATION = "/api/v1/vocal-removal/record-info?taskId=";

    private Simulator simulator;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(1000);
        http = new Http(simulator);
    }

    @AfterEach
    void stop() {
        http.close();
        simulator.close();
    }

    @Test
    void theWholeJobRunsOnTheDemoSong() throws Exception {
        var stems = http.separation(Simulator.DEMO_TASK).at("/data/response/originData");
        assertThat(stems).hasSize(6);
        String job = http.submit(Simulator.DEMO_TASK, Optional.empty())
                .at("/data/taskId")
                .stringValue();
        assertThat(http.poll(job).at("/data/successFlag").intValue()).isZero();
        var record = http.ended(job);
        assertThat(record.at("/data/taskId").stringValue()).isEqualTo(job);
        assertThat(record.at("/data/midiData"))
                .isEqualTo(clean(Optional.empty()).at("/data/midiData"))
                .isNotEmpty();
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void aStemHasItsOwnInstrumentOnly() throws Exception {
        for (JsonNode stem : http.separation(Simulator.DEMO_TASK).at("/data/response/originData")) {
            var id = Optional.of(stem.path("id").stringValue());
            String job = http.submit(Simulator.DEMO_TASK, id).at("/data/taskId").stringValue();
            var record = http.ended(job);
            assertThat(record.at("/data/audioId").stringValue()).isEqualTo(id.get());
            assertThat(record.at("/data/midiData")).isEqualTo(clean(id).at("/data/midiData"));
            assertThat(record.at("/data/midiData/instruments")).hasSize(1);
            assertThat(clean(Optional.empty()).at("/data/midiData/instruments"))
                    .contains(record.at("/data/midiData/instruments/0"));
        }
    }

    @Test
    void twoSimulatorsGiveTheSameAnswer() throws IOException {
        try (var other = Simulator.start(1)) {
            assertThat(other.answer(Optional.empty())).isEqualTo(simulator.answer(Optional.empty()));
        }
    }

    @Test
    void timesLieOnTheRasterAndVelocitiesAreFlat() throws IOException {
        var instruments = clean(Optional.empty()).at("/data/midiData/instruments");
        assertThat(instruments)
                .extracting(instrument -> instrument.path("name").stringValue())
                .containsExactly(
                        "Synth Voice",
                        "Drums",
                        "Electric Bass (finger)",
                        "Electric Guitar (clean)",
                        "Electric Piano 1",
                        "String Ensemble 1");
        for (JsonNode instrument : instruments) {
            double velocity = instrument.at("/notes/0/velocity").doubleValue();
            assertThat(velocity * 127).isEqualTo(Math.rint(velocity * 127)).isBetween(1.0, 127.0);
            for (JsonNode note : instrument.path("notes")) {
                assertThat(note.propertyNames()).containsExactly("pitch", "start", "end", "velocity");
                assertThat(note.path("pitch").isInt()).isTrue();
                for (String field : List.of("start", "end")) {
                    double seconds = note.path(field).doubleValue();
                    assertThat(seconds).isEqualTo(Math.rint(seconds * 192) / 192);
                }
                assertThat(note.path("velocity").doubleValue()).isEqualTo(velocity);
            }
        }
        assertThat(new String(simulator.answer(Optional.empty()), StandardCharsets.UTF_8))
                .contains("\"velocity\":1}", "\"velocity\":0.49606299212598426}")
                .doesNotContain(".0,", ".0}", "E-");
    }

    @Test
    void drumsAreNotAllOnGeneralMidiKeys() throws IOException {
        var drums = clean(Optional.empty()).at("/data/midiData/instruments/1/notes");
        assertThat(drums).extracting(note -> note.path("pitch").intValue()).contains(36, 38, 42, 61, 73);
    }

    @ParameterizedTest
    @CsvSource({
        "5c79a1b2c3d4e5f60718293a4b5c6d7e, vocal-separation-split_stem-success",
        "sim-split-stem-partial, vocal-separation-split_stem-success-partial-originData",
        "sim-two-stems, vocal-separation-separate_vocal-success",
        "sim-separation-pending, vocal-separation-pending",
        "sim-separation-failed, vocal-separation-failed",
        "sim-unknown-task, record-info-unknown-task",
        "00000000000000000000000000000000, record-info-unknown-task"
    })
    void separationsHaveTheServicesShape(String task, String example) throws Exception {
        assertSameShape("", http.separation(task), example(example));
    }

    @ParameterizedTest
    @CsvSource({
        "5c79a1b2c3d4e5f60718293a4b5c6d7e, midi-record-info-success",
        "sim-create-failed, midi-record-info-failed-2-create-task",
        "sim-generation-failed, midi-record-info-failed-3-generation",
        "sim-never-finishes, midi-record-info-pending",
        "sim-expired, record-info-unknown-task"
    })
    void jobsHaveTheServicesShape(String task, String example) throws Exception {
        var stem = Optional.of(new DemoSong().stems().getFirst().id());
        var accepted = http.submit(task, stem);
        assertSameShape("", accepted, example("midi-generate-success"));
        String job = accepted.at("/data/taskId").stringValue();
        assertThat(job).matches("[0-9a-f]{32}");
        var record = task.equals("sim-never-finishes") ? http.poll(job) : http.ended(job);
        assertSameShape("", record, example(example));
    }

    @ParameterizedTest
    @CsvSource({
        "sim-empty-midi-data, midi-record-info-success-empty-midiData",
        "sim-empty-instruments, midi-record-info-success-empty-instruments",
        "sim-null-midi-data, midi-record-info-success-null-midiData",
        "sim-empty-for-all-stems, midi-record-info-success-empty-instruments"
    })
    void emptySuccessesAreThoseOfTheService(String task, String example) throws Exception {
        String job = http.submit(task, Optional.empty()).at("/data/taskId").stringValue();
        var record = http.ended(job);
        assertSameShape("", record, example(example));
        assertThat(record.at("/data/midiData")).isEqualTo(example(example).at("/data/midiData"));
        assertThat(record.at("/data/successFlag").intValue()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "sim-no-credits-402, error-402",
        "sim-no-credits-429, error-429-sunoapi-insufficient-credits",
        "sim-no-credits-500, error-500-out-of-credits",
        "sim-maintenance, error-455",
        "sim-unknown-task, error-422",
        "sim-separation-pending, error-422",
        "no-such-task, error-422"
    })
    void refusedSubmitsSayWhatTheServiceSays(String task, String example) throws Exception {
        var response = http.post("/api/v1/midi/generate", Http.submitBody(task, Optional.empty()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body())).isEqualTo(example(example));
        assertThat(http.json("/api/v1/chat/credit")).isEqualTo(example("credit-success"));
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void aSubmitNeedsACallbackAKnownStemAndJson() throws Exception {
        var body = "{\"taskId\":\"" + Simulator.DEMO_TASK + "\"}";
        assertThat(JSON.readTree(http.post("/api/v1/midi/generate", body).body()))
                .isEqualTo(example("error-422-missing-callBackUrl"));
        assertThat(http.submit(Simulator.DEMO_TASK, Optional.of("no-such-stem")))
                .isEqualTo(example("error-422"));
        for (String broken : List.of("", "{\"taskId\":", "[]", "\0", "x".repeat(100_000))) {
            assertThat(JSON.readTree(http.post("/api/v1/midi/generate", broken).body())
                            .path("code")
                            .intValue())
                    .isEqualTo(400);
        }
    }

    @Test
    void theBalanceFallsWithEachJob() throws Exception {
        assertThat(http.json("/api/v1/chat/credit")).isEqualTo(example("credit-success"));
        http.submit(Simulator.DEMO_TASK, Optional.empty());
        http.submit(Simulator.DEMO_TASK, Optional.empty());
        assertThat(http.json("/api/v1/generate/credit").path("data").decimalValue())
                .isEqualByComparingTo(new BigDecimal("5911.25"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer wrong-key", "Basic demo", "demo"})
    void onlyABearerKeyOpensTheDoor(String authorization) throws Exception {
        for (String path :
                List.of("/api/v1/chat/credit", SEPARATION + Simulator.DEMO_TASK, "/api/v1/midi/record-info")) {
            var request = http.request(path);
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            var response = http.send(request);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(response.body())).isEqualTo(example("error-401"));
        }
    }

    @Test
    void otherRoutesDoNotExist() throws Exception {
        for (String path : List.of("/", "/api/v1/midi", "/api/v1/midi/generate")) {
            assertThat(http.json(path).path("code").intValue()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aDownloadLinkLeadsToTheFile() throws Exception {
        String url = http.separation(Simulator.DEMO_TASK)
                .at("/data/response/originData/0/audio_url")
                .stringValue();
        var answer = JSON.readTree(http.post("/api/v1/common/download-url", "{\"url\":\"" + url + "\"}")
                .body());
        assertSameShape("", answer, example("download-url-success"));
        String link = answer.path("data").stringValue();
        var response =
                http.send(http.request(link.substring(simulator.uri().toString().length())));
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(
                        location -> assertThat(location).startsWith("/s/").endsWith("_Vocals.mp3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "https://example.com/s/x.mp3", "@/s/", "@/s/00000000-0000-0000-0000-000000000000_X.mp3"})
    void onlyFilesOfItsOwnGetADownloadLink(String url) throws Exception {
        var body = "{\"url\":\"" + url.replace("@", simulator.uri().toString()) + "\"}";
        assertThat(JSON.readTree(http.post("/api/v1/common/download-url", body).body()))
                .isEqualTo(example("download-url-422-wrong-url"));
    }

    @Test
    void aRestartedSimulatorStillKnowsTheJobs() throws Exception {
        String job = http.submit(Simulator.DEMO_TASK, Optional.empty())
                .at("/data/taskId")
                .stringValue();
        try (var restarted = Simulator.start(1000);
                var again = new Http(restarted)) {
            assertThat(again.ended(job).at("/data/midiData"))
                    .isEqualTo(clean(Optional.empty()).at("/data/midiData"));
            assertThat(restarted.submits()).isZero();
        }
    }

    @Test
    void aJobIsInProgressUntilItsTimeIsOver() {
        var song = new DemoSong();
        var job = Job.of(Job.newTaskId(Optional.empty(), Job.ALL_STEMS, 10_000, 1), song, 6_000)
                .orElseThrow();
        assertThat(job.poll(10_000)).isEqualTo(Scenario.Step.PENDING);
        assertThat(job.poll(15_999)).isEqualTo(Scenario.Step.PENDING);
        assertThat(job.poll(16_000)).isEqualTo(Scenario.Step.ANSWER);
        assertThat(job.poll(16_001)).isEqualTo(Scenario.Step.ANSWER);
        assertThat(job.created()).isEqualTo(10_000);
        assertThat(job.completed()).isEqualTo(16_000);
    }

    @Test
    void everyScenarioHasItsOwnCode() {
        var codes = new ArrayList<Short>();
        codes.add(Job.code(Optional.empty()));
        for (var scenario : Scenario.values()) {
            codes.add(Job.code(Optional.of(scenario)));
        }
        assertThat(codes).doesNotHaveDuplicates();
    }

    @Test
    void doesNotKeepTheProgramAlive() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("HTTP-Dispatcher"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void aSeparationReadTwiceIsTheSame() throws Exception {
        assertThat(http.separation(Simulator.DEMO_TASK)).isEqualTo(http.separation(Simulator.DEMO_TASK));
    }

    @Test
    void closingFreesThePort() {
        int port = simulator.uri().getPort();
        simulator.close();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
    }

    private JsonNode clean(Optional<String> audioId) {
        return JSON.readTree(simulator.answer(audioId));
    }

    /** Same fields in the same order, same types; an array like the example's first element; URLs of stems may be null. */
    private static void assertSameShape(String path, JsonNode actual, JsonNode example) {
        if (actual.isNull() && path.endsWith("Url") || path.endsWith("/response/id")) {
            return;
        }
        assertThat(actual.getNodeType()).as(path).isEqualTo(example.getNodeType());
        if (example.isObject()) {
            assertThat(actual.propertyNames()).as(path).containsExactlyElementsOf(example.propertyNames());
            example.propertyNames()
                    .forEach(name -> assertSameShape(path + "/" + name, actual.path(name), example.path(name)));
        } else if (example.isArray() && !example.isEmpty()) {
            assertThat(actual).as(path).isNotEmpty();
            actual.forEach(element -> assertSameShape(path + "/-", element, example.path(0)));
        }
    }
}
