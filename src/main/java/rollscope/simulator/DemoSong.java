package rollscope.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the simulator has to offer: the stems of one song, and what is heard in them. Immutable. */
final class DemoSong {
    /**
     * A stem.
     *
     * @param id       opaque, an {@code audioId}
     * @param resource name of the audio file
     */
    record Stem(String id, String name, String resource) {
        /** As in the service's URLs; may hold a raw space. */
        String fileName() {
            return id + "_" + name + ".mp3";
        }
    }

    private static final String EXTRACTED = "2f6d90b1-c47e-4358-a1f9-06be5d83c724";
    private static final String REMOVED = "84c1e3a7-09d5-4b62-bf38-e5d27a610f9c";
    private static final String INSTRUMENTAL = "d7e05b92-6a1f-4c83-92d4-f18c3b7e0a65";

    private final List<Part> parts = NightFerry.parts();
    private final Map<Part, List<Ear.Heard>> heard = new LinkedHashMap<>();
    private final List<Stem> stems = new ArrayList<>();

    DemoSong() {
        for (var part : parts) {
            heard.put(part, Ear.hear(part));
            stems.add(new Stem(part.id(), part.stem(), part.file()));
        }
        stems.add(new Stem(INSTRUMENTAL, "Instrumental", "instrumental.mp3"));
        stems.add(new Stem(EXTRACTED, "Lead Vocal", "vocals.mp3"));
        stems.add(new Stem(REMOVED, "Lead Vocal", "instrumental.mp3"));
    }

    double seconds() {
        return Math.round(NightFerry.SECONDS * 100) / 100.0;
    }

    /** Every stem of any separation of the song. */
    List<Stem> stems() {
        return List.copyOf(stems);
    }

    /** The stems that a separation lists. */
    List<Stem> stems(Scenario.Stems separation) {
        return switch (separation) {
            case ALL, ALL_MIXED, PARTIAL, CALLBACK_EXCEPTION -> List.copyOf(stems.subList(0, parts.size()));
            case TWO -> List.of(stems.getFirst(), stem(INSTRUMENTAL).orElseThrow());
            case PAIRS -> List.of(stem(EXTRACTED).orElseThrow(), stem(REMOVED).orElseThrow());
            case PENDING, FAILED, UNKNOWN -> List.of();
        };
    }

    Optional<Stem> stem(String id) {
        return stems.stream().filter(stem -> stem.id().equals(id)).findAny();
    }

    Stem bass() {
        return stems.get(2);
    }

    /** The parts to be heard in a stem, or in all. */
    List<Part> parts(Optional<String> audioId) {
        String stem = audioId.orElse("");
        return switch (stem) {
            case "" -> parts;
            case EXTRACTED -> parts.subList(0, 1);
            case INSTRUMENTAL, REMOVED -> parts.subList(1, parts.size());
            default -> parts.stream().filter(part -> part.id().equals(stem)).toList();
        };
    }

    List<Ear.Heard> heard(Part part) {
        return heard.getOrDefault(part, List.of());
    }

    /** The audio of a stem, an mp3. */
    static byte[] audio(Stem stem) {
        try (var in = DemoSong.class.getResourceAsStream("/rollscope/assets/demo/" + stem.resource)) {
            if (in == null) {
                throw new IOException("no audio for " + stem.name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
