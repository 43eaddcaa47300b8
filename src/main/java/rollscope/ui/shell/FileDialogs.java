package rollscope.ui.shell;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for files. */
public interface FileDialogs {
    /** A file to open. */
    Optional<Path> open();

    /** Where to save something. */
    Optional<Path> save(String suggestedName);
}
