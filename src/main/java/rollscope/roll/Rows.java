package rollscope.roll;

import java.util.Arrays;
import rollscope.transcription.Pitch;

/**
 * The rows of a lane. A lane of tones has a row for every pitch of its range, numbered by the pitch itself; a lane of drums and
 * a folded one have one for every pitch they use, numbered from 0 at the bottom.
 */
public final class Rows {
    /** The row of a pitch that has none. */
    public static final int NONE = -1;

    private final boolean kit;
    private final int lowest;
    private final int[] pitches;
    private final int[] rows;

    private Rows(boolean kit, int lowest, int[] pitches) {
        this.kit = kit;
        this.lowest = lowest;
        this.pitches = pitches;
        rows = new int[Pitch.COUNT];
        Arrays.fill(rows, NONE);
        for (int i = 0; i < pitches.length; i++) {
            rows[pitches[i]] = lowest + i;
        }
    }

    /** A row for each pitch from {@code lowest} to {@code highest}, both included. */
    public static Rows range(int lowest, int highest) {
        if (!Pitch.isValid(lowest) || !Pitch.isValid(highest) || lowest > highest) {
            throw new IllegalArgumentException("rows from pitch " + lowest + " to " + highest);
        }
        int[] pitches = new int[highest - lowest + 1];
        Arrays.setAll(pitches, i -> lowest + i);
        return new Rows(false, lowest, pitches);
    }

    /** One row more below and above than is used, and at least an octave. */
    public static Rows around(int lowestUsed, int highestUsed) {
        int lowest = Math.max(Pitch.LOWEST, lowestUsed - 1);
        int highest = Math.min(Pitch.HIGHEST, highestUsed + 1);
        while (highest - lowest < 12) {
            if (lowest > Pitch.LOWEST) {
                lowest--;
            }
            if (highest - lowest < 12 && highest < Pitch.HIGHEST) {
                highest++;
            }
        }
        return range(lowest, highest);
    }

    /**
     * A row for each of these pitches of a keyboard.
     *
     * @param ascending at least one, none twice
     */
    public static Rows of(int... ascending) {
        return of(false, ascending);
    }

    /**
     * A row for each of these pieces of a drum kit.
     *
     * @param ascending at least one, none twice
     */
    public static Rows kit(int... ascending) {
        return of(true, ascending);
    }

    private static Rows of(boolean kit, int... ascending) {
        if (ascending.length == 0) {
            throw new IllegalArgumentException("no rows");
        }
        for (int i = 0; i < ascending.length; i++) {
            if (!Pitch.isValid(ascending[i]) || (i > 0 && ascending[i] <= ascending[i - 1])) {
                throw new IllegalArgumentException("rows of pitches " + Arrays.toString(ascending));
            }
        }
        return new Rows(kit, 0, ascending.clone());
    }

    /** Whether the rows are pieces of a drum kit rather than keys. */
    public boolean isKit() {
        return kit;
    }

    /** Whether pitches between the lowest and the highest may have no row. */
    public boolean isFolded() {
        return lowest != pitches[0] || kit;
    }

    public int count() {
        return pitches.length;
    }

    /** The lowest row. */
    public int lowest() {
        return lowest;
    }

    /** The highest row. */
    public int highest() {
        return lowest + pitches.length - 1;
    }

    /** The pitch of a row between {@link #lowest} and {@link #highest}. */
    public int pitch(int row) {
        return pitches[row - lowest];
    }

    /** The row of a pitch, or {@link #NONE}. */
    public int row(int pitch) {
        return rows[pitch];
    }
}
