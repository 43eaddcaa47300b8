package rollscope.settings;

import java.util.Optional;

/** Keeps keys, one a provider. Safe for use by several threads. */
public interface SecretStore {
    Optional<String> read(String provider);

    void write(String provider, String key);

    /** Afterwards there is no key for the provider, wherever it came from. */
    void delete(String provider);

    /** Where keys go, for the user: {@code this run only}, {@code the keychain}. */
    String place();

    /** Keys for this run: nothing is written anywhere. A key in {@code ROLLSCOPE_API_KEY} serves every provider until replaced. */
    static SecretStore forThisRun() {
        return new SecretsInMemory(Optional.ofNullable(System.getenv("ROLLSCOPE_API_KEY")));
    }
}
