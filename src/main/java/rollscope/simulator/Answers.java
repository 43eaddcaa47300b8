package rollscope.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the bodies of answers: fields, order and types as the service has them. */
final class Answers {
    private static final String MUSIC = "b81d6c02-4a37-4f19-9e0c-6d2f7a915c48";
    private static final int MOST_DIGITS_OF_A_NUMBER = 15;
    private static final List<String> URL_FIELDS = List.of(
            "instrumentalUrl",
            "vocalUrl",
            "backingVocalsUrl",
            "drumsUrl",
            "bassUrl",
            "guitarUrl",
            "pianoUrl",
            "keyboardUrl",
            "percussionUrl",
            "stringsUrl",
            "synthUrl",
            "fxUrl",
            "brassUrl",
            "woodwindsUrl");

    private final JsonMapper json = new JsonMapper();
    private final DemoSong song;
    private final String base;

    /**
     * @param base URL of the simulator
     */
    Answers(DemoSong song, String base) {
        this.song = song;
        this.base = base;
    }

    /** Of the separation {@code taskId}, which was made some time before {@code started}, in epoch milliseconds. */
    String separation(String taskId, Scenario.Stems stems, long started) {
        var envelope = success();
        boolean pending = stems == Scenario.Stems.PENDING;
        boolean failed = stems == Scenario.Stems.FAILED;
        long created = started - (pending ? 20_000 : 600_000);
        var data = json.createObjectNode();
        data.put("taskId", taskId);
        data.put("musicId", MUSIC);
        data.put("callbackUrl", "https://example.com/callback");
        data.put("musicIndex", 0);
        if (pending) {
            data.putNull("completeTime");
        } else {
            data.put("completeTime", created + 132_000);
        }
        switch (stems) {
            case PENDING, FAILED -> data.putNull("response");
            case ALL, ALL_MIXED, PARTIAL, PAIRS, TWO, CALLBACK_EXCEPTION -> data.set("response", response(stems));
            case UNKNOWN -> {
                envelope.putNull("data");
                return write(envelope);
            }
        }
        data.put(
                "successFlag",
                switch (stems) {
                    case PENDING -> "PENDING";
                    case FAILED -> "GENERATE_AUDIO_FAILED";
                    case CALLBACK_EXCEPTION -> "CALLBACK_EXCEPTION";
                    default -> "SUCCESS";
                });
        data.put("createTime", created);
        if (failed) {
            data.put("errorCode", 500);
            data.put("errorMessage", "Internal Error - Please try again later.");
        } else {
            data.putNull("errorCode");
            data.putNull("errorMessage");
        }
        envelope.set("data", data);
        return write(stems == Scenario.Stems.ALL_MIXED ? mixed(envelope) : envelope);
    }

    private ObjectNode response(Scenario.Stems stems) {
        var response = json.createObjectNode();
        response.putNull("id");
        response.putNull("originUrl");
        var items = response.putArray("originData");
        var listed = song.stems(stems);
        if (stems == Scenario.Stems.PAIRS) {
            var pair = items.addObject();
            pair.set("extract", originItem(listed.get(0)));
            pair.set("remove", originItem(listed.get(1)));
        } else {
            listed.stream()
                    .limit(stems == Scenario.Stems.PARTIAL ? 2 : Long.MAX_VALUE)
                    .forEach(stem -> items.add(originItem(stem)));
        }
        Map<String, String> urls = new LinkedHashMap<>();
        if (stems != Scenario.Stems.PAIRS) {
            listed.forEach(stem -> urls.put(urlField(stem.name()), base + "/s/" + stem.fileName()));
        }
        URL_FIELDS.forEach(field -> response.put(field, urls.get(field)));
        return response;
    }

    private ObjectNode originItem(DemoSong.Stem stem) {
        var item = json.createObjectNode();
        item.put("duration", song.seconds());
        item.put("audio_url", base + "/r/" + stem.fileName());
        item.put("stem_type_group_name", stem.name());
        item.put("id", stem.id());
        return item;
    }

    private static String urlField(String stem) {
        return stem.equals("Vocals")
                ? "vocalUrl"
                : stem.substring(0, 1).toLowerCase(Locale.ROOT) + stem.substring(1) + "Url";
    }

    /** Of a job in progress. */
    String pending(Job job) {
        return record(job, 0, json.nullNode(), null);
    }

