package rollscope.midi;

/** Turns ticks of a file into seconds: by its tempo changes, or by its frame rate if it counts film frames. */
final class TickClock {
    private static final int DEFAULT_TEMPO = 500_000;

    private final TempoChanges changes;
    /** When each change happens, in seconds. */
    private final double[] seconds;
    /** Ticks a quarter, or 0 if tempo has no say. */
    private final int ticksPerQuarter;

    private final double secondsPerTick;

    private TickClock(TempoChanges changes, int ticksPerQuarter, double secondsPerTick) {
        this.changes = changes;
        this.ticksPerQuarter = ticksPerQuarter;
        this.secondsPerTick = secondsPerTick;
        seconds = new double[changes.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = after(i - 1, changes.tick(i));
        }
    }

    /**
     * @param changes sorted by tick; 120 quarters a minute before the first
     */
    static TickClock ofTempo(int ticksPerQuarter, TempoChanges changes) {
        return new TickClock(changes, ticksPerQuarter, 0);
    }

    static TickClock ofFrames(double ticksPerSecond) {
        return new TickClock(new TempoChanges(), 0, 1 / ticksPerSecond);
    }

    double seconds(long tick) {
        if (ticksPerQuarter == 0) {
            return tick * secondsPerTick;
        }
        int low = 0;
        int high = seconds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.tick(middle) <= tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return after(low - 1, tick);
    }

    /** One division, so that ticks which stand for k/192 s give exactly that double. */
    private double after(int change, long tick) {
        double divisor = ticksPerQuarter * 1e6;
        return change < 0
                ? tick * (double) DEFAULT_TEMPO / divisor
                : seconds[change]
                        + (tick - changes.tick(change)) * (double) changes.microsecondsPerQuarter(change) / divisor;
    }
}
