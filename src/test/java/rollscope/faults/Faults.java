package rollscope.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that can go wrong between a press of Transcribe and the notes, tried one after the other: see "What is tried" in
 * docs/library.md. Prints a line a fault and the totals.
 */
public final class Faults {
    private Faults() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("faults-");
        var suite = new Suite(folder, System.out);
        var faults = new ArrayList<>(NetworkFaults.all());
        faults.addAll(DiskFaults.all());
        faults.addAll(Kills.all(30, 20, 200));
        if (args.length > 0) {
            faults.removeIf(fault -> !fault.name().contains(args[0]));
        }
        suite.run(List.copyOf(faults), 8);
        suite.totals().print(System.out);
        suite.totals().complaints.forEach(System.out::println);
        System.exit(suite.totals().complaints.isEmpty() ? 0 : 1);
    }
}
