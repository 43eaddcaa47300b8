package rollscope.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Problem;
import rollscope.library.Providers;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Scenario;
import rollscope.simulator.Simulator;
import rollscope.ui.Pump;
import rollscope.ui.connect.JobPanel.Choice;
import rollscope.ui.text.Notice;

/** The model against the simulator, which is the demo provider and, by its address, one of the user's own. */
class ConnectModelTest {
    private static final String KEY = "a-key-of-mine";

    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private final SecretStore secrets = SecretStore.forThisRun();
    private final List<Entry> opened = new ArrayList<>();
    private final List<Notice> told = new ArrayList<>();
    private Simulator simulator;
    private Library library;
    private SettingsStore settings;
    private ConnectModel model;

    @BeforeEach
    void open() throws IOException {
        simulator = Simulator.start(1000);
        start();
    }

    private void start() {
        settings = new SettingsStore(home.resolve("settings.json"));
        var providers = new Providers(() -> simulator.uri(), Simulator.DEMO_TASK);
        library = new Library(
                home.resolve("library"), providers, Settings.PLACEHOLDER_CALLBACK, Pace.every(Duration.ZERO));
        model = new ConnectModel(
                library,
                providers,
                settings,
                secrets,
                pump.background(),
                InstantSource.system(),
                opened::add,
                told::add);
    }

    @AfterEach
    void close() {
        stop();
        simulator.close();
    }

    private void stop() {
        model.close();
        library.close();
        settings.flush();
    }

    @Test
    void theDemoIsChosenFirstAndNeedsNothing() {
        assertThat(model.offerProperty().get().isDemo()).isTrue();
        assertThat(model.taskIdProperty().get()).isEqualTo(Simulator.DEMO_TASK);
        assertThat(model.offers()).last().isEqualTo(Offer.OTHER);
        assertThat(model.stems()).isEmpty();
    }

    @Test
    void allStemsComeFirst() throws InterruptedException {
        loadStems();
        assertThat(model.stems()).hasSizeGreaterThan(5);
        assertThat(model.stems().getFirst().name()).isEqualTo(JobRequest.ALL_STEMS);
        assertThat(model.stems()).extracting(StemRow::name).contains("Drums", "Bass");
        assertThat(model.chosenProperty().get()).contains(model.stems().getFirst());
    }

