package rollscope.cli;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import rollscope.audio.PcmFile;
import rollscope.export.ExportFile;
import rollscope.export.Plan;
import rollscope.export.Recipe;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.OpenedFile;
import rollscope.library.Outcome;
import rollscope.library.Pace;
import rollscope.library.Problem;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;
import rollscope.midi.MidiFile;
import rollscope.playback.Loop;
import rollscope.playback.SoundFile;
import rollscope.playback.StemFile;
import rollscope.settings.KeyTrouble;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.tempo.Analysis;
import rollscope.tempo.SongTempo;
import rollscope.tempo.TempoAnalysis;
import rollscope.transcription.Stem;
import rollscope.transcription.Transcription;

/** Every command, its options and what it does. Picocli reads the annotations. */
@Command(
        name = "rollscope",
        description = "Sees, hears and exports what stem services transcribe. Without a command the window opens.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        footer = {
            "",
            "A provider is kie, sunoapi, demo, or a base URL (https, or http on this machine).",
            "The key is read from the environment variable " + Surroundings.KEY_VARIABLE
                    + ", or else from where the window keeps it.",
            "Exit codes: 0 done, 1 the service or a file said no, 2 the command was not understood."
        })
final class Commands {
    private static final String PROVIDER = "kie, sunoapi, demo, or a base URL; default: ${DEFAULT-VALUE}";
    private static final String DEFAULT_PROVIDER = "kie";
    private static final String POLL = "Ask the provider this often instead of every 10 to 15 s.";
    private static final String OUTPUT = "The file to write; its ending says what: mid, json, csv or png.";
    private static final String SOUND_OUTPUT = "The file to write; its ending says what: mid, json, csv, png or wav.";
    private static final String STEM = "A sound file to be heard with the notes: mp3, wav, flac, ogg, m4a or aiff.";
    private static final String DEMO_SOUND = "/rollscope/assets/demo/instrumental.mp3";
    private static final String LOST =
            "Look into your task list at the provider; if the job is not there, add --again to send it once more, which"
                    + " may cost again.";
    private static final String TASK = "Task id of a finished stem separation.";

    private final Terminal terminal;
    private final Surroundings surroundings;
    private final Providers providers;
    private final Sound sound;

    /** Of the command that runs. */
    @Spec
    private CommandSpec spec = CommandSpec.create();

    Commands(Terminal terminal, Surroundings surroundings, Providers providers) {
        this.terminal = terminal;
        this.surroundings = surroundings;
        this.providers = providers;
        sound = new Sound(terminal, settings().sound());
    }

