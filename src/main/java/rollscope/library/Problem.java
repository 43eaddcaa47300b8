package rollscope.library;

import java.util.Objects;
import rollscope.service.ServiceFailure;

/**
 * Something that did not work, told to a musician.
 *
 * @param kind     what sort of problem, so that a view can point at the field concerned
 * @param sentence one plain sentence
 * @param remedy   one thing to do
 * @param details  for a supporter: the service's own words, codes; never the key; may be empty
 */
public record Problem(Kind kind, String sentence, String remedy, String details) {
    /** What the problem concerns. */
    public enum Kind {
        /** The key. */
        KEY,
        /** The balance. */
        CREDITS,
        /** The task id: unknown, gone, not finished. */
        TASK,
        /** The network or the provider: it may work later. */
        LATER,
        /** The provider refuses, or its answer cannot be read. */
        PROVIDER,
        /** A file or the disk. */
        FILE
    }

    public Problem {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(remedy);
        Objects.requireNonNull(details);
    }

    static Problem of(ServiceFailure failure) {
        Kind kind =
                switch (failure.kind()) {
                    case AUTH -> Kind.KEY;
                    case CREDITS -> Kind.CREDITS;
                    case NOT_FOUND -> Kind.TASK;
                    case THROTTLED, MAINTENANCE, SERVER, NETWORK -> Kind.LATER;
                    case REJECTED, UNREADABLE -> Kind.PROVIDER;
                };
        return new Problem(kind, failure.sentence(), failure.remedy(), failure.details());
    }
}
