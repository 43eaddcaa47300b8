package rollscope.ui.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import rollscope.export.ExportFile;
import rollscope.files.DiskTrouble;
import rollscope.files.SafeName;
import rollscope.midi.MidiFile;
import rollscope.roll.RollColours;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;

/** Writes a transcription to a file and tells what came of it. FX thread only; the writing happens in the background. */
public final class ExportModel {
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
        return suggestedName(transcription, stem, ".mid");
    }

    /** The same with another ending. */
    public static String suggestedName(Transcription transcription, Optional<String> stem, String ending) {
        return SafeName.of(
                        transcription.title() + stem.map(name -> " - " + name).orElse(""))
                + ending;
    }

    /** Writes the format the name ends in, see {@link ExportFile}; {@code .mid} is added to a name that ends in none. */
    public void export(Transcription transcription, Path chosen, RollColours colours) {
        var file = ExportFile.of(chosen)
                .orElseGet(() -> new ExportFile(
                        chosen.resolveSibling(chosen.getFileName() + ExportFile.Format.MIDI.ending()),
                        ExportFile.Format.MIDI));
        writing.set(true);
        background.run(
                () -> {
                    var report = file.write(transcription, colours);
                    return report.map(changes -> summary(file.path(), changes))
                            .orElseGet(() -> summary(file.path(), transcription));
                },
                sentence -> {
                    writing.set(false);
                    tell.accept(Notice.good(sentence));
                },
                failure -> {
                    writing.set(false);
                    tell.accept(notice(file.path(), failure));
                });
    }

    private static String summary(Path target, Transcription transcription) {
        return "Saved " + target.getFileName() + " · "
                + Figures.count(transcription.notes().size(), "note");
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
        var trouble = failure instanceof IOException disk ? DiskTrouble.of(disk) : DiskTrouble.OTHER;
        return switch (trouble) {
            case FULL ->
                bad(
                        "The disk is full, so " + name + " was not saved.",
                        "Free some space or choose another disk.",
                        failure);
            case FORBIDDEN ->
                bad("This folder does not let Rollscope write " + name + ".", "Choose another folder.", failure);
            case FOLDER_GONE -> bad("The folder for " + name + " is gone.", "Choose another folder.", failure);
            case FOLDER_IS_A_FILE -> bad("The folder for " + name + " is a file.", "Choose another folder.", failure);
            case OTHER -> bad(name + " could not be saved.", "Choose another folder or name.", failure);
        };
    }

    private static Notice bad(String sentence, String remedy, Exception failure) {
        return new Notice(Notice.Tone.BAD, sentence, remedy, failure.toString());
    }
}
