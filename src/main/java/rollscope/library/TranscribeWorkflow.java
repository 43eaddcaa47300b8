package rollscope.library;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.service.MidiAnswer;
import rollscope.service.MidiRecord;
import rollscope.service.ServiceClient;
import rollscope.service.ServiceFailure;
import rollscope.service.ServiceResult;

/**
 * One job on its way: submitted once, then asked for until it is done, given up, or nobody waits any more. It runs on a virtual
 * thread of its own that sleeps between polls, so no two polls of a job ever overlap.
 *
 * <p>The order of its writes is what protects the user's money: that the job may have been sent is on disk before the submit and after
 * everything else that comes before it, the provider's id of the job before the first poll, the answer before the entry is called
 * ready.
 */
final class TranscribeWorkflow {
    private static final System.Logger LOG = System.getLogger(TranscribeWorkflow.class.getName());

    /** Hints cause no more than one poll in this time, however many come: the pace that providers ask for. */
    static final Duration HINT_PAUSE = Duration.ofSeconds(10);

    /** Put into words at the start: it is also told when memory ran out. */
    private final Problem brokenOff = new Problem(
            Problem.Kind.PROVIDER,
            Words.of("library.job-broken-off"),
            Words.of("library.job-broken-off-remedy"),
            "");

    /** What becomes of an entry whose submit came to nothing for certain. */
    interface Refused {
        /**
         * @param unreached whether nothing at all was sent because there was no way to the provider
         */
        JobState state(Problem problem, boolean unreached);
    }

    /**
     * How a job is sent.
     *
     * @param paid    whether it may cost, so that balances are worth asking for
     * @param refused what becomes of the entry if it is not accepted
     * @param counted told right before the submit
     */
    record Sending(boolean paid, Refused refused, Runnable counted) {}

    private final String entryId;
    private final Supplier<Outcome<ServiceClient>> connect;
    private final EntryStore store;
    private final Pace pace;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Sending sending;
    private final Thread thread;
    private final CompletableFuture<JobState> submitted = new CompletableFuture<>();

    private final ReentrantLock gate = new ReentrantLock();
    private boolean stopped;
    /** Whether the thread is where an interrupt does no harm: not while it submits or writes. */
    private boolean interruptible;

    /** Whether the job may be ready; guarded by {@link #gate}, as is what follows. */
    private boolean hinted;

    private final Condition woken = gate.newCondition();
    /** When a hint last brought a poll forward, by {@link #nanos}. */
    private @Nullable Long hintUsed;

    /**
     * @param connect makes the client; called once, on the workflow's thread
     * @param nanos   a clock that nobody sets, in nanoseconds, for whatever lasts
     * @param ended   told at the very end, on the workflow's thread
     */
    TranscribeWorkflow(
            String entryId,
            Supplier<Outcome<ServiceClient>> connect,
            EntryStore store,
            Pace pace,
            InstantSource clock,
            LongSupplier nanos,
            Sending sending,
            Consumer<TranscribeWorkflow> ended) {
        this.entryId = entryId;
        this.connect = connect;
        this.store = store;
        this.pace = pace;
        this.clock = clock;
        this.nanos = nanos;
        this.sending = sending;
        thread = Thread.ofVirtual().name("job " + entryId).unstarted(() -> {
            try {
                run();
            } finally {
                ended.accept(this);
                store.get(entryId)
                        .ifPresent(left -> submitted.complete(left.entry().state()));
                submitted.cancel(false); // where the entry is gone
            }
        });
    }

    /** What came of the submit, once that is known and on the disk; cancelled if nothing ever will. */
    CompletableFuture<JobState> submitted() {
        return submitted;
    }

    void start() {
        thread.start();
    }

    /** Ends the wait. A submit under way is not torn off: its answer is awaited and kept. */
    void stop() {
        gate.lock();
        try {
            stopped = true;
            if (interruptible) {
                thread.interrupt();
            }
        } finally {
            gate.unlock();
        }
    }

    /** The job may be ready: the next poll is due now, or {@link #HINT_PAUSE} after the last one that a hint brought forward. */
    void hint() {
        gate.lock();
        try {
            hinted = true;
            woken.signalAll();
        } finally {
            gate.unlock();
        }
    }

