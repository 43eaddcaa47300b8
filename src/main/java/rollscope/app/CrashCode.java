package rollscope.app;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A short code for what went wrong and where, such as {@code K7M-2Q}: the same for the same mistake, on every computer and in every
 * build, and free of what the user works with. It is made of the types of a throwable and of its first cause, and of the methods of
 * ours that were nearest to it, without lines.
 */
final class CrashCode {
    /** Letters and digits that are not taken for one another. */
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int FRAMES = 3;
    private static final String OURS = "rollscope.";

    private CrashCode() {}

    static String of(Throwable failure) {
        var cause = firstCause(failure);
        long hash = add(
                add(0xcbf29ce484222325L, failure.getClass().getName()),
                cause.getClass().getName());
        for (String method : methods(cause)) {
            hash = add(hash, method);
        }
        hash ^= hash >>> 32;
        var code = new StringBuilder(6);
        for (int i = 0; i < 5; i++) {
            code.append(SYMBOLS.charAt((int) (hash >>> (5 * i)) & 31));
        }
        return code.insert(3, '-').toString();
    }

    /** Chains of causes can be rings. */
    static Throwable firstCause(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var first = failure;
        while (first.getCause() != null && seen.add(first)) {
            first = first.getCause();
        }
        return first;
    }

    /** Ours; where none is, those of others. */
    private static List<String> methods(Throwable cause) {
        var ours = frames(cause)
                .filter(frame -> frame.startsWith(OURS))
                .limit(FRAMES)
                .toList();
        return ours.isEmpty() ? frames(cause).limit(FRAMES).toList() : ours;
    }

    /** What the compiler or the virtual machine numbers has no number here: it would change from build to build. */
    private static Stream<String> frames(Throwable cause) {
        return Stream.of(cause.getStackTrace())
                .filter(frame -> !frame.getClassName().contains("$$"))
                .map(frame -> (frame.getClassName() + "." + frame.getMethodName()).replaceAll("\\$\\d+", "\\$"));
    }

    /** FNV-1a, 64 bits. */
    private static long add(long hash, String text) {
        long now = hash;
        for (int i = 0; i < text.length(); i++) {
            now = (now ^ text.charAt(i)) * 0x100000001b3L;
        }
        return (now ^ '\n') * 0x100000001b3L;
    }
}
