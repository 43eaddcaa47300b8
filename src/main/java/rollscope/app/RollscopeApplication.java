package rollscope.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import rollscope.audio.StemAudio;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.ui.fx.Background;
import rollscope.ui.shell.Shell;
import rollscope.ui.shell.SystemFileDialogs;

/**
 * The object graph of the window, made off the FX thread. What it shows is closed with the window; what works behind it, which may
 * have a submit under way, when the process ends, so that nobody looks at a window that does not answer.
 */
public final class RollscopeApplication extends Application {
    private static final System.Logger LOGGER = System.getLogger(RollscopeApplication.class.getName());

    private final Closing closing = new Closing();
    private final Background background = new Background();
    private Shell.@Nullable Parts parts;
    private @Nullable Shell shell;

    @Override
    public void init() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> unexpected(thread, failure));
        // Runs whichever way the process ends, and the process waits for it.
        Runtime.getRuntime().addShutdownHook(new Thread(closing, "closing"));
        var directories = Directories.ofThisSystem();
        var settings = new SettingsStore(directories.settings());
        closing.add(settings::flush);
        var demo = new Demo();
        closing.add(demo);
        var providers = new Providers(demo, Simulator.DEMO_TASK);
        var library = new Library(
                directories.library(), providers, () -> settings.get().callback(), Pace.DOCUMENTED);
        closing.add(library);
        var transport = Transport.onDefaultDevice();
        closing.add(transport);
        parts = new Shell.Parts(
                library,
                providers,
                settings,
                SecretStore.of(settings, directories.keys(), System.getenv()),
                transport,
                background,
                InstantSource.system(),
                directories);
        StemAudio.removeLeftovers(directories.cache().resolve("sound"), Instant.now());
    }

    @Override
    public void start(Stage stage) {
        var made = parts;
        if (made == null) {
            throw new IllegalStateException("started before it was initialised");
        }
        var window = new Shell(made, stage, new SystemFileDialogs(stage, getHostServices()::showDocument));
        shell = window;
        FirstFrame.watch(window::onSong);
        stage.show();
        getParameters().getUnnamed().stream().findFirst().map(Path::of).ifPresentOrElse(window::open, window::welcome);
    }

    @Override
    public void stop() {
        if (shell != null) {
            shell.close();
        }
    }

    private void unexpected(Thread thread, Throwable failure) {
        LOGGER.log(System.Logger.Level.ERROR, "uncaught in " + thread.getName(), failure);
        background.onFx(() -> {
            if (shell != null) {
                shell.tellUnexpected(failure);
            }
        });
    }

    /** The demo provider, started when first asked for. */
    private static final class Demo implements Supplier<URI>, AutoCloseable {
        private @Nullable Simulator running;

        @Override
        public synchronized URI get() {
            try {
                var simulator = running;
                if (simulator == null) {
                    simulator = Simulator.start(1);
                    running = simulator;
                }
                return simulator.uri();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public synchronized void close() {
            if (running != null) {
                running.close();
            }
        }
    }
}
