package rollscope.ui.library;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.OptionalLong;
import rollscope.language.Language;
import rollscope.language.Words;
import rollscope.library.Entry;
import rollscope.library.JobState;
import rollscope.library.Problem;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice.Tone;

/** Where an entry stands, in one line of the library. */
record StateLine(String text, Tone tone) {
    static StateLine of(Row row, Instant now) {
        return row.entry()
                .map(entry -> of(entry, now))
                .orElseGet(() -> new StateLine(Words.of("shelf.cannot-be-read"), Tone.BAD));
    }

    /** How old it is, how long the provider has it, what it takes on disk. */
    static String facts(Row row, Instant now, OptionalLong bytes) {
        var facts = new ArrayList<String>();
        row.entry().ifPresent(entry -> {
            facts.add(age(entry.created(), now));
            entry.leftAtProvider(now).map(StateLine::left).ifPresent(facts::add);
        });
        bytes.ifPresent(known -> facts.add(size(known)));
        return String.join(" · ", facts);
    }

    private static String age(Instant created, Instant now) {
        var age = Duration.between(created, now);
        if (age.toMinutes() < 1) {
            return Words.of("shelf.just-now");
        }
        if (age.toHours() < 1) {
            return Words.of("shelf.minutes-ago", Long.toString(age.toMinutes()));
        }
        if (age.toDays() < 1) {
            return Words.of("shelf.hours-ago", Long.toString(age.toHours()));
        }
        return age.toDays() < 15
                ? Words.of("shelf.days-ago", age.toDays(), Figures.count(age.toDays()))
                : DateTimeFormatter.ofPattern(Words.of("shelf.day"), Language.shownLocale())
                        .format(created.atZone(ZoneId.systemDefault()));
    }

    private static String left(Duration left) {
        if (left.isNegative()) {
            return Words.of("shelf.gone-at-provider");
        }
        return left.toDays() == 0
                ? Words.of("shelf.last-day")
                : Words.of("shelf.left", left.toDays(), Figures.count(left.toDays()));
    }

    /** As disks count: a MB is a million bytes. */
    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return Figures.count((bytes + 999) / 1_000) + " kB";
        }
        return bytes < 1_000_000_000
                ? Figures.count((bytes + 500_000) / 1_000_000) + " MB"
                : Figures.count(bytes / 1_000_000_000) + "." + bytes / 100_000_000 % 10 + " GB";
    }

    static StateLine of(Entry entry, Instant now) {
        return switch (entry.state()) {
            case JobState.Queued queued -> queued(queued);
            case JobState.Submitting(var since, var _) ->
                new StateLine(
                        Words.of("shelf.sending") + " · " + Figures.span(Duration.between(since, now)), Tone.CALM);
            case JobState.Transcribing transcribing -> transcribing(transcribing, now);
            case JobState.Ready ready ->
                new StateLine(
                        Words.of("shelf.ready")
                                + " · "
                                + Words.of("shelf.notes", ready.notes(), Figures.count(ready.notes())),
                        Tone.CALM);
            case JobState.Empty() ->
                entry.request().stemId().isEmpty()
                        ? new StateLine(Words.of("shelf.no-notes-try-stems"), Tone.DOUBT)
                        : new StateLine(Words.of("shelf.no-notes-try-other"), Tone.DOUBT);
            case JobState.Failed failed ->
                new StateLine(Words.of("shelf.failed", failed.problem().sentence()), Tone.BAD);
            case JobState.Expired _ -> new StateLine(Words.of("shelf.gone"), Tone.DOUBT);
            case JobState.Unknown _ -> new StateLine(Words.of("shelf.answer-lost"), Tone.DOUBT);
        };
    }

    private static StateLine queued(JobState.Queued state) {
        return state.trouble()
                .map(trouble ->
                        new StateLine(Words.of("shelf.in-queue") + " · " + inShort(trouble.kind()), Tone.DOUBT))
                .orElseGet(() -> state.going()
                        ? new StateLine(Words.of("shelf.in-queue"), Tone.CALM)
                        : new StateLine(Words.of("shelf.in-queue-needs-key"), Tone.DOUBT));
    }

    private static StateLine transcribing(JobState.Transcribing state, Instant now) {
        if (state.nextPoll().isEmpty()
                && state.trouble()
                        .filter(why -> why.kind() == Problem.Kind.FILE)
                        .isPresent()) {
            return new StateLine(Words.of("shelf.notes-missing"), Tone.DOUBT);
        }
        if (state.nextPoll().isEmpty()) {
            return new StateLine(Words.of("shelf.goes-on-there"), Tone.DOUBT);
        }
        String elapsed = Words.of("shelf.transcribing") + " · " + Figures.span(Duration.between(state.since(), now));
        return state.trouble()
                .map(trouble -> new StateLine(elapsed + " · " + inShort(trouble.kind()), Tone.DOUBT))
                .orElseGet(() -> new StateLine(elapsed, Tone.CALM));
    }

    private static String inShort(Problem.Kind trouble) {
        return switch (trouble) {
            case KEY -> Words.of("shelf.key-not-accepted");
            case CREDITS -> Words.of("shelf.balance-too-low");
            case TASK -> Words.of("shelf.not-found-yet");
            case LATER -> Words.of("shelf.not-reached");
            case PROVIDER -> Words.of("shelf.odd-answer");
            case FILE -> Words.of("shelf.not-saved");
        };
    }

    /** Whether the line changes as time passes. */
    static boolean ticks(JobState state) {
        return switch (state) {
            case JobState.Submitting _ -> true;
            case JobState.Transcribing transcribing -> transcribing.nextPoll().isPresent();
            case JobState.Queued _,
                    JobState.Ready _,
                    JobState.Empty _,
                    JobState.Failed _,
                    JobState.Expired _,
                    JobState.Unknown _ -> false;
        };
    }
}
