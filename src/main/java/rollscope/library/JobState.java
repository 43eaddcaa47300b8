package rollscope.library;

import java.time.Instant;
import java.util.Optional;

/** Where a job stands. Each state is on disk before it is announced. */
public sealed interface JobState {
    /**
     * In the queue: nothing was sent yet, and it can be taken back for nothing.
     *
     * @param place   the jobs of a provider are sent in the order of their places
     * @param going   whether this program sends it by itself when its turn comes; false after a restart, until the user has used a
     *                key there, and while the queue is held up. Not on disk
     * @param trouble what holds the queue up, or, if it is going, why it has to be tried again. Not on disk
     */
    record Queued(long place, boolean going, Optional<Problem> trouble) implements JobState {}

    /**
     * The request that may cost is on its way, or about to be.
     *
     * @param unsent what the job is if the program ends now: {@link Queued}, or {@link Failed} without having been accepted. As
     *               long as it is there nothing was sent for certain; empty from right before the request goes out
     */
    record Submitting(Instant since, Optional<JobState> unsent) implements JobState {
        public Submitting {
            if (unsent.isPresent()
                    && !(unsent.get() instanceof Queued)
                    && !(unsent.get() instanceof Failed failed && !failed.accepted())) {
                throw new IllegalArgumentException("not sent and yet " + unsent.get());
            }
        }

        Submitting(Instant since) {
            this(since, Optional.empty());
        }
    }

    /**
     * The provider accepted the job.
     *
     * @param midiTaskId the provider's id of it, with which it can be asked again at any time
     * @param since      when it was accepted
     * @param nextPoll   when the provider is asked again; empty while nobody waits for it
     * @param trouble    what went wrong when last asked, if anything; the job itself goes on
     */
    record Transcribing(String midiTaskId, Instant since, Optional<Instant> nextPoll, Optional<Problem> trouble)
            implements JobState {}

    /** Finished; the notes are on disk. */
    record Ready(int notes, int instruments) implements JobState {}

    /** Finished without a note. */
    record Empty() implements JobState {}

    /**
     * Did not work. Nothing is at the provider to be asked for, so trying again means a new job.
     *
     * @param accepted whether the provider had accepted the job, and so may have charged for it
     */
    record Failed(Problem problem, boolean accepted) implements JobState {}

    /** The provider no longer knows the job. */
    record Expired(String midiTaskId) implements JobState {}

    /** The request was sent and the answer lost: it may or may not have been accepted, and paid. Only the user decides. */
    record Unknown(Instant submitted, Problem problem) implements JobState {}
}
