package rollscope.library;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Sees every change of a library and lets a test wait for the one it wants. */
final class Watch implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Entry> changes = new LinkedBlockingQueue<>();
    private final Library library;
    private final Runnable end;

    Watch(Library library) {
        this.library = library;
        end = library.listen(changes::add);
    }

    /** The next state of this kind an entry comes to; those before it are dropped. */
    <S extends JobState> S await(String entryId, Class<S> kind) throws InterruptedException {
        return await(entryId, kind, _ -> true);
    }

    <S extends JobState> S await(String entryId, Class<S> kind, Predicate<S> wanted) throws InterruptedException {
        var others = new ArrayList<JobState>();
        while (true) {
            Entry changed = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (changed == null) {
                throw new AssertionError("never became " + kind.getSimpleName() + ", only " + others);
            }
            if (changed.id().equals(entryId)) {
                if (kind.isInstance(changed.state()) && wanted.test(kind.cast(changed.state()))) {
                    return kind.cast(changed.state());
                }
                others.add(changed.state());
            }
        }
    }

    /** The state in which an entry stays. Nobody works on it any more then, so nothing more is asked for it or written into its folder. */
    JobState awaitRest(String entryId) throws InterruptedException {
        JobState rest = await(entryId, JobState.class, Watch::isAtRest);
        if (!library.awaitEnd(entryId, Duration.ofSeconds(PATIENCE_SECONDS))) {
            throw new AssertionError("came to " + rest + " and is still being worked on");
        }
        return rest;
    }

    static boolean isAtRest(JobState state) {
        return switch (state) {
            case JobState.Submitting _ -> false;
            case JobState.Transcribing t -> t.nextPoll().isEmpty();
            default -> true;
        };
    }

    List<JobState> seenSoFar() {
        return changes.stream().map(Entry::state).toList();
    }

    @Override
    public void close() {
        end.run();
    }
}
