package rollscope.keychain;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import rollscope.keychain.KeychainException.Reason;

/** Functions of the system's own libraries. What is called is right or wrong by how it is declared here: nothing checks it. */
@SuppressWarnings("restricted") // the module is started with access to native code
final class NativeLibrary {
    /** A secret longer than this, in bytes, is none of ours. */
    static final int LONGEST = 1 << 16;

    private final SymbolLookup symbols;

    NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /**
     * Loads libraries for good.
     *
     * @throws KeychainException if one of them is not on this system
     */
    static NativeLibrary open(String first, String... more) throws KeychainException {
        try {
            var symbols = SymbolLookup.libraryLookup(first, Arena.global());
            for (String name : more) {
                symbols = symbols.or(SymbolLookup.libraryLookup(name, Arena.global()));
            }
            return new NativeLibrary(symbols);
        } catch (IllegalArgumentException | IllegalCallerException e) {
            throw new KeychainException(Reason.MISSING, String.valueOf(e.getMessage()));
        }
    }

    /** The address of a function or a variable. */
    MemorySegment address(String name) throws KeychainException {
        return symbols.find(name)
                .orElseThrow(() -> new KeychainException(Reason.MISSING, "there is no function " + name));
    }

    MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) throws KeychainException {
        return Linker.nativeLinker().downcallHandle(address(name), FunctionDescriptor.of(result, parameters));
    }

    MethodHandle procedure(String name, MemoryLayout... parameters) throws KeychainException {
        return Linker.nativeLinker().downcallHandle(address(name), FunctionDescriptor.ofVoid(parameters));
    }

    static MemorySegment pointer(MethodHandle function, Object... arguments) {
        return (MemorySegment) call(function, arguments);
    }

    static int number(MethodHandle function, Object... arguments) {
        return (int) call(function, arguments);
    }

    static long large(MethodHandle function, Object... arguments) {
        return (long) call(function, arguments);
    }

    static void run(MethodHandle procedure, Object... arguments) {
        call(procedure, arguments);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // a handle may throw what it likes; one to a C function throws nothing
            throw new IllegalStateException(e);
        }
    }

    static boolean isNull(MemorySegment pointer) {
        return pointer.address() == 0;
    }

    /** The text at a pointer that came from outside, up to its zero. */
    static String text(MemorySegment pointer) {
        return pointer.reinterpret(LONGEST).getString(0);
    }

    /** The text of so many bytes at a pointer that came from outside. */
    static String text(MemorySegment pointer, long bytes) throws KeychainException {
        if (bytes < 0 || bytes > LONGEST) {
            throw new KeychainException(Reason.FAILED, "a secret of " + bytes + " bytes");
        }
        return new String(pointer.reinterpret(bytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
