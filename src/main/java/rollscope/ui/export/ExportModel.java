package rollscope.ui.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import rollscope.audio.PcmFile;
import rollscope.export.ExportFile;
import rollscope.export.Plan;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Source;
import rollscope.files.DiskTrouble;
import rollscope.files.SafeName;
import rollscope.language.Words;
import rollscope.midi.MidiFile;
import rollscope.playback.Loop;
import rollscope.playback.StemFile;
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
    private final ReadOnlyObjectWrapper<Optional<Saved>> saved = new ReadOnlyObjectWrapper<>(Optional.empty());

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

    /** Where MIDI files go. */
    public sealed interface Target {
        /** A file that the user chose, and agreed to replace if it was there. */
        record Chosen(Path file) implements Target {}

        /**
         * A folder, where nothing is replaced.
         *
         * @param name without an ending
         */
        record Into(Path folder, String name) implements Target {}
    }

    /** The last MIDI files that were saved, and what is in them; empty until then, and again when the next are being written. */
    ReadOnlyObjectProperty<Optional<Saved>> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /** The first of the files saved last. */
    public Optional<Path> lastFile() {
        return saved.get().map(last -> last.paths().getFirst());
    }

    /** A sheet that tells all that is in the files saved last. */
    public Optional<Node> sheet(Runnable reveal, Consumer<String> copy) {
        return saved.get().map(last -> new SavedView(last, reveal, copy));
    }

    /** Forgets what was saved last. */
    public void forget() {
        saved.set(Optional.empty());
    }

    /**
     * Writes MIDI files as a recipe says, and reads them again.
     *
     * @param stem written too, with silence before it, if the recipe says so; read until {@code done}
     * @param done called in the end, whatever came of it
     */
    public void save(Recipe recipe, Source source, Target target, Optional<PcmFile> stem, Runnable done) {
        writing.set(true);
        saved.set(Optional.empty());
        background.run(
                () -> {
                    var plan = recipe.apply(source);
                    var file = fileOf(plan, target);
                    var result = Saved.write(plan, plan.files(file));
                    if (stem.isPresent()) {
                        writeStem(plan, file, result, stem.get());
                    }
                    return result;
                },
                result -> {
                    writing.set(false);
                    done.run();
                    saved.set(Optional.of(result));
                    tell.accept(Notice.good(summary(result.name(), result.report())));
                },
                failure -> {
                    writing.set(false);
                    done.run();
                    tell.accept(notice(nameOf(target), failure));
                });
    }

    private static ExportFile fileOf(Plan plan, Target target) {
        return switch (target) {
            case Target.Chosen(var path) -> midi(path);
            case Target.Into(var folder, var name) ->
                ExportFile.free(folder, name, ExportFile.Format.MIDI, file -> plan.files(file).stream()
                        .map(ExportFile.Part::file)
                        .toList());
        };
    }

    /** The stem beside the file, so much later as the notes are. */
    private static void writeStem(Plan plan, ExportFile file, Saved result, PcmFile stem) throws IOException {
        double silence = result.layout().shift();
        var folder = file.path().toAbsolutePath().getParent();
        if (plan.recipe().padStem() && plan.recipe().place() == Recipe.Place.BAR_ONE && folder != null) {
            String name = String.valueOf(file.path().getFileName()).replaceFirst("(?i)\\.midi?$", "");
            var part = plan.loop().map(span -> new Loop(span.from(), span.to()));
            StemFile.write(freeSound(folder, name + " - stem"), stem, silence, part);
        }
    }

    private static Path freeSound(Path folder, String name) {
        for (int number = 1; ; number++) {
            var path = folder.resolve((number == 1 ? name : name + " " + number) + ".wav");
            if (!Files.exists(path)) {
                return path;
            }
        }
    }

    private static ExportFile midi(Path chosen) {
        return ExportFile.of(chosen)
                .filter(file -> file.format() == ExportFile.Format.MIDI)
                .orElseGet(() -> new ExportFile(
                        chosen.resolveSibling(chosen.getFileName() + ExportFile.Format.MIDI.ending()),
                        ExportFile.Format.MIDI));
    }

    private static Path nameOf(Target target) {
        return switch (target) {
            case Target.Chosen(var path) -> path;
            case Target.Into(var folder, var name) -> folder.resolve(name + ".mid");
        };
    }

    private static String summary(Path target, Transcription transcription) {
        return Words.of("export.saved", String.valueOf(target.getFileName())) + " · "
                + counted("export.notes", transcription.notes().size());
    }

    static String summary(Path target, MidiFile.Report report) {
        return summary(String.valueOf(target.getFileName()), report);
    }

    private static String summary(String name, MidiFile.Report report) {
        var words = new ArrayList<String>();
        words.add(Words.of("export.saved", name));
        words.add(counted("export.notes", report.notes()));
        if (report.cut() > 0) {
            words.add(counted("export.saved-cut", report.cut()));
        }
        if (report.duplicates() > 0) {
            words.add(counted("export.saved-duplicates", report.duplicates()));
        }
        if (report.lengthened() > 0) {
            words.add(counted("export.saved-lengthened", report.lengthened()));
        }
        if (report.late() > 0) {
            words.add(counted("export.saved-late", report.late()));
        }
        return String.join(" · ", words);
    }

    /** The words of a key that depend on a number. */
    static String counted(String key, int number) {
        return Words.of(key, number, Figures.count(number));
    }

    static Notice notice(Path target, Exception failure) {
        String name = target.getFileName().toString();
        var trouble = failure instanceof IOException disk ? DiskTrouble.of(disk) : DiskTrouble.OTHER;
        return switch (trouble) {
            case FULL ->
                bad(Words.of("export.disk-full", name), Words.of("export.disk-full-remedy"), failure);
            case FORBIDDEN -> bad(Words.of("export.forbidden", name), Words.of("export.another-folder"), failure);
            case FOLDER_GONE -> bad(Words.of("export.folder-gone", name), Words.of("export.another-folder"), failure);
            case FOLDER_IS_A_FILE ->
                bad(Words.of("export.folder-is-a-file", name), Words.of("export.another-folder"), failure);
            case OTHER -> bad(Words.of("export.not-saved", name), Words.of("export.another-folder-or-name"), failure);
        };
    }

    private static Notice bad(String sentence, String remedy, Exception failure) {
        return new Notice(Notice.Tone.BAD, sentence, remedy, failure.toString());
    }
}
