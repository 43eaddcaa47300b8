package rollscope.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.ui.fx.Background;
import rollscope.ui.shell.FileDialogs;
import rollscope.ui.shell.Shell;

/**
 * Makes the pictures of the documentation: the connect view and the roll, light and dark, from the demo provider. Run it with
 * {@code -Dglass.platform=Headless -Dprism.order=sw}; the arguments are the folder to write to, and a width and height.
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

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args.length > 0 ? args[0] : "assets/screenshots");
        int width = args.length > 1 ? Integer.parseInt(args[1]) : WIDTH;
        int height = args.length > 2 ? Integer.parseInt(args[2]) : HEIGHT;
        FxThread.start();
        for (var theme : new Settings.Theme[] {Settings.Theme.LIGHT, Settings.Theme.DARK}) {
            new Screenshots(folder, width, height).make(theme);
        }
        System.exit(0);
    }

    private void make(Settings.Theme theme) throws Exception {
        var home = Files.createTempDirectory("rollscope-screenshots");
        String name = theme.name().toLowerCase(java.util.Locale.ROOT);
        try (var simulator = Simulator.start(4)) {
            URI uri = simulator.uri();
            var settings = new SettingsStore(home.resolve("settings.json"));
            settings.set(settings.get().withTheme(theme));
            var providers = new Providers(() -> uri, Simulator.DEMO_TASK);
            try (var library = new Library(
                            home.resolve("library"),
                            providers,
                            settings.get().callback(),
                            Pace.every(Duration.ofMillis(100)));
                    var transport = Transport.onDefaultDevice()) {
                var parts = new Shell.Parts(
                        library,
                        providers,
                        settings,
                        SecretStore.forThisRun(),
                        transport,
                        new Background(),
                        InstantSource.system());
                var stage = FxThread.call(() -> {
                    var made = new Stage();
                    var shell = new Shell(parts, made, new NoDialogs());
                    made.setOnHidden(_ -> shell.close());
                    made.setWidth(width);
                    made.setHeight(height);
                    made.show();
                    return made;
                });
                take(stage, name);
                FxThread.call(() -> {
                    stage.close();
                    return stage;
                });
            }
        }
    }

    private void take(Stage stage, String theme) throws Exception {
        if (Boolean.getBoolean("screenshots.first")) {
            shoot(stage, "first-" + theme);
        }
        press(stage, "#load-tracks");
        TableView<?> stems = find(stage, "#track-list");
        until(() -> stems.getItems().size() > 3);
        if (Boolean.getBoolean("screenshots.first")) {
            shoot(stage, "stems-" + theme);
        }
        FxThread.call(() -> {
            stems.getSelectionModel().select(2);
            return stems;
        });
        press(stage, "#transcribe");
        until(() -> find(stage, "#job-status").isVisible());
        shoot(stage, "connect-" + theme);
        Labeled position = find(stage, "#position");
        until(() -> find(stage, "#roll").isVisible());
        press(stage, "#new-transcription");
        FxThread.call(() -> {
            stems.getSelectionModel().select(0);
            return stems;
        });
        press(stage, "#transcribe");
        until(() -> find(stage, "#roll").isVisible());
        press(stage, "#play");
        until(() -> position.getText().compareTo("0:02") > 0);
        press(stage, "#play");
        shoot(stage, "roll-" + theme);
    }

    private void shoot(Stage stage, String name) throws Exception {
        // Two pulses lay out and paint what has changed.
        for (int i = 0; i < 3; i++) {
            WaitForAsyncUtils.waitForFxEvents();
            FxThread.call(() -> {
                javafx.application.Platform.requestNextPulse();
                return null;
            });
        }
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
        public Optional<Path> open() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String suggestedName) {
            return Optional.empty();
        }
    }
}
