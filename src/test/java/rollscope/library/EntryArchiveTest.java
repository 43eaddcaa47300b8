package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry as one file: it comes back as it was, and nothing else gets in. */
class EntryArchiveTest {
    private static final String ENTRY = """
        {"provider":"kie","separationTaskId":"sep-1","stemId":"stem-1","stemName":"Vocals","title":"Night Ferry",
         "created":"2026-11-22T09:00:00Z","state":"ready","midiTaskId":"m","notes":2,"instruments":2}\
        """;

    private static final JobRequest REQUEST = new JobRequest("kie", "sep-1", Optional.of("stem-1"), "Vocals");

    @TempDir
    Path home;

    private Path folder;
    private final List<Library> opened = new ArrayList<>();

    @BeforeEach
    void makeLibrary() {
        folder = home.resolve("library");
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Library::close);
    }

    @Test
    void anEntryComesBackAsItWas() throws Exception {
        Path inside = plant("20261122-090000-abcdef");
        byte[] sound = new byte[3_000_000];
        new Random(1).nextBytes(sound);
        Files.write(inside.resolve("stem-0123456789abcdef.mp3"), sound);
        Files.writeString(inside.resolve("tempo.json"), "{\"confirmed\":true}");
        Files.writeString(inside.resolve(".answer-1.part"), "half");
        Files.writeString(inside.resolve("private.txt"), "not of the entry");
        Path file = home.resolve("out.rollscope.zip");
        assertThat(open(folder).exportEntry("20261122-090000-abcdef", file)).isEqualTo(new Outcome.Ok<>(file));

        Path other = home.resolve("other");
        var library = open(other);
        var imported = value(library.importEntry(file));
        assertThat(imported.wasThere()).isFalse();
        assertThat(imported.entry().id()).isEqualTo("20261122-090000-abcdef");
        assertThat(library.entries()).containsExactly(imported.entry());
        var expected = contents(inside);
        expected.remove(".answer-1.part");
        expected.remove("private.txt");
        assertThat(contents(other.resolve("20261122-090000-abcdef"))).isEqualTo(expected);
        assertThat(value(library.open("20261122-090000-abcdef")).notes().size()).isEqualTo(2);
        assertThat(open(other).entries()).containsExactly(imported.entry());
    }

    @Test
    void everyFileOfRandomContentComesBack() throws Exception {
        var random = new Random(5);
        for (int round = 0; round < 25; round++) {
            Path from = Files.createDirectories(home.resolve("from-" + round));
            Files.writeString(from.resolve("entry.json"), ENTRY);
            for (String name : List.of("answer.json", "answer-0.json", "unread.json", "stem-00000000000000ff.wav")) {
                if (random.nextBoolean()) {
                    byte[] bytes = new byte[random.nextInt(200_000)];
                    if (random.nextBoolean()) {
                        random.nextBytes(bytes);
                    }
                    Files.write(from.resolve(name), bytes);
                }
            }
            Path file = home.resolve(round + ".rollscope.zip");
            EntryArchive.write("entry-" + round, from, file);
            Path to = Files.createDirectories(home.resolve("to-" + round));
            assertThat(EntryArchive.read(file, to)).isEqualTo("entry-" + round);
            assertThat(contents(to)).isEqualTo(contents(from));
        }
    }

    @Test
    void whereTheUsersOwnFilesLieStaysOut() throws Exception {
        Path inside = plant("e-1");
        ListeningFile.write(
                inside,
                Listening.DEFAULT.withAttached(home.resolve("my song.wav")).withBlend(0.75));
        Path file = home.resolve("out.rollscope.zip");
        open(folder).exportEntry("e-1", file);
        try (var zip = new ZipFile(file.toFile())) {
            String text = new String(
                    zip.getInputStream(zip.getEntry("e-1/listening.json")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("0.75").doesNotContain("my song");
        }
    }

    @Test
    void anArchiveCannotMakeTheProgramReadAFileOfTheUsers() throws Exception {
        Path secret = Files.writeString(home.resolve("secret.wav"), "x");
        Path file = zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            put(out, "e-1/answer.json", OwnProvider.NOTES);
            put(out, "e-1/listening.json", "{\"audio\":\"" + secret + "\",\"blend\":0.75}");
        });
        var library = open(folder);
        var imported = value(library.importEntry(file));
        assertThat(library.listening(imported.entry().id()).attached()).isEmpty();
        assertThat(library.listening(imported.entry().id()).blend()).isEqualTo(0.75);
    }

    @Test
    void whatIsThereAlreadyIsNotTakenInTwice() throws Exception {
        plant("e-1");
        Path file = home.resolve("out.rollscope.zip");
        var library = open(folder);
        library.exportEntry("e-1", file);
        library.rename("e-1", "Mine");
        var again = value(library.importEntry(file));
        assertThat(again.wasThere()).isTrue();
        assertThat(again.entry().title()).isEqualTo("Mine");
        library.delete("e-1");
        assertThat(value(library.importEntry(file)).wasThere()).isTrue();
        assertThat(library.entries()).extracting(Entry::title).containsExactly("Mine");
        assertThat(names(folder)).containsExactlyInAnyOrder("e-1", "trash", "lock", "working");
    }

    @Test
    void anIdThatIsTakenByAnotherEntryIsGivenAnew() throws Exception {
        plant("e-1");
        Path file = zip(out -> put(out, "e-1/entry.json", ENTRY.replace("sep-1", "sep-2")));
        var library = open(folder);
        var imported = value(library.importEntry(file));
        assertThat(imported.entry().id()).isNotEqualTo("e-1");
        assertThat(library.entries()).hasSize(2);
        assertThat(library.find(REQUEST)).map(Entry::id).contains("e-1");
    }

    // Hostile

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../entry.json",
                "e-1/../../entry.json",
                "/etc/entry.json",
                "entry.json",
                "e-1\\entry.json",
                "C:/entry.json",
                "e-1//entry.json",
                "e-1/sub/entry.json",
                "e-1/entry.json/",
                "e 1/entry.json",
                "trash/entry.json",
                "e-1/entry.exe",
                "e-1/stem-0123456789abcdef.exe",
                "e-1/stem-../entry.json",
                "e-1/answer-.json",
                "e-1/lock",
                "e-1/deleted",
                "e-1/ENTRY.JSON",
                "e-1/\u0000entry.json",
                "./entry.json",
                "../../../../../../tmp/entry.json"
            })
    void namesThatAreNoneOfAnEntryAreRefused(String name) throws Exception {
        refuses(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            put(out, name, ENTRY);
        }));
        refuses(zip(out -> put(out, name, ENTRY)));
    }

    @Test
    void filesOfTwoEntriesAreRefused() throws Exception {
        refuses(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            put(out, "e-2/answer.json", OwnProvider.NOTES);
        }));
    }

    @Test
    void bombsAreRefusedByWhatComesOutOfThem() throws Exception {
        byte[] zeros = new byte[1 << 20];
        refuses(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            out.putNextEntry(new ZipEntry("e-1/answer.json"));
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
            out.closeEntry();
        }));
        refuses(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            put(out, "e-1/tempo.json", "1".repeat(2 << 20));
        }));
        refuses(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            for (int i = 0; i < 400; i++) {
                put(out, "e-1/answer-" + i + ".json", "{}");
            }
        }));
    }

    @Test
    void namesTwiceAreRefused() throws Exception {
        // The JDK writes no name twice, so the second is renamed in the bytes.
        byte[] bytes = Files.readAllBytes(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            put(out, "e-1/entrz.json", ENTRY.replace("sep-1", "sep-9"));
        }));
        refuses(replaced(bytes, "entrz.json", "entry.json"));
    }

    @Test
    void linksAreRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            put(out, "e-1/answer.json", "/etc/passwd");
        }));
        int at = lastRecord(bytes);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 38, 0xa1ff0000);
        refuses(Files.write(home.resolve("link.zip"), bytes));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 38, 0x21ff0000); // a device
        refuses(Files.write(home.resolve("device.zip"), bytes));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 38, 0x81a40000); // a file
        assertThat(open(folder).importEntry(Files.write(home.resolve("file.zip"), bytes)))
                .isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void aListThatNamesOtherFilesThanThereAreIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            put(out, "e-1/answer.json", OwnProvider.NOTES);
        }));
        int at = lastRecord(bytes);
        byte[] lie = bytes.clone();
        lie[at + 46 + 4] = 'b';
        refuses(Files.write(home.resolve("lie.zip"), lie));
        byte[] locked = bytes.clone();
        locked[at + 8] |= 1;
        refuses(Files.write(home.resolve("locked.zip"), locked));
    }

    @Test
    void whateverIsDamagedIsRefusedOrWhole() throws Exception {
        byte[] bytes = Files.readAllBytes(zip(out -> {
            put(out, "e-1/entry.json", ENTRY);
            put(out, "e-1/answer.json", OwnProvider.NOTES);
        }));
        var random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] damaged = bytes.clone();
            if (round % 4 == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            } else {
                for (int i = 0; i <= random.nextInt(3); i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
            }
            Path file = Files.write(home.resolve("damaged.zip"), damaged);
            Path into = Files.createDirectories(home.resolve("into-" + round));
            try {
                EntryArchive.read(file, into);
                assertThat(Files.readString(into.resolve("entry.json"))).isEqualTo(ENTRY);
            } catch (EntryArchive.Refused e) {
                refused++;
            }
            assertThat(names(into)).isSubsetOf("entry.json", "answer.json");
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void whatIsNoArchiveIsRefused() throws Exception {
        refuses(Files.write(home.resolve("empty.rollscope.zip"), new byte[0]));
        refuses(Files.writeString(home.resolve("text.rollscope.zip"), "hello ".repeat(100)));
        refuses(zip(out -> put(out, "e-1/answer.json", OwnProvider.NOTES)));
        refuses(zip(out -> put(out, "e-1/entry.json", "{}")));
        refuses(zip(out -> put(out, "e-1/entry.json", "")));
        assertThatThrownBy(() -> EntryArchive.read(home.resolve("not there"), home))
                .isInstanceOf(IOException.class);
    }

    private void refuses(Path file) throws IOException {
        var library = open(folder);
        assertThat(library.importEntry(file)).isInstanceOf(Outcome.Failed.class);
        assertThat(library.entries()).isEmpty();
        assertThat(names(folder)).isSubsetOf("lock", "working");
        assertThat(names(home)).noneMatch(name -> name.equals("entry.json"));
    }

    /** Content that may go wrong. */
    private interface Content {
        void to(ZipOutputStream out) throws IOException;
    }

    private Path zip(Content content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            content.to(out);
        }
        return Files.write(Files.createTempFile(home, "made", ".rollscope.zip"), bytes.toByteArray());
    }

    private static void put(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        ((OutputStream) out).write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    private Path replaced(byte[] bytes, String from, String to) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
        return Files.write(home.resolve("replaced.zip"), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Where the last record of the list at the end begins. */
    private static int lastRecord(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
    }

    @Test
    void whatWaitedInSomebodyElsesQueueIsNotSentFromThisOne() throws Exception {
        Path file = zip(out -> put(out, "e-1/entry.json", ENTRY.replace("\"ready\"", "\"queued\",\"place\":1")));
        var library = open(folder);
        var imported = value(library.importEntry(file)).entry();
        assertThat(library.queue("kie")).isEmpty();
        assertThat(imported.state())
                .isInstanceOfSatisfying(JobState.Failed.class, failed -> assertThat(failed.accepted())
                        .isFalse());
        assertThat(open(folder).queue("kie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"working", "lock", "index", "trash", "Working", "TRASH"})
    void theLibrarysOwnNamesAreNoneOfAnEntry(String name) throws Exception {
        Path file = zip(out -> put(out, name + "/entry.json", ENTRY));
        assertThat(open(folder).importEntry(file)).isInstanceOf(Outcome.Failed.class);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void numbersWithoutMeasureAreTakenInWithoutWaiting() throws Exception {
        Path file = zip(out -> put(
                out,
                "e-1/entry.json",
                ENTRY.replace(
                        "\"notes\":2", "\"notes\":1e999999999,\"place\":1e999999999,\"balanceBefore\":1e99999999")));
        assertThat(value(open(folder).importEntry(file)).entry().id()).isEqualTo("e-1");
    }

    private Path plant(String id) throws IOException {
        Path inside = Files.createDirectories(folder.resolve(id));
        Files.writeString(inside.resolve("entry.json"), ENTRY);
        Files.writeString(inside.resolve("answer.json"), OwnProvider.NOTES);
        return inside;
    }

    private Library open(Path where) {
        var library = new Library(
                where,
                new Providers(() -> URI.create("http://127.0.0.1:1"), "demo-task"),
                URI.create("https://example.com/cb"),
                Pace.every(Duration.ofDays(1)));
        opened.add(library);
        return library;
    }

    private static TreeMap<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        for (String name : names(folder)) {
            contents.put(name, Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T>(Problem problem) -> throw new AssertionError(problem);
        };
    }
}
