package rollscope.ui.connect;

import java.util.Optional;
import rollscope.language.Words;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.transcription.Stem;
import rollscope.ui.text.Figures;

/**
 * A row of the list of stems.
 *
 * @param stem    empty for all stems in one job
 * @param request what transcribing it asks for
 * @param entry   what the library has of it
 */
record StemRow(Optional<Stem> stem, JobRequest request, Optional<Entry> entry) {
    static StemRow of(Optional<Stem> stem, String providerId, String taskId) {
        var request = new JobRequest(
                providerId, taskId, stem.map(Stem::id), stem.map(Stem::name).orElse(JobRequest.ALL_STEMS));
        return new StemRow(stem, request, Optional.empty());
    }

    StemRow with(Optional<Entry> found) {
        return new StemRow(stem, request, found);
    }

    String name() {
        return request.shownStemName();
    }

    /** What stands beside the name; empty where nothing needs saying. */
    String remark() {
        if (stem.isEmpty()) {
            return Words.of("connect.all-in-one");
        }
        return stem.get().guessed() ? Words.of("connect.id-guessed") : "";
    }

    String length() {
        return stem.map(known -> Figures.length(known.duration())).orElse("");
    }

    boolean isOf(JobRequest other) {
        return request.providerId().equals(other.providerId())
                && request.separationTaskId().equals(other.separationTaskId())
                && request.stemId().equals(other.stemId());
    }
}
