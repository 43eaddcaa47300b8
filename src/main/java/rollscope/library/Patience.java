package rollscope.library;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.service.ServiceFailure;

/**
 * Decides how long one wait for a job goes on, and how often it asks. A failed poll is not a failed job: it makes the pauses
 * longer. Knows nothing of threads, files or the network.
 */
final class Patience {
    /** How long one wait lasts; a service itself gives up a stalled job after 10 minutes. */
    static final Duration DEADLINE = Duration.ofMinutes(15);

    /** A service answers the same to a job it does not show yet and to one it has forgotten; this long it gets to show it. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final int GRACE_POLLS = 6;
    /** After failed polls a pause grows up to this many times. */
    private static final int LONGEST_BACK_OFF = 4;
    /** An answer that could not be read so many times in a row will not become readable; each may be large. */
    private static final int MOST_UNREADABLE = 3;

    private final Instant accepted;
    private final Pace pace;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final long began;
    private int polls;
    private int failures;
    private int unreadable;
    private int unseen;
    private @Nullable Long unseenSince;
    private @Nullable Problem trouble;
    private boolean hopeless;

    /**
     * What lasts is measured by {@code nanos}: a clock that is set, or a night in which the computer slept, ends no wait.
     *
     * @param accepted when the provider took the job: the first pause counts from there, so a job of long ago is asked for at once
     * @param nanos    a clock that nobody sets, in nanoseconds
     */
    Patience(Instant accepted, Pace pace, InstantSource clock, LongSupplier nanos) {
        this.accepted = accepted;
        this.pace = pace;
        this.clock = clock;
        this.nanos = nanos;
        began = nanos.getAsLong();
    }

    /** The pause before the next poll, or empty if the wait is over for now. */
    Optional<Duration> nextPause() {
        if (hopeless) {
            return Optional.empty();
        }
        if (since(began).compareTo(DEADLINE) >= 0) {
            if (trouble == null) {
                trouble = stillRunning();
            }
            return Optional.empty();
        }
        if (polls == 0) {
            var first = pace.before(polls++);
            var pause = Duration.between(clock.instant(), accepted.plus(first));
            // A clock set back since then must not make it longer.
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause.compareTo(first) > 0 ? first : pause);
        }
        int factor = Math.min(LONGEST_BACK_OFF, 1 << Math.min(failures, 8));
        return Optional.of(pace.before(polls++).multipliedBy(factor));
    }

    /** What went wrong at the last poll, if anything did. */
    Optional<Problem> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether it was found out that asking on is useless. */
    boolean isHopeless() {
        return hopeless;
    }

    /** The job was seen and goes on. */
    void pending() {
        answered();
        unseen = 0;
        unseenSince = null;
    }

    /**
     * The provider answered, but shows no such job.
     *
     * @return whether it has been so for too long
     */
    boolean isForgotten() {
        answered();
        if (unseenSince == null) {
            unseenSince = nanos.getAsLong();
        }
        unseen++;
        return unseen >= GRACE_POLLS && since(unseenSince).compareTo(grace()) >= 0;
    }

    private static Problem stillRunning() {
        return new Problem(
                Problem.Kind.LATER,
                Words.of("library.still-running"),
                Words.of("library.still-running-remedy"),
                "");
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }

    /** The poll failed. */
    void failed(ServiceFailure failure) {
        failed(Problem.of(failure));
        hopeless = switch (failure.kind()) {
            case AUTH, CREDITS, REJECTED -> true;
            case UNREADABLE -> ++unreadable >= MOST_UNREADABLE;
            case THROTTLED, MAINTENANCE, NOT_FOUND, SERVER, NETWORK -> false;
        };
    }

    /** Something on this side went wrong. */
    void failed(Problem problem) {
        failures++;
        trouble = problem;
    }

    private void answered() {
        failures = 0;
        unreadable = 0;
        trouble = null;
    }

    /** A minute at any pace a provider is asked at; less when polls follow each other within a second, as in tests. */
    private Duration grace() {
        Duration polled = pace.before(1).multipliedBy(60);
        return polled.compareTo(GRACE) < 0 ? polled : GRACE;
    }
}
