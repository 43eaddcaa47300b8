package rollscope.ui.tempo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import rollscope.library.Entry;
import rollscope.library.Library;
import rollscope.playback.Clicks;
import rollscope.playback.Transport;
import rollscope.settings.SettingsStore;
import rollscope.tempo.Beats;
import rollscope.tempo.Fit;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.SongTempo.Source;
import rollscope.tempo.TempoAnalysis;
import rollscope.tempo.TempoMap;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;

/**
 * Tempo, beats and bars of what is shown: estimated in the background, corrected by the user, kept with the entry, and clicked by the
 * metronome. Every correction can be undone. FX thread only; what looks at all notes or beats runs in the background.
 */
public final class TempoModel implements AutoCloseable {
    /** The slowest tempo to be chosen, in beats a minute. */
    static final double SLOWEST = 10;

    /** The fastest tempo to be chosen, in beats a minute. */
    static final double FASTEST = 600;

    /** A grid or a note this near, in seconds, is meant where a hand points at a time. */
    static final double NEAR = 0.06;

    /** Nobody hears more clicks than that; a day has fewer. */
    private static final double MOST_CLICKS = 1e6;

    /** Of so many files that are in no library it is remembered what was made of their tempo. */
    private static final int REMEMBERED = 100;

    /** Beats and bars, and who says so: what is undone and redone. */
    private record Choice(Optional<TempoMap> map, Source source) {
        private static final Choice NONE = new Choice(Optional.empty(), Source.ESTIMATED);

        static Choice of(SongTempo tempo) {
            return new Choice(tempo.map(), tempo.source());
        }

        /** The user has a hand in it: what was stated by a file is no longer the file's. */
        Choice corrected(TempoMap now) {
            return new Choice(Optional.of(now), source == Source.FROM_FILE ? Source.CONFIRMED : source);
        }
    }

    private final Library library;
    private final Transport transport;
    private final SettingsStore settings;
    private final Background background;
    private final DoubleSupplier speed;
    private final Consumer<Runnable> whenCalm;

    private final ReadOnlyObjectWrapper<SongTempo> tempo = new ReadOnlyObjectWrapper<>(SongTempo.NONE);
    private final ReadOnlyBooleanWrapper analysing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper clicking;
    private final ReadOnlyObjectWrapper<Optional<SongTempo>> estimate = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<SongTempo>> stated = new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<Transcription> shown = Optional.empty();
    private Optional<Entry> entry = Optional.empty();
    private History<Choice> history = new History<>(Choice.NONE);
    /** What a hand is about to make of it; not a step until it lets go. */
    private Optional<TempoMap> preview = Optional.empty();

    private final Taps taps = new Taps();
    /** Whether the last step was made by tapping: further taps go on with it. */
    private boolean tapping;

    /** What was made of files that are in no library, by {@link #nameOf}. */
    private final Map<String, Choice> ofThisRun = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Choice> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Counts what was shown: what is found out for something shown before comes too late, and need not begin. */
    private final AtomicInteger shows = new AtomicInteger();

    /** Counts the maps: fit and clicks of an earlier one come too late. */
    private int maps;

    private boolean saving;
    private Optional<Runnable> saveNext = Optional.empty();
    private boolean closed;

    /**
     * @param speed    of playback now, 1 being that of the original; of taps to music that is slowed down
     * @param whenCalm does what it is given when there is time for it, unless another song is shown before
     */
    public TempoModel(
            Library library,
            Transport transport,
            SettingsStore settings,
            Background background,
            DoubleSupplier speed,
            Consumer<Runnable> whenCalm) {
        this.library = library;
        this.transport = transport;
        this.settings = settings;
        this.background = background;
        this.speed = speed;
        this.whenCalm = whenCalm;
        clicking = new ReadOnlyBooleanWrapper(settings.get().sound().click());
    }

    // Properties

    /** {@link SongTempo#NONE} until something is known of what is shown. */
    public ReadOnlyObjectProperty<SongTempo> tempoProperty() {
        return tempo.getReadOnlyProperty();
    }

    /** Whether the notes are being listened to. */
    public ReadOnlyBooleanProperty analysingProperty() {
        return analysing.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }

    /** Whether the metronome is on. */
    public ReadOnlyBooleanProperty clickingProperty() {
        return clicking.getReadOnlyProperty();
    }

