package rollscope.settings;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that are gone when the program ends. */
final class SecretsInMemory implements SecretStore {
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    /**
     * @param first keys to begin with, by provider
     */
    SecretsInMemory(Map<String, String> first) {
        first.forEach(this::write);
    }

    @Override
    public Optional<String> read(String provider) {
        return Optional.ofNullable(keys.get(provider));
    }

    @Override
    public void write(String provider, String key) {
        String stripped = key.strip();
        if (stripped.isEmpty()) {
            keys.remove(provider);
        } else {
            keys.put(provider, stripped);
        }
    }

    @Override
    public void delete(String provider) {
        keys.remove(provider);
    }

    @Override
    public String place() {
        return "this run only";
    }

    @Override
    public String toString() {
        return "SecretsInMemory[****]";
    }
}
