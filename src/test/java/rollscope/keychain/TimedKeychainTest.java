package rollscope.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rollscope.keychain.KeychainException.Reason;
import rollscope.language.Language;

@Timeout(60)
class TimedKeychainTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    @Test
    void isOpenedByTheFirstCallAndOnce() throws Exception {
        var opened = new AtomicInteger();
        var keychain = keychain(Duration.ofMinutes(1), () -> {
            opened.incrementAndGet();
            return new Answering();
        });
        assertThat(opened).hasValue(0);
        assertThat(keychain.read("kie")).contains("key of kie");
        keychain.write("kie", "x");
        keychain.delete("kie");
        assertThat(opened).hasValue(1);
    }

    @Test
    void aSystemWithoutOneIsTriedAgain() {
        var opened = new AtomicInteger();
        var keychain = keychain(Duration.ofMinutes(1), () -> {
            opened.incrementAndGet();
            throw new KeychainException(Reason.MISSING, "none");
        });
        assertReason(Reason.MISSING, () -> keychain.read("kie"));
        assertReason(Reason.MISSING, () -> keychain.read("kie"));
        assertThat(opened).hasValue(2);
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUp() {
        var silent = new Silent();
        var keychain = keychain(Duration.ofMillis(20), () -> silent);
        assertReason(Reason.SLOW, () -> keychain.read("kie"));
        assertReason(Reason.SLOW, () -> keychain.read("kie"));
        answered.countDown();
    }

    @Test
    void theWaitCanBeEnded() throws Exception {
        var silent = new Silent();
        var keychain = keychain(Duration.ofHours(1), () -> silent);
        var call = new FutureTask<>(() -> keychain.read("kie"));
        Thread.ofVirtual().start(call);
        asked.await();
        keychain.cancel();
        assertThatThrownBy(call::get).hasCauseInstanceOf(KeychainException.class);
        assertThat(silent.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        answered.countDown();
    }

    @Test
    void whatTheSystemThrowsIsAFailure() {
        var keychain = keychain(Duration.ofMinutes(1), () -> {
            throw new UnsatisfiedLinkError("no such function");
        });
        assertReason(Reason.FAILED, () -> keychain.read("kie"));
    }

    @Test
    void itIsCalledWhatTheUsersOfASystemCallItInTheLanguageThatIsSpoken() {
        var before = Locale.getDefault(Locale.Category.DISPLAY);
        var keychain = keychain(Duration.ofMinutes(1), Answering::new);
        try {
            Language.speak(Optional.of(Language.CHINESE), Locale.ENGLISH);
            assertThat(keychain.title()).isEqualTo("系统钥匙串");
            Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
            assertThat(keychain.title()).isEqualTo("the keychain");
        } finally {
            Locale.setDefault(Locale.Category.DISPLAY, before);
        }
    }

    private static TimedKeychain keychain(Duration longest, TimedKeychain.Opening opening) {
        return new TimedKeychain("keychain.other", opening, longest);
    }

    private static void assertReason(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeychainException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    private static class Answering implements Backend {
        @Override
        public Optional<String> read(String name) throws KeychainException {
            return Optional.of("key of " + name);
        }

        @Override
        public void write(String name, String secret) {}

        @Override
        public void delete(String name) {}
    }

    /** Waits for a user who is not there. */
    private final class Silent extends Answering {
        private final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public Optional<String> read(String name) throws KeychainException {
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                throw new KeychainException(Reason.FAILED, "interrupted");
            }
            return Optional.empty();
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }
    }
}
