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
        STOP_WAITING("Stop waiting"),
        ASK_AGAIN("Ask again"),
        OPEN("Open"),
        STEM_BY_STEM("Choose a stem"),
        TRY_AGAIN("Try again"),
        CHECK_BALANCE("Check balance"),
        SUBMIT_AGAIN("Submit again…"),
        CONFIRM("Submit again, maybe pay twice"),
        KEEP("Keep it as it is"),
        BUY("Transcribe"),
        NOT_NOW("Not now"),
        GO_ON("Go on"),
        TAKE_BACK("Take it back"),
        TAKE_ALL_BACK("Take all back"),
        COPY_DETAILS("Copy details");

        private final String text;

        Choice(String text) {
            this.text = text;
        }

        String text() {
            return text;
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
                        stem.equals("all stems") ? "All stems wait in the queue" : stem + " waits in the queue",
                        queued.trouble().map(Problem::sentence).orElse("Nothing was sent yet, and nothing spent."),
                        queued.trouble().isPresent() ? Tone.DOUBT : Tone.CALM,
                        NO_PROGRESS,
                        List.of(Choice.TAKE_BACK),
                        queued.trouble().map(Problem::details).orElse(""));
            case JobState.Submitting(var since, var _) ->
                new JobPanel(
                        "Sending " + stem,
                        Figures.span(Duration.between(since, now)) + " · one request, never repeated by itself",
                        Tone.CALM,
                        UNKNOWN_PROGRESS,
                        List.of(Choice.STOP_WAITING),
                        "");
            case JobState.Transcribing transcribing -> transcribing(entry, transcribing, stem, now);
            case JobState.Ready(var notes, var instruments) ->
                new JobPanel(
                        "Ready",
                        Figures.count(notes, "note") + " · " + Figures.count(instruments, "instrument")
                                + spent(spending),
                        Tone.GOOD,
                        NO_PROGRESS,
                        List.of(Choice.OPEN),
                        "");
            case JobState.Empty() -> empty(entry.request(), stem, confirming, spending);
            case JobState.Failed(var problem, var accepted) -> failed(problem, accepted, confirming, spending);
            case JobState.Expired(var midiTaskId) ->
                new JobPanel(
                        "The provider no longer knows this job",
                        confirming
                                ? "Transcribing " + stem + " again is a new job, which may be paid again."
                                : "Providers keep results for about two weeks. Asking for it once more is free.",
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
        String waiting = Figures.count(queue.size(), "job") + (queue.size() == 1 ? " waits" : " wait");
        String details = first.trouble().map(Problem::details).orElse("");
        if (first.going()) {
            return new JobPanel(
                    "Queue at " + provider + ": " + waiting,
                    first.trouble()
                            .map(trouble -> trouble.sentence() + " Nothing was sent; it is tried again by itself.")
                            .orElse("One after the other, each sent once. Next: "
                                    + inSentence(queue.getFirst().request()) + "."),
                    first.trouble().isPresent() ? Tone.DOUBT : Tone.CALM,
                    NO_PROGRESS,
                    List.of(Choice.TAKE_ALL_BACK),
                    details);
        }
        return new JobPanel(
                "The queue at " + provider + " stands still: " + waiting,
                first.trouble()
                        .map(trouble -> trouble.sentence() + " " + trouble.remedy())
                        .orElse("Nothing is sent before you use your key there or let it go on."),
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
        String balances = Figures.credits(spending.before().get()) + " → "
                + Figures.credits(spending.after().get());
        return spending.cost()
                .map(cost -> cost.signum() == 0
                        ? " · your balance did not change"
                        : " · cost " + Figures.credits(cost) + " credits (" + balances + ")")
                .orElse(" · your balance went " + balances + ", with other jobs or payments between");
    }

    /** What the balances say about a job whose answer was lost; empty if nothing. */
    static String evidence(Spending spending, Optional<BigDecimal> balance) {
        if (spending.before().isEmpty()) {
            return "";
        }
        var before = spending.before().get();
        var now = balance.or(spending::after);
        if (now.isEmpty()) {
            return "Your balance was " + Figures.credits(before) + " before: check what it is now.";
        }
        String both = "Your balance was " + Figures.credits(before) + " before and is " + Figures.credits(now.get())
                + " now: ";
        return both
                + switch (spending.verdict(now)) {
                    case PROBABLY_TAKEN -> "the job was probably taken.";
                    case PROBABLY_NOT_TAKEN -> "the job was probably not taken.";
                    case MIXED, NOT_KNOWN -> "other jobs or payments are in that, so look at the provider's task list.";
                };
    }

    private static JobPanel empty(JobRequest request, String stem, boolean confirming, Spending spending) {
        boolean all = request.stemId().isEmpty();
        String headline = all ? "No notes for all stems together" : "No notes in " + stem;
        if (confirming) {
            return new JobPanel(
                    headline,
                    "Transcribing " + stem + " again is a new job, which may be paid again and may find nothing again.",
                    Tone.DOUBT,
                    NO_PROGRESS,
                    List.of(Choice.CONFIRM, Choice.KEEP),
                    "");
        }
        return new JobPanel(
                headline,
                all
                        ? "The provider finished and sent no notes. That is known to happen with this kind of"
                                + " separation, and asking for one stem at a time often helps." + spent(spending)
                        : "The provider finished and heard nothing it could write down here. Another stem may do"
                                + " better." + spent(spending),
                Tone.DOUBT,
                NO_PROGRESS,
                List.of(Choice.STEM_BY_STEM),
                "");
    }

    private static JobPanel transcribing(Entry entry, JobState.Transcribing state, String stem, Instant now) {
        var elapsed = Duration.between(state.since(), now);
        if (state.nextPoll().isEmpty()) {
            return new JobPanel(
                    "Not waiting for " + stem,
                    state.trouble().map(Problem::sentence).orElse("It goes on at the provider. Asking for it is free."),
                    Tone.DOUBT,
                    NO_PROGRESS,
                    List.of(Choice.ASK_AGAIN),
                    state.trouble().map(Problem::details).orElse(""));
        }
        boolean demo = entry.request().providerId().equals("demo");
        long pause = Math.max(
                0, Duration.between(now, state.nextPoll().orElseThrow()).toSeconds());
        String asked = pause == 0 ? "asking now" : "asked again in " + pause + " s";
        String usual = demo ? "a few seconds" : "usually half a minute to a minute and a half";
        String line = Figures.span(elapsed) + " · "
                + state.trouble().map(Problem::sentence).orElse(usual) + " · " + asked;
        return new JobPanel(
                "Transcribing " + stem,
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
                ? "The provider had accepted this job and may have charged for it. Submitting again may be paid again."
                : problem.remedy() + spent(spending);
        return new JobPanel(problem.sentence(), detail, Tone.BAD, NO_PROGRESS, List.copyOf(choices), problem.details());
    }

    private static JobPanel unknown(Instant submitted, Problem problem, boolean confirming, String evidence) {
        String when = TIME.format(submitted.atZone(ZoneId.systemDefault()));
        return confirming
                ? new JobPanel(
                        "Submit again?",
                        "If the first request did arrive, this pays for the same job twice. " + evidence,
                        Tone.DOUBT,
                        NO_PROGRESS,
                        List.of(Choice.CONFIRM, Choice.KEEP),
                        problem.details())
                : new JobPanel(
                        "The answer was lost",
                        evidence.isEmpty()
                                ? "The request went out at " + when + " and no answer came back, so the job may or may"
                                        + " not have been accepted. If your balance went down since then, it was."
                                : "The request went out at " + when + " and no answer came back. " + evidence,
                        Tone.DOUBT,
                        NO_PROGRESS,
                        List.of(Choice.CHECK_BALANCE, Choice.SUBMIT_AGAIN),
                        problem.details());
    }

    /** The stem within a sentence: {@code Drums}, {@code all stems}. */
    static String inSentence(JobRequest request) {
        return inSentence(
                Optional.of(request.stemName()).filter(_ -> request.stemId().isPresent()));
    }

    static String inSentence(Optional<String> stem) {
        return stem.orElse("all stems");
    }
}
