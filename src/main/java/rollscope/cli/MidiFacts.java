package rollscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import rollscope.midi.Destination;
import rollscope.midi.MidiInspection;

/** Looks into a MIDI file, as a person or as a script wants to read it. */
final class MidiFacts {
    /** Far beyond two million notes. */
    private static final long MOST_BYTES = 64L << 20;

    private MidiFacts() {}

    static MidiInspection of(Path file) throws Refusal {
        try {
            if (Files.isDirectory(file)) {
                throw new Refusal(file + " is a folder.", "Name a MIDI file in it.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new Refusal(file + " is too large for a MIDI file.", "Choose another file.");
            }
            return inspected(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            throw new Refusal("There is no file " + file + ".", "Check its name.");
        } catch (IOException e) {
            throw new Refusal(file + " cannot be read: " + e.getMessage() + ".", "Choose another file.");
        }
    }

    private static MidiInspection inspected(byte[] bytes) throws Refusal {
        try {
            return MidiInspection.of(bytes);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), "Choose a .mid file.");
        }
    }

    static String json(MidiInspection file) {
        var all = object("format", file.format());
        var division = file.division();
        if (division.ticksPerQuarter() > 0) {
            all.put("ticksPerQuarter", division.ticksPerQuarter());
        } else {
            all.put("framesPerSecond", division.framesPerSecond());
            all.put("ticksPerFrame", division.ticksPerFrame());
        }
        all.put("seconds", file.seconds());
        all.put("notes", file.notes());
        all.put(
                "tempos",
                each(file.tempos(), tempo -> object("time", tempo.time(), "beatsPerMinute", tempo.beatsPerMinute())));
        all.put(
                "meters",
                each(
                        file.meters(),
                        meter -> object("time", meter.time(), "beats", meter.beats(), "unit", meter.unit())));
        all.put("keys", each(file.keys(), key -> object("time", key.time(), "name", key.name())));
        all.put("tracks", each(file.tracks(), MidiFacts::track));
        all.put("problems", file.problems());
        all.put(
                "musicPrograms",
                each(Destination.of(file), program -> object("name", program.program(), "advice", program.advice())));
        return JsonText.of(all);
    }

    /** A page for a terminal: what is in the file, then what music programs make of it. */
    static String text(MidiInspection file) {
        var text = new StringBuilder(file.describe().strip());
        for (var program : Destination.of(file)) {
            text.append("\n\n").append(program.program());
            program.advice().forEach(sentence -> text.append("\n  ").append(sentence));
        }
        return text.toString();
    }

    private static Map<String, Object> track(MidiInspection.Track track) {
        var all = object(
                "number", track.number(), "name", track.name(), "port", track.port(), "channels", track.channels());
        all.put(
                "programs",
                each(
                        track.programs(),
                        program -> object(
                                "channel", program.channel(), "number", program.number(), "name", program.name())));
        all.put("notes", track.playing().map(MidiInspection.Playing::notes).orElse(0));
        track.playing()
                .ifPresent(playing -> all.putAll(object(
                        "lowest",
                        playing.lowest(),
                        "highest",
                        playing.highest(),
                        "start",
                        playing.start(),
                        "end",
                        playing.end(),
                        "softest",
                        playing.softest(),
                        "loudest",
                        playing.loudest(),
                        "sameTime",
                        playing.sameTime())));
        all.put("problems", track.problems());
        return all;
    }

    private static <T> List<Map<String, Object>> each(List<T> values, Function<T, Map<String, Object>> object) {
        return values.stream().map(object).toList();
    }

    /** Names and values by turns; keeps their order. */
    private static Map<String, Object> object(Object... namesAndValues) {
        var all = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return all;
    }
}
