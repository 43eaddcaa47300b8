package rollscope.service;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import rollscope.transcription.NoteTable;

/** Writes notes in the shape of a successful record-info answer, so that whatever reads the service's answers reads them. */
public final class AnswerWriter {
    private AnswerWriter() {}

    /** Same notes, same bytes; {@link AnswerReader} returns exactly the notes given. Does not close {@code out}. */
    public static void write(List<String> instruments, NoteTable notes, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}
