package rollscope.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javax.sound.midi.MidiSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Source;
import rollscope.files.SafeName;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

@ExtendWith(FxThread.class)
class DragOutTest {
    @TempDir
    Path folder;

    private final Background background = new Background(Runnable::run, Runnable::run);

    private DragOut.Load load(Recipe recipe, String name) {
        return new DragOut.Load(() -> recipe.apply(Source.of(ExportDraftTest.song("a"))), SafeName.of(name));
    }

    @Test
    void theFileIsThereWhenTheMouseGoesDownAndGoesWithTheWindow() throws Exception {
        var node = new Region();
        try (var drags = new DragOut(background, folder)) {
            drags.from(node, () -> Optional.of(load(Recipe.EXACT, "m.i. #1 (Vocals) (1)_split.wav")));
            press(node);
            var file = only(only(folder));
            assertThat(file).hasFileName("m.i. #1 (Vocals) (1)_split.wav.mid");
            assertThat(MidiSystem.getSequence(file.toFile()).getTracks()).hasSize(3);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everyInstrumentOfItsOwnFileIsDraggedAtOnce() throws Exception {
        var files = DragOut.write(load(Recipe.EXACT.withOneFileEach(true), "../../a/b"), folder.resolve("1"));
        assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file).hasParent(folder.resolve("1")));
    }

    @Test
    void whatAnotherWindowLeftADayAgoGoesAndWhatItDragsNowStays() throws Exception {
        var old = Files.createDirectory(folder.resolve("1-1"));
        Files.writeString(old.resolve("a.mid"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        var now = Files.createDirectory(folder.resolve("2-1"));
        new DragOut(background, folder).close();
        assertThat(old).doesNotExist();
        assertThat(now).exists();
    }

    private static Path only(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private static void press(Region node) {
        node.fireEvent(new MouseEvent(
                MouseEvent.MOUSE_PRESSED,
                0,
                0,
                0,
                0,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                false,
                null));
    }
}
