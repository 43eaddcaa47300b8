package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.midi.FileOptions;
import rollscope.midi.MidiFile;
import rollscope.midi.Placement;
import rollscope.playback.Transport;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.Pump;
import rollscope.ui.roll.RollView;

/** The tempo as the user meets it: chip, panel, ruler and keys of one window. */
@ExtendWith(FxThread.class)
class TempoInWindowTest {
    @TempDir
    Path home;

    private static final int PULSES = 100;

    private final Pump pump = new Pump();
    private SettingsStore settings;
    private Library library;
    private Transport transport;
    private Shell shell;
    private Stage stage;
    private RollView roll;

    @BeforeEach
    void open() throws Exception {
        settings = new SettingsStore(home.resolve("settings.json"));
        var providers = new Providers(() -> URI.create("http://127.0.0.1:9"), Simulator.DEMO_TASK);
        library = new Library(home.resolve("library"), providers, settings.get().callback(), Pace.every(Duration.ZERO));
        transport = Transport.onDefaultDevice();
        stage = new Stage();
        var parts = new Shell.Parts(
                library,
                providers,
                settings,
                SecretStore.forThisRun(),
                transport,
                pump.background(),
                InstantSource.system(),
                Directories.in(home));
        shell = new Shell(parts, stage, new FileDialogs() {
            @Override
            public List<Path> open() {
                return List.of();
            }

            @Override
            public Optional<Path> save(String suggestedName) {
                return Optional.empty();
            }
        });
        stage.setWidth(1440);
        stage.setHeight(900);
        stage.show();
        roll = (RollView) find("#roll");
        show("song", 100);
        // The panels beside the roll come first, a pulse each.
        for (int i = 0; i < PULSES && !chip().contains("BPM"); i++) {
            FxThread.pulse();
            pump.drain();
        }
        layout();
    }

    @AfterEach
    void close() {
        shell.close();
        stage.hide();
        transport.close();
        library.close();
        settings.flush();
    }

    /** Opens a file that tells no tempo, with notes that do. */
    private void show(String name, double bpm) throws Exception {
        open(name, MidiFile.write(song(name, bpm), FileOptions.EXACT).bytes());
    }

    private static Transcription song(String name, double bpm) {
        var notes = NoteTable.builder(512);
        double beat = 60 / bpm;
        for (int bar = 0; bar < 24; bar++) {
            double start = 0.25 + bar * 4 * beat;
            notes.add(start, start + 3.8 * beat, 36 + bar % 4 * 5, 100, 0);
            for (int i = 0; i < 8; i++) {
                notes.add(start + i * beat / 2, start + i * beat / 2 + 0.05, 42, 80, 1);
            }
            for (int i = 0; i < 4; i++) {
                notes.add(start + i * beat, start + i * beat + 0.1, i % 2 == 0 ? 36 : 38, 110, 1);
            }
        }
        return new Transcription(
                name,
                name,
                1 + 96 * beat,
                List.of(new Instrument(0, "Bass", 33, true, false), new Instrument(1, "Drums", 0, true, true)),
                notes.build(),
                List.of());
    }

    @Test
    void theChipSaysEstimatedUntilItIsConfirmed() {
        assertThat(chip()).contains("100 BPM").contains("4/4").contains("est");
        assertThat(find("#tempo").getAccessibleText()).contains("estimated").contains("100 beats a minute");
        openPanel();
        assertThat(words("#tempo-state")).startsWith("Estimated");
        assertThat(words("#tempo-fit")).contains("of the notes");
        ((Button) find("#confirm-tempo")).fire();
        assertThat(chip()).contains("100 BPM").doesNotContain("est");
        assertThat(words("#tempo-state")).startsWith("Confirmed");
        assertThat(find("#confirm-tempo").isDisabled()).isTrue();
        ((Button) find("#undo")).fire();
        assertThat(chip()).contains("est");
    }

    @Test
    void theFieldTakesATempoAndRefusesWhatIsNone() {
        openPanel();
        var field = (TextField) find("#bpm");
        assertThat(field.isFocused()).isTrue();
        field.setText("98,5");
        press(KeyCode.ENTER, false, false);
        assertThat(chip()).contains("98.5 BPM");
        field.setText("fast");
        press(KeyCode.ENTER, false, false);
        assertThat(chip()).contains("98.5 BPM");
        press(KeyCode.ESCAPE, false, false);
        assertThat(field.getText()).isEqualTo("98.5");
        press(KeyCode.UP, false, false);
        assertThat(chip()).contains("99.5 BPM");
        find("#twice").requestFocus();
        press(KeyCode.Z, true, false);
        press(KeyCode.Z, true, false);
        assertThat(chip()).contains("100 BPM");
        press(KeyCode.Z, true, true);
        assertThat(chip()).contains("98.5 BPM");
    }

