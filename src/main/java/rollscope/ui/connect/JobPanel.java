package rollscope.ui.connect;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rollscope.language.Words;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Problem;
import rollscope.library.Spending;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice.Tone;

/**
 * A job as its panel tells it.
 *
 * @param headline what is going on, in bold
 * @param detail   the rest of the sentence
 * @param tone     how much it matters
 * @param progress 0 to 1, {@link #UNKNOWN_PROGRESS}, or {@link #NO_PROGRESS}
 * @param choices  what can be done now, the likeliest first
 * @param details  for a supporter; may be empty
 */
record JobPanel(String headline, String detail, Tone tone, double progress, List<Choice> choices, String details) {
    static final double UNKNOWN_PROGRESS = -1;
    static final double NO_PROGRESS = Double.NaN;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    /** What the user can do about a job. */
    enum Choice {
        STOP_WAITING("job.stop-waiting"),
        ASK_AGAIN("job.ask-again"),
        OPEN("job.open"),
        STEM_BY_STEM("job.choose-stem"),
        TRY_AGAIN("job.try-again"),
        CHECK_BALANCE("job.check-balance"),
        SUBMIT_AGAIN("job.submit-again"),
        CONFIRM("job.submit-again-maybe-twice"),
        KEEP("job.keep"),
        BUY("job.buy"),
        NOT_NOW("job.not-now"),
        GO_ON("job.go-on"),
        TAKE_BACK("job.take-back"),
        TAKE_ALL_BACK("job.take-all-back"),
        COPY_DETAILS("job.copy-details");

        private final String key;

        Choice(String key) {
            this.key = key;
        }

        String text() {
            return Words.of(key);
        }
    }

    boolean hasProgress() {
        return !Double.isNaN(progress);
    }

    /**
     * @param confirming the user wants a new job, which may cost, and is asked once more
     * @param spending   the balances beside the job
     * @param balance    the balance at the provider as it is now, if that is known
     */
    static JobPanel of(Entry entry, Instant now, boolean confirming, Spending spending, Optional<BigDecimal> balance) {
        String stem = inSentence(entry.request());
        return switch (entry.state()) {
            case JobState.Queued queued ->
                new JobPanel(
                        entry.request().stemId().isEmpty()
                                ? Words.of("job.all-wait")
                                : Words.of("job.stem-waits", stem),
                        queued.trouble().map(Problem::sentence).orElseGet(() -> Words.of("job.nothing-sent-yet")),
                        queued.trouble().isPresent() ? Tone.DOUBT : Tone.CALM,
                        NO_PROGRESS,
                        List.of(Choice.TAKE_BACK),
                        queued.trouble().map(Problem::details).orElse(""));
            case JobState.Submitting(var since, var _) ->
                new JobPanel(
                        Words.of("job.sending", stem),
                        Figures.span(Duration.between(since, now)) + " · " + Words.of("job.sent-once"),
                        Tone.CALM,
                        UNKNOWN_PROGRESS,
                        List.of(Choice.STOP_WAITING),
                        "");
            case JobState.Transcribing transcribing -> transcribing(entry, transcribing, stem, now);
            case JobState.Ready(var notes, var instruments) ->
                new JobPanel(
                        Words.of("job.ready"),
                        Words.of("job.notes", notes, Figures.count(notes))
                                + " · "
                                + Words.of("job.instruments", instruments, Figures.count(instruments))
                                + spent(spending),
                        Tone.GOOD,
                        NO_PROGRESS,
                        List.of(Choice.OPEN),
                        "");
            case JobState.Empty() -> empty(entry.request(), stem, confirming, spending);
            case JobState.Failed(var problem, var accepted) -> failed(problem, accepted, confirming, spending);
            case JobState.Expired(var midiTaskId) ->
                new JobPanel(
                        Words.of("job.gone"),
                        confirming
                                ? Words.of("job.gone-buy-again", stem)
                                : Words.of("job.gone-ask-again"),
                        Tone.DOUBT,
                        NO_PROGRESS,
                        confirming
                                ? List.of(Choice.CONFIRM, Choice.KEEP)
                                : List.of(Choice.ASK_AGAIN, Choice.SUBMIT_AGAIN),
                        "MIDI task " + midiTaskId);
            case JobState.Unknown(var submitted, var problem) ->
                unknown(submitted, problem, confirming, evidence(spending, balance));
        };
    }

    /**
     * The queue at a provider.
     *
     * @param queue the next one first; not empty
     */
    static JobPanel ofQueue(List<Entry> queue, String provider) {
        var first = (JobState.Queued) queue.getFirst().state();
        String waiting = Figures.count(queue.size());
        String details = first.trouble().map(Problem::details).orElse("");
        if (first.going()) {
            return new JobPanel(
                    Words.of("job.queue", queue.size(), waiting, provider),
                    first.trouble()
                            .map(trouble -> inARow(trouble.sentence(), Words.of("job.queue-retries")))
                            .orElseGet(() -> Words.of(
                                    "job.queue-next", inSentence(queue.getFirst().request()))),
                    first.trouble().isPresent() ? Tone.DOUBT : Tone.CALM,
                    NO_PROGRESS,
                    List.of(Choice.TAKE_ALL_BACK),
                    details);
        }
        return new JobPanel(
                Words.of("job.queue-stands", queue.size(), waiting, provider),
                first.trouble()
                        .map(trouble -> inARow(trouble.sentence(), trouble.remedy()))
                        .orElseGet(() -> Words.of("job.queue-needs-key")),
                Tone.DOUBT,
                NO_PROGRESS,
                List.of(Choice.GO_ON, Choice.TAKE_ALL_BACK),
                details);
    }

