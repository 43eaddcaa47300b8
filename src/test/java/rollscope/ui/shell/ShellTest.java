package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
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
import rollscope.midi.MidiFile;
import rollscope.playback.Transport;
import rollscope.roll.Selection;
import rollscope.roll.Songs;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.Pump;
import rollscope.ui.roll.RollProbe;
import rollscope.ui.roll.RollView;

@ExtendWith(FxThread.class)
class ShellTest {
    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private Simulator simulator;
    private SettingsStore settings;
    private Library library;
    private Transport transport;
    private Shell shell;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        simulator = Simulator.start(1000);
        settings = new SettingsStore(home.resolve("settings.json"));
        var providers = new Providers(() -> simulator.uri(), Simulator.DEMO_TASK);
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
                throw new AssertionError("a dialog behind the sheet");
            }

            @Override
            public Optional<Path> save(String suggestedName) {
                throw new AssertionError("a dialog behind the sheet");
            }
        });
        stage.show();
        loadStems();
    }

    @AfterEach
    void close() {
        shell.close();
        stage.hide();
        transport.close();
        library.close();
        simulator.close();
        settings.flush();
    }

    @Test
    void enterInAFieldOrBehindASheetSubmitsNothing() {
        for (var id : new String[] {"#provider", "#track-list", "#task-id", "#load-tracks"}) {
            find(id).requestFocus();
            press(KeyCode.ENTER, false);
        }
        find("#transcribe").requestFocus();
        press(KeyCode.F1, false);
        assertThat(find("#shortcuts")).isNotNull();
        press(KeyCode.ENTER, false);
        press(KeyCode.SPACE, false);
        pump.drain();
        assertThat(simulator.submits()).isZero();
    }

    @Test
    void aWindowThatIsMadeForASongThatDoesNotOpenShowsTheForm() throws InterruptedException {
        var other = new Stage();
        var parts = new Shell.Parts(
                library,
                new Providers(() -> simulator.uri(), Simulator.DEMO_TASK),
                settings,
                SecretStore.forThisRun(),
                transport,
                pump.background(),
                InstantSource.system(),
                Directories.in(home));
        try (var made = new Shell(
                parts, other, new SystemFileDialogs(other, _ -> {}), List.of(home.resolve("missing.mid")))) {
            other.show();
            assertThat(other.getScene().lookup("#transcribe")).isNull();
            assertThat(made).isNotNull();
            pump.until(() -> other.getScene().lookup("#transcribe") != null);
            assertThat(other.getScene().lookup("#transcribe").getParent().isVisible())
                    .isTrue();
        } finally {
            other.hide();
        }
    }

    @Test
    void enterOnTheTranscribeButtonSubmits() throws InterruptedException {
        find("#transcribe").requestFocus();
        press(KeyCode.ENTER, false);
        pump.until(() -> simulator.submits() == 1);
    }

    @Test
    void noKeyGetsPastASheet() {
        find("#task-id").requestFocus();
        press(KeyCode.F1, false);
        for (int i = 0; i < 5; i++) {
            press(KeyCode.TAB, false);
            assertThat(isWithin(focus(), find("#shortcuts"))).isTrue();
        }
        press(KeyCode.O, true);
        press(KeyCode.E, true);
        press(KeyCode.N, true);
        press(KeyCode.L, false);
        assertThat(isWithin(focus(), find("#shortcuts"))).isTrue();

        // Even if something behind it has taken the focus.
        find("#load-tracks").requestFocus();
        press(KeyCode.O, true);
        press(KeyCode.ENTER, false);
        pump.drain();
        assertThat(simulator.submits()).isZero();
        press(KeyCode.TAB, false);
        assertThat(isWithin(focus(), find("#shortcuts"))).isTrue();

        press(KeyCode.ESCAPE, false);
        assertThat(stage.getScene().lookup("#shortcuts")).isNull();
        assertThat(focus()).isSameAs(find("#task-id"));
    }

    @Test
    void aJobThatIsNotAwaitedDoesNotTakeTheFormAway() throws InterruptedException {
        ((Button) find("#transcribe")).fire();
        ((TextField) find("#task-id")).setText("another one");
        var notice = (Labeled) find("#status-message");
        pump.until(() -> notice.getText().contains("is ready in your library"));
        pump.drain();
        assertThat(find("#roll").isVisible()).isFalse();
        assertThat(find("#task-id").isVisible()).isTrue();
    }

    @Test
    void aJobThatIsAwaitedOpens() throws InterruptedException {
        ((Button) find("#transcribe")).fire();
        pump.until(() -> find("#roll").isVisible());
    }

    @Test
    void escapeTakesBackTheFrameThatIsBeingDrawnWhateverHasTheFocus() throws InterruptedException {
        ((Button) find("#transcribe")).fire();
        var roll = (RollView) find("#roll");
        pump.until(roll::isVisible);
        // The stem's outline comes above the lanes whenever the stem has been read, so the lanes begin where they begin
        // now.
        layout();
        pump.drain();
        layout();
        double notes = find("#keyboard").getLayoutY() + 40;
        roll.selectionProperty().set(Selection.of(3));
        drag(roll, MouseEvent.MOUSE_PRESSED, 100, notes);
        drag(roll, MouseEvent.MOUSE_DRAGGED, roll.getWidth() - 2, roll.getHeight() - 2);
        assertThat(roll.selectionProperty().get().size()).isGreaterThan(1);
        find("#follow").requestFocus();
        press(KeyCode.ESCAPE, false);
        assertThat(roll.selectionProperty().get()).isEqualTo(Selection.of(3));
        drag(roll, MouseEvent.MOUSE_RELEASED, roll.getWidth() - 2, roll.getHeight() - 2);
        assertThat(roll.selectionProperty().get()).isEqualTo(Selection.of(3));
        press(KeyCode.ESCAPE, false);
        assertThat(roll.selectionProperty().get().isEmpty()).isTrue();
    }

    @Test
    void fiftySongsAreOpenedOneAfterTheOtherAndOnlyTheLastIsKept() throws Exception {
        ((Button) find("#transcribe")).fire();
        var roll = (RollView) find("#roll");
        pump.until(roll::isVisible);
        var probe = new RollProbe(roll);
        var opened = new ArrayList<Reference<Transcription>>();
        for (int i = 0; i < 50; i++) {
            var file = home.resolve("song" + i + ".mid");
            Files.write(file, MidiFile.write(Songs.random(i, 200, 1, 30)).bytes());
            shell.open(file);
            pump.until(() ->
                    stage.getTitle().startsWith(file.getFileName().toString().replace(".mid", "")));
            pump.drain();
            layout();
            roll.selectionProperty().set(Selection.of(1, 2));
            pump.drain();
            opened.add(probe.song());
        }
        for (int tries = 0; tries < 100 && alive(opened) > 1; tries++) {
            System.gc();
            pump.drain();
            FxThread.pulse();
        }
        assertThat(alive(opened)).isEqualTo(1);
        assertThat(opened.getLast().get()).isNotNull();
    }

    @Test
    void ofSeveralFilesTheFirstIsShownAndTheOthersWaitInTheMenu() throws Exception {
        var files = new ArrayList<Path>();
        for (var name : List.of("one", "two", "three")) {
            files.add(home.resolve(name + ".mid"));
            Files.write(
                    files.getLast(), MidiFile.write(Songs.random(1, 20, 1, 30)).bytes());
        }
        var sources = new ArrayList<Source>();
        shell.onSource(sources::add);
        shell.open(files);
        pump.until(() -> stage.getTitle().startsWith("one"));
        pump.drain();
        assertThat(sources).containsExactly(new Source.OfFile(files.getFirst()));
        assertThat(settings.get().recent()).isEqualTo(files);
        assertThat(find("#notice").isVisible()).isTrue();
        assertThat(((Labeled) stage.getScene().lookup("#notice .strong")).getText())
                .contains("two.mid, three.mid");

        shell.open(List.of());
        shell.comeForward();
        pump.drain();
        assertThat(stage.getTitle()).startsWith("one");
        shell.open(files.get(1));
        pump.until(() -> stage.getTitle().startsWith("two"));
        assertThat(settings.get().recent()).containsExactly(files.get(1), files.getFirst(), files.get(2));
    }

    @Test
    void anEntryOfTheLibraryIsReopenedAfterACrash() throws Exception {
        ((Button) find("#transcribe")).fire();
        pump.until(() -> find("#roll").isVisible());
        var sources = new ArrayList<Source>();
        shell.onSource(sources::add);
        assertThat(sources).singleElement().isInstanceOf(Source.OfLibrary.class);
        press(KeyCode.N, true);
        pump.drain();
        assertThat(find("#roll").isVisible()).isFalse();
        shell.reopen(sources.getFirst());
        pump.until(() -> find("#roll").isVisible());
        assertThat(((Labeled) stage.getScene().lookup("#notice .strong")).getText())
                .contains("without being closed");
        assertThat(settings.get().recent()).isEmpty();
    }

    @Test
    void theUnforeseenIsToldWithItsCode() {
        shell.tellUnexpected("K7M-2Q", "the report");
        assertThat(((Labeled) stage.getScene().lookup("#notice .strong")).getText())
                .contains("K7M-2Q");
        assertThat(find("#notice").lookupAll(".button"))
                .anyMatch(node ->
                        node instanceof Button copy && copy.isVisible() && "Copy details".equals(copy.getText()));
    }

    private static long alive(List<Reference<Transcription>> songs) {
        return songs.stream().filter(song -> song.get() != null).count();
    }

    @Test
    void anInstrumentTakesANameAndASoundFromTheKeyboardAndKeepsThem() throws InterruptedException {
        ((Button) find("#transcribe")).fire();
        pump.until(() -> find("#roll").isVisible());
        layout();
        pump.drain();
        layout();
        find("#roll").requestFocus();
        press(KeyCode.N, false);
        assertThat(isWithin(focus(), find("#part"))).isTrue();
        var name = (TextField) find("#part-name");
        String delivered = name.getText();
        name.setText("Left hand");
        ((TextField) find("#program-search")).setText("oboe");
        find("#program-search").requestFocus();
        press(KeyCode.DOWN, false);
        pump.drain();
        assertThat(((Labeled) find("#part-origin")).getText()).startsWith("Chosen by you.");
        assertThat(lanes()).contains("Left hand");

        find("#part-is-kit").requestFocus();
        ((ButtonBase) find("#part-is-kit")).fire();
        pump.drain();
        assertThat(find("#drum-pitches")).isNotNull();
        ((ButtonBase) find("#part-is-kit")).fire();
        pump.drain();
        press(KeyCode.ESCAPE, false);
        assertThat(stage.getScene().lookup("#part")).isNull();

        var entry = library.entries().getFirst();
        var kept = library.instrumentation(entry.id()).part(0);
        assertThat(kept.name()).contains("Left hand");
        assertThat(kept.voice()).isPresent();
        shell.open(home.resolve("nothing.mid"));
        pump.drain();
        press(KeyCode.N, false);
        assertThat(((TextField) find("#part-name")).getText()).isEqualTo("Left hand");
        ((ButtonBase) find("#part-as-delivered")).fire();
        pump.drain();
        assertThat(((TextField) find("#part-name")).getText()).isEqualTo(delivered);
        assertThat(lanes()).contains(delivered).doesNotContain("Left hand");
        assertThat(library.instrumentation(entry.id()).isAsDelivered()).isTrue();
    }

    @Test
    void drumsGoWhereTheUserSaysAndTheRollFollows() throws InterruptedException {
        ((Button) find("#transcribe")).fire();
        var roll = (RollView) find("#roll");
        pump.until(roll::isVisible);
        layout();
        pump.drain();
        layout();
        double from = roll.visibleFrom();
        roll.zoomTime(2);
        double to = roll.visibleTo();
        roll.requestFocus();
        press(KeyCode.N, false);
        ((ButtonBase) find("#part-is-kit")).fire();
        pump.drain();
        var pitches = (ListView<?>) find("#drum-pitches");
        var candidates = (ListView<?>) find("#drum-candidates");
        pitches.getSelectionModel().clearAndSelect(0);
        candidates.getSelectionModel().clearAndSelect(candidates.getItems().size() - 1);
        pump.drain();
        var entry = library.entries().getFirst();
        var drums = library.instrumentation(entry.id()).part(0).drums().orElseThrow();
        assertThat(drums.moves()).hasSize(1).containsValue(81);
        assertThat(drums.name()).isEqualTo("By ear");
        assertThat(roll.visibleTo()).as("the view stays").isEqualTo(to);
        assertThat(roll.visibleFrom()).isGreaterThanOrEqualTo(from);
    }

    /** What stands in the headers of the lanes. */
    private java.util.List<String> lanes() {
        return find("#roll").lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(label -> ((Labeled) label).getText())
                .toList();
    }

    private void layout() {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
    }

    private static void drag(Node node, EventType<MouseEvent> type, double x, double y) {
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
                false,
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

    private void loadStems() throws InterruptedException {
        ((Button) find("#load-tracks")).fire();
        var stems = (TableView<?>) find("#track-list");
        pump.until(() -> !stems.getItems().isEmpty());
    }

    private Node find(String selector) {
        return Objects.requireNonNull(stage.getScene().lookup(selector), selector);
    }

    private Node focus() {
        return stage.getScene().getFocusOwner();
    }

    private void press(KeyCode code, boolean control) {
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Event.fireEvent(focus(), new KeyEvent(type, "", code.getName(), code, false, control, false, false));
        }
    }

    private static boolean isWithin(Node node, Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }
}
