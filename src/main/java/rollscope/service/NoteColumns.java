package rollscope.service;

import java.util.ArrayList;
import java.util.List;
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

    private static final class Block {
        final double[] start = new double[BLOCK];
        final double[] end = new double[BLOCK];
        final byte[] pitch = new byte[BLOCK];
        final byte[] asFraction = new byte[BLOCK];
        final byte[] asMidi = new byte[BLOCK];
        final short[] instrument = new short[BLOCK];
    }

    private final List<Block> full = new ArrayList<>();
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
        int i = used++;
        last.start[i] = start;
        last.end[i] = end;
        last.pitch[i] = (byte) pitch;
        last.instrument[i] = (short) instrument;
        if (!Double.isNaN(velocity)) {
            loudest = Math.max(loudest, velocity);
            last.asFraction[i] = midi(velocity * 127);
            last.asMidi[i] = midi(velocity);
        } else {
            last.asFraction[i] = MIDDLING;
            last.asMidi[i] = MIDDLING;
        }
    }

    private static byte midi(double velocity) {
        return (byte) Math.clamp(Math.round(velocity), 1, 127);
    }

    /** The table; nothing is left here afterwards. */
    NoteTable build() {
        var table = NoteTable.builder(size());
        boolean fractions = loudest <= LARGEST_FRACTION;
        full.add(last);
        for (int b = 0; b < full.size(); b++) {
            Block block = full.get(b);
            int count = b == full.size() - 1 ? used : BLOCK;
            byte[] velocity = fractions ? block.asFraction : block.asMidi;
            for (int i = 0; i < count; i++) {
                table.add(block.start[i], block.end[i], block.pitch[i], velocity[i], block.instrument[i]);
            }
        }
        full.clear();
        last = new Block();
        used = 0;
        return table.build();
    }
}
