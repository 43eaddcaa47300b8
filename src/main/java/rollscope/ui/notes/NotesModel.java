package rollscope.ui.notes;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import rollscope.language.Words;
import rollscope.roll.Selection;
import rollscope.tempo.TempoMap;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;
import rollscope.ui.notes.NoteWords.Fact;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;

/**
 * The selected notes: what is known of them, their rows in the event table, their text for the clipboard. Whatever walks over
 * many notes does so in the background; the newest question is the one whose answer counts. FX thread only.
 */
public final class NotesModel {
    /** Up to here a walk over the notes is done at once: it takes less than a millisecond. */
    private static final int FEW = 5_000;

    /** So many notes go to the clipboard at most, some 7 MB of text: handing over more makes every program wait. */
    static final int MOST_COPIED = 100_000;

    /** The right side of the inspector's heading, and its lines. */
    record Said(String heading, List<Fact> facts) {}

    private final Background background;
    private final ObservableValue<OctaveNaming> naming;
    private final IntConsumer hear;
    private final IntConsumer reveal;
    private final Consumer<Notice> tell;

    private final ReadOnlyObjectWrapper<Optional<Transcription>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.EMPTY);
    private final ReadOnlyBooleanWrapper selected = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Said> said = new ReadOnlyObjectWrapper<>(new Said("", List.of()));
    private final ReadOnlyObjectWrapper<EventOrder> order = new ReadOnlyObjectWrapper<>(EventOrder.natural(0));
    private final ReadOnlyBooleanWrapper sorting = new ReadOnlyBooleanWrapper();
    private List<EventOrder.Key> keys = List.of();
    private Optional<TempoMap> tempo = Optional.empty();
    /** What was asked for last counts: of selecting, of saying, of sorting. */
    private int selects;

    private int says;
    private int sorts;

    /**
     * @param naming how pitches are called
     * @param hear   sounds a note
     * @param reveal brings a note into view
     * @param tell   takes a word to the user
     */
    public NotesModel(
            Background background,
            ObservableValue<OctaveNaming> naming,
            IntConsumer hear,
            IntConsumer reveal,
            Consumer<Notice> tell) {
        this.background = background;
        this.naming = naming;
        this.hear = hear;
        this.reveal = reveal;
        this.tell = tell;
        selection.subscribe((_, now) -> {
            selects++;
            selected.set(!now.isEmpty());
            say();
        });
        naming.subscribe((_, _) -> say());
    }

    // Properties

    /** The selected notes of the transcription that is shown. */
    public ObjectProperty<Selection> selectionProperty() {
        return selection;
    }

    /** Whether any note is selected. */
    public ReadOnlyBooleanProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Transcription>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Said> saidProperty() {
        return said.getReadOnlyProperty();
    }

    ObservableValue<OctaveNaming> namingProperty() {
        return naming;
    }

    /** Which note is in which row of the event table. */
    ReadOnlyObjectProperty<EventOrder> orderProperty() {
        return order.getReadOnlyProperty();
    }

    /** Whether a new order is being made; the old one serves until then. */
    ReadOnlyBooleanProperty sortingProperty() {
        return sorting.getReadOnlyProperty();
    }

    // Commands

    /** Takes a transcription; nothing of it is selected. */
    public void show(Transcription transcription) {
        selection.set(Selection.EMPTY);
        sorts++;
        shown.set(Optional.of(transcription));
        order.set(EventOrder.natural(transcription.notes().size()));
        sort(keys);
        say();
    }

    /** Takes the same transcription with other names or drums; what is selected stays unless the notes are others. */
    @SuppressWarnings("ReferenceEquality") // a table that is alike is not worth being looked for
    public void rearrange(Transcription transcription) {
        if (shown.get()
                .filter(before -> before.notes() == transcription.notes())
                .isEmpty()) {
            show(transcription);
            return;
        }
        shown.set(Optional.of(transcription));
        say();
    }

    public void selectAll() {
        selectWhere((_, _) -> true);
    }

    public void clear() {
        selection.set(Selection.EMPTY);
    }

    /** Selects, in the instruments and at the pitches of the selection, every note. */
    public void selectSamePitches() {
        selectAlike((notes, note) -> notes.instrument(note) * 128 + notes.pitch(note));
    }

    /** Selects every note of the instruments of the selection. */
    public void selectSameInstruments() {
        selectAlike(NoteTable::instrument);
    }

    private interface Kind {
        int of(NoteTable notes, int note);
    }

    private interface Wanted {
        boolean test(NoteTable notes, int note);
    }

    private void selectAlike(Kind kind) {
        var now = selection.get();
        selectWhere(new Wanted() {
            private final BitSet kinds = new BitSet();

            @Override
            public boolean test(NoteTable notes, int note) {
                if (kinds.isEmpty()) {
                    now.forEach(chosen -> kinds.set(kind.of(notes, chosen)));
                }
                return kinds.get(kind.of(notes, note));
            }
        });
    }

    private void selectWhere(Wanted wanted) {
        shown.get().map(Transcription::notes).ifPresent(notes -> {
            int question = ++selects;
            IntPredicate test = note -> wanted.test(notes, note);
            work(
                    notes.size(),
                    () -> Selection.of(
                            IntStream.range(0, notes.size()).filter(test).toArray()),
                    found -> {
                        if (question == selects) {
                            selection.set(found);
                        }
                    });
        });
    }

    /** Sounds the first of the selected notes. */
    public void hear() {
        if (!selection.get().isEmpty()) {
            hear.accept(selection.get().first());
        }
    }

    /** Gives the selected notes, or the first {@link #MOST_COPIED}, as text, a line each, to {@code clipboard}, and says so. */
    public void copy(Consumer<String> clipboard) {
        var chosen = selection.get();
        shown.get().filter(_ -> !chosen.isEmpty()).ifPresent(transcription -> {
            var called = naming.getValue();
            work(chosen.size(), () -> NoteWords.lines(transcription, chosen, called, MOST_COPIED), text -> {
                clipboard.accept(text);
                tell.accept(copied(chosen.size()));
            });
        });
    }

    private static Notice copied(int chosen) {
        return chosen <= MOST_COPIED
                ? Notice.good(Words.of("notes.copied", chosen, Figures.count(chosen)))
                : new Notice(
                        Notice.Tone.DOUBT,
                        Words.of("notes.copied-first", Figures.count(MOST_COPIED), Figures.count(chosen)),
                        Words.of("notes.copied-first-remedy"),
                        "");
    }

    /** Orders the event table; what is shown stays as it is until the new order is there. */
    void sort(List<EventOrder.Key> wanted) {
        keys = List.copyOf(wanted);
        shown.get().map(Transcription::notes).ifPresent(notes -> {
            int question = ++sorts;
            sorting.set(true);
            work(notes.size(), () -> EventOrder.sorted(notes, wanted), sorted -> {
                if (question == sorts) {
                    sorting.set(false);
                    order.set(sorted);
                }
            });
        });
    }

    /** Selects what the event table was asked to select, and shows the note at hand in the roll. */
    void choose(Selection wanted, int note) {
        selection.set(wanted);
        reveal.accept(note);
    }

    /** By which times are told in bars and beats as well. */
    public void setTempo(Optional<TempoMap> map) {
        tempo = map;
        if (selection.get().size() == 1) {
            say();
        }
    }

    private void say() {
        int question = ++says;
        var chosen = selection.get();
        var transcription = shown.get();
        var called = naming.getValue();
        var map = tempo;
        transcription.ifPresent(all -> work(
                Math.max(chosen.size(), chosen.isEmpty() ? 0 : all.notes().size()),
                () -> new Said(NoteWords.heading(all, chosen), NoteWords.facts(all, chosen, called, map)),
                now -> {
                    if (question == says) {
                        said.set(now);
                    }
                }));
    }

    private <T> void work(int notes, Supplier<T> task, Consumer<T> done) {
        if (notes > FEW) {
            background.run(task::get, done, _ -> {});
        } else {
            done.accept(task.get());
        }
    }
}
