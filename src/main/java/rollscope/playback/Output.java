package rollscope.playback;

import java.io.IOException;
import java.util.Optional;

/** An open output for 16-bit stereo at {@link Engine#RATE}, little end first. Used by the audio thread alone. */
interface Output extends AutoCloseable {
    /** For the user: which device this is. */
    String name();

    /** Frames it holds at most before they are heard. */
    int bufferFrames();

    /**
     * Takes a whole block, waiting until there is room.
     *
     * @throws IOException if the device is gone
     */
    void write(byte[] block) throws IOException;

    /** Frames heard since it was opened; never more than written. */
    long framesHeard();

    /** Gives the device back at once; what it still holds is not heard. */
    @Override
    void close();

    /** Opens outputs. */
    interface Source {
        /**
         * @param device which; empty for the system's default
         * @throws IOException if there is none, or not this one
         */
        Output open(Optional<OutputDevice> device) throws IOException;
    }
}
