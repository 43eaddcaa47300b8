package rollscope.settings;

import java.util.Optional;
import rollscope.keychain.Keychain;
import rollscope.keychain.KeychainException;

/** Keys in the keychain of the system, where the user finds them under the provider's id. */
record SecretsInKeychain(Keychain keychain) implements SecretPlace {
    @Override
    public Optional<String> read(String provider) throws Unavailable {
        try {
            return keychain.read(provider);
        } catch (KeychainException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void write(String provider, String key) throws Unavailable {
        try {
            keychain.write(provider, key);
        } catch (KeychainException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void delete(String provider) throws Unavailable {
        try {
            keychain.delete(provider);
        } catch (KeychainException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void cancel() {
        keychain.cancel();
    }

    private static Unavailable unavailable(KeychainException said) {
        var trouble =
                switch (said.reason()) {
                    case MISSING -> KeyTrouble.NO_KEYCHAIN;
                    case REFUSED -> KeyTrouble.KEYCHAIN_REFUSED;
                    case SLOW -> KeyTrouble.KEYCHAIN_SLOW;
                    case FAILED -> KeyTrouble.KEYCHAIN_FAILED;
                };
        return new Unavailable(trouble, said);
    }
}
