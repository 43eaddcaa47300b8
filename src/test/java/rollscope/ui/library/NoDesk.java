package rollscope.ui.library;

import java.nio.file.Path;
import java.util.Optional;

/** A user who chooses nothing. */
final class NoDesk implements LibraryModel.Desk {
    @Override
    public Optional<Path> saveEntry(String suggestedName) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> openEntry() {
        return Optional.empty();
    }

    @Override
    public void reveal(Path file) {}
}
