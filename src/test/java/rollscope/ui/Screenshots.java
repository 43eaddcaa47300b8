package rollscope.ui;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.library.StemState;
import rollscope.library.TimedLibrary;
import rollscope.midi.DrumAudit;
import rollscope.playback.StillTransport;
import rollscope.playback.Transport;
import rollscope.roll.Selection;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Scenario;
import rollscope.simulator.Simulator;
import rollscope.transcription.Transcription;
import rollscope.ui.action.Action;
import rollscope.ui.roll.RollView;
import rollscope.ui.settings.SettingsSection;
import rollscope.ui.shell.FileDialogs;
import rollscope.ui.shell.Shell;

/**
 * Makes the pictures of the documentation, light and dark, from the demo provider: the connect view, the roll in lanes and in
 * overlay, the whole song, what a stem sounds like behind the notes, a selection, the event table, the sheets. The arguments are the
 * folder to write to, and a width and height; the options of Java are those of the profile {@code pictures}.
 *
 * <p>Two runs write the same bytes, on any day and however busy the computer is: the clock stands still, ids and folders have the same
 * names, nothing sounds, and a picture is taken when the window has come to rest. What is left is the fonts of the system. Backgrounds
 * are not kept by the toolkit between frames, because a kept one may have been painted for another place, with other rounding.
 */
final class Screenshots {
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    /** Lies in no picture, so it may be where this was started; not among temporary folders, which have another name each time. */
    private static final Path HOME = Path.of("target/pictures").toAbsolutePath();

    /** What a clock shows of a job when its picture is taken. */
    private static final Duration ELAPSED = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A caret blinks. */
    private static final String NO_CARET = "data:text/css,.text-input%20%7B%20-fx-display-caret:%20false;%20%7D";

    private final Path folder;
    private final int width;
    private final int height;
    private final Crew crew = new Crew();
    /** Of entries; it stands still between one job and the next. */
    private volatile Instant now = START;

    private Screenshots(Path folder, int width, int height) {
        this.folder = folder;
        this.width = width;
        this.height = height;
    }

    public static void main(String[] args) {
        int status = 1;
        try {
            makeAll(args);
            status = 0;
        } catch (Exception e) {
            System.err.println("The pictures were not all made.");
            e.printStackTrace();
        } finally {
            // Else the threads of the window would keep a program alive that has failed.
            System.exit(status);
        }
    }

    private static void makeAll(String[] args) throws Exception {
        var folder = Path.of(args.length > 0 ? args[0] : "assets/screenshots");
        int width = args.length > 1 ? Integer.parseInt(args[1]) : WIDTH;
        int height = args.length > 2 ? Integer.parseInt(args[2]) : HEIGHT;
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        PlacePictures.write(folder);
        FxThread.start();
        for (var theme : new Settings.Theme[] {Settings.Theme.LIGHT, Settings.Theme.DARK}) {
            var screenshots = new Screenshots(folder, width, height);
            if (args.length > 3 && args[3].equals("export")) {
                screenshots.makeExport(theme);
            } else if (args.length > 3 && args[3].equals("jobs")) {
                screenshots.makeJobs(theme);
            } else if (args.length > 3 && args[3].equals("settings")) {
                screenshots.makeSettings(theme, true);
            } else {
                screenshots.make(theme);
            }
        }
    }

    private void make(Settings.Theme theme) throws Exception {
        String name = theme.name().toLowerCase(Locale.ROOT);
        // A job that is under way, from a provider slow enough to be caught at it; then a finished one.
        withWindow(theme, 0.1, (stage, _, _) -> connect(stage, name));
        withWindow(theme, 20, (stage, transport, library) -> roll(stage, transport, library, name));
        makeExport(theme);
        makeSettings(theme, false);
    }

    private void makeExport(Settings.Theme theme) throws Exception {
        String name = theme.name().toLowerCase(Locale.ROOT);
        withWindow(theme, 20, (stage, _, library) -> export(stage, library, name));
    }

    /** The welcome, all sections of the settings, a search, and what is told about the program. */
    private void makeSettings(Settings.Theme theme, boolean all) throws Exception {
        String name = theme.name().toLowerCase(Locale.ROOT);
        withWindow(theme, 20, (stage, _, _) -> settings(stage, name, all));
    }

