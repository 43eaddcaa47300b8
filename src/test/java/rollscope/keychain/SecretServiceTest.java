package rollscope.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.keychain.KeychainException.Reason;

/** Against functions with the signatures of libsecret and GLib, which know who owns what. */
@SuppressWarnings("restricted") // what stands in for the system reads what is its own
class SecretServiceTest {
    private final Libsecret libsecret = new Libsecret();
    private SecretService service;

    @BeforeEach
    void open() throws Exception {
        service = new SecretService(libsecret.library(MethodHandles.lookup()));
    }

    @Test
    void keepsOneSecretAName() throws Exception {
        service.write("kie", "first");
        service.write("https://api.example.com", "sk-ü");
        service.write("kie", "second");
        assertThat(libsecret.items)
                .containsOnly(Map.entry("kie", "second"), Map.entry("https://api.example.com", "sk-ü"));
        assertThat(service.read("kie")).contains("second");
        assertThat(service.read("sunoapi")).isEmpty();
        service.delete("kie");
        assertThat(service.read("kie")).isEmpty();
        assertThat(libsecret.live()).as("not given back").isZero();
    }

    @Test
    void aKeyringThatStaysLockedIsNotOneWithoutTheSecret() throws Exception {
        service.write("kie", "first");
        libsecret.locked = true;
        assertRefused(Reason.REFUSED, () -> service.read("kie"));
        assertRefused(Reason.REFUSED, () -> service.delete("kie"));
        assertRefused(Reason.REFUSED, () -> service.write("kie", "second"));
        assertThat(service.read("sunoapi")).isEmpty();
        assertThat(libsecret.items).containsEntry("kie", "first");
        assertThat(libsecret.live()).isZero();
    }

    @Test
    void errorsSayWhatIsInTheWay() {
        libsecret.fail("g-dbus-error-quark", 2, "The name org.freedesktop.secrets was not provided");
        assertRefused(Reason.MISSING, () -> service.read("kie"));
        libsecret.fail("g-io-error-quark", 19, "Operation was cancelled");
        assertRefused(Reason.SLOW, () -> service.write("kie", "x"));
        libsecret.fail("secret-error", 2, "locked");
        assertRefused(Reason.REFUSED, () -> service.delete("kie"));
        libsecret.fail("secret-error", 1, "protocol");
        assertRefused(Reason.FAILED, () -> service.delete("kie"));
        assertThat(libsecret.live()).isZero();
    }

    @Test
    void withoutACallUnderWayThereIsNothingToCancel() {
        service.cancel();
        assertThat(libsecret.cancelled).isZero();
    }

    @Test
    void aCallUnderWayIsCancelled() throws Exception {
        libsecret.meanwhile = service::cancel;
        service.read("kie");
        assertThat(libsecret.cancelled).isEqualTo(1);
    }

