package rollscope.playback;

import java.util.Arrays;
import java.util.function.IntConsumer;
import rollscope.transcription.NoteTable;

/**
 * The notes of a transcription as events on the sample clock. Immutable.
 *
 * <p>An event is one number: sample, on or off, note. Sorted as numbers, events are in time order, and at the same sample notes
 * end before others begin. Times are rounded to the nearest sample; a note lasts at least one.
 *
 * <p>A synthesizer ends every sounding note of a pitch at once. So where a note of an instrument starts while another of the same
 * pitch sounds, the earlier one ends there, exactly as in the exported file, and its own end is no event any more. Of notes of
 * one instrument and pitch that start at the same sample one is left, with the latest end and the highest velocity.
 */
final class EventSchedule {
    static final EventSchedule EMPTY = new EventSchedule(NoteTable.EMPTY, 0);

    /** Nothing after this is played: 2^31 samples, 13 hours. */
    private static final long LAST_SAMPLE = Integer.MAX_VALUE;

    private static final int NOTE_BITS = 31;
    private static final long NOTE_MASK = (1L << NOTE_BITS) - 1;
    private static final long ON = 1L << NOTE_BITS;
    private static final int SAMPLE_SHIFT = NOTE_BITS + 1;

    private final NoteTable notes;
    private final long[] events;
    /** By note; 0 for a note that is not played. */
    private final int[] end;

    private final byte[] velocity;
    private final long length;

    /**
     * @param duration seconds; at least the end of the last note
     */
    EventSchedule(NoteTable notes, double duration) {
        this.notes = notes;
        end = new int[notes.size()];
        velocity = new byte[notes.size()];
        events = new long[count()];
        int at = 0;
        long last = sample(duration);
        for (int note = 0; note < end.length; note++) {
            if (end[note] > 0) {
                events[at++] = sample(notes.start(note)) << SAMPLE_SHIFT | ON | note;
                events[at++] = (long) end[note] << SAMPLE_SHIFT | note;
                last = Math.max(last, end[note]);
            }
        }
        Arrays.sort(events);
        length = last;
    }

    /** The sample at which a time falls. */
    static long sample(double seconds) {
        return Math.min(LAST_SAMPLE, Math.round(seconds * Engine.RATE));
    }

    /** Fills {@link #end} and {@link #velocity}; the number of events. */
    private int count() {
        // The last note of every instrument and pitch so far.
        var previous = new int[notes.instrumentCount()][];
        int count = 0;
        for (int note = 0; note < end.length; note++) {
            long start = sample(notes.start(note));
            if (start >= LAST_SAMPLE) {
                break;
            }
            int instrument = notes.instrument(note);
            int[] latest = previous[instrument];
            if (latest == null) {
                latest = new int[128];
                Arrays.fill(latest, -1);
                previous[instrument] = latest;
            }
            int stop = (int) Math.max(start + 1, sample(notes.end(note)));
            int earlier = latest[notes.pitch(note)];
            if (earlier >= 0 && sample(notes.start(earlier)) == start) {
                end[earlier] = Math.max(end[earlier], stop);
                velocity[earlier] = (byte) Math.max(velocity[earlier], notes.velocity(note));
            } else {
                if (earlier >= 0) {
                    end[earlier] = (int) Math.min(end[earlier], start);
                }
                latest[notes.pitch(note)] = note;
                end[note] = stop;
                velocity[note] = (byte) notes.velocity(note);
                count += 2;
            }
        }
        return count;
    }

    int size() {
        return events.length;
    }

    /** Samples until everything has ended: the duration, or the end of the last note if rounding put it later. */
    long length() {
        return length;
    }

    /** The first event at or after a sample; {@link #size()} if there is none. The events of [a, b) are firstFrom(a) to before firstFrom(b). */
    int firstFrom(long sample) {
        int at = Arrays.binarySearch(events, sample << SAMPLE_SHIFT);
        return at < 0 ? -at - 1 : at;
    }

    long sampleOf(int event) {
        return events[event] >>> SAMPLE_SHIFT;
    }

    boolean isOn(int event) {
        return (events[event] & ON) != 0;
    }

    /** Index into the note table. */
    int note(int event) {
        return (int) (events[event] & NOTE_MASK);
    }

    int instrument(int note) {
        return notes.instrument(note);
    }

    int pitch(int note) {
        return notes.pitch(note);
    }

    /** 1 to 127. */
    int velocity(int note) {
        return velocity[note];
    }

    /** Whether a note has begun at a sample or before and ends behind it. */
    boolean soundsAt(int note, long sample) {
        return end[note] > sample && sample(notes.start(note)) <= sample;
    }

    /** Visits the notes that started before a sample and last at least {@code least} samples beyond it. */
    void forEachSoundingAt(long sample, int least, IntConsumer visitor) {
        double seconds = (double) sample / Engine.RATE;
        // Half a sample around, as starts were rounded; what is too much is sorted out by sample.
        notes.forEachIn(Math.max(0, seconds - 1.0 / Engine.RATE), seconds + 1.0 / Engine.RATE, note -> {
            if (end[note] >= sample + least && sample(notes.start(note)) < sample) {
                visitor.accept(note);
            }
        });
    }
}
