package rollscope.bench;

import java.util.Arrays;
import rollscope.faults.Faults;

/** Runs the benchmark named by its first argument, which the profile {@code bench} passes on from {@code -Dbench}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        String name = args.length == 0 ? "" : args[0];
        String[] others = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        switch (name) {
            case "parse" -> ParseBench.main(others);
            case "export" -> ExportBench.main(others);
            case "midi-fuzz" -> MidiFuzz.main(others);
            case "roll" -> RollBench.main(others);
            case "window" -> WindowBench.main(others);
            case "sound" -> SoundBench.main(others);
            case "songs" -> SongsBench.main(others);
            case "faults" -> Faults.main(others);
            case "start" -> StartBench.main(others);
            case "library" -> LibraryBench.main(others);
            default -> {
                System.err.println("There is no benchmark '" + name
                        + "'; there are parse, export, midi-fuzz, roll, window, sound, songs, faults, library"
                        + " and start.");
                System.exit(2);
            }
        }
    }
}
