package rollscope.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.keychain.KeychainException;
import rollscope.keychain.MemoryKeychain;
import rollscope.settings.SecretStore.Found;
import rollscope.settings.SecretStore.Kept;

class SecretStoreTest {
    @TempDir
    private Path home;

    private final MemoryKeychain keychain = new MemoryKeychain();
    private SettingsStore settings;

    @BeforeEach
    void open() {
        settings = new SettingsStore(home.resolve("settings.json"), _ -> {});
    }

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

    @Test
    void aKeyGoesWhereTheSettingsSayAndIsFoundThereInAnotherRun() {
        assertThat(store().write("kie", " first ")).isEqualTo(new Kept(KeyPlace.KEYCHAIN, Optional.empty()));
        assertThat(keychain.secrets()).containsOnly(Map.entry("kie", "first"));
        var next = store();
        assertThat(next.read("kie")).as("nothing is opened unasked").isEmpty();
        assertThat(next.find("kie").key()).contains("first");
        assertThat(next.read("kie")).contains("first");

        choose(KeyPlace.THIS_RUN);
        store().write("kie", "second");
        assertThat(keychain.secrets()).containsOnly(Map.entry("kie", "first"));
        assertThat(store().find("kie")).isEqualTo(new Found(Optional.empty(), Optional.empty()));
    }

    @Test
    void aKeyThatIsKeptIsNotWrittenAgain() {
        var store = store();
        store.write("kie", "first");
        int calls = keychain.calls();
        store.write("kie", "first");
        assertThat(keychain.calls()).isEqualTo(calls);
        store.write("kie", "second");
        assertThat(keychain.secrets()).containsEntry("kie", "second");
    }

    @Test
    void withoutAKeychainAKeyIsKeptForThisRunAndInNoFile() {
        keychain.failWith(KeychainException.Reason.MISSING);
        var store = store();
        assertThat(store.find("kie").trouble()).contains(KeyTrouble.NO_KEYCHAIN);
        assertThat(store.write("kie", "first"))
                .isEqualTo(new Kept(KeyPlace.THIS_RUN, Optional.of(KeyTrouble.NO_KEYCHAIN)));
        assertThat(store.read("kie")).contains("first");
        assertThat(home.resolve("keys")).doesNotExist();
        assertThat(store.delete("kie")).as("there is no keychain to have it").isEmpty();
    }

    @Test
    void aKeyThatMovesIsInItsNewPlaceOnly() {
        var store = store();
        store.write("kie", "first");
        assertThat(store.move("kie", KeyPlace.FILE)).isEqualTo(new Kept(KeyPlace.FILE, Optional.empty()));
        choose(KeyPlace.FILE);
        assertThat(keychain.secrets()).isEmpty();
        assertThat(store().find("kie").key()).contains("first");

        assertThat(store.move("kie", KeyPlace.KEYCHAIN)).isEqualTo(new Kept(KeyPlace.KEYCHAIN, Optional.empty()));
        assertThat(store().find("kie").key()).as("in its file").isEmpty();
        choose(KeyPlace.KEYCHAIN);
        assertThat(store().find("kie").key()).contains("first");

        store.move("kie", KeyPlace.THIS_RUN);
        choose(KeyPlace.THIS_RUN);
        assertThat(keychain.secrets()).isEmpty();
        assertThat(store.read("kie")).contains("first");
        choose(KeyPlace.FILE);
        assertThat(store().find("kie").key()).isEmpty();
    }

    @Test
    void aKeyOfAnEarlierRunMovesToo() {
        store().write("kie", "first");
        assertThat(store().move("kie", KeyPlace.FILE).place()).isEqualTo(KeyPlace.FILE);
        choose(KeyPlace.FILE);
        assertThat(keychain.secrets()).isEmpty();
        assertThat(store().find("kie").key()).contains("first");
    }

    @Test
    void aMoveThatFailsLeavesTheKeyWhereItWas() {
        choose(KeyPlace.FILE);
        var store = store();
        store.write("kie", "first");
        keychain.failWith(KeychainException.Reason.REFUSED);
        assertThat(store.move("kie", KeyPlace.KEYCHAIN))
                .isEqualTo(new Kept(KeyPlace.FILE, Optional.of(KeyTrouble.KEYCHAIN_REFUSED)));
        assertThat(store().find("kie").key()).contains("first");
    }

    @Test
    void aKeyThatCannotBeTakenFromItsOldPlaceIsSaid() {
        var store = store();
        store.write("kie", "first");
        keychain.failWith(KeychainException.Reason.SLOW);
        assertThat(store.move("kie", KeyPlace.FILE))
                .isEqualTo(new Kept(KeyPlace.FILE, Optional.of(KeyTrouble.KEYCHAIN_SLOW)));
    }

    @Test
    void aForgottenKeyIsNowhere() {
        var store = store();
        store.write("kie", "first");
        choose(KeyPlace.FILE);
        store.write("kie", "first");
        assertThat(store.delete("kie")).isEmpty();
        assertThat(store.read("kie")).isEmpty();
        assertThat(store.find("kie").key()).isEmpty();
        assertThat(keychain.secrets()).isEmpty();
        assertThat(home.resolve("keys")).isEmptyDirectory();
    }

    @Test
    void aKeyALockedKeychainDoesNotLetGoIsSaid() {
        var store = store();
        store.write("kie", "first");
        keychain.failWith(KeychainException.Reason.REFUSED);
        assertThat(store.delete("kie")).contains(KeyTrouble.KEYCHAIN_REFUSED);
        assertThat(store.read("kie")).isEmpty();
    }

    @Test
    void aKeyOfTheEnvironmentIsWrittenNowhereUnlessTheUserSaysSo() {
        var store = SecretStore.of(settings, home.resolve("keys"), Map.of("ROLLSCOPE_API_KEY", "given"), keychain);
        assertThat(store.find("kie").key()).contains("given");
        assertThat(store.write("kie", "given").place()).isEqualTo(KeyPlace.THIS_RUN);
        assertThat(keychain.calls()).isZero();
        assertThat(store.move("kie", KeyPlace.FILE).place()).isEqualTo(KeyPlace.FILE);
        choose(KeyPlace.FILE);
        assertThat(store().find("kie").key()).contains("given");
    }

    @Test
    void thereAreThreePlacesToChooseFromAndOneWhereNothingIsWritten() {
        assertThat(store().choices()).containsExactly(KeyPlace.KEYCHAIN, KeyPlace.THIS_RUN, KeyPlace.FILE);
        assertThat(SecretStore.forThisRun().choices()).containsExactly(KeyPlace.THIS_RUN);
    }

    @Test
    void aFoundKeyIsNotShown() {
        store().write("kie", "first");
        assertThat(store().find("kie").toString()).doesNotContain("first");
    }

    private SecretStore store() {
        return SecretStore.of(settings, home.resolve("keys"), Map.of(), keychain);
    }

    private void choose(KeyPlace place) {
        settings.set(settings.get().withKeyPlace("kie", place));
    }
}
