package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** From the frames a line reports to the place in the song. */
class HeardTest {
    private static final long BLOCK_NANOS = Engine.BLOCK * 1_000_000_000L / Engine.RATE;

    @Test
    void stepsOfTheLineAreSmoothed() {
        var clock = new HeardClock();
        clock.reset(0);
        double before = 0;
        double roughest = 0;
        for (int i = 1; i < 500; i++) {
            long truth = (long) i * Engine.BLOCK;
            long reported = truth / 1024 * 1024;
            double heard = clock.update(reported, truth + 3_000, i * BLOCK_NANOS);
            if (i > 100) {
                roughest = Math.max(roughest, Math.abs(heard - before - Engine.BLOCK));
            }
            before = heard;
            assertThat(heard).isEqualTo(truth, within(1024.0));
        }
        assertThat(roughest).isLessThan(60);
    }

    @Test
    void aStalledLineIsBelieved() {
        var clock = new HeardClock();
        clock.reset(0);
        assertThat(clock.update(0, 3_000, 1_000_000_000L)).isZero();
    }

    @Test
    void neverMoreIsHeardThanWasWritten() {
        var clock = new HeardClock();
        clock.reset(0);
        assertThat(clock.update(1_000, 1_000, 1_000_000_000L)).isEqualTo(1_000);
        assertThat(clock.update(1_000, 1_000, 1_010_000_000L)).isEqualTo(1_000);
    }

    @Test
    void eachFrameBelongsToThePieceItWasWrittenIn() {
        var timeline = new Timeline();
        timeline.reset(700, 1);
        timeline.move(1_000, 5_000, 5_400, -1, 1, 2);
        timeline.stay(1_600, 90, 3);

        assertThat(timeline.songAt(timeline.pieceAt(999), 999)).isEqualTo(700);
        int piece = timeline.pieceAt(1_100);
        assertThat(timeline.songAt(piece, 1_100)).isEqualTo(5_100);
        assertThat(timeline.isMoving(piece, 1_100)).isTrue();
        assertThat(timeline.jump(piece)).isEqualTo(2);
        assertThat(timeline.songAt(piece, 1_500)).isEqualTo(5_400);
        assertThat(timeline.isMoving(piece, 1_500)).isFalse();
        assertThat(timeline.songAt(timeline.pieceAt(9_999), 9_999)).isEqualTo(90);
    }

    @Test
    void manyPiecesLaterTheLatestAreStillKnown() {
        var timeline = new Timeline();
        timeline.reset(0, 0);
        for (int i = 1; i <= 1_000; i++) {
            timeline.stay(i * 512L, i, i);
        }
        assertThat(timeline.jump(timeline.pieceAt(1_000 * 512L))).isEqualTo(1_000);
        assertThat(timeline.jump(timeline.pieceAt(900 * 512L + 5))).isEqualTo(900);
        assertThat(timeline.jump(timeline.pieceAt(0))).isEqualTo(489);
    }

    @Test
    void aPieceAtHalfTheSpeedIsHeardAtHalfTheSpeed() {
        var timeline = new Timeline();
        timeline.reset(0, 1);
        timeline.move(100, 2_000, 2_500, 500, 0.5, 1);
        int piece = timeline.pieceAt(1_000);
        assertThat(timeline.songAt(piece, 1_000)).isEqualTo(2_450);
        assertThat(timeline.isMoving(piece, 1_000)).isTrue();
        assertThat(timeline.songAt(piece, 1_200)).isEqualTo(2_500);
    }

    @Test
    void betweenReadingsThePlaceGoesOnThroughTheLoop() {
        var reading = new Published.Reading(9.9, 0, 1, true, 2, 10, 8);
        assertThat(reading.songAfter(25_000_000)).isEqualTo(9.95, within(1e-9));
        assertThat(reading.songAfter(100_000_000)).isEqualTo(8.1, within(1e-9));
        assertThat(new Published.Reading(9.9, 0, 1, true, 2, 10, -1).songAfter(100_000_000))
                .isEqualTo(10);
        assertThat(new Published.Reading(9.9, 0, 1, false, 2, 10, 8).songAfter(100_000_000))
                .isEqualTo(9.9);
    }

    @Test
    void silentOutputWaitsForTheClock() {
        var clock = new FakeDevice();
        long start = clock.now;
        var output = new PacedOutput(clock);
        var block = new byte[Engine.BLOCK * 4];
        for (int i = 0; i < 6; i++) {
            output.write(block);
        }
        assertThat(clock.now).isEqualTo(start);
        assertThat(output.framesHeard()).isZero();
        for (int i = 0; i < 86; i++) {
            output.write(block);
        }
        assertThat((clock.now - start) * 1e-9).isEqualTo(86.0 * Engine.BLOCK / Engine.RATE, within(1e-4));
        assertThat((double) output.framesHeard()).isEqualTo(86.0 * Engine.BLOCK, within(2.0));
    }
}
