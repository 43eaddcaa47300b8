package rollscope.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import rollscope.keychain.KeychainException.Reason;
import rollscope.keychain.MemoryKeychain;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.settings.Directories;
import rollscope.settings.KeyPlace;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.ui.fx.Background;
import rollscope.ui.shell.Shell;

/** Makes pictures of the key field in each of its states, light and dark, to be looked at. Started like {@link Screenshots}. */
final class KeyPictures {
    private KeyPictures() {}

    /** The folder to write to, width and height. */
    public static void main(String[] args) {
        int status = 1;
        try {
            takeAll(args);
            status = 0;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            System.exit(status);
        }
    }

    private static void takeAll(String[] args) throws Exception {
        int width = Integer.parseInt(args[1]);
        int height = Integer.parseInt(args[2]);
        FxThread.start();
        for (var theme : new Settings.Theme[] {Settings.Theme.LIGHT, Settings.Theme.DARK}) {
            for (var state : new String[] {"empty", "kept", "none", "file", "locked", "wrong", "run"}) {
                var file = Path.of(args[0], "key-" + state + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
                take(theme, state, file, width, height);
            }
        }
    }

    private static void take(Settings.Theme theme, String state, Path file, int width, int height) throws Exception {
        var home = Files.createTempDirectory("rollscope-keys");
        try (var simulator = Simulator.start(20)) {
            String provider = simulator.uri().toString();
            var keychain = new MemoryKeychain();
            switch (state) {
                case "none" -> keychain.failWith(Reason.MISSING);
                case "locked" -> keychain.failWith(Reason.REFUSED);
                case "kept", "file", "run" -> keychain.secrets().put(provider, "a-key-of-mine-to-be-seen");
                default -> {}
            }
            var settings = new SettingsStore(home.resolve("settings.json"));
            settings.set(settings.get().withTheme(theme).withProvider(provider, provider));
            var providers = new Providers(simulator::uri, Simulator.DEMO_TASK);
            var secrets = SecretStore.of(settings, home.resolve("keys"), Map.of(), keychain);
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
                        secrets,
                        transport,
                        new Background(),
                        InstantSource.system(),
                        Directories.in(home));
                var stage = FxThread.call(() -> {
                    var made = new Stage();
                    var shell = new Shell(parts, made, new Screenshots.NoDialogs());
                    made.setOnHidden(_ -> shell.close());
                    made.setWidth(width);
                    made.setHeight(height);
                    made.show();
                    return made;
                });
                Pulses.await(30);
                FxThread.call(() -> {
                    switch (state) {
                        case "file" -> place(stage, KeyPlace.FILE);
                        case "run" -> place(stage, KeyPlace.THIS_RUN);
                        case "wrong" -> key(stage, Simulator.WRONG_KEY);
                        case "none" -> key(stage, "a-key-of-mine-to-be-seen");
                        default -> {}
                    }
                    return stage;
                });
                Pulses.await(90);
                Screenshots.write(FxThread.call(() -> stage.getScene().snapshot(null)), file);
                FxThread.call(() -> {
                    stage.close();
                    return Optional.empty();
                });
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void place(Stage stage, KeyPlace place) {
        ((ChoiceBox<KeyPlace>) node(stage, "#key-place")).setValue(place);
    }

    private static void key(Stage stage, String key) {
        var field = (TextField) node(stage, "#api-key");
        field.setText(key);
        field.getOnAction().handle(new javafx.event.ActionEvent());
    }

    private static Node node(Stage stage, String id) {
        return stage.getScene().lookup(id);
    }
}
