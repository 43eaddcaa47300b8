package rollscope.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static rollscope.keychain.NativeLibrary.number;
import static rollscope.keychain.NativeLibrary.pointer;
import static rollscope.keychain.NativeLibrary.run;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import rollscope.keychain.KeychainException.Reason;

/** Generic passwords of the user's default keychain on macOS; Security.framework, SecItem.h. */
@SuppressWarnings("restricted") // memory that macOS gives
final class MacKeychain implements Backend {
    private static final String SERVICE = "io.github.rollscope";
    private static final int UTF_8 = 0x08000100;
    private static final int NOT_FOUND = -25300;
    private static final int DUPLICATE = -25299;
    private static final int USER_CANCELLED = -128;
    private static final int AUTH_FAILED = -25293;
    private static final int INTERACTION_NOT_ALLOWED = -25308;
    private static final int NO_DEFAULT_KEYCHAIN = -25307;
    private static final int NOT_AVAILABLE = -25291;

    private final NativeLibrary library;
    private final MethodHandle add;
    private final MethodHandle copy;
    private final MethodHandle update;
    private final MethodHandle remove;
    private final MethodHandle newDictionary;
    private final MethodHandle put;
    private final MethodHandle newString;
    private final MethodHandle newData;
    private final MethodHandle length;
    private final MethodHandle bytes;
    private final MethodHandle release;

    MacKeychain(NativeLibrary library) throws KeychainException {
        this.library = library;
        add = library.function("SecItemAdd", JAVA_INT, ADDRESS, ADDRESS);
        copy = library.function("SecItemCopyMatching", JAVA_INT, ADDRESS, ADDRESS);
        update = library.function("SecItemUpdate", JAVA_INT, ADDRESS, ADDRESS);
        remove = library.function("SecItemDelete", JAVA_INT, ADDRESS);
        newDictionary = library.function("CFDictionaryCreateMutable", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        put = library.procedure("CFDictionarySetValue", ADDRESS, ADDRESS, ADDRESS);
        newString = library.function("CFStringCreateWithCString", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
        newData = library.function("CFDataCreate", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        length = library.function("CFDataGetLength", JAVA_LONG, ADDRESS);
        bytes = library.function("CFDataGetBytePtr", ADDRESS, ADDRESS);
        release = library.procedure("CFRelease", ADDRESS);
    }

    static MacKeychain open() throws KeychainException {
        return new MacKeychain(NativeLibrary.open(
                "/System/Library/Frameworks/Security.framework/Security",
                "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"));
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        try (var made = new Made()) {
            var query = made.query(name);
            made.set(query, "kSecReturnData", constant("kCFBooleanTrue"));
            made.set(query, "kSecMatchLimit", constant("kSecMatchLimitOne"));
            var result = made.arena.allocate(ADDRESS);
            int status = number(copy, query, result);
            if (status == NOT_FOUND) {
                return Optional.empty();
            }
            refuse("SecItemCopyMatching", status);
            var data = made.own(result.get(ADDRESS, 0));
            return Optional.of(NativeLibrary.text(pointer(bytes, data), NativeLibrary.large(length, data)));
        }
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        try (var made = new Made()) {
            var data = made.data(secret);
            var item = made.query(name);
            made.set(item, "kSecAttrLabel", made.string("Rollscope: API key of " + name));
            made.set(item, "kSecValueData", data);
            int status = number(add, item, MemorySegment.NULL);
            if (status == DUPLICATE) {
                var change = made.dictionary();
                made.set(change, "kSecValueData", data);
                refuse("SecItemUpdate", number(update, made.query(name), change));
            } else {
                refuse("SecItemAdd", status);
            }
        }
    }

    @Override
    public void delete(String name) throws KeychainException {
        try (var made = new Made()) {
            int status = number(remove, made.query(name));
            if (status != NOT_FOUND) {
                refuse("SecItemDelete", status);
            }
        }
    }

    /** The object that a constant of the frameworks, a variable, points at. */
    private MemorySegment constant(String name) throws KeychainException {
        return library.address(name).reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
    }

    private static void refuse(String function, int status) throws KeychainException {
        if (status != 0) {
            var reason =
                    switch (status) {
                        case USER_CANCELLED, AUTH_FAILED, INTERACTION_NOT_ALLOWED -> Reason.REFUSED;
                        case NO_DEFAULT_KEYCHAIN, NOT_AVAILABLE -> Reason.MISSING;
                        default -> Reason.FAILED;
                    };
            throw new KeychainException(reason, function + " answered " + status);
        }
    }

    /** Objects made for a call, released after it. */
    private final class Made implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final Deque<MemorySegment> objects = new ArrayDeque<>();

        MemorySegment own(MemorySegment object) throws KeychainException {
            if (NativeLibrary.isNull(object)) {
                throw new KeychainException(Reason.FAILED, "no memory");
            }
            objects.push(object);
            return object;
        }

        MemorySegment string(String text) throws KeychainException {
            return own(pointer(newString, MemorySegment.NULL, arena.allocateFrom(text), UTF_8));
        }

        MemorySegment data(String secret) throws KeychainException {
            byte[] content = secret.getBytes(StandardCharsets.UTF_8);
            var copied = arena.allocate(Math.max(1, content.length));
            MemorySegment.copy(content, 0, copied, ValueLayout.JAVA_BYTE, 0, content.length);
            var data = own(pointer(newData, MemorySegment.NULL, copied, (long) content.length));
            copied.fill((byte) 0);
            return data;
        }

        MemorySegment dictionary() throws KeychainException {
            return own(pointer(
                    newDictionary,
                    MemorySegment.NULL,
                    0L,
                    library.address("kCFTypeDictionaryKeyCallBacks"),
                    library.address("kCFTypeDictionaryValueCallBacks")));
        }

        MemorySegment query(String name) throws KeychainException {
            var query = dictionary();
            set(query, "kSecClass", constant("kSecClassGenericPassword"));
            set(query, "kSecAttrService", string(SERVICE));
            set(query, "kSecAttrAccount", string(name));
            return query;
        }

        void set(MemorySegment dictionary, String key, MemorySegment value) throws KeychainException {
            run(put, dictionary, constant(key), value);
        }

        @Override
        public void close() {
            objects.forEach(object -> run(release, object));
            arena.close();
        }
    }
}