    private void settings(Stage stage, String theme, boolean all) throws Exception {
        menu(stage, Action.WELCOME);
        shoot(stage, "welcome-" + theme);
        act(() -> ((ComboBox<?>) find(stage, "#provider")).getSelectionModel().select(1));
        menu(stage, Action.SETTINGS);
        Pulses.await(10);
        ListView<SettingsSection> sections = find(stage, "#settings-sections");
        for (int i = 0; i < sections.getItems().size(); i++) {
            int section = i;
            if (!all && sections.getItems().get(i) != SettingsSection.VIEW) {
                continue; // those with folders show where this was made
            }
            act(() -> sections.getSelectionModel().clearAndSelect(section));
            shoot(stage, "settings-" + sections.getItems().get(i).name().toLowerCase(Locale.ROOT) + "-" + theme);
        }
        for (var query : all ? List.of("key", "no such thing") : List.of("key")) {
            act(() -> ((TextField) find(stage, "#settings-search")).setText(query));
            shoot(stage, "settings-search-" + query.replace(' ', '-') + "-" + theme);
        }
        act(() -> key(stage, KeyCode.ESCAPE, false));
        if (all) {
            menu(stage, Action.ABOUT);
            shoot(stage, "about-" + theme);
        }
    }

    private void menu(Stage stage, Action action) throws Exception {
        act(() -> {
            MenuButton menu = find(stage, "#menu");
            menu.getItems().stream()
                    .filter(item -> action.text().equals(item.getText()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
        });
    }

    /** What is asked before it costs, a queue that is held up, a lost answer, callbacks. */
    private void makeJobs(Settings.Theme theme) throws Exception {
        String name = theme.name().toLowerCase(Locale.ROOT);
        withWindow(theme, 20, true, (stage, _, _) -> jobs(stage, name));
    }

    private interface Taking {
        void take(Stage stage, Transport transport, Library library) throws Exception;
    }

    private void withWindow(Settings.Theme theme, double speed, Taking taking) throws Exception {
        withWindow(theme, speed, false, taking);
    }

    /**
     * @param own whether the provider is one of the user's own, which wants a key and costs
     */
    private void withWindow(Settings.Theme theme, double speed, boolean own, Taking taking) throws Exception {
        delete(HOME);
        now = START;
        try (var simulator = Simulator.start(speed)) {
            var settings = new SettingsStore(HOME.resolve("settings.json"));
            settings.set(settings.get().withTheme(theme));
            if (own) {
                var url = simulator.uri().toString();
                settings.set(settings.get().withProvider(url, url));
            }
            var providers = new Providers(simulator::uri, Simulator.DEMO_TASK);
            try (var library = TimedLibrary.open(
                            HOME.resolve("library"),
                            providers,
                            settings.get().callback(),
                            Pace.every(Duration.ofMillis(200)),
                            () -> now);
                    var transport = StillTransport.start()) {
                var parts = new Shell.Parts(
                        library,
                        providers,
                        settings,
                        SecretStore.forThisRun(),
                        transport,
                        crew.background(),
                        () -> now.plus(ELAPSED),
                        Directories.in(HOME));
                var stage = FxThread.call(() -> {
                    var made = new Stage();
                    var shell = new Shell(parts, made, new NoDialogs());
                    made.setOnHidden(_ -> shell.close());
                    made.setWidth(width);
                    made.setHeight(height);
                    made.show();
                    made.getScene().getStylesheets().add(NO_CARET);
                    return made;
                });
                taking.take(stage, transport, library);
                act(stage::close);
            }
        }
        delete(HOME);
    }

    private void connect(Stage stage, String theme) throws Exception {
        transcribe(stage, "Drums");
        until(() -> find(stage, "#job-status").getAccessibleText() instanceof String said
                && said.startsWith("Transcribing"));
        shoot(stage, "connect-" + theme);
    }

    private void jobs(Stage stage, String theme) throws Exception {
        act(() -> ((TextField) find(stage, "#api-key")).setText("a-key-of-mine"));
        load(stage, Simulator.DEMO_TASK);
        press(stage, "#transcribe-each");
        until(() -> find(stage, "#order").isVisible() && find(stage, "#balance").isVisible());
        shoot(stage, "order-" + theme);
        load(stage, Scenario.LOST_AFTER_SUBMIT.taskId());
        press(stage, "#transcribe");
        press(stage, "#buy");
        until(() -> find(stage, "#job-status").getAccessibleText() instanceof String said && said.contains("probably"));
        load(stage, Scenario.NO_CREDITS_402.taskId());
        press(stage, "#transcribe-each");
        press(stage, "#buy");
        until(() -> find(stage, "#queue-status").getAccessibleText() instanceof String said
                && said.contains("stands still"));
        shoot(stage, "queue-" + theme);
        load(stage, Scenario.LOST_AFTER_SUBMIT.taskId());
        until(() -> find(stage, "#job-status").isVisible());
        shoot(stage, "lost-" + theme);
        menu(stage, Action.CALLBACKS);
        shoot(stage, "callbacks-" + theme);
    }

    private void load(Stage stage, String task) throws Exception {
        TableView<?> stems = find(stage, "#track-list");
        act(() -> ((TextField) find(stage, "#task-id")).setText(task));
        press(stage, "#load-tracks");
        until(() -> stems.getItems().size() > 3);
    }

    private void roll(Stage stage, Transport transport, Library library, String theme) throws Exception {
        RollView roll = find(stage, "#roll");
        transcribe(stage, "Drums");
        until(roll::isVisible);
        untilStems(library);
        now = now.plus(Duration.ofMinutes(3));
        press(stage, "#new-transcription");
        transcribe(stage, "All stems");
        until(roll::isVisible);
        until(() -> find(stage, "#stem-choice").getAccessibleText() instanceof String said
                && said.startsWith("Stem: All stems"));
        untilStems(library);
        shoot(stage, "whole-" + theme);
        var transcription = newest(library);
        act(() -> {
            roll.zoomTime(3);
            transport.seek(roll.visibleFrom() + 0.4 * (roll.visibleTo() - roll.visibleFrom()));
        });
        shoot(stage, "roll-" + theme);
        press(stage, "#tempo");
        act(() -> roll.zoomTime(3));
        shoot(stage, "tempo-" + theme);
        act(() -> roll.zoomTime(1 / 3.0));
        press(stage, "#tempo");
        int bass = instrument(transcription, "Bass");
        var notes = transcription.notes();
        act(() -> {
            roll.selectionProperty()
                    .set(Selection.of(notes.notesOf(bass)
                            .filter(note -> notes.start(note) >= roll.visibleFrom() + 1
                                    && notes.end(note) < roll.visibleFrom() + 6)
                            .toArray()));
        });
        shoot(stage, "selection-" + theme);
        act(() -> {
            Slider spectrum = find(stage, "#spectrum");
            spectrum.setValue(0.7);
            key(stage, KeyCode.L, false);
        });
        // The loop takes the playhead to its start; a little into it, both are seen.
        act(() -> roll.goTo(notes.start(roll.selectionProperty().get().first()) + 2));
        shoot(stage, "stem-" + theme);
        // Where drums go elsewhere, nothing stays selected.
        var chosen = roll.selectionProperty().get();
        parts(stage, transcription, theme);
        act(() -> roll.selectionProperty().set(chosen));
        act(() -> key(stage, KeyCode.E, true, true));
        shoot(stage, "wav-" + theme);
        act(() -> key(stage, KeyCode.ESCAPE, false));
        press(stage, "#sound");
        shoot(stage, "sound-" + theme);
        act(() -> key(stage, KeyCode.ESCAPE, false));
        act(() -> {
            Slider spectrum = find(stage, "#spectrum");
            spectrum.setValue(0.5);
            key(stage, KeyCode.L, false);
        });
        act(() -> {
            roll.selectionProperty().set(Selection.of(chosen.first()));
            key(stage, KeyCode.T, true);
        });
        shoot(stage, "events-" + theme);
        act(() -> {
            key(stage, KeyCode.T, true);
            roll.selectionProperty().set(Selection.EMPTY);
            key(stage, KeyCode.O, false);
            key(stage, KeyCode.V, false);
            roll.zoomTime(2);
        });
        shoot(stage, "overlay-" + theme);
        act(() -> key(stage, KeyCode.F1, false));
        shoot(stage, "keys-" + theme);
    }

    /** The sheet of a tonal instrument, and of a kit. */
    private void parts(Stage stage, Transcription transcription, String theme) throws Exception {
        for (var part : List.of("Bass", "Drums")) {
            act(() -> {
                ListView<?> instruments = find(stage, "#instrument-list");
                instruments.getSelectionModel().clearAndSelect(instrument(transcription, part));
                key(stage, KeyCode.N, false);
            });
            if (part.equals("Drums")) {
                Pulses.await(5);
                byEar(stage);
            }
            shoot(stage, (part.equals("Bass") ? "sound-of-a-part-" : "drums-") + theme);
            act(() -> {
                Button asDelivered = find(stage, "#part-as-delivered");
                asDelivered.fire();
                key(stage, KeyCode.ESCAPE, false);
            });
        }
    }

    private void export(Stage stage, Library library, String theme) throws Exception {
        RollView roll = find(stage, "#roll");
        transcribe(stage, "All stems");
        until(roll::isVisible);
        until(() -> find(stage, "#stem-choice").getAccessibleText() instanceof String said
                && said.startsWith("Stem: All stems"));
        untilStems(library);
        act(() -> {
            roll.zoomTime(6);
            key(stage, KeyCode.E, true);
        });
        until(() -> stage.getScene().getRoot().lookup("#export-key") != null);
        until(() -> find(stage, "#place-stem") instanceof RadioButton there && !there.isDisabled());
        shoot(stage, "export-" + theme);
        act(() -> {
            ((RadioButton) find(stage, "#place-bar1")).fire();
            ((ComboBox<?>) find(stage, "#export-grid")).getSelectionModel().select(3);
            ((Slider) find(stage, "#export-swing")).setValue(60);
        });
        shoot(stage, "preview-" + theme);
        press(stage, "#save-beside");
        until(() -> find(stage, "#saved").isVisible());
        act(() -> ((ComboBox<?>) find(stage, "#saved-program")).getSelectionModel().select(0));
        shoot(stage, "saved-" + theme);
        press(stage, "#inspect-saved");
        shoot(stage, "inspect-" + theme);
    }

    /** Gives a drum of the sheet another place. */
    private void byEar(Stage stage) throws Exception {
        act(() -> {
            ListView<DrumAudit.Use> pitches = find(stage, "#drum-pitches");
            ListView<Integer> candidates = find(stage, "#drum-candidates");
            var last = pitches.getItems().getLast();
            pitches.getSelectionModel().select(last);
            pitches.scrollTo(last);
            candidates.getSelectionModel().select((Integer) 54);
            candidates.scrollTo((Integer) 52);
        });
    }

    /** What is on disk is told in the library. */
    private static void untilStems(Library library) throws Exception {
        var entry = library.entries().getFirst();
        var stems = newest(library).stems();
        until(() -> stems.stream()
                .allMatch(stem -> library.keptStems().state(entry.id(), stem) instanceof StemState.Kept));
    }

    private static Transcription newest(Library library) {
        return switch (library.open(library.entries().getFirst().id())) {
            case Outcome.Ok<Transcription>(var found) -> found;
            case Outcome.Failed<Transcription>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static int instrument(Transcription transcription, String part) {
        return transcription.instruments().stream()
                .filter(instrument -> instrument.name().contains(part))
                .findFirst()
                .orElseThrow()
                .index();
    }

    private static void key(Stage stage, KeyCode code, boolean shortcut) {
        key(stage, code, shortcut, false);
    }

    private static void key(Stage stage, KeyCode code, boolean shortcut, boolean shift) {
        Event.fireEvent(
                stage.getScene(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, false, false));
    }

    private void transcribe(Stage stage, String stem) throws Exception {
        TableView<?> stems = find(stage, "#track-list");
        Button transcribe = find(stage, "#transcribe");
        if (stems.getItems().isEmpty()) {
            press(stage, "#load-tracks");
        }
        until(() -> stems.getItems().size() > 3);
        act(() -> stems.getSelectionModel().select(stem.equals("Drums") ? 2 : 0));
        until(() -> transcribe.getText().equalsIgnoreCase("Transcribe " + stem));
        press(stage, "#transcribe");
    }

    /** Does something in the window and waits for what that sets going in the background. */
    private void act(Runnable gesture) throws Exception {
        FxThread.call(() -> {
            gesture.run();
            return gesture;
        });
        crew.end();
    }

    /** Writes the picture once the window has come to rest: where nothing works any more and two pictures in a row are the same. */
    private void shoot(Stage stage, String name) throws Exception {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        var last = look(stage);
        for (var next = look(stage); !isSame(last, next); next = look(stage)) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("The window does not come to rest for " + name + ".");
            }
            last = next;
        }
        write(last, folder.resolve(name + ".png"));
    }

    private BufferedImage look(Stage stage) throws Exception {
        crew.end();
        // Much is shown a piece a pulse, and what was asked for in one pulse may begin in the next.
        Pulses.await(20);
        crew.end();
        return copy(FxThread.call(() -> {
            // It goes by the clock on the wall.
            if (find(stage, "#status-message") instanceof Label word) {
                word.setText("");
            }
            return stage.getScene().snapshot(null);
        }));
    }

    private static BufferedImage copy(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        return copy;
    }

    private static boolean isSame(BufferedImage one, BufferedImage other) {
        return Arrays.equals(pixels(one), pixels(other));
    }

    private static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private static void write(BufferedImage copy, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(copy, "png", file.toFile());
        System.out.println(file + " " + Files.size(file) + " bytes");
    }

    private void press(Stage stage, String selector) throws Exception {
        Button button = find(stage, selector);
        until(() -> !button.isDisabled());
        act(button::fire);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Node> T find(Stage stage, String selector) {
        return (T) stage.getScene().getRoot().lookup(selector);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void until(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> FxThread.call(condition::getAsBoolean));
    }

    private static final class NoDialogs implements FileDialogs {
        @Override
        public List<Path> open() {
            return List.of();
        }

        @Override
        public Optional<Path> save(String suggestedName) {
            return Optional.empty();
        }
    }
}
