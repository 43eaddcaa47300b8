package rollscope.settings;

import java.io.Serial;
import java.util.Optional;

/** One place that keys are kept in from one run to the next, by the id of their provider. Every call may wait. */
interface SecretPlace {
    /** Empty if there is none. */
    Optional<String> read(String provider) throws Unavailable;

    /** Replaces the one that is there. */
    void write(String provider, String key) throws Unavailable;

    /** Afterwards there is none. */
    void delete(String provider) throws Unavailable;

    /** Ends the call under way, if that is possible. */
    default void cancel() {}

    /** The place did not do what it was asked. */
    final class Unavailable extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        private final KeyTrouble trouble;

        Unavailable(KeyTrouble trouble, Exception cause) {
            super(String.valueOf(cause.getMessage()), cause);
            this.trouble = trouble;
        }

        KeyTrouble trouble() {
            return trouble;
        }
    }
}
