package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import rollscope.roll.TimeGrid.Strength;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;

class BarRulerTest {
    private static final double DIGIT = 7;
    private static final double SONG = 240;

    private record Line(double seconds, double x, Strength strength, String label) {}

    private static List<Line> lines(TimeGrid grid, TimeAxis axis, double width) {
        var lines = new ArrayList<Line>();
        grid.forEachLine(axis, width, (x, strength, label) -> lines.add(new Line(axis.timeAt(x), x, strength, label)));
        return lines;
    }

    private static TimeGrid grid(TempoMap map, TimeAxis axis) {
        return TimeGrid.of(Optional.of(map), axis, DIGIT, SONG, SONG);
    }

    /** Steady, wandering, with a stretch in a hurry, with a pickup, in every usual meter and in none. */
    private static TempoMap anyMap(SplittableRandom random) {
        double origin = random.nextDouble(-3, 6);
        var tempos = new ArrayList<TempoMap.Tempo>();
        double at = random.nextDouble(-1, 2);
        int changes = random.nextInt(4) == 0 ? 60 : random.nextInt(3) + 1;
        for (int i = 0; i < changes; i++) {
            tempos.add(new TempoMap.Tempo(at, random.nextInt(20) == 0 ? 900 : random.nextDouble(50, 200)));
            at += random.nextDouble(0.3, 9);
        }
        var meters = new Meter[] {Meter.FOUR_FOUR, new Meter(3, false), new Meter(2, true), new Meter(7, false)};
        var signatures = new ArrayList<TempoMap.Signature>();
        if (random.nextInt(4) > 0) {
            var first = meters[random.nextInt(meters.length)];
            signatures.add(new TempoMap.Signature(0, first));
            if (random.nextBoolean()) {
                signatures.add(new TempoMap.Signature(first.beats() * 5, meters[random.nextInt(meters.length)]));
            }
        }
        return new TempoMap(origin, tempos, signatures);
    }

    @Test
    void linesNeverCrowdLabelsNeverCollideAndNothingIsMarkedBeforeTheSong() {
        var random = new SplittableRandom(11);
        for (int i = 0; i < 3000; i++) {
            var map = anyMap(random);
            var axis = new TimeAxis(random.nextDouble(-2, SONG), Math.pow(10, random.nextDouble(-4, 0)));
            double width = random.nextDouble(100, 2000);
            double last = Double.NEGATIVE_INFINITY;
            double free = Double.NEGATIVE_INFINITY;
            for (var line : lines(grid(map, axis), axis, width)) {
                assertThat(line.x - last).as(map + " " + axis).isGreaterThanOrEqualTo(TimeGrid.CLOSEST - 1e-6);
                assertThat(line.seconds).isGreaterThanOrEqualTo(-1e-5);
                assertThat(line.x).isLessThan(width);
                last = line.x;
                if (!line.label.isEmpty()) {
                    assertThat(line.x).as(map + " " + axis + line.label).isGreaterThan(free);
                    free = line.x + (line.label.length() + 1) * DIGIT;
                }
            }
        }
    }

