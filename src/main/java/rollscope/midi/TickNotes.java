package rollscope.midi;

import java.util.Arrays;
import java.util.List;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Pitch;

/**
 * Notes of a transcription in ticks, grouped by instrument and made fit for a file: within an instrument sorted by start and
 * pitch, at least a tick long, and never two of one pitch at a time. In columns; the notes of instrument {@code i} are
 * {@code from(i)} to {@code until(i)}.
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

    private TickNotes(int instruments, int notes) {
        from = new int[instruments];
        until = new int[instruments];
        start = new int[notes];
        end = new int[notes];
        key = new short[notes];
    }

    /**
     * @param sharing groups of instruments that speak on one channel
     */
    static TickNotes of(NoteTable notes, int instruments, List<List<Integer>> sharing) {
        var ticks = new TickNotes(instruments, notes.size());
        ticks.group(notes);
        for (int instrument = 0; instrument < instruments; instrument++) {
            ticks.settle(instrument);
        }
        for (var group : sharing) {
            ticks.cutAcross(group);
        }
        return ticks;
    }

    private void group(NoteTable notes) {
        int size = notes.size();
        for (int i = 0; i < size; i++) {
            until[notes.instrument(i)]++;
        }
        int total = 0;
        for (int i = 0; i < from.length; i++) {
            from[i] = total;
            total += until[i];
            until[i] = from[i];
        }
        for (int i = 0; i < size; i++) {
            long tick = Math.round(notes.start(i) * MidiFile.TICKS_PER_SECOND);
            if (tick >= MidiFile.LAST_TICK) {
                late++;
                continue;
            }
            int at = until[notes.instrument(i)]++;
            start[at] = (int) tick;
            end[at] = (int) Math.min(MidiFile.LAST_TICK, Math.round(notes.end(i) * MidiFile.TICKS_PER_SECOND));
            key[at] = (short) (notes.pitch(i) << 8 | notes.velocity(i));
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

    MidiFile.Report report() {
        int notes = 0;
        for (int i = 0; i < from.length; i++) {
            notes += until[i] - from[i];
        }
        return new MidiFile.Report(notes, cut, duplicates, lengthened, late);
    }
}
