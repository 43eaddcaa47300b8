package rollscope.ui.library;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.ToLongFunction;
import rollscope.language.Words;
import rollscope.library.JobState;

/** In which order the library is listed. */
enum Order {
    NEWEST("shelf.newest"),
    NAME("shelf.name"),
    STATE("shelf.state"),
    LEFT("shelf.days-left"),
    SIZE("shelf.size");

    private static final Comparator<Row> NEWEST_FIRST =
            Comparator.comparing(Row::created).thenComparing(Row::id).reversed();

    private final String key;

    Order(String key) {
        this.key = key;
    }

    String text() {
        return Words.of(key);
    }

    /**
     * Equal rows come newest first.
     *
     * @param size bytes of a row
     */
    Comparator<Row> comparator(Instant now, ToLongFunction<Row> size) {
        return switch (this) {
            case NEWEST -> NEWEST_FIRST;
            case NAME ->
                Comparator.comparing(Row::title, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Row::stem, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(NEWEST_FIRST);
            case STATE -> Comparator.comparingInt(Order::rank).thenComparing(NEWEST_FIRST);
            case LEFT ->
                Comparator.comparingLong((Row row) -> secondsLeft(row, now)).thenComparing(NEWEST_FIRST);
            case SIZE -> Comparator.comparingLong(size).reversed().thenComparing(NEWEST_FIRST);
        };
    }

    /** What wants the user first, what is as it should be last. */
    private static int rank(Row row) {
        return row.entry()
                .map(entry -> switch (entry.state()) {
                    case JobState.Unknown _ -> 1;
                    case JobState.Failed _ -> 2;
                    case JobState.Queued _, JobState.Submitting _, JobState.Transcribing _ -> 3;
                    case JobState.Expired _ -> 4;
                    case JobState.Empty _ -> 5;
                    case JobState.Ready _ -> 6;
                })
                .orElse(0);
    }

    /** What will be gone soonest first; what is gone or has no end last. */
    private static long secondsLeft(Row row, Instant now) {
        return row.entry()
                .flatMap(entry -> entry.leftAtProvider(now))
                .filter(left -> !left.isNegative())
                .map(Duration::toSeconds)
                .orElse(Long.MAX_VALUE);
    }
}