    @Test
    void steadyMusicHasItsBarsNumberedAtEveryZoom() {
        var map = new TempoMap(
                0.4, List.of(new TempoMap.Tempo(0, 110)), List.of(new TempoMap.Signature(0, Meter.FOUR_FOUR)));
        for (double bar = 1; bar < 400; bar *= 1.01) {
            var axis = new TimeAxis(0, 4 * 60 / 110.0 / bar);
            var numbers = lines(grid(map, axis), axis, 1000).stream()
                    .filter(line -> line.strength == Strength.STRONG && !line.label.isEmpty())
                    .toList();
            assertThat(numbers).as("bars of %s pixels", bar).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void everyLineIsOnABeatOrAPartOfOneAndTheStrongOnesStartBars() {
        var random = new SplittableRandom(12);
        int strong = 0;
        for (int i = 0; i < 2000; i++) {
            var map = anyMap(random);
            var axis = new TimeAxis(random.nextDouble(0, SONG), Math.pow(10, random.nextDouble(-4, -0.5)));
            var grid = grid(map, axis);
            if (!grid.countsBeats()) {
                continue;
            }
            for (var line : lines(grid, axis, 900)) {
                double beat = map.beatAt(line.seconds);
                boolean faint = line.strength == Strength.FAINT;
                double place = faint ? beat * 24 : beat;
                assertThat(place).as(map + " at " + line).isEqualTo(Math.rint(place), within(1e-4));
                if (line.strength == Strength.STRONG) {
                    assertThat(map.isDownbeat((int) Math.rint(beat))).isTrue();
                    strong++;
                }
                if (!line.label.isEmpty() && map.hasBars()) {
                    double bar = map.barAt(Math.rint(beat));
                    String number = Long.toString((long) Math.floor(bar + 1e-9));
                    assertThat(line.label.split("\\.")[0]).isEqualTo(number);
                }
            }
        }
        assertThat(strong).isGreaterThan(1000);
    }

    @Test
    void scrollingChangesNoLine() {
        var random = new SplittableRandom(13);
        for (int i = 0; i < 500; i++) {
            var map = anyMap(random);
            double scale = Math.pow(10, random.nextDouble(-3, -0.5));
            double start = random.nextDouble(0, SONG);
            var here = new TimeAxis(start, scale);
            var further = new TimeAxis(start + 100 * scale, scale);
            var one = new HashSet<String>();
            lines(grid(map, here), here, 800).stream()
                    .filter(line -> line.x >= 101)
                    .forEach(line -> one.add(name(line)));
            var other = new HashSet<String>();
            lines(grid(map, further), further, 699.9999).stream()
                    .filter(line -> line.x >= 1)
                    .forEach(line -> other.add(name(line)));
            assertThat(other).as(map + " " + here).isEqualTo(one);
        }
    }

    private static String name(Line line) {
        return Math.round(line.seconds * 1e4) + " " + line.strength + " " + line.label;
    }

    @Test
    void barsAreNumberedAndCloserBeatsToo() {
        var map = TempoMap.constant(120, 1, Optional.of(Meter.FOUR_FOUR));
        var axis = new TimeAxis(0, 0.02);
        assertThat(lines(grid(map, axis), axis, 400))
                .filteredOn(line -> line.strength == Strength.STRONG)
                .extracting(Line::seconds, Line::label)
                .containsExactly(tuple(1.0, "1"), tuple(3.0, "2"), tuple(5.0, "3"), tuple(7.0, "4"));
        var close = new TimeAxis(3, 0.004);
        assertThat(lines(grid(map, close), close, 500))
                .filteredOn(line -> line.x >= 0 && !line.label.isEmpty())
                .extracting(Line::label)
                .containsExactly("2", "2.2", "2.3", "2.4");
    }

    @Test
    void farOutEveryFourthOrEighthBarIsNumberedFromOne() {
        var map = TempoMap.constant(120, 0, Optional.of(Meter.FOUR_FOUR));
        var axis = TimeAxis.fit(SONG, 800);
        assertThat(lines(grid(map, axis), axis, 800))
                .filteredOn(line -> !line.label.isEmpty())
                .extracting(Line::label)
                .startsWith("1", "9", "17");
    }

    @Test
    void aBeatOfSixEightDividesIntoThree() {
        var map = TempoMap.constant(60, 0, Optional.of(new Meter(2, true)));
        var axis = new TimeAxis(0, 0.02);
        assertThat(lines(grid(map, axis), axis, 90))
                .extracting(line -> Math.round(line.seconds * 3))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void beatsWithoutBarsAreMarkedWithTheirTimesAndNoneIsStronger() {
        var map = TempoMap.constant(60, 0.25, Optional.empty());
        var axis = new TimeAxis(0, 0.01);
        var lines = lines(grid(map, axis), axis, 400);
        assertThat(lines).noneMatch(line -> line.strength == Strength.STRONG);
        assertThat(lines).extracting(Line::label).contains("0:00.25", "0:01.25", "0:02.25");
    }

    @Test
    void withoutATempoOrWithBeatsTooCloseToTellThereAreSeconds() {
        var axis = TimeAxis.fit(SONG, 800);
        var none = TimeGrid.of(Optional.empty(), axis, DIGIT, SONG, SONG);
        assertThat(none).isEqualTo(Ruler.of(axis, DIGIT, SONG));
        assertThat(none.countsBeats()).isFalse();
        assertThat(grid(TempoMap.constant(120, 0, Optional.empty()), axis)).isEqualTo(none);
    }

    @Test
    void theSecondsOfARulerAreItsLines() {
        var axis = new TimeAxis(0, 0.01);
        assertThat(lines(new Ruler(1000, 500), axis, 250))
                .extracting(Line::x, Line::strength, Line::label)
                .containsExactly(
                        tuple(0.0, Strength.STRONG, "0:00"),
                        tuple(50.0, Strength.PLAIN, ""),
                        tuple(100.0, Strength.STRONG, "0:01"),
                        tuple(150.0, Strength.PLAIN, ""),
                        tuple(200.0, Strength.STRONG, "0:02"));
    }
}
