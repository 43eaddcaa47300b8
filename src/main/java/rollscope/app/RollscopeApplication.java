package rollscope.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import rollscope.audio.StemAudio;
import rollscope.instance.OneInstance;
import rollscope.language.Language;
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
import rollscope.ui.shell.Source;
import rollscope.ui.shell.SystemFileDialogs;

/**
 * The object graph of the window, made off the FX thread. What it shows is closed with the window; what works behind it, which may
 * have a submit under way, when the process ends, so that nobody looks at a window that does not answer.
 */
public final class RollscopeApplication extends Application {
    private final Closing closing = new Closing();
    private final Background background = new Background();
    private final Callers callers = new Callers();
    private final Directories directories = Directories.ofThisSystem();
    private final CrashLog crashes = new CrashLog(directories.logs(), InstantSource.system());
    private final Locale system = Locale.getDefault(Locale.Category.DISPLAY);
    private List<Path> files = List.of();
    /** Empty if it could not be told whether this is the only one. */
    private @Nullable OneInstance only;

    private @Nullable LastOpen lastOpen;
    private Optional<Source> unfinished = Optional.empty();
    private Shell.@Nullable Parts parts;
    private @Nullable Shell shell;

    @Override
    public void init() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> unexpected(thread, failure));
        // Runs whichever way the process ends, and the process waits for it.
        Runtime.getRuntime().addShutdownHook(new Thread(closing, "closing"));
        files = getParameters().getUnnamed().stream().map(Path::of).toList();
        switch (OneInstance.start(directories.run(), files, callers)) {
            case OneInstance.Start.First(var instance) -> only = instance;
            case OneInstance.Start.HandedOver() -> {
                return;
            }
            case OneInstance.Start.Alone() -> {}
        }
        background.onFx(() -> OpenFiles.ofThisSystem().listen(callers::test));
        var settings = new SettingsStore(directories.settings());
        Language.speak(settings.get().language(), system);
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
        if (only != null) {
            var last = new LastOpen(directories.run().resolve("open"));
            lastOpen = last;
            unfinished = last.takeUp();
            closing.add(only);
            closing.add(last::flush);
        }
        // What the next start reads is written before it can be the first.
        closing.add(settings::flush);
        StemAudio.removeLeftovers(directories.cache().resolve("sound"), Instant.now());
    }

    @Override
    public void start(Stage stage) {
        var made = parts;
        if (made == null) {
            // Another that was started in the same moment has taken the files.
            Platform.exit();
            return;
        }
        var window = new Shell(made, stage, new SystemFileDialogs(stage, getHostServices()::showDocument), files);
        lead(window, made.settings());
        FirstFrame.watch(files, window::onSong, window::open);
        stage.show();
        if (files.isEmpty()) {
            unfinished.ifPresentOrElse(window::reopen, window::welcome);
        }
        callers.lead(more -> background.onFx(() -> {
            var there = shell;
            if (there != null) {
                there.comeForward();
                there.open(more);
            }
        }));
    }

    /** From now on this is the window. */
    private void lead(Shell window, SettingsStore settings) {
        shell = window;
        // Later, when the list that the language was chosen from has closed.
        window.onLanguage(() -> background.onFx(() -> {
            var before = Language.shown();
            Language.speak(settings.get().language(), system);
            if (Language.shown() != before) {
                lead(window.again(), settings);
            }
        }));
        var last = lastOpen;
        if (last != null) {
            window.onSource(source -> keep(last, source));
        }
    }

    private void keep(LastOpen last, Source source) {
        last.opened(source);
        background.run(
                () -> {
                    last.flush();
                    return source;
                },
                kept -> {},
                failure -> {});
    }

    @Override
    public void stop() {
        callers.close();
        if (lastOpen != null) {
            lastOpen.closed();
        }
        if (shell != null) {
            shell.close();
        }
    }

    /** Writes the report at once, whichever thread it is: there may be no later. */
    private void unexpected(Thread thread, Throwable failure) {
        crashes.add(thread, failure)
                .ifPresent(report -> background.onFx(() -> {
                    if (shell != null) {
                        shell.tellUnexpected(report.code(), report.text());
                    }
                }));
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
