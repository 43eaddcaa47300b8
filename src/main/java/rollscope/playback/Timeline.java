package rollscope.playback;

/**
 * Which place of the song is heard at which frame of the output: the last pieces of what was sent to it. A piece begins wherever
 * playback starts, stays, goes elsewhere or changes its speed. Used by the audio thread alone; allocates nothing after its making.
 */
final class Timeline {
    /** A line's buffer holds far fewer blocks than this, and a block has two pieces at most. */
    private static final int PIECES = 512;

    private final long[] frame = new long[PIECES];
    private final double[] song = new double[PIECES];
    private final double[] until = new double[PIECES];
    private final long[] back = new long[PIECES];
    private final double[] speed = new double[PIECES];
    private final long[] jump = new long[PIECES];
    private int count;

    /** Forgets everything; the first piece stays at a place. */
    void reset(double place, long jumpNumber) {
        count = 0;
        stay(0, place, jumpNumber);
    }

    /** Adds a piece that stays at a place. Parameters as of {@link #move}. */
    void stay(long from, double place, long jumpNumber) {
        add(from, place, place, -1, 1, jumpNumber);
    }

    /**
     * Adds a piece that moves on.
     *
     * @param from        frame of the output from which it is heard, whatever was added before
     * @param place       sample of the song heard there
     * @param last        sample up to which it moves on
     * @param backTo      sample at which it is to go on behind that; −1 if it ends there
     * @param songPerFrame song samples a frame
     * @param jumpNumber  number of the jump that led here
     */
    void move(long from, double place, double last, long backTo, double songPerFrame, long jumpNumber) {
        add(from, place, last, backTo, songPerFrame, jumpNumber);
    }

    private void add(long from, double place, double last, long backTo, double songPerFrame, long jumpNumber) {
        int at = count++ % PIECES;
        frame[at] = from;
        song[at] = place;
        until[at] = last;
        back[at] = backTo;
        speed[at] = songPerFrame;
        jump[at] = jumpNumber;
    }

    /** The piece heard at a frame; the oldest known if it is earlier. For the calls below. */
    int pieceAt(long heard) {
        int piece = count - 1;
        while (piece > 0 && piece > count - PIECES && frame[piece % PIECES] > heard) {
            piece--;
        }
        return piece % PIECES;
    }

    /** The sample of the song heard at a frame within a piece. */
    double songAt(int piece, double heard) {
        return Math.min(
                Math.max(song[piece], until[piece]), song[piece] + speed[piece] * Math.max(0, heard - frame[piece]));
    }

    /** Whether the song moves at a frame within a piece. */
    boolean isMoving(int piece, double heard) {
        return song[piece] + speed[piece] * (heard - frame[piece]) < until[piece];
    }

    double until(int piece) {
        return until[piece];
    }

    long back(int piece) {
        return back[piece];
    }

    double speed(int piece) {
        return speed[piece];
    }

    long jump(int piece) {
        return jump[piece];
    }
}
