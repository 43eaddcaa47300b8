package rollscope.service;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Talks to one provider with one key. All calls block and may be made from any thread, best a virtual one; interrupting the
 * thread cancels the call. Reads are repeated with growing pauses when that can help; a submit is sent once, ever.
 */
public final class ServiceClient implements AutoCloseable {
    /**
     * @param callback sent with each submit because the service insists on one; the result is polled
     */
    public ServiceClient(Provider provider, ApiKey key, URI callback) {
        throw new UnsupportedOperationException();
    }

    /** The balance in credits. Free. */
    public ServiceResult<BigDecimal> credits() {
        throw new UnsupportedOperationException();
    }

    /** A separation and its stems. Free. */
    public ServiceResult<Separation> separation(String taskId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Starts a transcription and returns its task id. May cost credits; sent once, never repeated.
     *
     * @param audioId the stem, or empty for all stems
     */
    public ServiceResult<String> submit(String separationTaskId, Optional<String> audioId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks once for the state of a transcription. Free.
     *
     * @param spool receives the answer's body, byte for byte; replaced if it exists
     */
    public ServiceResult<MidiRecord> poll(String midiTaskId, Path spool) {
        throw new UnsupportedOperationException();
    }

    /** A fresh link to a file of the provider, valid for some minutes. Free. */
    public ServiceResult<URI> downloadUrl(URI file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
