package rollscope.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.language.Language;

class SettingsStoreTest {
    private static final Settings CHOSEN = new Settings(
            "kie",
            "https://api.example.com",
            URI.create("https://example.org/hook"),
            Settings.Theme.DARK,
            0.25,
            new Settings.WindowPlace(Optional.of(new Settings.WindowPlace.Corner(-1280, 40)), 1280, 720, true),
            new Settings.Roll(
                    3,
                    Settings.Follow.CONTINUOUS,
                    true,
                    true,
                    true,
                    true,
                    0.25,
                    false,
                    Map.of("Electric \"Bass\"", 0xFFE69F00)),
            new Settings.Sound(
                    Optional.of("Scarlett 2i2"),
                    Optional.of(Path.of("banks", "my.sf2").toAbsolutePath()),
                    true),
            Map.of("place", "stem", "grid", "1/16"),
            Map.of("kie", KeyPlace.FILE, "https://api.example.com", KeyPlace.THIS_RUN),
            new Settings.Receiving(true, 9000, "192.168.1.20"),
            Set.of("kie", "https://api.example.com"),
            List.of(Path.of("two.mid").toAbsolutePath(), Path.of("one.json").toAbsolutePath()),
            Optional.of(Language.CHINESE),
            true);

    @TempDir
    Path folder;

    private final List<Runnable> later = new ArrayList<>();
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("config/settings.json");
    }

    @Test
    void withoutFileEverythingIsDefault() {
        assertThat(open().get()).isEqualTo(Settings.DEFAULT);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsSetIsThereAtOnceAndWrittenLater() {
        var store = open();
        store.set(CHOSEN);
        assertThat(store.get()).isEqualTo(CHOSEN);
        assertThat(file).doesNotExist();

        later.forEach(Runnable::run);
        assertThat(open().get()).isEqualTo(CHOSEN);
    }

    @Test
    void manyChangesAreWrittenOnce() throws IOException {
        var store = open();
        for (int i = 0; i <= 100; i++) {
            store.set(CHOSEN.withVolume(i / 100.0));
        }
        later.removeFirst().run();
        assertThat(open().get().volume()).isEqualTo(1);

        Files.delete(file);
        later.forEach(Runnable::run);
        assertThat(file).doesNotExist();
    }

    @Test
    void flushWritesWhatIsPending() {
        var store = open();
        store.set(CHOSEN);
        store.flush();
        assertThat(open().get()).isEqualTo(CHOSEN);
    }

    @Test
    void aWindowWithoutAWholePlaceIsPutWhereTheSystemLikes() throws IOException {
        write("{\"window\":{\"width\":900,\"height\":600,\"x\":12}}");
        assertThat(open().get().window()).isEqualTo(new Settings.WindowPlace(Optional.empty(), 900, 600, false));
        write("{\"window\":{\"width\":900,\"height\":600,\"x\":1e99,\"y\":\"top\"}}");
        assertThat(open().get().window().corner()).isEmpty();
    }

    @Test
    void ofRecentFilesTheNewestDozenIsKeptEachOnce() throws IOException {
        var files = IntStream.range(0, 40)
                .mapToObj(i -> folder.resolve(i % 20 + ".mid"))
                .toList();
        var kept = Settings.DEFAULT.withRecent(files).recent();
        assertThat(kept).isEqualTo(files.subList(0, Settings.MOST_RECENT));
        write("{\"recent\":[7,\"relative.mid\",null,\"\\u0000\",{}]}");
        assertThat(open().get().recent()).isEmpty();
        write("{\"recent\":\"one.mid\"}");
        assertThat(open().get().recent()).isEmpty();
    }

    @Test
    void unknownFieldsArePassedOver() throws IOException {
        write("{\"provider\":\"kie\",\"from\":{\"the\":[\"future\"]},\"theme\":\"Light\"}");
        assertThat(open().get())
                .isEqualTo(Settings.DEFAULT.withProvider("kie", "").withTheme(Settings.Theme.LIGHT));
    }

    @Test
    void valueThatCannotBeUsedCountsAsNotSet() throws IOException {
        write("""
            {"provider":7,"customUrl":["x"],"callback":"file:///etc","theme":"pink","volume":"loud"}\
            """);
        assertThat(open().get()).isEqualTo(Settings.DEFAULT);
        write("""
            {"provider":" ","customUrl":null,"callback":"not a uri","theme":null,"volume":1.5}\
            """);
        assertThat(open().get()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void whatCannotBeUsedOfTheRollCountsAsNotSetAndTheRestServes() throws IOException {
        write("""
            {"roll":{"middleC":"C9","follow":7,"overlay":"yes","folded":true,"velocityLane":null,
            "colours":{"Bass":"#12ab34","Drums":"blue","Voice":3,"Piano":null}}}\
            """);
        assertThat(open().get().roll())
                .isEqualTo(new Settings.Roll(
                        4, Settings.Follow.PAGE, false, true, false, false, 0.5, true, Map.of("Bass", 0xFF12AB34)));
        write("{\"roll\":[1,2]}");
        assertThat(open().get()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void ofManyColoursTheLatestAreRemembered() {
        var store = open();
        int many = Settings.Roll.MOST_HUES + 10;
        IntStream.range(0, many)
                .forEach(i -> store.set(store.get().withRoll(store.get().roll().withHue("part " + i, 0xFF000000 + i))));
        store.flush();
        assertThat(open().get().roll().hues())
                .hasSize(Settings.Roll.MOST_HUES)
                .containsEntry("part " + (many - 1), 0xFF000000 + many - 1)
                .doesNotContainKey("part 0");
        assertThat(open().get().roll().withoutHue("part 100").hues()).doesNotContainKey("part 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"provider\":\"ki", "[]", "null", "\u0000\u0000\u0000"})
    void brokenFileIsKeptAsideAndDefaultsServe(String content) throws IOException {
        write(content);
        var store = open();
        assertThat(store.get()).isEqualTo(Settings.DEFAULT);
        assertThat(folder.resolve("config/settings.json.broken")).hasContent(content);

        store.set(CHOSEN);
        store.flush();
        assertThat(open().get()).isEqualTo(CHOSEN);
    }

    @Test
    void diskThatRefusesIsBorne() throws IOException {
        Files.writeString(folder.resolve("config"), "a file where the folder should be");
        var store = open();
        store.set(CHOSEN);
        assertThatCode(store::flush).doesNotThrowAnyException();
        assertThat(store.get()).isEqualTo(CHOSEN);
    }

    private SettingsStore open() {
        return new SettingsStore(file, later::add);
    }

    private void write(String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
