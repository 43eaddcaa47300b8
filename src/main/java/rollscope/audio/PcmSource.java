package rollscope.audio;

import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Sound that arrives block by block. A frame is one sample of every channel; samples are floats, full scale is −1 to 1, though a
 * lossy file may go beyond. Frame 0 is time 0 of what was encoded: what a codec puts before it has been cut away.
 *
 * <p>One thread at a time. Whoever wants to stop just reads no further and closes: no call takes longer than decoding a block.
 */
public interface PcmSource extends Closeable {
    /** Frames a second, 1000 to 768 000. */
    int sampleRate();

    /** 1 to 8. */
    int channels();

    /** The frames this source will give in all if the file says so. A damaged file gives fewer, never more. */
    OptionalLong length();

    /**
     * Reads the next frames.
     *
     * @param block receives interleaved samples from index 0; holds at least {@code frames} × {@link #channels()}
     * @param frames at least 1
     * @return how many frames were read, at least 1; −1 at the end
     * @throws IOException what the disk said; damage inside the file is skipped or ends the source, and is no exception
     */
    int read(float[] block, int frames) throws IOException;

    /** How much of the file has been read, 0 to 1; never goes back. */
    double progress();
}