    /** What the notes tell, whatever was made of it; empty while they are listened to, and if they tell nothing. */
    ReadOnlyObjectProperty<Optional<SongTempo>> estimateProperty() {
        return estimate.getReadOnlyProperty();
    }

    /** What the file states that is shown, if it states anything. */
    ReadOnlyObjectProperty<Optional<SongTempo>> statedProperty() {
        return stated.getReadOnlyProperty();
    }

    /** Whether beats and bars are what the notes tell, and nobody has said anything about it. */
    boolean isAsEstimated() {
        return estimate.get().map(Choice::of).equals(Optional.of(history.now()));
    }

    /** Seconds of what is shown. */
    double duration() {
        return shown.map(Transcription::duration).orElse(0.0);
    }

    // What is shown

    /**
     * Takes up a transcription: what the user made of its tempo, else what its file states, else what its notes tell.
     *
     * @param of     the entry it is; empty for a file
     * @param ofFile what a MIDI file states
     */
    public void show(Transcription transcription, Optional<Entry> of, Optional<SongTempo> ofFile) {
        int ticket = shows.incrementAndGet();
        shown = Optional.of(transcription);
        entry = of;
        preview = Optional.empty();
        estimate.set(Optional.empty());
        stated.set(ofFile);
        stopTapping();
        history = new History<>(Optional.ofNullable(ofThisRun.get(nameOf(transcription)))
                .filter(_ -> of.isEmpty())
                .or(() -> ofFile.map(Choice::of))
                .orElse(Choice.NONE));
        analysing.set(true);
        publish();
        if (of.isPresent()) {
            String id = of.get().id();
            background.run(
                    () -> library.tempo(id),
                    found -> {
                        if (isOf(ticket) && history.isUntouched()) {
                            found.ifPresent(kept -> begin(Choice.of(kept)));
                        }
                        analyse(ticket, transcription);
                    },
                    _ -> analyse(ticket, transcription));
        } else {
            analyse(ticket, transcription);
        }
    }

    /**
     * A million notes take a second of one processor, or a few where others want it too, so no number of notes is left out;
     * {@link TempoAnalysis} bounds the length of what it listens to.
     */
    private void analyse(int ticket, Transcription transcription) {
        if (!isOf(ticket)) {
            return;
        }
        whenCalm.accept(() -> background.run(
                () -> shows.get() == ticket
                        ? Optional.of(SongTempo.of(TempoAnalysis.of(transcription)))
                        : Optional.<SongTempo>empty(),
                found -> {
                    if (isOf(ticket)) {
                        analysing.set(false);
                        found.ifPresent(this::estimated);
                    }
                },
                _ -> {
                    if (isOf(ticket)) {
                        analysing.set(false);
                        publish();
                    }
                }));
    }

    private void estimated(SongTempo found) {
        estimate.set(Optional.of(found));
        if (history.isUntouched() && history.now().equals(Choice.NONE)) {
            begin(Choice.of(found));
        } else {
            publish();
        }
    }

    /** Files of one name, in different folders, are different songs. */
    private static String nameOf(Transcription song) {
        return song.notes().size() + " " + song.duration() + " " + song.id();
    }

    private boolean isOf(int ticket) {
        return !closed && shows.get() == ticket;
    }

    private void begin(Choice choice) {
        history = new History<>(choice);
        publish();
    }

    // Corrections

    /** One tempo throughout, in beats a minute; bar 1 stays where it is. Clamped to what can be chosen. */
    void setBpm(double bpm) {
        stopTapping();
        history.add(withBpm(bpm));
        changed();
    }

    /** So many beats a minute more; nothing without a tempo. */
    void nudgeBpm(double by) {
        history.now().map().ifPresent(map -> setBpm(Math.round((map.typicalBpm(duration()) + by) * 100) / 100.0));
    }

    private Choice withBpm(double bpm) {
        double wanted = Math.clamp(bpm, SLOWEST, FASTEST);
        var now = history.now();
        double origin = now.map().map(TempoMap::origin).orElseGet(this::firstNote);
        var meter = now.map().flatMap(map -> map.meter(duration()));
        return now.corrected(TempoMap.constant(wanted, origin, meter));
    }

    private double firstNote() {
        return shown.map(Transcription::notes)
                .filter(notes -> !notes.isEmpty())
                .map(notes -> notes.start(0))
                .orElse(0.0);
    }

