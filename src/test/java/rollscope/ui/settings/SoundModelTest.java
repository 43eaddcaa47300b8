package rollscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.playback.OutputDevice;
import rollscope.playback.Transport;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.ui.Pump;

class SoundModelTest {
    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private final Transport transport = Transport.onDefaultDevice();

    @AfterEach
    void close() {
        transport.close();
    }

    private SoundModel model(SettingsStore settings) {
        return new SoundModel(transport, settings, pump.background(), () -> List.of(new OutputDevice("Speakers")));
    }

    @Test
    void whatIsChosenIsThereTheNextTime() {
        var settings = new SettingsStore(home.resolve("settings.json"));
        var model = model(settings);
        model.chooseOutput(Optional.of("Speakers"));
        model.chooseSoundbank(Optional.of(home.resolve("my.sf2")));
        settings.flush();
        assertThat(model(new SettingsStore(home.resolve("settings.json")))
                        .chosenProperty()
                        .get())
                .isEqualTo(new Settings.Sound(Optional.of("Speakers"), Optional.of(home.resolve("my.sf2")), false));

        model.chooseSoundbank(Optional.empty());
        model.chooseOutput(Optional.empty());
        assertThat(settings.get().sound()).isEqualTo(Settings.Sound.DEFAULT);
    }

    @Test
    void theDevicesAreAskedForInTheBackground() {
        var model = model(new SettingsStore(home.resolve("settings.json")));
        assertThat(model.outputsProperty().get()).isEmpty();
        model.refresh();
        pump.drain();
        assertThat(model.outputsProperty().get()).containsExactly(new OutputDevice("Speakers"));
    }
}
