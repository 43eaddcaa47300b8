package rollscope.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretStoreTest {
    @Test
    void keepsOneKeyForEachProvider() {
        var secrets = SecretStore.forThisRun();
        secrets.write("kie", " first ");
        secrets.write("sunoapi", "second");
        assertThat(secrets.read("kie")).contains("first");
        assertThat(secrets.read("sunoapi")).contains("second");
        assertThat(secrets.read("https://api.example.com")).isEmpty();
    }

    @Test
    void keyOfTheEnvironmentServesItsProviderUntilReplacedOrDeletedAndNoOther() {
        var secrets = SecretStore.forThisRun("sunoapi", Optional.of("environment"));
        assertThat(secrets.read("sunoapi")).contains("environment");
        assertThat(secrets.read("kie")).isEmpty();
        assertThat(secrets.read("https://api.example.com")).isEmpty();
        secrets.write("sunoapi", "own");
        assertThat(secrets.read("sunoapi")).contains("own");
        secrets.delete("sunoapi");
        assertThat(secrets.read("sunoapi")).isEmpty();
    }

    @Test
    void keyOfTheEnvironmentIsNotTheDemos() {
        var secrets = SecretStore.forThisRun("demo", Optional.of("environment"));
        assertThat(secrets.read("kie")).contains("environment");
        assertThat(secrets.read("demo")).isEmpty();
    }

    @Test
    void blankKeysAreNone() {
        var secrets = SecretStore.forThisRun("kie", Optional.of("  "));
        assertThat(secrets.read("kie")).isEmpty();
        secrets.write("kie", " ");
        assertThat(secrets.read("kie")).isEmpty();
    }

    @Test
    void showsNoKey() {
        var secrets = SecretStore.forThisRun("kie", Optional.of("environment"));
        secrets.write("sunoapi", "own");
        assertThat(secrets.toString()).doesNotContain("own", "environment");
    }
}
