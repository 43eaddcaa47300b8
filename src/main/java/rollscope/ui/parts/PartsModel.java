package rollscope.ui.parts;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.library.Entry;
import rollscope.library.Library;
import rollscope.midi.ChannelPlan;
import rollscope.midi.DrumAudit;
import rollscope.midi.DrumMap;
import rollscope.midi.Instrumentation;
import rollscope.midi.Instrumentation.Part;
import rollscope.midi.Instrumentation.Voice;
import rollscope.playback.Phrase;
import rollscope.playback.Transport;
import rollscope.transcription.Instrument;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

/**
 * What the user makes of the instruments of the open song. What is chosen is applied at once, in the background, remembered with the
 * entry, and heard. FX thread only.
 */
public final class PartsModel {
    private static final System.Logger LOG = System.getLogger(PartsModel.class.getName());
    private static final int STRUCK = 100;

    private final Library library;
    private final Transport transport;
    private final Background background;
    private final Consumer<Arranged> onArranged;
    private final Consumer<Notice> tell;

    private final ReadOnlyObjectWrapper<Instrumentation> how =
            new ReadOnlyObjectWrapper<>(Instrumentation.AS_DELIVERED);
    private final ReadOnlyObjectWrapper<IntPredicate> doubtful = new ReadOnlyObjectWrapper<>(_ -> false);
    private Optional<Arranged> arranged = Optional.empty();
    private Optional<Entry> entry = Optional.empty();

    /** Whose sound is to be heard when it has been applied. */
    private OptionalInt toHear = OptionalInt.empty();

    /** One arrangement at a time, and one write; of what changes meanwhile, the last. */
    private boolean arranging;

    private boolean saving;
    private @Nullable Runnable saveNext;

    /**
     * @param onArranged takes the open song, arranged anew
     * @param tell       takes a word to the user
     */
    public PartsModel(
            Library library,
            Transport transport,
            Background background,
            Consumer<Arranged> onArranged,
            Consumer<Notice> tell) {
        this.library = library;
        this.transport = transport;
        this.background = background;
        this.onArranged = onArranged;
        this.tell = tell;
    }

    // Properties

    /** What is chosen; that it is applied may take a moment longer. */
    public ReadOnlyObjectProperty<Instrumentation> howProperty() {
        return how.getReadOnlyProperty();
    }

    /** Kits, by index, whose pitches do not look like General MIDI, and nobody has said that they are right. */
    public ReadOnlyObjectProperty<IntPredicate> doubtfulProperty() {
        return doubtful.getReadOnlyProperty();
    }

    /** An instrument of the open song as it came. */
    Instrument delivered(int instrument) {
        return arranged.orElseThrow().delivered().instruments().get(instrument);
    }

    Part part(int instrument) {
        return how.get().part(instrument);
    }

    /** An instrument as chosen. */
    Instrument chosen(int instrument) {
        return part(instrument).apply(delivered(instrument));
    }

    /** Where an instrument is found in a file, in words; of more than fifteen tones not all are on the first port. */
    String place(int instrument) {
        var plan = ChannelPlan.of(
                IntStream.range(0, instruments()).mapToObj(this::chosen).toList());
        var channel = plan.of(instrument);
        String number = String.valueOf(channel.number() + 1);
        String port = String.valueOf(channel.port() + 1);
        if (plan.ports() == 1) {
            return Words.of("parts.channel", number);
        }
        return channel.port() == 0
                ? Words.of("parts.channel-of-port", number, port)
                : Words.of("parts.channel-of-later-port", number, port);
    }

    /** The pitches an instrument was delivered with. */
    DrumAudit audit(int instrument) {
        return arranged.orElseThrow().audits().get(instrument);
    }

    /** How many instruments the open song has. */
    int instruments() {
        return arranged.map(now -> now.delivered().instruments().size()).orElse(0);
    }

    boolean isDoubtful(int instrument) {
        return chosen(instrument).drums()
                && part(instrument).drums().isEmpty()
                && !audit(instrument).looksLikeGeneralMidi();
    }

    // Commands

