package rollscope.settings;

import java.util.Optional;

/** Keeps keys, one a provider. */
public interface SecretStore {
    Optional<String> read(String provider);

    void write(String provider, String key);

    void delete(String provider);

    /** Where keys go, for the user: {@code this run only}, {@code the keychain}. */
    String place();

    /** Keys for this run: nothing is written anywhere. A key in {@code ROLLSCOPE_API_KEY} serves every provider until replaced. */
    static SecretStore forThisRun() {
        throw new UnsupportedOperationException();
    }
}
