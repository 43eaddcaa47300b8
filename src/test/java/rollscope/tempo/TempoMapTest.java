package rollscope.tempo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TempoMapTest {
    private static final Meter THREE_FOUR = new Meter(3, false);

    /** A ritardando of four tempos and bars of 4, 2 and 3 beats. */
    private static final TempoMap RICH = new TempoMap(
            1.5,
            List.of(
                    new TempoMap.Tempo(0.25, 120),
                    new TempoMap.Tempo(10, 100),
                    new TempoMap.Tempo(11, 80),
                    new TempoMap.Tempo(30, 60.5)),
            List.of(
                    new TempoMap.Signature(0, Meter.FOUR_FOUR),
                    new TempoMap.Signature(16, new Meter(2, false)),
                    new TempoMap.Signature(18, THREE_FOUR)));

    @Test
    void aConstantTempoCountsFromItsOrigin() {
        var map = TempoMap.constant(120, 0.25, Optional.of(Meter.FOUR_FOUR));
        assertThat(map.beatAt(0.25)).isZero();
        assertThat(map.beatAt(2.25)).isEqualTo(4);
        assertThat(map.beatAt(0)).isEqualTo(-0.5);
        assertThat(map.secondsAt(-0.5)).isZero();
        assertThat(map.barAt(0)).isEqualTo(1);
        assertThat(map.barAt(6)).isEqualTo(2.5);
        assertThat(map.barAt(-2)).isEqualTo(0.5);
        assertThat(map.beatOfBar(3)).isEqualTo(8);
    }

    @Test
    void beatsFollowEachTempoAsLongAsItHolds() {
        assertThat(RICH.beatAt(10)).isCloseTo(8.5 * 2, within(1e-12));
        assertThat(RICH.beatAt(11)).isCloseTo(17 + 100 / 60.0, within(1e-12));
        assertThat(RICH.beatAt(11.75)).isCloseTo(17 + 100 / 60.0 + 1, within(1e-12));
        assertThat(RICH.bpmAt(9.99)).isEqualTo(120);
        assertThat(RICH.bpmAt(10)).isEqualTo(100);
        assertThat(RICH.bpmAt(-5)).isEqualTo(120);
    }

    @Test
    void barsFollowEachMeterAsLongAsItHolds() {
        assertThat(RICH.barAt(15)).isEqualTo(4.75);
        assertThat(RICH.barAt(16)).isEqualTo(5);
        assertThat(RICH.barAt(17)).isEqualTo(5.5);
        assertThat(RICH.barAt(18)).isEqualTo(6);
        assertThat(RICH.barAt(21)).isEqualTo(7);
        assertThat(IntStream.range(-4, 25).filter(RICH::isDownbeat)).containsExactly(-4, 0, 4, 8, 12, 16, 18, 21, 24);
    }

    @Test
    void everyConversionHasAnInverse() {
        var random = new SplittableRandom(5);
        for (int run = 0; run < 300; run++) {
            var map = anyMap(random);
            double before = Double.NEGATIVE_INFINITY;
            for (double seconds = -20; seconds < 4000; seconds += 0.01 + 40 * random.nextDouble()) {
                double beat = map.beatAt(seconds);
                assertThat(beat).isGreaterThan(before);
                assertThat(map.secondsAt(beat)).isCloseTo(seconds, within(1e-8));
                assertThat(map.beatOfBar(map.barAt(beat))).isCloseTo(beat, within(1e-8));
                before = beat;
            }
            for (int bar = -5; bar < 200; bar++) {
                double beat = map.beatOfBar(bar);
                assertThat(map.barAt(beat)).isCloseTo(bar, within(1e-9));
                assertThat(beat).isEqualTo(Math.rint(beat));
                assertThat(map.isDownbeat((int) beat)).isTrue();
            }
            assertThat(map.beatAt(map.origin())).isCloseTo(0, within(1e-9));
        }
    }

    private static TempoMap anyMap(SplittableRandom random) {
        var tempos = new ArrayList<TempoMap.Tempo>();
        double seconds = random.nextDouble(-3, 3);
        for (int i = random.nextInt(1, 40); i > 0; i--) {
            tempos.add(new TempoMap.Tempo(seconds, random.nextDouble(20, 400)));
            seconds += random.nextDouble(0.01, 100);
        }
        var signatures = new ArrayList<TempoMap.Signature>();
        int beat = 0;
        for (int i = random.nextInt(1, 10); i > 0; i--) {
            var meter = new Meter(random.nextInt(1, 8), random.nextBoolean());
            signatures.add(new TempoMap.Signature(beat, meter));
            beat += meter.beats() * random.nextInt(1, 20);
        }
        return new TempoMap(random.nextDouble(-2, 60), tempos, signatures);
    }

    @Test
    void doublingDoublesEveryTempoAndKeepsTheOrigin() {
        var doubled = RICH.times(2);
        assertThat(doubled.origin()).isEqualTo(1.5);
        for (double seconds = -3; seconds < 50; seconds += 0.7) {
            assertThat(doubled.beatAt(seconds)).isCloseTo(2 * RICH.beatAt(seconds), within(1e-9));
        }
        assertThat(doubled.times(0.5).tempos()).isEqualTo(RICH.tempos());
        assertThat(doubled.signatures()).extracting(TempoMap.Signature::beat).containsExactly(0, 32, 36);
    }

    @Test
    void barOneCanStartAtAnySecondAndBeatsMoveByAtMostHalfOfOne() {
        var random = new SplittableRandom(6);
        for (int run = 0; run < 300; run++) {
            var map = anyMap(random);
            double second = random.nextDouble(-5, 200);
            var counted = map.countedFromSecond(second);
            assertThat(counted.origin()).isEqualTo(second);
            assertThat(counted.beatAt(second)).isCloseTo(0, within(1e-9));
            double nearest = map.secondsAt(Math.rint(map.beatAt(second)));
            double moved = second - nearest;
            for (double at = -3; at < 300; at += 7.3) {
                assertThat(counted.bpmAt(at + moved))
                        .isEqualTo(map.shifted(moved).bpmAt(at + moved));
                double beat = counted.beatAt(at + moved) - (map.beatAt(at) - Math.rint(map.beatAt(second)));
                assertThat(beat).isCloseTo(0, within(1e-7));
            }
        }
    }

    @Test
    void theTempoThatHoldsLongestStandsForAllAndAShortHurryDoesNotMatter() {
        var map = new TempoMap(
                0,
                List.of(
                        new TempoMap.Tempo(0, 90),
                        new TempoMap.Tempo(60, 300),
                        new TempoMap.Tempo(62, 91),
                        new TempoMap.Tempo(70, 40)),
                List.of());
        assertThat(map.typicalBpm(75)).isEqualTo(90);
        assertThat(map.typicalBpm(1000)).isEqualTo(40);
        assertThat(map.typicalBpm(0)).as("until before the last change").isEqualTo(90);
        assertThat(TempoMap.constant(123.4, 5, Optional.empty()).typicalBpm(10)).isEqualTo(123.4);
    }

    @Test
    void metersThatNoLongerFallOnABarGo() {
        assertThat(RICH.times(0.5).signatures())
                .extracting(TempoMap.Signature::beat)
                .containsExactly(0, 8);
        assertThat(RICH.times(1.5).signatures())
                .extracting(TempoMap.Signature::beat)
                .containsExactly(0, 24);
    }

    @Test
    void shiftingMovesEveryBeatByTheSame() {
        var shifted = RICH.shifted(0.125);
        for (int beat = -4; beat < 40; beat++) {
            assertThat(shifted.secondsAt(beat)).isCloseTo(RICH.secondsAt(beat) + 0.125, within(1e-9));
        }
    }

    @Test
    void countingFromAnotherBeatMovesBarsAndNotBeats() {
        var counted = RICH.countedFrom(3);
        assertThat(counted.origin()).isEqualTo(RICH.secondsAt(3));
        for (int beat = -4; beat < 40; beat++) {
            assertThat(counted.secondsAt(beat)).isCloseTo(RICH.secondsAt(beat + 3), within(1e-9));
        }
        assertThat(counted.isDownbeat(0)).isTrue();
    }

    @Test
    void theMeterIsTheOneThatHoldsLongest() {
        assertThat(RICH.meter(RICH.secondsAt(20))).contains(Meter.FOUR_FOUR);
        assertThat(RICH.meter(RICH.secondsAt(60))).contains(THREE_FOUR);
        assertThat(RICH.withMeter(Optional.empty()).meter(60)).isEmpty();
    }

    @Test
    void withoutMeterThereAreNoBars() {
        var map = TempoMap.constant(90, 0, Optional.empty());
        assertThat(map.hasBars()).isFalse();
        assertThat(map.isDownbeat(0)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> map.barAt(0));
        assertThatIllegalStateException().isThrownBy(() -> map.beatOfBar(1));
    }

    @Test
    void whatIsNoTempoMapIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TempoMap(0, List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new TempoMap.Tempo(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TempoMap.Tempo(Double.NaN, 100));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TempoMap(0, List.of(new TempoMap.Tempo(1, 100), new TempoMap.Tempo(1, 90)), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TempoMap(
                        0,
                        List.of(new TempoMap.Tempo(1, 100)),
                        List.of(
                                new TempoMap.Signature(0, Meter.FOUR_FOUR),
                                new TempoMap.Signature(6, Meter.FOUR_FOUR))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TempoMap(
                        0, List.of(new TempoMap.Tempo(1, 100)), List.of(new TempoMap.Signature(1, Meter.FOUR_FOUR))));
    }

    @Test
    void beatsAreThoseOfTheMapInAHalfOpenStretch() {
        var beats = Beats.of(TempoMap.constant(120, 0.5, Optional.of(Meter.FOUR_FOUR)), 0, 3);
        assertThat(IntStream.range(0, beats.size()).mapToDouble(beats::seconds))
                .containsExactly(0.0, 0.5, 1.0, 1.5, 2.0, 2.5);
        assertThat(IntStream.range(0, beats.size()).filter(beats::isDownbeat)).containsExactly(1, 5);
    }

    @Test
    void metersAreNamedAsWritten() {
        assertThat(Meter.FOUR_FOUR).hasToString("4/4");
        assertThat(new Meter(2, true)).hasToString("6/8");
        assertThat(new Meter(2, true).quartersPerBeat()).isEqualTo(1.5);
    }

    @Test
    void keysKnowTheirNameAndSignature() {
        assertThat(new Key(7, Key.Mode.MINOR)).hasToString("G minor");
        assertThat(new Key(10, Key.Mode.MAJOR)).hasToString("Bb major");
        assertThat(new Key(0, Key.Mode.MAJOR).sharps()).isZero();
        assertThat(new Key(9, Key.Mode.MINOR).sharps()).isZero();
        assertThat(new Key(7, Key.Mode.MAJOR).sharps()).isEqualTo(1);
        assertThat(new Key(4, Key.Mode.MAJOR).sharps()).isEqualTo(4);
        assertThat(new Key(6, Key.Mode.MAJOR).sharps()).isEqualTo(6);
        assertThat(new Key(1, Key.Mode.MAJOR).sharps()).isEqualTo(-5);
        assertThat(new Key(8, Key.Mode.MINOR).sharps()).isEqualTo(5);
        assertThat(new Key(5, Key.Mode.MAJOR).sharps()).isEqualTo(-1);
    }
}
