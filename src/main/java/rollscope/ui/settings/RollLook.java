package rollscope.ui.settings;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import rollscope.roll.Arrangement;
import rollscope.roll.FollowMode;
import rollscope.roll.RollColours;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.transcription.Instrument;
import rollscope.transcription.OctaveNaming;

/** How notes are shown, as chosen and remembered: whatever is set here takes effect at once. FX thread only. */
public final class RollLook {
    private final SettingsStore settings;
    private final ObjectProperty<OctaveNaming> naming;
    private final ObjectProperty<FollowMode> followMode;
    private final ObjectProperty<Arrangement> arrangement;
    private final BooleanProperty folded;
    private final BooleanProperty velocityLane;
    private final BooleanProperty eventTable;
    private final DoubleProperty spectrum;
    private final BooleanProperty waveform;
    private final ReadOnlyObjectWrapper<Map<String, Integer>> hues;

    public RollLook(SettingsStore settings) {
        this.settings = settings;
        var now = settings.get().roll();
        naming = new SimpleObjectProperty<>(naming(now.octaveOfMiddleC()));
        followMode = new SimpleObjectProperty<>(mode(now.follow()));
        arrangement = new SimpleObjectProperty<>(now.overlay() ? Arrangement.OVERLAY : Arrangement.LANES);
        folded = new SimpleBooleanProperty(now.folded());
        velocityLane = new SimpleBooleanProperty(now.velocityLane());
        eventTable = new SimpleBooleanProperty(now.eventTable());
        spectrum = new SimpleDoubleProperty(now.spectrum());
        waveform = new SimpleBooleanProperty(now.waveform());
        hues = new ReadOnlyObjectWrapper<>(now.hues());
        for (var property :
                List.of(naming, followMode, arrangement, folded, velocityLane, eventTable, spectrum, waveform)) {
            property.subscribe((_, _) -> remember(roll -> roll));
        }
    }

    // Properties

    public ObjectProperty<OctaveNaming> namingProperty() {
        return naming;
    }

    public ObjectProperty<FollowMode> followModeProperty() {
        return followMode;
    }

    public ObjectProperty<Arrangement> arrangementProperty() {
        return arrangement;
    }

    /** Whether rows without notes are left out. */
    public BooleanProperty foldedProperty() {
        return folded;
    }

    public BooleanProperty velocityLaneProperty() {
        return velocityLane;
    }

    /** Whether the table of notes is open. */
    public BooleanProperty eventTableProperty() {
        return eventTable;
    }

    /** How strongly the spectrum of the stem is seen behind the notes, 0 to 1. */
    public DoubleProperty spectrumProperty() {
        return spectrum;
    }

    /** Whether the outline of the stem is drawn above the notes. */
    public BooleanProperty waveformProperty() {
        return waveform;
    }

    /** The colours that were chosen, by the name of the instrument. */
    public ReadOnlyObjectProperty<Map<String, Integer>> huesProperty() {
        return hues.getReadOnlyProperty();
    }

    /** The colours of a scheme with those in place that were chosen for these instruments. */
    public RollColours colours(RollColours scheme, List<Instrument> instruments) {
        var chosen = hues.get();
        if (instruments.stream().noneMatch(instrument -> chosen.containsKey(instrument.name()))) {
            return scheme;
        }
        var turn = scheme.notes();
        return scheme.withNotes(instruments.stream()
                .map(instrument -> chosen.getOrDefault(instrument.name(), turn.get(instrument.index() % turn.size())))
                .collect(Collectors.toUnmodifiableList()));
    }

    // Commands

    /** All instruments of this name take this hue, here and in every other transcription. */
    public void colour(String instrument, int argb) {
        remember(roll -> roll.withHue(instrument, argb));
    }

    /** The instruments of this name take a hue in turn again. */
    public void uncolour(String instrument) {
        remember(roll -> roll.withoutHue(instrument));
    }

    /** All instruments take a hue in turn again. */
    void uncolourAll() {
        remember(Settings.Roll::withoutHues);
    }

    /** Off, page, continuous, and round again. */
    public void nextFollowMode() {
        followMode.set(
                switch (followMode.get()) {
                    case OFF -> FollowMode.PAGE;
                    case PAGE -> FollowMode.CONTINUOUS;
                    case CONTINUOUS -> FollowMode.OFF;
                });
    }

    public void switchArrangement() {
        arrangement.set(arrangement.get() == Arrangement.LANES ? Arrangement.OVERLAY : Arrangement.LANES);
    }

    private void remember(UnaryOperator<Settings.Roll> change) {
        var all = settings.get();
        var roll = change.apply(new Settings.Roll(
                naming.get().octaveOfMiddleC(),
                follow(followMode.get()),
                arrangement.get() == Arrangement.OVERLAY,
                folded.get(),
                velocityLane.get(),
                eventTable.get(),
                spectrum.get(),
                waveform.get(),
                all.roll().hues()));
        settings.set(all.withRoll(roll));
        hues.set(roll.hues());
    }

    private static OctaveNaming naming(int octaveOfMiddleC) {
        return switch (octaveOfMiddleC) {
            case 3 -> OctaveNaming.C3;
            case 5 -> OctaveNaming.C5;
            default -> OctaveNaming.C4;
        };
    }

    private static FollowMode mode(Settings.Follow follow) {
        return switch (follow) {
            case OFF -> FollowMode.OFF;
            case PAGE -> FollowMode.PAGE;
            case CONTINUOUS -> FollowMode.CONTINUOUS;
        };
    }

    private static Settings.Follow follow(FollowMode mode) {
        return switch (mode) {
            case OFF -> Settings.Follow.OFF;
            case PAGE -> Settings.Follow.PAGE;
            case CONTINUOUS -> Settings.Follow.CONTINUOUS;
        };
    }
}
