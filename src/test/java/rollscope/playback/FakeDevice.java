package rollscope.playback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** An output on a clock of its own: time passes only when it waits for room. */
final class FakeDevice implements Output.Source, NanoClock {
    static final int BUFFER = 6 * Engine.BLOCK;

    /** Everything ever written. */
    final ByteArrayOutputStream played = new ByteArrayOutputStream();

    long now = 1_000_000_000L;
    /** It tells what was heard in steps of so many frames. */
    int step = 1;

    int opened;
    Optional<OutputDevice> asked = Optional.empty();
    int closed;
    boolean missing;
    boolean dead;
    Runnable onWrite = () -> {};

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleepUntil(long time) {
        now = Math.max(now, time);
    }

    @Override
    public Output open(Optional<OutputDevice> device) throws IOException {
        if (missing) {
            throw new IOException("no device");
        }
        opened++;
        asked = device;
        return new Line();
    }

    private final class Line implements Output {
        private final PacedOutput pace = new PacedOutput(FakeDevice.this);

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public int bufferFrames() {
            return BUFFER;
        }

        @Override
        public void write(byte[] block) throws IOException {
            if (dead) {
                throw new IOException("unplugged");
            }
            onWrite.run();
            played.writeBytes(block);
            pace.write(block);
        }

        @Override
        public long framesHeard() {
            return pace.framesHeard() / step * step;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
