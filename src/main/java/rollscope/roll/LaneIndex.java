package rollscope.roll;

import org.jspecify.annotations.Nullable;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/**
 * The notes of one instrument, as positions in a {@link NoteTable}, with the latest end of each block of them: what is seen in
 * a stretch of time is found without looking at every note. Positions here run from 0 to {@link #size} in the order of the
 * table. Four bytes a note; what many of them look like from afar comes later, see {@link #fill}, all else never changes.
 */
public final class LaneIndex {
    private static final int BLOCK = 64;

    private final NoteTable table;
    private final int[] notes;
    private final double[] latestEnd;
    private final Rows rows;
    private final double end;
    private final @Nullable Density density;

    private LaneIndex(NoteTable table, int[] notes, boolean[] used, boolean drums) {
        this.table = table;
        this.notes = notes;
        rows = rows(used, drums);
        latestEnd = new double[(notes.length + BLOCK - 1) / BLOCK];
        for (int i = 0; i < notes.length; i++) {
            latestEnd[i / BLOCK] = Math.max(latestEnd[i / BLOCK], table.end(notes[i]));
        }
        double last = 0;
        for (double block : latestEnd) {
            last = Math.max(last, block);
        }
        end = last;
        density = notes.length > Density.LEAST_NOTES ? new Density(this, used, drums) : null;
    }

    /** An index for each instrument, made in two passes over the table. */
    static LaneIndex[] of(NoteTable table, Iterable<Instrument> instruments, int count) {
        int[] sizes = new int[count];
        boolean[][] used = new boolean[count][Pitch.COUNT];
        for (int note = 0; note < table.size(); note++) {
            int instrument = table.instrument(note);
            sizes[instrument]++;
            used[instrument][table.pitch(note)] = true;
        }
        int[][] notes = new int[count][];
        for (int i = 0; i < count; i++) {
            notes[i] = new int[sizes[i]];
        }
        int[] filled = new int[count];
        for (int note = 0; note < table.size(); note++) {
            int instrument = table.instrument(note);
            notes[instrument][filled[instrument]++] = note;
        }
        var lanes = new LaneIndex[count];
        for (Instrument instrument : instruments) {
            int i = instrument.index();
            lanes[i] = new LaneIndex(table, notes[i], used[i], instrument.drums());
        }
        return lanes;
    }

    private static Rows rows(boolean[] used, boolean drums) {
        int[] pitches = new int[Pitch.COUNT];
        int count = 0;
        for (int pitch = 0; pitch < used.length; pitch++) {
            if (used[pitch]) {
                pitches[count++] = pitch;
            }
        }
        if (count == 0) {
            return Rows.range(60, 72);
        }
        return drums ? Rows.kit(java.util.Arrays.copyOf(pitches, count)) : Rows.around(pitches[0], pitches[count - 1]);
    }

    public NoteTable table() {
        return table;
    }

    public int size() {
        return notes.length;
    }

    /** When its last note ends, in seconds; 0 without notes. */
    double end() {
        return end;
    }

    /** What its notes look like from afar, or null if there are so few that nobody needs it. */
    @Nullable
    Density density() {
        return density;
    }

    /** How many notes are ready to be seen from afar; {@link #size} when all are, or when there is no need. */
    public int filled() {
        return density == null ? notes.length : density.filled();
    }

    /**
     * Makes more notes ready to be seen from afar. Until all are, whoever paints many looks at each of them.
     */
    public void fill(int more) {
        if (density != null) {
            density.fill(more);
        }
    }

    /** The rows its notes need. */
    public Rows rows() {
        return rows;
    }

    /** The note at a position, as an index into {@link #table}. */
    public int note(int position) {
        return notes[position];
    }

    /**
     * The position of a note of this instrument.
     *
     * @throws IllegalArgumentException if it is one of another
     */
    public int positionOf(int note) {
        int position = java.util.Arrays.binarySearch(notes, note);
        if (position < 0) {
            throw new IllegalArgumentException("note " + note + " is of another instrument");
        }
        return position;
    }

    /** The first position whose note starts at {@code time} or later; {@link #size} if there is none. */
    public int firstStartingFrom(double time) {
        int low = 0;
        int high = notes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (table.start(notes[middle]) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first position from {@code position} on, below {@code stop}, whose note ends after {@code time}; else {@code stop}. */
    public int nextEndingAfter(double time, int position, int stop) {
        int at = position;
        while (at < stop) {
            if (at % BLOCK == 0) {
                while (at < stop && latestEnd[at / BLOCK] <= time) {
                    at += BLOCK;
                }
                if (at >= stop) {
                    return stop;
                }
            }
            if (table.end(notes[at]) > time) {
                return at;
            }
            at++;
        }
        return stop;
    }

    /** The last position from {@code position} down whose note ends after {@code time}; -1 if there is none. */
    public int previousEndingAfter(double time, int position) {
        int at = position;
        while (at >= 0) {
            if (latestEnd[at / BLOCK] <= time) {
                at = at / BLOCK * BLOCK - 1;
            } else if (table.end(notes[at]) > time) {
                return at;
            } else {
                at--;
            }
        }
        return -1;
    }
}
