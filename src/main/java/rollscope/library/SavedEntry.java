package rollscope.library;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rollscope.language.Language;
import rollscope.language.Words;
import rollscope.transcription.Stem;

/**
 * What {@code entry.json} holds: an entry and what is needed to go on with its job after a restart. See docs/library.md.
 *
 * @param midiTaskId the provider's id of the job, once accepted; kept in every later state
 * @param stems      of the separation, as far as they were known when the job was submitted
 * @param earlier    purchases that this entry replaced, oldest first
 * @param spending   the balances before and after the job
 */
record SavedEntry(
        Entry entry, Optional<String> midiTaskId, List<Stem> stems, List<Earlier> earlier, Spending spending) {
    /** A purchase that came to nothing and was made again. */
    record Earlier(String midiTaskId, String outcome) {}

    SavedEntry {
        stems = List.copyOf(stems);
        earlier = List.copyOf(earlier);
    }

    SavedEntry with(JobState state) {
        Optional<String> taskId = state instanceof JobState.Transcribing t ? Optional.of(t.midiTaskId()) : midiTaskId;
        return new SavedEntry(
                new Entry(entry.id(), entry.title(), entry.request(), entry.created(), state),
                taskId,
                stems,
                earlier,
                spending);
    }

    SavedEntry with(Spending now) {
        return new SavedEntry(entry, midiTaskId, stems, earlier, now);
    }

    SavedEntry titled(String title) {
        return new SavedEntry(
                new Entry(entry.id(), title, entry.request(), entry.created(), entry.state()),
                midiTaskId,
                stems,
                earlier,
                spending);
    }

    /** What the list shows of it: without stems and earlier purchases. */
    SavedEntry forTheList() {
        return new SavedEntry(entry, midiTaskId, List.of(), List.of(), spending);
    }

    /**
     * The same request made anew: the purchase so far becomes history.
     *
     * @param state with which it begins: {@link JobState.Submitting} or {@link JobState.Queued}
     */
    SavedEntry anew(JobRequest request, Instant now, List<Stem> known, JobState state) {
        var history = new ArrayList<>(earlier);
        midiTaskId.ifPresent(id -> history.add(new Earlier(id, nameOf(entry.state()))));
        return new SavedEntry(
                new Entry(entry.id(), entry.title(), request, now, state),
                Optional.empty(),
                known.isEmpty() ? stems : known,
                history,
                Spending.NOT_KNOWN);
    }

    static SavedEntry first(String id, JobRequest request, Instant now, List<Stem> known, JobState state) {
        return new SavedEntry(
                new Entry(id, titleOf(request), request, now, state),
                Optional.empty(),
                known,
                List.of(),
                Spending.NOT_KNOWN);
    }

    /**
     * Providers tell no title, so the song has its separation's; the stem is told beside it. It is kept in English whatever is spoken,
     * and shown by {@link #shownTitle}.
     */
    static String titleOf(JobRequest request) {
        return titleOf(request.providerId(), request.separationTaskId());
    }

    private static String titleOf(String providerId, String separationTaskId) {
        return providerId.equals(Providers.DEMO) ? "Demo song" : "Song " + shortened(separationTaskId);
    }

    private static String shortened(String task) {
        return task.length() > 12 ? task.substring(0, 8) + "…" : task;
    }

    /** A title as it is shown: one that {@link #titleOf} made in the language of the moment, one of the user's as it is. */
    static String shownTitle(String title, String providerId, String separationTaskId) {
        if (Language.shown() == Language.ENGLISH || !title.equals(titleOf(providerId, separationTaskId))) {
            return title;
        }
        return providerId.equals(Providers.DEMO)
                ? Words.of("library.demo-song")
                : Words.of("library.song", shortened(separationTaskId));
    }

    static Problem submitInterrupted() {
        return new Problem(
                Problem.Kind.LATER,
                Words.of("library.submit-interrupted"),
                Words.of("library.submit-interrupted-remedy"),
                "");
    }

    static Problem notSent() {
        return new Problem(
                Problem.Kind.LATER, Words.of("library.not-sent"), Words.of("library.taken-back-remedy"), "");
    }

    static Problem answerGone() {
        return new Problem(
                Problem.Kind.FILE,
                Words.of("library.answer-gone"),
                Words.of("library.answer-gone-remedy"),
                "");
    }

    static Problem takenBack() {
        return new Problem(
                Problem.Kind.LATER,
                Words.of("library.taken-back"),
                Words.of("library.taken-back-remedy"),
                "");
    }

    static Problem elsewhere() {
        return new Problem(
                Problem.Kind.LATER,
                Words.of("library.elsewhere"),
                Words.of("library.elsewhere-remedy"),
                "");
    }

    /** In whatever language it was told: the program may speak another one by now. */
    static boolean isAnswerGone(Problem problem) {
        return Words.inEach("library.answer-gone").contains(problem.sentence());
    }

    /** Likewise. */
    static boolean isElsewhere(Problem problem) {
        return Words.inEach("library.elsewhere").contains(problem.sentence());
    }

    /** Whether this program is at work on the job right now. */
    boolean isWorkedOn() {
        return switch (entry.state()) {
            case JobState.Submitting _ -> true;
            case JobState.Transcribing t -> t.nextPoll().isPresent();
            default -> false;
        };
    }

    /** This entry as the disk remembers it: when the next poll is due, and what troubled the last, is not worth a write. */
    SavedEntry durable() {
        return switch (entry.state()) {
            case JobState.Transcribing t ->
                with(new JobState.Transcribing(t.midiTaskId(), t.since(), Optional.empty(), Optional.empty()));
            case JobState.Queued q -> with(new JobState.Queued(q.place(), false, Optional.empty()));
            default -> this;
        };
    }

    byte[] toJson() {
        return EntryJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote. Unknown fields are passed over; what is missing is made up where that loses nothing.
     *
     * @return empty if this is no entry
     */
    static Optional<SavedEntry> fromJson(String id, byte[] bytes) {
        return EntryJson.read(id, bytes);
    }

    /** How a state is called on the disk. */
    static String nameOf(JobState state) {
        return switch (state) {
            case JobState.Queued _ -> "queued";
            case JobState.Submitting _ -> "submitting";
            case JobState.Transcribing _ -> "transcribing";
            case JobState.Ready _ -> "ready";
            case JobState.Empty _ -> "empty";
            case JobState.Failed _ -> "failed";
            case JobState.Expired _ -> "expired";
            case JobState.Unknown _ -> "unknown";
        };
    }
}
