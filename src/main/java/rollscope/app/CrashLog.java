package rollscope.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rollscope.files.AtomicFile;
import rollscope.settings.Version;

/**
 * Writes what nobody foresaw to a file for each kind of it, {@code crash-K7M-2Q.txt}, in the folder of the logs. What happens again and
 * again, say with every frame, is told and written once in a run. Safe for use by several threads.
 */
final class CrashLog {
    /**
     * What is known of a failure.
     *
     * @param code see {@link CrashCode}
     * @param text for a supporter: what, where, and in which surroundings; the file holds the same
     */
    record Report(String code, String text) {}

    /** Files; the oldest go. */
    static final int KEPT = 20;

    /** Characters of a report. */
    static final int LARGEST = 1 << 16;

    private static final System.Logger LOG = System.getLogger(CrashLog.class.getName());
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final Path folder;
    private final InstantSource clock;
    /** How often each was seen in this run. */
    private final Map<String, Integer> seen = new HashMap<>();

    CrashLog(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Logs a failure and writes its file.
     *
     * @return what to tell the user; empty if they have been told in this run
     */
    synchronized Optional<Report> add(Thread thread, Throwable failure) {
        String code = CrashCode.of(failure);
        int times = seen.merge(code, 1, Integer::sum);
        if (times > 1) {
            // The log is for more than one failure: the 2nd, 4th, 8th … time is enough.
            if (Integer.bitCount(times) == 1) {
                LOG.log(System.Logger.Level.ERROR, "uncaught again: {0}, {1} times by now", code, times);
            }
            return Optional.empty();
        }
        LOG.log(System.Logger.Level.ERROR, "uncaught in " + thread.getName() + ": " + code, failure);
        var report = new Report(code, text(code, thread, failure));
        try {
            AtomicFile.write(file(code), report.text.getBytes(StandardCharsets.UTF_8));
            removeOldest();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot write the report", e);
        }
        return Optional.of(report);
    }

    Path file(String code) {
        return folder.resolve("crash-" + code + ".txt");
    }

    private String text(String code, Thread thread, Throwable failure) {
        var stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        String lines = stack.toString()
                .lines()
                .limit(LARGEST / 64)
                .map(LogFile.OneLine::harmless)
                .collect(Collectors.joining("\n"));
        String head = "Rollscope " + version() + ", " + code + "\n"
                + TIME.format(clock.instant().atZone(ZoneId.systemDefault())) + ", in " + thread.getName() + "\n"
                + "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), JavaFX "
                + System.getProperty("javafx.runtime.version", "not started") + "\n"
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, memory in MB: "
                + ((Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20) + " of "
                + (Runtime.getRuntime().maxMemory() >> 20) + "\n\n";
        String text = withoutHome(head + lines + "\n");
        return text.length() <= LARGEST ? text : text.substring(0, LARGEST) + "…\n";
    }

    /** Who the user is is nobody's business. */
    private static String withoutHome(String text) {
        String home = System.getProperty("user.home", "");
        return home.length() > 1 ? text.replace(home, "~") : text;
    }

    private static String version() {
        return Version.ofThis().orElse("");
    }

    private void removeOldest() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "crash-*.txt")) {
            var all = new HashMap<Path, FileTime>();
            for (Path file : files) {
                all.put(file, Files.getLastModifiedTime(file));
            }
            var oldest = all.entrySet().stream()
                    .sorted(Map.Entry.<Path, FileTime>comparingByValue(Comparator.reverseOrder()))
                    .skip(KEPT)
                    .map(Map.Entry::getKey)
                    .toList();
            for (Path file : oldest) {
                Files.deleteIfExists(file);
            }
        }
    }
}
