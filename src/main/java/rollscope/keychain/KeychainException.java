package rollscope.keychain;

import java.io.Serial;

/** Why a keychain did not do what it was asked. Its message is for the log and never holds a secret. */
public final class KeychainException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** What is in the way. */
    public enum Reason {
        /** This system has none, or none is running. */
        MISSING,
        /** It is locked, or the user said no. */
        REFUSED,
        /** It did not answer in time, or the wait was ended. */
        SLOW,
        FAILED
    }

    private final Reason reason;

    public KeychainException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