    boolean isStopped() {
        gate.lock();
        try {
            return stopped;
        } finally {
            gate.unlock();
        }
    }

    /** Waits for the end, at most so long; returns whether it came. */
    boolean join(Duration most) throws InterruptedException {
        return thread.join(most);
    }

    /** Tears off whatever is going on, even a submit; what came of that is unknown then. */
    void abort() {
        stop();
        thread.interrupt();
    }

    private void run() {
        boolean inOrder = false;
        try {
            switch (connect.get()) {
                case Outcome.Failed<ServiceClient>(Problem problem) -> notConnected(problem);
                case Outcome.Ok<ServiceClient>(ServiceClient client) -> {
                    try (client) {
                        run(client);
                    }
                }
            }
            inOrder = true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A job broke off", e);
        } finally {
            if (!inOrder) { // also when memory ran out
                brokenOff(brokenOff);
            }
        }
    }

    private void run(ServiceClient client) {
        SavedEntry saved = store.get(entryId).orElseThrow();
        boolean sent = saved.entry().state() instanceof JobState.Submitting;
        JobState now = saved.entry().state();
        if (saved.entry().state() instanceof JobState.Submitting submitting) {
            Optional<Problem> obstacle;
            try {
                obstacle = prepare(client, saved.entry().request().providerId());
            } catch (EntryStore.Busy e) {
                LOG.log(System.Logger.Level.WARNING, "The library was closed before entry {0} was sent", entryId);
                return; // what is written on it now may be another program's
            }
            now = obstacle.isPresent()
                    ? sending.refused().state(obstacle.get(), false)
                    : submit(client, saved.entry().request(), submitting.since());
            put(now);
            submitted.complete(now);
        }
        // One that is back in the queue may have been taken out of it, and be gone, by now.
        if (now instanceof JobState.Transcribing transcribing) {
            await(client, transcribing.midiTaskId(), transcribing.since());
            now = state();
        }
        if (sent && sending.paid() && isEnd(now)) {
            balance(client)
                    .ifPresent(credits ->
                            note(entryId, with -> with.with(with.spending().withAfter(credits))));
        }
    }

    /**
     * All that comes before the submit: the balance is asked for while the job has certainly not been sent, and only then it is put
     * down as one that may have been.
     *
     * @return why it must not be sent
     * @throws EntryStore.Busy if it is not this program's to send any more
     */
    private Optional<Problem> prepare(ServiceClient client, String providerId) throws EntryStore.Busy {
        UnaryOperator<SavedEntry> before = sending.paid() ? before(client, providerId) : saved -> saved;
        try {
            store.aboutToSend(entryId, before);
            return Optional.empty();
        } catch (EntryStore.Busy e) {
            throw e;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Entry " + entryId + " was not sent", e);
            return Optional.of(new Problem(
                    Problem.Kind.FILE,
                    Words.of("library.cannot-write"),
                    Words.of("library.cannot-write-remedy"),
                    String.valueOf(e.getMessage())));
        }
    }

    /** Asks for the balance before the submit; the jobs under way there have each other's costs in theirs. */
    private UnaryOperator<SavedEntry> before(ServiceClient client, String providerId) {
        var others = store.all().stream()
                .filter(saved -> !saved.entry().id().equals(entryId)
                        && saved.entry().request().providerId().equals(providerId)
                        && (saved.entry().state() instanceof JobState.Transcribing
                                || saved.entry().state() instanceof JobState.Submitting))
                .toList();
        for (SavedEntry other : others) {
            if (!other.spending().shared()) {
                note(other.entry().id(), now -> now.with(now.spending().asShared()));
            }
        }
        Optional<BigDecimal> credits = balance(client);
        return now -> credits.isEmpty()
                ? now
                : now.with(now.spending()
                        .withBefore(credits.get(), now.spending().shared() || !others.isEmpty()));
    }

    /** Whether what the job cost, if it did, can be seen from the balance. */
    private static boolean isEnd(JobState state) {
        return switch (state) {
            case JobState.Ready _, JobState.Empty _, JobState.Expired _, JobState.Unknown _ -> true;
            case JobState.Failed failed -> failed.accepted();
            case JobState.Queued _, JobState.Submitting _, JobState.Transcribing _ -> false;
        };
    }

