package rollscope.library;

import java.util.Map;

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
        return fields.getOrDefault("title", "Entry " + id);
    }

    /** The stem's name; empty if that cannot be told. */
    public String stemName() {
        return fields.getOrDefault("stemName", "");
    }

    /** What happened and what to do. */
    public Problem problem() {
        return new Problem(
                Problem.Kind.FILE,
                "The file entry.json of this entry cannot be read.",
                "Put it back from a backup, or delete the entry; nothing is bought that it may have been.",
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