    /** Of a job that has ended. */
    Reply ended(Job job, Scenario.Notes notes) {
        var failure = "MIDI generation failed";
        return switch (notes) {
            case PLAIN, MIXED, TEXT, WRAPPED -> Reply.json(record(job, notes, midiData(job.audioId())));
            case EMPTY_UNLESS_STEM ->
                Reply.json(record(job, notes, job.audioId().isEmpty() ? emptyMidiData() : midiData(job.audioId())));
            case EMPTY_OBJECT -> Reply.json(record(job, notes, json.createObjectNode()));
            case EMPTY_LIST -> Reply.json(record(job, notes, emptyMidiData()));
            case NULL -> Reply.json(record(job, notes, json.nullNode()));
            case CREATE_FAILED -> Reply.json(record(job, 2, json.nullNode(), "Failed to create task"));
            case GENERATION_FAILED -> Reply.json(record(job, 3, json.nullNode(), failure));
            case ODD -> Reply.json(record(job, notes, odd()));
            case TOO_MANY ->
                flood(
                        job,
                        "{\"name\":\"Drums\",\"notes\":[@]}",
                        "{\"pitch\":42,\"start\":0.5,\"end\":0.75,\"velocity\":1}",
                        2_000_001);
            case TOO_MANY_INSTRUMENTS ->
                flood(
                        job,
                        "@",
                        "{\"name\":\"Drums\",\"notes\":[{\"pitch\":42,\"start\":0.5,\"end\":0.75,\"velocity\":1}]}",
                        129);
        };
    }

    private Reply flood(Job job, String instruments, String element, int times) {
        var marked = emptyMidiData();
        ((ArrayNode) marked.path("instruments")).add("@");
        String[] around = record(job, Scenario.Notes.PLAIN, marked)
                .replace("\"@\"", instruments)
                .split("@", -1);
        return new Reply.Flood(around[0], element, times, around[1]);
    }

    private String record(Job job, Scenario.Notes notes, JsonNode midiData) {
        return switch (notes) {
            case TEXT -> record(job, 1, json.getNodeFactory().stringNode(write(midiData)), null);
            case MIXED -> write(mixed(envelope(job, 1, midiData, null)));
            case WRAPPED -> {
                var envelope = envelope(job, 1, midiData, null);
                var data = envelope.remove("data");
                envelope.putArray("data").add(data);
                yield write(envelope);
            }
            default -> record(job, 1, midiData, null);
        };
    }

    private String record(Job job, int flag, JsonNode midiData, @Nullable String error) {
        return write(envelope(job, flag, midiData, error));
    }

    private ObjectNode envelope(Job job, int flag, JsonNode midiData, @Nullable String error) {
        var envelope = success();
        var data = envelope.putObject("data");
        data.put("taskId", job.taskId());
        data.put("recordTaskId", -1);
        data.put("audioId", job.audioId().orElse(null));
        data.put("callbackUrl", "https://example.com/callback");
        if (flag == 0) {
            data.putNull("completeTime");
        } else {
            data.put("completeTime", job.completed());
        }
        data.set("midiData", midiData);
        data.put("successFlag", flag);
        data.put("createTime", job.created());
        data.put("errorCode", error == null ? null : "500");
        data.put("errorMessage", error);
        return envelope;
    }

    private ObjectNode midiData(Optional<String> audioId) {
        var midiData = emptyMidiData();
        var instruments = (ArrayNode) midiData.path("instruments");
        for (var part : song.parts(audioId)) {
            var instrument = instruments.addObject();
            instrument.put("name", part.instrument());
            var notes = instrument.putArray("notes");
            for (var note : song.heard(part)) {
                notes.add(note(note, part.answerVelocity()));
            }
        }
        return midiData;
    }

    private ObjectNode emptyMidiData() {
        var midiData = json.createObjectNode();
        midiData.put("state", "complete");
        midiData.putArray("instruments");
        return midiData;
    }

    private ObjectNode note(Ear.Heard heard, double velocity) {
        var note = json.createObjectNode();
        note.put("pitch", heard.pitch());
        number(note, "start", heard.start() / (double) Ear.RASTER);
        number(note, "end", heard.end() / (double) Ear.RASTER);
        number(note, "velocity", velocity);
        return note;
    }

    /** Whole numbers come without a fraction. */
    private static void number(ObjectNode node, String field, double value) {
        if (value == Math.rint(value)) {
            node.put(field, (long) value);
        } else {
            node.put(field, value);
        }
    }

