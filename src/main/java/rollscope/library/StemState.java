package rollscope.library;

import java.nio.file.Path;
import java.util.OptionalDouble;

/** Where the sound of a stem is. */
public sealed interface StemState {
    /** Not on this computer. */
    record Absent(Reason reason) implements StemState {}

    /**
     * On its way.
     *
     * @param part of it that is here, 0 to 1; empty as long as the host does not say how much there is
     */
    record Fetching(OptionalDouble part) implements StemState {}

    /** On this computer, whole; the file is in the entry's folder and belongs to the library. */
    record Kept(Path file) implements StemState {}

    /** It could not be fetched. */
    record Failed(Problem problem) implements StemState {}

    /** Why it is not on this computer. */
    enum Reason {
        /** Nobody has asked for it yet, or it was stopped. */
        NOT_FETCHED,
        /** The provider told no address of it. */
        NO_ADDRESS
    }
}
