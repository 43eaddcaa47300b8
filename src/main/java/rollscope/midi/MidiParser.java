package rollscope.midi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import rollscope.language.Words;

/**
 * Reads Standard MIDI Files as they are found, not as they should be: lengths of chunks may be wrong, ends missing, bytes
 * damaged. What is readable is kept and what was wrong is noted.
 *
 * <p>A note ends with the first note-off of its channel and pitch that no earlier note has taken.
 */
final class MidiParser {
    private static final int LARGEST_FILE = 64 << 20;
    private static final int MOST_NOTES = 2_000_000;
    private static final int MOST_TRACKS = 0xFFFF;
    /** Some files carry a wrapper before the header. */
    private static final int FARTHEST_HEADER = 1 << 12;

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_TEXT_BYTES = 4 * LONGEST_TEXT;
    /** Nine hours of the finest ticks there are, and days of the usual ones. */
    private static final int LAST_TICK = Integer.MAX_VALUE;

    private static final int HEADER = 0x4D546864; // MThd
    private static final int TRACK = 0x4D54726B; // MTrk
    private static final int NONE = -1;
    private static final int PITCHES = 128;
    private static final int[] UNUSED = {};

    /** What a decoder puts where bytes are no text. */
    private static final char UNDECODABLE = '\uFFFD';

    private final byte[] bytes;
    private int at;
    private int limit;
    private int notes;
    /**
     * The last sounding note of each pitch of each channel; each note knows the next one that sounds there, the last one the first.
     * Made when a channel is first used, as most files use few.
     */
    private final int[][] sounding = new int[MidiTrack.CHANNELS][];

    private MidiParser(byte[] bytes) {
        this.bytes = bytes;
        Arrays.fill(sounding, UNUSED);
    }

    /**
     * @throws IOException with one sentence for the user, if nothing is readable or there is too much of it
     */
    static MidiContent parse(byte[] file) throws IOException {
        if (file.length > LARGEST_FILE) {
            throw new IOException(Words.of("midi.too-large"));
        }
        return new MidiParser(file).content();
    }

    private MidiContent content() throws IOException {
        int header = 0;
        while (header < Math.min(FARTHEST_HEADER, bytes.length) && !isChunk(HEADER, header)) {
            header++;
        }
        if (!isChunk(HEADER, header)) {
            throw new IOException(Words.of("midi.not-midi"));
        }
        if (bytes.length - header < 14) {
            throw new IOException(Words.of("midi.ends-early"));
        }
        int format = twoBytes(header + 8);
        short division = (short) twoBytes(header + 12);
        if (division == 0 || (division < 0 && (byte) division == 0)) {
            throw new IOException(Words.of("midi.no-ticks"));
        }
        var content = new MidiContent(format, division, format == 2 ? 0 : countTempos());
        if (header > 0) {
            content.problem("midi.before-header", header);
        }
        if (format > 2) {
            content.problem("midi.unknown-format", format);
        }
        long length = fourBytes(header + 4);
        boolean plausible = length >= 6 && length <= bytes.length - header - 8;
        at = header + 8 + (plausible ? (int) length : 6);
        if (length != 6) {
            content.problem("midi.header-length", length);
        }
        readChunks(content);
        if (content.tracks.isEmpty()) {
            throw new IOException(Words.of("midi.no-tracks"));
        }
        int declared = twoBytes(header + 10);
        if (declared != content.tracks.size()) {
            content.problem("midi.track-count", declared, content.tracks.size());
        }
        content.settle();
        return content;
    }

    /** How many tempo events there are; some more, if what looks like one is not. */
    private int countTempos() {
        int count = 0;
        for (int i = 0; i + 6 <= bytes.length; i++) {
            count += bytes[i] == (byte) 0xFF && bytes[i + 1] == 0x51 && bytes[i + 2] == 3 ? 1 : 0;
        }
        return count;
    }

    private void readChunks(MidiContent content) throws IOException {
        while (bytes.length - at >= 8 && content.tracks.size() < MOST_TRACKS) {
            if (isChunk(TRACK, at)) {
                readTrack(content);
            } else if (isNamed(at) && leadsToChunk(at + 8 + fourBytes(at + 4))) {
                at += 8 + (int) fourBytes(at + 4);
            } else {
                int found = nextTrack(at + 1);
                if (found < bytes.length) {
                    content.problem("midi.stray-bytes", found - at, content.tracks.size() + 1L);
                }
                at = found;
            }
        }
    }

    /** Whether the file ends or another chunk begins at a place. */
    private boolean leadsToChunk(long place) {
        return place == bytes.length || (place < bytes.length && isNamed((int) place));
    }

    private boolean isNamed(int place) {
        if (bytes.length - place < 8) {
            return false;
        }
        for (int i = place; i < place + 4; i++) {
            boolean letter = (bytes[i] >= 'A' && bytes[i] <= 'Z') || (bytes[i] >= 'a' && bytes[i] <= 'z');
            if (!letter) {
                return false;
            }
        }
        return true;
    }

    private boolean isChunk(int name, int place) {
        return bytes.length - place >= 4 && (int) fourBytes(place) == name;
    }

