package rollscope.roll;

import java.util.Arrays;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/**
 * How loud the loudest note of each pitch is in each of many equal stretches of time, at several lengths of them, each twice the
 * one before: what many notes in sight look like is read from here at a cost of the pixels, not of the notes.
 *
 * <p>A note covers the stretches between the edges nearest to its start and to its end, and at least one; a drum only that of its
 * start. So an edge lies at most half a stretch beside the truth, and a gap of a stretch and a half stays one.
 *
 * <p>It is made empty, {@link #fill filled} in the order of the notes' starts, and read when it is {@link #complete}. Two bytes a
 * stretch and pitch in use.
 */
final class Density {
    /** Lanes of no more notes have none: all their notes can be painted one by one. */
    static final int LEAST_NOTES = 20_000;

    /** Stretches of the shortest length for each note: some four a pixel where a screen's width shows 25 000 notes. */
    private static final double STRETCHES_A_NOTE = 0.2;

    /** Stretches times pitches of the shortest length, which bounds the memory of a lane to twice that. */
    private static final int LARGEST = 24 << 20;

    private static final int COARSEST = 512;

    private final LaneIndex index;
    private final boolean drums;
    private final double origin;
    private final double step;
    /** Where a pitch lies in a level, or -1. */
    private final int[] slots = new int[Pitch.COUNT];

    private final int[] counts;
    private final byte[][] levels;
    private volatile int filled;

    Density(LaneIndex index, boolean[] used, boolean drums) {
        this.index = index;
        this.drums = drums;
        NoteTable notes = index.table();
        int pitches = 0;
        Arrays.fill(slots, -1);
        for (int pitch = 0; pitch < slots.length; pitch++) {
            if (used[pitch]) {
                slots[pitch] = pitches++;
            }
        }
        origin = notes.start(index.note(0));
        double extent = Math.max(1e-3, index.end() - origin);
        int wanted = (int) Math.clamp(index.size() * STRETCHES_A_NOTE, COARSEST, LARGEST / (double) pitches);
        step = extent / wanted;
        int height = 1;
        while (wanted >> height >= COARSEST) {
            height++;
        }
        counts = new int[height];
        levels = new byte[height][];
        for (int level = 0; level < height; level++) {
            // One more, because the nearest edge may be the last one.
            counts[level] = (wanted >> level) + 2;
            levels[level] = new byte[counts[level] * pitches];
        }
    }

    /** How many notes of the index are in here. */
    int filled() {
        return filled;
    }

    boolean complete() {
        return filled == index.size();
    }

    /** Takes in up to {@code more} notes; others wait meanwhile. */
    synchronized void fill(int more) {
        NoteTable notes = index.table();
        int from = filled;
        int stop = (int) Math.min((long) from + more, index.size());
        for (int position = from; position < stop; position++) {
            int note = index.note(position);
            double first = (notes.start(note) - origin) / step;
            double last = (notes.end(note) - origin) / step;
            int slot = slots[notes.pitch(note)];
            byte velocity = (byte) notes.velocity(note);
            double unit = 1;
            for (int level = 0; level < levels.length; level++, unit /= 2) {
                int count = counts[level];
                int left = Math.min((int) (first * unit + 0.5), count - 1);
                int right = drums ? left + 1 : Math.clamp((int) (last * unit + 0.5), left + 1, count);
                byte[] cells = levels[level];
                int base = slot * count;
                for (int i = base + left; i < base + right; i++) {
                    if (cells[i] < velocity) {
                        cells[i] = velocity;
                    }
                }
            }
        }
        filled = stop;
    }

    /**
     * The longest stretches of which at least two are in a pixel; if even the shortest are longer, those, or -1 if they are
     * longer than a pixel.
     *
     * @param pixel seconds
     */
    int levelFor(double pixel) {
        if (step > pixel) {
            return -1;
        }
        int level = 0;
        while (level + 1 < levels.length && length(level + 1) * 2 <= pixel) {
            level++;
        }
        return level;
    }

    /** Seconds of a stretch. */
    double length(int level) {
        return step * (1 << level);
    }

    /**
     * Which of a level's stretches are in which pixel: see {@link #row}.
     *
     * @param start seconds at the left edge of the first pixel, notes being rounded to the nearest edge
     * @param pixel seconds, at least a stretch of the level
     */
    Edges edges(int level, double start, double pixel, int width) {
        double length = length(level);
        double earliest = Math.floor((start - 2 * pixel - origin) / length);
        double latest = Math.ceil((start + (width + 2) * pixel - origin) / length);
        int stretch = (int) Math.clamp(earliest, 0, counts[level]);
        int end = (int) Math.clamp(latest, stretch, counts[level]);
        int[] from = new int[width + 2];
        int[] to = new int[width + 2];
        for (int i = 0; i < from.length; i++) {
            int before = stretch;
            while (stretch < end && left(stretch, length, start, pixel) < i) {
                stretch++;
            }
            from[i] = before;
            to[i] = stretch;
            if (before == stretch && before > 0 && stretch < end) {
                // By rounding none begins here: the one before is as wide as two.
                from[i]--;
            }
        }
        return new Edges(level, from, to);
    }

    /** The pixel nearest to the beginning of a stretch. */
    private long left(int stretch, double length, double start, double pixel) {
        return Math.round(Math.clamp((origin + stretch * length - start) / pixel, -1e8, 1e8));
    }

    /** Where the stretches in sight lie. */
    static final class Edges {
        private final int level;
        /** The first stretch that begins in each pixel, from the one left of the view to the one right of it. */
        private final int[] from;
        /** After the last one. */
        private final int[] to;

        private Edges(int level, int[] from, int[] to) {
            this.level = level;
            this.from = from;
            this.to = to;
        }
    }

    /**
     * The loudest velocity of a pitch in each pixel, 0 where there is none. Stretches in a row are like a note: they reach from
     * the pixel nearest to their beginning to the one nearest to their end, and over one at least.
     *
     * @param line of the width in pixels; overwritten
     * @return whether there is any
     */
    boolean row(Edges edges, int pitch, byte[] line) {
        int slot = slots[pitch];
        if (slot < 0) {
            Arrays.fill(line, (byte) 0);
            return false;
        }
        byte[] cells = levels[edges.level];
        int base = slot * counts[edges.level];
        int[] from = edges.from;
        int[] to = edges.to;
        int all = 0;
        // What is loud where is noise to a processor that guesses its way through branches: there are none here, only
        // masks of no bits or all.
        int before = 0;
        int reaching = 0;
        for (int i = 0; i <= line.length + 1; i++) {
            int loudest = 0;
            // All bits while these stretches still belong to a row that began in an earlier pixel: if it ends in this
            // one, it ends before it.
            int tail = reaching;
            int velocity = 0;
            for (int k = base + from[i]; k < base + to[i]; k++) {
                velocity = cells[k];
                int silent = (velocity - 1) >> 31;
                before = Math.max(before, loudest & tail & silent);
                loudest = Math.max(loudest & ~(tail & silent), velocity);
                tail &= ~silent;
            }
            reaching = ~((velocity - 1) >> 31);
            if (i > 1) {
                line[i - 2] = (byte) before;
                all |= before;
            }
            before = loudest;
        }
        return all != 0;
    }
}
