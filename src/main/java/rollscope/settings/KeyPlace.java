package rollscope.settings;

import java.util.Arrays;
import java.util.Optional;

/** Where the key of a provider is kept. */
public enum KeyPlace {
    /** In the operating system's own store of secrets, from one run to the next. */
    KEYCHAIN("keychain"),
    /** Nowhere: it is gone when the program ends. */
    THIS_RUN("run"),
    /** In a file that only the user may read, not encrypted, from one run to the next. */
    FILE("file");

    private final String symbol;

    KeyPlace(String symbol) {
        this.symbol = symbol;
    }

    /** Its word in the settings. */
    String symbol() {
        return symbol;
    }

    static Optional<KeyPlace> of(String symbol) {
        return Arrays.stream(values())
                .filter(place -> place.symbol.equals(symbol))
                .findFirst();
    }
}
