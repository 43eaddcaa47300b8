package rollscope.library;

import java.util.Map;
import rollscope.language.Words;

/**
 * An entry whose {@code entry.json} cannot be read. It is never touched, and what it may have been is not bought again.
 *
 * @param id     name of its folder
 * @param fields what could still be told of it, by the names of {@code entry.json}
 * @param why    for a supporter
 */
public record BrokenEntry(String id, Map<String, String> fields, String why) {
    /** Is there if {@code stemId} would be, had a single stem been asked for. */
    static final String ASKED = "";

    public BrokenEntry {
        fields = Map.copyOf(fields);
    }

    /** For the user. */
    public String title() {
        String title = fields.get("title");
        return title == null
                ? Words.of("library.entry", id)
                : SavedEntry.shownTitle(
                        title, fields.getOrDefault("provider", ""), fields.getOrDefault("separationTaskId", ""));
    }

    /** The stem's name for the user; empty if that cannot be told. */
    public String stemName() {
        return JobRequest.shownStemName(fields.getOrDefault("stemName", ""), fields.containsKey("stemId"));
    }

    /** What happened and what to do. */
    public Problem problem() {
        return new Problem(
                Problem.Kind.FILE,
                Words.of("library.broken"),
                Words.of("library.broken-remedy"),
                id + ": " + why);
    }

    /** Whether this may be the entry of a request: nothing that is left of it says otherwise. */
    boolean mayBe(JobRequest request) {
        return agrees("provider", request.providerId())
                && agrees("separationTaskId", request.separationTaskId())
                && (fields.containsKey(ASKED)
                        ? fields.getOrDefault("stemId", "")
                                .equals(request.stemId().orElse(""))
                        : agrees("stemId", request.stemId().orElse("")));
    }

    private boolean agrees(String field, String value) {
        return fields.getOrDefault(field, value).equals(value);
    }
}
