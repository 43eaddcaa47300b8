package rollscope.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import rollscope.library.MadeLibrary;
import rollscope.ui.library.SearchTime;

/**
 * A library of 10,000 entries: how long it takes until the list is there, each time in a Java of its own, as at the start of the
 * window; with the index, without it, and against a plain walk that only reads the bytes of every {@code entry.json}.
 */
public final class LibraryBench {
    private static final int ENTRIES = 10_000;
    private static final int ROUNDS = 7;

    private LibraryBench() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 2) {
            measure(args[0], Path.of(args[1]));
            return;
        }
        Path folder = Files.createTempDirectory("rollscope-library");
        try {
            MadeLibrary.write(folder, ENTRIES, 1);
            double first = run("open", folder);
            MadeLibrary.index(folder);
            double[] index = new double[ROUNDS];
            double[] walk = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                index[round] = run("open", folder);
                walk[round] = run("walk", folder);
            }
            Arrays.sort(index);
            Arrays.sort(walk);
            print("library.index_ms.10000", index[ROUNDS / 2]);
            print("library.index_worst_ms.10000", index[ROUNDS - 1]);
            print("library.no_index_ms.10000", first);
            print("library.walk_ms.10000", walk[ROUNDS / 2]);
            print("library.search_ms.10000", SearchTime.median(folder));

        } finally {
            remove(folder);
        }
    }

    private static void measure(String what, Path folder) throws IOException {
        double ms;
        if (what.equals("open")) {
            ms = MadeLibrary.open(folder, ENTRIES);
        } else {
            long start = System.nanoTime();
            long bytes = 0;
            try (var inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path entry : inside) {
                    bytes += Files.readAllBytes(entry.resolve("entry.json")).length;
                }
            }
            ms = (System.nanoTime() - start) / 1e6;
            if (bytes == 0) {
                throw new IllegalStateException("nothing read");
            }
        }
        System.out.println(ms);
        System.out.flush();
    }

    private static double run(String what, Path folder) throws Exception {
        var java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LibraryBench.class.getName(),
                        what,
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = java.inputReader()) {
            return lines.lines().mapToDouble(Double::parseDouble).findFirst().orElseThrow();
        } finally {
            java.waitFor();
        }
    }

    static void print(String name, double ms) {
        System.out.printf(Locale.ROOT, "%s %.1f ms%n", name, ms);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
