package rollscope.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.simulator.Http.JSON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The odd answers are as odd as promised, and end as promised. */
class ScenarioTest {
    private Simulator simulator;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(1_000_000);
        http = new Http(simulator);
    }

    @AfterEach
    void stop() {
        http.close();
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {
                "NULL_FIRST",
                "THROTTLED",
                "RESETS",
                "TRUNCATES",
                "OUTAGES",
                "CALLBACK_EXCEPTION",
                "SPLIT_STEM_PARTIAL"
            })
    void afterAllTroubleComesTheCleanAnswer(Scenario scenario) throws Exception {
        String job = http.newJob(scenario);
        for (int i = 0; i < scenario.plan().polls().size(); i++) {
            response("/api/v1/midi/record-info?taskId=" + job);
        }
        assertThat(http.poll(job).at("/data/midiData")).isEqualTo(cleanNotes(Optional.empty()));
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void nullFirst() throws Exception {
        assertThat(story(Scenario.NULL_FIRST)).containsExactly("null", "null", "pending", "notes", "notes");
    }

    @Test
    void throttled() throws Exception {
        assertThat(story(Scenario.THROTTLED))
                .containsExactly("429 retry 0", "pending", "code 430", "code 429", "429 retry 0", "notes", "notes");
    }

    @Test
    void resets() throws Exception {
        assertThat(story(Scenario.RESETS)).containsExactly("cut", "pending", "cut", "cut", "notes", "notes");
    }

    @Test
    void truncates() throws Exception {
        assertThat(story(Scenario.TRUNCATES))
                .containsExactly("too short", "pending", "too short", "not JSON", "notes", "notes");
    }

    @Test
    void outages() throws Exception {
        assertThat(story(Scenario.OUTAGES))
                .containsExactly("503 html", "pending", "code 455", "502 html", "empty body", "notes", "notes");
    }

    @Test
    void everything() throws Exception {
        assertThat(story(Scenario.EVERYTHING))
                .containsExactly(
                        "null",
                        "429 retry 0",
                        "cut",
                        "pending",
                        "too short",
                        "code 430",
                        "502 html",
                        "not JSON",
                        "empty body",
                        "cut",
                        "notes",
                        "notes");
    }

    @Test
    void neverFinishesAndExpired() throws Exception {
        assertThat(story(Scenario.NEVER_FINISHES)).containsOnly("pending");
        assertThat(story(Scenario.EXPIRED)).containsOnly("null");
    }

    @Test
    void separationReadsGoRound() throws Exception {
        var path = "/api/v1/vocal-removal/record-info?taskId=";
        for (int round = 0; round < 2; round++) {
            assertThat(word(response(path + Scenario.THROTTLED.taskId()))).isEqualTo("429 retry 0");
            assertThat(http.separation(Scenario.THROTTLED.taskId()).at("/data/response/originData"))
                    .hasSize(6);
            assertThat(word(response(path + Scenario.RESETS.taskId()))).isEqualTo("cut");
            assertThat(http.separation(Scenario.RESETS.taskId()).at("/data/response/originData"))
                    .hasSize(6);
        }
    }

    @Test
    void lostBeforeSubmitMakesNoJobLostAfterSubmitMakesOne() throws Exception {
        var before = http.json("/api/v1/chat/credit");
        assertThat(rawSubmit(Scenario.LOST_BEFORE_SUBMIT)).isEmpty();
        assertThat(http.json("/api/v1/chat/credit")).isEqualTo(before);
        assertThat(simulator.submits()).isOne();

        assertThat(rawSubmit(Scenario.LOST_AFTER_SUBMIT)).isEmpty();
        assertThat(http.json("/api/v1/chat/credit")).isNotEqualTo(before);
        assertThat(simulator.submits()).isEqualTo(2);
    }

    @Test
    void gatewayPagesAndEmptyBodies() throws Exception {
        var path = "/api/v1/vocal-removal/record-info?taskId=";
        assertThat(word(response(path + Scenario.HTML.taskId()))).isEqualTo("502 html");
        assertThat(word(response(path + Scenario.EMPTY_BODY.taskId()))).isEqualTo("empty body");
        assertThat(word(rawSubmit(Scenario.HTML))).isEqualTo("502 html");
        assertThat(word(rawSubmit(Scenario.EMPTY_BODY))).isEqualTo("empty body");
    }

    @Test
    void pairsOfOneNameHaveARawSpaceInTheirUrls() throws Exception {
        var pair = http.separation(Scenario.ADVANCED_PAIRS.taskId()).at("/data/response/originData/0");
        for (String side : List.of("extract", "remove")) {
            assertThat(pair.path(side).path("stem_type_group_name").stringValue())
                    .isEqualTo("Lead Vocal");
            assertThat(pair.path(side).path("audio_url").stringValue()).endsWith("_Lead Vocal.mp3");
        }
        var voice = Optional.of(pair.at("/extract/id").stringValue());
        var rest = Optional.of(pair.at("/remove/id").stringValue());
        assertThat(cleanNotes(voice).path("instruments")).hasSize(1);
        assertThat(cleanNotes(rest).path("instruments")).hasSize(5);
    }

    @Test
    void notesPerStemWhereAllStemsTogetherHaveNone() throws Exception {
        String task = Scenario.EMPTY_FOR_ALL_STEMS.taskId();
        assertThat(http.ended(http.newJob(Scenario.EMPTY_FOR_ALL_STEMS)).at("/data/midiData/instruments"))
                .isEmpty();
        for (JsonNode stem : http.separation(task).at("/data/response/originData")) {
            var id = Optional.of(stem.path("id").stringValue());
            String job = http.submit(task, id).at("/data/taskId").stringValue();
            assertThat(http.ended(job).at("/data/midiData")).isEqualTo(cleanNotes(id));
        }
    }

    @Test
    void mixedTypesAreTheCleanAnswerWithTextForNumbers() throws Exception {
        var record = http.ended(http.newJob(Scenario.MIXED_TYPES));
        assertThat(record.path("code").isString()).isTrue();
        assertThat(record.at("/data/successFlag").stringValue()).isEqualTo("1");
        int texts = 0;
        int numbers = 0;
        for (JsonNode instrument : record.at("/data/midiData/instruments")) {
            for (JsonNode each : instrument.path("notes")) {
                var note = (ObjectNode) each;
                for (String field : List.of("pitch", "start", "end", "velocity")) {
                    if (note.path(field).isString()) {
                        note.set(field, JSON.readTree(note.path(field).stringValue()));
                        texts++;
                    } else {
                        numbers++;
                    }
                }
            }
        }
        assertThat(texts).isGreaterThan(500);
        assertThat(numbers).isGreaterThan(500);
        assertThat(record.at("/data/midiData")).isEqualTo(cleanNotes(Optional.empty()));
    }

    @Test
    void textAndWrappedAnswersHoldTheCleanOne() throws Exception {
        var text = http.ended(http.newJob(Scenario.MIDI_DATA_AS_TEXT)).at("/data/midiData");
        assertThat(JSON.readTree(text.stringValue())).isEqualTo(cleanNotes(Optional.empty()));
        String job = http.newJob(Scenario.WRAPPED_DATA);
        http.poll(job);
        var wrapped = http.poll(job).path("data");
        assertThat(wrapped.isArray()).isTrue();
        assertThat(wrapped.at("/0/midiData")).isEqualTo(cleanNotes(Optional.empty()));
    }

    @Test
    void amongTheOddNotesAreTheGoodOnes() throws Exception {
        var bass = Optional.of(new DemoSong().bass().id());
        var good = new ArrayList<JsonNode>();
        int odd = 0;
        for (JsonNode instrument : http.ended(http.newJob(Scenario.ODD_NOTES)).at("/data/midiData/instruments")) {
            for (JsonNode note : instrument.path("notes")) {
                if (isGood(note)) {
                    good.add(note);
                } else {
                    odd++;
                }
            }
        }
        assertThat(good)
                .isEqualTo(cleanNotes(bass).at("/instruments/0/notes").values().stream()
                        .toList());
        assertThat(odd).isEqualTo(18);
    }

    private static boolean isGood(JsonNode note) {
        var start = note.path("start");
        var end = note.path("end");
        var pitch = note.path("pitch");
        return start.isNumber()
                && end.isNumber()
                && pitch.isInt()
                && pitch.intValue() >= 0
                && pitch.intValue() <= 127
                && start.doubleValue() >= 0
                && end.doubleValue() > start.doubleValue()
                && Double.isFinite(end.doubleValue());
    }

    @Test
    void tooManyOfEverything() throws Exception {
        String notes = text(http.newJob(Scenario.TOO_MANY_NOTES));
        assertThat(count(notes, "\"pitch\"")).isGreaterThan(2_000_000);
        String instruments = text(http.newJob(Scenario.TOO_MANY_INSTRUMENTS));
        assertThat(JSON.readTree(instruments).at("/data/midiData/instruments")).hasSizeGreaterThan(128);
        assertThat(notes).startsWith("{\"code\":200,").endsWith("}}");
    }

    @Test
    void everyScenarioIsFoundByItsTaskIdAndDocumented() throws IOException {
        String documentation = Files.readString(Path.of("docs", "simulator.md"));
        for (var scenario : Scenario.values()) {
            assertThat(Scenario.of(scenario.taskId())).contains(scenario);
            assertThat(documentation).contains("| `" + scenario.taskId() + "` |");
        }
    }

    private static int count(String text, String word) {
        int count = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            count++;
        }
        return count;
    }

    private String text(String job) throws Exception {
        http.poll(job);
        return new String(http.get("/api/v1/midi/record-info?taskId=" + job).body(), StandardCharsets.UTF_8);
    }

    private JsonNode cleanNotes(Optional<String> audioId) {
        return JSON.readTree(simulator.answer(audioId)).at("/data/midiData");
    }

    private String rawSubmit(Scenario scenario) throws IOException {
        return http.raw("POST", "/api/v1/midi/generate", Http.submitBody(scenario.taskId(), Optional.empty()));
    }

    private String response(String path) throws IOException {
        return http.raw("GET", path, "");
    }

    /** What each poll of a new job gets, in a word or two, and once more at the end. */
    private List<String> story(Scenario scenario) throws Exception {
        String job = http.newJob(scenario);
        var story = new ArrayList<String>();
        for (int i = 0; i <= scenario.plan().polls().size(); i++) {
            story.add(word(response("/api/v1/midi/record-info?taskId=" + job)));
        }
        return story;
    }

    private static String word(String response) {
        if (response.isEmpty()) {
            return "cut";
        }
        int end = response.indexOf("\r\n\r\n");
        String head = response.substring(0, end).toLowerCase(Locale.ROOT);
        String body = response.substring(end + 4);
        String status = head.substring(9, 12);
        int length = Integer.parseInt(header(head, "content-length", "0"));
        if (body.length() < length) {
            return "too short";
        }
        if (head.contains("text/html")) {
            return status + " html";
        }
        if (!status.equals("200")) {
            return status + " retry " + header(head, "retry-after", "-");
        }
        if (body.isEmpty()) {
            return "empty body";
        }
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException notJson) {
            return "not JSON";
        }
        if (json.path("code").asInt() != 200) {
            return "code " + json.path("code").asInt();
        }
        if (json.path("data").isNull()) {
            return "null";
        }
        return json.at("/data/midiData").isNull() ? "pending" : "notes";
    }

    private static String header(String head, String name, String missing) {
        return head.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(missing);
    }
}