    /** What a job cost, to be appended; empty if the balances do not tell. */
    static String spent(Spending spending) {
        if (spending.before().isEmpty() || spending.after().isEmpty()) {
            return "";
        }
        String before = Figures.credits(spending.before().get());
        String after = Figures.credits(spending.after().get());
        return " · "
                + spending.cost()
                        .map(cost -> cost.signum() == 0
                                ? Words.of("job.balance-same")
                                : Words.of("job.cost", Figures.credits(cost), before, after))
                        .orElseGet(() -> Words.of("job.balance-mixed", before, after));
    }

    /** What the balances say about a job whose answer was lost; empty if nothing. */
    static String evidence(Spending spending, Optional<BigDecimal> balance) {
        if (spending.before().isEmpty()) {
            return "";
        }
        String before = Figures.credits(spending.before().get());
        var now = balance.or(spending::after);
        if (now.isEmpty()) {
            return Words.of("job.evidence-check", before);
        }
        String then = Figures.credits(now.get());
        return switch (spending.verdict(now)) {
            case PROBABLY_TAKEN -> Words.of("job.evidence-taken", before, then);
            case PROBABLY_NOT_TAKEN -> Words.of("job.evidence-not-taken", before, then);
            case MIXED, NOT_KNOWN -> Words.of("job.evidence-mixed", before, then);
        };
    }

    private static JobPanel empty(JobRequest request, String stem, boolean confirming, Spending spending) {
        boolean all = request.stemId().isEmpty();
        String headline = all ? Words.of("job.no-notes-in-all") : Words.of("job.no-notes-in-stem", stem);
        if (confirming) {
            return new JobPanel(
                    headline,
                    Words.of("job.no-notes-buy-again", stem),
                    Tone.DOUBT,
                    NO_PROGRESS,
                    List.of(Choice.CONFIRM, Choice.KEEP),
                    "");
        }
        return new JobPanel(
                headline,
                (all ? Words.of("job.no-notes-try-stems") : Words.of("job.no-notes-try-other")) + spent(spending),
                Tone.DOUBT,
                NO_PROGRESS,
                List.of(Choice.STEM_BY_STEM),
                "");
    }

    private static JobPanel transcribing(Entry entry, JobState.Transcribing state, String stem, Instant now) {
        var elapsed = Duration.between(state.since(), now);
        if (state.nextPoll().isEmpty()) {
            return new JobPanel(
                    Words.of("job.not-waiting", stem),
                    state.trouble().map(Problem::sentence).orElseGet(() -> Words.of("job.goes-on-there")),
                    Tone.DOUBT,
                    NO_PROGRESS,
                    List.of(Choice.ASK_AGAIN),
                    state.trouble().map(Problem::details).orElse(""));
        }
        boolean demo = entry.request().providerId().equals("demo");
        long pause = Math.max(
                0, Duration.between(now, state.nextPoll().orElseThrow()).toSeconds());
        String asked = pause == 0 ? Words.of("job.asking-now") : Words.of("job.asked-again-in", Long.toString(pause));
        String usual = demo ? Words.of("job.usual-for-demo") : Words.of("job.usual");
        String line = Figures.span(elapsed) + " · "
                + state.trouble().map(Problem::sentence).orElse(usual) + " · " + asked;
        return new JobPanel(
                Words.of("job.transcribing", stem),
                line,
                state.trouble().isEmpty() ? Tone.CALM : Tone.DOUBT,
                likely(elapsed, demo ? 4 : 45),
                List.of(Choice.STOP_WAITING),
                state.trouble().map(Problem::details).orElse(""));
    }

    /** The provider tells no progress; this one comes ever closer to the end and never reaches it. */
    private static double likely(Duration elapsed, double usualSeconds) {
        double seconds = Math.max(0, elapsed.toMillis() / 1000.0);
        return 0.95 * (1 - Math.exp(-seconds / usualSeconds));
    }

    private static JobPanel failed(Problem problem, boolean accepted, boolean confirming, Spending spending) {
        var choices = new ArrayList<Choice>();
        if (confirming) {
            choices.add(Choice.CONFIRM);
            choices.add(Choice.KEEP);
        } else {
            choices.add(accepted ? Choice.SUBMIT_AGAIN : Choice.TRY_AGAIN);
        }
        String detail = confirming
                ? Words.of("job.accepted-buy-again")
                : problem.remedy() + spent(spending);
        return new JobPanel(problem.sentence(), detail, Tone.BAD, NO_PROGRESS, List.copyOf(choices), problem.details());
    }

    private static JobPanel unknown(Instant submitted, Problem problem, boolean confirming, String evidence) {
        String when = TIME.format(submitted.atZone(ZoneId.systemDefault()));
        return confirming
                ? new JobPanel(
                        Words.of("job.lost-buy-again"),
                        inARow(Words.of("job.lost-paid-twice"), evidence),
                        Tone.DOUBT,
                        NO_PROGRESS,
                        List.of(Choice.CONFIRM, Choice.KEEP),
                        problem.details())
                : new JobPanel(
                        Words.of("job.lost"),
                        evidence.isEmpty()
                                ? Words.of("job.lost-no-evidence", when)
                                : inARow(Words.of("job.lost-at", when), evidence),
                        Tone.DOUBT,
                        NO_PROGRESS,
                        List.of(Choice.CHECK_BALANCE, Choice.SUBMIT_AGAIN),
                        problem.details());
    }

    /** Two sentences, of which the second may be empty. */
    static String inARow(String first, String second) {
        return second.isEmpty() ? first : Words.of("job.two-sentences", first, second);
    }

    /** The stem within a sentence: {@code Drums}, {@code all stems}. */
    static String inSentence(JobRequest request) {
        return request.stemId().isPresent()
                ? Words.of("job.named-stem", request.shownStemName())
                : Words.of("job.all-stems");
    }
}
