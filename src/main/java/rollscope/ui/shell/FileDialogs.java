package rollscope.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rollscope.ui.library.LibraryModel;

/** Asks the user for files. */
public interface FileDialogs extends LibraryModel.Desk {
    /** Files to open; none if the user thinks better of it. */
    List<Path> open();

    /** A sound file to be heard against the notes. */
    default Optional<Path> openSound() {
        return Optional.empty();
    }

    /** A soundbank. */
    default Optional<Path> openSoundbank() {
        return Optional.empty();
    }

    /** Where to save sound. */
    default Optional<Path> saveSound(String suggestedName) {
        return save(suggestedName);
    }

    /** Where to save something that is no MIDI file. */
    default Optional<Path> saveOther(String suggestedName) {
        return save(suggestedName);
    }

    /** A folder to save files in. */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /** Shows what is in a folder, as the system does. */
    default void browse(Path folder) {}

    @Override
    default Optional<Path> saveEntry(String suggestedName) {
        return save(suggestedName);
    }

    @Override
    default Optional<Path> openEntry() {
        return open().stream().findFirst();
    }

    @Override
    default void reveal(Path file) {}

    /** Where to save something. */
    Optional<Path> save(String suggestedName);
}
