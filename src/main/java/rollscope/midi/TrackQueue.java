package rollscope.midi;

import java.util.Arrays;
import java.util.List;
import rollscope.transcription.NoteTable;

/**
 * The notes of all tracks in the order of a table: each track is sorted, so the next note is the first of one of them. Filling a
 * table in its own order spares it a sort, which would need as much memory again.
 */
final class TrackQueue {
    private final List<MidiTrack> tracks;
    private final List<TickClock> clocks;
    /** A heap of tracks, the one with the next note on top. */
    private int[] heap = new int[16];

    private int size;
    private final int[] next;
    private final double[] start;
    private final int[][] instrumentOf;

    TrackQueue(List<MidiTrack> tracks, List<TickClock> clocks) {
        this.tracks = tracks;
        this.clocks = clocks;
        next = new int[tracks.size()];
        start = new double[tracks.size()];
        instrumentOf = new int[tracks.size()][];
    }

    /**
     * @param track       with notes
     * @param instruments of its channels
     */
    void add(int track, int[] instruments) {
        instrumentOf[track] = instruments;
        start[track] = clocks.get(track).seconds(tracks.get(track).on(0));
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int place = size++;
        heap[place] = track;
        while (place > 0 && isBefore(heap[place], heap[(place - 1) / 2])) {
            swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    /** Takes all notes that start before {@code last}, a second, and ends them there if they are longer. */
    void drainTo(NoteTable.Builder notes, double last) {
        while (size > 0) {
            int number = heap[0];
            var track = tracks.get(number);
            var clock = clocks.get(number);
            int note = next[number]++;
            if (start[number] < last) {
                double end = clock.seconds(Math.max(track.off(note), track.on(note) + 1));
                notes.add(
                        start[number],
                        Math.max(Math.min(end, last), Math.nextUp(start[number])),
                        track.pitch(note),
                        track.velocity(note),
                        instrumentOf[number][track.channel(note)]);
            }
            if (next[number] < track.notes()) {
                start[number] = clock.seconds(track.on(next[number]));
            } else {
                heap[0] = heap[--size];
            }
            settle();
        }
    }

    private void settle() {
        int place = 0;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], heap[place])) {
                return;
            }
            swap(place, child);
            place = child;
        }
    }

    private boolean isBefore(int a, int b) {
        if (start[a] != start[b]) {
            return start[a] < start[b];
        }
        int pitch = tracks.get(a).pitch(next[a]) - tracks.get(b).pitch(next[b]);
        return pitch != 0 ? pitch < 0 : a < b;
    }

    private void swap(int a, int b) {
        int track = heap[a];
        heap[a] = heap[b];
        heap[b] = track;
    }
}
