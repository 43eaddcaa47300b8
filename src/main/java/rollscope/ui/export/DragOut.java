package rollscope.ui.export;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;
import rollscope.export.ExportFile;
import rollscope.export.Plan;
import rollscope.ui.fx.Background;

/**
 * Drags MIDI files out of the window, say into a music program. The files are written to a folder of the cache when the mouse goes
 * down, and stay until the window closes: a program may read them a while after the drop. FX thread only.
 */
public final class DragOut implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DragOut.class.getName());

    /**
     * What is dragged.
     *
     * @param plan made in the background
     * @param name of the file, without an ending, safe for any disk
     */
    public record Load(Callable<Plan> plan, String name) {}

    private final Background background;
    private final Path folder;
    /** Of this window. */
    private final String own = ProcessHandle.current().pid() + "-";

    private int drags;
    private @Nullable List<Path> ready;

    /**
     * @param folder of its own; what another window left in it a day ago goes
     */
    public DragOut(Background background, Path folder) {
        this.background = background;
        this.folder = folder;
        background.run(
                () -> {
                    var before = Instant.now().minus(Duration.ofDays(1));
                    clear(drag -> Files.getLastModifiedTime(drag).toInstant().isBefore(before));
                    return folder;
                },
                _ -> {},
                _ -> {});
    }

    /**
     * Makes a node one that files can be dragged from.
     *
     * @param load asked when the mouse goes down; empty if there is nothing to drag
     */
    public void from(Node node, Supplier<Optional<Load>> load) {
        // Buttons keep the event to themselves.
        node.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            ready = null;
            if (event.isPrimaryButtonDown()) {
                load.get().ifPresent(this::prepare);
            }
        });
        node.setOnDragDetected(event -> {
            var files = ready;
            if (files != null) {
                var content = new ClipboardContent();
                content.putFiles(files.stream().map(Path::toFile).toList());
                node.startDragAndDrop(TransferMode.COPY).setContent(content);
                event.consume();
            }
        });
    }

    /** Writes the files; a drag that begins before they are there does nothing. */
    private void prepare(Load load) {
        int drag = ++drags;
        background.run(
                () -> write(load, folder.resolve(own + drag)),
                files -> {
                    if (drag == drags) {
                        ready = files;
                    }
                },
                // There is nothing to drag then; saving tells what is wrong with the disk.
                _ -> {});
    }

    static List<Path> write(Load load, Path folder) throws Exception {
        var plan = load.plan.call();
        var file = new ExportFile(folder.resolve(load.name + ExportFile.Format.MIDI.ending()), ExportFile.Format.MIDI);
        var parts = plan.files(file);
        for (var part : parts) {
            part.file().writeMidi(part.content(), plan.options());
        }
        return parts.stream().map(part -> part.file().path()).toList();
    }

    private void clear(DirectoryStream.Filter<Path> unwanted) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var drags = Files.newDirectoryStream(folder, unwanted)) {
            for (var drag : drags) {
                try (var files = Files.newDirectoryStream(drag)) {
                    for (var file : files) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(drag);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "dragged files stay in {0}: {1}", folder, e.getMessage());
        }
    }

    /** Removes what was dragged: a few small files, when the window has gone. */
    @Override
    public void close() {
        clear(drag -> String.valueOf(drag.getFileName()).startsWith(own));
    }
}
