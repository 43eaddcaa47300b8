package rollscope.library;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;

/**
 * Sends what is in the queue at one provider: one job after the other, each once, as far as {@link SubmitRate} allows. What the
 * provider refuses holds the queue up, since the next one would most likely be refused too; so does an answer that was lost. Only
 * what was certainly never sent, because there was no way to the provider, is tried again by itself.
 *
 * <p>It works on a virtual thread of its own, which ends when there is nothing to do. Safe for use by several threads.
 */
final class SubmitQueue {
    private static final System.Logger LOG = System.getLogger(SubmitQueue.class.getName());
    /** Without a network the pauses between attempts grow up to this many times. */
    private static final int LONGEST_BACK_OFF = 4;

    private final String providerId;
    private final EntryStore store;
    private final SubmitRate rate;
    private final Pace pace;
    private final BiFunction<String, TranscribeWorkflow.Refused, TranscribeWorkflow> submit;

    private final ReentrantLock gate = new ReentrantLock();
    private final Condition woken = gate.newCondition();
    /** Guarded by {@link #gate}, as is what follows. */
    private @Nullable Thread thread;

    private boolean stopped;
    /** Something was changed that a pause must not outlast. */
    private boolean changed;

    /**
     * @param submit starts to submit an entry that is {@link JobState.Submitting} on the disk, and says what becomes of one that is
     *     refused
     */
    SubmitQueue(
            String providerId,
            EntryStore store,
            SubmitRate rate,
            Pace pace,
            BiFunction<String, TranscribeWorkflow.Refused, TranscribeWorkflow> submit) {
        this.providerId = providerId;
        this.store = store;
        this.rate = rate;
        this.pace = pace;
        this.submit = submit;
    }

    /** Sends all that is in the queue; what held it up is forgotten. */
    void go() {
        show(true, Optional.empty()); // whoever listens to it is not told under the lock
        gate.lock();
        try {
            if (stopped) {
                return;
            }
            changed = true;
            woken.signalAll();
            if (thread == null) {
                thread = Thread.ofVirtual().name("queue " + providerId).start(this::run);
            }
        } finally {
            gate.unlock();
        }
    }

    /** Sends nothing more; a submit under way is not torn off. */
    void stop() {
        gate.lock();
        try {
            stopped = true;
            woken.signalAll();
        } finally {
            gate.unlock();
        }
    }

    /** Waits for its thread to end, at most so long. */
    void join(Duration most) throws InterruptedException {
        Thread working;
        gate.lock();
        try {
            working = thread;
        } finally {
            gate.unlock();
        }
        if (working != null) {
            working.join(most);
        }
    }

    private void run() {
        boolean inOrder = false;
        var brokenOff = brokenOff(); // while there surely is memory for it
        try {
            int vain = 0;
            for (var next = next(); next.isPresent(); next = next()) {
                vain = send(next.get(), vain);
            }
            inOrder = true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The queue broke off", e);
        } finally {
            if (!inOrder) {
                end();
                holdUp(brokenOff);
            }
        }
    }

    /** The next to be sent; if there is none this thread ends. */
    private Optional<SavedEntry> next() {
        gate.lock();
        try {
            var next = stopped ? Optional.<SavedEntry>empty() : going().stream().findFirst();
            if (next.isEmpty()) {
                thread = null;
            }
            return next;
        } finally {
            gate.unlock();
        }
    }

    private void end() {
        gate.lock();
        try {
            thread = null;
        } finally {
            gate.unlock();
        }
    }

    private List<SavedEntry> going() {
        return store.queue(providerId).stream()
                .filter(saved -> saved.entry().state() instanceof JobState.Queued queued && queued.going())
                .toList();
    }

    /**
     * @param vain how often in a row there was no way to the provider
     * @return the same afterwards
     */
    private int send(SavedEntry saved, int vain) {
        for (var wait = rate.untilNext(); !wait.isZero(); wait = rate.untilNext()) {
            if (!rest(wait)) {
                return vain;
            }
        }
        String id = saved.entry().id();
        if (!(saved.entry().state() instanceof JobState.Queued queued)) {
            return vain;
        }
        try {
            if (!store.claimQueued(id)) {
                return vain; // taken back meanwhile, or sent by another program
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot write to the library", e);
            holdUp(cannotWrite());
            return vain;
        }
        return switch (sent(submit.apply(id, (problem, unreached) -> refused(queued.place(), problem, unreached)))) {
            case JobState.Queued(var _, var going, var _)
            when going -> {
                rest(backOff(vain));
                yield vain + 1;
            }
            case JobState.Queued(var _, var _, var trouble) -> {
                holdUp(trouble.orElseGet(SubmitQueue::brokenOff));
                yield 0;
            }
            case JobState.Failed failed
            when !failed.accepted() -> {
                holdUp(failed.problem());
                yield 0;
            }
            case JobState.Unknown _ -> {
                holdUp(answerLost());
                yield 0;
            }
            case JobState.Submitting _ -> {
                holdUp(brokenOff());
                yield 0;
            }
            case JobState.Transcribing _, JobState.Ready _, JobState.Empty _, JobState.Failed _, JobState.Expired _ ->
                0;
        };
    }

    private static JobState sent(TranscribeWorkflow workflow) {
        try {
            return workflow.submitted().join();
        } catch (CancellationException e) {
            return new JobState.Empty(); // gone, with its folder
        }
    }

    /** What concerns the account, the network or the disk here says nothing of the job, which keeps its place; else it is told of the job. */
    private static JobState refused(long place, Problem problem, boolean unreached) {
        return switch (problem.kind()) {
            case KEY, CREDITS, LATER, FILE -> new JobState.Queued(place, unreached, Optional.of(problem));
            case TASK, PROVIDER -> new JobState.Failed(problem, false);
        };
    }

    private Duration backOff(int vain) {
        return pace.before(vain + 1).multipliedBy(Math.min(LONGEST_BACK_OFF, 1 << Math.min(vain, 8)));
    }

    /** Returns whether to go on at once: false if it was stopped, or is to look at the queue anew. */
    private boolean rest(Duration pause) {
        gate.lock();
        try {
            changed = false;
            long left = pause.toNanos();
            while (left > 0 && !stopped && !changed) {
                left = woken.awaitNanos(left);
            }
            return !stopped && !changed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
            return false;
        } finally {
            gate.unlock();
        }
    }

    private static Problem answerLost() {
        return new Problem(
                Problem.Kind.LATER,
                Words.of("library.queue-answer-lost"),
                Words.of("library.queue-answer-lost-remedy"),
                "");
    }

    private static Problem cannotWrite() {
        return new Problem(
                Problem.Kind.FILE,
                Words.of("library.cannot-write"),
                Words.of("library.queue-cannot-write-remedy"),
                "");
    }

    private static Problem brokenOff() {
        return new Problem(
                Problem.Kind.PROVIDER,
                Words.of("library.queue-broken-off"),
                Words.of("library.queue-broken-off-remedy"),
                "");
    }

    private void holdUp(Problem problem) {
        show(false, Optional.of(problem));
    }

    private void show(boolean going, Optional<Problem> trouble) {
        for (SavedEntry saved : store.queue(providerId)) {
            try {
                store.change(
                        saved.entry().id(),
                        now -> now.entry().state() instanceof JobState.Queued queued
                                ? now.with(new JobState.Queued(queued.place(), going, trouble))
                                : now);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "An entry left the queue", e);
            }
        }
    }
}
