package rollscope.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rollscope.callback.MutatedCallbacks;
import rollscope.service.MutatedAnswers;

/**
 * Everything that can go wrong between a press of Transcribe and the notes, tried: see "What is tried" in docs/library.md. Prints a
 * line a fault and the totals.
 */
public final class Faults {
    private static final long SEED = 20_261_122;
    /** Most faults are waited for; processes are not. */
    private static final int AT_ONCE = 8;

    private static final int PROCESSES_AT_ONCE = 2;

    private Faults() {}

    public static void main(String[] args) throws Exception {
        String part = args.length == 0 ? "" : args[0];
        Path folder = Files.createTempDirectory("faults-");
        var suite = new Suite(folder, System.out);
        suite.run(named(part, NetworkFaults.all(), DiskFaults.all()), AT_ONCE);
        suite.run(named(part, Kills.all(2, 35, 30, 200)), PROCESSES_AT_ONCE);
        suite.totals().print(System.out);
        suite.totals().complaints.forEach(System.out::println);
        boolean well = suite.totals().complaints.isEmpty();
        if (part.isEmpty() || part.equals("mutated")) {
            mutated(2000, SEED + 1); // what is loaded and compiled on the way is not the bodies' doing
            var mutated = mutated(100_000, SEED);
            print(mutated, System.out);
            well &= mutated.crashes().isEmpty() && mutated.slowest() < 1;
        }
        if (!well) {
            System.out.println("What the faults left is in " + folder);
            System.exit(1);
        }
        Suite.remove(folder);
    }

    @SafeVarargs
    private static List<Suite.Fault> named(String part, List<Suite.Fault>... lists) {
        var faults = new ArrayList<Suite.Fault>();
        for (var list : lists) {
            list.stream().filter(fault -> fault.name().contains(part)).forEach(faults::add);
        }
        return faults;
    }

    /** Seven in ten are answers to polls, two callbacks, and one an answer over HTTP. */
    static Mutations.Outcome mutated(int count, long seed) throws IOException {
        return MutatedAnswers.polls(count * 7 / 10, seed)
                .and(MutatedCallbacks.run(count * 2 / 10, seed))
                .and(MutatedAnswers.calls(count / 10, seed));
    }

    /** The short form: a fifth of the disk's, eight kills, none that waits for a timeout. */
    static void few(Suite suite) throws InterruptedException {
        suite.run(Kills.few(), PROCESSES_AT_ONCE);
        var faults = new ArrayList<>(NetworkFaults.all());
        faults.addAll(DiskFaults.all());
        faults.removeIf(fault -> !fault.quick());
        suite.run(faults, AT_ONCE);
    }

    private static void print(Mutations.Outcome mutated, PrintStream out) {
        out.printf("faults.mutated %d answers and callbacks%n", mutated.tried());
        out.printf("faults.mutated_with_sense %d answers and callbacks%n", mutated.understood());
        out.printf(
                "faults.mutated_crashes %d answers and callbacks%n",
                mutated.crashes().size());
        out.printf(Locale.ROOT, "faults.mutated_slowest_ms %.1f ms%n", mutated.slowest() * 1e3);
        out.printf(Locale.ROOT, "faults.mutated_largest_allocation %.1f KB%n", mutated.allocated() / 1e3);
        mutated.crashes().stream().limit(10).forEach(out::println);
    }
}
