package rollscope.keychain;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A system's library, written in Java behind real native pointers: each method is a function of its name, called as the system's would
 * be. What it hands out are handles, as opaque as those of the system, and {@link #live} counts those not yet given back.
 */
@SuppressWarnings("restricted") // it stands in for the system
abstract class NativeFake {
    private final Map<String, MemorySegment> symbols = new HashMap<>();
    private final Map<Long, Object> handles = new HashMap<>();
    private final AtomicLong last = new AtomicLong(0x1000);
    final Arena arena = Arena.ofAuto();

    /** To be called at the end of the constructor. */
    final NativeLibrary library(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        for (var method : getClass().getDeclaredMethods()) {
            if (!method.isSynthetic() && !java.lang.reflect.Modifier.isPrivate(method.getModifiers())) {
                symbols.put(method.getName(), stub(lookup, method));
            }
        }
        SymbolLookup found = name -> java.util.Optional.ofNullable(symbols.get(name));
        return new NativeLibrary(found);
    }

    final void variable(String name, MemorySegment address) {
        symbols.put(name, address);
    }

    private MemorySegment stub(MethodHandles.Lookup lookup, Method method) throws IllegalAccessException {
        var parameters = new MemoryLayout[method.getParameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = layout(method.getParameterTypes()[i]);
        }
        var type = method.getReturnType() == void.class
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(layout(method.getReturnType()), parameters);
        return Linker.nativeLinker().upcallStub(lookup.unreflect(method).bindTo(this), type, arena);
    }

    private static MemoryLayout layout(Class<?> type) {
        return type == int.class
                ? ValueLayout.JAVA_INT
                : type == long.class ? ValueLayout.JAVA_LONG : ValueLayout.ADDRESS;
    }

    final MemorySegment handle(Object object) {
        long id = last.addAndGet(16);
        handles.put(id, object);
        return MemorySegment.ofAddress(id);
    }

    @SuppressWarnings("unchecked")
    final <T> T behind(MemorySegment handle) {
        var object = handles.get(handle.address());
        if (object == null) {
            throw new AssertionError("not a handle, or given back already");
        }
        return (T) object;
    }

    final void giveBack(MemorySegment handle) {
        behind(handle);
        handles.remove(handle.address());
    }

    final int live() {
        return handles.size();
    }

    static String text(MemorySegment pointer) {
        return pointer.reinterpret(1 << 16).getString(0);
    }
}
