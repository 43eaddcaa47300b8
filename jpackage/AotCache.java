import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Gives the app image a cache of what its start needs: the classes, loaded and linked, and what is worth compiling first. The image's own
 * launcher opens songs without a display, once to find that out, once to write the cache, and once to see that it is used; then the
 * launcher is told of it. See JEP 483, 514 and 515.
 *
 * <p>{@code java AotCache.java IMAGE SONG}, where a song that is not there stands for a program that opens none.
 */
final class AotCache {
    private static final List<String> HEADLESS =
            List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Drollscope.first-frame=true");

    private final Path image;
    /** Of the launcher; the image is named after it. */
    private final String name;

    private final Path song;
    private final Path work;

    private AotCache(Path image, Path song) throws IOException {
        this.image = image;
        name = image.getFileName().toString().replace(".app", "");
        this.song = song;
        work = Files.createDirectories(image.resolveSibling(name + "-aot"));
    }

    public static void main(String[] args) throws Exception {
        new AotCache(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath()).make();
    }

    private void make() throws Exception {
        Path configuration = work.resolve("start.conf");
        Path app = app();
        Path cache = app.resolve(name + ".aot");
        var files = new ArrayList<String>();
        if (Files.exists(song)) {
            // The demo song is a MIDI file, the other an answer: the two kinds that are opened.
            run(List.of(), List.of("demo", "--out", work.toString(), "--poll", "1"));
            files.add(work.resolve("demo.mid").toString());
            files.add(song.toString());
        }
        // A start finds what the starts before it have left, settings for one.
        run(List.of(), files);
        run(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration), files);
        run(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + configuration, "-XX:AOTCache=" + cache), files);
        String said = run(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache, "-Xlog:class+load"), files);
        long fromCache = said.lines()
                .filter(line -> line.contains("source: shared objects file"))
                .count();
        long fromFiles = said.lines()
                .filter(line -> line.contains(" source: jrt:") || line.contains(" source: file:"))
                .count();
        System.out.println("AOT cache: " + Files.size(cache) / 1_000_000 + " MB, " + fromCache
                + " classes of the start from it, " + fromFiles + " not");
        if (fromCache < 10 * fromFiles) {
            throw new IllegalStateException("the AOT cache is hardly used");
        }
        // The options of the virtual machine are the last part of a launcher's configuration; Windows has two
        // launchers.
        try (var configurations = Files.newDirectoryStream(app, "*.cfg")) {
            for (Path each : configurations) {
                Files.writeString(
                        each, "java-options=-XX:AOTCache=$APPDIR/" + name + ".aot\n", StandardOpenOption.APPEND);
            }
        }
    }

    /** The launcher; it takes options of the virtual machine from the environment. */
    private String run(List<String> options, List<String> args) throws Exception {
        var said = work.resolve("said.txt");
        var command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(args);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.endsWith("_OPTIONS"));
        environment.put("ROLLSCOPE_HOME", work.resolve("home").toString());
        environment.put("JAVA_TOOL_OPTIONS", quoted(Stream.concat(HEADLESS.stream(), options.stream()).toList()));
        var process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the program did not end with " + options);
        }
        String text = Files.readString(said);
        if (process.exitValue() != 0) {
            throw new IOException("exit " + process.exitValue() + " with " + options + ":\n" + text);
        }
        return text;
    }

    /** A path may have blanks. */
    private static String quoted(List<String> options) {
        return "\"" + String.join("\" \"", options) + "\"";
    }

    private Path launcher() {
        for (String path : List.of("bin/" + name, name + ".exe", "Contents/MacOS/" + name)) {
            if (Files.exists(image.resolve(path))) {
                return image.resolve(path);
            }
        }
        throw new IllegalArgumentException("no app image: " + image);
    }

    private Path app() {
        for (String path : List.of("lib/app", "app", "Contents/app")) {
            if (Files.exists(image.resolve(path).resolve(name + ".cfg"))) {
                return image.resolve(path);
            }
        }
        throw new IllegalArgumentException("no app image: " + image);
    }
}
