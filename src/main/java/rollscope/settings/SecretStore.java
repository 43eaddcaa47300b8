package rollscope.settings;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import rollscope.keychain.Keychain;
import rollscope.settings.SecretPlace.Unavailable;

/**
 * Keeps keys, one a provider, named by its id: {@code kie}, {@code sunoapi}, or a base URL in normal form. A key is kept where the
 * settings say for its provider, and where that does not work for this run. A key that is kept is not thereby in use: nothing is sent
 * with it before the user asks for something.
 *
 * <p>Safe for use by several threads. {@link #read} and {@link #choices} never block; the rest may wait for the disk, or for the user
 * to unlock a keychain.
 */
public final class SecretStore {
    private static final System.Logger LOG = System.getLogger(SecretStore.class.getName());
    private static final String VARIABLE = "ROLLSCOPE_API_KEY";

    /**
     * Where a key is after it was to be kept somewhere.
     *
     * @param trouble why it is elsewhere, or elsewhere too; empty if all went well
     */
    public record Kept(KeyPlace place, Optional<KeyTrouble> trouble) {}

    /**
     * The key of a provider.
     *
     * @param trouble why it is not known whether there is one; empty if that is known
     */
    public record Found(Optional<String> key, Optional<KeyTrouble> trouble) {
        @Override
        public String toString() {
            return "Found[" + key.map(_ -> "****").orElse("") + ", " + trouble + "]";
        }
    }

    private record Stored(KeyPlace place, String key) {}

    private final Map<KeyPlace, SecretPlace> places = new EnumMap<>(KeyPlace.class);
    private final Function<String, KeyPlace> choice;
    /** What it is called, in the language spoken now. */
    private final Supplier<String> keychain;
    /** Keys as far as they are known in this run. */
    private final Map<String, String> run = new ConcurrentHashMap<>();
    /** Keys that the environment gave, which are not written anywhere unless the user says so. */
    private final Map<String, String> given;

    private final ReentrantLock lock = new ReentrantLock();
    /** What is known to be somewhere. Guarded by {@link #lock}. */
    private final Map<String, Stored> stored = new ConcurrentHashMap<>();

    private SecretStore(
            Map<KeyPlace, SecretPlace> places,
            Function<String, KeyPlace> choice,
            Supplier<String> keychain,
            Map<String, String> given) {
        this.places.putAll(places);
        this.choice = choice;
        this.keychain = keychain;
        this.given = given;
        run.putAll(given);
    }

    /** Keys for this run: nothing is written anywhere. */
    public static SecretStore forThisRun() {
        return forThisRun("demo", Optional.empty());
    }

    /** Keys for this run, and one in the variable, as {@link #of} has it. */
    public static SecretStore forThisRun(String lastUsed, Optional<String> variable) {
        return new SecretStore(Map.of(), _ -> KeyPlace.THIS_RUN, () -> "", given(lastUsed, variable));
    }

    /**
     * Keys of this system. One in {@code ROLLSCOPE_API_KEY} is that of one provider, for this run, until replaced or deleted; no
     * other provider ever gets it. Nothing is opened before it is needed.
     *
     * @param settings tell where the key of a provider is kept, and the provider last used, whose key the variable is taken to be; if
     *     that is {@code demo}, which needs none, it is taken to be the one of {@code kie}
     * @param folder for keys in files; holds nothing else
     */
    public static SecretStore of(SettingsStore settings, Path folder, Map<String, String> environment) {
        return of(settings, folder, environment, Keychain.ofThisSystem());
    }

    /** The same with the keychain given. */
    public static SecretStore of(
            SettingsStore settings, Path folder, Map<String, String> environment, Keychain keychain) {
        return new SecretStore(
                Map.of(
                        KeyPlace.KEYCHAIN, new SecretsInKeychain(keychain),
                        KeyPlace.FILE, new SecretsInFiles(folder)),
                provider -> settings.get().keyPlace(provider),
                keychain::title,
                given(settings.get().provider(), Optional.ofNullable(environment.get(VARIABLE))));
    }

    private static Map<String, String> given(String lastUsed, Optional<String> variable) {
        return variable.map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(key -> Map.of(lastUsed.equals("demo") ? "kie" : lastUsed, key))
                .orElse(Map.of());
    }

    /** The places there are to choose from, in order. */
    public List<KeyPlace> choices() {
        return List.of(KeyPlace.values()).stream()
                .filter(place -> place == KeyPlace.THIS_RUN || places.containsKey(place))
                .toList();
    }

