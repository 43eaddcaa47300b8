package rollscope.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static rollscope.keychain.NativeLibrary.isNull;
import static rollscope.keychain.NativeLibrary.number;
import static rollscope.keychain.NativeLibrary.pointer;
import static rollscope.keychain.NativeLibrary.run;
import static rollscope.keychain.NativeLibrary.text;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rollscope.keychain.KeychainException.Reason;

/**
 * The Secret Service of a Linux desktop (GNOME Keyring, KWallet, KeePassXC), through libsecret, which talks to it over the session's
 * D-Bus. Secrets are found again by schema and one attribute, the name.
 */
@SuppressWarnings("restricted") // memory that libsecret gives
final class SecretService implements Backend {
    private static final String SCHEMA = "io.github.rollscope.Key";
    private static final String ATTRIBUTE = "provider";
    /** {@code SecretSchema} of a 64-bit system: name, flags, 32 attributes of name and type, and some reserved words. */
    private static final long SCHEMA_BYTES = 8 + 8 + 32 * 16 + 8 + 7 * 8;

    private static final long FIRST_ATTRIBUTE = 16;
    /** {@code GError}: domain, code, message. */
    private static final long ERROR_BYTES = 16;

    private static final int IO_CANCELLED = 19;
    private static final int SECRET_IS_LOCKED = 2;

    private final MethodHandle store;
    private final MethodHandle lookup;
    private final MethodHandle search;
    private final MethodHandle clear;
    private final MethodHandle freePassword;
    private final MethodHandle newTable;
    private final MethodHandle insert;
    private final MethodHandle unrefTable;
    private final MethodHandle freeList;
    private final MethodHandle nameOfQuark;
    private final MethodHandle freeError;
    private final MethodHandle newCancellable;
    private final MethodHandle cancelCancellable;
    private final MethodHandle unref;
    private final MemorySegment hash;
    private final MemorySegment equal;
    private final MemorySegment unrefAddress;
    private final MemorySegment schema;
    private final MemorySegment attribute;

    private final Object lock = new Object();
    /** Of the call under way. Guarded by {@link #lock}. */
    private @Nullable MemorySegment cancellable;

    /** What is asked of libsecret, with what leads to the secrets, what ends the call, and where an error goes. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Arena arena, MemorySegment attributes, MemorySegment cancellable, MemorySegment error)
                throws KeychainException;
    }

    SecretService(NativeLibrary library) throws KeychainException {
        store = library.function(
                "secret_password_storev_sync", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        lookup = library.function("secret_password_lookupv_sync", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        search =
                library.function("secret_password_searchv_sync", ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        clear = library.function("secret_password_clearv_sync", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        freePassword = library.procedure("secret_password_free", ADDRESS);
        newTable = library.function("g_hash_table_new", ADDRESS, ADDRESS, ADDRESS);
        insert = library.function("g_hash_table_insert", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        unrefTable = library.procedure("g_hash_table_unref", ADDRESS);
        freeList = library.procedure("g_list_free_full", ADDRESS, ADDRESS);
        nameOfQuark = library.function("g_quark_to_string", ADDRESS, JAVA_INT);
        freeError = library.procedure("g_error_free", ADDRESS);
        newCancellable = library.function("g_cancellable_new", ADDRESS);
        cancelCancellable = library.procedure("g_cancellable_cancel", ADDRESS);
        unref = library.procedure("g_object_unref", ADDRESS);
        hash = library.address("g_str_hash");
        equal = library.address("g_str_equal");
        unrefAddress = library.address("g_object_unref");
        attribute = Arena.global().allocateFrom(ATTRIBUTE);
        schema = Arena.global().allocate(SCHEMA_BYTES, 8);
        schema.set(ADDRESS, 0, Arena.global().allocateFrom(SCHEMA));
        schema.set(ADDRESS, FIRST_ATTRIBUTE, attribute);
    }

    /**
     * Loads libsecret.
     *
     * @throws KeychainException if there is none, or no session whose bus could be asked: then one would be started, and stay
     */
    static SecretService open() throws KeychainException {
        if (!hasBus(System.getenv())) {
            throw new KeychainException(Reason.MISSING, "there is no session bus");
        }
        return new SecretService(
                NativeLibrary.open("libsecret-1.so.0", "libgio-2.0.so.0", "libgobject-2.0.so.0", "libglib-2.0.so.0"));
    }

