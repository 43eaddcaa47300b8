package rollscope.playback;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;

/** The system's default output. */
final class LineOutput implements Output {
    /** 70 ms: short enough for a prompt answer, long enough to bridge a collection of garbage. */
    private static final int BUFFER_FRAMES = 6 * Engine.BLOCK;

    private static final AudioFormat FORMAT = new AudioFormat(Engine.RATE, 16, Engine.CHANNELS, true, false);

    private static final DataLine.Info LINE = new DataLine.Info(SourceDataLine.class, FORMAT);

    private final SourceDataLine line;

    private LineOutput(SourceDataLine line) {
        this.line = line;
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
    static LineOutput open() throws IOException {
        try {
            var line = AudioSystem.getSourceDataLine(FORMAT);
            try {
                line.open(FORMAT, BUFFER_FRAMES * FORMAT.getFrameSize());
                line.start();
            } catch (LineUnavailableException | RuntimeException e) {
                line.close();
                throw e;
            }
            return new LineOutput(line);
        } catch (LineUnavailableException | IllegalArgumentException | IllegalStateException | SecurityException e) {
            throw new IOException("no line for playback", e);
        }
    }

    @Override
    public String name() {
        return "default output";
    }

    @Override
    public int bufferFrames() {
        return line.getBufferSize() / FORMAT.getFrameSize();
    }

    @Override
    public void write(byte[] block) throws IOException {
        int written = line.write(block, 0, block.length);
        if (written < block.length) {
            throw new IOException("the line took " + written + " of " + block.length + " bytes");
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
