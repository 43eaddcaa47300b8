package rollscope.library;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import rollscope.transcription.Stem;

/** Libraries of any size for tests and benchmarks, the same for the same seed. */
public final class MadeLibrary {
    private static final Instant FIRST = Instant.parse("2026-01-01T08:00:00Z");
    private static final List<String> STEMS = List.of("Vocals", "Drums", "Bass", "Guitar", "Keyboard", "Strings");
    private static final String[] WORDS = {
        "Night", "Ferry", "Slow", "Lantern", "Harbour", "Take", "Blue", "Étude", "Rain"
    };

    private MadeLibrary() {}

    /** Writes so many entries of every state, those of a separation following each other; returns when the newest was made. */
    public static Instant write(Path folder, int entries, long seed) throws IOException {
        var random = new Random(seed);
        Instant created = FIRST;
        String task = "";
        var stems = new ArrayList<Stem>();
        for (int i = 0; i < entries; i++) {
            int stem = i % (STEMS.size() + 1);
            if (stem == 0) {
                task = UUID.nameUUIDFromBytes(bytes(random)).toString().replace("-", "");
                stems.clear();
                for (String name : STEMS) {
                    String id = UUID.nameUUIDFromBytes(bytes(random)).toString();
                    stems.add(new Stem(
                            id, name, Optional.of(URI.create("https://files.example.com/" + id + ".mp3")), 200, false));
                }
            }
            created = created.plusSeconds(60 + random.nextInt(600));
            var request = stem == 0
                    ? new JobRequest("kie", task, Optional.empty(), JobRequest.ALL_STEMS)
                    : new JobRequest(
                            "kie", task, Optional.of(stems.get(stem - 1).id()), STEMS.get(stem - 1));
            String title = WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)] + " "
                    + random.nextInt(1000);
            String id = "20260101-%06d-%06x".formatted(i, random.nextInt(1 << 24));
            var entry = new Entry(id, title, request, created, state(random, i, created));
            Path inside = Files.createDirectories(folder.resolve(id));
            Path file = inside.resolve("entry.json");
            Files.write(
                    file,
                    new SavedEntry(entry, Optional.of("midi-" + i), stems, List.of(), Spending.NOT_KNOWN).toJson());
            Files.setLastModifiedTime(file, FileTime.from(created));
            if (entry.state() instanceof JobState.Ready) {
                Files.writeString(inside.resolve("answer.json"), "{\"code\":200,\"data\":null}");
            }
        }
        return created;
    }

    private static JobState state(Random random, int i, Instant created) {
        return switch (random.nextInt(20)) {
            case 0 -> new JobState.Empty();
            case 1 -> new JobState.Expired("midi-" + i);
            case 2 ->
                new JobState.Failed(
                        new Problem(
                                Problem.Kind.PROVIDER, "The provider could not transcribe this.", "Try another.", ""),
                        true);
            case 3 -> new JobState.Unknown(created, SavedEntry.submitInterrupted());
            default -> new JobState.Ready(1 + random.nextInt(9000), 1 + random.nextInt(12));
        };
    }

    private static byte[] bytes(Random random) {
        return Long.toHexString(random.nextLong()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes the index, which else is written in the background. */
    public static void index(Path folder) {
        try (var store = new EntryStore(folder, InstantSource.system(), new Random(1))) {
            store.keepIndex();
        }
    }

    /** Reads a library as {@code Application.init} does; returns the time it took, in milliseconds. */
    public static double open(Path folder, int expected) {
        long start = System.nanoTime();
        try (var library = new Library(
                folder,
                new Providers(() -> URI.create("http://127.0.0.1:1"), "demo"),
                URI.create("https://example.com/cb"),
                Pace.every(Duration.ofDays(1)))) {
            int entries = library.entries().size();
            double ms = (System.nanoTime() - start) / 1e6;
            if (entries != expected) {
                throw new IllegalStateException(entries + " entries instead of " + expected);
            }
            return ms;
        }
    }
}
