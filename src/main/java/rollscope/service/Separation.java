package rollscope.service;

import java.util.List;
import rollscope.transcription.Stem;

/** The state of a stem separation. */
public sealed interface Separation {
    record Pending() implements Separation {}

    /** The service knows no such task on this account, or does not show it yet: it answers the same to both. */
    record NotVisible() implements Separation {}

    /** Stems in the order delivered; empty if the service finished without naming any. */
    record Ready(List<Stem> stems) implements Separation {
        public Ready {
            stems = List.copyOf(stems);
        }
    }

    /** The service gave up; {@code reason} in its own words, may be empty. */
    record Failed(String reason) implements Separation {}
}
