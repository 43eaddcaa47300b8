package rollscope.midi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import rollscope.transcription.NoteTable;

/**
 * The notes of all tracks in the order of a table: each track is sorted, so the next note is the first of one of them. Filling a
 * table in its own order spares it a sort, which would need as much memory again.
 */
final class TrackQueue {
    /** A heap of tracks, the one with the next note on top. */
    private final List<Playing> heap = new ArrayList<>();

    private int added;

    /** A track with a note to come. */
    private static final class Playing {
        private final int number;
        private final MidiTrack track;
        private final TickClock clock;
        private final byte[] instrumentOf;
        private final MidiTrack.Cursor next;
        private double start;

        Playing(int number, MidiTrack track, TickClock clock, byte[] instrumentOf) {
            this.number = number;
            this.track = track;
            this.clock = clock;
            this.instrumentOf = instrumentOf;
            next = track.cursor();
            start = clock.seconds(next.on());
        }

        void addTo(NoteTable.Builder notes, double last) {
            int note = next.note();
            double end = clock.seconds(Math.max(track.off(note), next.on() + 1L));
            notes.add(
                    start,
                    Math.max(Math.min(end, last), Math.nextUp(start)),
                    track.pitch(note),
                    track.velocity(note),
                    instrumentOf[track.channel(note)]);
        }

        /** Whether there is another note. */
        boolean advance() {
            next.advance();
            start = next.isNote() ? clock.seconds(next.on()) : start;
            return next.isNote();
        }

        boolean isBefore(Playing other) {
            if (start != other.start) {
                return start < other.start;
            }
            int pitch = track.pitch(next.note()) - other.track.pitch(other.next.note());
            return pitch != 0 ? pitch < 0 : number < other.number;
        }
    }

    /**
     * @param track       with notes
     * @param instruments of its channels
     */
    void add(MidiTrack track, TickClock clock, byte[] instruments) {
        heap.add(new Playing(added++, track, clock, instruments));
        int place = heap.size() - 1;
        while (place > 0 && heap.get(place).isBefore(heap.get((place - 1) / 2))) {
            Collections.swap(heap, place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    /** Takes all notes that start before {@code last}, a second, and ends them there if they are longer. */
    void drainTo(NoteTable.Builder notes, double last) {
        while (!heap.isEmpty()) {
            var playing = heap.getFirst();
            if (playing.start < last) {
                playing.addTo(notes, last);
            }
            if (!playing.advance()) {
                Collections.swap(heap, 0, heap.size() - 1);
                heap.removeLast();
            }
            settle();
        }
    }

    private void settle() {
        int place = 0;
        while (2 * place + 1 < heap.size()) {
            int child = 2 * place + 1;
            if (child + 1 < heap.size() && heap.get(child + 1).isBefore(heap.get(child))) {
                child++;
            }
            if (!heap.get(child).isBefore(heap.get(place))) {
                return;
            }
            Collections.swap(heap, place, child);
            place = child;
        }
    }
}
