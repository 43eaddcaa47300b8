package rollscope.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Tries faults, each in a home of its own, and counts what must not happen. */
final class Suite {
    /** With characters that are spelled otherwise in an address and in base64. */
    static final String KEY = "sk+3f9a/7c21=Zq~e";

    private static final byte[] KEY_BYTES = KEY.getBytes(StandardCharsets.UTF_8);
    static final List<String> SPELLINGS = List.of(
            KEY,
            URLEncoder.encode(KEY, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(KEY_BYTES).substring(0, 16),
            Base64.getUrlEncoder().encodeToString(KEY_BYTES).substring(0, 16));

    /** What a provider that repeats the key says. */
    static final String ECHO = "Bearer " + KEY + " and "
            + URLEncoder.encode(KEY, StandardCharsets.UTF_8) + " and "
            + Base64.getEncoder().encodeToString(KEY_BYTES);

    /** Something to try. */
    interface Body {
        void run(Trial trial) throws Exception;
    }

    /**
     * @param name  what goes wrong, for the line that is printed
     * @param quick whether it belongs to the short form
     * @param most  after which it counts as hanging
     */
    record Fault(String name, boolean quick, Duration most, Body body) {
        static Fault of(String name, Body body) {
            return new Fault(name, true, Duration.ofMinutes(5), body);
        }

        /** The same, in the long form only: what the short one tries is like it. */
        Fault inLongForm() {
            return new Fault(name, false, most, body);
        }

        /** One that takes long by its nature, such as a timeout: not in the short form. */
        static Fault slow(String name, Body body) {
            return new Fault(name, false, Duration.ofMinutes(7), body);
        }
    }

    /** What came of the faults tried so far. */
    static final class Totals {
        int faults;
        int lost;
        int submittedTwice;
        int hangs;
        int leaked;
        int wrong;
        /** Jobs whose answer was on its way when the program was killed or the disk was full: never bought again unasked. */
        int unknown;

        int results;
        int kills;
        int rounds;
        final List<String> complaints = new ArrayList<>();

        void print(PrintStream out) {
            out.println();
            out.printf("faults.tried %d faults%n", faults);
            out.printf("faults.kills %d kills%n", kills);
            out.printf("faults.rounds_of_two_programs %d rounds%n", rounds);
            out.printf("faults.results_kept %d results%n", results);
            out.printf("faults.unknown %d jobs%n", unknown);
            out.printf("faults.lost_results %d results%n", lost);
            out.printf("faults.second_submits %d submits%n", submittedTwice);
            out.printf("faults.hangs %d hangs%n", hangs);
            out.printf("faults.leaked_keys %d files%n", leaked);
            out.printf("faults.otherwise_wrong %d faults%n", wrong);
        }
    }

    /** One fault being tried. */
    final class Trial {
        final Path home;
        private final List<String> complaints = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private int lost;
        private int submittedTwice;
        private int unknown;
        private int results;
        private int kills;
        private int rounds;

        private Trial(Path home) {
            this.home = home;
        }

        synchronized void lost(String what) {
            lost++;
            complaints.add("lost: " + what);
        }

        synchronized void submittedTwice(String what) {
            submittedTwice++;
            complaints.add("submitted twice: " + what);
        }

        synchronized void wrong(String what) {
            complaints.add(what);
        }

        synchronized void kept() {
            results++;
        }

        synchronized void unknown() {
            unknown++;
        }

        synchronized void killed() {
            kills++;
        }

        synchronized void round() {
            rounds++;
        }

        /** For the line that is printed. */
        synchronized void note(String text) {
            notes.add(text);
        }
    }

    private final Path folder;
    private final PrintStream out;
    private final Totals totals = new Totals();

    /**
     * @param folder for the homes of the faults
     * @param out    gets a line a fault
     */
    Suite(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    Totals totals() {
        return totals;
    }

    /** Tries all of them, some at the same time. */
    void run(List<Fault> faults, int atOnce) throws InterruptedException {
        var log = new LogText(folder.resolve("log.txt"));
        Logger ours = Logger.getLogger("rollscope");
        Level before = ours.getLevel();
        boolean loud = ours.getUseParentHandlers();
        ours.setLevel(Level.ALL);
        ours.setUseParentHandlers(false); // what is told of a provoked fault is no news on the terminal
        ours.addHandler(log);
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var all = faults.stream()
                    .map(fault -> threads.submit(() -> {
                        run(fault);
                        return null;
                    }))
                    .toList();
            for (var each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            ours.removeHandler(log);
            ours.setUseParentHandlers(loud);
            ours.setLevel(before);
            log.close();
        }
        int inLog = leaksBelow(folder.resolve("log.txt"));
        if (inLog > 0) {
            totals.leaked += inLog;
            totals.complaints.add("the log shows the key");
        }
    }

    private void run(Fault fault) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "fault-");
        var trial = new Trial(home);
        long start = System.nanoTime();
        boolean hung = false;
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = thread.submit(() -> {
                fault.body.run(trial);
                return null;
            });
            try {
                running.get(fault.most.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                hung = true;
                trial.wrong("hangs");
                running.cancel(true);
            } catch (ExecutionException e) {
                trial.wrong(e.getCause() + " at "
                        + List.of(e.getCause().getStackTrace()).stream()
                                .limit(4)
                                .toList());
            }
        }
        int leaked = leaksBelow(home);
        if (leaked > 0) {
            trial.wrong(leaked + " files show the key");
        }
        count(fault, trial, hung, leaked, (System.nanoTime() - start) / 1_000_000);
        if (trial.complaints.isEmpty()) {
            remove(home);
        }
    }

    private synchronized void count(Fault fault, Trial trial, boolean hung, int leaked, long millis) {
        totals.faults++;
        totals.lost += trial.lost;
        totals.submittedTwice += trial.submittedTwice;
        totals.unknown += trial.unknown;
        totals.results += trial.results;
        totals.kills += trial.kills;
        totals.rounds += trial.rounds;
        totals.hangs += hung ? 1 : 0;
        totals.leaked += leaked;
        totals.wrong += trial.complaints.isEmpty() ? 0 : 1;
        trial.complaints.forEach(text -> totals.complaints.add(fault.name + ": " + text));
        out.println((trial.complaints.isEmpty() ? "ok    " : "WRONG ")
                + String.format(Locale.ROOT, "%6d ms  ", millis)
                + fault.name
                + (trial.notes.isEmpty() ? "" : " (" + String.join(", ", trial.notes) + ")")
                + (trial.complaints.isEmpty() ? "" : ": " + trial.complaints));
    }

    /** Files that show the key in any spelling, or have it in their name. */
    static int leaksBelow(Path home) {
        int leaks = 0;
        try (var files = Files.walk(home)) {
            for (Path file : files.toList()) {
                String text = file.getFileName().toString();
                if (Files.isRegularFile(file) && Files.size(file) < (32 << 20)) {
                    text += Files.readString(file, StandardCharsets.ISO_8859_1);
                }
                leaks += SPELLINGS.stream().anyMatch(text::contains) ? 1 : 0;
            }
        } catch (NoSuchFileException e) {
            return leaks;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalStateException(e);
        }
        return leaks;
    }

    static void remove(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Everything the program logs, in a file. */
    private static final class LogText extends Handler {
        private final PrintStream file;
        private final SimpleFormatter formatter = new SimpleFormatter();

        LogText(Path path) {
            try {
                file = new PrintStream(Files.newOutputStream(path), false, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            file.print(formatter.format(entry));
        }

        @Override
        public synchronized void flush() {
            file.flush();
        }

        @Override
        public synchronized void close() {
            file.close();
        }
    }
}
