package rollscope.ui.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import rollscope.playback.AudioStatus;
import rollscope.playback.Loop;
import rollscope.playback.SoundbankStatus;
import rollscope.playback.Transport;
import rollscope.settings.SettingsStore;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.Transcription;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;

/** Listening: what is loaded, where it is, what is heard of it. FX thread only. */
public final class TransportModel {
    private final Transport transport;
    private final SettingsStore settings;

    private final ReadOnlyObjectWrapper<Optional<Transcription>> loaded = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper canPlay = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper(Figures.position(0));
    private final ReadOnlyStringWrapper bars = new ReadOnlyStringWrapper("");
    /** What {@link #bars} says. */
    private Optional<Figures.Place> place = Optional.empty();

    private Optional<TempoMap> tempo = Optional.empty();
    private final ReadOnlyObjectWrapper<AudioStatus> status;
    private final ReadOnlyIntegerWrapper inFront = new ReadOnlyIntegerWrapper();
    private final ObservableList<Part> parts = FXCollections.observableArrayList();
    private final ObservableList<Part> readOnlyParts = FXCollections.unmodifiableObservableList(parts);
    private final ReadOnlyObjectWrapper<IntPredicate> silent = new ReadOnlyObjectWrapper<>(_ -> false);
    private final ReadOnlyObjectWrapper<Optional<Loop>> loop = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyObjectWrapper<SoundbankStatus> soundbank;
    private final PeakMeter meter = new PeakMeter();
    private final Consumer<Notice> tell;

    /** How loud each instrument is, by index. */
    private List<DoubleProperty> volumes = List.of();

    private VolumeChanged onVolume = (_, _) -> {};
    /** The stretch that was last looped, to be looped again. */
    private Optional<Loop> region = Optional.empty();

    /** Told about an instrument that was made louder or quieter. */
    @FunctionalInterface
    public interface VolumeChanged {
        /**
         * @param volume 0 to 1
         */
        void changed(int instrument, double volume);
    }

    public TransportModel(Transport transport, SettingsStore settings, Consumer<Notice> tell) {
        this.transport = transport;
        this.settings = settings;
        this.tell = tell;
        status = new ReadOnlyObjectWrapper<>(transport.status());
        soundbank = new ReadOnlyObjectWrapper<>(transport.soundbank());
        transport.setVolume(settings.get().volume());
        transport.setOnChange(() -> moving.set(true));
    }

    // Properties

