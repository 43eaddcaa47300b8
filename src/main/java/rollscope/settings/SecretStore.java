package rollscope.settings;

import java.util.Map;
import java.util.Optional;

/**
 * Keeps keys, one a provider, named by its id: {@code kie}, {@code sunoapi}, or a base URL in normal form. A key that is kept is not
 * thereby in use: nothing is sent with it before the user asks for something. Safe for use by several threads.
 */
public interface SecretStore {
    Optional<String> read(String provider);

    void write(String provider, String key);

    /** Afterwards there is no key for the provider, wherever it came from. */
    void delete(String provider);

    /** Where keys go, for the user: {@code this run only}, {@code the keychain}. */
    String place();

    /** Keys for this run: nothing is written anywhere. */
    static SecretStore forThisRun() {
        return new SecretsInMemory(Map.of());
    }

    /**
     * Keys for this run: nothing is written anywhere. A key in {@code ROLLSCOPE_API_KEY} is that of one provider, until replaced or
     * deleted; no other provider ever gets it.
     *
     * @param lastUsed the provider in the settings at start, whose key it is taken to be; if that is {@code demo}, which needs none,
     *     it is taken to be the one of {@code kie}
     */
    static SecretStore forThisRun(String lastUsed) {
        return forThisRun(lastUsed, Optional.ofNullable(System.getenv("ROLLSCOPE_API_KEY")));
    }

    /** The same with the variable's value given. */
    static SecretStore forThisRun(String lastUsed, Optional<String> variable) {
        return new SecretsInMemory(variable.map(key -> Map.of(lastUsed.equals("demo") ? "kie" : lastUsed, key))
                .orElse(Map.of()));
    }
}