    /** Nothing if it cannot be had, or if nobody waits any more. */
    private Optional<BigDecimal> balance(ServiceClient client) {
        if (!enterInterruptible()) {
            return Optional.empty();
        }
        try {
            return client.creditsAtOnce() instanceof ServiceResult.Ok<BigDecimal>(BigDecimal credits)
                    ? Optional.of(credits)
                    : Optional.empty();
        } finally {
            leaveInterruptible();
        }
    }

    /** Writes what can be done without. */
    private void note(String id, UnaryOperator<SavedEntry> change) {
        try {
            store.change(id, change);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot note a balance in entry " + id, e);
        }
    }

    private JobState submit(ServiceClient client, JobRequest request, Instant since) {
        sending.counted().run();
        ServiceResult<String> result = client.submit(request.separationTaskId(), request.stemId());
        Thread.interrupted(); // of an abort; it must not spoil the write that follows
        return switch (result) {
            case ServiceResult.Ok<String>(String midiTaskId) -> {
                LOG.log(System.Logger.Level.INFO, "Entry {0} was accepted as {1}", entryId, midiTaskId);
                Instant now = clock.instant();
                yield new JobState.Transcribing(midiTaskId, now, Optional.of(now), Optional.empty());
            }
            case ServiceResult.Failed<String>(ServiceFailure failure) ->
                failure.maybeAccepted()
                        ? new JobState.Unknown(since, Problem.of(failure))
                        : sending.refused().state(Problem.of(failure), failure.unreached());
        };
    }

    private void await(ServiceClient client, String midiTaskId, Instant accepted) {
        if (finishFromDisk()) {
            return;
        }
        var patience = new Patience(accepted, pace, clock, nanos);
        while (true) {
            Optional<Duration> pause = patience.nextPause();
            Optional<Instant> next = pause.map(clock.instant()::plus);
            put(new JobState.Transcribing(midiTaskId, accepted, next, patience.trouble()));
            if (pause.isEmpty()) {
                return;
            }
            Path spool = store.newSpool(entryId);
            try {
                Optional<ServiceResult<MidiRecord>> asked = ask(client, midiTaskId, spool, pause.get());
                if (asked.isEmpty()) {
                    put(new JobState.Transcribing(midiTaskId, accepted, Optional.empty(), patience.trouble()));
                    return;
                }
                Optional<JobState> end = judge(asked.get(), midiTaskId, patience, spool);
                if (end.isPresent()) {
                    store.change(entryId, end.get());
                    return;
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "Cannot keep what came for entry " + entryId, e);
                patience.failed(new Problem(
                        Problem.Kind.FILE,
                        Words.of("library.notes-not-saved"),
                        Words.of("library.notes-not-saved-remedy"),
                        String.valueOf(e.getMessage())));
            } finally {
                remove(spool);
            }
        }
    }