    /** Whether the beat can be that many times as fast. */
    boolean canTimes(double factor) {
        return history.now().map().stream()
                .flatMap(map -> map.tempos().stream())
                .mapToDouble(change -> change.bpm() * factor)
                .allMatch(bpm -> bpm >= SLOWEST && bpm <= FASTEST);
    }

    /** The same music counted in another beat: 2, 1/2, 3/2. */
    void times(double factor) {
        if (canTimes(factor)) {
            correct(map -> map.times(factor));
        }
    }

    /** Another tap of the beat; once there are enough, they are the tempo. */
    public void tap(long nanoTime) {
        var tapped = taps.tap(nanoTime / 1e9 * (transport.position().playing() ? speed.getAsDouble() : 1));
        if (tapped.isPresent() && shown.isPresent()) {
            // A hand is not that exact, and a tempo of fractions looks as if it were.
            var choice = withBpm(Math.round(tapped.getAsDouble() * 10) / 10.0);
            if (tapping) {
                history.replace(choice);
            } else {
                tapping = !choice.equals(history.now());
                history.add(choice);
            }
            changed();
        } else if (taps.count() == 1) {
            tapping = false;
        }
    }

    private void stopTapping() {
        taps.reset();
        tapping = false;
    }

    /** Bars of this meter throughout, or none. */
    void setMeter(Optional<Meter> meter) {
        correct(map -> map.withMeter(meter));
    }

    /** One tempo throughout, or the changes that were there before or are those of the notes. */
    void setConstant(boolean constant) {
        if (constant) {
            history.now().map().filter(map -> !map.isConstant()).ifPresent(map -> setBpm(map.typicalBpm(duration())));
        } else {
            changes().ifPresent(map -> correct(_ -> map));
        }
    }

    /** A map with changes to go back to: that of the estimate, or of the file. */
    Optional<TempoMap> changes() {
        return estimate.get()
                .flatMap(SongTempo::map)
                .filter(map -> !map.isConstant())
                .or(() -> stated.get().flatMap(SongTempo::map).filter(map -> !map.isConstant()));
    }

    /**
     * Bar 1 starts at this second: at the beat of the grid or the note that starts next to it, if one does within
     * {@value #NEAR} s, else exactly there.
     */
    public void startBarOneAt(double seconds) {
        correct(map -> barOneAt(map, seconds));
    }

    /** Bar 1 starts so many beats later. */
    void countFrom(int beat) {
        correct(map -> map.countedFrom(beat));
    }

    private TempoMap barOneAt(TempoMap map, double seconds) {
        double beat = map.secondsAt(Math.rint(map.beatAt(seconds)));
        if (Math.abs(beat - seconds) <= NEAR) {
            return map.countedFromSecond(beat);
        }
        return map.countedFromSecond(nearestNote(seconds).orElse(seconds));
    }

    private OptionalDouble nearestNote(double seconds) {
        if (shown.isEmpty()) {
            return OptionalDouble.empty();
        }
        NoteTable notes = shown.get().notes();
        int next = notes.firstStartingFrom(seconds);
        double nearest = Double.NaN;
        for (int note = Math.max(0, next - 1); note < Math.min(notes.size(), next + 1); note++) {
            double start = notes.start(note);
            if (Math.abs(start - seconds) <= NEAR && !(Math.abs(start - seconds) >= Math.abs(nearest - seconds))) {
                nearest = start;
            }
        }
        return Double.isNaN(nearest) ? OptionalDouble.empty() : OptionalDouble.of(nearest);
    }

    /** Shows all beats this much later, in seconds, than before the hand began; {@link #drop} decides. */
    public void drag(double seconds) {
        preview = history.now().map().map(map -> map.shifted(seconds));
        publish();
    }

    /**
     * The hand lets go.
     *
     * @param kept false: the beats return to where they were
     */
    public void drop(boolean kept) {
        var dropped = preview;
        preview = Optional.empty();
        if (kept && dropped.isPresent()) {
            correct(_ -> dropped.get());
        } else {
            publish();
        }
    }

    /** The user says that it is right. */
    void confirm() {
        stopTapping();
        if (history.now().map().isPresent()) {
            history.add(new Choice(history.now().map(), Source.CONFIRMED));
            changed();
        }
    }

    /** Back to what the notes tell. */
    void useEstimate() {
        stopTapping();
        estimate.get().ifPresent(found -> {
            history.add(Choice.of(found));
            changed();
        });
    }

