package rollscope.ui.library;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import rollscope.language.Words;
import rollscope.library.BrokenEntry;
import rollscope.library.Entry;

/**
 * A line of the library: an entry, or one that cannot be read.
 *
 * @param words what a search looks through, in small letters
 */
record Row(String id, Optional<Entry> entry, Optional<BrokenEntry> broken, String words) {
    static Row of(Entry entry) {
        var request = entry.request();
        return new Row(
                entry.id(),
                Optional.of(entry),
                Optional.empty(),
                small(
                        entry.shownTitle(),
                        request.shownStemName(),
                        request.providerId(),
                        request.separationTaskId(),
                        entry.id()));
    }

    static Row of(BrokenEntry broken) {
        return new Row(
                broken.id(),
                Optional.empty(),
                Optional.of(broken),
                small(broken.title(), broken.stemName(), broken.id(), Words.of("shelf.not-readable")));
    }

    private static String small(String... words) {
        return String.join("\n", words).toLowerCase(Locale.ROOT);
    }

    String title() {
        return entry.map(Entry::shownTitle).or(() -> broken.map(BrokenEntry::title)).orElse(id);
    }

    /** Empty if it cannot be told. */
    String stem() {
        return entry.map(found -> found.request().shownStemName())
                .or(() -> broken.map(BrokenEntry::stemName))
                .orElse("");
    }

    /** What cannot be read comes first, where it is seen. */
    Instant created() {
        return entry.map(Entry::created).orElse(Instant.MAX);
    }
}
