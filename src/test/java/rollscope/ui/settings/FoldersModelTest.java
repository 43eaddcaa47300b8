package rollscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.settings.Directories;
import rollscope.ui.Pump;

class FoldersModelTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private final List<Path> opened = new ArrayList<>();
    private FoldersModel model;

    @BeforeEach
    void make() {
        model = new FoldersModel(Directories.in(home), pump.background(), () -> NOW, opened::add);
    }

    private Path file(String name, int bytes, Instant changed) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(changed));
        return file;
    }

    private FoldersModel.Measured measured() {
        pump.drain();
        return model.measuredProperty().get().orElseThrow();
    }

    @Test
    void theSizeOfTheCacheIsThatOfAllItsFiles() throws IOException {
        file("cache/sound/a.pcm", 700, NOW);
        file("cache/drag/1/song.mid", 300, NOW);
        file("library/entry/answer.json", 5000, NOW);
        assertThat(model.measuredProperty().get()).as("not before it is asked").isEmpty();
        model.measure();
        assertThat(measured().cached()).isEqualTo(1000);
    }

    @Test
    void foldersThatAreNotThereYetCannotBeOpened() throws IOException {
        file("library/entry/answer.json", 10, NOW);
        model.measure();
        assertThat(measured().there()).containsExactly(home.resolve("library"));
        assertThat(measured().cached()).isZero();
    }

    @Test
    void emptyingDeletesWhatIsInTheCacheAndNothingElse() throws IOException {
        var before = NOW.minusSeconds(3600);
        Path sound = file("cache/sound/a.pcm", 700, before);
        Path answer = file("library/entry/answer.json", 5000, before);
        Path linked = file("elsewhere/mine.wav", 900, before);
        Files.createSymbolicLink(home.resolve("cache/link"), linked.getParent());
        Files.createSymbolicLink(home.resolve("cache/one"), linked);
        model.emptyCache();
        assertThat(measured().cached()).isZero();
        assertThat(sound).doesNotExist();
        assertThat(answer).exists();
        assertThat(linked).exists();
    }

    @Test
    void whatIsOnlyJustBeingWrittenStays() throws IOException {
        Path writing = file("cache/sound/b.pcm", 400, NOW.minusSeconds(5));
        file("cache/sound/a.pcm", 700, NOW.minusSeconds(3600));
        model.emptyCache();
        assertThat(measured().cached()).isEqualTo(400);
        assertThat(writing).exists();
    }

    @Test
    void theSizeIsToldInWords() {
        assertThat(FoldersView.words(Optional.empty())).isEqualTo("Its size is being looked up…");
        assertThat(FoldersView.words(Optional.of(new FoldersModel.Measured(Set.of(), 0))))
                .startsWith("Empty.");
        assertThat(FoldersView.words(Optional.of(new FoldersModel.Measured(Set.of(), 24_060_000))))
                .startsWith("24.1 MB.");
    }

    @Test
    void openingAFolderIsLeftToTheSystem() {
        model.open(home);
        assertThat(opened).containsExactly(home);
    }
}
