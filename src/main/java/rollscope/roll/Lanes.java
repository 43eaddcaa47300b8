package rollscope.roll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;
import rollscope.transcription.Transcription;

/** A transcription prepared for being drawn: every instrument with its notes and rows. Immutable. */
public final class Lanes {
    /** Lowest height of a row in a window, in pixels; where lanes do not fit at this height, they scroll. */
    public static final int SMALLEST_ROW = 3;

    private static final int TALLEST_ROW = 28;
    private static final int TALLEST_ZOOMED_ROW = 64;

    /** A lane of a drum or two still shows its diamonds. */
    private static final int SMALLEST_BODY = 60;

    /** A row that has room for the name of a drum, in pixels; see {@link KeyboardRaster}. */
    private static final int NAMED_ROW = 8;

    /** A kit of more drums than that would leave the tones too little. */
    private static final int MOST_NAMED = 20;

    /** How much taller than a tone's row one of drums is: its diamonds and kit names need the room. */
    private static final int DRUMS = 3;

    private final Transcription transcription;
    private final LaneIndex[] indices;

    /** By instrument: only the rows that are played. */
    private final Rows[] folded;

    /** The rows of all instruments in one lane. */
    private final Rows together;

    private final Rows togetherFolded;

    private Lanes(Transcription renamed, Lanes like) {
        transcription = renamed;
        indices = like.indices;
        folded = like.folded;
        together = like.together;
        togetherFolded = like.togetherFolded;
    }

    private Lanes(Transcription transcription) {
        this.transcription = transcription;
        List<Instrument> instruments = transcription.instruments();
        indices = LaneIndex.of(transcription.notes(), instruments, instruments.size());
        folded = new Rows[indices.length];
        NoteTable notes = transcription.notes();
        var played = new BitSet[indices.length];
        Arrays.setAll(played, i -> new BitSet(Pitch.COUNT));
        for (int note = 0; note < notes.size(); note++) {
            played[notes.instrument(note)].set(notes.pitch(note));
        }
        var any = new BitSet(Pitch.COUNT);
        boolean kits = true;
        for (int i = 0; i < folded.length; i++) {
            Rows rows = indices[i].rows();
            folded[i] = rows.isKit() || played[i].isEmpty()
                    ? rows
                    : Rows.of(played[i].stream().toArray());
            any.or(played[i]);
            kits &= rows.isKit() || played[i].isEmpty();
        }
        if (any.isEmpty()) {
            together = Rows.range(60, 72);
            togetherFolded = together;
        } else {
            int[] pitches = any.stream().toArray();
            togetherFolded = kits ? Rows.kit(pitches) : Rows.of(pitches);
            together = kits ? togetherFolded : Rows.around(pitches[0], pitches[pitches.length - 1]);
        }
    }

    /** Takes a few passes over the notes: some 20 ms for a million. */
    public static Lanes of(Transcription transcription) {
        return new Lanes(transcription);
    }

