package rollscope.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rollscope.keychain.KeychainException.Reason;

/** Against functions that lay {@code CREDENTIALW} out by the byte, as wincred.h does for 64 bits. */
@SuppressWarnings("restricted") // what stands in for the system reads what is its own
class WindowsCredentialsTest {
    private final Advapi advapi = new Advapi();
    private WindowsCredentials credentials;

    @BeforeEach
    void open() throws Exception {
        credentials = new WindowsCredentials(
                advapi.library(MethodHandles.lookup()),
                new WindowsCredentials.LastError(
                        Linker.Option.captureCallState("errno"),
                        Linker.Option.captureStateLayout(),
                        _ -> advapi.lastError));
    }

    @Test
    void keepsASecretUnderANameTheUserRecognises() throws Exception {
        credentials.write("kie", "sk-ü");
        assertThat(advapi.kept).hasSize(1).containsEntry("Rollscope: API key of kie", "sk-ü");
        assertThat(credentials.read("kie")).contains("sk-ü");
        assertThat(credentials.read("sunoapi")).isEmpty();
        assertThat(advapi.live()).as("not freed").isZero();
    }

    @Test
    void replacesAndDeletes() throws Exception {
        credentials.write("kie", "first");
        credentials.write("kie", "second");
        assertThat(credentials.read("kie")).contains("second");
        credentials.delete("kie");
        assertThat(credentials.read("kie")).isEmpty();
        credentials.delete("kie");
    }

    @Test
    void saysWhatIsInTheWay() {
        advapi.broken = 1312;
        assertThatThrownBy(() -> credentials.read("kie"))
                .isInstanceOfSatisfying(
                        KeychainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING));
        advapi.broken = 5;
        assertThatThrownBy(() -> credentials.write("kie", "x"))
                .isInstanceOfSatisfying(
                        KeychainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        advapi.broken = 87;
        assertThatThrownBy(() -> credentials.delete("kie"))
                .isInstanceOfSatisfying(
                        KeychainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FAILED));
    }

    @Test
    void aSecretTooLongForWindowsIsRefused() {
        assertThatThrownBy(() -> credentials.write("kie", "x".repeat(2561))).isInstanceOf(KeychainException.class);
    }

    /** advapi32. */
    private static final class Advapi extends NativeFake {
        private final Map<String, String> kept = new HashMap<>();
        private final Map<Long, MemorySegment> made = new HashMap<>();
        private int lastError;
        private int broken;

        private boolean isBroken() {
            lastError = broken;
            return broken != 0;
        }

        int CredWriteW(MemorySegment credential, int flags) {
            if (isBroken()) {
                return 0;
            }
            var bytes = credential.reinterpret(80);
            assertThat(bytes.get(JAVA_INT, 4)).as("generic").isEqualTo(1);
            assertThat(bytes.get(JAVA_INT, 48)).as("on this machine").isEqualTo(2);
            assertThat(flags).isZero();
            var blob = bytes.get(ADDRESS, 40).reinterpret(bytes.get(JAVA_INT, 32));
            kept.put(wide(bytes.get(ADDRESS, 8)), new String(blob.toArray(JAVA_BYTE), StandardCharsets.UTF_8));
            return 1;
        }

        int CredReadW(MemorySegment target, int type, int flags, MemorySegment out) {
            if (isBroken()) {
                return 0;
            }
            String secret = kept.get(wide(target));
            if (secret == null) {
                lastError = 1168;
                return 0;
            }
            var credential = arena.allocate(80, 8);
            var blob = arena.allocateFrom(JAVA_BYTE, secret.getBytes(StandardCharsets.UTF_8));
            credential.set(JAVA_INT, 32, (int) blob.byteSize());
            credential.set(ADDRESS, 40, blob);
            var handle = handle(credential);
            made.put(credential.address(), handle);
            out.reinterpret(8).set(ADDRESS, 0, credential);
            return 1;
        }

        int CredDeleteW(MemorySegment target, int type, int flags) {
            if (isBroken()) {
                return 0;
            }
            if (kept.remove(wide(target)) == null) {
                lastError = 1168;
                return 0;
            }
            return 1;
        }

        void CredFree(MemorySegment credential) {
            giveBack(made.remove(credential.address()));
        }

        private static String wide(MemorySegment pointer) {
            return pointer.reinterpret(1 << 16).getString(0, StandardCharsets.UTF_16LE);
        }
    }
}
