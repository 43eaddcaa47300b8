package rollscope.library;

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
}
