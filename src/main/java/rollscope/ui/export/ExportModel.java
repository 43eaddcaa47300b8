package rollscope.ui.export;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import rollscope.files.AtomicFile;
import rollscope.files.SafeName;
import rollscope.midi.MidiFile;
import rollscope.roll.RollColours;
import rollscope.roll.RollPicture;
import rollscope.transcription.NoteCsv;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;

/** Writes a transcription to a file and tells what came of it. FX thread only; the writing happens in the background. */
public final class ExportModel {
    private static final int PICTURE_WIDTH = 2400;
    private static final int PICTURE_HEIGHT = 1500;

    private final Background background;
    private final Consumer<Notice> tell;
    private final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();

    public ExportModel(Background background, Consumer<Notice> tell) {
        this.background = background;
        this.tell = tell;
    }

    /** Whether a file is being written. */
    public ReadOnlyBooleanProperty writingProperty() {
        return writing.getReadOnlyProperty();
    }

    /** A file name for a transcription of a stem or a file. */
    public static String suggestedName(Transcription transcription, Optional<String> stem) {
        return SafeName.of(
                        transcription.title() + stem.map(name -> " - " + name).orElse("")) + ".mid";
    }

    /**
     * Writes the format the name ends in: {@code .mid}, {@code .csv} or {@code .png}; {@code .mid} is added to any other name.
     */
    public void export(Transcription transcription, Path chosen, boolean dark) {
        String name = chosen.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var known = List.of("mid", "midi", "csv", "png").contains(ending);
        var target = known ? chosen : chosen.resolveSibling(name + ".mid");
        writing.set(true);
        background.run(
                () -> switch (ending) {
                    case "csv" -> table(transcription, target);
                    case "png" -> picture(transcription, target, dark);
                    default -> midi(transcription, target);
                },
                sentence -> {
                    writing.set(false);
                    tell.accept(Notice.good(sentence));
                },
                failure -> {
                    writing.set(false);
                    tell.accept(notice(target, failure));
                });
    }

    private static String midi(Transcription transcription, Path target) throws IOException {
        var written = MidiFile.write(transcription);
        AtomicFile.write(target, written.bytes());
        return summary(target, written.report());
    }

    private static String table(Transcription transcription, Path target) throws IOException {
        AtomicFile.write(target, out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            NoteCsv.write(transcription, writer);
            writer.flush();
        });
        return "Saved " + target.getFileName() + " · "
                + Figures.count(transcription.notes().size(), "note");
    }

    private static String picture(Transcription transcription, Path target, boolean dark) throws IOException {
        var colours = dark ? RollColours.DARK : RollColours.LIGHT;
        AtomicFile.write(
                target, out -> RollPicture.writePng(transcription, colours, PICTURE_WIDTH, PICTURE_HEIGHT, out));
        return "Saved " + target.getFileName();
    }

    static String summary(Path target, MidiFile.Report report) {
        var words = new ArrayList<String>();
        words.add("Saved " + target.getFileName());
        words.add(Figures.count(report.notes(), "note"));
        if (report.cut() > 0) {
            words.add(Figures.count(report.cut(), "overlap") + " cut");
        }
        if (report.duplicates() > 0) {
            words.add(Figures.count(report.duplicates(), "duplicate") + " dropped");
        }
        if (report.lengthened() > 0) {
            words.add(Figures.count(report.lengthened(), "very short note") + " lengthened");
        }
        if (report.late() > 0) {
            words.add(Figures.count(report.late(), "note") + " beyond 38 hours left out");
        }
        return String.join(" · ", words);
    }

    static Notice notice(Path target, Exception failure) {
        String name = target.getFileName().toString();
        String said = failure instanceof FileSystemException disk && disk.getReason() != null
                ? disk.getReason()
                : String.valueOf(failure.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("disk full")) {
            return bad(
                    "The disk is full, so " + name + " was not saved.",
                    "Free some space or choose another disk.",
                    failure);
        }
        if (failure instanceof AccessDeniedException
                || lower.contains("permission denied")
                || lower.contains("read-only")) {
            return bad("This folder does not let Rollscope write " + name + ".", "Choose another folder.", failure);
        }
        if (failure instanceof NoSuchFileException) {
            return bad("The folder for " + name + " is gone.", "Choose another folder.", failure);
        }
        return bad(name + " could not be saved.", "Choose another folder or name.", failure);
    }

    private static Notice bad(String sentence, String remedy, Exception failure) {
        return new Notice(Notice.Tone.BAD, sentence, remedy, failure.toString());
    }
}
