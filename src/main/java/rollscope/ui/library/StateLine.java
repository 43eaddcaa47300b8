package rollscope.ui.library;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.OptionalLong;
import rollscope.library.Entry;
import rollscope.library.JobState;
import rollscope.library.Problem;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice.Tone;

/** Where an entry stands, in one line of the library. */
record StateLine(String text, Tone tone) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT).withZone(ZoneId.systemDefault());

    static StateLine of(Row row, Instant now) {
        return row.entry()
                .map(entry -> of(entry, now))
                .orElseGet(() -> new StateLine("Cannot be read – what to do?", Tone.BAD));
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
            return "Just now";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min ago";
        }
        if (age.toDays() < 1) {
            return age.toHours() + " h ago";
        }
        return age.toDays() < 15 ? Figures.count(age.toDays(), "day") + " ago" : DAY.format(created);
    }

    private static String left(Duration left) {
        if (left.isNegative()) {
            return "gone at provider";
        }
        return left.toDays() == 0 ? "last day" : Figures.count(left.toDays(), "day") + " left";
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
                new StateLine("Sending · " + Figures.span(Duration.between(since, now)), Tone.CALM);
            case JobState.Transcribing transcribing -> transcribing(transcribing, now);
            case JobState.Ready ready -> new StateLine("Ready · " + Figures.count(ready.notes(), "note"), Tone.CALM);
            case JobState.Empty() ->
                entry.request().stemId().isEmpty()
                        ? new StateLine("No notes – try stem by stem", Tone.DOUBT)
                        : new StateLine("No notes – try another stem", Tone.DOUBT);
            case JobState.Failed failed ->
                new StateLine("Failed – " + failed.problem().sentence(), Tone.BAD);
            case JobState.Expired _ -> new StateLine("Gone at the provider", Tone.DOUBT);
            case JobState.Unknown _ -> new StateLine("Answer lost – check before paying again", Tone.DOUBT);
        };
    }

    private static StateLine queued(JobState.Queued state) {
        return state.trouble()
                .map(trouble -> new StateLine("In the queue · " + inShort(trouble.kind()), Tone.DOUBT))
                .orElseGet(() -> state.going()
                        ? new StateLine("In the queue", Tone.CALM)
                        : new StateLine("In the queue – waits for your key", Tone.DOUBT));
    }

    private static StateLine transcribing(JobState.Transcribing state, Instant now) {
        if (state.nextPoll().isEmpty()
                && state.trouble()
                        .filter(why -> why.kind() == Problem.Kind.FILE)
                        .isPresent()) {
            return new StateLine("Its notes are missing – fetch them", Tone.DOUBT);
        }
        if (state.nextPoll().isEmpty()) {
            return new StateLine("Goes on at the provider – ask for it", Tone.DOUBT);
        }
        String elapsed = "Transcribing · " + Figures.span(Duration.between(state.since(), now));
        return state.trouble()
                .map(trouble -> new StateLine(elapsed + " · " + inShort(trouble.kind()), Tone.DOUBT))
                .orElseGet(() -> new StateLine(elapsed, Tone.CALM));
    }

    private static String inShort(Problem.Kind trouble) {
        return switch (trouble) {
            case KEY -> "key not accepted";
            case CREDITS -> "balance too low";
            case TASK -> "not found yet";
            case LATER -> "provider not to be reached just now";
            case PROVIDER -> "odd answer";
            case FILE -> "cannot be saved";
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
