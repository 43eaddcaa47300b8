package rollscope.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import rollscope.files.AtomicFile;
import rollscope.midi.DrumMap;
import rollscope.midi.Instrumentation;
import rollscope.midi.Instrumentation.Part;
import rollscope.midi.Instrumentation.Voice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code instruments.json} in the folder of an entry: by number of the instrument, from 0, its {@code name}, its {@code program} with
 * {@code drums}, and where its drums go. Reading is tolerant: what cannot be used counts as delivered.
 */
final class InstrumentationFile {
    private static final System.Logger LOG = System.getLogger(InstrumentationFile.class.getName());
    private static final String NAME = "instruments.json";
    private static final long LARGEST = 1 << 20;
    private static final int HIGHEST = 127;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private InstrumentationFile() {}

    static void write(Path folder, Instrumentation instrumentation) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        new TreeMap<>(instrumentation.parts())
                .forEach((index, part) -> write(json.putObject(String.valueOf(index)), part));
        AtomicFile.write(
                folder.resolve(NAME), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    private static void write(ObjectNode json, Part part) {
        part.name().ifPresent(name -> json.put("name", name));
        part.voice().ifPresent(voice -> {
            json.put("program", voice.program());
            json.put("drums", voice.drums());
        });
        part.drums().ifPresent(map -> {
            json.put("map", map.name());
            var moves = json.putObject("moves");
            map.moves().forEach((from, to) -> moves.put(String.valueOf(from), to));
        });
    }

    static Instrumentation read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("too large");
            }
            return instrumentation(JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "Instruments as delivered: {0}", folder);
        } catch (IOException | JacksonException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read {0}: {1}", file, e.getMessage());
        }
        return Instrumentation.AS_DELIVERED;
    }

    private static Instrumentation instrumentation(JsonNode json) {
        var parts = new HashMap<Integer, Part>();
        for (var property : json.properties()) {
            // A song has 128 instruments at most.
            number(property.getKey()).ifPresent(index -> parts.put(index, part(property.getValue())));
        }
        return new Instrumentation(parts);
    }

    private static Part part(JsonNode json) {
        var program = number(json.path("program"));
        var voice = program.isPresent()
                ? Optional.of(new Voice(
                        program.getAsInt(), json.path("drums").booleanValueOpt().orElse(false)))
                : Optional.<Voice>empty();
        return new Part(json.path("name").stringValueOpt(), voice, drums(json));
    }

    private static Optional<DrumMap> drums(JsonNode json) {
        return json.path("map").stringValueOpt().map(name -> {
            Map<Integer, Integer> moves = new HashMap<>();
            for (var move : json.path("moves").properties()) {
                var to = number(move.getValue());
                number(move.getKey()).ifPresent(from -> to.ifPresent(target -> moves.put(from, target)));
            }
            return DrumMap.of(name.length() > Part.LONGEST_NAME ? "" : name, moves);
        });
    }

    private static OptionalInt number(JsonNode json) {
        int value = json.isInt() ? json.intValue() : -1;
        return value >= 0 && value <= HIGHEST ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private static OptionalInt number(String digits) {
        return digits.matches("\\d|[1-9]\\d|1[01]\\d|12[0-7]")
                ? OptionalInt.of(Integer.parseInt(digits))
                : OptionalInt.empty();
    }
}
