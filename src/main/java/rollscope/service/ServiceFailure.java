package rollscope.service;

import java.util.Objects;

/**
 * Why a call did not do its job.
 *
 * @param kind          what sort of failure, which decides what can be done about it
 * @param sentence      one plain sentence for a musician, without codes
 * @param remedy        one thing to do, as a sentence
 * @param details       what a supporter wants to see: status, code, the service's own words; never the key
 * @param maybeAccepted whether the request may have been carried out although no answer arrived; true only for submits
 * @param unreached     whether the provider was certainly not reached, for a reason that may pass by itself: nothing of the request was
 *                      sent, and the same may be tried again when there is a network; true only for submits
 */
public record ServiceFailure(
        Kind kind, String sentence, String remedy, String details, boolean maybeAccepted, boolean unreached) {
    /** The sorts of failure. */
    public enum Kind {
        /** The key is missing, wrong or not allowed. */
        AUTH,
        /** The balance does not cover the call. */
        CREDITS,
        /** Too many calls; later it will work. */
        THROTTLED,
        /** The service is being maintained. */
        MAINTENANCE,
        /** No such task, or it is gone. */
        NOT_FOUND,
        /** The service will not do this, however often it is asked. */
        REJECTED,
        /** The service failed. */
        SERVER,
        /** The service was not reached, or its answer was cut off. */
        NETWORK,
        /** The answer is not one the service is known to give. */
        UNREADABLE
    }

    public ServiceFailure(Kind kind, String sentence, String remedy, String details, boolean maybeAccepted) {
        this(kind, sentence, remedy, details, maybeAccepted, false);
    }

    public ServiceFailure {
        if (maybeAccepted && unreached) {
            throw new IllegalArgumentException("what reached nobody was not accepted");
        }
        Objects.requireNonNull(kind);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(remedy);
        Objects.requireNonNull(details);
    }
}
