package rollscope.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.ToIntFunction;
import rollscope.keychain.KeychainException.Reason;

/** Generic credentials of the Windows Credential Manager, which encrypts them for the user who is signed in; advapi32, wincred.h. */
@SuppressWarnings("restricted") // memory that Windows gives
final class WindowsCredentials implements Backend {
    private static final int GENERIC = 1;
    /** On this machine, for all sessions of the user. */
    private static final int PERSIST_LOCAL_MACHINE = 2;
    /** Bytes; {@code CRED_MAX_CREDENTIAL_BLOB_SIZE}. */
    private static final int LARGEST_BLOB = 5 * 512;

    private static final int NOT_FOUND = 1168;
    private static final int NO_SUCH_LOGON_SESSION = 1312;
    private static final int ACCESS_DENIED = 5;
    private static final int CANCELLED = 1223;

    /** {@code CREDENTIALW}. */
    static final StructLayout CREDENTIAL = MemoryLayout.structLayout(
            JAVA_INT.withName("Flags"),
            JAVA_INT.withName("Type"),
            ADDRESS.withName("TargetName"),
            ADDRESS.withName("Comment"),
            JAVA_INT.withName("LastWrittenLow"),
            JAVA_INT.withName("LastWrittenHigh"),
            JAVA_INT.withName("CredentialBlobSize"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("CredentialBlob"),
            JAVA_INT.withName("Persist"),
            JAVA_INT.withName("AttributeCount"),
            ADDRESS.withName("Attributes"),
            ADDRESS.withName("TargetAlias"),
            ADDRESS.withName("UserName"));

    /** How the code of the last error is come by: it must be caught before anything else happens on the thread. */
    record LastError(Linker.Option captured, StructLayout state, ToIntFunction<MemorySegment> code) {
        static LastError ofWindows() {
            var state = Linker.Option.captureStateLayout();
            long offset = state.byteOffset(MemoryLayout.PathElement.groupElement("GetLastError"));
            return new LastError(
                    Linker.Option.captureCallState("GetLastError"), state, found -> found.get(JAVA_INT, offset));
        }
    }

    private final LastError lastError;
    private final MethodHandle read;
    private final MethodHandle write;
    private final MethodHandle delete;
    private final MethodHandle free;

    WindowsCredentials(NativeLibrary library, LastError lastError) throws KeychainException {
        this.lastError = lastError;
        read = link(library, "CredReadW", ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        write = link(library, "CredWriteW", ADDRESS, JAVA_INT);
        delete = link(library, "CredDeleteW", ADDRESS, JAVA_INT, JAVA_INT);
        free = library.procedure("CredFree", ADDRESS);
    }

    static WindowsCredentials open() throws KeychainException {
        return new WindowsCredentials(NativeLibrary.open("Advapi32"), LastError.ofWindows());
    }

    private MethodHandle link(NativeLibrary library, String name, MemoryLayout... parameters) throws KeychainException {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.address(name), FunctionDescriptor.of(JAVA_INT, parameters), lastError.captured());
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(lastError.state());
            var found = arena.allocate(ADDRESS);
            if (NativeLibrary.number(read, state, target(arena, name), GENERIC, 0, found) == 0) {
                if (lastError.code().applyAsInt(state) == NOT_FOUND) {
                    return Optional.empty();
                }
                throw failure("CredRead", state);
            }
            var pointer = found.get(ADDRESS, 0);
            try {
                var credential = pointer.reinterpret(CREDENTIAL.byteSize());
                int bytes = credential.get(JAVA_INT, offset("CredentialBlobSize"));
                return Optional.of(NativeLibrary.text(credential.get(ADDRESS, offset("CredentialBlob")), bytes));
            } finally {
                NativeLibrary.run(free, pointer);
            }
        }
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_BLOB) {
            throw new KeychainException(Reason.FAILED, "too long for the Credential Manager");
        }
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(lastError.state());
            var blob = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, blob, ValueLayout.JAVA_BYTE, 0, bytes.length);
            var credential = arena.allocate(CREDENTIAL);
            credential.set(JAVA_INT, offset("Type"), GENERIC);
            credential.set(ADDRESS, offset("TargetName"), target(arena, name));
            credential.set(JAVA_INT, offset("CredentialBlobSize"), bytes.length);
            credential.set(ADDRESS, offset("CredentialBlob"), blob);
            credential.set(JAVA_INT, offset("Persist"), PERSIST_LOCAL_MACHINE);
            credential.set(ADDRESS, offset("UserName"), wide(arena, name));
            int written = NativeLibrary.number(write, state, credential, 0);
            blob.fill((byte) 0);
            if (written == 0) {
                throw failure("CredWrite", state);
            }
        }
    }

    @Override
    public void delete(String name) throws KeychainException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(lastError.state());
            int deleted = NativeLibrary.number(delete, state, target(arena, name), GENERIC, 0);
            if (deleted == 0 && lastError.code().applyAsInt(state) != NOT_FOUND) {
                throw failure("CredDelete", state);
            }
        }
    }

    private static long offset(String field) {
        return CREDENTIAL.byteOffset(MemoryLayout.PathElement.groupElement(field));
    }

    private static MemorySegment target(Arena arena, String name) {
        return wide(arena, "Rollscope: API key of " + name);
    }

    private static MemorySegment wide(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
    }

    private KeychainException failure(String function, MemorySegment state) {
        int code = lastError.code().applyAsInt(state);
        var reason =
                switch (code) {
                    case NO_SUCH_LOGON_SESSION -> Reason.MISSING;
                    case ACCESS_DENIED, CANCELLED -> Reason.REFUSED;
                    default -> Reason.FAILED;
                };
        return new KeychainException(reason, function + " failed with " + code);
    }
}
