package rollscope.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollscope.export.ExportFile;
import rollscope.files.DiskTrouble;
import rollscope.midi.MidiFile;
import rollscope.roll.RollColours;
import rollscope.transcription.Transcription;

/** Writes the file named on the command line, and tells a terminal what came of it. */
final class Output {
    private Output() {}

    /**
     * @param otherEndings what else the name could have ended in
     * @throws IllegalArgumentException with a sentence, if the ending names no format
     */
    static ExportFile file(Path path, String... otherEndings) {
        return ExportFile.of(path)
                .orElseThrow(() -> new IllegalArgumentException("'" + path + "' should end in "
                        + Stream.concat(
                                        Arrays.stream(ExportFile.Format.values())
                                                .map(ExportFile.Format::ending),
                                        Arrays.stream(otherEndings))
                                .collect(Collectors.joining(" or "))));
    }

    /**
     * Replaces the file, or leaves the old one as it was.
     *
     * @return what had to be changed to write it, for the user; empty if nothing
     */
    static Optional<String> write(ExportFile file, Transcription transcription) throws Refusal {
        refuseFolder(file.path());
        return writing(
                file.path(), () -> file.write(transcription, RollColours.DARK).flatMap(Output::changes));
    }

    static void refuseFolder(Path path) throws Refusal {
        if (Files.isDirectory(path)) {
            throw new Refusal(path + " is a folder.", "Name a file in it.");
        }
    }

    /** What writes a file. */
    @FunctionalInterface
    interface Writing<T> {
        T write() throws IOException;
    }

    /** Says in a sentence what the disk said. */
    static <T> T writing(Path path, Writing<T> file) throws Refusal {
        try {
            return file.write();
        } catch (IOException e) {
            throw new Refusal(path + " could not be written: " + reason(e) + ".", "Choose another place.");
        }
    }

    private static Optional<String> changes(MidiFile.Report report) {
        var changes = new StringBuilder();
        append(changes, report.cut(), "ended early where the same pitch starts again");
        append(changes, report.duplicates(), "left out because the same note was there already");
        append(changes, report.lengthened(), "made as long as a MIDI file can tell");
        append(changes, report.late(), "left out because they lie behind the end of its clock");
        return changes.isEmpty() ? Optional.empty() : Optional.of("Notes changed for the MIDI file: " + changes + ".");
    }

    private static void append(StringBuilder changes, int count, String what) {
        if (count > 0) {
            changes.append(changes.isEmpty() ? "" : ", ")
                    .append(count)
                    .append(' ')
                    .append(what);
        }
    }

    static String reason(IOException e) {
        return switch (DiskTrouble.of(e)) {
            case FULL -> "the disk is full";
            case FORBIDDEN -> "it is not allowed to write there";
            case FOLDER_GONE -> "its folder is gone";
            case FOLDER_IS_A_FILE -> "its folder is a file";
            case OTHER ->
                e instanceof FileSystemException f && f.getReason() != null
                        ? f.getReason()
                        : String.valueOf(e.getMessage());
        };
    }
}
