package rollscope.keychain;

import java.util.Optional;

/** A keychain without a limit of time. One call at a time, but for {@link #cancel}. */
interface Backend {
    Optional<String> read(String name) throws KeychainException;

    void write(String name, String secret) throws KeychainException;

    void delete(String name) throws KeychainException;

    /** Ends the call under way if the system offers a way to; from any thread. */
    default void cancel() {}
}
