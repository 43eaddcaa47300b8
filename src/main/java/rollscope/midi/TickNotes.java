package rollscope.midi;

import java.util.Arrays;
import java.util.List;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/**
 * Notes of a transcription in ticks, grouped by instrument and made fit for a file: within a group sorted by start and pitch, at
 * least a tick long, and never two of one pitch at a time. In columns; the notes of group {@code i} are {@code from(i)} to
 * {@code until(i)}. A group is an instrument, or all instruments that one track has on one channel.
 */
final class TickNotes {
    private final int[] from;
    private final int[] until;
    private final int[] start;
    private final int[] end;
    /** Pitch and velocity, a byte each. */
    private final short[] key;

    private int cut;
    private int duplicates;
    private int lengthened;
    private int late;

    private TickNotes(int groups, int notes) {
        from = new int[groups];
        until = new int[groups];
        start = new int[notes];
        end = new int[notes];
        key = new short[notes];
    }

    /**
     * @param groupOf the group of each instrument
     * @param sharing groups that speak on one channel from tracks of their own
     */
    static TickNotes of(
            NoteTable notes,
            TickGrid grid,
            FileOptions options,
            int[] groupOf,
            int groups,
            List<List<Integer>> sharing) {
        var ticks = new TickNotes(groups, notes.size());
        ticks.group(notes, grid, options, groupOf);
        for (int group = 0; group < groups; group++) {
            ticks.settle(group);
        }
        for (var group : sharing) {
            ticks.cutAcross(group);
        }
        return ticks;
    }

    private void group(NoteTable notes, TickGrid grid, FileOptions options, int[] groupOf) {
        int size = notes.size();
        for (int i = 0; i < size; i++) {
            until[groupOf[notes.instrument(i)]]++;
        }
        int total = 0;
        for (int i = 0; i < from.length; i++) {
            from[i] = total;
            total += until[i];
            until[i] = from[i];
        }
        double shortest = options.shortest();
        int velocity = options.velocity().orElse(0);
        for (int i = 0; i < size; i++) {
            double second = notes.start(i);
            long tick = grid.tick(second);
            if (tick >= MidiFile.LAST_TICK) {
                late++;
                continue;
            }
            double stop = notes.end(i);
            if (stop - second < shortest) {
                stop = second + shortest;
                lengthened++;
            }
            int at = until[groupOf[notes.instrument(i)]]++;
            start[at] = (int) tick;
            end[at] = (int) Math.min(MidiFile.LAST_TICK, grid.tick(stop));
            key[at] = (short) (notes.pitch(i) << 8 | (velocity > 0 ? velocity : notes.velocity(i)));
        }
    }

    /** Notes that were apart in seconds may start in one tick: they are put in order of pitch, so that equal ticks mean equal bytes. */
    private void settle(int instrument) {
        int first = from[instrument];
        int[] latest = new int[Pitch.COUNT];
        Arrays.fill(latest, -1);
        int kept = first;
        for (int i = first; i < until[instrument]; i++) {
            int tick = start[i];
            int stop = end[i];
            short what = key[i];
            int pitch = what >> 8;
            int before = latest[pitch];
            if (before >= 0) {
                if (start[before] == tick) {
                    end[before] = Math.max(end[before], stop);
                    key[before] = (short) Math.max(key[before], what);
                    duplicates++;
                    continue;
                }
                if (end[before] > tick) {
                    end[before] = tick;
                    cut++;
                }
            }
            int at = kept++;
            while (at > first && start[at - 1] == tick && key[at - 1] > what) {
                start[at] = tick;
                end[at] = end[at - 1];
                key[at] = key[at - 1];
                latest[key[at] >> 8] = at;
                at--;
            }
            start[at] = tick;
            end[at] = stop;
            key[at] = what;
            latest[pitch] = at;
        }
        until[instrument] = kept;
        for (int i = first; i < kept; i++) {
            if (end[i] <= start[i]) {
                end[i] = start[i] + 1;
                lengthened++;
            }
        }
    }

    /**
     * Ends a note of one instrument where another instrument on its channel starts the same pitch. Two that start in the same
     * tick both stay: each belongs to its own track.
     */
    private void cutAcross(List<Integer> group) {
        int[] next = new int[group.size()];
        int[][] latest = new int[group.size()][Pitch.COUNT];
        for (int g = 0; g < next.length; g++) {
            next[g] = from[group.get(g)];
            Arrays.fill(latest[g], -1);
        }
        while (true) {
            int earliest = -1;
            for (int g = 0; g < next.length; g++) {
                boolean more = next[g] < until[group.get(g)];
                if (more && (earliest < 0 || start[next[g]] < start[next[earliest]])) {
                    earliest = g;
                }
            }
            if (earliest < 0) {
                return;
            }
            int note = next[earliest]++;
            int pitch = pitch(note);
            for (int g = 0; g < next.length; g++) {
                int other = latest[g][pitch];
                if (g != earliest && other >= 0 && start[other] < start[note] && end[other] > start[note]) {
                    end[other] = start[note];
                    cut++;
                }
            }
            latest[earliest][pitch] = note;
        }
    }

    int from(int instrument) {
        return from[instrument];
    }

    int until(int instrument) {
        return until[instrument];
    }

    int start(int note) {
        return start[note];
    }

    /** Greater than {@link #start}. */
    int end(int note) {
        return end[note];
    }

    int pitch(int note) {
        return key[note] >> 8;
    }

    int velocity(int note) {
        return key[note] & 0x7F;
    }

    /** When the last note ends. */
    int end() {
        int last = 0;
        for (int i = 0; i < from.length; i++) {
            for (int note = from[i]; note < until[i]; note++) {
                last = Math.max(last, end[note]);
            }
        }
        return last;
    }

    /**
     * The starts and ends of all notes in the order of a track: by tick, at equal ticks ends first, then by group and pitch. To be
     * read with {@link #tick}, {@link #isOn}, {@link #group(long)}, {@link #pitch(long)} and {@link #velocity(long)}.
     */
    long[] events() {
        int notes = report().notes();
        long[] events = new long[2 * notes];
        int size = 0;
        for (int group = 0; group < from.length; group++) {
            for (int note = from[group]; note < until[group]; note++) {
                long what = (long) group << 14 | pitch(note) << 7;
                events[size++] = (long) start[note] << 32 | 1L << 31 | what | velocity(note);
                events[size++] = (long) end[note] << 32 | what;
            }
        }
        Arrays.sort(events);
        return events;
    }

    static int tick(long event) {
        return (int) (event >> 32);
    }

    static boolean isOn(long event) {
        return (event & 1L << 31) != 0;
    }

    static int group(long event) {
        return (int) (event >> 14) & 0x1FFFF;
    }

    static int pitch(long event) {
        return (int) (event >> 7) & 0x7F;
    }

    static int velocity(long event) {
        return (int) event & 0x7F;
    }

    MidiFile.Report report() {
        int notes = 0;
        for (int i = 0; i < from.length; i++) {
            notes += until[i] - from[i];
        }
        return new MidiFile.Report(notes, cut, duplicates, lengthened, late);
    }
}
