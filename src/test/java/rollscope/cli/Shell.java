package rollscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rollscope.keychain.MemoryKeychain;
import rollscope.playback.OutputDevice;
import rollscope.settings.Directories;

/** Runs commands as a user would, in a home of its own, and keeps what they print. */
final class Shell {
    /** So that no test is ever heard. */
    private static final Optional<OutputDevice> NO_OUTPUT =
            Optional.of(new OutputDevice("an output that is not there"));

    static final String KEY = "secret-key-of-the-test";

    /** What came of one command. */
    record Result(int exit, String out, String err) {
        List<String> errLines() {
            return err.lines().toList();
        }
    }

    private final Path home;
    private final MemoryKeychain keychain = new MemoryKeychain();
    private Map<String, String> environment = Map.of("ROLLSCOPE_API_KEY", KEY);

    private Runnable onProgress = () -> {};
    private Consumer<String> onLine = _ -> {};

    Shell(Path home) {
        this.home = home;
    }

    Shell withEnvironment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    MemoryKeychain keychain() {
        return keychain;
    }

    /** Calls {@code heard} at each line that says a job is being transcribed. */
    void onProgress(Runnable heard) {
        onProgress = heard;
    }

    /** Calls {@code heard} with every line as it is printed, on either stream. */
    void onLine(Consumer<String> heard) {
        onLine = heard;
    }

    Result run(Object... args) {
        var out = new StringWriter() {
            @Override
            public void write(String text, int from, int length) {
                super.write(text, from, length);
                onLine.accept(text);
            }
        };
        var err = new StringWriter() {
            @Override
            public void write(String text, int from, int length) {
                super.write(text, from, length);
                onLine.accept(text);
                if (text.startsWith("Transcribing")) {
                    onProgress.run();
                }
            }
        };
        var directories = new Directories(
                home.resolve("settings.json"), home.resolve("library"), home.resolve("logs"), home.resolve("cache"));
        var cli = new Cli(
                new PrintWriter(out),
                new PrintWriter(err),
                new Surroundings(environment, directories, NO_OUTPUT, keychain, 1000));
        int exit = cli.execute(List.of(args).stream().map(Object::toString).toArray(String[]::new));
        return new Result(exit, out.toString(), err.toString());
    }

    /** Everything that lies below a folder, as text. */
    static String contentOf(Path folder) {
        var text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                text.append(file).append('\n');
                if (Files.isRegularFile(file)) {
                    text.append(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
