package rollscope.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretStoreTest {
    @Test
    void keepsOneKeyForEachProvider() {
        var secrets = new SecretsInMemory(Optional.empty());
        secrets.write("kie", " first ");
        secrets.write("sunoapi", "second");
        assertThat(secrets.read("kie")).contains("first");
        assertThat(secrets.read("sunoapi")).contains("second");
        assertThat(secrets.read("https://api.example.com")).isEmpty();
    }

    @Test
    void keyOfTheEnvironmentServesUntilReplacedOrDeleted() {
        var secrets = new SecretsInMemory(Optional.of("environment"));
        assertThat(secrets.read("kie")).contains("environment");
        secrets.write("kie", "own");
        assertThat(secrets.read("kie")).contains("own");
        secrets.delete("kie");
        assertThat(secrets.read("kie")).isEmpty();
        assertThat(secrets.read("sunoapi")).contains("environment");
    }

    @Test
    void blankKeysAreNone() {
        var secrets = new SecretsInMemory(Optional.of("  "));
        secrets.write("kie", " ");
        assertThat(secrets.read("kie")).isEmpty();
        assertThat(secrets.read("sunoapi")).isEmpty();
    }

    @Test
    void showsNoKey() {
        var secrets = new SecretsInMemory(Optional.of("environment"));
        secrets.write("kie", "own");
        assertThat(secrets.toString()).doesNotContain("own", "environment");
    }
}
