package rollscope.midi;

import java.util.Arrays;

/** What a parser found in one track. Times are ticks from the start of the track. */
final class MidiTrack {
    static final int CHANNELS = 16;
    private static final int LONGEST_CHORD = 256;

    /** Empty if the track has none. */
    String name = "";

    String instrumentName = "";
    /** From {@code FF 21}; 0 if the track names none. */
    int port;
    /** When its end-of-track event, or else its last event, happens. */
    long end;
    /** The first program of each channel; -1 if none is stated. */
    final byte[] program = new byte[CHANNELS];
    /** A bit for each channel with any message. */
    int channels;
    /** A bit for each channel with notes. */
    int noteChannels;

    int programChanges;

    // What is wrong with it.
    int startsWhileSounding;
    int endsWithoutNote;
    int notesWithoutEnd;
    int badMessages;
    boolean endMissing;
    boolean damaged;
    boolean tooLong;

    private static final int[] NO_TICKS = {};
    private static final byte[] NO_BYTES = {};

    // As small as it gets: a file may hold a note in three bytes.
    private int[] on = NO_TICKS;
    /** Below zero while a note sounds. */
    private int[] off = NO_TICKS;

    private byte[] pitch = NO_BYTES;
    private byte[] velocity = NO_BYTES;
    /** Empty as long as all notes are on one. */
    private byte[] channel = NO_BYTES;

    private int notes;

    MidiTrack() {
        Arrays.fill(program, (byte) -1);
    }

    /** Makes room for this many notes in all. */
    void reserve(int length) {
        if (length > on.length) {
            on = Arrays.copyOf(on, length);
            off = Arrays.copyOf(off, length);
            pitch = Arrays.copyOf(pitch, length);
            velocity = Arrays.copyOf(velocity, length);
            if (channel.length > 0) {
                channel = Arrays.copyOf(channel, length);
            }
        }
    }

    /** Adds a note that has not ended yet and returns its number. */
    int startNote(int tick, int onChannel, int key, int strength) {
        if (notes == on.length) {
            reserve(notes + (notes >> 1) + 4);
        }
        on[notes] = tick;
        off[notes] = -1;
        pitch[notes] = (byte) key;
        velocity[notes] = (byte) strength;
        if (noteChannels != 0 && noteChannels != 1 << onChannel && channel.length == 0) {
            channel = new byte[on.length];
            Arrays.fill(channel, 0, notes, (byte) Integer.numberOfTrailingZeros(noteChannels));
        }
        if (channel.length > 0) {
            channel[notes] = (byte) onChannel;
        }
        noteChannels |= 1 << onChannel;
        return notes++;
    }

    void endNote(int note, int tick) {
        off[note] = tick;
    }

    boolean hasEnded(int note) {
        return off[note] >= 0;
    }

    /** Remembers, until it ends, which note of the same channel and pitch started next. */
    void setNext(int note, int following) {
        off[note] = -2 - following;
    }

    /** The note remembered, -1 if there is none; to be asked only of a note that has not ended. */
    int next(int note) {
        return -2 - off[note];
    }

    /**
     * Puts notes that start in one tick in order of pitch and channel, which is how a table wants them. Long runs of them, which no
     * music has, are left as they are.
     */
    void sortChords() {
        for (int first = 0; first < notes; ) {
            int stop = first + 1;
            while (stop < notes && on[stop] == on[first]) {
                stop++;
            }
            if (stop - first <= LONGEST_CHORD) {
                for (int note = first + 1; note < stop; note++) {
                    sink(note, first);
                }
            }
            first = stop;
        }
    }

    private void sink(int note, int lowest) {
        int end = off[note];
        byte key = pitch[note];
        byte strength = velocity[note];
        byte speaks = (byte) channel(note);
        int place = note;
        while (place > lowest && (pitch[place - 1] > key || (pitch[place - 1] == key && channel(place - 1) > speaks))) {
            off[place] = off[place - 1];
            pitch[place] = pitch[place - 1];
            velocity[place] = velocity[place - 1];
            if (channel.length > 0) {
                channel[place] = channel[place - 1];
            }
            place--;
        }
        off[place] = end;
        pitch[place] = key;
        velocity[place] = strength;
        if (channel.length > 0) {
            channel[place] = speaks;
        }
    }

    /** How many notes start before a second. */
    int notesBefore(double second, TickClock clock) {
        int count = notes;
        while (count > 0 && clock.seconds(on[count - 1]) >= second) {
            count--;
        }
        return count;
    }

    int notes() {
        return notes;
    }

    /** In order from note to note. */
    long on(int note) {
        return on[note];
    }

    /** Never before {@link #on}, but equal to it if the file says so. */
    long off(int note) {
        return off[note];
    }

    int pitch(int note) {
        return pitch[note];
    }

    /** 1 to 127. */
    int velocity(int note) {
        return velocity[note];
    }

    /** 0 to 15. */
    int channel(int note) {
        return channel.length > 0 ? channel[note] : Integer.numberOfTrailingZeros(noteChannels);
    }
}
