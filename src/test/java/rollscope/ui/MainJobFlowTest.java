package rollscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.shell.FileDialogs;
import rollscope.ui.shell.Shell;

/** The main job in the window, by mouse and keyboard, on the demo provider: without a display, a network or a sound card. */
@ExtendWith(ApplicationExtension.class)
class MainJobFlowTest {
    @TempDir
    static Path home;

    private final Path exported = home.resolve("drums.mid");
    private final Crew crew = new Crew();
    private Simulator simulator;
    private SettingsStore settings;
    private Library library;
    private Transport transport;
    private Shell shell;
    private Stage stage;

    @Start
    void open(Stage opened) throws Exception {
        stage = opened;
        simulator = Simulator.start(1000);
        settings = new SettingsStore(home.resolve("settings.json"));
        settings.set(settings.get().withVolume(0)); // nobody wants to hear a test
        var providers = new Providers(() -> simulator.uri(), Simulator.DEMO_TASK);
        library = new Library(home.resolve("library"), providers, settings.get().callback(), Pace.every(Duration.ZERO));
        transport = Transport.onDefaultDevice();
        var parts = new Shell.Parts(
                library,
                providers,
                settings,
                SecretStore.forThisRun(),
                transport,
                crew.background(),
                InstantSource.system(),
                Directories.in(home));
        shell = new Shell(parts, stage, new FileDialogs() {
            @Override
            public List<Path> open() {
                return List.of(exported);
            }

            @Override
            public Optional<Path> save(String suggestedName) {
                assertThat(suggestedName).endsWith(".mid");
                return Optional.of(exported);
            }
        });
        stage.setWidth(1000);
        stage.setHeight(700);
        stage.show();
    }

    @AfterEach
    void close() throws Exception {
        FxThread.call(() -> {
            shell.close();
            stage.hide();
            return null;
        });
        transport.close();
        library.close();
        crew.end();
        simulator.close();
        settings.flush();
    }

    @Test
    void aNewcomerGetsFromNothingToAMidiFileThatHoldsWhatTheRollShows(FxRobot robot) throws Exception {
        ComboBox<?> provider = robot.lookup("#provider").queryAs(ComboBox.class);
        assertThat(provider.getSelectionModel().getSelectedIndex()).isZero();
        assertThat(robot.lookup("#api-key").queryAs(TextField.class).isDisabled())
                .isTrue();
        assertThat(robot.lookup("#task-id").queryAs(TextField.class).getText()).isEqualTo(Simulator.DEMO_TASK);
        assertThat(robot.lookup("#roll").query().isVisible()).isFalse();

        robot.clickOn("#load-tracks");
        TableView<?> stems = robot.lookup("#track-list").queryAs(TableView.class);
        until(() -> stems.getItems().size() > 5);
        robot.clickOn("Drums");
        Button transcribe = robot.lookup("#transcribe").queryAs(Button.class);
        until(() -> transcribe.getText().equals("Transcribe Drums"));
        robot.clickOn(transcribe);

        Node roll = robot.lookup("#roll").query();
        until(roll::isVisible);
        var transcription = onlyTranscription();
        assertThat(transcription.notes().size()).isPositive();
        ListView<?> instruments = robot.lookup("#instrument-list").queryAs(ListView.class);
        assertThat(instruments.getItems()).hasSize(transcription.instruments().size());

        Labeled position = robot.lookup("#position").queryAs(Labeled.class);
        assertThat(position.getText()).isEqualTo("0:00.000");
        robot.clickOn("#play");
        until(() -> position.getText().compareTo("0:00.100") > 0);

        ToggleButton mute = robot.lookup(".mute").queryAs(ToggleButton.class);
        robot.clickOn(mute);
        assertThat(mute.isSelected()).isTrue();
        // The click left the focus on the toggle; Space still means pause.
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until(() -> !transport.position().playing());
        assertThat(mute.isSelected()).isTrue();
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> position.getText().equals("0:00.000"));

        robot.clickOn("#export");
        until(() -> robot.lookup("#save-midi").tryQuery().isPresent());
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        Labeled message = robot.lookup("#status-message").queryAs(Labeled.class);
        until(() -> message.getText().startsWith("Saved drums.mid"));
        assertThat(notesIn(MidiSystem.getSequence(exported.toFile()))).isEqualTo(notesOf(transcription.notes()));
        // The panel tells what was saved, and Escape gives its place back to the instruments.
        until(() ->
                robot.lookup("#saved-proof").queryAs(Labeled.class).getText().startsWith("Read back: "));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        until(() -> robot.lookup("#export-panel").tryQuery().isEmpty());
        assertThat(robot.lookup("#instrument-list").tryQuery()).isPresent();
        assertThat(simulator.submits()).isOne();
    }

    private Transcription onlyTranscription() throws Exception {
        var entry = library.entries().getFirst();
        assertThat(library.entries()).hasSize(1);
        assertThat(entry.state()).isInstanceOf(JobState.Ready.class);
        return switch (library.open(entry.id())) {
            case Outcome.Ok<Transcription>(var found) -> found;
            case Outcome.Failed<Transcription>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> FxThread.call(condition));
        Pulses.await(2); // until it is laid out, a click would miss it
    }

    /** {@code pitch start end velocity}, ticks at 1/1920 s, as the JDK reads them. */
    private static List<String> notesIn(Sequence sequence) {
        assertThat(sequence.getResolution()).isEqualTo(960);
        var notes = new ArrayList<String>();
        for (var track : sequence.getTracks()) {
            long[] startOf = new long[128];
            int[] velocityOf = new int[128];
            for (int i = 0; i < track.size(); i++) {
                var event = track.get(i);
                if (event.getMessage() instanceof ShortMessage message) {
                    int pitch = message.getData1();
                    if (message.getCommand() == ShortMessage.NOTE_ON && message.getData2() > 0) {
                        startOf[pitch] = event.getTick();
                        velocityOf[pitch] = message.getData2();
                    } else if (message.getCommand() == ShortMessage.NOTE_OFF
                            || message.getCommand() == ShortMessage.NOTE_ON) {
                        notes.add(pitch + " " + startOf[pitch] + " " + event.getTick() + " " + velocityOf[pitch]);
                    }
                } else if (event.getMessage() instanceof MetaMessage meta && meta.getType() == 0x51) {
                    assertThat(meta.getData()).containsExactly(0x07, 0xA1, 0x20); // 120 beats a minute
                }
            }
        }
        return notes.stream().sorted().toList();
    }

    private static List<String> notesOf(NoteTable table) {
        var notes = new ArrayList<String>();
        for (int i = 0; i < table.size(); i++) {
            notes.add(table.pitch(i) + " " + Math.round(table.start(i) * 1920) + " " + Math.round(table.end(i) * 1920)
                    + " " + table.velocity(i));
        }
        return notes.stream().sorted().toList();
    }
}
