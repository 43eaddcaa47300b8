package rollscope.service;

import java.io.IOException;
import java.io.InputStream;

/** Reads what the service answers about a transcription, in all the shapes it is known to take. */
public final class AnswerReader {
    public static final int MOST_INSTRUMENTS = 128;
    public static final int MOST_NOTES = 2_000_000;
    public static final long MOST_BYTES = 512L << 20;

    private AnswerReader() {}

    /**
     * Reads a record-info answer, a callback body, or a bare {@code midiData} object, as a stream.
     *
     * @throws IOException if the stream fails
     */
    public static ServiceResult<MidiRecord> read(InputStream json, Provider provider) throws IOException {
        throw new UnsupportedOperationException();
    }
}
