package rollscope.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Problem;
import rollscope.transcription.Transcription;

/** Has a job done and waits for it, telling how it goes. */
final class Waiting {
    private static final String RUN_AGAIN = "Run the same command again to go on waiting; that costs nothing.";

    private final Terminal terminal;
    private final Library library;
    private final Account account;
    private String lastSaid = "";

    Waiting(Terminal terminal, Library library, Account account) {
        this.terminal = terminal;
        this.library = library;
        this.account = account;
    }

    /** Blocks until the job has ended, however long that takes. What the library has already costs nothing again. */
    Transcription transcribe(JobRequest request) throws Refusal, InterruptedException {
        return await(() -> library.transcribe(account, request));
    }

    /** Sends a job again whose answer was lost, and blocks until it has ended. */
    Transcription submitAgain(String entryId) throws Refusal, InterruptedException {
        return await(() -> library.submitAgain(entryId, account));
    }

    private Transcription await(Supplier<Entry> sent) throws Refusal, InterruptedException {
        var changes = new LinkedBlockingQueue<Entry>();
        var listening = library.listen(changes::add);
        try {
            var entry = sent.get();
            if (entry.state() instanceof JobState.Transcribing job
                    && job.nextPoll().isEmpty()) {
                terminal.say("This job was sent before; going on with it.");
                library.resume(entry.id(), account);
            }
            untilReady(entry, changes);
            return Refusal.orValueOf(library.open(entry.id()));
        } finally {
            listening.run();
        }
    }

    private void untilReady(Entry entry, BlockingQueue<Entry> changes) throws Refusal, InterruptedException {
        var farewell = Thread.ofPlatform().unstarted(() -> terminal.say("Stopped waiting. " + RUN_AGAIN));
        boolean accepted = false;
        try {
            var state = entry.state();
            while (!isReady(state, entry.request())) {
                if (state instanceof JobState.Transcribing && !accepted) {
                    accepted = true;
                    Runtime.getRuntime().addShutdownHook(farewell);
                }
                state = next(entry.id(), changes);
                if (state instanceof JobState.Transcribing job && job.nextPoll().isEmpty()) {
                    throw givenUp(job, entry.request());
                }
            }
        } finally {
            if (accepted) {
                keepQuiet(farewell);
            }
        }
    }

    private boolean isReady(JobState state, JobRequest request) throws Refusal {
        return switch (state) {
            case JobState.Queued _ -> false; // being sent instead
            case JobState.Submitting _ -> {
                say("Sending " + request.stemName());
                yield false;
            }
            case JobState.Transcribing job -> {
                say("Transcribing " + request.stemName() + " · " + elapsed(job.since())
                        + job.trouble()
                                .map(problem -> " · " + problem.sentence())
                                .orElse(""));
                yield false;
            }
            case JobState.Ready _ -> true;
            case JobState.Empty _ -> throw empty(request);
            case JobState.Failed failed -> throw new Refusal(failed.problem());
            case JobState.Expired _ ->
                throw new Refusal(
                        "The provider no longer has this job; results are kept there for 14 days.",
                        "Add --again to send a new job, which may cost again.");
            case JobState.Unknown unknown -> throw new Refusal(unknown.problem());
        };
    }

    /** The library asks no more for now; the job itself may well go on. */
    private static Refusal givenUp(JobState.Transcribing job, JobRequest request) {
        return new Refusal(
                job.trouble()
                        .map(Problem::sentence)
                        .orElse("The provider has not finished " + request.stemName() + "."),
                job.trouble().map(problem -> problem.remedy() + " ").orElse("") + RUN_AGAIN);
    }

    private static JobState next(String entryId, BlockingQueue<Entry> changes) throws InterruptedException {
        while (true) {
            var changed = changes.take();
            if (changed.id().equals(entryId)) {
                return changed.state();
            }
        }
    }

    private static Refusal empty(JobRequest request) {
        return request.stemId().isEmpty()
                ? new Refusal(
                        "The provider finished and found no notes in all stems together.",
                        "Choose a single stem with --track: that often finds some.")
                : new Refusal(
                        "The provider finished and found no notes in " + request.stemName() + ".",
                        "Choose another stem.");
    }

    private void say(String line) {
        if (!line.equals(lastSaid)) {
            terminal.say(line);
            lastSaid = line;
        }
    }

    private static String elapsed(Instant since) {
        long seconds = Math.max(0, Duration.between(since, Instant.now()).toSeconds());
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private static void keepQuiet(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException _) {
            // The program is being stopped, and the farewell said already.
        }
    }
}