    static boolean hasBus(Map<String, String> environment) {
        if (!environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isBlank()) {
            return true;
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return !runtime.isBlank() && Files.exists(Path.of(runtime, "bus"));
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        return asking(name, (_, attributes, cancellable, error) -> {
            Optional<String> found = look(attributes, cancellable, error);
            if (found.isEmpty() && isThere(attributes, cancellable, error)) {
                throw new KeychainException(Reason.REFUSED, "the keyring was not unlocked");
            }
            return found;
        });
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        asking(name, (arena, attributes, cancellable, error) -> {
            var password = arena.allocateFrom(secret);
            int stored = number(
                    store,
                    schema,
                    attributes,
                    arena.allocateFrom("default"),
                    arena.allocateFrom("Rollscope: API key of " + name),
                    password,
                    cancellable,
                    error);
            password.fill((byte) 0);
            refuse(error);
            if (stored == 0) {
                throw new KeychainException(Reason.REFUSED, "the keyring was not unlocked");
            }
            return name;
        });
    }

    /** Only what is unlocked can be removed, and looking a secret up unlocks it. */
    @Override
    public void delete(String name) throws KeychainException {
        asking(name, (_, attributes, cancellable, error) -> {
            look(attributes, cancellable, error);
            number(clear, schema, attributes, cancellable, error);
            refuse(error);
            if (isThere(attributes, cancellable, error)) {
                throw new KeychainException(Reason.REFUSED, "the keyring was not unlocked");
            }
            return name;
        });
    }

    private Optional<String> look(MemorySegment attributes, MemorySegment cancellable, MemorySegment error)
            throws KeychainException {
        var password = pointer(lookup, schema, attributes, cancellable, error);
        refuse(error);
        if (isNull(password)) {
            return Optional.empty();
        }
        try {
            return Optional.of(text(password));
        } finally {
            run(freePassword, password);
        }
    }

    /** Whether there is such a secret, locked or not. */
    private boolean isThere(MemorySegment attributes, MemorySegment cancellable, MemorySegment error)
            throws KeychainException {
        var found = pointer(search, schema, attributes, 0, cancellable, error);
        refuse(error);
        if (isNull(found)) {
            return false;
        }
        run(freeList, found, unrefAddress);
        return true;
    }

    private <T> T asking(String name, Question<T> question) throws KeychainException {
        var ending = pointer(newCancellable);
        synchronized (lock) {
            cancellable = ending;
        }
        try (var arena = Arena.ofConfined()) {
            var attributes = pointer(newTable, hash, equal);
            try {
                number(insert, attributes, attribute, arena.allocateFrom(name));
                return question.ask(arena, attributes, ending, arena.allocate(ADDRESS));
            } finally {
                run(unrefTable, attributes);
            }
        } finally {
            synchronized (lock) {
                cancellable = null;
                run(unref, ending);
            }
        }
    }

    /** Throws what libsecret reports. */
    private void refuse(MemorySegment error) throws KeychainException {
        var reported = error.get(ADDRESS, 0);
        if (isNull(reported)) {
            return;
        }
        var fields = reported.reinterpret(ERROR_BYTES);
        String domain = text(pointer(nameOfQuark, fields.get(JAVA_INT, 0)));
        int code = fields.get(JAVA_INT, 4);
        String message = text(fields.get(ADDRESS, 8));
        run(freeError, reported);
        error.set(ADDRESS, 0, MemorySegment.NULL);
        throw new KeychainException(reason(domain, code), domain + " " + code + ": " + message);
    }

    private static Reason reason(String domain, int code) {
        return switch (domain) {
            case "g-io-error-quark" -> code == IO_CANCELLED ? Reason.SLOW : Reason.MISSING;
            case "g-dbus-error-quark" -> Reason.MISSING;
            case "secret-error" -> code == SECRET_IS_LOCKED ? Reason.REFUSED : Reason.FAILED;
            default -> Reason.FAILED;
        };
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            if (cancellable != null) {
                run(cancelCancellable, cancellable);
            }
        }
    }
}
