package rollscope.transcription;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Notes in columns, sorted by start, then pitch, then instrument, then the order in which they were added. Immutable and
 * safe to share between threads. About 20.1 bytes a note.
 *
 * <p>Times are seconds from the start of the audio. Every interval is half-open: a note sounds at {@code t} when
 * {@code start <= t < end}, and it lies in {@code [from, to)} when it sounds somewhere in it, {@code start < to && end > from}.
 *
 * <p>Every note has {@code 0 <= start < end}, both finite, a pitch of 0 to 127 and a velocity of 1 to 127.
 */
public final class NoteTable {
    /** The highest instrument index a table can hold. */
    public static final int MAX_INSTRUMENT = Short.MAX_VALUE;

    public static final NoteTable EMPTY = new Builder(0).build();

    /** Notes per entry of {@link #latestEnd}. */
    private static final int BLOCK = 64;

    private final double[] start;
    private final double[] end;
    private final byte[] pitch;
    private final byte[] velocity;
    private final short[] instrument;
    /** The latest end within each block of {@link #BLOCK} notes: what ended before a time is skipped a block at once. */
    private final double[] latestEnd;

    private final int instrumentCount;
    private final double lastEnd;

    private NoteTable(double[] start, double[] end, byte[] pitch, byte[] velocity, short[] instrument) {
        this.start = start;
        this.end = end;
        this.pitch = pitch;
        this.velocity = velocity;
        this.instrument = instrument;
        latestEnd = new double[(start.length + BLOCK - 1) / BLOCK];
        int highest = -1;
        double last = 0;
        for (int i = 0; i < start.length; i++) {
            latestEnd[i / BLOCK] = Math.max(latestEnd[i / BLOCK], end[i]);
            last = Math.max(last, end[i]);
            highest = Math.max(highest, instrument[i]);
        }
        instrumentCount = highest + 1;
        lastEnd = last;
    }

    /**
     * @param expected how many notes to make room for; any number may be added
     */
    public static Builder builder(int expected) {
        return new Builder(expected);
    }

    public int size() {
        return start.length;
    }

    public boolean isEmpty() {
        return start.length == 0;
    }

    /** Seconds. */
    public double start(int note) {
        return start[note];
    }

    /** Seconds; greater than {@link #start}. */
    public double end(int note) {
        return end[note];
    }

    /** 0 to 127. */
    public int pitch(int note) {
        return pitch[note];
    }

    /** 1 to 127. */
    public int velocity(int note) {
        return velocity[note];
    }

    /** Index of the instrument, from 0. */
    public int instrument(int note) {
        return instrument[note];
    }

    /** One more than the highest instrument index in use; 0 without notes. */
    public int instrumentCount() {
        return instrumentCount;
    }

    /** When the last note ends, in seconds; 0 without notes. */
    public double end() {
        return lastEnd;
    }

