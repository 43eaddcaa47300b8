package rollscope.playback;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import rollscope.language.Words;

/** A line of the system. */
final class LineOutput implements Output {
    /** 70 ms: short enough for a prompt answer, long enough to bridge a collection of garbage. */
    private static final int BUFFER_FRAMES = 6 * Engine.BLOCK;

    private static final AudioFormat FORMAT = new AudioFormat(Engine.RATE, 16, Engine.CHANNELS, true, false);

    private static final DataLine.Info LINE = new DataLine.Info(SourceDataLine.class, FORMAT);

    private static final long LONGEST_WAIT_NANOS = 1_000_000_000;
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private final SourceDataLine line;
    private final Optional<OutputDevice> device;

    private LineOutput(SourceDataLine line, Optional<OutputDevice> device) {
        this.line = line;
        this.device = device;
    }

    /** Every mixer of the system that takes what we play. */
    static List<OutputDevice> devices() {
        return Arrays.stream(AudioSystem.getMixerInfo())
                .filter(mixer -> AudioSystem.getMixer(mixer).isLineSupported(LINE))
                .map(Mixer.Info::getName)
                .filter(name -> !name.isBlank())
                .distinct()
                .map(OutputDevice::new)
                .toList();
    }

    /** Opens and starts it. */
    static LineOutput open(Optional<OutputDevice> device) throws IOException {
        try {
            var line = line(device);
            try {
                line.open(FORMAT, BUFFER_FRAMES * FORMAT.getFrameSize());
                line.start();
            } catch (LineUnavailableException | RuntimeException e) {
                line.close();
                throw e;
            }
            return new LineOutput(line, device);
        } catch (LineUnavailableException | IllegalArgumentException | IllegalStateException | SecurityException e) {
            throw new IOException("no line for playback", e);
        }
    }

    private static SourceDataLine line(Optional<OutputDevice> device) throws LineUnavailableException {
        if (device.isEmpty()) {
            return AudioSystem.getSourceDataLine(FORMAT);
        }
        var mixer = Arrays.stream(AudioSystem.getMixerInfo())
                .filter(info -> info.getName().equals(device.get().name()))
                .filter(info -> AudioSystem.getMixer(info).isLineSupported(LINE))
                .findFirst()
                .orElseThrow(() -> new LineUnavailableException("no device of this name"));
        return AudioSystem.getSourceDataLine(FORMAT, mixer);
    }

    @Override
    public String name() {
        return device.map(OutputDevice::name).orElseGet(() -> Words.of("sound.default-output"));
    }

    @Override
    public int bufferFrames() {
        return line.getBufferSize() / FORMAT.getFrameSize();
    }

    @Override
    public void write(byte[] block) throws IOException {
        awaitRoom(Math.min(block.length, line.getBufferSize()));
        int written = line.write(block, 0, block.length);
        if (written < block.length) {
            throw new IOException("the line took " + written + " of " + block.length + " bytes");
        }
    }

    /** The line itself would wait for ever where a device has gone without saying so. */
    private void awaitRoom(int bytes) throws IOException {
        long began = System.nanoTime();
        while (line.available() < bytes) {
            if (System.nanoTime() - began > LONGEST_WAIT_NANOS) {
                throw new IOException("the line has taken nothing for a second");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    @Override
    public long framesHeard() {
        return line.getLongFramePosition();
    }

    @Override
    public void close() {
        line.stop();
        line.flush();
        line.close();
    }
}
