package rollscope.midi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rollscope.midi.Placement.Pickup;
import rollscope.midi.TickGrid.MeterChange;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;

/**
 * Finds the tempos of a file whose bar lines are those of a tempo map.
 *
 * <p>A file has tempos in whole microseconds a quarter, so that in a steady tempo its bar lines move away from those of the map, by
 * half a second in a million at worst. Where that would come near half a tick, a tempo one microsecond longer or shorter leads
 * back: each stretch is aimed at where its end should be and not at its own ideal tempo, so that errors do not add up.
 */
final class GridSolver {
    /** The longest a quarter can last in a file. */
    private static final int LONGEST_QUARTER = 0xFF_FFFF;

    /** So that the shortest quarter of a map, in 6/8, times ticks does not overflow; also the limit of the format is 32767. */
    private static final int MOST_TICKS_PER_QUARTER = 960 << 5;

    /** Half a tick of the slowest tempo lasts no longer, in microseconds, as long as ticks can be made shorter. */
    private static final int LONGEST_HALF_TICK = 500;

    /** How far bar lines may lie from those of the map, in ticks: less than a half, so that a note on the line is on its tick. */
    private static final double NEAR = 0.4;

    /** Tempos up to this are accepted by all music programs, quarters a minute. */
    private static final double FASTEST_PICKUP = 300;
    /** A bar played more than so many times as fast is no longer read as a pickup. */
    private static final double MOST_HASTE = 3;
    /** Two lines this near are one, in beats. */
    private static final double SAME = 1e-6;

    private final TempoMap map;
    private final Quarters quarters;
    private final double duration;
    /** Beats at which the length of a quarter changes, in order. */
    private final double[] bends;

    /** The beat of the first line that file and map have in common, and where that line lies in the file, in quarters. */
    private double firstLine;

    private double lead;
    /** From where on file and map agree, in beats. */
    private double settled;
    /** The second of tick 0. */
    private double zero;

    private Pickup pickup = Pickup.NONE;

    /** What stands before the first line. */
    private final List<MeterChange> meters = new ArrayList<>();

    // The line of the file through time: at each knot its tick and its second.
    private long[] knotTicks = new long[0];
    private double[] knotSeconds = new double[0];
    private int knots;
    /** Quarters put in so far where the map is slower than a file can be. */
    private double added;
    /** The meters of the file. */
    private List<MeterChange> found = new ArrayList<>();

    GridSolver(TempoMap map, double duration) {
        this.map = map;
        this.duration = duration;
        quarters = new Quarters(map);
        bends = bends(map);
    }

    private static double[] bends(TempoMap map) {
        var tempos = map.tempos();
        var signatures = map.signatures();
        double[] beats = new double[tempos.size() + Math.max(0, signatures.size() - 1)];
        int size = 0;
        for (var tempo : tempos) {
            beats[size++] = map.beatAt(tempo.seconds());
        }
        for (int i = 1; i < signatures.size(); i++) {
            beats[size++] = signatures.get(i).beat();
        }
        Arrays.sort(beats);
        return beats;
    }

    TickGrid withStem() {
        double start = map.beatAt(0);
        firstLine = lineAfter(start);
        settled = firstLine;
        zero = 0;
        double before = map.secondsAt(firstLine);
        if (before > 0 && firstLine - start > SAME) {
            leadIn(before);
        }
        return solved(false);
    }

    TickGrid barOneFirst() {
        double start = map.beatAt(0);
        firstLine = Math.floor((map.hasBars() ? map.barAt(start) : start) + SAME);
        firstLine = map.hasBars() ? map.beatOfBar(firstLine) : firstLine;
        settled = firstLine;
        zero = map.secondsAt(firstLine);
        return solved(true);
    }

    /** The first bar line at or after a beat; without a meter the first whole beat. */
    private double lineAfter(double beat) {
        return map.hasBars() ? map.beatOfBar(Math.ceil(map.barAt(beat) - SAME)) : Math.ceil(beat - SAME);
    }

    /**
     * Finds what stands before the first line.
     *
     * @param before how long the audio plays until then, in seconds
     */
    private void leadIn(double before) {
        double beatAt = Math.nextDown(firstLine);
        double quartersPerBeat = quarters.perBeat(beatAt);
        double beat = map.secondsAt(firstLine) - map.secondsAt(firstLine - 1);
        double usual = 60 / (beat / quartersPerBeat);
        double fastest = Math.max(FASTEST_PICKUP, 1.5 * usual);
        int bar = map.hasBars() ? meterAt(beatAt).beats() : 1;
        double whole = bar * quartersPerBeat * 60 / before;
        int few = Math.clamp(Math.round(before / beat), 1, Math.max(1, bar - 1));
        if (whole <= fastest && whole <= MOST_HASTE * usual) {
            pickup = Pickup.FITTED_BAR;
            lead = bar * quartersPerBeat;
            if (map.hasBars()) {
                meters.add(new MeterChange(0, meterAt(beatAt)));
            }
        } else if (few < bar && few * quartersPerBeat * 60 / before <= fastest) {
            pickup = Pickup.SHORT_BAR;
            lead = few * quartersPerBeat;
            meters.add(new MeterChange(0, new Meter(few, meterAt(beatAt).compound())));
        } else {
            pickup = Pickup.LONG_BEAT;
            settled = firstLine + 1;
        }
    }

    private Meter meterAt(double beat) {
        var signatures = map.signatures();
        int i = signatures.size() - 1;
        while (i > 0 && signatures.get(i).beat() > beat) {
            i--;
        }
        return signatures.get(i).meter();
    }

