package rollscope.ui.connect;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.Problem;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;
import rollscope.settings.SecretStore;
import rollscope.settings.SettingsStore;
import rollscope.transcription.Stem;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;

/**
 * The way from a provider to a job: which provider, which key, which separation, which stem, and how the job is going. FX
 * thread only; whatever blocks goes through {@link Background}.
 */
public final class ConnectModel implements AutoCloseable {
    private final Library library;
    private final Providers providers;
    private final SettingsStore settings;
    private final SecretStore secrets;
    private final Background background;
    private final InstantSource clock;
    private final Consumer<Entry> ready;
    private final Consumer<Notice> tell;
    private final Runnable deaf;

    private final ObservableList<Offer> offers;
    private final ReadOnlyObjectWrapper<Offer> offer;
    private final StringProperty url = new SimpleStringProperty("");
    private final StringProperty key = new SimpleStringProperty("");
    private final StringProperty taskId = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Balance> balance = new ReadOnlyObjectWrapper<>(new Balance.NotAsked());
    private final ReadOnlyObjectWrapper<Optional<Problem>> urlProblem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> keyProblem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ObservableList<StemRow> stems = FXCollections.observableArrayList();
    private final ObservableList<StemRow> readOnlyStems = FXCollections.unmodifiableObservableList(stems);
    private final ReadOnlyObjectWrapper<Optional<StemRow>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Entry>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper confirming = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();

    /** Answers to questions asked before the last change of provider, key or task are out of date. */
    private int question;

    private final Set<String> resumed = new HashSet<>();
    private final Map<String, JobState> lastState = new HashMap<>();
    /** What the balance was when a job was sent, by entry. */
    private final Map<String, BigDecimal> balanceBefore = new HashMap<>();

    /**
     * @param ready told each job of this run that has become ready
     * @param tell  told what is worth a word outside this view
     */
    public ConnectModel(
            Library library,
            Providers providers,
            SettingsStore settings,
            SecretStore secrets,
            Background background,
            InstantSource clock,
            Consumer<Entry> ready,
            Consumer<Notice> tell) {
        this.library = library;
        this.providers = providers;
        this.settings = settings;
        this.secrets = secrets;
        this.background = background;
        this.clock = clock;
        this.ready = ready;
        this.tell = tell;
        var list = new ArrayList<Offer>();
        providers.known().forEach(choice -> list.add(new Offer(Optional.of(choice))));
        list.add(Offer.OTHER);
        offers = FXCollections.unmodifiableObservableList(FXCollections.observableArrayList(list));
        offer = new ReadOnlyObjectWrapper<>(offers.getFirst());
        url.set(settings.get().customUrl());
        url.subscribe((_, _) -> forgetAnswers());
        key.subscribe((_, _) -> {
            balance.set(new Balance.NotAsked());
            keyProblem.set(Optional.empty());
        });
        taskId.subscribe((_, _) -> {
            forgetStems();
            showJob(Optional.empty());
        });
        choose(offerOf(settings.get().provider()));
        library.entries().forEach(entry -> lastState.put(entry.id(), entry.state()));
        deaf = library.listen(entry -> background.onFx(() -> update(entry)));
        resumeWaiting();
    }

    // Properties

    ObservableList<Offer> offers() {
        return offers;
    }

    ReadOnlyObjectProperty<Offer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** Address of a provider of the user's own. */
    StringProperty urlProperty() {
        return url;
    }

    StringProperty keyProperty() {
        return key;
    }

    StringProperty taskIdProperty() {
        return taskId;
    }

