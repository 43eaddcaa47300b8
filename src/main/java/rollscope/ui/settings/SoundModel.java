package rollscope.ui.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import rollscope.playback.OutputDevice;
import rollscope.playback.Transport;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.ui.fx.Background;

/** Where sound goes and what plays the notes, as chosen and remembered. FX thread only. */
public final class SoundModel {
    private final Transport transport;
    private final SettingsStore settings;
    private final Background background;
    private final Callable<List<OutputDevice>> system;
    private final ReadOnlyObjectWrapper<List<OutputDevice>> outputs = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Settings.Sound> chosen;

    /** What was chosen before takes effect at once. */
    public SoundModel(Transport transport, SettingsStore settings, Background background) {
        this(transport, settings, background, Transport::outputs);
    }

    /**
     * @param system asks the system for its devices, which may take some time
     */
    SoundModel(
            Transport transport, SettingsStore settings, Background background, Callable<List<OutputDevice>> system) {
        this.transport = transport;
        this.settings = settings;
        this.background = background;
        this.system = system;
        chosen = new ReadOnlyObjectWrapper<>(settings.get().sound());
        apply();
    }

    /** The devices there are, as far as they are known. */
    ReadOnlyObjectProperty<List<OutputDevice>> outputsProperty() {
        return outputs.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Settings.Sound> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Asks the system for its devices. */
    public void refresh() {
        background.run(system, outputs::set, failure -> outputs.set(List.of()));
    }

    /** Empty for the default of the system. */
    void chooseOutput(Optional<String> name) {
        remember(settings.get().sound().withOutput(name));
    }

    /** Empty for the best the system has. */
    public void chooseSoundbank(Optional<Path> file) {
        remember(settings.get().sound().withSoundbank(file.map(Path::toAbsolutePath)));
    }

    private void remember(Settings.Sound now) {
        if (!now.equals(chosen.get())) {
            chosen.set(now);
            settings.set(settings.get().withSound(now));
            apply();
        }
    }

    private void apply() {
        transport.setOutput(chosen.get().output().map(OutputDevice::new));
        transport.setSoundbank(chosen.get().soundbank());
    }
}