    @Test
    void oneClickDoublesHalvesOrDots() {
        openPanel();
        ((Button) find("#twice")).fire();
        assertThat(chip()).contains("200 BPM");
        ((Button) find("#half")).fire();
        ((Button) find("#dotted")).fire();
        assertThat(chip()).contains("150 BPM");
        ((Button) find("#use-estimate")).fire();
        assertThat(chip()).contains("100 BPM");
        assertThat(find("#use-estimate").isDisabled()).isTrue();
    }

    @Test
    void everyMeterCanBeChosenAndNoneToo() {
        openPanel();
        var meter = (MenuButton) find("#meter");
        meter.show();
        meter.getItems().stream()
                .filter(item -> "3/4".equals(item.getText()))
                .findFirst()
                .orElseThrow()
                .fire();
        assertThat(chip()).contains("3/4");
        meter.hide();
        meter.show();
        meter.getItems().getLast().fire();
        meter.hide();
        assertThat(chip()).contains("100 BPM").doesNotContain("/");
        assertThat(words("#meter")).isEqualTo("No bars");
    }

    @Test
    void everythingInThePanelIsNamedAndReachedByTheKeyboard() {
        openPanel();
        var controls = new ArrayList<Control>();
        collect((Parent) find("#tempo-panel"), controls);
        assertThat(controls).hasSizeGreaterThan(15).allSatisfy(control -> {
            boolean spoken = control.getAccessibleText() != null
                    || (control instanceof Labeled labeled && !labeled.getText().isBlank());
            assertThat(spoken).as(control.toString()).isTrue();
            assertThat(control.isFocusTraversable()).as(control.toString()).isTrue();
        });
    }

