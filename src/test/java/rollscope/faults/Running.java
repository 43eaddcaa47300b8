package rollscope.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A {@link Program} in a process of its own, as the one who started it sees it. */
final class Running implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Process process;
    private final PrintStream in;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Signal signal;
    private final Thread reader;

    /**
     * @param home gets what the program says, in a file
     */
    Running(Path home, Path folder, String url, Signal signal) throws IOException {
        this.signal = signal;
        Path terminal = Files.createTempFile(home, "terminal-", ".txt");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString(),
                url);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(terminal.toFile()));
        process = builder.start();
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        in.println(Suite.KEY);
        reader = Thread.ofVirtual().start(() -> read(terminal));
    }

    private void read(Path terminal) {
        Path spoken = terminal.resolveSibling(terminal.getFileName() + "-out.txt");
        try (var out = process.inputReader(StandardCharsets.UTF_8);
                var copy = new PrintStream(Files.newOutputStream(spoken), true, StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                copy.println(line);
                said.add(line);
                signal.ring();
            }
        } catch (IOException killed) {
            signal.ring();
        }
    }

    /** The command line as anybody on this computer can see it. */
    String arguments() {
        return process.info().commandLine().orElse("")
                + String.join(" ", List.of(process.info().arguments().orElse(new String[0])));
    }

    void press(String separation, String stem) {
        in.println(separation + " " + stem);
    }

    void queue(String separation, List<String> stems) {
        in.println(Program.QUEUE + " " + separation + " " + String.join(" ", stems));
    }

    /** Waits until it has said so, or is gone; returns whether it has. */
    boolean says(String line) throws InterruptedException {
        signal.await(() -> said.contains(line) || !process.isAlive(), LONG);
        return said.contains(line);
    }

    /** Whether it has said that this rests, in this state or in any. */
    boolean hasSaid(String line) {
        return said.contains(line);
    }

    /** Whether it ended by itself within this time. */
    boolean ends(Duration most) throws InterruptedException {
        return process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Kills it, with no chance to do anything before. */
    void kill() {
        process.destroyForcibly();
    }

    void killAndWait() throws InterruptedException {
        kill();
        process.waitFor();
        reader.join();
    }

    @Override
    public void close() {
        in.close(); // the end of its input ends it
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            reader.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