    private TickGrid solved(boolean wholeBars) {
        int ticksPerQuarter = MidiFile.TICKS_PER_QUARTER;
        while (true) {
            findKnots(ticksPerQuarter);
            var tempos = new TempoChanges();
            double[] seconds = findTempos(ticksPerQuarter, tempos);
            int slowest = 0;
            for (int i = 0; i < tempos.size(); i++) {
                slowest = Math.max(slowest, tempos.microsecondsPerQuarter(i));
            }
            boolean fine = slowest <= 2 * LONGEST_HALF_TICK * ticksPerQuarter;
            if (fine || ticksPerQuarter == MOST_TICKS_PER_QUARTER || knotTicks[knots - 1] > MidiFile.LAST_TICK / 2) {
                long end = wholeBars
                        ? tickOf(lineAfter(map.beatAt(duration)), ticksPerQuarter)
                        : new TickGrid(ticksPerQuarter, tempos, seconds, found, pickup, 0).tick(duration);
                return new TickGrid(ticksPerQuarter, tempos, seconds, found, pickup, end);
            }
            ticksPerQuarter *= 2;
        }
    }

    private long tickOf(double beat, int ticksPerQuarter) {
        return Math.round((quarters.at(beat) - quarters.at(firstLine) + lead + added) * ticksPerQuarter);
    }

    private void findKnots(int ticksPerQuarter) {
        knotTicks = new long[bends.length + 4];
        knotSeconds = new double[bends.length + 4];
        knots = 0;
        added = 0;
        found = new ArrayList<>(meters);
        knot(0, zero);
        if (map.hasBars()) {
            meter(Math.round(lead * ticksPerQuarter), meterAt(firstLine));
        }
        if (settled > firstLine || lead > 0) {
            knot(tickOf(settled, ticksPerQuarter), map.secondsAt(settled));
        }
        // A stretch after the last bend, also in a piece without length.
        double last = Math.max(map.beatAt(duration), settled) + 1;
        for (double bend : bends) {
            if (bend > settled && map.secondsAt(bend) < duration) {
                knotAt(bend, ticksPerQuarter);
                if (map.hasBars()) {
                    meter(tickOf(bend, ticksPerQuarter), meterAt(bend));
                }
            } else if (bend > settled) {
                last = Math.min(last, bend);
            }
        }
        knotAt(last, ticksPerQuarter);
        if (knots == 1) {
            knot(ticksPerQuarter, zero + 60 / map.bpmAt(duration));
        }
    }

    /** Puts a knot on the tick nearest to a beat, unless there is one. */
    private void knotAt(double beat, int ticksPerQuarter) {
        long tick = tickOf(beat, ticksPerQuarter);
        if (tick <= knotTicks[knots - 1]) {
            return;
        }
        // The second of the tick and not of the beat, so that the stretch before it has its own tempo to the end.
        double quarter = tick / (double) ticksPerQuarter - lead - added + quarters.at(firstLine);
        double second = map.secondsAt(quarters.beat(quarter));
        double microseconds = (second - knotSeconds[knots - 1]) * 1e6;
        double longest = LONGEST_QUARTER * (double) (tick - knotTicks[knots - 1]) / ticksPerQuarter;
        if (microseconds > longest) {
            double bar = map.hasBars() ? barQuarters(beat) : 1;
            double more = bar * Math.ceil((microseconds - longest) / LONGEST_QUARTER / bar);
            added += more;
            tick += Math.round(more * ticksPerQuarter);
        }
        knot(tick, second);
    }

    private double barQuarters(double beat) {
        var meter = meterAt(Math.nextDown(beat));
        return meter.beats() * meter.quartersPerBeat();
    }

    private void knot(long tick, double second) {
        knotTicks[knots] = tick;
        knotSeconds[knots++] = second;
    }

    /** Adds the tempos between the knots and returns when each starts. */
    private double[] findTempos(int ticksPerQuarter, TempoChanges tempos) {
        var starts = new double[64];
        // Where the file is, in parts of a microsecond; exact.
        double unit = 1e6 * ticksPerQuarter;
        long elapsed = 0;
        int current = 0;
        for (int i = 1; i < knots; i++) {
            long from = knotTicks[i - 1];
            long ticks = knotTicks[i] - from;
            double seconds = knotSeconds[i] - knotSeconds[i - 1];
            long longest = Math.max(1, (long) (NEAR * seconds / ticks / 0.5e-6)) * ticksPerQuarter;
            long parts = (ticks + longest - 1) / longest;
            long done = 0;
            for (long part = 1; part <= parts; part++) {
                long until = part == parts
                        ? ticks
                        : Math.min(ticks, ticks * part / parts / ticksPerQuarter * ticksPerQuarter);
                if (until > done) {
                    double goal = knotSeconds[i - 1] + seconds * until / ticks;
                    double left = (goal - zero) * unit - elapsed;
                    int tempo = Math.clamp(Math.round(left / (until - done)), 1, LONGEST_QUARTER);
                    if (tempo != current && tempos.add(from + done, tempo)) {
                        if (tempos.size() > starts.length) {
                            starts = Arrays.copyOf(starts, 2 * starts.length);
                        }
                        starts[tempos.size() - 1] = zero + elapsed / unit;
                        current = tempo;
                    }
                    elapsed += current * (until - done);
                    done = until;
                }
            }
        }
        return Arrays.copyOf(starts, tempos.size());
    }

    /** Notes a meter that holds from a tick on, if it is another than the one before. */
    private void meter(long tick, Meter meter) {
        if (tick < MidiFile.LAST_TICK
                && (found.isEmpty() || !found.getLast().meter().equals(meter))) {
            found.add(new MeterChange((int) tick, meter));
        }
    }
}