    @Test
    void aFinishedJobIsHandedOnOnceAndOpensAgainWithoutACall() throws InterruptedException {
        loadStems();
        chooseDrums();
        model.transcribe();
        pump.until(() -> !opened.isEmpty());
        assertThat(opened).singleElement().satisfies(entry -> assertThat(entry.state())
                .isInstanceOf(JobState.Ready.class));
        assertThat(model.chosenProperty().get().flatMap(StemRow::entry)).contains(opened.getFirst());

        model.transcribe();
        assertThat(opened).hasSize(2);
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void pressingTwiceBuysOnce() throws InterruptedException {
        loadStems();
        model.transcribe();
        model.transcribe();
        pump.until(() -> !opened.isEmpty());
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void theBalanceIsShownForAKeyThatWorks() throws InterruptedException {
        useOwnProvider(Simulator.DEMO_TASK);
        model.checkBalance();
        pump.until(() -> model.balanceProperty().get() instanceof Balance.Known);
        assertThat(model.keyProblemProperty().get()).isEmpty();
    }

    @Test
    void aWrongKeyIsToldAtItsField() throws InterruptedException {
        useOwnProvider(Simulator.DEMO_TASK);
        model.keyProperty().set(Simulator.WRONG_KEY);
        model.loadStems();
        pump.until(() -> model.keyProblemProperty().get().isPresent()
                && !model.loadingProperty().get());
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.keyProblemProperty().get().get().sentence()).doesNotContain("401");

        model.keyProperty().set(KEY);
        assertThat(model.keyProblemProperty().get()).isEmpty();
    }

    @Test
    void aMissingKeyOrTaskOrAddressIsToldWithoutACall() {
        useOwnProvider("");
        model.loadStems();
        assertThat(model.problemProperty().get().map(Problem::kind)).contains(Problem.Kind.TASK);

        model.keyProperty().set(" ");
        model.loadStems();
        assertThat(model.keyProblemProperty().get()).isPresent();

        model.urlProperty().set("http://example.com");
        model.loadStems();
        assertThat(model.urlProblemProperty().get()).isPresent();
        assertThat(model.loadingProperty().get()).isFalse();
    }

    @Test
    void anUnknownSeparationIsToldInASentenceWithARemedy() throws InterruptedException {
        model.taskIdProperty().set(Scenario.UNKNOWN_TASK.taskId());
        model.loadStems();
        pump.until(() -> model.problemProperty().get().isPresent());
        assertThat(model.problemProperty().get().get().remedy()).isNotBlank();
        assertThat(model.stems()).isEmpty();
    }

    @Test
    void anEmptyJobOffersTheStemsAndNothingOpens() throws InterruptedException {
        loadStems(Scenario.EMPTY_FOR_ALL_STEMS);
        model.transcribe();
        until(JobState.Empty.class::isInstance);
        assertThat(opened).isEmpty();

        model.choose(Choice.STEM_BY_STEM);
        assertThat(model.chosenProperty().get().flatMap(StemRow::stem)).isPresent();
        model.transcribe();
        pump.until(() -> !opened.isEmpty());
        assertThat(simulator.submits()).isEqualTo(2);
    }

    @Test
    void aLostAnswerIsBoughtAgainOnlyAfterTheUserSaysSo() throws InterruptedException {
        loadStems(Scenario.LOST_AFTER_SUBMIT);
        model.transcribe();
        until(JobState.Unknown.class::isInstance);
        assertThat(simulator.submits()).isOne();

        model.transcribe();
        pump.drain();
        assertThat(simulator.submits()).isOne();

        model.choose(Choice.SUBMIT_AGAIN);
        assertThat(model.confirmingProperty().get()).isTrue();
        assertThat(simulator.submits()).isOne();
        model.choose(Choice.KEEP);
        assertThat(model.confirmingProperty().get()).isFalse();

        model.choose(Choice.SUBMIT_AGAIN);
        model.choose(Choice.CONFIRM);
        pump.until(() -> simulator.submits() == 2);
    }

    @Test
    void waitingCanStopAndGoOnWithoutANewJob() throws InterruptedException {
        loadStems(Scenario.NEVER_FINISHES);
        model.transcribe();
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isPresent());
        model.choose(Choice.STOP_WAITING);
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isEmpty());
        model.choose(Choice.ASK_AGAIN);
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isPresent());
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void aJobOfAnEarlierRunGoesOnByItself() throws InterruptedException {
        loadStems(Scenario.NEVER_FINISHES);
        model.transcribe();
        until(JobState.Transcribing.class::isInstance);
        stop();

        start();
        model.show(library.entries().getFirst());
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isPresent());
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void whatWasSpentIsToldWhenTheBalanceIsKnown() throws InterruptedException {
        useOwnProvider(Simulator.DEMO_TASK);
        model.checkBalance();
        pump.until(() -> model.balanceProperty().get() instanceof Balance.Known);
        model.loadStems();
        pump.until(() -> !model.stems().isEmpty());
        model.transcribe();
        pump.until(() -> !told.isEmpty());
        assertThat(told).singleElement().satisfies(notice -> assertThat(notice.sentence())
                .startsWith("Your balance"));
    }

    @Test
    void aKeyIsKeptWhereSecretsAreAndCanBeForgotten() throws InterruptedException {
        useOwnProvider(Simulator.DEMO_TASK);
        model.loadStems();
        pump.until(() -> !model.stems().isEmpty());
        String provider = simulator.uri().toString();
        assertThat(secrets.read(provider)).contains(KEY);
        settings.flush();
        assertThat(home.resolve("settings.json")).content().doesNotContain(KEY);

        model.forgetKey();
        assertThat(secrets.read(provider)).isEmpty();
        assertThat(model.keyProperty().get()).isEmpty();
    }

    @Test
    void anotherProviderForgetsTheSampleAndItsStems() throws InterruptedException {
        loadStems();
        model.choose(model.offers().get(1));
        assertThat(model.stems()).isEmpty();
        assertThat(model.taskIdProperty().get()).isEmpty();
        assertThat(model.priceNote()).contains("does not print the price");
        model.choose(model.offers().getFirst());
        assertThat(model.taskIdProperty().get()).isEqualTo(Simulator.DEMO_TASK);
    }

    private void useOwnProvider(String task) {
        model.choose(Offer.OTHER);
        model.urlProperty().set(simulator.uri().toString());
        model.keyProperty().set(KEY);
        model.taskIdProperty().set(task);
    }

    private void loadStems(Scenario scenario) throws InterruptedException {
        model.taskIdProperty().set(scenario.taskId());
        loadStems();
    }

    private void loadStems() throws InterruptedException {
        model.loadStems();
        pump.until(() -> !model.stems().isEmpty());
    }

    private void chooseDrums() {
        model.chooseStem(model.stems().stream()
                .filter(row -> row.name().equals("Drums"))
                .findFirst()
                .orElseThrow());
    }

    private void until(Predicate<JobState> state) throws InterruptedException {
        pump.until(
                () -> model.jobProperty().get().map(Entry::state).filter(state).isPresent());
    }
}
