package rollscope.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

/** The model against the simulator, which is the demo provider and, by its address, one of the user's own. */
class ConnectModelTest {
    private static final String KEY = "a-key-of-mine";

    @TempDir
    Path home;

    private final Pump pump = new Pump();
    private SecretStore secrets = SecretStore.forThisRun();
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
        model = model(pump.background());
    }

    private ConnectModel model(Background background) {
        return new ConnectModel(
                library,
                new Providers(() -> simulator.uri(), Simulator.DEMO_TASK),
                settings,
                secrets,
                background,
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
    void aJobThatIsReadyBeforeTheWordOfItsSubmitHasComeIsTheJobShownAllTheSame() throws Exception {
        model.close();
        var test = Thread.currentThread();
        var ready = new CountDownLatch(1);
        var toldHere = new AtomicInteger(Integer.MIN_VALUE);
        var direct = pump.background();
        model = model(new Background(Runnable::run, task -> {
            // The first is the entry that was put down, the second the word of its submit.
            if (Thread.currentThread() == test && toldHere.incrementAndGet() == 2) {
                await(ready);
            }
            direct.onFx(task);
        }));
        library.listen(entry -> {
            if (entry.state() instanceof JobState.Ready) {
                ready.countDown();
            }
        });
        loadStems();
        chooseDrums();
        toldHere.set(0);
        model.transcribe();
        pump.until(() -> !opened.isEmpty());
        assertThat(model.jobProperty().get()).isEqualTo(Optional.of(opened.getFirst()));
        pump.drain();
        assertThat(model.jobProperty().get()).isEqualTo(Optional.of(opened.getFirst()));
        assertThat(opened).hasSize(1);
        assertThat(toldHere).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
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
        assertThat(model.keyProperty().get()).isEmpty();
        pump.until(() -> secrets.read(provider).isEmpty());
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

    @Test
    void theKeyOfOneProviderDoesNotGoToTheProviderOfAnEntry() throws Exception {
        try (var other = Simulator.start(1000)) {
            useOwnProvider(other.uri().toString(), "another-key", Simulator.DEMO_TASK);
            loadStems();
            model.transcribe();
            pump.until(() -> !opened.isEmpty());
            var entry = opened.getFirst();

            useOwnProvider(Simulator.DEMO_TASK);
            model.show(entry);
            assertThat(model.urlProperty().get()).isEqualTo(other.uri().toString());
            assertThat(model.keyProperty().get()).isEqualTo("another-key");
            pump.until(() -> !model.stems().isEmpty());
            assertThat(secrets.read(other.uri().toString())).contains("another-key");
        }
    }

    @Test
    void theKeyOfOneProviderIsNotKeptWhenAnEntryOfAProviderWithoutOneIsShown() {
        useOwnProvider(Simulator.DEMO_TASK);
        var request = new JobRequest("https://api.example.com", "task", Optional.empty(), JobRequest.ALL_STEMS);
        model.show(new Entry("e", "Song", request, Instant.EPOCH, new JobState.Expired("m")));
        assertThat(model.keyProperty().get()).isEmpty();
        assertThat(model.loadingProperty().get()).isFalse();
    }

    @Test
    void aKeyIsForTheAddressItWasEnteredFor() {
        useOwnProvider(Simulator.DEMO_TASK);
        model.urlProperty().set(simulator.uri() + "/");
        model.urlEntered();
        assertThat(model.keyProperty().get()).as("the same provider").isEqualTo(KEY);
        model.urlProperty().set("https://");
        model.urlEntered();
        assertThat(model.keyProperty().get()).as("nowhere to send it to").isEqualTo(KEY);

        model.urlProperty().set("https://api.example.com");
        model.loadStems();
        assertThat(model.keyProperty().get()).isEmpty();
        assertThat(model.keyProblemProperty().get()).isPresent();
        assertThat(model.loadingProperty().get()).isFalse();
    }

    @Test
    void aKeyEnteredBeforeTheAddressIsForThatAddress() throws InterruptedException {
        model.choose(Offer.OTHER);
        model.taskIdProperty().set(Simulator.DEMO_TASK);
        model.keyProperty().set(KEY);
        model.urlProperty().set(simulator.uri().toString());
        model.urlEntered();
        assertThat(model.keyProperty().get()).isEqualTo(KEY);
        loadStems();
    }

    @Test
    void anAddressWrittenAnotherWayIsForgottenToo() throws InterruptedException {
        useOwnProvider(simulator.uri() + "/", KEY, Simulator.DEMO_TASK);
        loadStems();
        model.forgetKey();
        pump.drain();
        assertThat(secrets.read(simulator.uri().toString())).isEmpty();
        model.choose(model.offers().getFirst());
        model.choose(Offer.OTHER);
        assertThat(model.keyProperty().get()).isEmpty();
    }

    @Test
    void aKeyWrittenLateDoesNotOutliveBeingForgotten() {
        var work = new ArrayList<Runnable>();
        model.close();
        model = model(new Background(work::add, Runnable::run));
        useOwnProvider(Simulator.DEMO_TASK);
        model.loadStems();
        model.forgetKey();
        while (!work.isEmpty()) {
            work.removeLast().run();
        }
        assertThat(secrets.read(simulator.uri().toString())).isEmpty();
    }

    @Test
    void aKeyOfTheEnvironmentIsFilledInForItsProviderAndSentOnlyWhenTheUserActs() throws InterruptedException {
        String provider = simulator.uri().toString();
        settings.set(settings.get().withProvider(provider, provider));
        stop();
        secrets = SecretStore.forThisRun(provider, Optional.of(KEY));
        start();
        assertThat(model.keyProperty().get()).isEqualTo(KEY);
        model.keyEntered();
        model.choose(model.offers().getLast());
        model.choose(model.offers().get(1));
        assertThat(model.keyProperty().get()).as("of another provider").isEmpty();
        model.choose(Offer.OTHER);
        assertThat(model.keyProperty().get()).isEqualTo(KEY);
        pump.drain();
        assertThat(model.balanceProperty().get()).isEqualTo(new Balance.NotAsked());

        model.taskIdProperty().set(Simulator.DEMO_TASK);
        loadStems();
        pump.until(() -> model.balanceProperty().get() instanceof Balance.Known);
    }

    @Test
    void aWaitingJobOfAnEarlierRunIsAskedForOnceTheUserHasUsedTheKey() throws InterruptedException {
        useOwnProvider(Scenario.NEVER_FINISHES.taskId());
        loadStems();
        model.transcribe();
        until(JobState.Transcribing.class::isInstance);
        stop();

        secrets = SecretStore.forThisRun(simulator.uri().toString(), Optional.of(KEY));
        start();
        model.show(library.entries().getFirst());
        pump.drain();
        assertThat(model.loadingProperty().get()).isFalse();
        assertThat(model.balanceProperty().get()).isEqualTo(new Balance.NotAsked());
        assertThat(library.entries().getFirst().state())
                .isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(state.nextPoll())
                        .isEmpty());

        model.checkBalance();
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isPresent());
    }

    @Test
    void aJobGoneAtTheProviderCanBeAskedForAgainWithoutANewOne() throws Exception {
        loadStems(Scenario.NEVER_FINISHES);
        model.transcribe();
        until(JobState.Transcribing.class::isInstance);
        stop();
        var file = home.resolve("library")
                .resolve(library.entries().getFirst().id())
                .resolve("entry.json");
        Files.writeString(file, Files.readString(file).replace("\"transcribing\"", "\"expired\""));
        start();
        loadStems(Scenario.NEVER_FINISHES);

        // The big button asks once more, as the job's own button does.
        model.transcribe();
        assertThat(model.confirmingProperty().get()).isTrue();
        assertThat(model.jobProperty().get().map(Entry::state)).containsInstanceOf(JobState.Expired.class);
        model.choose(Choice.KEEP);
        model.choose(Choice.ASK_AGAIN);
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isPresent());
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void whatMayBePaidAgainIsAskedOnceMoreWhicheverButtonIsPressed() throws InterruptedException {
        for (var scenario : List.of(Scenario.GENERATION_FAILED, Scenario.NULL_MIDI_DATA)) {
            int before = simulator.submits();
            loadStems(scenario);
            model.transcribe();
            until(state -> state instanceof JobState.Failed || state instanceof JobState.Empty);
            model.transcribe();
            pump.drain();
            assertThat(model.confirmingProperty().get()).isTrue();
            assertThat(simulator.submits()).isEqualTo(before + 1);
            model.choose(Choice.CONFIRM);
            pump.until(() -> simulator.submits() == before + 2);
            until(state -> state instanceof JobState.Failed || state instanceof JobState.Empty);
        }
    }

    @Test
    void whatMayBePaidAgainIsAskedOnceMoreAlsoIfItWasDeleted() throws InterruptedException {
        loadStems(Scenario.NULL_MIDI_DATA);
        model.transcribe();
        until(JobState.Empty.class::isInstance);
        int before = simulator.submits();
        library.delete(library.entries().getFirst().id());
        pump.until(() -> model.jobProperty().get().isEmpty());
        model.transcribe();
        pump.drain();
        assertThat(model.confirmingProperty().get()).isTrue();
        assertThat(simulator.submits()).isEqualTo(before);
        model.choose(Choice.CONFIRM);
        pump.until(() -> simulator.submits() == before + 1);
    }

    @Test
    void aBalanceThatCannotBeHadStopsNothing() throws InterruptedException {
        useOwnProvider(Simulator.DEMO_TASK);
        loadStems();
        simulator.close();
        model.checkBalance();
        pump.until(() -> model.balanceProperty().get() instanceof Balance.NotKnown);
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.stems()).isNotEmpty();
    }

    @Test
    void ofTwoJobsUnderWayNeitherIsToldToHaveCostWhatBothDid() throws InterruptedException {
        useOwnProvider(Scenario.NEVER_FINISHES.taskId());
        loadStems();
        pump.until(() -> model.balanceProperty().get() instanceof Balance.Known);
        var before = model.balanceProperty().get();
        model.transcribe();
        pump.until(() -> !model.sendingProperty().get());

        model.taskIdProperty().set(Simulator.DEMO_TASK);
        loadStems();
        model.transcribe();
        pump.until(() -> !opened.isEmpty());
        pump.until(() -> model.balanceProperty().get() instanceof Balance.Known
                && !model.balanceProperty().get().equals(before));
        pump.drain();
        assertThat(told).isEmpty();
    }

    // What may cost is asked about

    @Test
    void aJobThatMayCostIsSentOnlyAfterTheUserSaysSo() throws InterruptedException {
        useOwnProvider(Simulator.DEMO_TASK);
        model.askingProperty().set(true);
        loadStems();
        pump.until(() -> model.credits().isPresent());
        model.transcribe();
        pump.drain();
        assertThat(model.orderProperty().get())
                .hasValueSatisfying(order ->
                        assertThat(order.panel(model.credits()).detail()).contains("1 job", "5\u00a0916.25 credits"));
        assertThat(simulator.submits()).isZero();
        model.chooseForOrder(Choice.NOT_NOW);
        assertThat(model.orderProperty().get()).isEmpty();
        pump.drain();
        assertThat(simulator.submits()).isZero();

        model.transcribe();
        model.chooseForOrder(Choice.BUY);
        pump.until(() -> !opened.isEmpty());
        assertThat(simulator.submits()).isOne();
        model.chooseForOrder(Choice.BUY);
        pump.drain();
        assertThat(simulator.submits()).as("pressed twice").isOne();
    }

    @Test
    void whatWasAskedIsNotSentWithAnotherKeyOrForAnotherStem() throws InterruptedException {
        useOwnProvider(Simulator.DEMO_TASK);
        model.askingProperty().set(true);
        loadStems();
        model.transcribe();
        chooseDrums();
        assertThat(model.orderProperty().get()).isEmpty();
        model.transcribe();
        model.keyProperty().set("another-key");
        assertThat(model.orderProperty().get()).isEmpty();
    }

    @Test
    void whoDoesNotWantToBeAskedIsRememberedByProvider() {
        useOwnProvider(Simulator.DEMO_TASK);
        String provider = simulator.uri().toString();
        assertThat(settings.get().asksBeforePurchase(provider)).isFalse();
        model.choose(model.offers().get(1));
        assertThat(model.askingProperty().get()).as("another provider").isTrue();
        stop();
        start();
        model.choose(Offer.OTHER);
        model.urlProperty().set(provider);
        model.urlEntered();
        assertThat(model.askingProperty().get()).isFalse();
        model.askingProperty().set(true);
        assertThat(settings.get().asksBeforePurchase(provider)).isTrue();
    }

    @Test
    void theDemoNeverAsks() throws InterruptedException {
        loadStems();
        model.transcribe();
        assertThat(model.orderProperty().get()).isEmpty();
        pump.until(() -> !opened.isEmpty());
    }

    // The queue

    @Test
    void everyStemIsTranscribedOneByOneAndAskedAboutOnce() throws InterruptedException {
        useOwnProvider(Simulator.DEMO_TASK);
        model.askingProperty().set(true);
        loadStems();
        model.transcribeEach();
        assertThat(model.orderProperty().get())
                .hasValueSatisfying(order -> assertThat(order.requests()).hasSize(stemsInList()));
        model.chooseForOrder(Choice.BUY);
        pump.until(() -> opened.size() == stemsInList());
        assertThat(simulator.submits()).isEqualTo(stemsInList());
        assertThat(model.queueProperty().get()).isEmpty();
        assertThat(model.stemsLeft()).isZero();
        model.transcribeEach();
        pump.drain();
        assertThat(simulator.submits()).isEqualTo(stemsInList());
    }

    @Test
    void aQueueThatIsHeldUpIsTakenBackAtOnceAndLeavesNothing() throws InterruptedException {
        useOwnProvider(Scenario.NO_CREDITS_402.taskId());
        loadStems();
        int stems = stemsInList();
        model.transcribeEach();
        pump.until(() -> model.queueProperty().get().size() == stems
                && model.queueProperty().get().stream()
                        .allMatch(entry -> entry.state() instanceof JobState.Queued queued
                                && !queued.going()
                                && queued.trouble().isPresent()));
        assertThat(simulator.submits()).isOne();
        assertThat(model.stemsLeft()).isZero();

        model.chooseForQueue(Choice.TAKE_ALL_BACK);
        pump.until(() -> model.stemsLeft() == stems);
        assertThat(model.queueProperty().get()).isEmpty();
        assertThat(library.entries()).isEmpty();
    }

    @Test
    void aQueueOfAnEarlierRunGoesOnOnceTheUserHasUsedTheKeyAndSaysSo() throws Exception {
        useOwnProvider(Scenario.NO_CREDITS_402.taskId());
        loadStems();
        model.transcribeEach();
        int stems = stemsInList();
        pump.until(() -> model.queueProperty().get().stream()
                .anyMatch(entry -> entry.state() instanceof JobState.Queued queued
                        && queued.trouble().isPresent()));
        stop();
        // In the next run there are credits.
        for (var entry : library.entries()) {
            var file = home.resolve("library").resolve(entry.id()).resolve("entry.json");
            Files.writeString(
                    file, Files.readString(file).replace(Scenario.NO_CREDITS_402.taskId(), Simulator.DEMO_TASK));
        }
        secrets = SecretStore.forThisRun(simulator.uri().toString(), Optional.of(KEY));
        start();
        model.show(library.entries().getFirst());
        pump.drain();
        assertThat(model.queueProperty().get()).hasSize(stems);
        assertThat(simulator.submits()).isOne();

        model.checkBalance();
        pump.until(() -> opened.size() == stems);
        assertThat(simulator.submits()).isEqualTo(1 + stems);
        assertThat(told).anySatisfy(notice -> assertThat(notice.sentence()).contains("queue", "goes on"));
    }

    @Test
    void aHintResumesAJobNobodyAsksForOnlyIfTheKeyIsInUse() throws InterruptedException {
        useOwnProvider(Scenario.NEVER_FINISHES.taskId());
        loadStems();
        model.transcribe();
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isPresent());
        var task = ((JobState.Transcribing) library.entries().getFirst().state()).midiTaskId();
        model.choose(Choice.STOP_WAITING);
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isEmpty());
        model.hinted("somebody else's");
        model.hinted(task);
        until(state -> state instanceof JobState.Transcribing transcribing
                && transcribing.nextPoll().isPresent());
        stop();

        secrets = SecretStore.forThisRun(simulator.uri().toString(), Optional.of(KEY));
        start();
        model.hinted(task);
        pump.drain();
        assertThat(library.entries().getFirst().state())
                .isInstanceOfSatisfying(JobState.Transcribing.class, state -> assertThat(state.nextPoll())
                        .isEmpty());
        assertThat(simulator.submits()).isOne();
    }

    @Test
    void aJobSentIsNotShownInAFormThatIsAboutAnotherByNow() throws InterruptedException {
        loadStems(Scenario.NEVER_FINISHES);
        model.transcribe();
        model.taskIdProperty().set("another");
        pump.until(() -> !model.sendingProperty().get());
        pump.drain();
        assertThat(model.jobProperty().get()).isEmpty();
        assertThat(library.entries()).hasSize(1);
    }

    private void useOwnProvider(String task) {
        useOwnProvider(simulator.uri().toString(), KEY, task);
    }

    private void useOwnProvider(String url, String key, String task) {
        model.choose(Offer.OTHER);
        model.urlProperty().set(url);
        model.urlEntered();
        model.keyProperty().set(key);
        model.taskIdProperty().set(task);
        model.askingProperty().set(false);
    }

    private int stemsInList() {
        return model.stems().size() - 1;
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
