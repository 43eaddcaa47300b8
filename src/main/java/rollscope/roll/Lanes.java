package rollscope.roll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rollscope.transcription.Instrument;
import rollscope.transcription.Transcription;

/** A transcription prepared for being drawn: every instrument with its notes and rows. Immutable. */
public final class Lanes {
    /** Lowest height of a row in a window, in pixels; where lanes do not fit at this height, they scroll. */
    public static final int SMALLEST_ROW = 3;

    private static final int TALLEST_ROW = 28;
    private static final int TALLEST_ZOOMED_ROW = 64;

    /** A lane of a drum or two still shows its diamonds. */
    private static final int SMALLEST_BODY = 60;

    /** How much taller than a tone's row one of drums is: its diamonds and kit names need the room. */
    private static final int DRUMS = 3;

    private final Transcription transcription;
    private final LaneIndex[] indices;

    private Lanes(Transcription transcription) {
        this.transcription = transcription;
        List<Instrument> instruments = transcription.instruments();
        indices = LaneIndex.of(transcription.notes(), instruments, instruments.size());
    }

    /** Takes two passes over the notes: some 20 ms for a million. */
    public static Lanes of(Transcription transcription) {
        return new Lanes(transcription);
    }

    public Transcription transcription() {
        return transcription;
    }

    public int count() {
        return indices.length;
    }

    public LaneIndex index(int instrument) {
        return indices[instrument];
    }

    /** Seconds that a view of it shows: its duration, and never nothing. */
    public double duration() {
        return Math.max(1, transcription.duration());
    }

    /**
     * Stacks the lanes so that they share {@code available} pixels by their rows. Rows are whole pixels, so that all rows of a
     * lane look alike; what is left over makes the rows of as many lanes as possible one pixel taller.
     *
     * @param zoom        1 fits, above that rows are taller and scroll
     * @param smallestRow pixels that no row falls below, however little is available
     */
    public LaneLayout layout(double available, double zoom, int smallestRow) {
        if (indices.length == 0) {
            return LaneLayout.EMPTY;
        }
        double space = available - Lane.HEADER * indices.length;
        int[] heights = fitted(space, smallestRow);
        if (zoom != 1) {
            for (int i = 0; i < heights.length; i++) {
                int limit = TALLEST_ZOOMED_ROW * unit(i);
                heights[i] = Math.clamp(Math.round(heights[i] * zoom), smallestRow, Math.max(limit, heights[i]));
            }
        }
        var lanes = new ArrayList<Lane>(indices.length);
        double top = 0;
        for (int i = 0; i < indices.length; i++) {
            var lane = new Lane(transcription.instruments().get(i), indices[i], top, heights[i]);
            lanes.add(lane);
            top = lane.bottom();
        }
        return new LaneLayout(lanes, top);
    }

    private int unit(int lane) {
        return transcription.instruments().get(lane).drums() ? DRUMS : 1;
    }

    private int rows(int lane) {
        return indices[lane].rows().count();
    }

    private int[] fitted(double space, int smallestRow) {
        int[] heights = new int[indices.length];
        // Lanes of few rows get their least height first; the others share what remains.
        boolean[] least = new boolean[indices.length];
        double share = 0;
        for (boolean again = true; again; ) {
            again = false;
            double rest = space;
            int units = 0;
            for (int i = 0; i < heights.length; i++) {
                if (least[i]) {
                    rest -= rows(i) * heights[i];
                } else {
                    units += rows(i) * unit(i);
                }
            }
            share = units == 0 ? 0 : rest / units;
            for (int i = 0; i < heights.length; i++) {
                int wanted = smallestRow < SMALLEST_ROW ? 0 : Math.ceilDiv(SMALLEST_BODY, rows(i));
                int floor = Math.max(smallestRow, Math.min(wanted, TALLEST_ROW));
                if (!least[i] && share * unit(i) < floor) {
                    least[i] = true;
                    heights[i] = floor;
                    again = true;
                }
            }
        }
        double left = space;
        for (int i = 0; i < heights.length; i++) {
            if (!least[i]) {
                heights[i] = Math.min((int) (share * unit(i)), TALLEST_ROW);
            }
            left -= rows(i) * heights[i];
        }
        Integer[] byRows = new Integer[heights.length];
        Arrays.setAll(byRows, i -> i);
        Arrays.sort(byRows, (a, b) -> Integer.compare(rows(b), rows(a)));
        for (int i : byRows) {
            if (rows(i) <= left && heights[i] < TALLEST_ROW) {
                heights[i]++;
                left -= rows(i);
            }
        }
        return heights;
    }
}
