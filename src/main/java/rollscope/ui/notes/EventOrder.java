package rollscope.ui.notes;

import java.util.List;
import rollscope.transcription.NoteTable;

/**
 * The order in which the event table shows the notes of one {@link NoteTable}: which note is in which row, and back. Immutable;
 * 8 bytes a note, none while the order is that of the table.
 */
final class EventOrder {
    /** What the rows can be sorted by. */
    enum Column {
        NUMBER {
            @Override
            int compare(NoteTable notes, int one, int other) {
                return Integer.compare(one, other);
            }
        },
        START {
            @Override
            int compare(NoteTable notes, int one, int other) {
                return Double.compare(notes.start(one), notes.start(other));
            }
        },
        END {
            @Override
            int compare(NoteTable notes, int one, int other) {
                return Double.compare(notes.end(one), notes.end(other));
            }
        },
        LENGTH {
            @Override
            int compare(NoteTable notes, int one, int other) {
                return Double.compare(notes.end(one) - notes.start(one), notes.end(other) - notes.start(other));
            }
        },
        PITCH {
            @Override
            int compare(NoteTable notes, int one, int other) {
                return Integer.compare(notes.pitch(one), notes.pitch(other));
            }
        },
        VELOCITY {
            @Override
            int compare(NoteTable notes, int one, int other) {
                return Integer.compare(notes.velocity(one), notes.velocity(other));
            }
        },
        INSTRUMENT {
            @Override
            int compare(NoteTable notes, int one, int other) {
                return Integer.compare(notes.instrument(one), notes.instrument(other));
            }
        };

        abstract int compare(NoteTable notes, int one, int other);
    }

    /** A column to sort by. */
    record Key(Column column, boolean descending) {}

    private final int size;
    /** The note of each row and the row of each note; both empty while a note's row is its number. */
    private final int[] notes;

    private final int[] rows;

    private EventOrder(int size, int[] notes, int[] rows) {
        this.size = size;
        this.notes = notes;
        this.rows = rows;
    }

    /** The order of the table itself. */
    static EventOrder natural(int size) {
        return new EventOrder(size, new int[0], new int[0]);
    }

    /** Sorts by the first key, where that is equal by the next, and so on; what is equal in all stays in the table's order. */
    static EventOrder sorted(NoteTable table, List<Key> keys) {
        int size = table.size();
        boolean natural = keys.isEmpty()
                || (!keys.getFirst().descending && keys.getFirst().column == Column.NUMBER);
        if (natural) {
            return natural(size);
        }
        int[] from = new int[size];
        for (int i = 0; i < size; i++) {
            from[i] = i;
        }
        int[] into = new int[size];
        var wanted = keys.toArray(Key[]::new);
        for (int width = 1; width < size; width *= 2) {
            for (int left = 0; left < size; left += 2 * width) {
                int middle = Math.min(left + width, size);
                merge(table, wanted, from, into, left, middle, Math.min(middle + width, size));
            }
            int[] swap = from;
            from = into;
            into = swap;
        }
        for (int row = 0; row < size; row++) {
            into[from[row]] = row;
        }
        return new EventOrder(size, from, into);
    }

    private static void merge(NoteTable table, Key[] keys, int[] from, int[] into, int left, int middle, int stop) {
        int a = left;
        int b = middle;
        for (int i = left; i < stop; i++) {
            into[i] = b >= stop || (a < middle && compare(table, keys, from[a], from[b]) <= 0) ? from[a++] : from[b++];
        }
    }

    private static int compare(NoteTable table, Key[] keys, int one, int other) {
        for (var key : keys) {
            int order = key.column.compare(table, one, other);
            if (order != 0) {
                return key.descending ? -order : order;
            }
        }
        return 0;
    }

    int size() {
        return size;
    }

    /** The note in a row. */
    int note(int row) {
        return notes.length == 0 ? row : notes[row];
    }

    /** The row of a note. */
    int row(int note) {
        return rows.length == 0 ? note : rows[note];
    }

    /** The notes in the rows from one to another, both included, whichever comes first. */
    int[] between(int oneRow, int otherRow) {
        int first = Math.min(oneRow, otherRow);
        int[] found = new int[Math.abs(oneRow - otherRow) + 1];
        for (int i = 0; i < found.length; i++) {
            found[i] = note(first + i);
        }
        return found;
    }
}
