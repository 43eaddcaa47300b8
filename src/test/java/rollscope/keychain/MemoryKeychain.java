package rollscope.keychain;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import rollscope.keychain.KeychainException.Reason;

/** A keychain for tests, which can be told not to work. */
public final class MemoryKeychain implements Keychain {
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private volatile Optional<Reason> fault = Optional.empty();
    private volatile int calls;

    /** From now on every call fails like this. */
    public void failWith(Reason reason) {
        fault = Optional.of(reason);
    }

    public void work() {
        fault = Optional.empty();
    }

    public Map<String, String> secrets() {
        return secrets;
    }

    /** How often it was asked for anything. */
    public int calls() {
        return calls;
    }

    private synchronized void called() throws KeychainException {
        calls++;
        if (fault.isPresent()) {
            throw new KeychainException(fault.get(), "told to");
        }
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        called();
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        called();
        secrets.put(name, secret);
    }

    @Override
    public void delete(String name) throws KeychainException {
        called();
        secrets.remove(name);
    }

    @Override
    public void cancel() {}

    @Override
    public String title() {
        return "the keychain";
    }
}
