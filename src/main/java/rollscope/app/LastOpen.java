package rollscope.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rollscope.files.AtomicFile;
import rollscope.ui.shell.Source;

/**
 * What is open, in a file that is there as long as the program runs with it: if it is there at the start, the program was not closed.
 * What was reopened is marked, and is not reopened when that did not end well either. One thread says what is open, any may write it.
 */
final class LastOpen {
    private static final System.Logger LOG = System.getLogger(LastOpen.class.getName());

    /** Bytes. */
    private static final int LARGEST = 1 << 14;

    private static final String REOPENED = "reopened ";

    private final Path file;
    private Optional<Source> reopened = Optional.empty();
    private volatile Optional<Source> open = Optional.empty();
    private volatile boolean closed;

    LastOpen(Path file) {
        this.file = file;
    }

    /** What was open when the program ended without being closed; each time once. Blocks. */
    synchronized Optional<Source> takeUp() {
        String text = read();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        reopened = text.startsWith(REOPENED) ? Optional.empty() : source(text);
        open = reopened;
        flush();
        return reopened;
    }

    /** What is open now; it is there after {@link #flush}. */
    void opened(Source source) {
        if (!closed) {
            open = Optional.of(source);
        }
    }

    /** The user closes the program; {@link #flush} takes the file away. What is still being opened then is not. */
    void closed() {
        closed = true;
        open = Optional.empty();
    }

    /** Brings the file up to date. Blocks. */
    synchronized void flush() {
        try {
            var now = open;
            if (now.isPresent()) {
                String text = (now.equals(reopened) ? REOPENED : "") + text(now.get());
                AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot keep what is open", e);
        }
    }

    private String read() {
        try {
            return Files.size(file) <= LARGEST
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : REOPENED;
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read what was open", e);
            return "";
        }
    }

    private static String text(Source source) {
        return switch (source) {
            case Source.OfLibrary(String entryId) -> "entry " + entryId;
            case Source.OfFile(Path path) -> "file " + path;
        };
    }

    private static Optional<Source> source(String text) {
        @Nullable String entry = after("entry ", text);
        if (entry != null) {
            return Optional.of(new Source.OfLibrary(entry));
        }
        @Nullable String path = after("file ", text);
        try {
            return path == null
                    ? Optional.empty()
                    : Optional.of(Path.of(path)).filter(Path::isAbsolute).map(Source.OfFile::new);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String after(String start, String text) {
        return text.startsWith(start) ? text.substring(start.length()) : null;
    }
}
