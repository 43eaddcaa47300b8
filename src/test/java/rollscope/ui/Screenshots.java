package rollscope.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
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
import rollscope.midi.DrumAudit;
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
import rollscope.ui.fx.Background;
import rollscope.ui.roll.RollView;
import rollscope.ui.settings.SettingsSection;
import rollscope.ui.shell.FileDialogs;
import rollscope.ui.shell.Shell;

/**
 * Makes the pictures of the documentation, light and dark, from the demo provider: the connect view, the roll in lanes and in
 * overlay, the whole song, what a stem sounds like behind the notes, a selection, the event table, the sheets. Run it with {@code -Dglass.platform=Headless -Dprism.order=sw}; the
 * arguments are the folder to write to, and a width and height.
 */
final class Screenshots {
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    private final Path folder;
    private final int width;
    private final int height;

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
        withWindow(theme, 20, (stage, _, _) -> export(stage, name));
    }

    /** The welcome, all sections of the settings, a search, and what is told about the program. */
    private void makeSettings(Settings.Theme theme, boolean all) throws Exception {
        String name = theme.name().toLowerCase(Locale.ROOT);
        withWindow(theme, 20, (stage, _, _) -> settings(stage, name, all));
    }

    private void settings(Stage stage, String theme, boolean all) throws Exception {
        menu(stage, Action.WELCOME);
        shoot(stage, "welcome-" + theme);
        FxThread.call(() -> {
            ((ComboBox<?>) find(stage, "#provider")).getSelectionModel().select(1);
            return stage;
        });
        menu(stage, Action.SETTINGS);
        Pulses.await(10);
        ListView<SettingsSection> sections = find(stage, "#settings-sections");
        for (int i = 0; i < sections.getItems().size(); i++) {
            int section = i;
            if (!all && sections.getItems().get(i) != SettingsSection.VIEW) {
                continue; // those with folders show where this was made
            }
            FxThread.call(() -> {
                sections.getSelectionModel().clearAndSelect(section);
                return stage;
            });
            shoot(stage, "settings-" + sections.getItems().get(i).name().toLowerCase(Locale.ROOT) + "-" + theme);
        }
        for (var query : all ? List.of("key", "no such thing") : List.of("key")) {
            FxThread.call(() -> {
                ((TextField) find(stage, "#settings-search")).setText(query);
                return stage;
            });
            shoot(stage, "settings-search-" + query.replace(' ', '-') + "-" + theme);
        }
        FxThread.call(() -> {
            key(stage, KeyCode.ESCAPE, false);
            return stage;
        });
        if (all) {
            menu(stage, Action.ABOUT);
            shoot(stage, "about-" + theme);
        }
    }

    private static void menu(Stage stage, Action action) throws Exception {
        FxThread.call(() -> {
            MenuButton menu = find(stage, "#menu");
            menu.getItems().stream()
                    .filter(item -> action.text().equals(item.getText()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return stage;
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
        var home = Files.createTempDirectory("rollscope-screenshots");
        try (var simulator = Simulator.start(speed)) {
            var settings = new SettingsStore(home.resolve("settings.json"));
            settings.set(settings.get().withTheme(theme));
            if (own) {
                var url = simulator.uri().toString();
                settings.set(settings.get().withProvider(url, url));
            }
            var providers = new Providers(simulator::uri, Simulator.DEMO_TASK);
            try (var library = new Library(
                            home.resolve("library"),
                            providers,
                            settings.get().callback(),
                            Pace.every(Duration.ofMillis(200)));
                    var transport = Transport.onDefaultDevice()) {
                var parts = new Shell.Parts(
                        library,
                        providers,
                        settings,
                        SecretStore.forThisRun(),
                        transport,
                        new Background(),
                        InstantSource.system(),
                        Directories.in(home));
                var stage = FxThread.call(() -> {
                    var made = new Stage();
                    var shell = new Shell(parts, made, new NoDialogs());
                    made.setOnHidden(_ -> shell.close());
                    made.setWidth(width);
                    made.setHeight(height);
                    made.show();
                    return made;
                });
                taking.take(stage, transport, library);
                FxThread.call(() -> {
                    stage.close();
                    return stage;
                });
            }
        }
    }

    private void connect(Stage stage, String theme) throws Exception {
        transcribe(stage, "Drums");
        until(() -> find(stage, "#job-status").getAccessibleText() instanceof String said
                && said.startsWith("Transcribing"));
        shoot(stage, "connect-" + theme);
    }

    private void jobs(Stage stage, String theme) throws Exception {
        FxThread.call(() -> {
            ((TextField) find(stage, "#api-key")).setText("a-key-of-mine");
            return stage;
        });
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

    private static void load(Stage stage, String task) throws Exception {
        TableView<?> stems = find(stage, "#track-list");
        FxThread.call(() -> {
            ((TextField) find(stage, "#task-id")).setText(task);
            return stage;
        });
        press(stage, "#load-tracks");
        until(() -> stems.getItems().size() > 3);
    }

    private void roll(Stage stage, Transport transport, Library library, String theme) throws Exception {
        RollView roll = find(stage, "#roll");
        transcribe(stage, "Drums");
        until(roll::isVisible);
        press(stage, "#new-transcription");
        transcribe(stage, "All stems");
        until(roll::isVisible);
        until(() -> find(stage, "#stem-choice").getAccessibleText() instanceof String said
                && said.startsWith("Stem: All stems"));
        shoot(stage, "whole-" + theme);
        var transcription = newest(library);
        FxThread.call(() -> {
            roll.zoomTime(3);
            transport.seek(roll.visibleFrom() + 0.4 * (roll.visibleTo() - roll.visibleFrom()));
            return roll;
        });
        shoot(stage, "roll-" + theme);
        press(stage, "#tempo");
        FxThread.call(() -> {
            roll.zoomTime(3);
            return roll;
        });
        shoot(stage, "tempo-" + theme);
        FxThread.call(() -> {
            roll.zoomTime(1 / 3.0);
            return roll;
        });
        press(stage, "#tempo");
        int bass = instrument(transcription, "Bass");
        var notes = transcription.notes();
        FxThread.call(() -> {
            roll.selectionProperty()
                    .set(Selection.of(notes.notesOf(bass)
                            .filter(note -> notes.start(note) >= roll.visibleFrom() + 1
                                    && notes.end(note) < roll.visibleFrom() + 6)
                            .toArray()));
            return roll;
        });
        shoot(stage, "selection-" + theme);
        FxThread.call(() -> {
            Slider spectrum = find(stage, "#spectrum");
            spectrum.setValue(0.7);
            key(stage, KeyCode.L, false);
            return roll;
        });
        // The loop takes the playhead to its start; a little into it, both are seen.
        FxThread.call(() -> {
            roll.goTo(notes.start(roll.selectionProperty().get().first()) + 2);
            return roll;
        });
        shoot(stage, "stem-" + theme);
        // Where drums go elsewhere, nothing stays selected.
        var chosen = roll.selectionProperty().get();
        parts(stage, transcription, theme);
        FxThread.call(() -> {
            roll.selectionProperty().set(chosen);
            return roll;
        });
        FxThread.call(() -> {
            key(stage, KeyCode.E, true, true);
            return roll;
        });
        shoot(stage, "wav-" + theme);
        FxThread.call(() -> {
            key(stage, KeyCode.ESCAPE, false);
            return roll;
        });
        press(stage, "#sound");
        shoot(stage, "sound-" + theme);
        FxThread.call(() -> {
            key(stage, KeyCode.ESCAPE, false);
            return roll;
        });
        FxThread.call(() -> {
            Slider spectrum = find(stage, "#spectrum");
            spectrum.setValue(0.5);
            key(stage, KeyCode.L, false);
            return roll;
        });
        FxThread.call(() -> {
            roll.selectionProperty().set(Selection.of(chosen.first()));
            key(stage, KeyCode.T, true);
            return roll;
        });
        shoot(stage, "events-" + theme);
        FxThread.call(() -> {
            key(stage, KeyCode.T, true);
            roll.selectionProperty().set(Selection.EMPTY);
            key(stage, KeyCode.O, false);
            key(stage, KeyCode.V, false);
            roll.zoomTime(2);
            return roll;
        });
        shoot(stage, "overlay-" + theme);
        FxThread.call(() -> {
            key(stage, KeyCode.F1, false);
            return roll;
        });
        shoot(stage, "keys-" + theme);
    }

    /** The sheet of a tonal instrument, and of a kit. */
    private void parts(Stage stage, Transcription transcription, String theme) throws Exception {
        for (var part : List.of("Bass", "Drums")) {
            FxThread.call(() -> {
                ListView<?> instruments = find(stage, "#instrument-list");
                instruments.getSelectionModel().clearAndSelect(instrument(transcription, part));
                key(stage, KeyCode.N, false);
                return stage;
            });
            if (part.equals("Drums")) {
                Pulses.await(5);
                byEar(stage);
            }
            shoot(stage, (part.equals("Bass") ? "sound-of-a-part-" : "drums-") + theme);
            FxThread.call(() -> {
                Button asDelivered = find(stage, "#part-as-delivered");
                asDelivered.fire();
                key(stage, KeyCode.ESCAPE, false);
                return stage;
            });
        }
    }

    private void export(Stage stage, String theme) throws Exception {
        RollView roll = find(stage, "#roll");
        transcribe(stage, "All stems");
        until(roll::isVisible);
        until(() -> find(stage, "#stem-choice").getAccessibleText() instanceof String said
                && said.startsWith("Stem: All stems"));
        FxThread.call(() -> {
            roll.zoomTime(6);
            key(stage, KeyCode.E, true);
            return roll;
        });
        until(() -> stage.getScene().getRoot().lookup("#export-key") != null);
        until(() -> find(stage, "#place-stem") instanceof RadioButton there && !there.isDisabled());
        shoot(stage, "export-" + theme);
        FxThread.call(() -> {
            ((RadioButton) find(stage, "#place-bar1")).fire();
            ((ComboBox<?>) find(stage, "#export-grid")).getSelectionModel().select(3);
            ((Slider) find(stage, "#export-swing")).setValue(60);
            return roll;
        });
        shoot(stage, "preview-" + theme);
        press(stage, "#save-beside");
        until(() -> find(stage, "#saved").isVisible());
        FxThread.call(() -> {
            ((ComboBox<?>) find(stage, "#saved-program")).getSelectionModel().select(0);
            return roll;
        });
        shoot(stage, "saved-" + theme);
        press(stage, "#inspect-saved");
        shoot(stage, "inspect-" + theme);
    }

    /** Gives a drum of the sheet another place. */
    private static void byEar(Stage stage) throws Exception {
        FxThread.call(() -> {
            ListView<DrumAudit.Use> pitches = find(stage, "#drum-pitches");
            ListView<Integer> candidates = find(stage, "#drum-candidates");
            var last = pitches.getItems().getLast();
            pitches.getSelectionModel().select(last);
            pitches.scrollTo(last);
            candidates.getSelectionModel().select((Integer) 54);
            candidates.scrollTo((Integer) 52);
            return stage;
        });
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

    private static void transcribe(Stage stage, String stem) throws Exception {
        TableView<?> stems = find(stage, "#track-list");
        Button transcribe = find(stage, "#transcribe");
        if (stems.getItems().isEmpty()) {
            press(stage, "#load-tracks");
        }
        until(() -> stems.getItems().size() > 3);
        FxThread.call(() -> {
            stems.getSelectionModel().select(stem.equals("Drums") ? 2 : 0);
            return stems;
        });
        until(() -> transcribe.getText().equalsIgnoreCase("Transcribe " + stem));
        press(stage, "#transcribe");
    }

    private void shoot(Stage stage, String name) throws Exception {
        // The roll paints in the background, between pulses.
        Pulses.await(20);
        var image = FxThread.call(() -> stage.getScene().snapshot(null));
        write(image, folder.resolve(name + ".png"));
    }

    private static void write(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(copy, "png", file.toFile());
        System.out.println(file + " " + Files.size(file) + " bytes");
    }

    private static void press(Stage stage, String selector) throws Exception {
        Button button = find(stage, selector);
        until(() -> !button.isDisabled());
        FxThread.call(() -> {
            button.fire();
            return button;
        });
    }

    @SuppressWarnings("unchecked")
    private static <T extends Node> T find(Stage stage, String selector) {
        return (T) stage.getScene().getRoot().lookup(selector);
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
