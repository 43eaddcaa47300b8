package rollscope.settings;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that are gone when the program ends. */
final class SecretsInMemory implements SecretStore {
    private final Optional<String> forAll;
    /** An empty one was deleted. */
    private final Map<String, Optional<String>> keys = new ConcurrentHashMap<>();

    /**
     * @param forAll the key of every provider that has none of its own
     */
    SecretsInMemory(Optional<String> forAll) {
        this.forAll = forAll.map(String::strip).filter(key -> !key.isEmpty());
    }

    @Override
    public Optional<String> read(String provider) {
        return keys.getOrDefault(provider, forAll);
    }

    @Override
    public void write(String provider, String key) {
        keys.put(provider, Optional.of(key.strip()).filter(stripped -> !stripped.isEmpty()));
    }

    @Override
    public void delete(String provider) {
        keys.put(provider, Optional.empty());
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
