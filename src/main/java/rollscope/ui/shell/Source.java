package rollscope.ui.shell;

import java.nio.file.Path;

/** Where a transcription in view came from, so that it can be had again. */
public sealed interface Source {
    /** An entry of the library. */
    record OfLibrary(String entryId) implements Source {}

    /** A file of the user's; the path is absolute. */
    record OfFile(Path file) implements Source {}
}
