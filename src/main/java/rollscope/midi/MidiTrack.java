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

    private static final int[] NOTHING = {};
    private static final byte[] NO_BYTES = {};

    private static final int FAR = 0x3FFF;
    private static final int DELTA = 18;
    private static final int CHANNEL = 14;
    private static final int PITCH = 7;

    /*
     * As small as it gets, for a file may hold a note in three bytes: the ticks since the note before in 14 bits, then channel,
     * pitch and velocity. Ticks that do not fit stand apart, in order, and FAR stands in their place.
     */
    private int[] start = NOTHING;
    /** Below zero while a note sounds. */
    private int[] off = NOTHING;

    private int[] far = NOTHING;
    private int farCount;
    private int lastOn;
    private int notes;

    /** The first program of each channel and one more, 0 if none is stated; empty until one is. */
    private byte[] programs = NO_BYTES;

    /** The first program stated for a channel; -1 if none is. */
    int program(int channel) {
        return programs.length == 0 ? -1 : (programs[channel] & 0xFF) - 1;
    }

    /** States a program, 0 to 127; the first of a channel counts. */
    void setProgram(int channel, int program) {
        if (programs.length == 0) {
            programs = new byte[CHANNELS];
        }
        if (programs[channel] == 0) {
            programs[channel] = (byte) (program + 1);
        }
    }

    /** Makes room for this many notes in all. */
    void reserve(int length) {
        if (length > start.length) {
            start = Arrays.copyOf(start, length);
            off = Arrays.copyOf(off, length);
        }
    }

    /**
     * Adds a note that has not ended yet and returns its number.
     *
     * @param tick not before that of the last note
     */
    int startNote(int tick, int channel, int pitch, int velocity) {
        if (notes == start.length) {
            reserve(notes + (notes >> 1) + 4);
        }
        int delta = tick - lastOn;
        lastOn = tick;
        if (delta >= FAR) {
            if (farCount == far.length) {
                far = Arrays.copyOf(far, farCount + (farCount >> 1) + 4);
            }
            far[farCount++] = delta;
            delta = FAR;
        }
        start[notes] = delta << DELTA | channel << CHANNEL | pitch << PITCH | velocity;
        off[notes] = -1;
        noteChannels |= 1 << channel;
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

    /** The note remembered; to be asked only of a note that has not ended. */
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
            while (stop < notes && start[stop] >>> DELTA == 0) {
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

    /** Moves a note among those of its tick; the ticks before the first of them stay where they are. */
    private void sink(int note, int first) {
        int end = off[note];
        int sound = start[note];
        int place = note;
        while (place > first && order(start[place - 1]) > order(sound)) {
            off[place] = off[place - 1];
            start[place] = start[place] >>> DELTA << DELTA | sound(start[place - 1]);
            place--;
        }
        off[place] = end;
        start[place] = start[place] >>> DELTA << DELTA | sound(sound);
    }

    private static int sound(int start) {
        return start & (1 << DELTA) - 1;
    }

    private static int order(int start) {
        return (start >> PITCH & 0x7F) << 4 | (start >> CHANNEL & 0xF);
    }

    /** How many notes start before a second. */
    int notesBefore(double second, TickClock clock) {
        if (clock.seconds(lastOn) < second) {
            return notes;
        }
        int count = 0;
        for (var cursor = cursor(); cursor.isNote() && clock.seconds(cursor.on()) < second; cursor.advance()) {
            count++;
        }
        return count;
    }

    int notes() {
        return notes;
    }

    /** 0 to 127. */
    int pitch(int note) {
        return start[note] >> PITCH & 0x7F;
    }

    /** 1 to 127. */
    int velocity(int note) {
        return start[note] & 0x7F;
    }

    /** 0 to 15. */
    int channel(int note) {
        return start[note] >> CHANNEL & 0xF;
    }

    /** Never before its start, but equal to it if the file says so. */
    int off(int note) {
        return off[note];
    }

    /** At the first note. */
    Cursor cursor() {
        return new Cursor();
    }

    /** Goes from note to note, which is the only way to know when they start. */
    final class Cursor {
        private int note;
        private int farBefore;
        private int on;

        private Cursor() {
            step();
        }

        /** Whether it stands at a note and not behind the last. */
        boolean isNote() {
            return note < notes;
        }

        int note() {
            return note;
        }

        /** Never less than that of the note before. */
        int on() {
            return on;
        }

        void advance() {
            note++;
            step();
        }

        private void step() {
            if (isNote()) {
                int delta = start[note] >>> DELTA;
                on += delta == FAR ? far[farBefore++] : delta;
            }
        }
    }
}
