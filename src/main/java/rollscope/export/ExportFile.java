package rollscope.export;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import rollscope.files.AtomicFile;
import rollscope.files.SafeName;
import rollscope.midi.Excerpt;
import rollscope.midi.FileOptions;
import rollscope.midi.MidiFile;
import rollscope.roll.RollColours;
import rollscope.roll.RollPicture;
import rollscope.service.AnswerWriter;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteCsv;
import rollscope.transcription.Transcription;

/** A file that a transcription is to become, in the format its name ends with. */
public record ExportFile(Path path, Format format) {
    private static final int LONGEST_FRONT = 45;
    private static final int PICTURE_WIDTH = 2400;
    private static final int PICTURE_HEIGHT = 1500;

    /** What a transcription can become. */
    public enum Format {
        /** A Standard MIDI File. */
        MIDI(".mid", ".midi"),
        /** The service's own shape, which Rollscope opens again. */
        JSON(".json"),
        /** One line a note. */
        CSV(".csv"),
        /** A picture of the roll. */
        PNG(".png");

        private final String ending;
        private final String otherEnding;

        Format(String ending) {
            this(ending, ending);
        }

        Format(String ending, String otherEnding) {
            this.ending = ending;
            this.otherEnding = otherEnding;
        }

        /** How names of this format end, dot included, in lower case. */
        public String ending() {
            return ending;
        }
    }

    public ExportFile {
        Objects.requireNonNull(path);
        Objects.requireNonNull(format);
    }

    /** The file of a name that ends in a format's ending, in any case; empty for any other. */
    public static Optional<ExportFile> of(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(Format.values())
                .filter(format -> name.endsWith(format.ending) || name.endsWith(format.otherEnding))
                .findFirst()
                .map(format -> new ExportFile(path, format));
    }

    /**
     * Replaces the file, or leaves the old one as it was.
     *
     * @param colours of a picture
     * @return what a MIDI file could not hold as it was; empty for other formats
     * @throws IOException what the disk said; see {@link rollscope.files.DiskTrouble}
     */
    public Optional<MidiFile.Report> write(Transcription transcription, RollColours colours) throws IOException {
        return switch (format) {
            case MIDI -> Optional.of(writeMidi(transcription, FileOptions.EXACT).report());
            case JSON ->
                atOnce(out -> AnswerWriter.write(
                        transcription.instruments().stream()
                                .map(Instrument::name)
                                .toList(),
                        transcription.notes(),
                        out));
            case CSV ->
                atOnce(out -> {
                    var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    NoteCsv.write(transcription, text);
                    text.flush();
                });
            case PNG -> atOnce(out -> RollPicture.writePng(transcription, colours, PICTURE_WIDTH, PICTURE_HEIGHT, out));
        };
    }

    /**
     * Replaces the file by a MIDI file, or leaves the old one as it was.
     *
     * @return what was written, for a report and a proof
     * @throws IOException what the disk said; see {@link rollscope.files.DiskTrouble}
     */
    public MidiFile.Written writeMidi(Transcription transcription, FileOptions options) throws IOException {
        var written = MidiFile.write(transcription, options);
        AtomicFile.write(path, written.bytes());
        return written;
    }

    /** A file of one instrument. */
    public record Part(ExportFile file, Transcription content) {}

    /**
     * A file for each instrument with notes, beside this one and named after it and the instrument: {@code Song.mid} becomes
     * {@code Song - Bass.mid}. All are as long as the whole and have the same bars, so that they can be put below each other. Nothing
     * is written yet.
     */
    public List<Part> parts(Transcription transcription) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String whole = dot > 0 ? name.substring(0, dot) : name;
        // Short enough to leave room for a number and the instrument.
        String front = whole.codePointCount(0, whole.length()) > LONGEST_FRONT
                ? whole.substring(0, whole.offsetByCodePoints(0, LONGEST_FRONT))
                : whole;
        String ending = dot > 0 ? name.substring(dot) : format.ending;
        var parts = new ArrayList<Part>();
        var taken = new HashSet<String>();
        for (var instrument : transcription.instruments()) {
            var alone = Excerpt.instrument(transcription, instrument.index());
            if (alone.notes().isEmpty()) {
                continue;
            }
            String wanted = SafeName.of(front + " - " + instrument.name());
            String free = wanted;
            // Disks that do not tell capitals from small letters would put two parts into one file.
            for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
                free = SafeName.of(front + " - " + i + " " + instrument.name());
            }
            parts.add(new Part(new ExportFile(path.resolveSibling(free + ending), format), alone));
        }
        return parts;
    }

    /**
     * A file that is not there yet: of this name, else with a number after it.
     *
     * @param name without its ending
     */
    public static ExportFile free(Path folder, String name, Format format) {
        return free(folder, name, format, List::of);
    }

    /**
     * The same for a file that becomes several: none of them is there yet.
     *
     * @param files what would be written for a file
     */
    public static ExportFile free(
            Path folder, String name, Format format, Function<ExportFile, List<ExportFile>> files) {
        for (int number = 1; ; number++) {
            String numbered = number == 1 ? name : name + " " + number;
            var file = new ExportFile(folder.resolve(numbered + format.ending), format);
            if (files.apply(file).stream().noneMatch(wanted -> Files.exists(wanted.path))) {
                return file;
            }
        }
    }

    private Optional<MidiFile.Report> atOnce(AtomicFile.Content content) throws IOException {
        AtomicFile.write(path, content);
        return Optional.empty();
    }
}
