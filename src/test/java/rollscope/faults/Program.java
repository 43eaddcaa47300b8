package rollscope.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.Pace;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;

/**
 * The program without its window, in a process that can be killed: opens the library of its first argument at the provider of its
 * second, reads the key from its input, and then a line for each press of Transcribe, or for a queue with several stems. It tells
 * each rest of an entry.
 */
final class Program {
    /** Begins a line that puts stems into the queue. */
    static final String QUEUE = "queue";

    private final Library library;
    private final Account account;

    private Program(Library library, Account account) {
        this.library = library;
        this.account = account;
    }

    public static void main(String[] args) throws IOException {
        var providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo");
        if (!(providers.find(args[1]) instanceof Outcome.Ok<ProviderChoice>(ProviderChoice choice))) {
            throw new IllegalArgumentException(args[1]);
        }
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var account = new Account(choice, String.valueOf(in.readLine()));
        try (var library = new Library(
                Path.of(args[0]),
                providers,
                URI.create("https://example.com/callback"),
                Pace.every(Duration.ofMillis(15)))) {
            var program = new Program(library, account);
            library.listen(program::tell);
            say("open");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                program.press(line);
            }
        }
    }

    /** @param line the separation, and behind a blank the stem; or before it {@link #QUEUE}, and behind it several stems */
    private void press(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals(QUEUE)) {
            library.enqueue(
                    account,
                    Arrays.stream(words)
                            .skip(2)
                            .map(stem -> Desk.request(account.provider(), words[1], Optional.of(stem)))
                            .toList());
            for (Entry entry : library.entries()) {
                if (entry.state() instanceof JobState.Transcribing waiting
                        && waiting.nextPoll().isEmpty()) {
                    library.resume(entry.id(), account);
                }
            }
            return;
        }
        var request = Desk.request(account.provider(), words[0], Optional.of(words[1]));
        Optional<Entry> known = library.find(request);
        // What failed, expired or is empty may rightly be bought again; nothing here is to be. Nothing is ever refused here, so what
        // is was never sent.
        switch (known.map(entry -> Desk.nameOf(entry.state())).orElse("none")) {
            case "none", "refused", "submitting", "transcribing", "ready", "unknown" -> tell(library.transcribe(account, request));
            case "expired" -> library.resume(known.orElseThrow().id(), account);
            default -> tell(known.orElseThrow());
        }
        say("pressed " + words[0] + " " + words[1]);
    }

    private void tell(Entry entry) {
        JobRequest request = entry.request();
        boolean rests = Desk.isAtRest(entry.state());
        say((rests ? "rests " : "goes-on ") + request.separationTaskId() + " "
                + request.stemId().orElse("") + " " + Desk.nameOf(entry.state()));
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
