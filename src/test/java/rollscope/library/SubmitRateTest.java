package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SubmitRateTest {
    private final HandClock clock = new HandClock();
    private final SubmitRate rate = new SubmitRate(clock::nanos);

    @Test
    void inNoTenSecondsMoreThanTwentyAreSent() {
        var sent = new long[100];
        for (int i = 0; i < sent.length; i++) {
            while (!rate.untilNext().isZero()) {
                clock.advance(rate.untilNext());
            }
            rate.count();
            sent[i] = clock.nanos();
            clock.advance(Duration.ofMillis(37L * (i % 7)));
        }
        for (int i = 20; i < sent.length; i++) {
            assertThat(sent[i] - sent[i - 20])
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(10).toNanos());
        }
    }

    @Test
    void whoSendsSeldomNeverWaits() {
        for (int i = 0; i < 100; i++) {
            assertThat(rate.untilNext()).isZero();
            rate.count();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void aClockThatIsSetChangesNothing() {
        for (int i = 0; i < 20; i++) {
            rate.count();
        }
        clock.set(Duration.ofDays(-1));
        assertThat(rate.untilNext()).isEqualTo(Duration.ofSeconds(10));
        clock.set(Duration.ofDays(2));
        assertThat(rate.untilNext()).isEqualTo(Duration.ofSeconds(10));
    }
}
