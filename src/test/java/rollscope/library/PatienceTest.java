package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollscope.service.ServiceFailure;

class PatienceTest {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final HandClock clock = new HandClock();
    private final Patience patience = new Patience(HandClock.START, Pace.every(PAUSE), clock, clock::nanos);

    @Test
    void documentedPaceAsksAfterFiveSecondsThenEveryTenToFifteen() {
        var documented = new Patience(HandClock.START, Pace.DOCUMENTED, clock, clock::nanos);
        assertThat(documented.nextPause()).contains(Duration.ofSeconds(5));
        for (int poll = 1; poll < 50; poll++) {
            documented.pending();
            assertThat(documented.nextPause().orElseThrow()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
        }
    }

    @Test
    void aJobOfLongAgoIsAskedForAtOnce() {
        clock.advance(Duration.ofSeconds(3));
        var resumedSoon = new Patience(HandClock.START, Pace.DOCUMENTED, clock, clock::nanos);
        assertThat(resumedSoon.nextPause()).contains(Duration.ofSeconds(2));
        clock.advance(Duration.ofDays(3));
        var resumedLater = new Patience(HandClock.START, Pace.every(PAUSE), clock, clock::nanos);
        assertThat(resumedLater.nextPause()).contains(Duration.ZERO);
        assertThat(resumedLater.nextPause()).contains(PAUSE);
    }

    @Test
    void failedPollsMakeThePausesLongerUntilOneSucceeds() {
        assertThat(patience.nextPause()).contains(PAUSE);
        patience.failed(failure(ServiceFailure.Kind.NETWORK));
        assertThat(patience.nextPause()).contains(PAUSE.multipliedBy(2));
        patience.failed(failure(ServiceFailure.Kind.SERVER));
        assertThat(patience.nextPause()).contains(PAUSE.multipliedBy(4));
        for (int i = 0; i < 20; i++) {
            patience.failed(failure(ServiceFailure.Kind.THROTTLED));
        }
        assertThat(patience.nextPause()).contains(PAUSE.multipliedBy(4));
        assertThat(patience.trouble()).map(Problem::kind).contains(Problem.Kind.LATER);

        patience.pending();
        assertThat(patience.nextPause()).contains(PAUSE);
        assertThat(patience.trouble()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ServiceFailure.Kind.class,
            names = {"AUTH", "CREDITS", "REJECTED"})
    void whatOnlyTheUserCanMendEndsTheWait(ServiceFailure.Kind kind) {
        patience.failed(failure(kind));
        assertThat(patience.nextPause()).isEmpty();
        assertThat(patience.trouble()).isPresent();
    }

    @Test
    void anAnswerThatStaysUnreadableEndsTheWait() {
        for (int i = 0; i < 2; i++) {
            patience.failed(failure(ServiceFailure.Kind.UNREADABLE));
            assertThat(patience.nextPause()).isPresent();
        }
        patience.failed(failure(ServiceFailure.Kind.UNREADABLE));
        assertThat(patience.nextPause()).isEmpty();
    }

    @Test
    void unreadableAnswersNowAndThenDoNot() {
        for (int i = 0; i < 20; i++) {
            patience.failed(failure(ServiceFailure.Kind.UNREADABLE));
            patience.pending();
        }
        assertThat(patience.nextPause()).isPresent();
    }

    @Test
    void theWaitEndsAfterAQuarterOfAnHour() {
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(patience.nextPause()).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(patience.nextPause()).isEmpty();
        assertThat(patience.trouble()).map(Problem::remedy).get().asString().contains("Ask again");
    }

    @Test
    void atTheEndTheRealTroubleIsTold() {
        patience.failed(failure(ServiceFailure.Kind.NETWORK));
        clock.advance(Duration.ofMinutes(15));
        assertThat(patience.nextPause()).isEmpty();
        assertThat(patience.trouble()).map(Problem::sentence).contains("NETWORK");
    }

    @Test
    void anUnseenJobHasAMinuteToAppear() {
        for (int second = 0; second < 60; second += 10) {
            assertThat(patience.isForgotten()).isFalse();
            clock.advance(PAUSE);
        }
        assertThat(patience.isForgotten()).isTrue();
    }

    @Test
    void fewLatePollsDoNotForgetAJob() {
        for (int i = 0; i < 5; i++) {
            assertThat(patience.isForgotten()).isFalse();
            clock.advance(Duration.ofMinutes(2));
        }
        assertThat(patience.isForgotten()).isTrue();
    }

    @Test
    void manyQuickPollsDoNotForgetAJobEither() {
        for (int i = 0; i < 1000; i++) {
            assertThat(patience.isForgotten()).isFalse();
        }
    }

    @Test
    void aJobThatWasSeenGetsItsGraceAnew() {
        for (int second = 0; second < 50; second += 10) {
            assertThat(patience.isForgotten()).isFalse();
            clock.advance(PAUSE);
        }
        patience.pending();
        clock.advance(PAUSE);
        assertThat(patience.isForgotten()).isFalse();
    }

    @Test
    void aClockThatIsSetOrANightAsleepEndsNoWaitAndLengthensNone() {
        clock.set(Duration.ofDays(-1));
        assertThat(patience.nextPause()).contains(PAUSE);
        clock.set(Duration.ofDays(3));
        assertThat(patience.nextPause()).contains(PAUSE);
        assertThat(patience.isForgotten()).isFalse();
        for (int i = 0; i < 10; i++) {
            clock.set(Duration.ofHours(1));
            assertThat(patience.isForgotten()).isFalse();
        }
    }

    private static ServiceFailure failure(ServiceFailure.Kind kind) {
        return new ServiceFailure(kind, kind.name(), "Do something.", "", false);
    }
}
