package rollscope.ui.shell;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import rollscope.audio.PcmFile;
import rollscope.export.ExportFile;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Scope;
import rollscope.export.Recipe.Source;
import rollscope.files.SafeName;
import rollscope.language.Words;
import rollscope.midi.Excerpt;
import rollscope.roll.Selection;
import rollscope.settings.SettingsStore;
import rollscope.transcription.Transcription;
import rollscope.ui.export.DragOut;
import rollscope.ui.export.ExportDraft;
import rollscope.ui.export.ExportModel;
import rollscope.ui.export.ExportModel.Target;
import rollscope.ui.export.ExportView;
import rollscope.ui.fx.Background;
import rollscope.ui.transport.StemModel;
import rollscope.ui.transport.StemSound;

/** How MIDI files leave the window: by the panel beside the roll, beside the song, and by the mouse. FX thread only. */
final class Exporting implements ExportView.Deeds {
    private final ShellModel model;
    private final ExportModel export;
    private final StemModel stems;
    private final FileDialogs dialogs;
    private final Sheets sheets;
    private final BiConsumer<Transcription, Path> other;
    private final ExportDraft draft;
    private final DragOut drags;
    private final ObservableValue<Boolean> stemThere;
    /** Made when first opened: it has many controls, and most days it is not wanted. */
    private @Nullable ExportView view;

    /**
     * @param drags a folder for files on their way out of the window
     * @param other writes another format
     */
    Exporting(
            ShellModel model,
            ExportModel export,
            StemModel stems,
            FileDialogs dialogs,
            Sheets sheets,
            SettingsStore settings,
            Background background,
            Path drags,
            BiConsumer<Transcription, Path> other) {
        this.model = model;
        this.export = export;
        this.stems = stems;
        this.dialogs = dialogs;
        this.sheets = sheets;
        this.other = other;
        draft = new ExportDraft(settings, background);
        this.drags = new DragOut(background, drags);
        stemThere = stems.soundProperty().map(sound -> sound instanceof StemSound.Ready);
        stemThere.subscribe(there -> draft.setStemThere(there));
    }

    ExportDraft draft() {
        return draft;
    }

    ExportView view() {
        var made = view;
        if (made == null) {
            made = new ExportView(draft, export, stemThere, drags, this::asChosen, this);
            view = made;
        }
        return made;
    }

    /** Whether the key is one of the panel, which has the focus. */
    boolean takes(KeyEvent event, @Nullable Node focus) {
        return draft.openProperty().get() && view().takes(event, focus);
    }

    /** Opens the panel, where Enter saves. */
    void open() {
        draft.setOpen(true);
        view().focusOnSave();
    }

    @Override
    public void close() {
        draft.setOpen(false);
        export.forget();
    }

    /** Another song, or none. */
    void show(Optional<ShellModel.Shown> shown) {
        export.forget();
        draft.setSong(shown.map(ShellModel.Shown::transcription).orElse(null));
    }

    // Saving

    @Override
    public void save() {
        withName((source, name) -> {
            if (recipe().oneFileEach()) {
                dialogs.folder().ifPresent(folder -> save(source, new Target.Into(folder, name)));
            } else {
                dialogs.save(name + ".mid").ifPresent(path -> saveAs(source, path));
            }
        });
    }

    private void saveAs(Source source, Path path) {
        boolean midi = ExportFile.of(path)
                .map(file -> file.format() == ExportFile.Format.MIDI)
                .orElse(true);
        if (midi) {
            save(source, new Target.Chosen(path));
        } else {
            other.accept(source.song(), path);
        }
    }

    @Override
    public void saveBeside() {
        withName((source, name) ->
                model.folderProperty().get().ifPresent(folder -> save(source, new Target.Into(folder, name))));
    }

    @Override
    public void saveOther() {
        withName((source, name) -> dialogs.saveOther(name + ".csv").ifPresent(path -> saveAs(source, path)));
    }

    /** One at a time; the buttons stay as they are meanwhile, as the focus would leave one that is disabled. */
    private void save(Source source, Target target) {
        if (export.writingProperty().get()) {
            return;
        }
        boolean padded = recipe().padStem();
        var stem = padded ? stems.borrow() : Optional.<PcmFile>empty();
        export.save(recipe(), source, target, stem, padded ? stems::giveBack : () -> {});
    }

    private Recipe recipe() {
        return draft.feasible();
    }

    private void withName(BiConsumer<Source, String> deed) {
        draft.sourceProperty()
                .get()
                .ifPresent(source -> model.shownProperty().get().ifPresent(shown -> deed.accept(source, name(shown))));
    }

    private static String name(ShellModel.Shown shown) {
        return ExportModel.suggestedName(shown.transcription(), shown.entry().map(_ -> shown.origin()), "");
    }

    @Override
    public void inspect() {
        export.sheet(this::reveal, text -> Clipboard.getSystemClipboard()
                        .setContent(Map.of(DataFormat.PLAIN_TEXT, text)))
                .ifPresent(sheet -> sheets.showForm("inspection", Words.of("shell.what-is-in-file"), sheet));
    }

    @Override
    public void reveal() {
        export.lastFile().ifPresent(dialogs::reveal);
    }

    // Dragging

    /** Everything, as the panel says. */
    private Optional<DragOut.Load> asChosen() {
        return load(recipe().withPadStem(false), "", source -> source);
    }

    private Optional<DragOut.Load> load(Recipe recipe, String suffix, UnaryOperator<Source> part) {
        return draft.sourceProperty().get().flatMap(source -> model.shownProperty()
                .get()
                .map(shown ->
                        new DragOut.Load(() -> recipe.apply(part.apply(source)), SafeName.of(name(shown) + suffix))));
    }

    /** Makes a node one that the whole file is dragged from. */
    void dragAll(Node node) {
        drags.from(node, this::asChosen);
    }

    /** Makes a node one that an instrument is dragged from. */
    void dragInstrument(Node node, IntSupplier index) {
        drags.from(node, () -> {
            int instrument = index.getAsInt();
            return draft.sourceProperty()
                    .get()
                    .map(Source::song)
                    .filter(song ->
                            instrument >= 0 && instrument < song.instruments().size())
                    .flatMap(song -> load(
                            recipe().withScope(Scope.WHOLE).withOneFileEach(false),
                            " - " + song.instruments().get(instrument).name(),
                            source -> new Source(
                                    Excerpt.instrument(source.song(), instrument),
                                    source.map(),
                                    source.key(),
                                    Optional.empty(),
                                    Selection.EMPTY)));
        });
    }

    /** Makes a node one that the selected notes are dragged from. */
    void dragSelection(Node node) {
        drags.from(
                node,
                () -> load(
                        recipe().withScope(Scope.SELECTION).withOneFileEach(false),
                        " - " + Words.of("shell.selection-in-name"),
                        source -> source));
    }

    /** When the window closes. */
    void end() {
        draft.setOpen(false);
        if (view != null) {
            view.close();
        }
        drags.close();
    }
}
