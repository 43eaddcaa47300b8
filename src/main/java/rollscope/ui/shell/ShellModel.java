package rollscope.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import rollscope.language.Words;
import rollscope.library.Entry;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.OpenedFile;
import rollscope.library.Outcome;
import rollscope.library.Problem;
import rollscope.midi.DrumAudit;
import rollscope.midi.Instrumentation;
import rollscope.tempo.SongTempo;
import rollscope.transcription.Instrument;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;
import rollscope.ui.parts.Arranged;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;

/** What the window shows: a transcription or the way to one, and a word to the user. FX thread only. */
final class ShellModel {
    /**
     * A transcription in view.
     *
     * @param arranged the song, as delivered and as it is seen, heard and written
     * @param entry    the entry of the library it is; empty for a file
     * @param origin   what it was made from, for the user: a stem's name, a file's
     * @param counts   how many notes each instrument has
     * @param stated   what its file states of tempo and bars
     * @param loss     a sentence if a part of its file could not be read
     */
    record Shown(
            Arranged arranged,
            Optional<Entry> entry,
            String origin,
            List<Integer> counts,
            Optional<SongTempo> stated,
            Optional<String> loss) {
        /** Looks at all notes, so not on the FX thread. */
        static Shown of(Arranged arranged, Optional<Entry> entry, String origin) {
            return new Shown(
                    arranged,
                    entry,
                    origin,
                    arranged.audits().stream().map(DrumAudit::notes).toList(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** As it is seen, heard and written. */
        Transcription transcription() {
            return arranged.song();
        }

        /** The instruments as delivered. */
        List<Instrument> delivered() {
            return arranged.delivered().instruments();
        }

        private Shown with(Arranged anew) {
            return new Shown(anew, entry, origin, counts, stated, loss);
        }

        private Shown from(OpenedFile file) {
            return new Shown(arranged, entry, origin, counts, file.tempo(), file.loss());
        }

        String subtitle() {
            return String.join(
                    " · ",
                    origin,
                    Words.of(
                            "shell.instruments",
                            delivered().size(),
                            Figures.count(delivered().size())),
                    Words.of(
                            "shell.notes",
                            transcription().notes().size(),
                            Figures.count(transcription().notes().size())));
        }
    }

    private final Library library;
    private final Background background;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper connecting = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> opening = new ReadOnlyObjectWrapper<>(Optional.empty());
    /** What was made of the instruments of files, by id. */
    private final Map<String, Instrumentation> ofThisRun = new ConcurrentHashMap<>();
    /** Where the files of what is shown are: beside a file, in the folder of an entry. */
    private final ReadOnlyObjectWrapper<Optional<Path>> folder = new ReadOnlyObjectWrapper<>(Optional.empty());

    private final ReadOnlyObjectWrapper<Optional<Source>> source = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<ShellModel> heir = Optional.empty();

    /** Only what was asked for last is shown. */
    private int asked;

    ShellModel(Library library, Background background) {
        this.library = library;
        this.background = background;
    }

    /** The same song in view, of the same source; without a word to the user, which may be in another language by now. */
    ShellModel again() {
        var next = new ShellModel(library, background);
        next.ofThisRun.putAll(ofThisRun);
        next.folder.set(folder.get());
        next.shown.set(shown.get());
        next.source.set(source.get());
        next.connecting.set(connecting.get());
        // Whatever this one still opens comes to nothing.
        asked++;
        heir = Optional.of(next);
        return next;
    }

    // Properties

    /** The transcription that is open, also while the connect view hides it. */
    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Whether the connect view is in view rather than the roll. */
    ReadOnlyBooleanProperty connectingProperty() {
        return connecting.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Notice>> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** The name of what is being opened. */
    ReadOnlyObjectProperty<Optional<String>> openingProperty() {
        return opening.getReadOnlyProperty();
    }

    /** The folder that things made of what is shown can be put into. */
    ReadOnlyObjectProperty<Optional<Path>> folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /** Where what is shown came from. */
    ReadOnlyObjectProperty<Optional<Source>> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    // Commands

    /** What was begun here and ends after {@link #again} is told there. */
    void tell(Notice told) {
        heir.ifPresentOrElse(next -> next.tell(told), () -> notice.set(Optional.of(told)));
    }

    void dismiss() {
        notice.set(Optional.empty());
    }

    /** Takes a word back that is no longer true, if it is still there. */
    void withdraw(String sentence) {
        if (notice.get().filter(told -> told.sentence().equals(sentence)).isPresent()) {
            dismiss();
        }
    }

    void connect() {
        asked++;
        opening.set(Optional.empty());
        connecting.set(true);
    }

    /** Back to the open transcription, if there is one. */
    void showRoll() {
        if (shown.get().isPresent()) {
            connecting.set(false);
        }
    }

    void open(Entry entry) {
        open(entry, "");
    }

    /**
     * @param besides a sentence that is told with whatever comes of it; may be empty
     */
    void open(Entry entry, String besides) {
        open(
                entry.shownTitle(),
                new Place(Optional.of(library.folderOf(entry.id())), new Source.OfLibrary(entry.id()), besides),
                () -> library.open(entry.id()),
                found -> Shown.of(
                        Arranged.of(found, library.instrumentation(entry.id())),
                        Optional.of(entry),
                        entry.request().shownStemName()));
    }

    void open(Path file) {
        open(file, "");
    }

    /**
     * @param besides a sentence that is told with whatever comes of it; may be empty
     */
    void open(Path file, String besides) {
        String name = String.valueOf(file.getFileName());
        var absolute = file.toAbsolutePath();
        var place = new Place(Optional.ofNullable(absolute.getParent()), new Source.OfFile(absolute), besides);
        open(name, place, () -> Library.open(file), found -> Shown.of(
                        Arranged.of(
                                found.transcription(),
                                ofThisRun.getOrDefault(found.transcription().id(), Instrumentation.AS_DELIVERED)),
                        Optional.empty(),
                        name)
                .from(found));
    }

    /** Opens what was open when the program ended without being closed, unless the user has asked for something by then. */
    void reopen(Source last) {
        String besides = Words.of("shell.ended-unclosed");
        int question = asked;
        switch (last) {
            case Source.OfFile(Path file) -> open(file, besides);
            case Source.OfLibrary(String id) ->
                background.run(
                        () -> library.entries().stream()
                                .filter(entry -> entry.id().equals(id) && entry.state() instanceof JobState.Ready)
                                .findFirst(),
                        found -> found.filter(_ -> question == asked).ifPresent(entry -> open(entry, besides)),
                        // It is in the library, if anywhere.
                        failure -> {});
        }
    }

    /** The open transcription, arranged anew; one that is no longer open is left alone. */
    @SuppressWarnings("ReferenceEquality") // the same one, not one like it
    void arrange(Arranged anew) {
        shown.get().filter(now -> now.arranged.delivered() == anew.delivered()).ifPresent(now -> {
            if (now.entry.isEmpty()) {
                ofThisRun.put(anew.delivered().id(), anew.how());
            }
            shown.set(Optional.of(now.with(anew)));
        });
    }

    /**
     * Of something that is being opened.
     *
     * @param folder  that things made of it can be put into
     * @param besides a sentence to be told with the outcome; may be empty
     */
    private record Place(Optional<Path> folder, Source source, String besides) {
        /** One word at a time is shown, so the sentence goes with another if there is one. */
        Notice with(Notice told) {
            String both = told.remedy().isEmpty() || besides.isEmpty()
                    ? told.remedy() + besides
                    : Words.of("shell.two-sentences", told.remedy(), besides);
            return new Notice(told.tone(), told.sentence(), both, told.details());
        }
    }

    private <T> void open(
            String name, Place place, Callable<Outcome<T>> read, java.util.function.Function<T, Shown> made) {
        int question = ++asked;
        dismiss();
        opening.set(Optional.of(name));
        background.run(
                () -> switch (read.call()) {
                    case Outcome.Ok<T>(var found) -> new Outcome.Ok<>(made.apply(found));
                    case Outcome.Failed<T>(Problem why) -> new Outcome.Failed<Shown>(why);
                },
                outcome -> {
                    if (question == asked) {
                        took(outcome, place);
                        opening.set(Optional.empty());
                    }
                },
                failure -> {
                    if (question == asked) {
                        opening.set(Optional.empty());
                        tell(place.with(new Notice(
                                Notice.Tone.BAD,
                                Words.of("shell.not-opened", name),
                                Words.of("shell.not-opened-remedy"),
                                failure.toString())));
                    }
                });
    }

    private void took(Outcome<Shown> outcome, Place place) {
        switch (outcome) {
            case Outcome.Ok<Shown>(var found) -> {
                folder.set(place.folder);
                shown.set(Optional.of(found));
                source.set(Optional.of(place.source));
                connecting.set(false);
                found.loss()
                        .map(loss -> place.with(
                                new Notice(Notice.Tone.DOUBT, loss, Words.of("shell.opened-in-part"), "")))
                        .or(() -> Optional.of(new Notice(Notice.Tone.CALM, place.besides, "", ""))
                                .filter(_ -> !place.besides.isEmpty()))
                        .ifPresent(this::tell);
            }
            case Outcome.Failed<Shown>(Problem why) -> tell(place.with(Notice.of(why)));
        }
    }
}
