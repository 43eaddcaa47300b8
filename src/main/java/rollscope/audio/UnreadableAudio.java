package rollscope.audio;

import java.io.IOException;

/** A file that is no sound to us. The message is one sentence to be shown as it is; it does not name the file. */
public final class UnreadableAudio extends IOException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** Zero bytes. */
        EMPTY,
        /** None of the formats we know, whatever its name says. */
        UNKNOWN,
        /** A format we know, in a variety we cannot decode. */
        UNSUPPORTED,
        /** A format we know, but nothing in it can be decoded. */
        DAMAGED,
        /** longer than {@link PcmFile#MAX_SECONDS}. */
        TOO_LONG
    }

    private final Reason reason;

    UnreadableAudio(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
