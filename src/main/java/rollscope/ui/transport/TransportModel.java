package rollscope.ui.transport;

import java.util.Optional;
import java.util.function.IntPredicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import rollscope.playback.AudioStatus;
import rollscope.playback.Transport;
import rollscope.settings.SettingsStore;
import rollscope.transcription.Transcription;
import rollscope.ui.text.Figures;

/** Listening: what is loaded, where it is, what is heard of it. FX thread only. */
public final class TransportModel {
    private final Transport transport;
    private final SettingsStore settings;

    private final ReadOnlyObjectWrapper<Optional<Transcription>> loaded = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper canPlay = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper(Figures.position(0));
    private final ReadOnlyObjectWrapper<AudioStatus> status;
    private final ReadOnlyIntegerWrapper inFront = new ReadOnlyIntegerWrapper();
    private final ObservableList<Part> parts = FXCollections.observableArrayList();
    private final ObservableList<Part> readOnlyParts = FXCollections.unmodifiableObservableList(parts);
    private final ReadOnlyObjectWrapper<IntPredicate> silent = new ReadOnlyObjectWrapper<>(_ -> false);

    public TransportModel(Transport transport, SettingsStore settings) {
        this.transport = transport;
        this.settings = settings;
        status = new ReadOnlyObjectWrapper<>(transport.status());
        transport.setVolume(settings.get().volume());
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

    /** As {@code m:ss.mmm}. */
    ReadOnlyStringProperty positionProperty() {
        return position.getReadOnlyProperty();
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

    double volume() {
        return settings.get().volume();
    }

    /** Where the playhead is, in seconds, at a value of {@link System#nanoTime()}. */
    public double secondsAt(long nanoTime) {
        double seconds = transport.position().secondsAt(nanoTime);
        return loaded.get().map(all -> Math.min(seconds, all.duration())).orElse(0.0);
    }

    // Commands

    public void load(Transcription transcription) {
        transport.load(transcription);
        int[] counts = new int[transcription.instruments().size()];
        var notes = transcription.notes();
        for (int note = 0; note < notes.size(); note++) {
            counts[notes.instrument(note)]++;
        }
        parts.setAll(transcription.instruments().stream()
                .map(instrument -> new Part(instrument, counts[instrument.index()], false, false))
                .toList());
        inFront.set(0);
        hear();
        loaded.set(Optional.of(transcription));
        canPlay.set(!notes.isEmpty());
        pull(System.nanoTime());
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
        playing.set(transport.position().playing());
        position.set(Figures.position(secondsAt(nanoTime)));
        status.set(transport.status());
    }
}