    @Command(description = "Does the whole main job on the built-in demo provider: needs no key and no network.")
    void demo(
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "DIR",
                            description = "Where demo.mid, demo.json, demo.png and demo.wav go.")
                    Path folder,
            @Option(names = "--poll", paramLabel = "SECONDS", description = POLL) @Nullable Pace poll)
            throws Exception {
        var provider = Refusal.orValueOf(providers.find("demo"));
        var account = new Account(provider, "");
        try (var scratch = new ScratchFolder("rollscope-demo");
                var library = library(scratch.path(), poll)) {
            var stems = Refusal.orValueOf(library.stems(account, provider.sample()));
            terminal.result("The demo song has " + stems.size() + " stems: "
                    + String.join(", ", stems.stream().map(Stem::name).toList()));
            var request = new JobRequest(provider.id(), provider.sample(), Optional.empty(), JobRequest.ALL_STEMS);
            var transcription = new Waiting(terminal, library, account).transcribe(request);
            terminal.result("Transcribed " + count(transcription));
            for (var format : List.of("demo.mid", "demo.json", "demo.png")) {
                write(Output.file(folder.resolve(format)), transcription);
            }
            var song = scratch.path().resolve("instrumental.mp3");
            try (var in = Commands.class.getResourceAsStream(DEMO_SOUND)) {
                Files.copy(Objects.requireNonNull(in, DEMO_SOUND), song);
            }
            sound.withStem(
                    Optional.of(song),
                    stem -> sound.write(folder.resolve("demo.wav"), transcription, stem, SoundFile.Mix.BLEND));
        }
    }

    @Command(description = "Shows how many credits are left, and so whether the key works. Free.")
    void credits(
            @Option(names = "--provider", paramLabel = "P", defaultValue = DEFAULT_PROVIDER, description = PROVIDER)
                    ProviderChoice provider)
            throws Exception {
        var account = account(provider);
        try (var library = library(surroundings.directories().library(), null)) {
            var balance = Refusal.orValueOf(library.balance(account));
            terminal.result(plain(balance) + " credits");
        }
    }

    @Command(description = "Lists the stems of a separation. Free.")
    void tracks(
            @Parameters(paramLabel = "TASK", description = TASK) String task,
            @Option(names = "--provider", paramLabel = "P", defaultValue = DEFAULT_PROVIDER, description = PROVIDER)
                    ProviderChoice provider,
            @Option(names = "--json", description = "Print them as the provider's originData.") boolean json)
            throws Exception {
        var account = account(provider);
        try (var library = library(surroundings.directories().library(), null)) {
            var stems = Refusal.orValueOf(library.stems(account, given(task)));
            if (json) {
                terminal.result(
                        JsonText.of(stems.stream().map(Commands::originData).toList()));
            } else if (stems.isEmpty()) {
                terminal.say(
                        "The provider names no stems of this separation; all of them together can be transcribed.");
            } else {
                int widest = stems.stream()
                        .mapToInt(stem -> stem.name().length())
                        .max()
                        .orElse(0);
                for (var stem : stems) {
                    terminal.result(String.format(
                            Locale.ROOT, "%-" + widest + "s  %7s  %s", stem.name(), clock(stem.duration()), stem.id()));
                }
            }
        }
    }

    @Command(
            description = {
                "Has the stems of a separation transcribed, waits, and writes the notes. May cost credits.",
                "What was bought is kept: the same command again continues or writes the file, and never sends a"
                        + " second job."
            })
    void transcribe(
            @Parameters(paramLabel = "TASK", description = TASK) String task,
            @Option(
                            names = "--track",
                            paramLabel = "ID|NAME",
                            description = "One stem, as 'tracks' lists it; all stems together if left out.")
                    @Nullable
                    String track,
            @Option(names = "--provider", paramLabel = "P", defaultValue = DEFAULT_PROVIDER, description = PROVIDER)
                    ProviderChoice provider,
            @Option(
                            names = "--again",
                            description =
                                    "Send a new job although an earlier one ended without notes, or its answer was"
                                            + " lost; may cost again.")
                    boolean again,
            @Option(names = "--poll", paramLabel = "SECONDS", description = POLL) @Nullable Pace poll,
            @Option(
                            names = {"-o", "--output"},
                            required = true,
                            paramLabel = "FILE",
                            description = OUTPUT)
                    ExportFile output)
            throws Exception {
        try (var library = library(surroundings.directories().library(), poll)) {
            var owned = owned(library, provider, given(task), track);
            if (owned.isPresent()) {
                write(output, Refusal.orValueOf(library.open(owned.get().id())));
            } else {
                var account = account(provider);
                // Asked even for all stems: it is free, and tells what is wrong with a task before anything is paid.
                var stems = Refusal.orValueOf(library.stems(account, given(task)));
                var request = track == null
                        ? new JobRequest(provider.id(), given(task), Optional.empty(), JobRequest.ALL_STEMS)
                        : oneStem(provider, given(task), StemChoice.find(stems, track));
                var earlier = library.find(request);
                var waiting = new Waiting(terminal, library, account);
                if (earlier.isPresent() && earlier.get().state() instanceof JobState.Unknown lost) {
                    String evidence = evidence(library, account, earlier.get());
                    if (!again) {
                        throw new Refusal(lost.problem().sentence() + evidence, LOST);
                    }
                    terminal.say(
                            "The answer to an earlier submit was lost." + evidence + " Sending it again, as asked.");
                    write(output, waiting.submitAgain(earlier.get().id()));
                    return;
                }
                if (!again) {
                    refuseToPayAgain(earlier);
                }
                write(output, waiting.transcribe(request));
            }
        }
    }

    @Command(description = "Writes a saved answer of the service or a MIDI file as something else, or its sound.")
    void export(
            @Parameters(paramLabel = "FILE", description = "A .json or .mid, told apart by what is in it.") Path file,
            @Option(
                            names = {"-o", "--output"},
                            required = true,
                            paramLabel = "FILE",
                            description = SOUND_OUTPUT)
                    ExportTarget output,
            @Option(names = "--stem", paramLabel = "AUDIO", description = STEM) @Nullable Path stem,
            @Option(
                            names = "--mix",
                            paramLabel = "synth|blend|split",
                            description = "What a wav is: the notes alone, stem and notes evenly, or the stem left and"
                                    + " the notes right. Default: blend with a stem, else synth.")
                    SoundFile.@Nullable Mix mix,
            @ArgGroup(validate = false, heading = "%nFor a file that ends in .mid:%n") @Nullable MidiChoices choices)
            throws Exception {
        boolean padded = choices != null && choices.takesStem();
        if (output.notes().isPresent() && (mix != null || (stem != null && !padded))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--stem and --mix are for a file that ends in " + ExportTarget.SOUND
                            + ", --stem also for --place bar1");
        }
        if (choices != null
                && output.notes()
                        .filter(notes -> notes.format() == ExportFile.Format.MIDI)
                        .isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "What is chosen for a MIDI file is for a file that ends in .mid");
        }
        if (stem == null && mix != null && mix != SoundFile.Mix.SYNTH) {
            throw new ParameterException(spec.commandLine(), "--mix blend and --mix split need a --stem");
        }
        if (choices != null) {
            writeAsChosen(output.notes().orElseThrow(), file, choices, Optional.ofNullable(stem));
            return;
        }
        var transcription = Refusal.orValueOf(Library.openFile(file));
        if (output.notes().isPresent()) {
            write(output.notes().get(), transcription);
            return;
        }
        var chosen = mix != null ? mix : stem == null ? SoundFile.Mix.SYNTH : SoundFile.Mix.BLEND;
        sound.withStem(
                Optional.ofNullable(stem).filter(_ -> chosen != SoundFile.Mix.SYNTH),
                heard -> sound.write(output.path(), transcription, heard, chosen));
    }

    @Command(description = "Plays a saved answer of the service or a MIDI file. Ctrl+C ends it.")
    void play(
            @Parameters(paramLabel = "FILE", description = "A .json or .mid, told apart by what is in it.") Path file,
            @Option(names = "--stem", paramLabel = "AUDIO", description = STEM) @Nullable Path stem,
            @Option(
                            names = "--from",
                            paramLabel = "S",
                            defaultValue = "0",
                            description = "Where to begin, in seconds; default: at the start.")
                    double from,
            @Option(
                            names = "--to",
                            paramLabel = "S",
                            defaultValue = "Infinity",
                            description = "Where to end, in seconds; default: at the end.")
                    double to)
            throws Exception {
        if (!(from >= 0 && to > from)) {
            throw new ParameterException(
                    spec.commandLine(), "--from is not before --to, or one of them is no time in seconds");
        }
        var transcription = Refusal.orValueOf(Library.openFile(file));
        if (from >= transcription.duration()) {
            throw new Refusal("The notes end at " + clock(transcription.duration()) + ".", "Choose an earlier --from.");
        }
        sound.withStem(
                Optional.ofNullable(stem), heard -> sound.play(transcription, heard, surroundings.output(), from, to));
    }

    @Command(
            description = {
                "Receives the callbacks of a provider and prints the id of each task that may be ready, one a line,"
                        + " until Ctrl+C.",
                "Signatures are checked against the environment variable " + Surroundings.WEBHOOK_VARIABLE + "."
            })
    void listen(
            @Option(
                            names = "--port",
                            required = true,
                            paramLabel = "N",
                            description = "The port on which callbacks arrive; 0 for any that is free.")
                    int port,
            @Option(
                            names = "--bind",
                            paramLabel = "ADDRESS",
                            defaultValue = "127.0.0.1",
                            description = "The address of this machine to listen on, by number; default:"
                                    + " ${DEFAULT-VALUE}, which only programs on this machine reach.")
                    InetAddress address)
            throws Exception {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "'" + port + "' is not a port from 0 to 65535");
        }
        new Listening(terminal).listen(new InetSocketAddress(address, port), surroundings.webhookSecret());
    }

    @Command(description = "Tells what is in a MIDI file, what is wrong with it, and what music programs make of it.")
    void inspect(
            @Parameters(paramLabel = "FILE.mid", description = "A MIDI file.") Path file,
            @Option(names = "--json", description = "Print it as one JSON object.") boolean json)
            throws Refusal {
        var facts = MidiFacts.of(file);
        terminal.result(json ? MidiFacts.json(facts) : MidiFacts.text(facts));
    }

    @Command(description = "Estimates tempo, beats, bars and key of files from their notes. Changes nothing.")
    void analyse(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "Saved answers of the service or MIDI files.")
                    List<Path> files,
            @Option(names = "--json", description = "Print one JSON object a line, with every beat.") boolean json)
            throws Refusal {
        int refused = 0;
        for (var file : files) {
            switch (Library.openFile(file)) {
                case Outcome.Ok<Transcription>(var transcription) -> {
                    var analysis = TempoAnalysis.of(transcription);
                    terminal.result(
                            json
                                    ? AnalysisText.json(file.toString(), analysis, transcription.duration())
                                    : AnalysisText.line(file.toString(), analysis, transcription.duration()));
                }
                case Outcome.Failed<Transcription>(var problem) -> {
                    terminal.say(file + ": " + problem.sentence());
                    refused++;
                }
            }
        }
        if (refused > 0) {
            throw new Refusal(
                    refused + " of " + files.size() + " files could not be read.",
                    "The others are analysed; leave these out or save them anew.");
        }
    }

    /** What the library has of it already, however the stem is spelled; asks nobody. */
    private static Optional<Entry> owned(
            Library library, ProviderChoice provider, String task, @Nullable String track) {
        var ready = library.entries().stream()
                .filter(entry -> entry.state() instanceof JobState.Ready)
                .filter(entry -> entry.request().providerId().equals(provider.id()))
                .filter(entry -> entry.request().separationTaskId().equals(task))
                .filter(entry -> isFor(entry.request(), track))
                .toList();
        return ready.size() == 1 ? Optional.of(ready.getFirst()) : Optional.empty();
    }

    private static boolean isFor(JobRequest request, @Nullable String track) {
        return track == null
                ? request.stemId().isEmpty()
                : request.stemId()
                        .filter(id -> id.equals(track) || StemChoice.sameName(request.stemName(), track))
                        .isPresent();
    }

    /** What ended without notes may have been paid all the same: only the user decides to send it anew. */
    private static void refuseToPayAgain(Optional<Entry> earlier) throws Refusal {
        if (earlier.isEmpty()) {
            return;
        }
        switch (earlier.get().state()) {
            case JobState.Empty _ ->
                throw new Refusal(
                        "This was transcribed before, and the provider found no notes.",
                        "Choose another stem with --track, or add --again to send a new job, which may cost again.");
            case JobState.Failed(Problem problem, boolean accepted)
            when accepted ->
                throw new Refusal(
                        "The provider took this job before, and it failed: " + problem.sentence(),
                        "Add --again to send a new job, which may cost again.");
            case JobState.Expired _ ->
                throw new Refusal(
                        "This was sent before, and the provider no longer shows the job.",
                        "Add --again to send a new job, which may cost again.");
            case JobState.Queued _,
                    JobState.Submitting _,
                    JobState.Transcribing _,
                    JobState.Ready _,
                    JobState.Failed _,
                    JobState.Unknown _ -> {}
        }
    }

    /** The balances before a job whose answer was lost and now, side by side; empty if they are not known. */
    private static String evidence(Library library, Account account, Entry lost) {
        var spending = library.spending(lost.id());
        if (spending.before().isEmpty()
                || !(library.balance(account) instanceof Outcome.Ok<BigDecimal>(BigDecimal now))) {
            return "";
        }
        return " Your balance was " + plain(spending.before().get()) + " before and is " + plain(now) + " now: "
                + switch (spending.verdict(Optional.of(now))) {
                    case PROBABLY_TAKEN -> "the job was probably taken.";
                    case PROBABLY_NOT_TAKEN -> "the job was probably not taken.";
                    case MIXED, NOT_KNOWN -> "other jobs or payments are in that.";
                };
    }

    private static String plain(BigDecimal credits) {
        return credits.stripTrailingZeros().toPlainString();
    }

    private static JobRequest oneStem(ProviderChoice provider, String task, Stem stem) {
        return new JobRequest(provider.id(), task, Optional.of(stem.id()), stem.name());
    }

    private Library library(Path folder, @Nullable Pace pace) {
        return new Library(folder, providers, settings().callback(), pace == null ? Pace.DOCUMENTED : pace);
    }

    private Settings settings() {
        return new SettingsStore(surroundings.directories().settings()).get();
    }

    private Account account(ProviderChoice provider) throws Refusal {
        if (!provider.needsKey()) {
            return new Account(provider, "");
        }
        if (!surroundings.key().isEmpty()) {
            return new Account(provider, surroundings.key());
        }
        var directories = surroundings.directories();
        var kept = SecretStore.of(
                new SettingsStore(directories.settings()), directories.keys(), Map.of(), surroundings.keychain());
        var found = kept.find(provider.id());
        if (found.key().isEmpty()) {
            throw new Refusal(
                    found.trouble()
                            .flatMap(Commands::inTheWay)
                            .orElse("There is no API key for " + provider.name() + "."),
                    "Put yours into the environment variable " + Surroundings.KEY_VARIABLE
                            + ", or enter it in the window.");
        }
        return new Account(provider, found.key().get());
    }

    /** Why it is not known whether a key is kept. */
    private static Optional<String> inTheWay(KeyTrouble trouble) {
        return switch (trouble) {
            case NO_KEYCHAIN -> Optional.empty();
            case KEYCHAIN_REFUSED -> Optional.of("The keychain is locked, so the key in it cannot be read.");
            case KEYCHAIN_SLOW -> Optional.of("The keychain did not answer when it was asked for the key.");
            case KEYCHAIN_FAILED -> Optional.of("The keychain does not work, so the key in it cannot be read.");
            case FILE_FAILED -> Optional.of("The file in which the key is kept cannot be read.");
        };
    }

    private static String given(String task) throws Refusal {
        if (task.isBlank()) {
            throw new Refusal("The task id is empty.", "Copy the id of a finished stem separation from your provider.");
        }
        return task.strip();
    }

    private void write(ExportFile output, Transcription transcription) throws Refusal {
        var changes = Output.write(output, transcription);
        terminal.result(output.path().toString());
        changes.ifPresent(terminal::say);
    }

    private void writeAsChosen(ExportFile output, Path file, MidiChoices choices, Optional<Path> stem)
            throws Exception {
        Plan plan;
        try {
            var recipe = choices.recipe().withPadStem(stem.isPresent());
            var opened = Refusal.orValueOf(Library.open(file));
            opened.loss().ifPresent(terminal::say);
            var song = opened.transcription();
            boolean asked = choices.needsTempo() || recipe.key();
            var found = asked && needsAnalysis(opened, recipe) ? TempoAnalysis.of(song) : Analysis.NONE;
            var stated = opened.tempo();
            plan = recipe.apply(choices.source(
                    song,
                    stated.flatMap(SongTempo::map).or(found::map),
                    stated.flatMap(SongTempo::key).or(found::key)));
        } catch (Unusable e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Output.refuseFolder(output.path());
        var files = plan.files(output);
        if (files.isEmpty()) {
            throw new Refusal("No instrument has a note there, so no file was written.", "Choose another part.");
        }
        MidiFile.Written written = null;
        for (var part : files) {
            written = Output.writing(part.file().path(), () -> part.file().writeMidi(part.content(), plan.options()));
            terminal.result(part.file().path().toString());
        }
        var all = written != null && files.size() == 1 ? written : plan.written();
        if (stem.isPresent()) {
            sound.withStem(stem, heard -> writeStem(output.path(), plan, all, heard));
        }
        plan.says(all).forEach(terminal::say);
    }

    /** Whether a file leaves open what is asked for. */
    private static boolean needsAnalysis(OpenedFile opened, Recipe recipe) {
        return opened.tempo()
                .filter(stated -> stated.map().isPresent() && (stated.key().isPresent() || !recipe.key()))
                .isEmpty();
    }

    /** The stem beside the file, so much later as the notes are. */
    private void writeStem(Path file, Plan plan, MidiFile.Written written, Optional<PcmFile> heard) throws Refusal {
        if (heard.isPresent()) {
            String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.midi?$", "");
            var target = file.resolveSibling(name + " - stem" + ExportTarget.SOUND);
            var part = plan.loop().map(span -> new Loop(span.from(), span.to()));
            Output.writing(target, () -> {
                StemFile.write(target, heard.get(), written.layout().shift(), part);
                return target;
            });
            terminal.result(target.toString());
        }
    }

    private static Map<String, Object> originData(Stem stem) {
        var item = new LinkedHashMap<String, Object>();
        item.put("id", stem.id());
        item.put("stem_type_group_name", stem.name());
        if (stem.duration() > 0) {
            item.put("duration", stem.duration());
        }
        stem.audio().ifPresent(audio -> item.put("audio_url", audio));
        return item;
    }

    private static String count(Transcription transcription) {
        return transcription.notes().size() + " notes of "
                + transcription.instruments().size() + " instruments";
    }

    /** Minutes and seconds. */
    private static String clock(double seconds) {
        long rounded = Math.round(seconds);
        if (rounded == 0) {
            return "–"; // the provider did not say
        }
        return "%d:%02d".formatted(rounded / 60, rounded % 60);
    }
}
