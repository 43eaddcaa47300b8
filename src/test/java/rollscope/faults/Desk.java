package rollscope.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.Pace;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;

/** The program as its user has it in front of them: a library, an account, and the button that transcribes. */
final class Desk implements AutoCloseable {
    static final String SEPARATION = "separation-1";
    static final Optional<String> STEM = Optional.of("stem-1");

    /** Far more than anything takes here, and yet no hang. */
    static final Duration LONG = Duration.ofSeconds(150);

    final Library library;
    final Account account;
    private final Signal signal;
    private final Runnable deaf;
    /** By what was asked for: another job may change meanwhile. */
    private final Map<JobRequest, Integer> changes = new ConcurrentHashMap<>();

    /** @param signal also rung when an entry changes */
    Desk(Path folder, String url, Signal signal) {
        this.signal = signal;
        var providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo");
        if (!(providers.find(url) instanceof Outcome.Ok<ProviderChoice>(ProviderChoice choice))) {
            throw new IllegalArgumentException(url);
        }
        account = new Account(choice, Suite.KEY);
        library = new Library(
                folder, providers, URI.create("https://example.com/callback"), Pace.every(Duration.ofMillis(20)));
        deaf = library.listen(entry -> {
            changes.merge(entry.request(), 1, Integer::sum);
            signal.ring();
        });
    }

    static JobRequest request(ProviderChoice provider, String separation, Optional<String> stem) {
        return new JobRequest(provider.id(), separation, stem, stem.orElse(JobRequest.ALL_STEMS));
    }

    JobRequest request() {
        return request(account.provider(), SEPARATION, STEM);
    }

    /** Presses Transcribe. */
    Entry press(JobRequest request) {
        return library.transcribe(account, request);
    }

    /**
     * Presses Transcribe unless that would rightly buy a new job: of an entry that is Failed, Expired or Empty. An expired one is
     * asked for again. Waits for what comes of it; returns whether it came.
     */
    boolean pressAgain(JobRequest request) throws InterruptedException {
        Optional<Entry> entry = library.find(request);
        int before = changes(request);
        boolean goesOn =
                switch (entry.map(Entry::state).orElse(null)) {
                    case null -> {
                        press(request);
                        yield true;
                    }
                    case JobState.Failed _, JobState.Empty _ -> false;
                    case JobState.Expired _ -> {
                        library.resume(entry.orElseThrow().id(), account);
                        yield true;
                    }
                    case JobState.Transcribing _ -> {
                        press(request);
                        yield true;
                    }
                    default -> {
                        press(request);
                        yield false;
                    }
                };
        return await(() -> (!goesOn || changes(request) > before) && isAtRest(state(request)));
    }

    /** Presses Transcribe of what was certainly never sent, too. */
    boolean pressUntilSent(JobRequest request) throws InterruptedException {
        if (!nameOf(state(request)).equals("refused")) {
            return pressAgain(request);
        }
        int before = changes(request);
        press(request);
        return await(() -> changes(request) > before && isAtRest(state(request)));
    }

    private int changes(JobRequest request) {
        return changes.getOrDefault(request, 0);
    }

    JobState state(JobRequest request) {
        return library.find(request).map(Entry::state).orElse(null);
    }

    boolean await(BooleanSupplier so) throws InterruptedException {
        return signal.await(so, LONG);
    }

    boolean awaitRest(JobRequest request) throws InterruptedException {
        return await(() -> isAtRest(state(request)));
    }

    static boolean isAtRest(JobState state) {
        return switch (state) {
            case null -> true;
            case JobState.Submitting _ -> false;
            case JobState.Transcribing waiting -> waiting.nextPoll().isEmpty();
            default -> true;
        };
    }

    /** How a state is called here. */
    static String nameOf(JobState state) {
        return switch (state) {
            case null -> "none";
            case JobState.Failed failed -> failed.accepted() ? "failed" : "refused";
            default -> state.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /**
     * Whether the folder of an entry has this answer, byte for byte.
     *
     * @param folder of the library
     */
    static boolean keeps(Path folder, Entry entry, byte[] answer) throws IOException {
        Path file = folder.resolve(entry.id()).resolve("answer.json");
        return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), answer);
    }

    List<Entry> entries() {
        return library.entries();
    }

    @Override
    public void close() {
        deaf.run();
        library.close();
    }
}
