package rollscope.midi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.transcription.Pitch;

/** Appends the chunks of a Standard MIDI File to an array that was made long enough. Layout: the SMF 1.0 text, RP-001. */
final class TrackWriter {
    /** Header chunk, or what any track needs beside its notes: chunk head, name, port, tempo, meter, key, programs, end. */
    static final int OVERHEAD = 320;
    /** The most that a change of tempo or meter takes. */
    static final int CHANGE = 12;

    private static final VarHandle FOUR_BYTES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /** Releasing a key at medium speed: what the format suggests where the speed is not known. */
    private static final int RELEASE_VELOCITY = 64;

    private final byte[] bytes;
    private int at;
    private int chunk;

    TrackWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * The most bytes a track of this many notes takes. An event needs a byte of delta time, and beyond it fewer than one for
     * every 128 ticks that pass.
     */
    static long mostBytes(int notes, long ticks) {
        long events = 2L * notes;
        return OVERHEAD + 4 * events + Math.min(3 * events, ticks / 128);
    }

    void header(int format, int tracks, int division) {
        text("MThd");
        fourBytes(6);
        twoBytes(format);
        twoBytes(tracks);
        twoBytes(division);
    }

    void startTrack() {
        text("MTrk");
        chunk = at;
        fourBytes(0);
    }

    void name(String ascii) {
        meta(0, 0x03, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    void port(int port) {
        meta(0, 0x21, (byte) port);
    }

    void tempo(int delta, int microsecondsPerQuarter) {
        meta(delta, 0x51, (byte) (microsecondsPerQuarter >> 16), (byte) (microsecondsPerQuarter >> 8), (byte)
                microsecondsPerQuarter);
    }

    /** The clicks of its metronome are the beats; a quarter has 24 of the clocks it counts them in, and 8 thirty-seconds. */
    void meter(int delta, Meter meter) {
        meta(
                delta,
                0x58,
                (byte) meter.numerator(),
                (byte) Integer.numberOfTrailingZeros(meter.denominator()),
                (byte) (24 * meter.quartersPerBeat()),
                (byte) 8);
    }

    void key(Key key) {
        meta(0, 0x59, (byte) key.sharps(), (byte) (key.mode() == Key.Mode.MINOR ? 1 : 0));
    }

    void program(ChannelPlan.Channel channel, int program) {
        bytes[at++] = 0;
        bytes[at++] = (byte) (0xC0 | channel.number());
        bytes[at++] = (byte) program;
    }

    /**
     * Writes the notes of one instrument.
     *
     * @return the tick of the last event, 0 without notes
     */
    int notes(TickNotes notes, int instrument, ChannelPlan.Channel channel) {
        int on = 0x90 | channel.number();
        int off = 0x80 | channel.number();
        // What is sounding, latest end first: tick and pitch in one number. A pitch sounds once at most.
        long[] sounding = new long[Pitch.COUNT];
        int voices = 0;
        int now = 0;
        int until = notes.until(instrument);
        for (int note = notes.from(instrument); note < until; note++) {
            int start = notes.start(note);
            while (voices > 0 && sounding[voices - 1] >>> 7 <= start) {
                long next = sounding[--voices];
                int tick = (int) (next >>> 7);
                event(tick - now, off, (int) next & 0x7F, RELEASE_VELOCITY);
                now = tick;
            }
            event(start - now, on, notes.pitch(note), notes.velocity(note));
            now = start;
            long end = (long) notes.end(note) << 7 | notes.pitch(note);
            int place = voices++;
            while (place > 0 && sounding[place - 1] < end) {
                sounding[place] = sounding[place - 1];
                place--;
            }
            sounding[place] = end;
        }
        while (voices > 0) {
            long next = sounding[--voices];
            int tick = (int) (next >>> 7);
            event(tick - now, off, (int) next & 0x7F, RELEASE_VELOCITY);
            now = tick;
        }
        return now;
    }

    void noteOn(int delta, int channel, int pitch, int velocity) {
        event(delta, 0x90 | channel, pitch, velocity);
    }

    void noteOff(int delta, int channel, int pitch) {
        event(delta, 0x80 | channel, pitch, RELEASE_VELOCITY);
    }

    /**
     * @param ticks since the last event of the track
     */
    void endTrack(int ticks) {
        delta(ticks);
        bytes[at++] = (byte) 0xFF;
        bytes[at++] = 0x2F;
        bytes[at++] = 0;
        FOUR_BYTES.set(bytes, chunk, at - chunk - 4);
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, at);
    }

    private void event(int delta, int status, int first, int second) {
        if (delta < 0x80) {
            FOUR_BYTES.set(bytes, at, delta << 24 | status << 16 | first << 8 | second);
            at += 4;
        } else {
            delta(delta);
            bytes[at++] = (byte) status;
            bytes[at++] = (byte) first;
            bytes[at++] = (byte) second;
        }
    }

    /** A number of up to 28 bits, seven at a time, the highest first; all bytes but the last have their high bit set. */
    private void delta(int ticks) {
        if (ticks >= 1 << 21) {
            bytes[at++] = (byte) (0x80 | ticks >> 21);
        }
        if (ticks >= 1 << 14) {
            bytes[at++] = (byte) (0x80 | (ticks >> 14 & 0x7F));
        }
        if (ticks >= 1 << 7) {
            bytes[at++] = (byte) (0x80 | (ticks >> 7 & 0x7F));
        }
        bytes[at++] = (byte) (ticks & 0x7F);
    }

    private void meta(int delta, int type, byte... content) {
        delta(delta);
        bytes[at++] = (byte) 0xFF;
        bytes[at++] = (byte) type;
        delta(content.length);
        System.arraycopy(content, 0, bytes, at, content.length);
        at += content.length;
    }

    private void text(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            bytes[at++] = (byte) ascii.charAt(i);
        }
    }

    private void fourBytes(int value) {
        FOUR_BYTES.set(bytes, at, value);
        at += 4;
    }

    private void twoBytes(int value) {
        bytes[at++] = (byte) (value >> 8);
        bytes[at++] = (byte) value;
    }
}