    /** These lanes with other names, at once; empty if the notes are others, or if what was drums is tones or the other way round. */
    @SuppressWarnings("ReferenceEquality") // a table that is alike is not worth being looked for
    public Optional<Lanes> renamed(Transcription other) {
        var before = transcription.instruments();
        boolean alike = other.notes() == transcription.notes()
                && other.duration() == transcription.duration()
                && other.instruments().size() == before.size()
                && other.instruments().stream()
                        .allMatch(now -> now.drums() == before.get(now.index()).drums());
        return alike ? Optional.of(new Lanes(other, this)) : Optional.empty();
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
     * Stacks all lanes in the order of the instruments.
     *
     * @see #layout(double, double, int, LanePlan, boolean)
     */
    public LaneLayout layout(double available, double zoom, int smallestRow) {
        return layout(available, zoom, smallestRow, LanePlan.of(indices.length), false);
    }

    /**
     * Stacks the lanes so that they share {@code available} pixels by their rows. Rows are whole pixels, so that all rows of a
     * lane look alike; what is left over makes the rows of as many lanes as possible one pixel taller.
     *
     * @param zoom        1 fits, above that rows are taller and scroll
     * @param smallestRow pixels that no row falls below, however little is available
     * @param plan        of as many lanes as there are
     * @param fold        whether rows that nothing plays are left out
     */
    public LaneLayout layout(double available, double zoom, int smallestRow, LanePlan plan, boolean fold) {
        if (indices.length == 0) {
            return LaneLayout.EMPTY;
        }
        var share = new Share(plan, fold, smallestRow);
        int[] heights = share.heights(available - Lane.HEADER * indices.length);
        var lanes = new ArrayList<Lane>(indices.length);
        double top = 0;
        for (int i : plan.order()) {
            Double wanted = plan.rowHeights().get(i);
            int limit = TALLEST_ZOOMED_ROW * unit(i);
            int height = heights[i];
            if (wanted != null) {
                height = Math.clamp(Math.round(wanted * zoom), smallestRow, limit);
            } else if (zoom != 1) {
                height = Math.clamp(Math.round(height * zoom), smallestRow, Math.max(limit, height));
            }
            var lane = new Lane(
                    transcription.instruments().get(i),
                    indices[i],
                    rows(i, fold),
                    top,
                    height,
                    !plan.closed().contains(i));
            lanes.add(lane);
            top = lane.bottom();
        }
        return new LaneLayout(lanes, top);
    }

    /**
     * Puts all instruments into one lane that has a row for every pitch of any of them.
     *
     * @param zoom        1 fits, above that rows are taller and scroll
     * @param smallestRow pixels that no row falls below, however little is available
     * @param inFront     the instrument that lies over the others
     * @param fold        whether rows that nothing plays are left out
     */
    public LaneLayout overlay(double available, double zoom, int smallestRow, int inFront, boolean fold) {
        if (indices.length == 0) {
            return LaneLayout.EMPTY;
        }
        Rows rows = fold ? togetherFolded : together;
        int unit = rows.isKit() ? DRUMS : 1;
        int fitting = Math.clamp((int) ((available - Lane.HEADER) / rows.count()), smallestRow, TALLEST_ROW * unit);
        int height = Math.clamp(Math.round(fitting * zoom), smallestRow, TALLEST_ZOOMED_ROW * unit);
        var lanes = new ArrayList<Lane>(indices.length);
        for (Instrument instrument : transcription.instruments()) {
            if (instrument.index() != inFront) {
                lanes.add(new Lane(instrument, indices[instrument.index()], rows, 0, height, true));
            }
        }
        if (inFront >= 0 && inFront < indices.length) {
            lanes.add(new Lane(transcription.instruments().get(inFront), indices[inFront], rows, 0, height, true));
        }
        return new LaneLayout(lanes, lanes.getLast().bottom(), true);
    }

    private int unit(int lane) {
        return transcription.instruments().get(lane).drums() ? DRUMS : 1;
    }

    private Rows rows(int lane, boolean fold) {
        return fold ? folded[lane] : indices[lane].rows();
    }

    /** Rows of a kit are as tall as their names, unless there are too many. */
    private int wanted(int lane, int rows) {
        boolean named = transcription.instruments().get(lane).drums() && rows <= MOST_NAMED;
        return Math.max(Math.ceilDiv(SMALLEST_BODY, rows), named ? NAMED_ROW : 0);
    }

    /** Shares pixels among the lanes that are open and were not resized. */
    private final class Share {
        private final int smallestRow;
        private final int[] rows = new int[indices.length];
        private final int[] heights = new int[indices.length];
        private final List<Integer> sharing = new ArrayList<>();
        private double taken;

        Share(LanePlan plan, boolean fold, int smallestRow) {
            this.smallestRow = smallestRow;
            for (int i = 0; i < indices.length; i++) {
                rows[i] = rows(i, fold).count();
                Double wanted = plan.rowHeights().get(i);
                heights[i] = smallestRow;
                if (plan.closed().contains(i)) {
                    continue;
                }
                if (wanted == null) {
                    sharing.add(i);
                } else {
                    taken += Math.clamp(Math.round(wanted), smallestRow, TALLEST_ZOOMED_ROW * unit(i)) * rows[i];
                }
            }
        }

        /** Pixels of a row of each lane. */
        int[] heights(double available) {
            double space = available - taken;
            // Lanes of few rows get their least height first; the others share what remains.
            boolean[] least = new boolean[indices.length];
            double share = 0;
            for (boolean again = true; again; ) {
                again = false;
                double rest = space;
                int units = 0;
                for (int i : sharing) {
                    if (least[i]) {
                        rest -= rows[i] * heights[i];
                    } else {
                        units += rows[i] * unit(i);
                    }
                }
                share = units == 0 ? 0 : rest / units;
                for (int i : sharing) {
                    int wanted = smallestRow < SMALLEST_ROW ? 0 : wanted(i, rows[i]);
                    int floor = Math.max(smallestRow, Math.min(wanted, TALLEST_ROW));
                    if (!least[i] && share * unit(i) < floor) {
                        least[i] = true;
                        heights[i] = floor;
                        again = true;
                    }
                }
            }
            double left = space;
            for (int i : sharing) {
                if (!least[i]) {
                    heights[i] = Math.min((int) (share * unit(i)), TALLEST_ROW);
                }
                left -= rows[i] * heights[i];
            }
            var byRows = new ArrayList<>(sharing);
            byRows.sort(Comparator.comparingInt(i -> -rows[i]));
            for (int i : byRows) {
                if (rows[i] <= left && heights[i] < TALLEST_ROW) {
                    heights[i]++;
                    left -= rows[i];
                }
            }
            return heights;
        }
    }
}
