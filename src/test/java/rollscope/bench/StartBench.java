package rollscope.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * How long the app image takes from the start of its process until the demo song can be seen, and how long a window with a button does
 * that is packaged the same way; each with its AOT cache and without, in turn, the median of several starts. Then what the open song
 * costs while nobody touches it. Needs {@code mvn -Pdist package} before, on Linux. Where there is a display, that is used.
 */
public final class StartBench {
    private static final int STARTS = 9;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Pattern SAID = Pattern.compile("first frame after (\\d+) ms");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Path dist = Path.of("target", "dist");
    private final Path work;

    private StartBench(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        new StartBench(Files.createTempDirectory("rollscope-start")).run();
    }

    private void run() throws Exception {
        Path app = dist.resolve("rollscope/bin/rollscope").toAbsolutePath();
        if (!Files.exists(app)) {
            throw new IOException("There is no app image; make it with: mvn -Pdist package -DskipTests");
        }
        Path bare = bare();
        demo(app);
        Path song = work.resolve("demo.mid");
        double[][] millis = new double[4][STARTS];
        for (int i = -1; i < STARTS; i++) { // one of each before, for the disk
            double[] took = {start(app, true, song), start(app, false, song), start(bare, true), start(bare, false)};
            for (int each = 0; each < 4 && i >= 0; each++) {
                millis[each][i] = took[each];
            }
        }
        String[] names = {"app.aot", "app.plain", "bare.aot", "bare.plain"};
        double[] median = new double[4];
        for (int each = 0; each < 4; each++) {
            Arrays.sort(millis[each]);
            median[each] = millis[each][STARTS / 2];
            print("start.ms." + names[each], median[each], "ms");
        }
        print("start.ratio.aot", median[0] / median[2], "");
        print("start.ratio.plain", median[1] / median[3], "");
        print("start.image_mb", size(dist.resolve("rollscope")) / 1e6, "MB");
        print("start.aot_mb", Files.size(dist.resolve("rollscope/lib/app/rollscope.aot")) / 1e6, "MB");
        idle(app, song);
    }

    /** The window with a button, as an app image on the same linked runtime. */
    private Path bare() throws Exception {
        Path source = Files.createDirectories(work.resolve("source/bare"));
        take("module-info", source.resolveSibling("module-info.java"));
        take("Bare", source.resolve("Bare.java"));
        Path classes = work.resolve("classes");
        Path mods = Files.createDirectories(work.resolve("mods"));
        tool(
                "javac",
                "--module-path",
                dist.resolve("fx").toString(),
                "-d",
                classes.toString(),
                source.resolveSibling("module-info.java").toString(),
                source.resolve("Bare.java").toString());
        tool("jar", "--create", "--file", mods.resolve("bare.jar").toString(), "-C", classes.toString(), ".");
        tool(
                "jpackage",
                "--type",
                "app-image",
                "--dest",
                work.toString(),
                "--name",
                "bare",
                "--runtime-image",
                dist.resolve("runtime").toString(),
                "--module-path",
                mods.toString(),
                "--module",
                "bare/bare.Bare",
                "--java-options",
                "--enable-native-access=javafx.graphics");
        var aot = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "jpackage/AotCache.java",
                        work.resolve("bare").toString(),
                        "none")
                .redirectErrorStream(true)
                .start();
        String said = read(aot.getInputStream());
        if (aot.waitFor() != 0) {
            throw new IOException(said);
        }
        return work.resolve("bare/bin/bare");
    }

    private static void take(String name, Path to) throws IOException {
        try (var in = Objects.requireNonNull(StartBench.class.getResourceAsStream("bare/" + name + ".txt"))) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void tool(String name, String... args) {
        var tool = ToolProvider.findFirst(name).orElseThrow();
        if (tool.run(System.err, System.err, args) != 0) {
            throw new IllegalStateException(name + " failed");
        }
    }

    private void demo(Path app) throws Exception {
        var process = program(app, List.of(), "demo", "--out", work.toString(), "--poll", "1")
                .start();
        read(process.getInputStream());
        process.waitFor();
    }

    /** Milliseconds from the start of the process, of which the system tells hundredths of a second, to the first frame. */
    private double start(Path app, boolean cache, Path... files) throws Exception {
        var options = new ArrayList<>(List.of("-Drollscope.first-frame=true"));
        if (!cache) {
            options.add("-XX:AOTMode=off");
        }
        var process = program(
                        app, options, Arrays.stream(files).map(Path::toString).toArray(String[]::new))
                .start();
        String said = read(process.getInputStream());
        Matcher found = SAID.matcher(said);
        if (process.waitFor() != 0 || !found.find()) {
            throw new IOException(app + " said: " + said);
        }
        return Double.parseDouble(found.group(1));
    }

    /** What an open song costs: processor time, and memory after a collection. */
    private void idle(Path app, Path song) throws Exception {
        var process = program(app, List.of(), song.toString()).start();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
            // The launcher may be one process and the program another.
            var handle = process.toHandle().children().findFirst().orElse(process.toHandle());
            Duration before = handle.info().totalCpuDuration().orElseThrow();
            process.waitFor(IDLE.toSeconds(), TimeUnit.SECONDS);
            Duration after = handle.info().totalCpuDuration().orElseThrow();
            print("start.idle_cpu", 100.0 * after.minus(before).toMillis() / IDLE.toMillis(), "% of a core");
            jcmd(handle, "GC.run");
            Matcher used = USED.matcher(jcmd(handle, "GC.heap_info"));
            if (used.find()) {
                print("start.idle_heap_mb", Long.parseLong(used.group(1)) / 1e3, "MB");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static String jcmd(ProcessHandle process, String command) throws Exception {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return read(jcmd.getInputStream());
    }

    private ProcessBuilder program(Path app, List<String> options, String... args) {
        var command = new ArrayList<>(List.of(app.toString()));
        command.addAll(Arrays.asList(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.endsWith("_OPTIONS"));
        var all = new ArrayList<>(options);
        if (!environment.containsKey("DISPLAY")) {
            all.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        }
        environment.put("JAVA_TOOL_OPTIONS", String.join(" ", all));
        environment.put("ROLLSCOPE_HOME", work.resolve("home").toString());
        return builder;
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes());
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void print(String name, double value, String unit) {
        System.out.println(
                String.format(Locale.ROOT, "%s %.2f %s", name, value, unit).strip());
    }
}
