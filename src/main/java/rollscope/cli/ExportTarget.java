package rollscope.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import rollscope.export.ExportFile;

/**
 * A file named on the command line that notes are to become.
 *
 * @param notes how they are written; empty for their sound, a WAV file
 */
record ExportTarget(Path path, Optional<ExportFile> notes) {
    static final String SOUND = ".wav";

    /**
     * @throws IllegalArgumentException with a sentence, if the ending names no format
     */
    static ExportTarget of(Path path) {
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(SOUND)) {
            return new ExportTarget(path, Optional.empty());
        }
        return new ExportTarget(path, Optional.of(Output.file(path, SOUND)));
    }
}
