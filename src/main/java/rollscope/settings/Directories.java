package rollscope.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where Rollscope keeps things.
 *
 * @param settings the settings file
 * @param library  folder of the entries
 * @param logs     folder of the logs
 * @param cache    folder of what can be made again; some of it is large
 */
public record Directories(Path settings, Path library, Path logs, Path cache) {
    /**
     * The places of this system: {@code -Drollscope.home} or {@code ROLLSCOPE_HOME} if given, else what the platform's
     * convention says: the XDG base directories, {@code ~/Library}, or {@code %APPDATA%} and {@code %LOCALAPPDATA%}.
     */
    public static Directories ofThisSystem() {
        return of(
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)));
    }

    /** Folder of keys that are kept in files, which holds nothing else; beside the settings. */
    public Path keys() {
        return settings.resolveSibling("keys");
    }

    /** All in one folder. */
    public static Directories in(Path home) {
        return in(home, home, home, home.resolve("cache"));
    }

    /** Folder of what the program that runs keeps while it runs, for others that are started; nobody else may look into it. */
    public Path run() {
        return library.resolveSibling("run");
    }

    static Directories of(
            Function<String, Optional<String>> properties, Function<String, Optional<String>> environment) {
        Optional<String> chosen = filled(properties, "rollscope.home").or(() -> filled(environment, "ROLLSCOPE_HOME"));
        if (chosen.isPresent()) {
            return in(Path.of(chosen.get()).toAbsolutePath());
        }
        Path user = Path.of(filled(properties, "user.home").orElse("")).toAbsolutePath();
        String system = properties.apply("os.name").orElse("").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            Path support = user.resolve("Library/Application Support/Rollscope");
            return new Directories(
                    support.resolve("settings.json"),
                    support.resolve("library"),
                    user.resolve("Library/Logs/Rollscope"),
                    user.resolve("Library/Caches/Rollscope"));
        }
        if (system.startsWith("windows")) {
            Path roaming = folder(environment, "APPDATA", user.resolve("AppData/Roaming"));
            Path local = folder(environment, "LOCALAPPDATA", user.resolve("AppData/Local"));
            Path ours = local.resolve("Rollscope");
            return in(roaming.resolve("Rollscope"), ours, ours, ours.resolve("cache"));
        }
        return in(
                folder(environment, "XDG_CONFIG_HOME", user.resolve(".config")).resolve("rollscope"),
                folder(environment, "XDG_DATA_HOME", user.resolve(".local/share"))
                        .resolve("rollscope"),
                folder(environment, "XDG_STATE_HOME", user.resolve(".local/state"))
                        .resolve("rollscope"),
                folder(environment, "XDG_CACHE_HOME", user.resolve(".cache")).resolve("rollscope"));
    }

    private static Directories in(Path config, Path data, Path state, Path cache) {
        return new Directories(config.resolve("settings.json"), data.resolve("library"), state.resolve("logs"), cache);
    }

    /** A folder named by the environment; the XDG specification says to ignore relative ones. */
    private static Path folder(Function<String, Optional<String>> environment, String name, Path otherwise) {
        return filled(environment, name).map(Path::of).filter(Path::isAbsolute).orElse(otherwise);
    }

    private static Optional<String> filled(Function<String, Optional<String>> values, String name) {
        return values.apply(name).filter(value -> !value.isBlank());
    }
}