    /** Takes what is shown; false if that is the song that was shown before, arranged anew. */
    @SuppressWarnings("ReferenceEquality") // the same song, not one like it
    public boolean show(Arranged shown, Optional<Entry> of) {
        boolean another = arranged.filter(before -> before.delivered() == shown.delivered())
                .isEmpty();
        arranged = Optional.of(shown);
        entry = of;
        if (another) {
            toHear = OptionalInt.empty();
            how.set(shown.how());
        }
        doubt();
        return another;
    }

    /** A name of the user's; a blank one stands for the one delivered. */
    void rename(int instrument, String name) {
        change(instrument, part -> part.withName(name), false);
    }

    /** Another sound, to be heard at once unless the song plays. */
    void voice(int instrument, Voice voice) {
        change(instrument, part -> part.withVoice(Optional.of(voice)), true);
    }

    /** Where drums go. */
    void drums(int instrument, DrumMap map) {
        change(instrument, part -> part.withDrums(map), false);
    }

    /** Takes back everything that was chosen for an instrument. */
    void asDelivered(int instrument) {
        change(instrument, _ -> Part.AS_DELIVERED, false);
    }

    private void change(int instrument, UnaryOperator<Part> change, boolean hear) {
        var now = how.get().with(instrument, change.apply(part(instrument)));
        if (hear) {
            toHear = OptionalInt.of(instrument);
        }
        if (!now.equals(how.get())) {
            how.set(now);
            doubt();
            save();
            arrange();
        } else if (hear && !arranging) {
            hear(instrument);
        }
    }

    private void doubt() {
        var found = new BitSet();
        for (int i = 0; i < instruments(); i++) {
            found.set(i, isDoubtful(i));
        }
        doubtful.set(found::get);
    }

    @SuppressWarnings("ReferenceEquality") // the same song, not one like it
    private void arrange() {
        if (arranging || arranged.isEmpty()) {
            return;
        }
        arranging = true;
        var before = arranged.get();
        var wanted = how.get();
        background.run(
                () -> before.with(wanted),
                made -> {
                    arranging = false;
                    boolean open = arranged.filter(now -> now.delivered() == made.delivered())
                            .isPresent();
                    if (open) {
                        arranged = Optional.of(made);
                        onArranged.accept(made);
                    }
                    if (arranged.filter(now -> now.how().equals(how.get())).isEmpty()) {
                        arrange();
                    } else if (toHear.isPresent()) {
                        hear(toHear.getAsInt());
                    }
                },
                failure -> {
                    arranging = false;
                    tell.accept(new Notice(
                            Notice.Tone.BAD,
                            Words.of("parts.not-changed"),
                            Words.of("parts.not-changed-remedy"),
                            failure.toString()));
                });
    }

    /** Sounds a few of an instrument's own notes from the playhead on, unless the song plays anyway. */
    @SuppressWarnings("ReferenceEquality") // the same song, not one like it
    void hear(int instrument) {
        toHear = OptionalInt.empty();
        var position = transport.position();
        if (position.playing() || arranged.isEmpty()) {
            return;
        }
        var song = arranged.get().song();
        background.run(
                () -> Phrase.of(song.notes(), instrument, position.seconds()),
                phrase -> {
                    if (arranged.filter(now -> now.song() == song).isPresent()) {
                        transport.audition(instrument, phrase);
                    }
                },
                failure -> LOG.log(System.Logger.Level.WARNING, "Cannot find a phrase", failure));
    }

    /** Sounds a drum of an instrument's kit. */
    void hearDrum(int instrument, int pitch) {
        transport.audition(instrument, pitch, STRUCK);
    }

    private void save() {
        entry.ifPresent(now -> save(now.id(), how.get()));
    }

    private void save(String id, Instrumentation now) {
        if (saving) {
            saveNext = () -> save(id, now);
            return;
        }
        saving = true;
        background.run(
                () -> {
                    library.remember(id, now);
                    return now;
                },
                _ -> saved(),
                failure -> {
                    tell.accept(new Notice(
                            Notice.Tone.DOUBT,
                            Words.of("parts.not-kept"),
                            Words.of("parts.not-kept-remedy"),
                            failure.toString()));
                    saved();
                });
    }

    private void saved() {
        saving = false;
        var next = saveNext;
        saveNext = null;
        if (next != null) {
            next.run();
        }
    }
}
