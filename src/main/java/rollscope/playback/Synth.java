package rollscope.playback;

/**
 * What turns notes into samples. Used by one thread. Notes are given with the frame at which they begin or end, counted from
 * the start of the block that is rendered next.
 *
 * <p>{@link #noteOn}, {@link #noteOff}, {@link #volume}, {@link #silence} and {@link #render} belong to the audio loop: they neither wait nor log.
 */
interface Synth extends AutoCloseable {
    /** For the user: what the sounds come from. */
    String bank();

    /** How much later than asked a note begins, the same for every note, in frames. */
    int latencyFrames();

    /** Whether it plays on an output of its own and {@link #render} yields silence. */
    boolean playsItself();

    /**
     * @param at       0 to below the length of the next block
     * @param channel  by its place among those of all ports
     * @param pitch    0 to 127
     * @param velocity 1 to 127
     */
    void noteOn(int at, int channel, int pitch, int velocity);

    /** Ends the note of this pitch that sounds in the channel, if there is one. */
    void noteOff(int at, int channel, int pitch);

    /**
     * How loud a channel is from the next block on, also for notes that sound.
     *
     * @param channel as in {@link #noteOn}
     * @param gain 0 to 1
     */
    void volume(int channel, float gain);

    /** Ends every note without its release. */
    void silence();

    /**
     * Replaces {@code stereo} by the next block.
     *
     * @param stereo left and right in turn, {@link Engine#BLOCK} frames; full scale is 1, more is possible
     */
    void render(float[] stereo);

    @Override
    void close();
}