    ReadOnlyObjectProperty<Balance> balanceProperty() {
        return balance.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> urlProblemProperty() {
        return urlProblem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> keyProblemProperty() {
        return keyProblem.getReadOnlyProperty();
    }

    /** Why there are no stems, or why the job could not be sent. */
    ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** All stems first, then each; empty until loaded. */
    ObservableList<StemRow> stems() {
        return readOnlyStems;
    }

    ReadOnlyObjectProperty<Optional<StemRow>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** The job shown: the last one sent or chosen. */
    public ReadOnlyObjectProperty<Optional<Entry>> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /** Whether the user is being asked once more before a job that may be paid twice. */
    ReadOnlyBooleanProperty confirmingProperty() {
        return confirming.getReadOnlyProperty();
    }

    /** Whether a job is on its way to the library. */
    ReadOnlyBooleanProperty sendingProperty() {
        return sending.getReadOnlyProperty();
    }

    /** Where keys go, in words. */
    String keyPlace() {
        return secrets.place();
    }

    Instant now() {
        return clock.instant();
    }

    /** What stands beside the transcribe button. */
    String priceNote() {
        if (offer.get().isDemo()) {
            return "The demo costs nothing and needs no network.";
        }
        return providerName() + " does not print the price of this call. Your balance is compared before and after.";
    }

    private String providerName() {
        return offer.get().known().map(ProviderChoice::name).orElse("The provider");
    }

    // Commands

    void choose(Offer wanted) {
        if (wanted.equals(offer.get()) && !taskId.get().isEmpty()) {
            return;
        }
        String sample = offer.get().known().map(ProviderChoice::sample).orElse("");
        offer.set(wanted);
        forgetAnswers();
        key.set(wanted.needsKey() ? secrets.read(secretName()).orElse("") : "");
        if (taskId.get().isEmpty() || taskId.get().equals(sample)) {
            taskId.set(wanted.known().map(ProviderChoice::sample).orElse(""));
        }
        if (!key.get().isBlank()) {
            checkBalance();
        }
    }

    /** Shows the demo provider and loads its sample. */
    public void tryDemo() {
        offers.stream().filter(Offer::isDemo).findFirst().ifPresent(demo -> {
            choose(demo);
            demo.known().ifPresent(choice -> taskId.set(choice.sample()));
            loadStems();
        });
    }

    /** Ready for another transcription. */
    public void startAfresh() {
        showJob(Optional.empty());
        problem.set(Optional.empty());
    }

    /** Asks for the balance, which also tells whether the key is right. Free. */
    void checkBalance() {
        account().ifPresent(this::checkBalance);
    }

    /** The user left the key field: checks the key unless that was done. */
    void keyEntered() {
        if (offer.get().needsKey()
                && balance.get() instanceof Balance.NotAsked
                && keyProblem.get().isEmpty()) {
            checkBalance();
        }
    }

    private void checkBalance(Account account) {
        keyProblem.set(Optional.empty());
        balance.set(new Balance.Asking());
        int asked = question;
        String with = key.get();
        background.run(
                () -> library.balance(account),
                outcome -> {
                    if (asked == question && with.equals(key.get())) {
                        tookBalance(account, outcome);
                    }
                },
                failure -> balance.set(new Balance.NotAsked()));
    }

    private void tookBalance(Account account, Outcome<BigDecimal> outcome) {
        switch (outcome) {
            case Outcome.Ok<BigDecimal>(var credits) -> {
                balance.set(new Balance.Known(credits));
                resumeWaiting(account);
            }
            case Outcome.Failed<BigDecimal>(var why) -> {
                balance.set(new Balance.NotAsked());
                if (why.kind() == Problem.Kind.KEY) {
                    keyProblem.set(Optional.of(why));
                } else {
                    problem.set(Optional.of(why));
                }
            }
        }
    }

    /** Removes the key of this provider from wherever keys are kept. */
    void forgetKey() {
        key.set("");
        String name = secretName();
        background.run(
                () -> {
                    secrets.delete(name);
                    return name;
                },
                _ -> {},
                _ -> {});
    }

    void loadStems() {
        problem.set(Optional.empty());
        String task = taskId.get().strip();
        var account = account();
        if (account.isEmpty()) {
            return;
        }
        if (task.isEmpty()) {
            problem.set(Optional.of(new Problem(
                    Problem.Kind.TASK,
                    "There is no task id yet.",
                    "Paste the id of a finished stem separation from your provider.",
                    "")));
            return;
        }
        forgetStems();
        remember(account.get());
        if (offer.get().needsKey() && !(balance.get() instanceof Balance.Known)) {
            checkBalance(account.get());
        }
        loading.set(true);
        int asked = question;
        background.run(
                () -> library.stems(account.get(), task),
                outcome -> {
                    if (asked == question) {
                        loading.set(false);
                        tookStems(account.get(), task, outcome);
                    }
                },
                failure -> {
                    if (asked == question) {
                        loading.set(false);
                        problem.set(Optional.of(unexpected(failure)));
                    }
                });
    }

    private void tookStems(Account account, String task, Outcome<List<Stem>> outcome) {
        switch (outcome) {
            case Outcome.Ok<List<Stem>>(var found) -> {
                var rows = new ArrayList<StemRow>();
                rows.add(row(Optional.empty(), account, task));
                found.forEach(stem -> rows.add(row(Optional.of(stem), account, task)));
                stems.setAll(rows);
                var wanted = job.get().flatMap(entry -> rows.stream()
                        .filter(row -> row.isOf(entry.request()))
                        .findFirst());
                if (job.get().isPresent() && wanted.isEmpty()) {
                    chosen.set(Optional.of(rows.getFirst()));
                } else {
                    chooseStem(wanted.orElse(rows.getFirst()));
                }
            }
            case Outcome.Failed<List<Stem>>(var why) -> {
                if (why.kind() == Problem.Kind.KEY) {
                    keyProblem.set(Optional.of(why));
                } else {
                    problem.set(Optional.of(why));
                }
            }
        }
    }

    private StemRow row(Optional<Stem> stem, Account account, String task) {
        var row = StemRow.of(stem, account.provider().id(), task);
        return row.with(library.find(row.request()));
    }

    void chooseStem(StemRow row) {
        if (chosen.get().filter(row::equals).isPresent()) {
            return;
        }
        chosen.set(Optional.of(row));
        showJob(row.entry());
    }

    /** Sends the chosen stem, or opens what there is of it already. */
    void transcribe() {
        chosen.get().ifPresent(row -> {
            if (row.entry()
                    .filter(entry -> entry.state() instanceof JobState.Ready)
                    .isPresent()) {
                ready.accept(row.entry().get());
                return;
            }
            account().ifPresent(account -> send(account, () -> library.transcribe(account, row.request())));
        });
    }

    private void send(Account account, java.util.concurrent.Callable<Entry> submit) {
        if (sending.get()) {
            return;
        }
        sending.set(true);
        confirming.set(false);
        problem.set(Optional.empty());
        remember(account);
        var before = balance.get();
        background.run(
                submit,
                entry -> {
                    sending.set(false);
                    if (before instanceof Balance.Known(var credits)
                            && account.provider().needsKey()) {
                        balanceBefore.put(entry.id(), credits);
                    }
                    showJob(Optional.of(entry));
                    // It may have changed before it was shown; what the library says last is right.
                    library.find(entry.request()).ifPresent(this::update);
                },
                failure -> {
                    sending.set(false);
                    problem.set(Optional.of(unexpected(failure)));
                });
    }

    /** Shows where an entry stands, with its provider and separation filled in. */
    public void show(Entry entry) {
        var request = entry.request();
        var wanted = offerOf(request.providerId());
        if (wanted.equals(Offer.OTHER)) {
            url.set(request.providerId());
        }
        choose(wanted);
        if (!taskId.get().equals(request.separationTaskId())) {
            taskId.set(request.separationTaskId());
        }
        showJob(Optional.of(entry));
        stems.stream()
                .filter(row -> row.isOf(request))
                .findFirst()
                .ifPresentOrElse(row -> chosen.set(Optional.of(row)), () -> {
                    if (!offer.get().needsKey() || !key.get().isBlank()) {
                        loadStems();
                    }
                });
    }

    void choose(JobPanel.Choice choice) {
        job.get().ifPresent(entry -> {
            switch (choice) {
                case STOP_WAITING -> library.stopWaiting(entry.id());
                case ASK_AGAIN -> account().ifPresent(account -> library.resume(entry.id(), account));
                case OPEN -> ready.accept(entry);
                case STEM_BY_STEM -> chooseAnotherStem(entry);
                case TRY_AGAIN -> again(entry);
                case CHECK_BALANCE -> checkBalance();
                case SUBMIT_AGAIN -> confirming.set(true);
                case CONFIRM -> again(entry);
                case KEEP -> confirming.set(false);
                case COPY_DETAILS -> {} // the view has the clipboard
            }
        });
    }

    private void again(Entry entry) {
        account()
                .ifPresent(account -> send(
                        account,
                        entry.state() instanceof JobState.Unknown
                                ? () -> library.submitAgain(entry.id(), account)
                                : () -> library.transcribe(account, entry.request())));
    }

    private void chooseAnotherStem(Entry entry) {
        if (stems.isEmpty()) {
            loadStems();
            return;
        }
        stems.stream()
                .filter(row -> row.stem().isPresent() && row.entry().isEmpty() && !row.isOf(entry.request()))
                .findFirst()
                .ifPresent(this::chooseStem);
    }

    /** The account as entered; empty, and said at the field, if something is missing. */
    private Optional<Account> account() {
        urlProblem.set(Optional.empty());
        var provider =
                switch (offer.get()
                        .known()
                        .<Outcome<ProviderChoice>>map(Outcome.Ok::new)
                        .orElseGet(() -> providers.find(url.get().strip()))) {
                    case Outcome.Ok<ProviderChoice>(var found) -> Optional.of(found);
                    case Outcome.Failed<ProviderChoice>(var why) -> {
                        urlProblem.set(Optional.of(why));
                        yield Optional.<ProviderChoice>empty();
                    }
                };
        if (provider.isPresent() && provider.get().needsKey() && key.get().isBlank()) {
            keyProblem.set(Optional.of(new Problem(
                    Problem.Kind.KEY,
                    "Your key is missing.",
                    "Paste the API key of your account at " + provider.get().name() + ".",
                    "")));
            return Optional.empty();
        }
        return provider.map(choice -> new Account(choice, key.get()));
    }

    private void remember(Account account) {
        settings.set(
                settings.get().withProvider(account.provider().id(), url.get().strip()));
        if (account.provider().needsKey()) {
            background.run(
                    () -> {
                        secrets.write(account.provider().id(), account.key());
                        return account;
                    },
                    _ -> {},
                    _ -> {});
        }
    }

    private void forgetAnswers() {
        question++;
        loading.set(false);
        balance.set(new Balance.NotAsked());
        urlProblem.set(Optional.empty());
        keyProblem.set(Optional.empty());
        forgetStems();
        showJob(Optional.empty());
    }

    private void forgetStems() {
        question++;
        loading.set(false);
        problem.set(Optional.empty());
        stems.clear();
        chosen.set(Optional.empty());
    }

    private void showJob(Optional<Entry> entry) {
        confirming.set(false);
        job.set(entry);
    }

    private void update(Entry entry) {
        for (int i = 0; i < stems.size(); i++) {
            var row = stems.get(i);
            if (row.isOf(entry.request())) {
                var updated = row.with(Optional.of(entry));
                boolean wasChosen = chosen.get().filter(row::equals).isPresent();
                stems.set(i, updated);
                if (wasChosen) {
                    chosen.set(Optional.of(updated));
                }
            }
        }
        var shown = job.get().filter(current -> current.id().equals(entry.id()));
        boolean news = !entry.state().equals(lastState.put(entry.id(), entry.state()));
        if (shown.isPresent()) {
            if (news) {
                confirming.set(false);
            }
            job.set(Optional.of(entry));
        }
        if (news) {
            ended(entry);
        }
    }

    private void ended(Entry entry) {
        switch (entry.state()) {
            case JobState.Ready _ -> {
                ready.accept(entry);
                compareBalance(entry);
            }
            case JobState.Empty _, JobState.Failed _, JobState.Expired _ -> compareBalance(entry);
            case JobState.Submitting _, JobState.Transcribing _, JobState.Unknown _ -> {}
        }
    }

    private void compareBalance(Entry entry) {
        var before = balanceBefore.remove(entry.id());
        var account = accountOf(entry);
        if (before == null || account.isEmpty()) {
            return;
        }
        background.run(
                () -> library.balance(account.get()),
                outcome -> {
                    if (outcome instanceof Outcome.Ok<BigDecimal>(var after)) {
                        if (offer.get()
                                .known()
                                .filter(account.get().provider()::equals)
                                .isPresent()) {
                            balance.set(new Balance.Known(after));
                        }
                        var spent = before.subtract(after);
                        tell.accept(Notice.good(
                                spent.signum() > 0
                                        ? "Your balance went down by " + Figures.credits(spent) + " credits."
                                        : "Your balance has not changed."));
                    }
                },
                _ -> {});
    }

    /** Jobs of an earlier run go on by themselves as soon as there is a key for them. */
    private void resumeWaiting() {
        for (var entry : library.entries()) {
            if (entry.state() instanceof JobState.Transcribing) {
                accountOf(entry).ifPresent(this::resumeWaiting);
            }
        }
    }

    private void resumeWaiting(Account account) {
        if (!resumed.add(account.provider().id())) {
            return;
        }
        for (var entry : library.entries()) {
            if (entry.request().providerId().equals(account.provider().id())
                    && entry.state() instanceof JobState.Transcribing transcribing
                    && transcribing.nextPoll().isEmpty()) {
                library.resume(entry.id(), account);
            }
        }
    }

    private Optional<Account> accountOf(Entry entry) {
        if (!(providers.find(entry.request().providerId()) instanceof Outcome.Ok<ProviderChoice>(var provider))) {
            return Optional.empty();
        }
        return provider.needsKey()
                ? secrets.read(provider.id()).map(found -> new Account(provider, found))
                : Optional.of(new Account(provider, ""));
    }

    private Offer offerOf(String providerId) {
        return offers.stream()
                .filter(candidate -> candidate
                        .known()
                        .map(choice -> choice.id().equals(providerId))
                        .orElse(false))
                .findFirst()
                .orElse(Offer.OTHER);
    }

    private String secretName() {
        return offer.get().known().map(ProviderChoice::id).orElseGet(() -> url.get()
                .strip());
    }

    private static Problem unexpected(Exception failure) {
        return new Problem(
                Problem.Kind.PROVIDER,
                "Something in Rollscope did not work.",
                "Try again; if it stays, send the details with a report.",
                failure.toString());
    }

    @Override
    public void close() {
        deaf.run();
    }
}