    @Test
    void aBusIsNeverStartedForIt(@TempDir Path folder) throws Exception {
        assertThat(SecretService.hasBus(Map.of())).isFalse();
        assertThat(SecretService.hasBus(Map.of("XDG_RUNTIME_DIR", folder.toString())))
                .isFalse();
        Files.createFile(folder.resolve("bus"));
        assertThat(SecretService.hasBus(Map.of("XDG_RUNTIME_DIR", folder.toString())))
                .isTrue();
        assertThat(SecretService.hasBus(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x")))
                .isTrue();
    }

    private static void assertRefused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeychainException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    /** libsecret, gio, gobject and glib. */
    private static final class Libsecret extends NativeFake {
        private final Map<String, String> items = new HashMap<>();
        private final Map<Long, MemorySegment> made = new HashMap<>();
        private boolean locked;
        private String domain = "";
        private int code;
        private String message = "";
        private int cancelled;
        private Runnable meanwhile = () -> {};

        private void fail(String domain, int code, String message) {
            this.domain = domain;
            this.code = code;
            this.message = message;
        }

        private boolean failed(MemorySegment error) {
            if (domain.isEmpty()) {
                return false;
            }
            var reported = arena.allocate(16, 8);
            reported.set(JAVA_INT, 0, 7);
            reported.set(JAVA_INT, 4, code);
            reported.set(ADDRESS, 8, arena.allocateFrom(message));
            made.put(reported.address(), handle(reported));
            error.reinterpret(8).set(ADDRESS, 0, reported);
            return true;
        }

        private String wanted(MemorySegment schema, MemorySegment attributes) {
            var bytes = schema.reinterpret(592);
            assertThat(text(bytes.get(ADDRESS, 0))).isEqualTo("io.github.rollscope.Key");
            assertThat(bytes.get(JAVA_INT, 8)).as("flags").isZero();
            assertThat(text(bytes.get(ADDRESS, 16))).isEqualTo("provider");
            assertThat(bytes.get(JAVA_INT, 24)).as("a string").isZero();
            assertThat(bytes.get(ADDRESS, 32).address())
                    .as("no more attributes")
                    .isZero();
            Map<String, String> table = behind(attributes);
            assertThat(table).hasSize(1);
            return table.get("provider");
        }

        int secret_password_storev_sync(
                MemorySegment schema,
                MemorySegment attributes,
                MemorySegment collection,
                MemorySegment label,
                MemorySegment password,
                MemorySegment cancellable,
                MemorySegment error) {
            assertThat(text(collection)).isEqualTo("default");
            assertThat(text(label)).contains("Rollscope");
            if (failed(error) || locked) {
                return 0;
            }
            items.put(wanted(schema, attributes), text(password));
            return 1;
        }

        MemorySegment secret_password_lookupv_sync(
                MemorySegment schema, MemorySegment attributes, MemorySegment cancellable, MemorySegment error) {
            meanwhile.run();
            behind(cancellable);
            String secret = items.get(wanted(schema, attributes));
            if (failed(error) || locked || secret == null) {
                return MemorySegment.NULL;
            }
            var password = arena.allocateFrom(secret);
            made.put(password.address(), handle(password));
            return password;
        }

        MemorySegment secret_password_searchv_sync(
                MemorySegment schema,
                MemorySegment attributes,
                int flags,
                MemorySegment cancellable,
                MemorySegment error) {
            assertThat(flags).as("unlocks nothing").isZero();
            return items.containsKey(wanted(schema, attributes)) ? handle("list") : MemorySegment.NULL;
        }

        int secret_password_clearv_sync(
                MemorySegment schema, MemorySegment attributes, MemorySegment cancellable, MemorySegment error) {
            String name = wanted(schema, attributes);
            return failed(error) || locked || items.remove(name) == null ? 0 : 1;
        }

        void secret_password_free(MemorySegment password) {
            giveBack(made.remove(password.address()));
        }

        MemorySegment g_hash_table_new(MemorySegment hash, MemorySegment equal) {
            return handle(new HashMap<String, String>());
        }

        int g_hash_table_insert(MemorySegment table, MemorySegment key, MemorySegment value) {
            Map<String, String> map = behind(table);
            map.put(text(key), text(value));
            return 1;
        }

        void g_hash_table_unref(MemorySegment table) {
            giveBack(table);
        }

        void g_list_free_full(MemorySegment list, MemorySegment free) {
            giveBack(list);
        }

        MemorySegment g_quark_to_string(int quark) {
            assertThat(quark).isEqualTo(7);
            return arena.allocateFrom(domain);
        }

        void g_error_free(MemorySegment error) {
            giveBack(made.remove(error.address()));
        }

        MemorySegment g_cancellable_new() {
            return handle("cancellable");
        }

        void g_cancellable_cancel(MemorySegment cancellable) {
            behind(cancellable);
            cancelled++;
        }

        void g_object_unref(MemorySegment object) {
            giveBack(object);
        }

        int g_str_hash(MemorySegment text) {
            return text(text).hashCode();
        }

        int g_str_equal(MemorySegment one, MemorySegment other) {
            return text(one).equals(text(other)) ? 1 : 0;
        }
    }
}
