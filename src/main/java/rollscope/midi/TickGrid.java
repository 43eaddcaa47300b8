package rollscope.midi;

import java.util.Arrays;
import java.util.List;
import rollscope.midi.Placement.Pickup;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;

/**
 * The tempos and meters of a file to be written, and the tick of every second of the audio.
 *
 * <p>Ticks come from the tempos as they stand in the file, in whole microseconds a quarter. So whatever a tempo lost by rounding, a
 * note lies at most half a tick from its second.
 */
final class TickGrid {
    /** A meter and the tick of its first bar line. */
    record MeterChange(int tick, Meter meter) {}

    private final int ticksPerQuarter;
    private final TempoChanges tempos;
    private final List<MeterChange> meters;
    private final Pickup pickup;
    /** The second of the audio at which each tempo starts. */
    private final double[] seconds;

    private final double[] ticksPerSecond;
    private final int end;

    /**
     * @param tempos  at least one, the first at tick 0
     * @param seconds when each of them starts
     * @param end     as many ticks as the file is to have, if its notes do not need more
     */
    TickGrid(
            int ticksPerQuarter,
            TempoChanges tempos,
            double[] seconds,
            List<MeterChange> meters,
            Pickup pickup,
            long end) {
        this.ticksPerQuarter = ticksPerQuarter;
        this.tempos = tempos;
        this.seconds = seconds;
        this.meters = List.copyOf(meters);
        this.pickup = pickup;
        this.end = Math.clamp(end, 0, MidiFile.LAST_TICK);
        ticksPerSecond = new double[tempos.size()];
        for (int i = 0; i < ticksPerSecond.length; i++) {
            ticksPerSecond[i] = ticksPerQuarter * 1e6 / tempos.microsecondsPerQuarter(i);
        }
    }

    /**
     * @param duration of the audio in seconds, 0 or more
     */
    static TickGrid of(Placement placement, double duration) {
        return switch (placement) {
            case Placement.ExactSeconds _ -> seconds(duration);
            case Placement.WithStem(var map) -> new GridSolver(fromTheStart(map), duration).withStem();
            case Placement.BarOneFirst(var map) -> new GridSolver(fromTheStart(map), duration).barOneFirst();
        };
    }

    /**
     * The map, or the same earlier by at most {@value Placement#LEEWAY} s so that a bar (without a meter a beat) starts with the audio.
     */
    private static TempoMap fromTheStart(TempoMap map) {
        double start = map.beatAt(0);
        double line = map.hasBars() ? map.beatOfBar(Math.ceil(map.barAt(start))) : Math.ceil(start);
        double late = map.secondsAt(line);
        return late > 0 && late <= Placement.LEEWAY ? map.shifted(-late) : map;
    }

    private static TickGrid seconds(double duration) {
        var tempo = new TempoChanges();
        tempo.add(0, MidiFile.MICROSECONDS_PER_QUARTER);
        return new TickGrid(
                MidiFile.TICKS_PER_QUARTER,
                tempo,
                new double[1],
                List.of(),
                Pickup.NONE,
                Math.round(duration * MidiFile.TICKS_PER_SECOND));
    }

    int ticksPerQuarter() {
        return ticksPerQuarter;
    }

    /** At least one, the first at tick 0. */
    TempoChanges tempos() {
        return tempos;
    }

    /** None if the meter is not known, else the first at tick 0. */
    List<MeterChange> meters() {
        return meters;
    }

    Pickup pickup() {
        return pickup;
    }

    /** How much later than in the audio everything is in the file, in seconds; 0 or more. */
    double shift() {
        return Math.max(0, -seconds[0]);
    }

    /** Where the file ends unless its notes go on. */
    int end() {
        return end;
    }

    /** The tick nearest to a second of the audio; 0 before the first. */
    long tick(double second) {
        int i = 0;
        if (seconds.length > 1) {
            i = Arrays.binarySearch(seconds, second);
            i = i < 0 ? Math.max(0, -i - 2) : i;
        }
        return Math.max(0, Math.round(tempos.tick(i) + (second - seconds[i]) * ticksPerSecond[i]));
    }
}
