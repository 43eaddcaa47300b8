package rollscope.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import tools.jackson.databind.json.JsonMapper;

/** Reads files with nothing of ours: the JDK for MIDI, a plain tree for answers. Times are counted in 1/1920 s. */
final class PlainNotes {
    private static final int TICKS_PER_SECOND = 1920;

    /** One note, comparable between the formats. */
    record Note(String instrument, long start, long end, int pitch, int velocity) implements Comparable<Note> {
        @Override
        public int compareTo(Note other) {
            return toString().compareTo(other.toString());
        }
    }

    private PlainNotes() {}

    static List<Note> ofJson(Path file) {
        var answer = JsonMapper.builder().build().readTree(file.toFile());
        var notes = new ArrayList<Note>();
        for (var instrument : answer.at("/data/midiData/instruments")) {
            for (var note : instrument.get("notes")) {
                notes.add(new Note(
                        instrument.get("name").asString(),
                        ticks(note.get("start").doubleValue()),
                        ticks(note.get("end").doubleValue()),
                        note.get("pitch").intValue(),
                        (int) Math.round(127 * note.get("velocity").doubleValue())));
            }
        }
        Collections.sort(notes);
        return notes;
    }

    private static long ticks(double seconds) {
        return Math.round(seconds * TICKS_PER_SECOND);
    }

    /** Expects 960 ticks a quarter at 120 beats a minute. */
    static List<Note> ofMidi(Path file) throws IOException, InvalidMidiDataException {
        var sequence = MidiSystem.getSequence(new File(file.toString()));
        if (sequence.getResolution() != 960) {
            throw new IllegalArgumentException("resolution " + sequence.getResolution());
        }
        var notes = new ArrayList<Note>();
        for (var track : sequence.getTracks()) {
            addNotes(track, notes);
        }
        Collections.sort(notes);
        return notes;
    }

    private record Sounding(long start, int velocity) {}

    private static void addNotes(Track track, List<Note> notes) {
        String name = "";
        Map<Integer, Deque<Sounding>> sounding = new HashMap<>();
        for (int i = 0; i < track.size(); i++) {
            var event = track.get(i);
            if (event.getMessage() instanceof MetaMessage meta && meta.getType() == 3) {
                name = new String(meta.getData(), StandardCharsets.US_ASCII);
            } else if (event.getMessage() instanceof ShortMessage message) {
                var pending = sounding.computeIfAbsent(message.getData1(), _ -> new ArrayDeque<>());
                if (message.getCommand() == ShortMessage.NOTE_ON && message.getData2() > 0) {
                    pending.addLast(new Sounding(event.getTick(), message.getData2()));
                } else if (message.getCommand() == ShortMessage.NOTE_OFF
                        || message.getCommand() == ShortMessage.NOTE_ON) {
                    var begun = pending.removeFirst();
                    notes.add(new Note(name, begun.start, event.getTick(), message.getData1(), begun.velocity));
                }
            }
        }
    }

    static boolean isPng(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length > 8 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G';
    }
}
