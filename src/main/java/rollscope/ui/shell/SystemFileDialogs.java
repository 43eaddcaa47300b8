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
        var chooser = chooser("Open saved answers or MIDI files");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter("Transcriptions and MIDI files", "*.json", "*.mid", "*.midi"),
                        new ExtensionFilter("Exported entries", "*.rollscope.zip"),
                        new ExtensionFilter("All files", "*.*"));
        var chosen = chooser.showOpenMultipleDialog(owner);
        if (chosen == null || chosen.isEmpty()) {
            return List.of();
        }
        used(chosen.getFirst());
        return chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> save(String suggestedName) {
        var chooser = chooser("Export");
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(new ExtensionFilter("MIDI file", "*.mid"));
        return used(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> saveOther(String suggestedName) {
        var chooser = chooser("Export");
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter("Table of notes", "*.csv"),
                        new ExtensionFilter("Saved answer", "*.json"),
                        new ExtensionFilter("Picture of the roll", "*.png"));
        return used(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> saveEntry(String suggestedName) {
        var chooser = chooser("Export entry");
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(new ExtensionFilter("Exported entry", "*.rollscope.zip"));
        return used(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> openEntry() {
        var chooser = chooser("Import an entry");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter("Exported entries", "*.rollscope.zip", "*.zip"),
                        new ExtensionFilter("All files", "*.*"));
        return used(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> openSound() {
        var chooser = chooser("Attach audio");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(
                                "Sound", "*.mp3", "*.wav", "*.aif", "*.aiff", "*.flac", "*.ogg", "*.m4a", "*.mp4",
                                "*.aac"),
                        new ExtensionFilter("All files", "*.*"));
        return used(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> openSoundbank() {
        var chooser = chooser("Choose a soundbank");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter("Soundbanks", "*.sf2", "*.dls", "*.SF2", "*.DLS"),
                        new ExtensionFilter("All files", "*.*"));
        return used(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> saveSound(String suggestedName) {
        var chooser = chooser("Save sound");
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(new ExtensionFilter("WAV file", "*.wav"));
        return used(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> folder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("Choose a folder for the files");
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
