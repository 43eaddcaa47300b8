package rollscope.library;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something the user owns: a job and what came of it.
 *
 * @param id      name of its folder; letters, digits and dashes
 * @param title   of the user's, or made up here and then in English; see {@link #shownTitle}
 * @param request what was asked
 * @param created when it was asked
 * @param state   where it stands
 */
public record Entry(String id, String title, JobRequest request, Instant created, JobState state) {
    /** How long providers keep what they made. */
    public static final Duration KEPT_AT_PROVIDER = Duration.ofDays(14);

    /** The title for the user: one that was made up here is in the language of the moment. */
    public String shownTitle() {
        return SavedEntry.shownTitle(title, request.providerId(), request.separationTaskId());
    }

    /**
     * How long the provider will still have what it made of this; negative when it is over, empty if it took no job or is the demo.
     */
    public Optional<Duration> leftAtProvider(Instant now) {
        boolean taken =
                switch (state) {
                    case JobState.Transcribing _, JobState.Ready _, JobState.Empty _ -> true;
                    case JobState.Queued _,
                            JobState.Submitting _,
                            JobState.Failed _,
                            JobState.Expired _,
                            JobState.Unknown _ -> false;
                };
        return taken && !request.providerId().equals(Providers.DEMO)
                ? Optional.of(Duration.between(now, created.plus(KEPT_AT_PROVIDER)))
                : Optional.empty();
    }
}
