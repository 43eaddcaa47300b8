package rollscope.library;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import rollscope.transcription.Stem;
import rollscope.transcription.Transcription;

/**
 * What the user owns, on disk, and the jobs that add to it. Methods that return an {@link Outcome} block on the network or the
 * disk; call them on a virtual thread. The others return at once. A job of the same provider, separation and stem is never
 * bought twice.
 */
public final class Library implements AutoCloseable {
    /**
     * Opens the library and reads its entries. Jobs that were running when it was last closed are {@link JobState.Transcribing}
     * without a next poll; a submit that was under way is {@link JobState.Unknown}.
     *
     * @param folder   made if missing
     * @param callback sent with each submit
     */
    public Library(Path folder, Providers providers, URI callback, Pace pace) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<Entry> entries() {
        throw new UnsupportedOperationException();
    }

    public Optional<Entry> find(JobRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Calls {@code listener} with each entry that changes, on any thread.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<Entry> listener) {
        throw new UnsupportedOperationException();
    }

    /** The balance in credits; also the cheapest check of a key. Free. */
    public Outcome<BigDecimal> balance(Account account) {
        throw new UnsupportedOperationException();
    }

    /** The stems of a finished separation. Free. */
    public Outcome<List<Stem>> stems(Account account, String separationTaskId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Submits a job and waits for it in the background. If an entry for the same request exists that is not
     * {@link JobState.Failed}, {@link JobState.Expired} or {@link JobState.Empty}, nothing is sent and that entry is returned.
     */
    public Entry transcribe(Account account, JobRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Asks the provider for a job it accepted, now and then at the documented pace. Free. */
    public void resume(String entryId, Account account) {
        throw new UnsupportedOperationException();
    }

    /** Stops asking; the job goes on at the provider and can be resumed. */
    public void stopWaiting(String entryId) {
        throw new UnsupportedOperationException();
    }

    /** Submits again after {@link JobState.Unknown}: the user's decision, since it may be paid twice. */
    public Entry submitAgain(String entryId, Account account) {
        throw new UnsupportedOperationException();
    }

    /** The transcription of a {@link JobState.Ready} entry, from disk. */
    public Outcome<Transcription> open(String entryId) {
        throw new UnsupportedOperationException();
    }

    /** A saved answer (.json) or a MIDI file, told apart by content. */
    public static Outcome<Transcription> openFile(Path file) {
        throw new UnsupportedOperationException();
    }

    /** Stops waiting for all jobs; they can be resumed when the library is opened again. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
