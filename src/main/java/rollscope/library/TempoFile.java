package rollscope.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollscope.files.AtomicFile;
import rollscope.tempo.Fit;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.SongTempo.Source;
import rollscope.tempo.TempoMap;
import rollscope.tempo.TempoMap.Signature;
import rollscope.tempo.TempoMap.Tempo;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code tempo.json} in the folder of an entry: the beats and bars that the user made of the estimate. What cannot be read as a whole
 * counts as not there, since half a map is a wrong one.
 */
final class TempoFile {
    private static final System.Logger LOG = System.getLogger(TempoFile.class.getName());
    private static final String NAME = "tempo.json";
    private static final long LARGEST = 8 << 20;
    private static final int MOST_CHANGES = 100_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TempoFile() {}

    /** Nothing, or a tempo without a map, removes the file. */
    static void write(Path folder, Optional<SongTempo> tempo) throws IOException {
        Path file = folder.resolve(NAME);
        var map = tempo.flatMap(SongTempo::map);
        if (tempo.isEmpty() || map.isEmpty() || isTooLong(map.get())) {
            Files.deleteIfExists(file);
            return;
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("confirmed", tempo.get().source() == Source.CONFIRMED);
        json.put("bar1", map.get().origin());
        var tempos = json.putArray("tempos");
        for (Tempo change : map.get().tempos()) {
            tempos.addObject().put("seconds", change.seconds()).put("bpm", change.bpm());
        }
        var meters = json.putArray("meters");
        for (Signature signature : map.get().signatures()) {
            meters.addObject()
                    .put("beat", signature.beat())
                    .put("beats", signature.meter().beats())
                    .put("compound", signature.meter().compound());
        }
        AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    private static boolean isTooLong(TempoMap map) {
        return map.tempos().size() > MOST_CHANGES || map.signatures().size() > MOST_CHANGES;
    }

    static Optional<SongTempo> read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("too large");
            }
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            var source = json.path("confirmed").booleanValueOpt().orElse(false) ? Source.CONFIRMED : Source.ESTIMATED;
            return Optional.of(new SongTempo(Optional.of(map(json)), Optional.empty(), Fit.NONE, source));
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "The tempo is as estimated: {0}", folder);
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read {0}: {1}", file, e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * @throws IllegalArgumentException if it is no map
     */
    private static TempoMap map(JsonNode json) {
        var tempos = new ArrayList<Tempo>();
        for (JsonNode tempo : json.path("tempos")) {
            tempos.add(new Tempo(number(tempo.path("seconds")), number(tempo.path("bpm"))));
        }
        List<Signature> signatures = new ArrayList<>();
        for (JsonNode signature : json.path("meters")) {
            signatures.add(new Signature(
                    whole(signature.path("beat")),
                    new Meter(
                            whole(signature.path("beats")),
                            signature.path("compound").booleanValueOpt().orElse(false))));
        }
        return new TempoMap(number(json.path("bar1")), tempos, signatures);
    }

    private static double number(JsonNode json) {
        return json.isNumber() ? json.doubleValue() : Double.NaN;
    }

    private static int whole(JsonNode json) {
        if (!json.isIntegralNumber() || !json.canConvertToInt()) {
            throw new IllegalArgumentException("no whole number: " + json);
        }
        return json.intValue();
    }
}
