package rollscope.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
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

/** The object graph of the window, made off the FX thread and closed in the opposite order. */
public final class RollscopeApplication extends Application {
    private static final System.Logger LOGGER = System.getLogger(RollscopeApplication.class.getName());

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final Background background = new Background();
    private Shell.@Nullable Parts parts;
    private @Nullable Shell shell;

    @Override
    public void init() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> unexpected(thread, failure));
        var directories = Directories.ofThisSystem();
        var settings = new SettingsStore(directories.settings());
        toClose.push(settings::flush);
        var demo = new Demo();
        toClose.push(demo);
        var providers = new Providers(demo, Simulator.DEMO_TASK);
        var library =
                new Library(directories.library(), providers, settings.get().callback(), Pace.DOCUMENTED);
        toClose.push(library);
        var transport = Transport.onDefaultDevice();
        toClose.push(transport);
        parts = new Shell.Parts(
                library, providers, settings, SecretStore.forThisRun(), transport, background, InstantSource.system());
    }

    @Override
    public void start(Stage stage) {
        var made = parts;
        if (made == null) {
            throw new IllegalStateException("started before it was initialised");
        }
        var window = new Shell(made, stage, new SystemFileDialogs(stage));
        shell = window;
        stage.show();
        getParameters().getUnnamed().stream().findFirst().map(Path::of).ifPresent(window::open);
    }

    @Override
    public void stop() {
        if (shell != null) {
            shell.close();
        }
        toClose.forEach(RollscopeApplication::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOGGER.log(System.Logger.Level.WARNING, "closing", e);
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
