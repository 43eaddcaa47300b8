package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.ui.FxThread;
import rollscope.ui.Pump;

@ExtendWith(FxThread.class)
class RecentFilesTest {
    @TempDir
    Path folder;

    private final Pump pump = new Pump();
    private SettingsStore settings;
    private RecentFiles recent;

    @BeforeEach
    void open() {
        settings = new SettingsStore(folder.resolve("settings.json"));
        recent = new RecentFiles(settings, pump.background());
    }

    @Test
    void whatIsOpenedComesFirstAndOnce() {
        recent.add(files("a", "b"));
        recent.add(files("c"));
        recent.add(files("b"));
        assertThat(recent.filesProperty().get()).isEqualTo(files("b", "c", "a"));
        assertThat(recent.filesProperty().get()).isEqualTo(settings.get().recent());
    }

    @Test
    void theListStaysShortAndCanBeCleared() {
        IntStream.range(0, 50).forEach(i -> recent.add(files("song " + i)));
        assertThat(recent.filesProperty().get())
                .hasSize(Settings.MOST_RECENT)
                .startsWith(files("song 49").getFirst());
        recent.clear();
        assertThat(settings.get().recent()).isEmpty();
    }

    @Test
    void itIsKeptForTheNextRun() {
        recent.add(files("a"));
        settings.flush();
        var next = new SettingsStore(folder.resolve("settings.json"));
        assertThat(new RecentFiles(next, pump.background()).filesProperty().get())
                .isEqualTo(files("a"));
    }

    @Test
    void theMenuOpensAFileAndGreysThoseThatHaveGone() throws IOException {
        recent.add(files("there", "gone"));
        Files.createFile(folder.resolve("there.mid"));
        var opened = new ArrayList<Path>();
        var menu = new RecentMenu(recent, opened::add).menu();
        Event.fireEvent(menu, new Event(Menu.ON_SHOWING));
        pump.drain();

        assertThat(menu.getItems().get(1).isDisable()).isTrue();
        assertThat(menu.getItems().get(1).getText()).startsWith("gone.mid").contains("Open file…");
        assertThat(menu.getItems().getFirst().isDisable()).isFalse();
        fire(menu.getItems().getFirst());
        assertThat(opened).isEqualTo(files("there"));

        fire(menu.getItems().getLast());
        assertThat(recent.filesProperty().get()).isEmpty();
        assertThat(menu.isDisable()).isTrue();
    }

    @Test
    void filesOfTheSameNameAreToldApartByTheirFolders() {
        recent.add(List.of(
                folder.resolve("takes/song_1.mid"), folder.resolve("mixes/song_1.mid"), folder.resolve("b.mid")));
        var menu = new RecentMenu(recent, _ -> {}).menu();
        assertThat(menu.getItems().subList(0, 3))
                .extracting(MenuItem::getText)
                .containsExactly("song_1.mid  –  takes", "song_1.mid  –  mixes", "b.mid");
        assertThat(menu.getItems().getFirst().isMnemonicParsing()).isFalse();
    }

    @Test
    void otherFilesAreNamedAndNotTooManyOfThem() {
        assertThat(RecentFiles.told(List.of())).isEmpty();
        assertThat(RecentFiles.told(files("b"))).endsWith("Open recent: b.mid.");
        assertThat(RecentFiles.told(files("a", "b", "c", "d"))).endsWith(": a.mid, b.mid, c.mid, d.mid.");
        assertThat(RecentFiles.told(files("a", "b", "c", "d", "e"))).endsWith(": a.mid, b.mid, c.mid and 2 more.");
        var many =
                IntStream.range(0, 30).mapToObj(i -> folder.resolve(i + ".mid")).toList();
        assertThat(RecentFiles.told(many)).endsWith("0.mid, 1.mid, 2.mid and 8 more; the last 19 are too many for it.");
    }

    private List<Path> files(String... names) {
        return List.of(names).stream()
                .map(name -> folder.resolve(name + ".mid"))
                .toList();
    }

    private static void fire(MenuItem item) {
        Event.fireEvent(item, new ActionEvent());
    }
}
