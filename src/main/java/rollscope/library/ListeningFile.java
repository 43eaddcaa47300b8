package rollscope.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import rollscope.files.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code listening.json} in the folder of an entry. Reading is tolerant: what cannot be used counts as not set. */
final class ListeningFile {
    private static final System.Logger LOG = System.getLogger(ListeningFile.class.getName());
    static final String NAME = "listening.json";
    private static final long LARGEST = 1 << 18;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ListeningFile() {}

    static void write(Path folder, Listening listening) throws IOException {
        AtomicFile.write(folder.resolve(NAME), toJson(listening));
    }

    static byte[] toJson(Listening listening) {
        ObjectNode json = JSON.createObjectNode();
        listening.attached().ifPresent(file -> json.put("audio", file.toString()));
        listening.heard().ifPresent(id -> json.put("heard", id));
        json.put("blend", listening.blend());
        json.put("split", listening.split());
        if (!listening.volumes().isEmpty()) {
            var volumes = json.putObject("volumes");
            listening.volumes().forEach((instrument, volume) -> volumes.put(String.valueOf(instrument), volume));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    static Listening read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("too large");
            }
            return listening(JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "Not listened to yet: {0}", folder);
        } catch (IOException | JacksonException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read {0}: {1}", file, e.getMessage());
        }
        return Listening.DEFAULT;
    }

    private static Listening listening(JsonNode json) {
        Listening unset = Listening.DEFAULT;
        return new Listening(
                json.path("audio").stringValueOpt().flatMap(ListeningFile::path),
                json.path("heard").stringValueOpt().filter(id -> !id.isEmpty()),
                part(json.path("blend")).orElse(unset.blend()),
                json.path("split").booleanValueOpt().orElse(unset.split()),
                volumes(json.path("volumes")));
    }

    private static Map<Integer, Double> volumes(JsonNode json) {
        var volumes = new HashMap<Integer, Double>();
        for (var property : json.properties()) {
            if (property.getKey().matches("\\d|[1-9]\\d|1[01]\\d|12[0-7]")) {
                part(property.getValue()).ifPresent(volume -> volumes.put(Integer.parseInt(property.getKey()), volume));
            }
        }
        return volumes;
    }

    private static Optional<Double> part(JsonNode json) {
        double value = json.isNumber() ? json.doubleValue() : -1;
        return value >= 0 && value <= 1 ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
