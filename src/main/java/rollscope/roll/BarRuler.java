package rollscope.roll;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import rollscope.tempo.TempoMap;

/**
 * Lines at bars, beats and parts of beats. How fine they are follows from the average of the song, so that scrolling does not change
 * it; where the music is faster than that, what would crowd is left out, which depends on nothing but the place.
 *
 * @param labelStep every so many bars, or beats where there are no bars, are labelled; counted from bar 1 and beat 0
 * @param lineStep  every so many have a line; divides {@code labelStep}
 * @param parts     how many parts of a bar's beats have lines, 1 for the beats alone; 0 if not even those. Where there are no bars,
 *                  at least 1
 * @param room      pixels that a label of {@code labelStep} needs up to the next
 * @param beatRoom  pixels that a label of a beat within a bar needs up to the next
 */
public record BarRuler(TempoMap map, int labelStep, int lineStep, int parts, double room, double beatRoom) implements TimeGrid {
    private static final int[] SIMPLE = {8, 4, 2};
    private static final int[] COMPOUND = {12, 6, 3};
    private static final int WIDEST = 1 << 20;

    /** Pixels: bars that just fit do so wherever they are. */
    private static final double ROUNDING = 1e-6;

    /** A line at second 0 may come out one rounding before it. */
    private static final double EARLIEST = -1e-6;

    public BarRuler {
        Objects.requireNonNull(map);
        if (lineStep < 1 || labelStep < lineStep || labelStep % lineStep != 0 || parts < 0 || !(room >= 0) || !(beatRoom >= 0)) {
            throw new IllegalArgumentException("ruler of " + labelStep + ", " + lineStep + ", " + parts);
        }
        if (parts > 0 && lineStep > 1) {
            throw new IllegalArgumentException("parts of what has no lines");
        }
    }

    /** Empty if the meter is unknown and beats would be too close. */
    static Optional<BarRuler> of(TempoMap map, TimeAxis axis, double digit, double duration) {
        double end = Math.max(duration, 1);
        double beats = map.beatAt(end) - map.beatAt(0);
        double beat = end / beats / axis.secondsPerPixel();
        boolean compound = map.hasBars() && map.signatures().getFirst().meter().compound();
        if (!map.hasBars()) {
            if (beat < CLOSEST) {
                return Optional.empty();
            }
            double room = (Ruler.labelOf((long) (end * 1000), 10).length() + 2.5) * digit;
            return Optional.of(new BarRuler(map, step(beat, room), 1, parts(beat, compound), room, room));
        }
        double bars = map.barAt(map.beatAt(end)) - map.barAt(map.beatAt(0));
        double bar = end / bars / axis.secondsPerPixel();
        double number = Math.ceil(Math.log10(Math.max(10, map.barAt(map.beatAt(end)) + 1)));
        double room = (number + 2.5) * digit;
        int labelStep = step(bar, room);
        int lineStep = Math.min(labelStep, step(bar, CLOSEST));
        int parts = lineStep > 1 || beat < CLOSEST ? 0 : parts(beat, compound);
        // A beat's label is longer than a bar's by the point and a digit.
        return Optional.of(new BarRuler(map, labelStep, lineStep, parts, room, room + 2 * digit));
    }

    /** How many of such a length in pixels make so many pixels: a power of two. */
    private static int step(double length, double pixels) {
        int step = 1;
        while (step < WIDEST && step * length < pixels) {
            step *= 2;
        }
        return step;
    }

    private static int parts(double beat, boolean compound) {
        return Arrays.stream(compound ? COMPOUND : SIMPLE)
                .filter(parts -> beat / parts >= CLOSEST)
                .findFirst()
                .orElse(1);
    }

    @Override
    public void forEachLine(TimeAxis axis, double width, LineVisitor visitor) {
        double from = map.beatAt(Math.max(0, axis.start()));
        long first = map.hasBars() ? (long) Math.floor(map.barAt(from)) - 1 : (long) Math.floor(from);
        // One more than needed, because a bar line may come out one rounding later.
        long unit = (Math.floorDiv(first, lineStep) - 1) * lineStep;
        double before = x(axis, unit - lineStep);
        double x = x(axis, unit);
        while (x < width) {
            double next = x(axis, unit + lineStep);
            if (x - before >= CLOSEST && secondsOf(unit) >= EARLIEST) {
                boolean labelled = Math.floorMod(unit, labelStep) == 0;
                boolean fits = labelled && x(axis, unit + labelStep) - x >= room - ROUNDING;
                visitor.line(x, strength(labelled), fits ? label(unit) : "");
            }
            if (parts > 0) {
                inside(axis, unit, x, next, width, visitor);
            }
            before = x;
            x = next;
            unit += lineStep;
        }
    }

    /** Beats that all belong to no bar are equal. */
    private Strength strength(boolean labelled) {
        return labelled && map.hasBars() ? Strength.STRONG : Strength.PLAIN;
    }

    /** The lines between two bars, or between two beats where there are no bars. */
    private void inside(TimeAxis axis, long unit, double x, double next, double width, LineVisitor visitor) {
        double firstBeat = beatOf(unit);
        int count = (int) Math.rint(beatOf(unit + 1) - firstBeat);
        double[] beats = new double[count + 1];
        for (int beat = 1; beat < count; beat++) {
            beats[beat] = axis.xOf(map.secondsAt(firstBeat + beat));
        }
        beats[0] = x;
        beats[count] = next;
        if (crowd(beats)) {
            return;
        }
        for (int beat = 0; beat < count && beats[beat] < width; beat++) {
            if (beat > 0 && map.secondsAt(firstBeat + beat) >= EARLIEST) {
                boolean fits = map.hasBars() && labelStep == 1 && roomFor(beats);
                visitor.line(beats[beat], Strength.PLAIN, fits ? label(unit) + "." + (beat + 1) : "");
            }
            parts(axis, firstBeat + beat, beats[beat], beats[beat + 1], width, visitor);
        }
    }

    private void parts(TimeAxis axis, double beat, double x, double next, double width, LineVisitor visitor) {
        double[] places = new double[parts + 1];
        for (int part = 1; part < parts; part++) {
            places[part] = axis.xOf(map.secondsAt(beat + part / (double) parts));
        }
        places[0] = x;
        places[parts] = next;
        if (crowd(places)) {
            return;
        }
        for (int part = 1; part < parts && places[part] < width; part++) {
            if (map.secondsAt(beat + part / (double) parts) >= EARLIEST) {
                visitor.line(places[part], Strength.FAINT, "");
            }
        }
    }

    private static boolean crowd(double[] places) {
        return leastGap(places) < CLOSEST;
    }

    private boolean roomFor(double[] places) {
        return leastGap(places) >= beatRoom;
    }

    private static double leastGap(double[] places) {
        double least = Double.MAX_VALUE;
        for (int i = 1; i < places.length; i++) {
            least = Math.min(least, places[i] - places[i - 1]);
        }
        return least;
    }

    /** The beat of a bar, 0 being bar 1, or of a beat where there are no bars. */
    private double beatOf(long unit) {
        return map.hasBars() ? Math.rint(map.beatOfBar(unit + 1.0)) : unit;
    }

    private double secondsOf(long unit) {
        return map.secondsAt(beatOf(unit));
    }

    private double x(TimeAxis axis, long unit) {
        return axis.xOf(secondsOf(unit));
    }

    /** The number of a bar, or the time of a beat. */
    private String label(long unit) {
        return map.hasBars() ? Long.toString(unit + 1) : Ruler.labelOf(Math.round(secondsOf(unit) * 100) * 10, 10);
    }
}
