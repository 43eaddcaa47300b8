package rollscope.playback;

import rollscope.language.Words;

/**
 * An output nobody hears, which takes samples at the pace of the clock: so the playhead moves without a device, or beside a
 * synthesizer that plays by itself.
 */
final class PacedOutput implements Output {
    private static final int BUFFER_FRAMES = 6 * Engine.BLOCK;

    private final NanoClock clock;
    private final long start;
    private long written;

    PacedOutput(NanoClock clock) {
        this.clock = clock;
        start = clock.nanoTime();
    }

    @Override
    public String name() {
        return Words.of("sound.no-output");
    }

    @Override
    public int bufferFrames() {
        return BUFFER_FRAMES;
    }

    @Override
    public void write(byte[] block) {
        written += block.length / (2 * Engine.CHANNELS);
        long surplus = written - BUFFER_FRAMES;
        if (surplus > elapsedFrames()) {
            clock.sleepUntil(start + surplus * 1_000_000_000L / Engine.RATE);
        }
    }

    @Override
    public long framesHeard() {
        return Math.min(written, elapsedFrames());
    }

    private long elapsedFrames() {
        return (clock.nanoTime() - start) * Engine.RATE / 1_000_000_000L;
    }

    @Override
    public void close() {}
}
