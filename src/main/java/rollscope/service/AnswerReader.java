package rollscope.service;

import java.io.IOException;
import java.io.InputStream;

/** Reads what the service answers about a transcription, in all the shapes it is known to take. */
public final class AnswerReader {
    public static final int MOST_INSTRUMENTS = 128;
    public static final int MOST_NOTES = 2_000_000;
    public static final long MOST_BYTES = 512L << 20;

    private static final int OK = 200;
    private static final int GENERATION_FAILED = 501;

    private AnswerReader() {}

    /**
     * Reads a record-info answer, a callback body, or a bare {@code midiData} object, as a stream.
     *
     * @throws IOException if the stream fails
     */
    public static ServiceResult<MidiRecord> read(InputStream json, Provider provider) throws IOException {
        var failures = new Failures(provider, new ApiKey(""));
        try {
            var body = MidiBody.read(json);
            if (body.envelope.failed() && body.namesTask) {
                // A callback says of the task what a poll would say of itself.
                return ok(new MidiRecord.Failed(failures.words(body.envelope.msg())));
            }
            boolean saysAnything = body.hasNotesPart || body.status() != null || body.saysNothing;
            if (!body.envelope.failed() && (!saysAnything || (body.hasStems && !body.hasNotesPart))) {
                return failed(Failures.notAnAnswer(body.hasStems ? "stems, no notes" : "JSON without notes"));
            }
            return judge(OK, body, failures);
        } catch (MidiBody.Unreadable e) {
            return failed(
                    e.tooMuch
                            ? failures.tooMuch(String.valueOf(e.getMessage()), Failures.Asked.READ)
                            : Failures.notAnAnswer(String.valueOf(e.getMessage())));
        }
    }

    /** What a record-info answer means that came with {@code status}. */
    static ServiceResult<MidiRecord> judge(int status, MidiBody body, Failures failures) {
        var envelope = body.envelope;
        if (Failures.isRefusal(status, envelope)) {
            if (Failures.isAboutMissingRecord(envelope)) {
                return ok(new MidiRecord.NotVisible());
            }
            if (envelope.code() != null && envelope.code() == GENERATION_FAILED) {
                return ok(new MidiRecord.Failed(failures.words(envelope.msg())));
            }
            return failed(failures.refused(status, envelope, Failures.Asked.READ));
        }
        if (!body.hasData && !body.hasNotesPart && body.status() == null) {
            return envelope.succeeded()
                    ? ok(new MidiRecord.NotVisible())
                    : failed(failures.unreadable(
                            "HTTP " + status + ", JSON without code and data", Failures.Asked.READ));
        }
        boolean withNotes = body.notes.size() > 0;
        // Callbacks have notes and no flag.
        var flag = body.status() == null && body.hasInstruments ? StatusFlag.SUCCESS : StatusFlag.of(body.status());
        return ok(
                switch (flag) {
                    case PENDING -> new MidiRecord.Pending();
                    case SUCCESS -> new MidiRecord.Complete(body.answer());
                    case FAILED -> new MidiRecord.Failed(failures.words(body.errorMessage));
                    case UNDELIVERED ->
                        withNotes
                                ? new MidiRecord.Complete(body.answer())
                                : new MidiRecord.Failed(failures.words(body.errorMessage));
                });
    }

    private static ServiceResult<MidiRecord> ok(MidiRecord record) {
        return new ServiceResult.Ok<>(record);
    }

    private static ServiceResult<MidiRecord> failed(ServiceFailure failure) {
        return new ServiceResult.Failed<>(failure);
    }
}
