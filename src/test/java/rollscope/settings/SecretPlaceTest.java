package rollscope.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rollscope.keychain.MemoryKeychain;

/** What every place that keys are kept in must do. */
class SecretPlaceTest {
    @TempDir
    private static Path home;

    static Stream<SecretPlace> places() throws IOException {
        return Stream.of(
                new SecretsInKeychain(new MemoryKeychain()),
                new SecretsInFiles(
                        Files.createTempDirectory(home, "of-one-test").resolve("keys")));
    }

    @ParameterizedTest
    @MethodSource("places")
    void keepsOneKeyAProviderUntilReplacedOrDeleted(SecretPlace place) throws Exception {
        assertThat(place.read("kie")).isEmpty();
        place.delete("kie");
        place.write("kie", "first");
        place.write("https://api.example.com/v1", "sk+ü/\"~");
        place.write("kie", "second");
        assertThat(place.read("kie")).contains("second");
        assertThat(place.read("https://api.example.com/v1")).contains("sk+ü/\"~");
        assertThat(place.read("https://api.example.com")).isEmpty();
        place.delete("kie");
        assertThat(place.read("kie")).isEmpty();
        assertThat(place.read("https://api.example.com/v1")).contains("sk+ü/\"~");
    }

    @ParameterizedTest
    @MethodSource("places")
    void showsNoKey(SecretPlace place) throws Exception {
        place.write("kie", "a-key-of-mine");
        assertThat(place.toString()).doesNotContain("a-key-of-mine");
    }
}