    /** Where the key of a provider goes. */
    public KeyPlace choice(String provider) {
        return choice.apply(provider);
    }

    /** What users call the keychain of this system; empty if there is none to choose. */
    public String keychain() {
        return keychain.get();
    }

    /** The key as far as it is known in this run; never blocks. */
    public Optional<String> read(String provider) {
        return Optional.ofNullable(run.get(provider));
    }

    /** The key, from this run or else from where it is kept. */
    public Found find(String provider) {
        lock.lock();
        try {
            var place = places.get(choice(provider));
            if (run.containsKey(provider) || place == null) {
                return new Found(read(provider), Optional.empty());
            }
            var key = place.read(provider).map(String::strip).filter(text -> !text.isEmpty());
            key.ifPresent(text -> {
                run.put(provider, text);
                stored.put(provider, new Stored(choice(provider), text));
            });
            return new Found(key, Optional.empty());
        } catch (Unavailable e) {
            return new Found(Optional.empty(), Optional.of(told("read", e)));
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a key where its provider's go; one that cannot be kept there is kept for this run. A blank one is none. */
    public Kept write(String provider, String key) {
        lock.lock();
        try {
            String stripped = key.strip();
            if (stripped.isEmpty()) {
                return new Kept(KeyPlace.THIS_RUN, delete(provider));
            }
            run.put(provider, stripped);
            return stripped.equals(given.get(provider)) && !stored.containsKey(provider)
                    ? new Kept(KeyPlace.THIS_RUN, Optional.empty())
                    : store(provider, stripped, choice(provider));
        } finally {
            lock.unlock();
        }
    }

    /** Writes a key to a place, unless it is there. */
    private Kept store(String provider, String key, KeyPlace to) {
        var place = places.get(to);
        if (place == null) {
            return new Kept(KeyPlace.THIS_RUN, Optional.empty());
        }
        var wanted = new Stored(to, key);
        if (wanted.equals(stored.get(provider))) {
            return new Kept(to, Optional.empty());
        }
        try {
            place.write(provider, key);
            stored.put(provider, wanted);
            return new Kept(to, Optional.empty());
        } catch (Unavailable e) {
            return new Kept(KeyPlace.THIS_RUN, Optional.of(told("keep", e)));
        }
    }

    /**
     * Takes the key of a provider, if there is one, to another place, and away from all others once it is there. The settings are the
     * caller's to change.
     *
     * @return {@code to}, or where it still is if that did not work; with a trouble also if it could not be removed from elsewhere
     */
    public Kept move(String provider, KeyPlace to) {
        lock.lock();
        try {
            var before = Optional.ofNullable(stored.get(provider)).map(Stored::place);
            var key = find(provider).key();
            if (key.isPresent()) {
                var kept = store(provider, key.get(), to);
                if (kept.place() != to) {
                    return new Kept(before.orElse(KeyPlace.THIS_RUN), kept.trouble());
                }
            }
            var left = deleteExcept(provider, Optional.of(to));
            if (to == KeyPlace.THIS_RUN && left.isEmpty()) {
                stored.remove(provider);
            }
            return new Kept(to, left);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Afterwards there is no key for the provider, wherever it came from and wherever it was kept.
     *
     * @return why it may still be kept somewhere; empty if it is not
     */
    public Optional<KeyTrouble> delete(String provider) {
        run.remove(provider);
        lock.lock();
        try {
            run.remove(provider);
            stored.remove(provider);
            return deleteExcept(provider, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private Optional<KeyTrouble> deleteExcept(String provider, Optional<KeyPlace> kept) {
        Optional<KeyTrouble> trouble = Optional.empty();
        for (var place : places.entrySet()) {
            if (!kept.equals(Optional.of(place.getKey()))) {
                try {
                    place.getValue().delete(provider);
                } catch (Unavailable e) {
                    // Where there is no keychain there is no key in it.
                    trouble = e.trouble() == KeyTrouble.NO_KEYCHAIN ? trouble : Optional.of(told("remove", e));
                }
            }
        }
        return trouble;
    }

    /** Ends a wait for a keychain; the call that waits says that it was slow. */
    public void cancel() {
        places.values().forEach(SecretPlace::cancel);
    }

    private static KeyTrouble told(String verb, Unavailable said) {
        LOG.log(System.Logger.Level.INFO, "Cannot {0} a key: {1}, {2}", verb, said.trouble(), said.getMessage());
        return said.trouble();
    }

    @Override
    public String toString() {
        return "SecretStore[****]";
    }
}