    /** The bass once more, with everything about it that is not a note. */
    private ObjectNode odd() {
        var bass = song.parts(Optional.of(song.bass().id())).getFirst();
        var midiData = emptyMidiData();
        var instruments = (ArrayNode) midiData.path("instruments");
        instruments.add("Drums");
        instruments.addNull();
        instruments.add(7);
        var instrument = instruments.addObject();
        instrument.put("name", bass.instrument());
        var notes = instrument.putArray("notes");
        var odd = new ArrayList<>(oddNotes());
        for (var heard : song.heard(bass)) {
            if (!odd.isEmpty()) {
                notes.add(odd.removeLast());
            }
            notes.add(note(heard, bass.answerVelocity()));
        }
        instruments.addObject().putArray("notes");
        instruments.addObject().put("name", bass.instrument()).putNull("notes");
        instruments.addObject().put("name", bass.instrument()).put("notes", "none");
        return midiData;
    }

    /** Each is to be dropped. */
    private List<JsonNode> oddNotes() {
        return Stream.of(
                        "null",
                        "7",
                        "\"C4\"",
                        "[40,0.5,1,1]",
                        "{}",
                        "{\"pitch\":40,\"start\":\"NaN\",\"end\":2,\"velocity\":1}",
                        "{\"pitch\":40,\"start\":1,\"end\":\"Infinity\",\"velocity\":1}",
                        "{\"pitch\":40,\"start\":1,\"end\":1e999,\"velocity\":1}",
                        "{\"pitch\":40,\"start\":-1,\"end\":-0.5,\"velocity\":1}",
                        "{\"pitch\":40,\"start\":2,\"end\":1,\"velocity\":1}",
                        "{\"pitch\":40,\"start\":null,\"end\":1,\"velocity\":1}",
                        "{\"pitch\":40,\"start\":\"soon\",\"end\":1,\"velocity\":1}",
                        "{\"pitch\":40,\"start\":[1],\"end\":{\"at\":2},\"velocity\":1}",
                        "{\"pitch\":128,\"start\":1,\"end\":2,\"velocity\":1}",
                        "{\"pitch\":-1,\"start\":1,\"end\":2,\"velocity\":1}",
                        "{\"pitch\":4000000000,\"start\":1,\"end\":2,\"velocity\":1}",
                        "{\"pitch\":\"C4\",\"start\":1,\"end\":2,\"velocity\":1}",
                        "{\"start\":1,\"end\":2,\"velocity\":1}")
                .map(json::readTree)
                .toList();
    }

    /**
     * The same with text for numbers: of fractions those with many digits, as the service's callbacks have it, and all flags, codes,
     * times of day, and every fifth pitch.
     */
    private ObjectNode mixed(ObjectNode envelope) {
        var copy = envelope.deepCopy();
        copy.put("code", "200");
        var data = (ObjectNode) copy.path("data");
        for (String field : List.of("successFlag", "createTime", "completeTime", "recordTaskId", "musicIndex")) {
            if (data.path(field).isNumber()) {
                data.put(field, data.path(field).asString());
            }
        }
        for (JsonNode item : data.path("response").path("originData")) {
            ((ObjectNode) item).put("duration", item.path("duration").asString());
        }
        int count = 0;
        for (JsonNode instrument : data.path("midiData").path("instruments")) {
            for (JsonNode each : instrument.path("notes")) {
                var note = (ObjectNode) each;
                for (String field : List.of("start", "end", "velocity")) {
                    String text = note.path(field).asString();
                    if (text.replace(".", "").replaceFirst("^0+", "").length() > MOST_DIGITS_OF_A_NUMBER) {
                        note.put(field, text);
                    }
                }
                if (++count % 5 == 0) {
                    note.put("pitch", note.path("pitch").asString());
                }
            }
        }
        return copy;
    }

    String accepted(Job job) {
        var envelope = success();
        envelope.putObject("data").put("taskId", job.taskId());
        return write(envelope);
    }

    private ObjectNode success() {
        var envelope = json.createObjectNode();
        envelope.put("code", 200);
        envelope.put("msg", "success");
        return envelope;
    }

    String write(JsonNode node) {
        return json.writeValueAsString(node);
    }

    /** A JSON object, or empty if {@code body} is none. */
    Optional<JsonNode> object(byte[] body) {
        try {
            var node = json.readTree(body);
            return node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
