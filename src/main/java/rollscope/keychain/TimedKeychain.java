package rollscope.keychain;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import rollscope.keychain.KeychainException.Reason;
import rollscope.language.Words;

/**
 * Opens a keychain at its first call and waits no longer than it may. The calls are made one at a time on threads that do not keep the
 * program alive: some systems offer no way to end a call, and what they ask of the user may never be answered.
 */
final class TimedKeychain implements Keychain {
    /** Finds the keychain of the system. */
    @FunctionalInterface
    interface Opening {
        Backend open() throws KeychainException;
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(Backend backend) throws KeychainException;
    }

    private final String key;
    private final Opening opening;
    private final Duration longest;
    private final Semaphore turn = new Semaphore(1, true);
    /** Of the call that has its turn. */
    private volatile @Nullable CompletableFuture<?> underWay;

    private volatile @Nullable Backend backend;
    /** Whether the call that has its turn was given up: who comes now would wait in vain. */
    private volatile boolean abandoned;

    /**
     * @param key of what users call it
     */
    TimedKeychain(String key, Opening opening, Duration longest) {
        this.key = key;
        this.opening = opening;
        this.longest = longest;
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        return within(keychain -> keychain.read(name));
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        within(keychain -> {
            keychain.write(name, secret);
            return name;
        });
    }

    @Override
    public void delete(String name) throws KeychainException {
        within(keychain -> {
            keychain.delete(name);
            return name;
        });
    }

    @Override
    public void cancel() {
        var call = underWay;
        if (call != null) {
            call.completeExceptionally(new KeychainException(Reason.SLOW, "the wait was ended"));
        }
    }

    @Override
    public String title() {
        return Words.of(key);
    }

    private <T> T within(Call<T> call) throws KeychainException {
        long end = System.nanoTime() + longest.toNanos();
        var answer = new CompletableFuture<T>();
        try {
            if (!turn.tryAcquire(abandoned ? 0 : longest.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new KeychainException(Reason.SLOW, "an earlier call has not come back");
            }
            underWay = answer;
            Thread.ofPlatform().daemon().name("keychain").start(() -> answer(call, answer));
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeychainException told) {
                giveUp(told.reason() == Reason.SLOW);
                throw told;
            }
            throw new KeychainException(Reason.FAILED, String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            giveUp(true);
            throw new KeychainException(Reason.SLOW, "no answer within " + longest);
        } catch (InterruptedException _) {
            giveUp(true);
            Thread.currentThread().interrupt();
            throw new KeychainException(Reason.SLOW, "the wait was interrupted");
        }
    }

    private <T> void answer(Call<T> call, CompletableFuture<T> answer) {
        try {
            Backend opened = backend;
            if (opened == null) {
                opened = opening.open();
                backend = opened;
            }
            answer.complete(call.on(opened));
        } catch (KeychainException | RuntimeException | LinkageError e) {
            answer.completeExceptionally(e);
        } finally {
            underWay = null;
            abandoned = false;
            turn.release();
        }
    }

    private void giveUp(boolean slow) {
        var opened = backend;
        if (slow && underWay != null) {
            abandoned = true;
            if (opened != null) {
                opened.cancel();
            }
        }
    }
}