    /** Back to what the file states. */
    void useStated() {
        stopTapping();
        stated.get().ifPresent(found -> {
            history.add(Choice.of(found));
            changed();
        });
    }

    public void undo() {
        stopTapping();
        history.undo();
        changed();
    }

    public void redo() {
        stopTapping();
        history.redo();
        changed();
    }

    private void correct(UnaryOperator<TempoMap> how) {
        stopTapping();
        var now = history.now();
        now.map().ifPresent(map -> {
            history.add(now.corrected(how.apply(map)));
            changed();
        });
    }

    // Metronome

    /** The metronome begins or ends; remembered. */
    public void setClicking(boolean on) {
        if (clicking.get() != on) {
            clicking.set(on);
            settings.set(settings.get().withSound(settings.get().sound().withClick(on)));
            click();
        }
    }

    private void click() {
        int wanted = maps;
        var map = tempo.get().map();
        double until = duration();
        if (!clicking.get()
                || map.isEmpty()
                || map.get().beatAt(until) - map.get().beatAt(0) > MOST_CLICKS) {
            transport.setClick(Optional.empty());
            return;
        }
        background.run(
                () -> clicks(map.get(), until),
                found -> {
                    if (wanted == maps && clicking.get() && !closed) {
                        transport.setClick(Optional.of(found));
                    }
                },
                _ -> {});
    }

    private static Clicks clicks(TempoMap map, double until) {
        var beats = Beats.of(map, 0, until);
        double[] seconds = new double[beats.size()];
        boolean[] accents = new boolean[beats.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = Math.max(0, beats.seconds(i));
            accents[i] = beats.isDownbeat(i);
        }
        return new Clicks(seconds, accents);
    }

    // What follows from a change

    private void changed() {
        publish();
        shown.ifPresent(song -> {
            if (entry.isPresent()) {
                save(entry.get().id(), toKeep());
            } else {
                ofThisRun.put(nameOf(song), history.now());
            }
        });
    }

    /** What the notes tell need not be kept. */
    private Optional<SongTempo> toKeep() {
        var now = history.now();
        return isAsEstimated()
                ? Optional.empty()
                : now.map().map(map -> new SongTempo(Optional.of(map), Optional.empty(), Fit.NONE, now.source()));
    }

    private void publish() {
        int number = ++maps;
        var now = history.now();
        var map = preview.or(now::map);
        Optional<SongTempo> known = of(now, map);
        tempo.set(known.orElseGet(() -> new SongTempo(map, key(now.source()), Fit.NONE, now.source())));
        canUndo.set(history.canUndo());
        canRedo.set(history.canRedo());
        if (preview.isPresent()) {
            return;
        }
        click();
        // While the notes are listened to, they are not held against a map as well: that would keep two processors from
        // painting.
        if (known.isEmpty() && map.isPresent() && shown.isPresent() && !analysing.get()) {
            var notes = shown.get().notes();
            double until = Math.min(duration(), TempoAnalysis.LONGEST);
            background.run(
                    () -> Fit.of(notes, until, map.get(), 1),
                    fit -> {
                        if (number == maps && !closed) {
                            tempo.set(new SongTempo(map, key(now.source()), fit, now.source()));
                        }
                    },
                    _ -> {});
        }
    }

    /** The estimate as it came, if that is what counts. */
    private Optional<SongTempo> of(Choice now, Optional<TempoMap> map) {
        return estimate.get()
                .filter(found -> found.source() == now.source() && found.map().equals(map));
    }

    /** A file that states bars states its key too, or has none; otherwise the notes tell. */
    private Optional<Key> key(Source source) {
        return source == Source.FROM_FILE
                ? stated.get().flatMap(SongTempo::key)
                : estimate.get().flatMap(SongTempo::key);
    }

    /** One write at a time; of what changes meanwhile, the last. */
    private void save(String id, Optional<SongTempo> now) {
        if (saving) {
            saveNext = Optional.of(() -> save(id, now));
            return;
        }
        saving = true;
        Callable<Void> write = () -> {
            library.rememberTempo(id, now);
            return null;
        };
        background.run(write, _ -> saved(), _ -> saved());
    }

    private void saved() {
        saving = false;
        var next = saveNext;
        saveNext = Optional.empty();
        next.ifPresent(Runnable::run);
    }

    @Override
    public void close() {
        closed = true;
        shows.incrementAndGet();
    }
}
