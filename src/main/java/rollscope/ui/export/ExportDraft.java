package rollscope.ui.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import rollscope.export.Preview;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Place;
import rollscope.export.Recipe.Source;
import rollscope.export.Recipe.Span;
import rollscope.language.Words;
import rollscope.roll.Lanes;
import rollscope.roll.Selection;
import rollscope.settings.SettingsStore;
import rollscope.tempo.SongTempo;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;

/**
 * The MIDI file as it would be written now: what the user chose, which is kept for the next time, and while somebody looks what it
 * makes of the song in view. FX thread only; all that looks at notes happens in the background, the newest state next.
 */
public final class ExportDraft {
    private static final String PROGRAM = "program";

    /**
     * What a file would hold.
     *
     * @param lanes of its notes, ready to be drawn over those of the song
     */
    public record Shown(Preview preview, Lanes lanes) {}

    private final SettingsStore settings;
    private final Background background;
    private final ReadOnlyObjectWrapper<Recipe> recipe;
    private final ReadOnlyStringWrapper program;
    private final ReadOnlyStringWrapper tempoWords = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Source>> source = new ReadOnlyObjectWrapper<>(Optional.empty());
    /** Counted, so that what is found of one comes too late for the next. */
    private int songs;

    private boolean stemThere;
    private boolean working;
    private boolean again;

    public ExportDraft(SettingsStore settings, Background background) {
        this.settings = settings;
        this.background = background;
        recipe = new ReadOnlyObjectWrapper<>(Recipe.of(settings.get().export()));
        program = new ReadOnlyStringWrapper(
                Objects.requireNonNullElse(settings.get().export().get(PROGRAM), ""));
    }

    // Properties

    /** What is chosen. */
    public ReadOnlyObjectProperty<Recipe> recipeProperty() {
        return recipe.getReadOnlyProperty();
    }

    /** The music program that the user opens files with; empty if none was chosen. */
    ReadOnlyStringProperty programProperty() {
        return program.getReadOnlyProperty();
    }

    /** What is known of the song's tempo, in a sentence. */
    ReadOnlyStringProperty tempoWordsProperty() {
        return tempoWords.getReadOnlyProperty();
    }

    /** Whether somebody looks at it. */
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** What the file would hold; empty while nobody looks, and until it is known of another song. */
    public ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** What it would be written of; empty without a song. */
    public ReadOnlyObjectProperty<Optional<Source>> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    // Commands

    /** Chooses, and remembers it. */
    void choose(UnaryOperator<Recipe> change) {
        var wanted = change.apply(recipe.get());
        if (!wanted.equals(recipe.get())) {
            recipe.set(wanted);
            remember();
            refresh();
        }
    }

    /** Forgets what was chosen, here and for the next time. */
    void reset() {
        program.set("");
        choose(_ -> Recipe.EXACT);
        remember();
    }

    void chooseProgram(String name) {
        program.set(name);
        remember();
    }

    private void remember() {
        var words = new HashMap<>(recipe.get().words());
        if (!program.get().isEmpty()) {
            words.put(PROGRAM, program.get());
        }
        settings.set(settings.get().withExport(words));
    }

    public void setOpen(boolean now) {
        open.set(now);
        if (now) {
            refresh();
        } else {
            shown.set(Optional.empty());
        }
    }

    /** Another song; nothing is known of it yet. */
    public void setSong(@Nullable Transcription song) {
        songs++;
        shown.set(Optional.empty());
        source.set(Optional.ofNullable(song).map(Source::of));
        refresh();
    }

    /** Whether the audio of the stem is there, to be saved with silence before it. */
    public void setStemThere(boolean there) {
        stemThere = there;
        refresh();
    }

    /** What is chosen, as far as it can be had now. */
    public Recipe feasible() {
        var chosen = recipe.get();
        return chosen.withPadStem(chosen.padStem() && chosen.place() == Place.BAR_ONE && stemThere);
    }

    public void setTempo(SongTempo tempo) {
        tempoWords.set(words(tempo));
        change(now -> now.withTempo(tempo.map(), tempo.key()));
    }

    /** {@code The song: 110 BPM, 4/4, estimated.} */
    private String words(SongTempo tempo) {
        double end = source.get().map(now -> now.song().duration()).orElse(0.0);
        return tempo.map()
                .map(map -> {
                    var facts = new ArrayList<String>();
                    facts.add(String.format(Locale.ROOT, "%.1f", map.typicalBpm(end))
                                    .replaceFirst("\\.0$", "")
                            + " BPM");
                    if (!map.isConstant()) {
                        facts.add(Words.of("export.changing"));
                    }
                    map.meter(end).ifPresent(meter -> facts.add(meter.toString()));
                    String known = String.join(Words.of("export.between"), facts);
                    return switch (tempo.source()) {
                        case ESTIMATED -> Words.of("export.tempo-estimated", known);
                        case FROM_FILE -> Words.of("export.tempo-of-file", known);
                        case CONFIRMED -> Words.of("export.tempo-confirmed", known);
                    };
                })
                .orElseGet(() -> Words.of("export.tempo-unknown"));
    }

    public void setLoop(Optional<Span> loop) {
        change(now -> now.withLoop(loop));
    }

    public void setSelection(Selection selection) {
        change(now -> now.withSelection(selection));
    }

    private void change(UnaryOperator<Source> change) {
        source.set(source.get().map(change));
        refresh();
    }

    private void refresh() {
        if (!open.get() || source.get().isEmpty()) {
            return;
        }
        if (working) {
            again = true;
            return;
        }
        working = true;
        var wanted = feasible();
        var of = source.get().get();
        int song = songs;
        background.run(
                () -> {
                    var preview = Preview.of(wanted.apply(of));
                    var lanes = Lanes.of(preview.song());
                    for (int lane = 0; lane < lanes.count(); lane++) {
                        lanes.index(lane).fill(lanes.index(lane).size());
                    }
                    return new Shown(preview, lanes);
                },
                found -> {
                    working = false;
                    if (open.get() && song == songs) {
                        shown.set(Optional.of(found));
                    }
                    goOn();
                },
                failure -> {
                    working = false;
                    shown.set(Optional.empty());
                    goOn();
                });
    }

    private void goOn() {
        if (again) {
            again = false;
            refresh();
        }
    }
}