    /** Leaves {@link #at} where the next chunk is to be looked for. */
    private void readTrack(MidiContent content) throws IOException {
        int number = content.tracks.size();
        long declaredEnd = at + 8 + fourBytes(at + 4);
        boolean trusted = leadsToChunk(declaredEnd);
        at += 8;
        limit = trusted ? (int) declaredEnd : nextTrack(at);
        var track = new MidiTrack();
        content.tracks.add(track);
        int start = at;
        track.reserve(Math.min(countNotes(), MOST_NOTES - notes));
        at = start;
        boolean ended = readEvents(content, track, number);
        track.endMissing = !ended;
        closeNotes(track);
        track.sortChords();
        if (at != declaredEnd && (ended || !trusted)) {
            content.problem("midi.track-length", number + 1L);
        }
        if (trusted && !(ended && isChunk(TRACK, at))) {
            at = limit;
        }
    }

    /** Where the next track begins, or the file ends. */
    private int nextTrack(int from) {
        int found = from;
        while (found < bytes.length && !isChunk(TRACK, found)) {
            found++;
        }
        return found;
    }

    /** How many notes start in the track that begins here, so that its columns need not grow; about, if it is damaged. */
    private int countNotes() {
        int count = 0;
        int running = 0;
        long tick = 0;
        while (at < limit && tick <= LAST_TICK) {
            long delta = number();
            tick += delta;
            if (delta < 0 || at >= limit) {
                return count;
            }
            int status = bytes[at] & 0xFF;
            at += status >= 0x80 ? 1 : 0;
            status = status >= 0x80 ? status : running;
            if (status >= 0xF0) {
                if (status == 0xFF && at < limit && bytes[at++] == 0x2F) {
                    return count;
                }
                int length = status == 0xF0 || status == 0xF7 || status == 0xFF ? length() : cableLength(status);
                if (length < 0 || length > limit - at) {
                    return count;
                }
                at += length;
            } else if (status >= 0x80) {
                running = status;
                int length = status >= 0xC0 && status < 0xE0 ? 1 : 2;
                if (length > limit - at) {
                    return count;
                }
                count += (status & 0xF0) == 0x90 && bytes[at] >= 0 && bytes[at + 1] != 0 ? 1 : 0;
                at += length;
            } else {
                return count;
            }
        }
        return count;
    }

    /** Whether the end-of-track event was reached. */
    private boolean readEvents(MidiContent content, MidiTrack track, int number) throws IOException {
        long tick = 0;
        int running = 0;
        while (at < limit) {
            long delta = number();
            tick += delta;
            if (delta < 0 || at >= limit) {
                track.damaged = true;
                return false;
            }
            if (tick > LAST_TICK) {
                track.tooLong = true;
                return false;
            }
            track.end = tick;
            int status = bytes[at] & 0xFF;
            if (status >= 0x80) {
                at++;
            } else {
                status = running;
            }
            boolean intact;
            if (status == 0xFF) {
                int type = at < limit ? bytes[at++] & 0xFF : 0;
                int length = length();
                intact = length >= 0;
                if (intact) {
                    meta(content, track, number, tick, type, length);
                    at += length;
                    if (type == 0x2F) {
                        return true;
                    }
                }
            } else if (status == 0xF0 || status == 0xF7) {
                int length = length();
                intact = length >= 0;
                at += Math.max(0, length);
            } else if (status >= 0xF0) {
                // Messages of a cable, which have no place in a file.
                track.badMessages++;
                int length = cableLength(status);
                intact = length <= limit - at;
                at += intact ? length : 0;
            } else if (status >= 0x80) {
                running = status;
                int length = status >= 0xC0 && status < 0xE0 ? 1 : 2;
                intact = length <= limit - at;
                if (intact) {
                    message(track, (int) tick, status, bytes[at] & 0xFF, length > 1 ? bytes[at + 1] & 0xFF : 0);
                    at += length;
                }
            } else {
                intact = false; // data without a status before it
            }
            if (!intact) {
                track.damaged = true;
                return false;
            }
        }
        return false;
    }

    private static int cableLength(int status) {
        return status == 0xF2 ? 2 : status == 0xF1 || status == 0xF3 ? 1 : 0;
    }

    private void message(MidiTrack track, int tick, int status, int one, int two) throws IOException {
        int channel = status & 0x0F;
        track.channels |= 1 << channel;
        int kind = status & 0xF0;
        if (one > 127) {
            track.badMessages++;
        } else if (kind == 0x90 && two != 0) {
            if (two > 127) {
                track.badMessages++;
            }
            startNote(track, tick, channel, one, Math.min(two, 127));
        } else if (kind == 0x80 || kind == 0x90) {
            endNote(track, tick, channel, one);
        } else if (kind == 0xC0) {
            track.programChanges++;
            track.setProgram(channel, one);
        }
    }

