package rollscope.ui.shell;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is made when it is first asked for: a window that opens a song has no need of the form for another. FX thread only. */
final class Late<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Late(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        var there = made;
        if (there == null) {
            there = maker.get();
            made = there;
        }
        return there;
    }

    /** Empty if it was never asked for. */
    Optional<T> made() {
        return Optional.ofNullable(made);
    }
}