    /** The answer may have been saved and the program ended before it could say so. */
    private boolean finishFromDisk() {
        Path answer = store.answer(entryId);
        try {
            if (Files.exists(answer) && NoteFile.answer(answer) instanceof Outcome.Ok<MidiAnswer>(MidiAnswer notes)) {
                store.change(entryId, stateOf(notes));
                return true;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot use " + answer, e);
        }
        return false;
    }

    /** Sleeps, then asks once. Empty if the wait was ended meanwhile. */
    private Optional<ServiceResult<MidiRecord>> ask(
            ServiceClient client, String midiTaskId, Path spool, Duration pause) {
        if (!enterInterruptible()) {
            return Optional.empty();
        }
        ServiceResult<MidiRecord> result;
        try {
            rest(pause);
            result = client.poll(midiTaskId, spool);
        } catch (InterruptedException e) {
            return Optional.empty();
        } finally {
            leaveInterruptible();
        }
        boolean tornOff = result instanceof ServiceResult.Failed<MidiRecord> && isStopped();
        return tornOff ? Optional.empty() : Optional.of(result);
    }

    /** Sleeps until the next poll is due, by the pace or by a hint. */
    private void rest(Duration pause) throws InterruptedException {
        long due = System.nanoTime() + pause.toNanos();
        gate.lockInterruptibly();
        try {
            for (long left = pause.toNanos(); left > 0; left = due - System.nanoTime()) {
                Duration early = hinted ? untilNextHint() : pause;
                if (early.isZero()) {
                    hintUsed = nanos.getAsLong();
                    break;
                }
                woken.awaitNanos(Math.min(left, early.toNanos()));
            }
            hinted = false;
        } finally {
            gate.unlock();
        }
    }

    /** From zero to {@link #HINT_PAUSE}. */
    private Duration untilNextHint() {
        if (hintUsed == null) {
            return Duration.ZERO;
        }
        Duration passed = Duration.ofNanos(nanos.getAsLong() - hintUsed);
        return passed.isNegative() || passed.compareTo(HINT_PAUSE) >= 0 ? Duration.ZERO : HINT_PAUSE.minus(passed);
    }

    private boolean enterInterruptible() {
        gate.lock();
        try {
            interruptible = !stopped;
            return interruptible;
        } finally {
            gate.unlock();
        }
    }

    private void leaveInterruptible() {
        gate.lock();
        try {
            interruptible = false;
            Thread.interrupted();
        } finally {
            gate.unlock();
        }
    }

    /** What an answer means: the final state, or nothing if it must be asked again. */
    private Optional<JobState> judge(ServiceResult<MidiRecord> result, String midiTaskId, Patience patience, Path spool)
            throws IOException {
        return switch (result) {
            case ServiceResult.Ok<MidiRecord>(MidiRecord.Pending()) -> {
                patience.pending();
                yield Optional.empty();
            }
            case ServiceResult.Ok<MidiRecord>(MidiRecord.NotVisible()) -> unseen(midiTaskId, patience);
            case ServiceResult.Ok<MidiRecord>(MidiRecord.Complete(MidiAnswer answer)) -> {
                store.keepAnswer(entryId, spool);
                yield Optional.of(stateOf(answer));
            }
            case ServiceResult.Ok<MidiRecord>(MidiRecord.Failed(String reason)) ->
                Optional.of(new JobState.Failed(
                        new Problem(
                                Problem.Kind.PROVIDER,
                                Words.of("library.not-transcribed"),
                                Words.of("library.not-transcribed-remedy"),
                                reason),
                        true));
            case ServiceResult.Failed<MidiRecord>(ServiceFailure failure) -> {
                patience.failed(failure);
                // A refusal is told by its words and holds no notes; as it came it might repeat the key.
                if (patience.isHopeless() && failure.kind() == ServiceFailure.Kind.UNREADABLE) {
                    store.keepUnread(entryId, spool);
                }
                yield Optional.empty();
            }
        };
    }

    private static Optional<JobState> unseen(String midiTaskId, Patience patience) {
        return patience.isForgotten() ? Optional.of(new JobState.Expired(midiTaskId)) : Optional.empty();
    }

    static JobState stateOf(MidiAnswer answer) {
        return answer.notes().isEmpty()
                ? new JobState.Empty()
                : new JobState.Ready(answer.notes().size(), answer.instruments().size());
    }

    /** Changes the state even if the disk refuses: the job goes on at the provider whatever the disk says. */
    private void put(JobState state) {
        try {
            store.change(entryId, state);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot write entry " + entryId, e);
            store.changeUnwritten(entryId, state);
        }
    }

    private JobState state() {
        return store.get(entryId).orElseThrow().entry().state();
    }

    private void notConnected(Problem problem) {
        switch (state()) {
            case JobState.Submitting _ -> put(sending.refused().state(problem, false));
            case JobState.Transcribing t ->
                put(new JobState.Transcribing(t.midiTaskId(), t.since(), Optional.empty(), Optional.of(problem)));
            default -> {}
        }
    }

    private void brokenOff(Problem problem) {
        switch (state()) {
            case JobState.Submitting s -> put(s.unsent().orElseGet(() -> new JobState.Unknown(s.since(), problem)));
            case JobState.Transcribing t ->
                put(new JobState.Transcribing(t.midiTaskId(), t.since(), Optional.empty(), Optional.of(problem)));
            default -> {}
        }
    }

    private static void remove(Path spool) {
        try {
            Files.deleteIfExists(spool);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Cannot remove " + spool, e);
        }
    }
}