    private static void collect(Parent parent, List<Control> into) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (child instanceof Control control && !(child instanceof Label)) {
                into.add(control);
            } else if (child instanceof Parent inner) {
                collect(inner, into);
            }
        }
    }

    @Test
    void draggingTheOneOnTheRulerMovesAllBeatsAndEscapeTakesItBack() {
        var one = find("#bar-one");
        assertThat(one.isVisible()).isTrue();
        double x = one.getLayoutX();
        drag(one, MouseEvent.MOUSE_PRESSED, 5, 5, false);
        drag(one, MouseEvent.MOUSE_DRAGGED, 65, 5, false);
        layout();
        assertThat(one.getLayoutX() - x).isCloseTo(60, within(1.5));
        press(KeyCode.ESCAPE, false, false);
        layout();
        assertThat(one.getLayoutX()).isEqualTo(x);
        drag(one, MouseEvent.MOUSE_PRESSED, 5, 5, false);
        drag(one, MouseEvent.MOUSE_DRAGGED, 65, 5, false);
        drag(one, MouseEvent.MOUSE_RELEASED, 65, 5, false);
        layout();
        assertThat(one.getLayoutX() - x).isCloseTo(60, within(1.5));
        press(KeyCode.Z, true, false);
        layout();
        assertThat(one.getLayoutX()).isEqualTo(x);
    }

    @Test
    void theRulerWithShiftMovesThemTooAndSetsNoLoop() {
        var one = find("#bar-one");
        double x = one.getLayoutX();
        double y = find("#ruler").getLayoutY() + 12;
        drag(roll, MouseEvent.MOUSE_PRESSED, 500, y, true);
        drag(roll, MouseEvent.MOUSE_DRAGGED, 530, y, true);
        drag(roll, MouseEvent.MOUSE_RELEASED, 530, y, true);
        layout();
        assertThat(one.getLayoutX() - x).isCloseTo(30, within(1.5));
        assertThat(find("#loop-marks").isVisible()).isFalse();
    }

    @Test
    void pageKeysGoFromBarToBar() {
        roll.requestFocus();
        for (int bar = 1; bar <= 3; bar++) {
            press(KeyCode.PAGE_DOWN, false, false);
            pull();
        }
        // Bars of 2.4 s from 0.25 s on; the first press goes to bar 1.
        assertThat(transport.position().seconds()).isCloseTo(0.25 + 2 * 2.4, within(0.02));
        assertThat(words("#position-bars")).isEqualTo("bar 3 · beat 1");
        press(KeyCode.PAGE_UP, false, false);
        pull();
        assertThat(transport.position().seconds()).isCloseTo(0.25 + 2.4, within(0.02));
    }

    @Test
    void theKeyBCountsFromThePlayhead() {
        roll.requestFocus();
        transport.seek(0.25 + 3 * 2.4 + 0.6);
        press(KeyCode.B, false, false);
        pull();
        assertThat(words("#position-bars")).isEqualTo("bar 1 · beat 1");
    }

    @Test
    void theMetronomeIsSwitchedByItsKeyAndItsButtonAlike() {
        openPanel();
        var metronome = (ToggleButton) find("#metronome");
        metronome.fire();
        assertThat(settings.get().sound().click()).isTrue();
        press(KeyCode.K, false, false);
        roll.requestFocus();
        press(KeyCode.K, false, false);
        assertThat(metronome.isSelected()).isEqualTo(settings.get().sound().click());
    }

    @Test
    void withoutATempoTheRulerIsInSeconds() throws Exception {
        assertThat(find("#ruler").getAccessibleText()).isEqualTo("Ruler in bars and beats");
        var few = NoteTable.builder(1).add(1, 2, 60, 80, 0).build();
        open(
                "one note",
                MidiFile.write(new Transcription(
                                "n", "n", 4, List.of(new Instrument(0, "Piano", 0, true, false)), few, List.of()))
                        .bytes());
        assertThat(find("#ruler").getAccessibleText()).isEqualTo("Ruler in seconds");
        assertThat(chip()).isEqualTo("No tempo");
        assertThat(find("#bar-one").isVisible()).isFalse();
        assertThat(find("#position-bars").isVisible()).isFalse();
    }

    @Test
    void aMidiFileOpensWithItsOwnTempoAndSaysSo() throws Exception {
        var map = TempoMap.constant(72, 0.4, Optional.of(new Meter(3, false)));
        var options = FileOptions.EXACT.withPlacement(new Placement.WithStem(map));
        byte[] bytes = MidiFile.write(song("own", 100), options).bytes();
        open("own", bytes);
        assertThat(chip()).contains("72 BPM").contains("3/4").contains("file");
        assertThat(notice()).isEmpty();
        openPanel();
        assertThat(words("#tempo-state")).isEqualTo("As the file states it");
        assertThat(find("#use-stated").isVisible()).isTrue();
        ((Button) find("#use-estimate")).fire();
        assertThat(chip()).contains("100 BPM").contains("est");
        ((Button) find("#use-stated")).fire();
        assertThat(chip()).contains("72 BPM").contains("file");

        open("cut", Arrays.copyOf(bytes, bytes.length * 2 / 3));
        assertThat(notice()).contains("damaged");
    }

    private void open(String name, byte[] bytes) throws Exception {
        var file = home.resolve(name + ".mid");
        Files.write(file, bytes);
        shell.open(file);
        pump.until(() -> stage.getTitle().startsWith(name));
        pump.drain();
        layout();
        pump.drain();
    }

    private String notice() {
        var said = new StringBuilder();
        if (find("#notice").isVisible()) {
            find("#notice").lookupAll(".label").forEach(node -> {
                if (node instanceof Label label) {
                    said.append(label.getText()).append(' ');
                }
            });
        }
        return said.toString().strip();
    }

    private void openPanel() {
        ((Button) find("#tempo")).fire();
        // The side shows its panels one a pulse, and the field takes the focus after that.
        for (int pulse = 0; pulse < 200 && !isFocused("#bpm"); pulse++) {
            FxThread.pulse();
        }
        assertThat(isFocused("#bpm")).isTrue();
        layout();
    }

    private boolean isFocused(String selector) {
        var node = stage.getScene().lookup(selector);
        return node != null && node.isFocused();
    }

    /** Has the position shown that the transport has come to. */
    private void pull() {
        for (int pulse = 0; pulse < 3; pulse++) {
            FxThread.pulse();
        }
    }

    private String chip() {
        var said = new StringBuilder();
        find("#tempo").lookupAll(".label").forEach(node -> {
            if (node instanceof Label label && label.isVisible()) {
                said.append(label.getText()).append(' ');
            }
        });
        return said.toString().strip();
    }

    private String words(String selector) {
        return ((Labeled) find(selector)).getText();
    }

    private void layout() {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
    }

    private Node find(String selector) {
        return Objects.requireNonNull(stage.getScene().lookup(selector), selector);
    }

    private static void drag(Node node, EventType<MouseEvent> type, double x, double y, boolean shift) {
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        var at = node.localToScene(x, y);
        node.fireEvent(new MouseEvent(
                type,
                at.getX(),
                at.getY(),
                at.getX(),
                at.getY(),
                MouseButton.PRIMARY,
                1,
                shift,
                false,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                true,
                null));
    }

    private void press(KeyCode code, boolean control, boolean shift) {
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Event.fireEvent(
                    stage.getScene().getFocusOwner(),
                    new KeyEvent(type, "", code.getName(), code, shift, control, false, false));
        }
    }
}
