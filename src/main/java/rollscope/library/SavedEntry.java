package rollscope.library;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rollscope.language.Language;
import rollscope.language.Words;
import rollscope.transcription.Stem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code entry.json} holds: an entry and what is needed to go on with its job after a restart. See docs/library.md.
 *
 * @param midiTaskId the provider's id of the job, once accepted; kept in every later state
 * @param stems      of the separation, as far as they were known when the job was submitted
 * @param earlier    purchases that this entry replaced, oldest first
 * @param spending   the balances before and after the job
 */
record SavedEntry(
        Entry entry, Optional<String> midiTaskId, List<Stem> stems, List<Earlier> earlier, Spending spending) {
    /** A purchase that came to nothing and was made again. */
    record Earlier(String midiTaskId, String outcome) {}

    private static final int MOST_DIGITS = 60;

    /** Made when the first {@code entry.json} is read or written: a start that finds all in the index does without. */
    private static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    SavedEntry {
        stems = List.copyOf(stems);
        earlier = List.copyOf(earlier);
    }

    SavedEntry with(JobState state) {
        Optional<String> taskId = state instanceof JobState.Transcribing t ? Optional.of(t.midiTaskId()) : midiTaskId;
        return new SavedEntry(
                new Entry(entry.id(), entry.title(), entry.request(), entry.created(), state),
                taskId,
                stems,
                earlier,
                spending);
    }

    SavedEntry with(Spending now) {
        return new SavedEntry(entry, midiTaskId, stems, earlier, now);
    }

    SavedEntry titled(String title) {
        return new SavedEntry(
                new Entry(entry.id(), title, entry.request(), entry.created(), entry.state()),
                midiTaskId,
                stems,
                earlier,
                spending);
    }

    /** What the list shows of it: without stems and earlier purchases. */
    SavedEntry forTheList() {
        return new SavedEntry(entry, midiTaskId, List.of(), List.of(), spending);
    }

    /**
     * The same request made anew: the purchase so far becomes history.
     *
     * @param state with which it begins: {@link JobState.Submitting} or {@link JobState.Queued}
     */
    SavedEntry anew(JobRequest request, Instant now, List<Stem> known, JobState state) {
        var history = new ArrayList<>(earlier);
        midiTaskId.ifPresent(id -> history.add(new Earlier(id, nameOf(entry.state()))));
        return new SavedEntry(
                new Entry(entry.id(), entry.title(), request, now, state),
                Optional.empty(),
                known.isEmpty() ? stems : known,
                history,
                Spending.NOT_KNOWN);
    }

    static SavedEntry first(String id, JobRequest request, Instant now, List<Stem> known, JobState state) {
        return new SavedEntry(
                new Entry(id, titleOf(request), request, now, state),
                Optional.empty(),
                known,
                List.of(),
                Spending.NOT_KNOWN);
    }

    /**
     * Providers tell no title, so the song has its separation's; the stem is told beside it. It is kept in English whatever is spoken,
     * and shown by {@link #shownTitle}.
     */
    static String titleOf(JobRequest request) {
        return titleOf(request.providerId(), request.separationTaskId());
    }

    private static String titleOf(String providerId, String separationTaskId) {
        return providerId.equals(Providers.DEMO) ? "Demo song" : "Song " + shortened(separationTaskId);
    }

    private static String shortened(String task) {
        return task.length() > 12 ? task.substring(0, 8) + "…" : task;
    }

    /** A title as it is shown: one that {@link #titleOf} made in the language of the moment, one of the user's as it is. */
    static String shownTitle(String title, String providerId, String separationTaskId) {
        if (Language.shown() == Language.ENGLISH || !title.equals(titleOf(providerId, separationTaskId))) {
            return title;
        }
        return providerId.equals(Providers.DEMO)
                ? Words.of("library.demo-song")
                : Words.of("library.song", shortened(separationTaskId));
    }

    static Problem submitInterrupted() {
        return new Problem(
                Problem.Kind.LATER,
                Words.of("library.submit-interrupted"),
                Words.of("library.submit-interrupted-remedy"),
                "");
    }

    static Problem notSent() {
        return new Problem(
                Problem.Kind.LATER, Words.of("library.not-sent"), Words.of("library.taken-back-remedy"), "");
    }

    static Problem answerGone() {
        return new Problem(
                Problem.Kind.FILE,
                Words.of("library.answer-gone"),
                Words.of("library.answer-gone-remedy"),
                "");
    }

    static Problem takenBack() {
        return new Problem(
                Problem.Kind.LATER,
                Words.of("library.taken-back"),
                Words.of("library.taken-back-remedy"),
                "");
    }

    static Problem elsewhere() {
        return new Problem(
                Problem.Kind.LATER,
                Words.of("library.elsewhere"),
                Words.of("library.elsewhere-remedy"),
                "");
    }

    /** In whatever language it was told: the program may speak another one by now. */
    static boolean isAnswerGone(Problem problem) {
        return Words.inEach("library.answer-gone").contains(problem.sentence());
    }

    /** Likewise. */
    static boolean isElsewhere(Problem problem) {
        return Words.inEach("library.elsewhere").contains(problem.sentence());
    }

    /** Whether this program is at work on the job right now. */
    boolean isWorkedOn() {
        return switch (entry.state()) {
            case JobState.Submitting _ -> true;
            case JobState.Transcribing t -> t.nextPoll().isPresent();
            default -> false;
        };
    }

    /** This entry as the disk remembers it: when the next poll is due, and what troubled the last, is not worth a write. */
    SavedEntry durable() {
        return switch (entry.state()) {
            case JobState.Transcribing t ->
                with(new JobState.Transcribing(t.midiTaskId(), t.since(), Optional.empty(), Optional.empty()));
            case JobState.Queued q -> with(new JobState.Queued(q.place(), false, Optional.empty()));
            default -> this;
        };
    }

    byte[] toJson() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        JobRequest request = entry.request();
        json.put("title", entry.title());
        json.put("provider", request.providerId());
        json.put("separationTaskId", request.separationTaskId());
        request.stemId().ifPresent(id -> json.put("stemId", id));
        json.put("stemName", request.stemName());
        json.put("created", entry.created().toString());
        json.put("state", nameOf(entry.state()));
        midiTaskId.ifPresent(id -> json.put("midiTaskId", id));
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
        if (!stems.isEmpty()) {
            var array = json.putArray("stems");
            for (Stem stem : stems) {
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
        if (!earlier.isEmpty()) {
            var array = json.putArray("earlier");
            for (Earlier purchase : earlier) {
                array.addObject().put("midiTaskId", purchase.midiTaskId()).put("outcome", purchase.outcome());
            }
        }
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    private static void put(ObjectNode json, Problem problem) {
        json.put("kind", problem.kind().name());
        json.put("sentence", problem.sentence());
        json.put("remedy", problem.remedy());
        json.put("details", problem.details());
    }

    /**
     * Reads what {@link #toJson} wrote. Unknown fields are passed over; what is missing is made up where that loses nothing.
     *
     * @return empty if this is no entry
     */
    static Optional<SavedEntry> fromJson(String id, byte[] bytes) {
        try {
            JsonNode json = Json.MAPPER.readTree(bytes);
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
                            new Entry(id, text(json, "title").orElse(titleOf(request)), request, created, state),
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
                        : new JobState.Failed(notSent(), false));
    }

    private static String nameOf(JobState state) {
        return switch (state) {
            case JobState.Queued _ -> "queued";
            case JobState.Submitting _ -> "submitting";
            case JobState.Transcribing _ -> "transcribing";
            case JobState.Ready _ -> "ready";
            case JobState.Empty _ -> "empty";
            case JobState.Failed _ -> "failed";
            case JobState.Expired _ -> "expired";
            case JobState.Unknown _ -> "unknown";
        };
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
                        text(item, "audio").flatMap(SavedEntry::uri),
                        Double.isFinite(duration) && duration > 0 ? duration : 0,
                        item.path("guessed").asBoolean(false)));
            }
        }
        return stems;
    }

    private static List<Earlier> earlier(JsonNode array) {
        var earlier = new ArrayList<Earlier>();
        for (JsonNode item : array) {
            text(item, "midiTaskId")
                    .ifPresent(id ->
                            earlier.add(new Earlier(id, text(item, "outcome").orElse(""))));
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
}
