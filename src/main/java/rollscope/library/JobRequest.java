package rollscope.library;

import java.util.Objects;
import java.util.Optional;

/**
 * What to transcribe.
 *
 * @param providerId       {@link ProviderChoice#id()}
 * @param separationTaskId of the finished separation
 * @param stemId           the stem, or empty for all stems in one job
 * @param stemName         for the user: the stem's name, or {@code All stems}
 */
public record JobRequest(String providerId, String separationTaskId, Optional<String> stemId, String stemName) {
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

    /** Whether both ask for the same thing; what the stem is called does not matter. */
    public boolean isForTheSame(JobRequest other) {
        return providerId.equals(other.providerId)
                && separationTaskId.equals(other.separationTaskId)
                && stemId.equals(other.stemId);
    }
}