    private void startNote(MidiTrack track, int tick, int channel, int pitch, int velocity) throws IOException {
        if (++notes > MOST_NOTES) {
            throw new IOException(Words.of("midi.too-many-notes"));
        }
        int note = track.startNote(tick, channel, pitch, velocity);
        var lastOf = sounding(channel);
        int last = lastOf[pitch];
        if (last == NONE) {
            track.setNext(note, note);
        } else {
            track.setNext(note, track.next(last));
            track.setNext(last, note);
            track.startsWhileSounding++;
        }
        lastOf[pitch] = note;
    }

    private void endNote(MidiTrack track, int tick, int channel, int pitch) {
        var lastOf = sounding(channel);
        int last = lastOf[pitch];
        if (last == NONE) {
            track.endsWithoutNote++;
            return;
        }
        int first = track.next(last);
        if (first == last) {
            lastOf[pitch] = NONE;
        } else {
            track.setNext(last, track.next(first));
        }
        track.endNote(first, tick);
    }

    private int[] sounding(int channel) {
        if (sounding[channel].length == 0) {
            sounding[channel] = new int[PITCHES];
            Arrays.fill(sounding[channel], NONE);
        }
        return sounding[channel];
    }

    private void closeNotes(MidiTrack track) {
        for (int note = 0; note < track.notes(); note++) {
            if (!track.hasEnded(note)) {
                track.endNote(note, (int) track.end);
                track.notesWithoutEnd++;
                sounding[track.channel(note)][track.pitch(note)] = NONE;
            }
        }
    }

    private void meta(MidiContent content, MidiTrack track, int number, long tick, int type, int length) {
        switch (type) {
            case 0x03 -> track.name = track.name.isEmpty() ? text(length) : track.name;
            case 0x04 -> track.instrumentName = track.instrumentName.isEmpty() ? text(length) : track.instrumentName;
            case 0x21 -> {
                if (length == 1) {
                    track.port = bytes[at] & 0x7F;
                }
            }
            case 0x51 -> tempo(content, track, number, tick, length);
            case 0x58 -> {
                if (length < 2 || bytes[at] == 0 || bytes[at + 1] < 0 || bytes[at + 1] > 7) {
                    track.badMessages++;
                } else if (content.meters.size() < MidiContent.MOST_SIGNATURES) {
                    content.meters.add(new MidiContent.Meter(number, tick, bytes[at] & 0xFF, 1 << bytes[at + 1]));
                }
            }
            case 0x59 -> {
                if (length < 2 || Math.abs(bytes[at]) > 7 || (bytes[at + 1] & ~1) != 0) {
                    track.badMessages++;
                } else if (content.keys.size() < MidiContent.MOST_SIGNATURES) {
                    content.keys.add(new MidiContent.Key(number, tick, bytes[at], bytes[at + 1] == 1));
                }
            }
            default -> {
                // Texts, markers and what sequencers keep for themselves.
            }
        }
    }

    private void tempo(MidiContent content, MidiTrack track, int number, long tick, int length) {
        int microseconds = length < 3 ? 0 : twoBytes(at) << 8 | (bytes[at + 2] & 0xFF);
        if (microseconds == 0 || !content.temposOf(number).add(tick, microseconds)) {
            track.badMessages++;
        }
    }

    /** UTF-8 if it is that, else Latin-1, as nothing in a file says which; without control characters. */
    private String text(int bytesGiven) {
        int length = Math.min(bytesGiven, MOST_TEXT_BYTES);
        // Not in the middle of a character.
        while (length < bytesGiven && length > MOST_TEXT_BYTES - 4 && (bytes[at + length] & 0xC0) == 0x80) {
            length--;
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        if (text.indexOf(UNDECODABLE) >= 0) {
            text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        }
        String readable = readable(text).strip();
        return readable.codePointCount(0, readable.length()) <= LONGEST_TEXT
                ? readable
                : readable.substring(0, readable.offsetByCodePoints(0, LONGEST_TEXT))
                        .strip();
    }

    /** The text with each run of characters that are not for reading replaced by a space. */
    private static String readable(String text) {
        int at = 0;
        while (at < text.length() && isReadable(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == text.length()) {
            return text;
        }
        var readable = new StringBuilder(text.length()).append(text, 0, at);
        boolean before = true;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            boolean is = isReadable(letter);
            if (is) {
                readable.appendCodePoint(letter);
            } else if (before) {
                readable.append(' ');
            }
            before = is;
            at += Character.charCount(letter);
        }
        return readable.toString();
    }

    private static boolean isReadable(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A number of up to four bytes with seven bits each; -1 if it does not end in time. */
    private long number() {
        int value = 0;
        for (int i = 0; i < 4 && at < limit; i++) {
            byte b = bytes[at++];
            value = value << 7 | (b & 0x7F);
            if (b >= 0) {
                return value;
            }
        }
        return -1;
    }

    /** A number that says how many bytes follow; -1 if there are fewer. */
    private int length() {
        long length = number();
        return length <= limit - at ? (int) length : -1;
    }

    private long fourBytes(int place) {
        return (long) twoBytes(place) << 16 | twoBytes(place + 2);
    }

    private int twoBytes(int place) {
        return (bytes[place] & 0xFF) << 8 | (bytes[place + 1] & 0xFF);
    }
}
