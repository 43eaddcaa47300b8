package rollscope.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.keychain.KeychainException.Reason;
import rollscope.keychain.MemoryKeychain;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Problem;
import rollscope.library.Providers;
import rollscope.settings.KeyPlace;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.ui.fx.Background;

/** Where the key in its field comes from and goes to. */
class KeyKeepingTest {
    private static final String KEY = "a-key-of-mine";

    @TempDir
    private Path home;

    private final MemoryKeychain keychain = new MemoryKeychain();
    /** Done when the test says so. */
    private final Deque<Runnable> work = new ArrayDeque<>();

    private Simulator simulator;
    private String provider;
    private Library library;
    private SettingsStore settings;
    private ConnectModel model;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(1000);
        provider = simulator.uri().toString();
        settings = new SettingsStore(home.resolve("settings.json"));
        settings.set(settings.get().withProvider(provider, provider));
        library = new Library(
                home.resolve("library"), providers(), Settings.PLACEHOLDER_CALLBACK, Pace.every(Duration.ZERO));
        open();
    }

    private void open() {
        model = new ConnectModel(
                library,
                providers(),
                settings,
                SecretStore.of(settings, home.resolve("keys"), Map.of(), keychain),
                new Background(work::add, Runnable::run),
                InstantSource.system(),
                _ -> {},
                _ -> {});
    }

    private Providers providers() {
        return new Providers(() -> simulator.uri(), Simulator.DEMO_TASK);
    }

    private void reopen() {
        doWork();
        model.close();
        open();
    }

    private void doWork() {
        while (!work.isEmpty()) {
            work.removeFirst().run();
        }
    }

    @AfterEach
    void close() {
        model.close();
        library.close();
        settings.flush();
        simulator.close();
    }

    @Test
    void aKeyThatWasCheckedIsInTheKeychainInTheNextRunAndIsNotSentBeforeTheUserActs() {
        model.keyProperty().set(KEY);
        model.checkBalance();
        doWork();
        assertThat(keychain.secrets()).containsOnly(Map.entry(provider, KEY));

        reopen();
        assertThat(model.keyProperty().get())
                .as("nothing waits for the keychain")
                .isEmpty();
        assertThat(model.keyNoteProperty().get()).isEqualTo(KeyNote.waits());
        doWork();
        assertThat(model.keyProperty().get()).isEqualTo(KEY);
        assertThat(model.keyNoteProperty().get()).isEqualTo(KeyNote.of(KeyPlace.KEYCHAIN));
        model.keyEntered();
        doWork();
        assertThat(model.balanceProperty().get()).isEqualTo(new Balance.NotAsked());
    }

    @Test
    void aWrongKeyIsSaidAtTheFieldAndKeptNowhere() {
        model.keyProperty().set(Simulator.WRONG_KEY);
        model.checkBalance();
        doWork();
        assertThat(model.keyProblemProperty().get())
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.KEY));
        assertThat(model.problemProperty().get()).isEmpty();
        model.taskIdProperty().set(Simulator.DEMO_TASK);
        model.loadStems();
        doWork();
        assertThat(model.keyProblemProperty().get()).isPresent();
        assertThat(keychain.secrets()).isEmpty();
    }

    @Test
    void aKeyEnteredWhileTheKeychainIsAskedStays() {
        keychain.secrets().put(provider, "an-older-key");
        model.keyProperty().set(KEY);
        doWork();
        assertThat(model.keyProperty().get()).isEqualTo(KEY);
    }

    @Test
    void whileTheKeychainIsAskedTheFieldSaysSo() {
        model.taskIdProperty().set(Simulator.DEMO_TASK);
        model.loadStems();
        assertThat(model.keyProblemProperty().get())
                .hasValueSatisfying(problem -> assertThat(problem.sentence()).contains("keychain"));
        assertThat(simulator.submits()).isZero();
    }

    @Test
    void aKeyFoundForOneProviderIsNotFilledInForAnother() {
        keychain.secrets().put(provider, KEY);
        model.choose(model.offers().get(1));
        doWork();
        assertThat(model.keyProperty().get()).isEmpty();
        model.choose(Offer.OTHER);
        assertThat(model.keyProperty().get()).isEqualTo(KEY);
    }

    @Test
    void withoutAKeychainTheKeyIsKeptForThisRunAndThatIsSaid() {
        keychain.failWith(Reason.MISSING);
        doWork();
        assertThat(model.keyNoteProperty().get().text()).contains("No keychain", "this run only");
        model.keyProperty().set(KEY);
        model.checkBalance();
        doWork();
        assertThat(model.keyNoteProperty().get().warning()).isTrue();
        assertThat(model.keyNoteProperty().get().text()).contains("No keychain", "this run only");
        reopen();
        doWork();
        assertThat(model.keyProperty().get()).isEmpty();
    }

    @Test
    void theFileIsUsedOnlyWhenChosenAndTheChoiceIsRemembered() {
        model.keyProperty().set(KEY);
        model.checkBalance();
        doWork();
        assertThat(home.resolve("keys")).doesNotExist();

        model.keepKeyIn(KeyPlace.FILE);
        doWork();
        assertThat(keychain.secrets()).isEmpty();
        assertThat(home.resolve("keys")).isNotEmptyDirectory();
        assertThat(model.keyNoteProperty().get().text()).startsWith("Not encrypted");
        assertThat(settings.get().keyPlace(provider)).isEqualTo(KeyPlace.FILE);
        assertThat(settings.get().keyPlace("kie")).isEqualTo(KeyPlace.KEYCHAIN);

        reopen();
        doWork();
        assertThat(model.keyPlaceProperty().get()).isEqualTo(KeyPlace.FILE);
        assertThat(model.keyProperty().get()).isEqualTo(KEY);
        settings.flush();
        assertThat(home.resolve("settings.json")).content().contains("file").doesNotContain(KEY);
    }

    @Test
    void aMoveThatFailsIsTakenBackAndSaid() {
        model.keepKeyIn(KeyPlace.FILE);
        doWork();
        model.keyProperty().set(KEY);
        model.checkBalance();
        doWork();
        keychain.failWith(Reason.REFUSED);
        model.keepKeyIn(KeyPlace.KEYCHAIN);
        doWork();
        assertThat(model.keyPlaceProperty().get()).isEqualTo(KeyPlace.FILE);
        assertThat(model.keyNoteProperty().get().text())
                .isEqualTo("The keychain is locked: the key stays where it is.");
        assertThat(settings.get().keyPlace(provider)).isEqualTo(KeyPlace.FILE);
    }

    @Test
    void aForgottenKeyIsForgottenEverywhere() {
        keychain.secrets().put(provider, KEY);
        doWork();
        model.forgetKey();
        doWork();
        assertThat(model.keyProperty().get()).isEmpty();
        assertThat(keychain.secrets()).isEmpty();
        reopen();
        doWork();
        assertThat(model.keyProperty().get()).isEmpty();
    }

    @Test
    void aKeyThatALockedKeychainKeepsIsSaidAtTheField() {
        keychain.secrets().put(provider, KEY);
        doWork();
        keychain.failWith(Reason.REFUSED);
        model.forgetKey();
        doWork();
        assertThat(model.keyProblemProperty().get())
                .hasValueSatisfying(problem -> assertThat(problem.sentence()).contains("locked", "still be kept"));
    }

    @Test
    void aProviderWithoutKeysAsksNoKeychain() {
        doWork();
        int calls = keychain.calls();
        model.tryDemo();
        doWork();
        assertThat(keychain.calls()).isEqualTo(calls);
    }
}