    /** The first note with {@code start >= time}; {@link #size()} if there is none. */
    public int firstStartingFrom(double time) {
        int low = 0;
        int high = start.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Visits, in order, the notes that sound somewhere in {@code [from, to)}. */
    public void forEachIn(double from, double to, IntConsumer visitor) {
        int stop = firstStartingFrom(to);
        for (int block = 0; block * BLOCK < stop; block++) {
            if (latestEnd[block] > from) {
                int last = Math.min(stop, (block + 1) * BLOCK);
                for (int note = block * BLOCK; note < last; note++) {
                    if (end[note] > from) {
                        visitor.accept(note);
                    }
                }
            }
        }
    }

    /** Visits, in order, the notes that sound at {@code time}. */
    public void forEachSoundingAt(double time, IntConsumer visitor) {
        forEachIn(time, Math.nextUp(time), visitor);
    }

    /** The notes of one instrument, in the order of this table. */
    public IntStream notesOf(int wanted) {
        return IntStream.range(0, start.length).filter(note -> instrument[note] == wanted);
    }

    @Override
    public boolean equals(Object other) {
        // What is small first, and what tells two versions of a song apart.
        return other instanceof NoteTable table
                && Arrays.equals(pitch, table.pitch)
                && Arrays.equals(velocity, table.velocity)
                && Arrays.equals(instrument, table.instrument)
                && Arrays.equals(start, table.start)
                && Arrays.equals(end, table.end);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(start) + Arrays.hashCode(pitch);
    }

    @Override
    public String toString() {
        return size() + " notes, " + lastEnd + " s";
    }

    /** Collects notes in any order. Not safe for use by several threads. */
    public static final class Builder {
        private double[] start;
        private double[] end;
        private byte[] pitch;
        private byte[] velocity;
        private short[] instrument;
        private int size;
        private boolean sorted = true;

        private Builder(int expected) {
            start = new double[expected];
            end = new double[expected];
            pitch = new byte[expected];
            velocity = new byte[expected];
            instrument = new short[expected];
        }

        public int size() {
            return size;
        }

        /**
         * @throws IllegalArgumentException if the note breaks a promise of {@link NoteTable}
         */
        public Builder add(double from, double to, int key, int strength, int part) {
            if (!(from >= 0) || !(to > from) || Double.isInfinite(to)) {
                throw new IllegalArgumentException("note from " + from + " s to " + to + " s");
            }
            if (!Pitch.isValid(key)) {
                throw new IllegalArgumentException("pitch " + key + " is outside 0 to 127");
            }
            if (strength < 1 || strength > 127) {
                throw new IllegalArgumentException("velocity " + strength + " is outside 1 to 127");
            }
            if (part < 0 || part > MAX_INSTRUMENT) {
                throw new IllegalArgumentException("instrument index " + part);
            }
            if (size == start.length) {
                resize(Math.max(64, size + (size >> 1)));
            }
            start[size] = from == 0 ? 0.0 : from; // turns -0.0 into 0.0, which compare differently
            end[size] = to;
            pitch[size] = (byte) key;
            velocity[size] = (byte) strength;
            instrument[size] = (short) part;
            sorted = sorted && (size == 0 || compare(size - 1, size) <= 0);
            size++;
            return this;
        }

        /** The table; the builder is empty afterwards. */
        public NoteTable build() {
            if (start.length != size) {
                resize(size);
            }
            if (!sorted) {
                sort();
            }
            var table = new NoteTable(start, end, pitch, velocity, instrument);
            start = new double[0];
            end = new double[0];
            pitch = new byte[0];
            velocity = new byte[0];
            instrument = new short[0];
            size = 0;
            sorted = true;
            return table;
        }

        private void resize(int length) {
            start = Arrays.copyOf(start, length);
            end = Arrays.copyOf(end, length);
            pitch = Arrays.copyOf(pitch, length);
            velocity = Arrays.copyOf(velocity, length);
            instrument = Arrays.copyOf(instrument, length);
        }

        private int compare(int a, int b) {
            int order = Double.compare(start[a], start[b]);
            if (order == 0) {
                order = Byte.compare(pitch[a], pitch[b]);
            }
            return order == 0 ? Short.compare(instrument[a], instrument[b]) : order;
        }

        /** Sorts by merging the runs that are in order already: answers come as one sorted run an instrument. */
        private void sort() {
            int[] order = new int[size];
            int[] runs = new int[64];
            int count = 0;
            for (int i = 0; i < size; i++) {
                order[i] = i;
                if (i == 0 || compare(i - 1, i) > 0) {
                    if (count == runs.length) {
                        runs = Arrays.copyOf(runs, count * 2);
                    }
                    runs[count++] = i;
                }
            }
            int[] merged = new int[size];
            while (count > 1) {
                int kept = 0;
                for (int run = 0; run < count; run += 2) {
                    int left = runs[run];
                    int right = run + 1 < count ? runs[run + 1] : size;
                    int stop = run + 2 < count ? runs[run + 2] : size;
                    merge(order, merged, left, right, stop);
                    runs[kept++] = left;
                }
                count = kept;
                int[] swap = order;
                order = merged;
                merged = swap;
            }
            apply(order);
        }

        private void merge(int[] from, int[] into, int left, int right, int stop) {
            int a = left;
            int b = right;
            for (int i = left; i < stop; i++) {
                into[i] = b >= stop || (a < right && compare(from[a], from[b]) <= 0) ? from[a++] : from[b++];
            }
        }

        /** One column at a time, so that at most one is held twice. */
        private void apply(int[] order) {
            double[] starts = new double[size];
            for (int i = 0; i < size; i++) {
                starts[i] = start[order[i]];
            }
            start = starts;
            double[] ends = new double[size];
            for (int i = 0; i < size; i++) {
                ends[i] = end[order[i]];
            }
            end = ends;
            byte[] pitches = new byte[size];
            byte[] velocities = new byte[size];
            short[] instruments = new short[size];
            for (int i = 0; i < size; i++) {
                pitches[i] = pitch[order[i]];
                velocities[i] = velocity[order[i]];
                instruments[i] = instrument[order[i]];
            }
            pitch = pitches;
            velocity = velocities;
            instrument = instruments;
        }
    }
}
