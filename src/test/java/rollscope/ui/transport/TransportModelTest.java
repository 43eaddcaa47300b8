package rollscope.ui.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.playback.Loop;
import rollscope.playback.Transport;
import rollscope.settings.SettingsStore;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.text.Notice;

class TransportModelTest {
    private static final Loop VISIBLE = new Loop(2, 5);

    @TempDir
    Path home;

    private final List<Notice> told = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private SettingsStore settings;
    private Transport transport;
    private TransportModel model;

    @BeforeEach
    void open() {
        transport = Transport.onDefaultDevice();
        settings = new SettingsStore(home.resolve("settings.json"));
        model = new TransportModel(transport, settings, told::add);
        model.setOnVolume((instrument, volume) -> volumes.add(instrument + " " + volume));
        model.load(song(), TransportModel.counts(song()));
    }

    @AfterEach
    void close() {
        transport.close();
        settings.flush();
    }

    private static Transcription song() {
        var notes =
                NoteTable.builder(2).add(0, 1, 60, 90, 0).add(8, 10, 62, 90, 1).build();
        return new Transcription(
                "song",
                "Song",
                10,
                List.of(new Instrument(0, "Piano", 0, false, false), new Instrument(1, "Bass", 33, false, false)),
                notes,
                List.of());
    }

    @Test
    void loopingTakesWhatIsWantedElseWhatWasLoopedElseWhatIsInView() {
        model.toggleLoop(Optional.empty(), VISIBLE);
        assertThat(model.loopProperty().get()).hasValue(VISIBLE);
        model.toggleLoop(Optional.empty(), VISIBLE);
        assertThat(model.loopProperty().get()).isEmpty();

        model.setLoop(7, 6);
        assertThat(model.loopProperty().get()).hasValue(new Loop(6, 7));
        model.endLoop();
        model.toggleLoop(Optional.empty(), VISIBLE);
        assertThat(model.loopProperty().get()).hasValue(new Loop(6, 7));
        model.endLoop();
        model.toggleLoop(Optional.of(new Loop(1, 2)), VISIBLE);
        assertThat(model.loopProperty().get()).hasValue(new Loop(1, 2));
    }

    @Test
    void nothingMovesWhenNothingIsHeardUntilTheNextVerb() {
        model.load(song(), TransportModel.counts(song()));
        // The audio thread says when; the test run ends this if it never does.
        while (model.movingProperty().get()) {
            Thread.onSpinWait();
            model.pull(System.nanoTime());
        }
        model.seek(3);
        assertThat(model.movingProperty().get()).isTrue();
        model.pull(System.nanoTime());
        assertThat(model.positionProperty().get()).isEqualTo("0:03.000");
    }

    @Test
    void loopingBeginsAtTheLoopUnlessThePlayheadIsInIt() {
        model.seek(9);
        model.toggleLoop(Optional.empty(), VISIBLE);
        assertThat(transport.position().seconds()).isEqualTo(2);
        model.endLoop();
        model.seek(3);
        model.toggleLoop(Optional.empty(), VISIBLE);
        assertThat(transport.position().seconds()).isEqualTo(3);
    }

    @Test
    void aLoopEndsWithTheSongAndIsNoneIfTooShort() {
        model.setLoop(8, 99);
        assertThat(model.loopProperty().get()).hasValue(new Loop(8, 10));
        model.setLoop(3, 3.01);
        assertThat(model.loopProperty().get()).isEmpty();
        model.setLoop(12, 15);
        assertThat(model.loopProperty().get()).isEmpty();
    }

    @Test
    void anotherSongHasNoLoop() {
        model.setLoop(6, 7);
        model.load(song(), TransportModel.counts(song()));
        assertThat(model.loopProperty().get()).isEmpty();
        model.toggleLoop(Optional.empty(), VISIBLE);
        assertThat(model.loopProperty().get()).hasValue(VISIBLE);
    }

    @Test
    void speedStaysWithinItsLimitsAndInWholePercent() {
        for (int i = 0; i < 30; i++) {
            model.changeSpeed(-1);
        }
        assertThat(model.speedProperty().get()).isEqualTo(0.25);
        model.setSpeed(0.999);
        assertThat(model.speedProperty().get()).isEqualTo(1);
        model.changeSpeed(1);
        assertThat(model.speedProperty().get()).isCloseTo(1.05, within(1e-9));
        model.setSpeed(7);
        assertThat(model.speedProperty().get()).isEqualTo(2);
    }

    @Test
    void volumesAreToldWhenChangedAndNotWhenLoaded() {
        model.volumeOf(1).set(0.5);
        assertThat(volumes).containsExactly("1 0.5");
        model.load(song(), TransportModel.counts(song()));
        assertThat(volumes).hasSize(1);
        assertThat(model.volumeOf(1).get()).isEqualTo(1);
        model.setVolumes(instrument -> instrument == 0 ? 0.25 : 1);
        assertThat(volumes).containsExactly("1 0.5", "0 0.25");
    }

    @Test
    void whatIsNotHeardHasNoVolume() {
        model.volumeOf(0).set(0.5);
        model.mute(1, true, false);
        assertThat(model.heardVolumes()).containsExactly(0.5, 0.0);
        model.solo(1, true, false);
        assertThat(model.heardVolumes()).containsExactly(0.0, 0.0);
        model.mute(1, false, false);
        assertThat(model.heardVolumes()).containsExactly(0.0, 1.0);
    }
}
