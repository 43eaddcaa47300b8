package rollscope.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import rollscope.language.Words;

/** The dialogs of the system; they start in the folder last used. */
public final class SystemFileDialogs implements FileDialogs {
    private final Window owner;
    private final Consumer<String> browse;
    private Optional<File> folder = Optional.empty();

    /**
     * @param browse shows what an address leads to, as the system does
     */
    public SystemFileDialogs(Window owner, Consumer<String> browse) {
        this.owner = owner;
        this.browse = browse;
    }

    @Override
    public List<Path> open() {
        var chooser = chooser(Words.of("shell.open-title"));
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(Words.of("shell.songs"), "*.json", "*.mid", "*.midi"),
                        new ExtensionFilter(Words.of("shell.exported-entries"), "*.rollscope.zip"),
                        new ExtensionFilter(Words.of("shell.all-files"), "*.*"));
        var chosen = chooser.showOpenMultipleDialog(owner);
        if (chosen == null || chosen.isEmpty()) {
            return List.of();
        }
        used(chosen.getFirst());
        return chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> save(String suggestedName) {
        var chooser = chooser(Words.of("shell.export-title"));
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(new ExtensionFilter(Words.of("shell.midi-file"), "*.mid"));
        return used(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> saveOther(String suggestedName) {
        var chooser = chooser(Words.of("shell.export-title"));
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(Words.of("shell.csv-file"), "*.csv"),
                        new ExtensionFilter(Words.of("shell.json-file"), "*.json"),
                        new ExtensionFilter(Words.of("shell.png-file"), "*.png"));
        return used(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> saveEntry(String suggestedName) {
        var chooser = chooser(Words.of("shell.export-entry-title"));
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(new ExtensionFilter(Words.of("shell.exported-entry"), "*.rollscope.zip"));
        return used(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> openEntry() {
        var chooser = chooser(Words.of("shell.import-entry-title"));
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(Words.of("shell.exported-entries"), "*.rollscope.zip", "*.zip"),
                        new ExtensionFilter(Words.of("shell.all-files"), "*.*"));
        return used(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> openSound() {
        var chooser = chooser(Words.of("shell.attach-title"));
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(
                                Words.of("shell.sound-files"),
                                "*.mp3",
                                "*.wav",
                                "*.aif",
                                "*.aiff",
                                "*.flac",
                                "*.ogg",
                                "*.m4a",
                                "*.mp4",
                                "*.aac"),
                        new ExtensionFilter(Words.of("shell.all-files"), "*.*"));
        return used(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> openSoundbank() {
        var chooser = chooser(Words.of("shell.soundbank-title"));
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(Words.of("shell.soundbanks"), "*.sf2", "*.dls", "*.SF2", "*.DLS"),
                        new ExtensionFilter(Words.of("shell.all-files"), "*.*"));
        return used(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> saveSound(String suggestedName) {
        var chooser = chooser(Words.of("shell.save-sound-title"));
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(new ExtensionFilter(Words.of("shell.wav-file"), "*.wav"));
        return used(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> folder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(Words.of("shell.folder-title"));
        folder.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        var chosen = Optional.ofNullable(chooser.showDialog(owner));
        folder = chosen.or(() -> folder);
        return chosen.map(File::toPath);
    }

    @Override
    public void browse(Path folder) {
        browse.accept(folder.toUri().toString());
    }

    @Override
    public void reveal(Path file) {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            browse.accept(parent.toUri().toString());
        }
    }

    private FileChooser chooser(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        folder.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private Optional<Path> used(@org.jspecify.annotations.Nullable File file) {
        if (file == null) {
            return Optional.empty();
        }
        folder = Optional.ofNullable(file.getAbsoluteFile().getParentFile());
        return Optional.of(file.toPath());
    }
}
