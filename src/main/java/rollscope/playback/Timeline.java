package rollscope.playback;

/**
 * Which place of the song is heard at which frame of the output: the last pieces of what was sent to it. A piece begins wherever
 * playback starts, stays or goes elsewhere. Used by the audio thread alone; allocates nothing after its making.
 */
final class Timeline {
    /** A line's buffer holds far fewer blocks than this, and a piece lasts a block at least. */
    private static final int PIECES = 256;

    private final long[] frame = new long[PIECES];
    private final long[] song = new long[PIECES];
    private final long[] length = new long[PIECES];
    private final long[] jump = new long[PIECES];
    private int count;

    /** Forgets everything; the first piece stays at a place. */
    void reset(long place, long jumpNumber) {
        count = 0;
        add(0, place, 0, jumpNumber);
    }

    /**
     * @param from       frame of the output from which the piece is heard, not before that of the piece added before
     * @param place      sample of the song heard there
     * @param longest    samples until which it moves on, 0 for a piece that stays
     * @param jumpNumber number of the jump that led here
     */
    void add(long from, long place, long longest, long jumpNumber) {
        int at = count++ % PIECES;
        frame[at] = from;
        song[at] = place;
        length[at] = longest;
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
        return song[piece] + Math.min((double) length[piece], Math.max(0, heard - frame[piece]));
    }

    /** Whether the song moves at a frame within a piece. */
    boolean isMoving(int piece, double heard) {
        return heard - frame[piece] < length[piece];
    }

    /** Whether the piece is one that plays, whether or not it has come to its end. */
    boolean plays(int piece) {
        return length[piece] > 0;
    }

    long jump(int piece) {
        return jump[piece];
    }
}
