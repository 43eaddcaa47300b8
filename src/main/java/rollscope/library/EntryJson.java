package rollscope.library;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rollscope.language.Words;
import rollscope.transcription.Stem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of {@code entry.json}, see docs/library.md. It stands by itself so that a start which finds all in the index need not load the
 * library that reads JSON.
 */
final class EntryJson {
    private static final Log LOG = new Log(EntryJson.class);
    private static final int MOST_DIGITS = 60;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private EntryJson() {}

    static byte[] write(SavedEntry saved) {
        ObjectNode json = JSON.createObjectNode();
        Entry entry = saved.entry();
        Spending spending = saved.spending();
        JobRequest request = entry.request();
        json.put("title", entry.title());
        json.put("provider", request.providerId());
        json.put("separationTaskId", request.separationTaskId());
        request.stemId().ifPresent(id -> json.put("stemId", id));
        json.put("stemName", request.stemName());
        json.put("created", entry.created().toString());
        json.put("state", SavedEntry.nameOf(entry.state()));
        saved.midiTaskId().ifPresent(id -> json.put("midiTaskId", id));
        switch (entry.state()) {
            case JobState.Queued q -> json.put("place", q.place());
            case JobState.Submitting s -> {
                json.put("since", s.since().toString());
                s.unsent().ifPresent(unsent -> {
                    json.put("sent", false);
                    if (unsent instanceof JobState.Queued q) {
                        json.put("place", q.place());
                    }
                });
            }
            case JobState.Transcribing t -> json.put("since", t.since().toString());
            case JobState.Ready r -> {
                json.put("notes", r.notes());
                json.put("instruments", r.instruments());
            }
            case JobState.Empty _, JobState.Expired _ -> {}
            case JobState.Failed f -> {
                json.put("accepted", f.accepted());
                put(json.putObject("problem"), f.problem());
            }
            case JobState.Unknown u -> {
                json.put("since", u.submitted().toString());
                put(json.putObject("problem"), u.problem());
            }
        }
        spending.before().ifPresent(credits -> json.put("balanceBefore", credits));
        spending.after().ifPresent(credits -> json.put("balanceAfter", credits));
        spending.cost().ifPresent(credits -> json.put("cost", credits));
        if (spending.shared()) {
            json.put("otherJobsMeanwhile", true);
        }
        if (!saved.stems().isEmpty()) {
            var array = json.putArray("stems");
            for (Stem stem : saved.stems()) {
                ObjectNode item = array.addObject();
                item.put("id", stem.id());
                item.put("name", stem.name());
                stem.audio().ifPresent(uri -> item.put("audio", uri.toString()));
                item.put("duration", stem.duration());
                if (stem.guessed()) {
                    item.put("guessed", true);
                }
            }
        }
        if (!saved.earlier().isEmpty()) {
            var array = json.putArray("earlier");
            for (SavedEntry.Earlier purchase : saved.earlier()) {
                array.addObject().put("midiTaskId", purchase.midiTaskId()).put("outcome", purchase.outcome());
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    private static void put(ObjectNode json, Problem problem) {
        json.put("kind", problem.kind().name());
        json.put("sentence", problem.sentence());
        json.put("remedy", problem.remedy());
        json.put("details", problem.details());
    }

    /**
     * Reads what {@link #write} wrote. Unknown fields are passed over; what is missing is made up where that loses nothing.
     *
     * @return empty if this is no entry
     */
    static Optional<SavedEntry> read(String id, byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            Optional<String> provider = text(json, "provider");
            Optional<String> separation = text(json, "separationTaskId");
            if (provider.isEmpty() || separation.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> stemId = text(json, "stemId");
            var request = new JobRequest(
                    provider.get(),
                    separation.get(),
                    stemId,
                    text(json, "stemName").orElse(stemId.isEmpty() ? JobRequest.ALL_STEMS : "Stem"));
            Optional<String> taskId = text(json, "midiTaskId");
            Instant created = instant(json, "created").orElse(Instant.EPOCH);
            return state(json, taskId, created)
                    .map(state -> new SavedEntry(
                            new Entry(id, text(json, "title").orElse(SavedEntry.titleOf(request)), request, created, state),
                            taskId,
                            stems(json.path("stems")),
                            earlier(json.path("earlier")),
                            spending(json)));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<JobState> state(JsonNode json, Optional<String> taskId, Instant created) {
        Instant since = instant(json, "since").orElse(created);
        return switch (text(json, "state").orElse("")) {
            case "queued" -> Optional.of(new JobState.Queued(json.path("place").asLong(0), false, Optional.empty()));
            case "submitting" -> Optional.of(new JobState.Submitting(since, unsent(json)));
            case "transcribing" ->
                taskId.map(id -> new JobState.Transcribing(id, since, Optional.empty(), Optional.empty()));
            case "ready" ->
                Optional.of(new JobState.Ready(
                        json.path("notes").asInt(0), json.path("instruments").asInt(0)));
            case "empty" -> Optional.of(new JobState.Empty());
            case "failed" ->
                Optional.of(new JobState.Failed(
                        problem(json.path("problem")), json.path("accepted").asBoolean(true)));
            case "expired" -> taskId.map(JobState.Expired::new);
            case "unknown" -> Optional.of(new JobState.Unknown(since, problem(json.path("problem"))));
            default -> Optional.empty();
        };
    }

    /** Only a plain no counts: what may have been sent must never be taken for what was not. */
    private static Optional<JobState> unsent(JsonNode json) {
        if (!json.path("sent").isBoolean() || json.path("sent").asBoolean(true)) {
            return Optional.empty();
        }
        return Optional.of(
                json.path("place").isIntegralNumber()
                        ? new JobState.Queued(json.path("place").asLong(0), false, Optional.empty())
                        : new JobState.Failed(SavedEntry.notSent(), false));
    }

    private static Problem problem(JsonNode json) {
        return new Problem(
                kind(json),
                text(json, "sentence").orElseGet(() -> Words.of("library.reason-not-kept")),
                text(json, "remedy").orElseGet(() -> Words.of("library.try-again")),
                text(json, "details").orElse(""));
    }

    private static Problem.Kind kind(JsonNode json) {
        String name = text(json, "kind").orElse("").toUpperCase(Locale.ROOT);
        for (Problem.Kind kind : Problem.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return Problem.Kind.PROVIDER;
    }

    private static List<Stem> stems(JsonNode array) {
        var stems = new ArrayList<Stem>();
        for (JsonNode item : array) {
            Optional<String> id = text(item, "id");
            Optional<String> name = text(item, "name");
            double duration = item.path("duration").asDouble(0);
            if (id.isPresent() && name.isPresent()) {
                stems.add(new Stem(
                        id.get(),
                        name.get(),
                        text(item, "audio").flatMap(EntryJson::uri),
                        Double.isFinite(duration) && duration > 0 ? duration : 0,
                        item.path("guessed").asBoolean(false)));
            }
        }
        return stems;
    }

    private static List<SavedEntry.Earlier> earlier(JsonNode array) {
        var earlier = new ArrayList<SavedEntry.Earlier>();
        for (JsonNode item : array) {
            text(item, "midiTaskId")
                    .ifPresent(id ->
                            earlier.add(new SavedEntry.Earlier(id, text(item, "outcome").orElse(""))));
        }
        return earlier;
    }

    private static Spending spending(JsonNode json) {
        return new Spending(
                credits(json, "balanceBefore"),
                credits(json, "balanceAfter"),
                json.path("otherJobsMeanwhile").asBoolean(false));
    }

    /** A number of a length that a balance can have, digit for digit. */
    private static Optional<BigDecimal> credits(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isNumber()) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.decimalValue())
                    .filter(credits -> credits.precision() <= MOST_DIGITS && Math.abs(credits.scale()) <= MOST_DIGITS);
        } catch (JacksonException e) {
            return Optional.empty(); // not a finite one
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(JsonNode json, String field) {
        try {
            return text(json, field).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A field with text in it. */
    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).stringValueOpt().filter(value -> !value.isBlank());
    }

    /** The texts at the beginning of what may have been an entry. */
    static Map<String, String> salvage(byte[] bytes) {
        var fields = new HashMap<String, String>();
        try (JsonParser json = JSON.createParser(bytes)) {
            int depth = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.VALUE_STRING && depth == 1) {
                    fields.put(json.currentName(), json.getString());
                }
                if (depth == 0) {
                    fields.put(BrokenEntry.ASKED, ""); // read to its end: what is not there was not asked for
                }
            }
        } catch (JacksonException e) {
            LOG.log(System.Logger.Level.DEBUG, "Broken off: {0}", e.getMessage());
        }
        if (fields.containsKey("stemName")) {
            fields.put(BrokenEntry.ASKED, ""); // written after the id of the stem
        }
        return fields;
    }
}
