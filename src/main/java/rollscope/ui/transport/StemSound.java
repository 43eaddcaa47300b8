package rollscope.ui.transport;

import java.util.OptionalDouble;

/** What there is to be heard against the notes. */
public sealed interface StemSound {
    /** Nothing; {@code why} is a sentence. */
    record None(String why) implements StemSound {}

    /**
     * It is being fetched or decoded.
     *
     * @param doing {@code Fetching Drums}
     * @param part  0 to 1; empty while nobody knows
     */
    record Coming(String doing, OptionalDouble part) implements StemSound {}

    /** It plays. */
    record Ready(String name) implements StemSound {}

    /** It cannot be heard: a sentence, and one thing to do. */
    record Failed(String sentence, String remedy) implements StemSound {}
}
