package rollscope.export;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import rollscope.files.AtomicFile;
import rollscope.midi.MidiFile;
import rollscope.roll.RollColours;
import rollscope.roll.RollPicture;
import rollscope.service.AnswerWriter;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteCsv;
import rollscope.transcription.Transcription;

/** A file that a transcription is to become, in the format its name ends with. */
public record ExportFile(Path path, Format format) {
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
            case MIDI -> {
                var written = MidiFile.write(transcription);
                AtomicFile.write(path, written.bytes());
                yield Optional.of(written.report());
            }
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

    private Optional<MidiFile.Report> atOnce(AtomicFile.Content content) throws IOException {
        AtomicFile.write(path, content);
        return Optional.empty();
    }
}
