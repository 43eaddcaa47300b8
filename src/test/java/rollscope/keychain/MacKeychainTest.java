package rollscope.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rollscope.keychain.KeychainException.Reason;

/** Against functions with the signatures of SecItem.h and of Core Foundation, which know who owns what. */
@SuppressWarnings("restricted") // what stands in for the system reads what is its own
class MacKeychainTest {
    private Security security;
    private MacKeychain keychain;
    private int constants;

    @BeforeEach
    void open() throws Exception {
        security = new Security();
        keychain = new MacKeychain(security.library(MethodHandles.lookup()));
        constants = security.live();
    }

    @Test
    void keepsOneSecretAName() throws Exception {
        keychain.write("kie", "first");
        keychain.write("sunoapi", "sk-ü");
        keychain.write("kie", "second");
        assertThat(security.items)
                .containsOnly(
                        Map.entry("io.github.rollscope/kie", "second"),
                        Map.entry("io.github.rollscope/sunoapi", "sk-ü"));
        assertThat(keychain.read("kie")).contains("second");
        assertThat(keychain.read("https://api.example.com")).isEmpty();
        keychain.delete("kie");
        keychain.delete("kie");
        assertThat(keychain.read("kie")).isEmpty();
    }

    @Test
    void everythingMadeIsReleased() throws Exception {
        keychain.write("kie", "first");
        keychain.write("kie", "second");
        keychain.read("kie");
        keychain.delete("kie");
        keychain.read("kie");
        assertThat(security.live()).isEqualTo(constants);
    }

    @Test
    void saysWhatIsInTheWay() {
        security.status = -128;
        assertThatThrownBy(() -> keychain.read("kie"))
                .isInstanceOfSatisfying(
                        KeychainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        security.status = -25307;
        assertThatThrownBy(() -> keychain.write("kie", "x"))
                .isInstanceOfSatisfying(
                        KeychainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING));
        security.status = -50;
        assertThatThrownBy(() -> keychain.delete("kie"))
                .isInstanceOfSatisfying(
                        KeychainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FAILED));
        assertThat(security.live()).isEqualTo(constants);
    }

    /** Security.framework and what of Core Foundation is needed; the value of a constant is its name. */
    private static final class Security extends NativeFake {
        private final Map<String, String> items = new HashMap<>();
        private int status;

        Security() {
            for (var name : new String[] {
                "kSecClass", "kSecClassGenericPassword", "kSecAttrService", "kSecAttrAccount", "kSecAttrLabel",
                "kSecValueData", "kSecReturnData", "kSecMatchLimit", "kSecMatchLimitOne", "kCFBooleanTrue"
            }) {
                var variable = arena.allocate(ADDRESS);
                variable.set(ADDRESS, 0, handle(name));
                variable(name, variable);
            }
            variable("kCFTypeDictionaryKeyCallBacks", arena.allocate(48));
            variable("kCFTypeDictionaryValueCallBacks", arena.allocate(40));
        }

        private String id(Map<String, Object> query) {
            assertThat(query).containsEntry("kSecClass", "kSecClassGenericPassword");
            return query.get("kSecAttrService") + "/" + query.get("kSecAttrAccount");
        }

        int SecItemAdd(MemorySegment item, MemorySegment result) {
            Map<String, Object> asked = behind(item);
            assertThat(asked).containsKey("kSecAttrLabel");
            return status != 0 ? status : items.putIfAbsent(id(asked), data(asked)) == null ? 0 : -25299;
        }

        int SecItemUpdate(MemorySegment query, MemorySegment change) {
            items.put(id(behind(query)), data(behind(change)));
            return status;
        }

        int SecItemCopyMatching(MemorySegment query, MemorySegment result) {
            Map<String, Object> asked = behind(query);
            assertThat(asked).containsEntry("kSecReturnData", "kCFBooleanTrue");
            String found = items.get(id(asked));
            if (status != 0 || found == null) {
                return status != 0 ? status : -25300;
            }
            result.reinterpret(8).set(ADDRESS, 0, handle(found.getBytes(StandardCharsets.UTF_8)));
            return 0;
        }

        int SecItemDelete(MemorySegment query) {
            return status != 0 ? status : items.remove(id(behind(query))) == null ? -25300 : 0;
        }

        private static String data(Map<String, Object> asked) {
            return new String((byte[]) asked.get("kSecValueData"), StandardCharsets.UTF_8);
        }

        MemorySegment CFDictionaryCreateMutable(
                MemorySegment allocator, long capacity, MemorySegment keys, MemorySegment values) {
            return handle(new HashMap<String, Object>());
        }

        void CFDictionarySetValue(MemorySegment dictionary, MemorySegment key, MemorySegment value) {
            Map<String, Object> map = behind(dictionary);
            map.put(behind(key), behind(value));
        }

        MemorySegment CFStringCreateWithCString(MemorySegment allocator, MemorySegment text, int encoding) {
            assertThat(encoding).isEqualTo(0x08000100);
            return handle(text(text));
        }

        MemorySegment CFDataCreate(MemorySegment allocator, MemorySegment bytes, long length) {
            return handle(bytes.reinterpret(length).toArray(JAVA_BYTE));
        }

        long CFDataGetLength(MemorySegment data) {
            byte[] bytes = behind(data);
            return bytes.length;
        }

        MemorySegment CFDataGetBytePtr(MemorySegment data) {
            byte[] bytes = behind(data);
            return arena.allocateFrom(JAVA_BYTE, bytes);
        }

        void CFRelease(MemorySegment object) {
            giveBack(object);
        }
    }
}
