package rollscope.service;

import java.util.ArrayDeque;
import rollscope.transcription.NoteTable;

/**
 * Notes as they are read, until it is known how their velocities are to be taken: as fractions of 1, or as MIDI's 1 to 127.
 * Only the largest of all tells. Both readings are kept, a byte each; that is less than the number as delivered.
 */
final class NoteColumns {
    /** For notes that come without a velocity: clearly audible, neither soft nor accented. */
    private static final byte MIDDLING = 100;

    /** Rounding may put a full velocity a little over 1; the softest of MIDI above that is 2. */
    private static final double LARGEST_FRACTION = 1.000001;

    private static final int BLOCK = 1 << 14;

    /** How far back the right place of a note is looked for; beyond it the order is left to the table. */
    private static final int LARGEST_CHORD = 32;

    private static final class Block {
        final double[] start = new double[BLOCK];
        final double[] end = new double[BLOCK];
        final byte[] pitch = new byte[BLOCK];
        final byte[] asFraction = new byte[BLOCK];
        final byte[] asMidi = new byte[BLOCK];
        final short[] instrument = new short[BLOCK];

        /**
         * Makes room for a note among the last of {@code used}. The notes of a chord come in any order; put in order here, each
         * instrument is one sorted run, which the table then only has to merge.
         */
        int place(double from, int key, int part, int used) {
            int stop = Math.max(0, used - LARGEST_CHORD);
            int i = used;
            while (i > stop
                    && instrument[i - 1] == part
                    && (from < start[i - 1] || (from == start[i - 1] && key < pitch[i - 1]))) {
                start[i] = start[i - 1];
                end[i] = end[i - 1];
                pitch[i] = pitch[i - 1];
                asFraction[i] = asFraction[i - 1];
                asMidi[i] = asMidi[i - 1];
                instrument[i] = instrument[i - 1];
                i--;
            }
            return i;
        }
    }

    private final ArrayDeque<Block> full = new ArrayDeque<>();
    private Block last = new Block();
    private int used;
    private double loudest;

    int size() {
        return full.size() * BLOCK + used;
    }

    /**
     * @param velocity as delivered; NaN if there is none
     */
    void add(double start, double end, int pitch, double velocity, int instrument) {
        if (used == BLOCK) {
            full.add(last);
            last = new Block();
            used = 0;
        }
        int i = last.place(start, pitch, instrument, used);
        used++;
        last.start[i] = start;
        last.end[i] = end;
        last.pitch[i] = (byte) pitch;
        last.instrument[i] = (short) instrument;
        boolean given = !Double.isNaN(velocity);
        loudest = given ? Math.max(loudest, velocity) : loudest;
        last.asFraction[i] = given ? midi(velocity * 127) : MIDDLING;
        last.asMidi[i] = given ? midi(velocity) : MIDDLING;
    }

    private static byte midi(double velocity) {
        return (byte) Math.clamp(Math.round(velocity), 1, 127);
    }

    /** The table; nothing is left here afterwards. */
    NoteTable build() {
        var table = NoteTable.builder(size());
        boolean fractions = loudest <= LARGEST_FRACTION;
        full.add(last);
        while (!full.isEmpty()) {
            Block block = full.remove();
            int count = full.isEmpty() ? used : BLOCK;
            byte[] velocity = fractions ? block.asFraction : block.asMidi;
            for (int i = 0; i < count; i++) {
                table.add(block.start[i], block.end[i], block.pitch[i], velocity[i], block.instrument[i]);
            }
        }
        last = new Block();
        used = 0;
        return table.build();
    }
}