    public ReadOnlyObjectProperty<Optional<Transcription>> loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /** Whether there is something to play. */
    public ReadOnlyBooleanProperty canPlayProperty() {
        return canPlay.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** Whether {@link #pull} may bring anything new: something plays, sounds, is being read or was just asked for. */
    public ReadOnlyBooleanProperty movingProperty() {
        return moving.getReadOnlyProperty();
    }

    /** As {@code m:ss.mmm}. */
    ReadOnlyStringProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /** As {@code bar 12 · beat 2}; empty without bars. */
    ReadOnlyStringProperty barsProperty() {
        return bars.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<AudioStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** The instrument that has the user's attention, by index: in overlay the others lie behind it. */
    public ReadOnlyIntegerProperty inFrontProperty() {
        return inFront.getReadOnlyProperty();
    }

    ObservableList<Part> parts() {
        return readOnlyParts;
    }

    /** Which instruments are not heard. */
    public ReadOnlyObjectProperty<IntPredicate> silentProperty() {
        return silent.getReadOnlyProperty();
    }

    /** What is played over and over. */
    public ReadOnlyObjectProperty<Optional<Loop>> loopProperty() {
        return loop.getReadOnlyProperty();
    }

    /** 1 is that of the original. */
    public ReadOnlyDoubleProperty speedProperty() {
        return speed.getReadOnlyProperty();
    }

    /** Which sounds play the notes. */
    public ReadOnlyObjectProperty<SoundbankStatus> soundbankProperty() {
        return soundbank.getReadOnlyProperty();
    }

    PeakMeter meter() {
        return meter;
    }

    /** How loud an instrument is, 0 to 1; whoever sets it changes it. */
    DoubleProperty volumeOf(int instrument) {
        return volumes.get(instrument);
    }

    double volume() {
        return settings.get().volume();
    }

    /** Where the playhead is, in seconds, at a value of {@link System#nanoTime()}. */
    public double secondsAt(long nanoTime) {
        double seconds = transport.position().secondsAt(nanoTime);
        return loaded.get().map(all -> Math.min(seconds, all.duration())).orElse(0.0);
    }

    // Commands

    /** How many notes each instrument has; on any thread, since it looks at all of them. */
    public static List<Integer> counts(Transcription transcription) {
        int[] counts = new int[transcription.instruments().size()];
        var notes = transcription.notes();
        for (int note = 0; note < notes.size(); note++) {
            counts[notes.instrument(note)]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /**
     * @param counts of its notes, by instrument
     */
    public void load(Transcription transcription, List<Integer> counts) {
        load(transcription, transcription.instruments(), counts);
    }

    /**
     * @param delivered the instruments as they came, by which they are known
     * @param counts    of their notes, by instrument
     */
    public void load(Transcription transcription, List<Instrument> delivered, List<Integer> counts) {
        transport.loadUnprepared(transcription);
        var notes = transcription.notes();
        volumes = transcription.instruments().stream()
                .map(instrument -> volumeProperty(instrument.index()))
                .toList();
        parts.setAll(transcription.instruments().stream()
                .map(instrument -> new Part(
                        instrument,
                        delivered.get(instrument.index()).name(),
                        counts.get(instrument.index()),
                        false,
                        false))
                .toList());
        inFront.set(0);
        hear();
        loop.set(Optional.empty());
        region = Optional.empty();
        loaded.set(Optional.of(transcription));
        canPlay.set(!notes.isEmpty());
        pull(System.nanoTime());
    }

    /** Makes the sounds of what is loaded ready, so that play starts at once. */
    public void prepare() {
        transport.prepare();
    }

    /** The same song with other names, sounds or drums: everything else stays, and what plays plays on. */
    public void revoice(Transcription transcription) {
        transport.revoice(transcription);
        loaded.set(Optional.of(transcription));
        for (int i = 0; i < parts.size(); i++) {
            set(i, parts.get(i).withInstrument(transcription.instruments().get(i)));
        }
    }

    private DoubleProperty volumeProperty(int instrument) {
        var volume = new SimpleDoubleProperty(1);
        volume.subscribe((_, now) -> {
            transport.setInstrumentVolume(instrument, now.doubleValue());
            onVolume.changed(instrument, now.doubleValue());
        });
        return volume;
    }

    /** Sets all instruments to what was remembered. */
    public void setVolumes(IntToDoubleFunction remembered) {
        for (int i = 0; i < volumes.size(); i++) {
            volumes.get(i).set(remembered.applyAsDouble(i));
        }
    }

    public void setOnVolume(VolumeChanged changed) {
        onVolume = changed;
    }

    /** By which the position is told in bars. */
    public void setTempo(Optional<TempoMap> map) {
        tempo = map;
        count(secondsAt(System.nanoTime()));
    }

    private void count(double seconds) {
        var now = tempo.filter(TempoMap::hasBars).map(map -> Figures.place(map, seconds));
        if (!now.equals(place)) {
            place = now;
            bars.set(now.map(Figures.Place::words).orElse(""));
        }
    }

    public void playOrPause() {
        if (transport.position().playing()) {
            transport.pause();
        } else {
            transport.play();
        }
    }

    public void pause() {
        transport.pause();
    }

    public void stop() {
        transport.stop();
    }

    public void seek(double seconds) {
        transport.seek(seconds);
    }

    /** Sounds what lies under the playhead while it is dragged, until {@link #endScrub}. */
    public void beginScrub() {
        transport.beginScrub();
    }

    public void endScrub() {
        transport.endScrub();
    }

    /**
     * Plays a stretch over and over; in seconds, in any order. One that is too short to be meant, or lies behind the end, ends looping.
     */
    public void setLoop(double from, double to) {
        double end = loaded.get().map(Transcription::duration).orElse(0.0);
        double first = Math.clamp(Math.min(from, to), 0, end);
        double last = Math.clamp(Math.max(from, to), 0, end);
        if (last - first < Loop.LEAST) {
            endLoop();
        } else {
            region = Optional.of(new Loop(first, last));
            apply(region);
        }
    }

    public void endLoop() {
        apply(Optional.empty());
    }

    /**
     * Ends looping, or loops: what is wanted now, else the stretch looped before, else what is in view.
     *
     * @param wanted a stretch that the user has chosen, if there is one
     * @param visible what is in view
     */
    public void toggleLoop(Optional<Loop> wanted, Loop visible) {
        if (loop.get().isPresent()) {
            endLoop();
            return;
        }
        var next = wanted.or(() -> region).orElse(visible);
        setLoop(next.from(), next.to());
        double now = transport.position().seconds();
        // Playback that starts outside would go on to the end, or come to the loop only later.
        loop.get().filter(set -> now < set.from() || now >= set.to()).ifPresent(set -> transport.seek(set.from()));
    }

    private void apply(Optional<Loop> now) {
        transport.setLoop(now);
        loop.set(now);
    }

    /** Clamped to what is possible. */
    public void setSpeed(double wanted) {
        double now = Math.clamp(Math.round(wanted * 100) / 100.0, Transport.SLOWEST, Transport.FASTEST);
        transport.setSpeed(now);
        speed.set(now);
    }

    /** Five percent slower or faster. */
    public void changeSpeed(int direction) {
        setSpeed(speed.get() + 0.05 * direction);
    }

    /** By instrument, 0 for what is not heard. */
    public List<Double> heardVolumes() {
        return parts.stream()
                .map(part -> part.instrument().index())
                .map(index ->
                        silent.get().test(index) ? 0.0 : volumes.get(index).get())
                .toList();
    }

    public void toStart() {
        transport.seek(0);
    }

    public void toEnd() {
        loaded.get().ifPresent(all -> transport.seek(all.duration()));
    }

    /** Sounds a note of the table. */
    public void audition(int note) {
        loaded.get()
                .ifPresent(all -> transport.audition(
                        all.notes().instrument(note),
                        all.notes().pitch(note),
                        all.notes().velocity(note)));
    }

    public void bringToFront(int instrument) {
        if (instrument >= 0 && instrument < parts.size()) {
            inFront.set(instrument);
        }
    }

    /** Mutes the instrument in front, or lets it be heard again. */
    public void toggleMuteInFront() {
        if (inFront.get() < parts.size()) {
            mute(inFront.get(), !parts.get(inFront.get()).muted(), false);
        }
    }

    /** Solos the instrument in front, or takes its solo away. */
    public void toggleSoloInFront() {
        if (inFront.get() < parts.size()) {
            solo(inFront.get(), !parts.get(inFront.get()).soloed(), false);
        }
    }

    void setVolume(double volume) {
        transport.setVolume(volume);
        settings.set(settings.get().withVolume(volume));
    }

    /**
     * @param alone whether every other instrument loses its mute
     */
    void mute(int instrument, boolean muted, boolean alone) {
        for (int i = 0; i < parts.size(); i++) {
            if (i == instrument) {
                set(i, parts.get(i).withMuted(muted));
            } else if (alone) {
                set(i, parts.get(i).withMuted(false));
            }
        }
        hear();
    }

    /**
     * @param alone whether every other instrument loses its solo
     */
    void solo(int instrument, boolean soloed, boolean alone) {
        for (int i = 0; i < parts.size(); i++) {
            if (i == instrument) {
                set(i, parts.get(i).withSoloed(soloed));
            } else if (alone) {
                set(i, parts.get(i).withSoloed(false));
            }
        }
        hear();
    }

    private void set(int i, Part part) {
        var before = parts.get(i);
        if (before.muted() != part.muted()) {
            transport.setMuted(i, part.muted());
        }
        if (before.soloed() != part.soloed()) {
            transport.setSoloed(i, part.soloed());
        }
        if (!before.equals(part)) {
            parts.set(i, part);
        }
    }

    private void hear() {
        boolean soloing = parts.stream().anyMatch(Part::soloed);
        boolean[] quiet = new boolean[parts.size()];
        for (int i = 0; i < quiet.length; i++) {
            var part = parts.get(i);
            quiet[i] = part.muted() || (soloing && !part.soloed());
        }
        silent.set(i -> i < quiet.length && quiet[i]);
    }

    /** Takes over what the audio thread has done since; called once a frame. */
    void pull(long nanoTime) {
        // Asked first: what comes after it is brought by the next pull.
        boolean rest = transport.isAtRest();
        playing.set(transport.position().playing());
        double seconds = secondsAt(nanoTime);
        position.set(Figures.position(seconds));
        count(seconds);
        meter.take(transport.level(), nanoTime);
        soundbank.set(transport.soundbank());
        var before = status.get();
        status.set(transport.status());
        if (before instanceof AudioStatus.Ready && status.get() instanceof AudioStatus.Silent(String sentence)) {
            tell.accept(new Notice(Notice.Tone.DOUBT, sentence, "", ""));
        }
        if (rest && meter.isStill()) {
            moving.set(false);
        }
    }
}
