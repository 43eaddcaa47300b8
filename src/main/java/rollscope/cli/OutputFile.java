package rollscope.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import rollscope.files.AtomicFile;
import rollscope.midi.MidiFile;
import rollscope.roll.RollColours;
import rollscope.roll.RollPicture;
import rollscope.service.AnswerWriter;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteCsv;
import rollscope.transcription.Transcription;

/** A file to be written, in the format its name ends with. */
record OutputFile(Path path, Format format) {
    private static final int PICTURE_WIDTH = 1600;
    private static final int PICTURE_HEIGHT = 900;

    /** What a transcription can be written as; the lower-case name is the ending. */
    enum Format {
        /** A Standard MIDI File. */
        MID,
        /** The service's own shape, which Rollscope opens again. */
        JSON,
        /** One line a note. */
        CSV,
        /** A picture of the roll. */
        PNG
    }

    /**
     * @throws IllegalArgumentException with a sentence, if the ending names no format
     */
    static OutputFile of(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(Format.values())
                .filter(format -> name.endsWith(ending(format)))
                .findFirst()
                .map(format -> new OutputFile(path, format))
                .orElseThrow(() -> new IllegalArgumentException("'" + path + "' should end in "
                        + Arrays.stream(Format.values()).map(OutputFile::ending).collect(Collectors.joining(" or "))));
    }

    private static String ending(Format format) {
        return "." + format.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Replaces the file, or leaves the old one as it was.
     *
     * @return what had to be changed to write it, for the user; empty if nothing
     */
    Optional<String> write(Transcription transcription) throws Refusal {
        if (Files.isDirectory(path)) {
            throw new Refusal(path + " is a folder.", "Name a file in it.");
        }
        try {
            return switch (format) {
                case MID -> {
                    var written = MidiFile.write(transcription);
                    AtomicFile.write(path, written.bytes());
                    yield changes(written.report());
                }
                case JSON ->
                    atOnce(out -> AnswerWriter.write(
                            transcription.instruments().stream()
                                    .map(Instrument::name)
                                    .toList(),
                            transcription.notes(),
                            out));
                case CSV -> atOnce(out -> writeCsv(transcription, out));
                case PNG ->
                    atOnce(out ->
                            RollPicture.writePng(transcription, RollColours.DARK, PICTURE_WIDTH, PICTURE_HEIGHT, out));
            };
        } catch (IOException e) {
            throw new Refusal(path + " could not be written: " + reason(e) + ".", "Choose another place.");
        }
    }

    private Optional<String> atOnce(AtomicFile.Content content) throws IOException {
        AtomicFile.write(path, content);
        return Optional.empty();
    }

    private static void writeCsv(Transcription transcription, OutputStream out) throws IOException {
        var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        NoteCsv.write(transcription, text);
        text.flush();
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

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "nobody may write there";
            case FileAlreadyExistsException _, NotDirectoryException _ -> "its folder is a file";
            case NoSuchFileException _ -> "its folder cannot be made";
            case FileSystemException f when f.getReason() != null -> plain(f.getReason());
            default -> plain(String.valueOf(e.getMessage()));
        };
    }

    private static String plain(String reason) {
        return switch (reason) {
            case "No space left on device", "There is not enough space on the disk" -> "the disk is full";
            case "Read-only file system" -> "the disk can only be read";
            case "Not a directory" -> "its folder is a file";
            default -> reason;
        };
    }
}
