package rollscope.app;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import rollscope.cli.Cli;
import rollscope.instance.OneInstance;
import rollscope.language.Language;
import rollscope.settings.Directories;
import rollscope.settings.SettingsStore;

/** Starts Rollscope: the window without arguments or with files to open, the command line with any others. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        var directories = Directories.ofThisSystem();
        System.exit(opensWindow(args) ? window(directories, args) : command(directories, args));
    }

    private static int command(Directories directories, String... args) {
        prepare(directories);
        // What scripts read does not depend on who runs them.
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        return Cli.run(args);
    }

    private static void prepare(Directories directories) {
        LogFile.start(directories.logs());
        // Must be known before the first connection; who sets it otherwise is heard.
        System.setProperty("java.net.useSystemProxies", System.getProperty("java.net.useSystemProxies", "true"));
        // The synthesizer looks for preferences of the JDK; without this that leaves an empty folder in the user's
        // home.
        System.setProperty("java.util.prefs.userRoot", directories.logs().toString());
    }

    /** Whether the arguments are files to show rather than a command. */
    static boolean opensWindow(String... args) {
        return Arrays.stream(args).allMatch(Main::isFileToOpen);
    }

    private static boolean isFileToOpen(String arg) {
        String name = arg.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".mid") && !name.endsWith(".midi") && !name.endsWith(".json")) {
            return false;
        }
        try {
            return Files.isRegularFile(Path.of(arg));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static int window(Directories directories, String... args) {
        var obstacle = Display.ofThisSystem().obstacle();
        if (obstacle.isPresent()) {
            System.err.println(obstacle.get());
            return 1;
        }
        var files =
                Arrays.stream(args).map(arg -> Path.of(arg).toAbsolutePath()).toList();
        // Before a log is begun or anything of the window is loaded: then this start leaves nothing and takes no longer
        // than it has to.
        if (OneInstance.handOver(directories.run(), files)) {
            return 0;
        }
        // Takes as long as the toolkit does, beside it.
        Thread.ofPlatform().daemon().name("settings").start(SettingsStore::prepare);
        prepare(directories);
        try {
            Application.launch(
                    RollscopeApplication.class,
                    files.stream().map(Path::toString).toArray(String[]::new));
            return 0;
        } catch (RuntimeException e) {
            new CrashLog(directories.logs(), InstantSource.system()).add(Thread.currentThread(), e);
            System.err.println(Display.explain(e));
            return 1;
        }
    }
}
