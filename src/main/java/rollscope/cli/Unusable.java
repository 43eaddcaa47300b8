package rollscope.cli;

import java.io.Serial;

/** Options that mean nothing together or are out of range: a sentence without its stop, told as a usage error. */
final class Unusable extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    Unusable(String sentence) {
        super(sentence);
    }
}
