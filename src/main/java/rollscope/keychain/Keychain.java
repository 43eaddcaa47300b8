package rollscope.keychain;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The operating system's store of secrets, in which each secret of Rollscope has a name. Every call may wait, even for the user to
 * unlock the store. Safe for use by several threads.
 */
public interface Keychain {
    /** Empty if there is none of that name. */
    Optional<String> read(String name) throws KeychainException;

    /** Replaces the secret of that name. */
    void write(String name, String secret) throws KeychainException;

    /** Afterwards there is none of that name. */
    void delete(String name) throws KeychainException;

    /** Ends the call under way, from another thread, with {@link KeychainException.Reason#SLOW}; none is nothing. */
    void cancel();

    /** What this system's users call it, in the language spoken now: {@code the keychain}, {@code the Windows Credential Manager}. */
    String title();

    /**
     * The keychain of this system; nothing of it is loaded before the first call, and no call takes longer than a minute, in which a
     * user may be asked for a password.
     */
    static Keychain ofThisSystem() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var longest = Duration.ofMinutes(1);
        if (system.startsWith("mac")) {
            return new TimedKeychain("keychain.macos", MacKeychain::open, longest);
        }
        if (system.startsWith("windows")) {
            return new TimedKeychain("keychain.windows", WindowsCredentials::open, longest);
        }
        return new TimedKeychain("keychain.other", SecretService::open, longest);
    }
}
