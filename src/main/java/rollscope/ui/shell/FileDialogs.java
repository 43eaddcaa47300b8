package rollscope.ui.shell;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for files. */
public interface FileDialogs {
    /** A file to open. */
    Optional<Path> open();

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

    /** Shows a file's folder, as the system does. */
    default void reveal(Path file) {}

    /** Where to save something. */
    Optional<Path> save(String suggestedName);
}
