package rollscope.library;

import java.util.Objects;
import java.util.Optional;
import rollscope.language.Words;

/**
 * What to transcribe.
 *
 * @param providerId       {@link ProviderChoice#id()}
 * @param separationTaskId of the finished separation
 * @param stemId           the stem, or empty for all stems in one job
 * @param stemName         the stem's name, or {@link #ALL_STEMS}; see {@link #shownStemName}
 */
public record JobRequest(String providerId, String separationTaskId, Optional<String> stemId, String stemName) {
    /** As it is kept, in English whatever is spoken. */
    public static final String ALL_STEMS = "All stems";

    public JobRequest {
        Objects.requireNonNull(stemId);
        Objects.requireNonNull(stemName);
        separationTaskId = separationTaskId.strip();
        if (providerId.isBlank()) {
            throw new IllegalArgumentException("request without a provider");
        }
        if (separationTaskId.isEmpty()) {
            throw new IllegalArgumentException("request without a separation task id");
        }
    }

    /** The stem's name for the user: all stems are called so in the language of the moment. */
    public String shownStemName() {
        return shownStemName(stemName, stemId.isPresent());
    }

    static String shownStemName(String kept, boolean single) {
        return !single && kept.equals(ALL_STEMS) ? Words.of("library.all-stems") : kept;
    }

    /** Whether both ask for the same thing; what the stem is called does not matter. */
    public boolean isForTheSame(JobRequest other) {
        return providerId.equals(other.providerId)
                && separationTaskId.equals(other.separationTaskId)
                && stemId.equals(other.stemId);
    }
}
