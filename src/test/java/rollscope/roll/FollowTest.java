package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FollowTest {
    private static final double WIDTH = 1000;
    private static final long FRAME = 16_666_667;

    private final Follow follow = new Follow();
    private TimeAxis time = new TimeAxis(10, 0.01); // 10 s to 20 s
    private long now = 5_000_000_000L;

    /** A frame later, the playhead there: where it stands then, after the view did what it was told. */
    private double frameAt(double seconds) {
        now += FRAME;
        follow.place(now, seconds, time, WIDTH).ifPresent(x -> time = time.from(seconds - x * time.secondsPerPixel()));
        return time.xOf(seconds);
    }

    @Test
    void offNeverMovesTheView() {
        for (double seconds = 15; seconds < 40; seconds += 0.5) {
            frameAt(seconds);
        }
        assertThat(time.start()).isEqualTo(10);
    }

    @Test
    void aPageTurnsOnlyWhenThePlayheadLeaves() {
        follow.setMode(FollowMode.PAGE);
        assertThat(frameAt(19.99)).isCloseTo(999, within(1e-6));
        assertThat(frameAt(20.01)).isCloseTo(WIDTH * Follow.MARGIN, within(1e-6));
        double page = time.start();
        frameAt(20.03);
        assertThat(time.start()).isEqualTo(page);
    }

    @Test
    void continuousWaitsUntilThePlayheadIsAtItsPlaceAndKeepsItThere() {
        follow.setMode(FollowMode.CONTINUOUS);
        assertThat(frameAt(10.5)).isCloseTo(50, within(1e-6));
        for (double seconds = 14.1; seconds < 60; seconds += 0.01) {
            assertThat(frameAt(seconds)).isCloseTo(WIDTH * Follow.ANCHOR, within(1e-6));
        }
    }

    @Test
    void aJumpBackBringsTheViewBack() {
        for (FollowMode mode : new FollowMode[] {FollowMode.PAGE, FollowMode.CONTINUOUS}) {
            time = new TimeAxis(100, 0.01);
            follow.setMode(mode);
            frameAt(102);
            assertThat(frameAt(50)).isBetween(0.0, WIDTH);
        }
    }

    @Test
    void aGestureSuspendsForAtLeastTheRest() {
        follow.setMode(FollowMode.CONTINUOUS);
        frameAt(15);
        time = new TimeAxis(12, 0.01); // panned, the playhead still in view
        follow.gesture(now);
        long until = now + Follow.REST;
        double seconds = 15;
        while (now + FRAME < until) {
            seconds += 0.01;
            frameAt(seconds);
            assertThat(time.start()).isEqualTo(12);
            assertThat(follow.isSuspended()).isTrue();
        }
        frameAt(seconds + 0.01);
        assertThat(follow.isSuspended()).isFalse();
        assertThat(time.xOf(seconds + 0.01)).isLessThanOrEqualTo(WIDTH * Follow.ANCHOR + 1e-6);
    }

    @Test
    void whoHasPannedAwayIsNeverPulledBackButFollowsOnceThePlayheadComes() {
        follow.setMode(FollowMode.PAGE);
        frameAt(15);
        time = new TimeAxis(30, 0.01);
        follow.gesture(now);
        for (double seconds = 15; seconds < 30; seconds += 0.02) {
            frameAt(seconds);
        }
        assertThat(time.start()).isEqualTo(30);
        frameAt(30.01); // it has come
        frameAt(40.01); // and leaves
        assertThat(time.start()).isGreaterThan(38);
    }

    @Test
    void everyNewGestureBeginsTheRestAnew() {
        follow.setMode(FollowMode.PAGE);
        frameAt(15);
        follow.gesture(now);
        now += Follow.REST - 2 * FRAME;
        follow.gesture(now);
        now += Follow.REST / 2;
        frameAt(15.1);
        assertThat(follow.isSuspended()).isTrue();
    }

    @Test
    void explicitOffStaysOff() {
        follow.setMode(FollowMode.PAGE);
        frameAt(15);
        follow.gesture(now);
        follow.setMode(FollowMode.OFF);
        now += 10 * Follow.REST;
        frameAt(16);
        frameAt(25);
        assertThat(time.start()).isEqualTo(10);
        assertThat(follow.mode()).isEqualTo(FollowMode.OFF);
    }

    @Test
    void settingTheModeBringsAPlayheadThatIsOutOfViewEvenWhileItStands() {
        frameAt(60);
        follow.gesture(now);
        follow.setMode(FollowMode.PAGE);
        assertThat(frameAt(60)).isCloseTo(WIDTH * Follow.MARGIN, within(1e-6));
    }

    @Test
    void aPlayheadThatStandsStillLeavesTheViewAlone() {
        follow.setMode(FollowMode.CONTINUOUS);
        frameAt(12);
        time = new TimeAxis(5, 0.01); // not by hand: the playhead is right of its place now
        for (int i = 0; i < 200; i++) {
            frameAt(12);
        }
        assertThat(time.start()).isEqualTo(5);
    }

    @Test
    void withoutAPlayheadNothingMoves() {
        follow.setMode(FollowMode.CONTINUOUS);
        follow.place(now, Double.NaN, time, WIDTH).ifPresent(x -> time = time.from(0));
        follow.place(now, -1, time, WIDTH).ifPresent(x -> time = time.from(0));
        assertThat(time.start()).isEqualTo(10);
    }
}
