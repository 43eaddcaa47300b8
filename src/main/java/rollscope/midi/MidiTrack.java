package rollscope.midi;

import java.util.Arrays;

/** What a parser found in one track. Times are ticks from the start of the track. */
final class MidiTrack {
    static final int CHANNELS = 16;

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

    private static final long[] NO_TICKS = {};
    private static final byte[] NO_BYTES = {};

    private long[] on = NO_TICKS;
    private long[] off = NO_TICKS;
    private byte[] pitch = NO_BYTES;
    private byte[] velocity = NO_BYTES;
    private byte[] channel = NO_BYTES;
    private int notes;

    MidiTrack() {
        Arrays.fill(program, (byte) -1);
    }

    /** Adds a note that has not ended yet and returns its number. */
    int startNote(long tick, int onChannel, int key, int strength) {
        if (notes == on.length) {
            int length = notes + (notes >> 1) + 4;
            on = Arrays.copyOf(on, length);
            off = Arrays.copyOf(off, length);
            pitch = Arrays.copyOf(pitch, length);
            velocity = Arrays.copyOf(velocity, length);
            channel = Arrays.copyOf(channel, length);
        }
        on[notes] = tick;
        off[notes] = -1;
        pitch[notes] = (byte) key;
        velocity[notes] = (byte) strength;
        channel[notes] = (byte) onChannel;
        noteChannels |= 1 << onChannel;
        return notes++;
    }

    void endNote(int note, long tick) {
        off[note] = tick;
    }

    boolean hasEnded(int note) {
        return off[note] >= 0;
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
        return channel[note];
    }
}
