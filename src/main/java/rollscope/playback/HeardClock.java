package rollscope.playback;

/**
 * Smooths what a line says about the frames heard. Lines report in steps of up to some 20 ms; a playhead drawn from that would
 * tremble. So the position follows the system's clock and leans gently towards the report. Used by the audio thread alone.
 */
final class HeardClock {
    /** A report that far off is believed at once: the line has stalled or skipped. */
    private static final double FAR = 0.05 * Engine.RATE;

    /** A line never reports more than was heard, but what it reports may be up to a step old. So it is believed sooner if it is ahead. */
    private static final double LEAN_FORWARD = 0.1;

    private static final double LEAN_BACK = 0.005;

    private double frames;
    private long time;

    /** Starts at frame 0. */
    void reset(long now) {
        frames = 0;
        time = now;
    }

    /**
     * @param reported frames heard, by the line
     * @param written  frames sent to it
     * @return frames heard at {@code now}; does not go back unless the report is far behind
     */
    double update(long reported, long written, long now) {
        double expected = frames + (now - time) * 1e-9 * Engine.RATE;
        double error = (double) reported - expected;
        double next = Math.abs(error) > FAR
                ? (double) reported
                : Math.max(frames, expected + (error > 0 ? LEAN_FORWARD : LEAN_BACK) * error);
        frames = Math.min(next, (double) written);
        time = now;
        return frames;
    }
}
