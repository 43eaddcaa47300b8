package rollscope.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsStoreTest {
    private static final Settings CHOSEN = new Settings(
            "kie",
            "https://api.example.com",
            URI.create("https://example.org/hook"),
            Settings.Theme.DARK,
            0.25,
            new Settings.WindowSize(1280, 720, true));

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
