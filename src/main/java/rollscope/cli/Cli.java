package rollscope.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import rollscope.export.ExportFile;
import rollscope.export.Grid;
import rollscope.export.Recipe;
import rollscope.keychain.Keychain;
import rollscope.library.Outcome;
import rollscope.library.Pace;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;
import rollscope.midi.FileOptions;
import rollscope.playback.SoundFile;
import rollscope.settings.Directories;
import rollscope.settings.Version;
import rollscope.simulator.Simulator;
import rollscope.tempo.Meter;

/**
 * Rollscope in a terminal; docs/command-line.md says what it offers. Exit codes: 0 done, 1 the service or a file said no, which
 * one sentence on the error stream explains, 2 the command was not understood.
 */
public final class Cli {
    private static final System.Logger LOGGER = System.getLogger(Cli.class.getName());
    private static final double LONGEST_PAUSE = 3600;
    /** Asking more often than this gains nothing and tires a provider. */
    private static final double SHORTEST_PAUSE = 0.02;

    private static final Pattern METER = Pattern.compile("([0-9]{1,2})/([48])");

    private static final String GRIDS =
            Arrays.stream(Grid.values()).map(Grid::symbol).collect(Collectors.joining(", "));

    private final Terminal terminal;
    private final Surroundings surroundings;

    Cli(PrintWriter out, PrintWriter err, Surroundings surroundings) {
        terminal = new Terminal(out, err);
        this.surroundings = surroundings;
    }

    /** Does what the arguments say, on the standard streams, and returns the exit code. Blocks. */
    public static int run(String[] args) {
        var surroundings = new Surroundings(
                System.getenv(), Directories.ofThisSystem(), Optional.empty(), Keychain.ofThisSystem(), 1);
        var out = new PrintWriter(System.out, true, System.out.charset());
        var err = new PrintWriter(System.err, true, System.err.charset());
        return new Cli(out, err, surroundings).execute(args);
    }

    int execute(String... args) {
        try (var demo = new DemoProvider(surroundings.demoSpeed())) {
            var providers = new Providers(demo, Simulator.DEMO_TASK);
            var line = new CommandLine(new Commands(terminal, surroundings, providers));
            line.getCommandSpec().version(version());
            line.setOut(terminal.out());
            line.setErr(terminal.err());
            // No colours: what is printed looks the same in a terminal, a pipe and a log.
            line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
            line.registerConverter(ProviderChoice.class, text -> provider(providers, text));
            line.registerConverter(Pace.class, Cli::pace);
            line.registerConverter(InetAddress.class, Cli::address);
            line.registerConverter(ExportFile.class, text -> named(text, Output::file));
            line.registerConverter(ExportTarget.class, text -> named(text, ExportTarget::of));
            line.registerConverter(SoundFile.Mix.class, Cli::mix);
            line.registerConverter(
                    Recipe.Place.class, text -> chosen(Recipe.Place.of(text), text, "seconds, stem and bar1"));
            line.registerConverter(FileOptions.Tracks.class, Cli::tracks);
            line.registerConverter(Grid.class, text -> chosen(Grid.of(text), text, GRIDS));
            line.registerConverter(MidiChoices.Bars.class, MidiChoices.Bars::of);
            line.registerConverter(Meter.class, Cli::meter);
            line.setParameterExceptionHandler((problem, _) -> notUnderstood(problem));
            line.setExecutionExceptionHandler((problem, _, _) -> refused(problem));
            return line.execute(args);
        }
    }

    private int notUnderstood(ParameterException problem) {
        var command = problem.getCommandLine().getCommandSpec().qualifiedName();
        // Only the first: what follows an option that does not exist may well be a key.
        terminal.say(
                problem instanceof UnmatchedArgumentException unmatched
                        ? "There is no '" + unmatched.getUnmatched().getFirst().replaceFirst("=.*", "") + "' here."
                        : String.valueOf(problem.getMessage()));
        terminal.say("'" + command + " --help' says how it is used.");
        return CommandLine.ExitCode.USAGE;
    }

    private int refused(Exception problem) {
        switch (problem) {
            case Refusal refusal -> terminal.say(String.valueOf(refusal.getMessage()));
            case InterruptedException _ -> {
                Thread.currentThread().interrupt();
                terminal.say("Stopped.");
            }
            default -> {
                LOGGER.log(System.Logger.Level.ERROR, "A command failed", problem);
                terminal.say("Rollscope itself failed, which it should not: " + problem + ". Please report this.");
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static ProviderChoice provider(Providers providers, String text) {
        return switch (providers.find(text)) {
            case Outcome.Ok<ProviderChoice>(var choice) -> choice;
            case Outcome.Failed<ProviderChoice>(var problem) ->
                throw new TypeConversionException(problem.sentence() + " " + problem.remedy());
        };
    }

    private static Pace pace(String text) {
        double seconds;
        try {
            seconds = Double.parseDouble(text);
        } catch (NumberFormatException _) {
            seconds = Double.NaN;
        }
        if (!(seconds >= 0 && seconds <= LONGEST_PAUSE)) {
            throw new TypeConversionException("'" + text + "' is not a number of seconds from 0 to 3600");
        }
        return Pace.every(Duration.ofMillis(Math.round(1000 * Math.max(SHORTEST_PAUSE, seconds))));
    }

    /** By number: a name would be asked of the network. */
    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw new TypeConversionException("'" + text + "' is no address such as 127.0.0.1 or ::1");
        }
    }

    private static <T> T named(String text, Function<Path, T> reading) {
        try {
            return reading.apply(Path.of(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static SoundFile.Mix mix(String text) {
        return switch (text) {
            case "synth" -> SoundFile.Mix.SYNTH;
            case "blend" -> SoundFile.Mix.BLEND;
            case "split" -> SoundFile.Mix.SPLIT;
            default -> throw new TypeConversionException("'" + text + "' is none of synth, blend and split");
        };
    }

    private static <T> T chosen(Optional<T> found, String text, String choices) {
        return found.orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + choices));
    }

    private static FileOptions.Tracks tracks(String text) {
        return switch (text) {
            case "0" -> FileOptions.Tracks.ONE;
            case "1" -> FileOptions.Tracks.ONE_AN_INSTRUMENT;
            default -> throw new TypeConversionException("'" + text + "' is none of 0 and 1");
        };
    }

    /** Quarters as beats, or eighths by threes. */
    private static Meter meter(String text) {
        var meter = METER.matcher(text);
        if (meter.matches()) {
            int beats = Integer.parseInt(meter.group(1));
            boolean compound = meter.group(2).equals("8");
            int felt = compound ? beats / 3 : beats;
            if ((!compound || beats % 3 == 0) && felt >= 1 && felt <= Meter.MOST_BEATS) {
                return new Meter(felt, compound);
            }
        }
        throw new TypeConversionException("'" + text + "' is no meter such as 4/4, 3/4 or 6/8");
    }

    private static String version() {
        return "Rollscope " + Version.ofThis().orElse("(not packaged)");
    }
}
