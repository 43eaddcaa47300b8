package rollscope.ui.connect;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import rollscope.language.Words;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.Problem;
import rollscope.library.ProviderChoice;
import rollscope.library.Providers;
import rollscope.library.Spending;
import rollscope.settings.KeyPlace;
import rollscope.settings.KeyTrouble;
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
    private final Runnable deafForGone;

    private final ObservableList<Offer> offers;
    private final ReadOnlyObjectWrapper<Offer> offer;
    private final StringProperty url = new SimpleStringProperty("");
    private final StringProperty key = new SimpleStringProperty("");
    private final StringProperty taskId = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Balance> balance = new ReadOnlyObjectWrapper<>(new Balance.NotAsked());
    private final ReadOnlyObjectWrapper<Optional<Problem>> urlProblem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> keyProblem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<KeyPlace> keyPlace = new ReadOnlyObjectWrapper<>(KeyPlace.KEYCHAIN);
    private final ReadOnlyObjectWrapper<KeyNote> keyNote = new ReadOnlyObjectWrapper<>(KeyNote.of(KeyPlace.KEYCHAIN));
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ObservableList<StemRow> stems = FXCollections.observableArrayList();
    private final ObservableList<StemRow> readOnlyStems = FXCollections.unmodifiableObservableList(stems);
    private final ReadOnlyObjectWrapper<Optional<StemRow>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Entry>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper confirming = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Order>> order = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Entry>> queue = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Spending> spending =
            new ReadOnlyObjectWrapper<>(new Spending(Optional.empty(), Optional.empty(), false));
    private final SimpleBooleanProperty asking = new SimpleBooleanProperty(true);

    /** What is on its way to the library, which has not said yet which entry it became. */
    private Optional<JobRequest> sent = Optional.empty();

    /** Answers to questions asked before the last change of provider, key or task are out of date. */
    private int question;

    private final Set<String> resumed = new HashSet<>();
    private final Map<String, JobState> lastState = new HashMap<>();
    private final Map<String, Spending> lastSpending = new HashMap<>();

    /** The provider the key in its field belongs to; empty while there is none. */
    private String keyFor = "";
    /** Keys as last used or forgotten here, by provider: the store comes after, off this thread. */
    private final Map<String, String> keys = new HashMap<>();
    /** Providers the user has sent their key to in this run. To no other anything is sent before the user asks for it. */
    private final Set<String> used = new HashSet<>();
    /** What the store is still to be asked. The first is under way: a key written late must not outlive being forgotten. */
    private final Deque<Runnable> toStore = new ArrayDeque<>();
    /** Providers whose keys are being looked for, and those whose were. */
    private final Set<String> sought = new HashSet<>();

    private final Set<String> seeking = new HashSet<>();

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
            order.set(Optional.empty());
        });
        taskId.subscribe((_, _) -> {
            forgetStems();
            showJob(Optional.empty());
        });
        choose(offerOf(settings.get().provider()));
        library.entries().forEach(entry -> {
            lastState.put(entry.id(), entry.state());
            lastSpending.put(entry.id(), library.spending(entry.id()));
        });
        asking.subscribe((_, now) -> askBefore(now));
        deafForGone = library.listenForLoss(id -> background.onFx(() -> gone(id)));
        deaf = library.listen(entry -> background.onFx(() -> update(entry)));
        // The others go on as soon as the user has used a key for them.
        providers.known().stream()
                .filter(choice -> !choice.needsKey())
                .forEach(choice -> resumeWaiting(new Account(choice, "")));
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

    public StringProperty taskIdProperty() {
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

    /** What the user is asked about before it is sent. */
    ReadOnlyObjectProperty<Optional<Order>> orderProperty() {
        return order.getReadOnlyProperty();
    }

    /** The jobs in the queue of the provider, the next one first. */
    ReadOnlyObjectProperty<List<Entry>> queueProperty() {
        return queue.getReadOnlyProperty();
    }

    /** The balances beside the job that is shown. */
    ReadOnlyObjectProperty<Spending> spendingProperty() {
        return spending.getReadOnlyProperty();
    }

    /** Whether the user is asked before anything is sent to this provider that may cost; remembered, by provider. */
    BooleanProperty askingProperty() {
        return asking;
    }

    /** The balance, if it was asked for and told. */
    Optional<BigDecimal> credits() {
        return balance.get() instanceof Balance.Known(var credits) ? Optional.of(credits) : Optional.empty();
    }

    /** The balance at the provider of the job that is shown. */
    Optional<BigDecimal> creditsForJob() {
        return job.get()
                        .filter(entry -> entry.request().providerId().equals(keyFor))
                        .isPresent()
                ? credits()
                : Optional.empty();
    }

    /** How many stems can be sent one by one: those nothing was ever bought of. */
    int stemsLeft() {
        return left().size();
    }

    String providerInWords() {
        return provider() instanceof Outcome.Ok<ProviderChoice>(var choice) ? choice.name() : keyFor;
    }

    /** Whether a job is on its way to the library. */
    ReadOnlyBooleanProperty sendingProperty() {
        return sending.getReadOnlyProperty();
    }

    /** Where the key of the provider shown goes. */
    ReadOnlyObjectProperty<KeyPlace> keyPlaceProperty() {
        return keyPlace.getReadOnlyProperty();
    }

    /** What there is to say of that. */
    ReadOnlyObjectProperty<KeyNote> keyNoteProperty() {
        return keyNote.getReadOnlyProperty();
    }

    /** Where keys can go. */
    List<KeyPlace> keyPlaces() {
        return secrets.choices();
    }

    /** What users call the keychain of this system. */
    String keychain() {
        return secrets.keychain();
    }

    Instant now() {
        return clock.instant();
    }

    /** What stands beside the transcribe button. */
    String priceNote() {
        if (offer.get().isDemo()) {
            return Words.of("connect.demo-price");
        }
        return offer.get()
                .known()
                .map(choice -> Words.of("connect.price-not-told", choice.name()))
                .orElseGet(() -> Words.of("connect.price-not-told-by-provider"));
    }

    // Commands

    void choose(Offer wanted) {
        if (!wanted.equals(offer.get()) || taskId.get().isEmpty()) {
            String sample = offer.get().known().map(ProviderChoice::sample).orElse("");
            offer.set(wanted);
            forgetAnswers();
            if (provider() instanceof Outcome.Failed<ProviderChoice>) {
                keyFor = "";
                key.set("");
            }
            if (taskId.get().isEmpty() || taskId.get().equals(sample)) {
                taskId.set(wanted.known().map(ProviderChoice::sample).orElse(""));
            }
        }
        if (provider() instanceof Outcome.Ok<ProviderChoice>(var chosenNow)
                && !chosenNow.id().equals(keyFor)) {
            fillInKey(chosenNow, "");
            checkBalanceIfUsed();
        }
        providerChanged();
    }

    /** The user has finished the address of a provider of their own. */
    void urlEntered() {
        if (keyFollowsProvider()) {
            checkBalanceIfUsed();
        }
    }

    /**
     * Puts the key of the provider into its field if that is another provider than before: a key never goes anywhere but where it
     * was entered for. One entered before there was an address belongs to the address entered then.
     *
     * @return whether it is another
     */
    private boolean keyFollowsProvider() {
        if (!(provider() instanceof Outcome.Ok<ProviderChoice>(var now))
                || now.id().equals(keyFor)) {
            return false;
        }
        fillInKey(now, keyFor.isEmpty() ? key.get() : "");
        return true;
    }

    private void fillInKey(ProviderChoice provider, String entered) {
        keyFor = provider.id();
        providerChanged();
        showKeyPlace();
        if (!provider.needsKey()) {
            key.set("");
        } else if (!entered.isBlank()) {
            key.set(entered);
        } else {
            key.set(keptKey(provider.id()));
            if (key.get().isEmpty() && !keys.containsKey(provider.id()) && sought.add(provider.id())) {
                seekKey(provider.id());
            }
        }
    }

    private void showKeyPlace() {
        keyPlace.set(secrets.choice(keyFor));
        keyNote.set(seeking.contains(keyFor) ? KeyNote.waits() : KeyNote.of(keyPlace.get()));
    }

    /** The key as far as it is known in this run. */
    private String keptKey(String providerId) {
        String known = keys.get(providerId);
        return known != null ? known : secrets.read(providerId).orElse("");
    }

    /** Looks where the key of a provider is kept, and fills it in unless one was entered meanwhile. */
    private void seekKey(String id) {
        if (secrets.choice(id) == KeyPlace.THIS_RUN) {
            return;
        }
        seeking.add(id);
        keyNote.set(KeyNote.waits());
        store(() -> secrets.find(id), found -> {
            seeking.remove(id);
            if (!keyFor.equals(id)) {
                return;
            }
            showKeyPlace();
            found.trouble().map(KeyNote::notRead).ifPresent(keyNote::set);
            if (key.get().isBlank() && !keys.containsKey(id)) {
                found.key().ifPresent(key::set);
                checkBalanceIfUsed();
            }
        });
    }

    /** The user does not want to wait for the keychain. */
    void stopWaitingForKeychain() {
        secrets.cancel();
    }

    /** Keeps the key of this provider elsewhere from now on, and nowhere else. */
    void keepKeyIn(KeyPlace place) {
        keyFollowsProvider();
        String id = keyFor;
        if (id.isEmpty() || place == keyPlace.get()) {
            return;
        }
        keyPlace.set(place);
        keyNote.set(KeyNote.of(place));
        store(() -> secrets.move(id, place), kept -> {
            if (kept.place() == place) {
                settings.set(settings.get().withKeyPlace(id, place));
            }
            if (keyFor.equals(id)) {
                keyPlace.set(secrets.choice(id));
                keyNote.set(KeyNote.moved(place, kept));
            }
        });
    }

    private void checkBalanceIfUsed() {
        if (used.contains(keyFor) && !key.get().isBlank()) {
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

    /** Chooses the first provider that wants a key, unless one is chosen. */
    public void chooseProvider() {
        if (!offer.get().needsKey()) {
            offers.stream().filter(Offer::needsKey).findFirst().ifPresent(this::choose);
        }
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

    /** The user left the key field: checks a key entered there unless that was done. One filled in waits to be used. */
    void keyEntered() {
        boolean filledIn = !used.contains(keyFor) && key.get().equals(keptKey(keyFor));
        if (offer.get().needsKey()
                && !filledIn
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
                failure -> {
                    if (asked == question && with.equals(key.get())) {
                        balance.set(new Balance.NotKnown(unexpected(failure)));
                    }
                });
    }

    private void tookBalance(Account account, Outcome<BigDecimal> outcome) {
        switch (outcome) {
            case Outcome.Ok<BigDecimal>(var credits) -> {
                balance.set(new Balance.Known(credits));
                keepKey(account);
                resumeWaiting(account);
            }
            case Outcome.Failed<BigDecimal>(var why) -> {
                if (why.kind() == Problem.Kind.KEY) {
                    balance.set(new Balance.NotAsked());
                    keyProblem.set(Optional.of(why));
                } else {
                    balance.set(new Balance.NotKnown(why));
                }
            }
        }
    }

    /** Removes the key of this provider from wherever keys are kept. */
    void forgetKey() {
        keyFollowsProvider();
        key.set("");
        String id = keyFor;
        used.remove(id);
        if (!id.isEmpty()) {
            keys.put(id, "");
            store(() -> secrets.delete(id), left -> {
                if (keyFor.equals(id)) {
                    left.ifPresent(trouble -> keyProblem.set(Optional.of(stillKept(trouble))));
                }
            });
        }
    }

    private static Problem stillKept(KeyTrouble trouble) {
        return new Problem(
                Problem.Kind.KEY,
                Words.of("connect.key-maybe-left", KeyNote.cause(trouble)),
                trouble == KeyTrouble.FILE_FAILED
                        ? Words.of("connect.remove-key-files")
                        : Words.of("connect.unlock-and-forget"),
                "");
    }

    /** Asks the store when all that was asked before has been answered. */
    private <T> void store(Callable<T> change, Consumer<T> done) {
        toStore.addLast(() -> background.run(
                change,
                answer -> {
                    done.accept(answer);
                    nextForStore();
                },
                _ -> nextForStore()));
        if (toStore.size() == 1) {
            toStore.getFirst().run();
        }
    }

    private void nextForStore() {
        toStore.removeFirst();
        if (!toStore.isEmpty()) {
            toStore.getFirst().run();
        }
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
                    Words.of("connect.no-task-id"),
                    Words.of("connect.no-task-id-remedy"),
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
                keepKey(account);
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
        order.set(Optional.empty());
        showJob(row.entry());
    }

    /** Opens what there is of the chosen stem already, asks before it costs, or else sends it. */
    void transcribe() {
        chosen.get().ifPresent(row -> {
            var entry = library.find(row.request()); // also what is in the trash was paid for
            if (entry.filter(found -> found.state() instanceof JobState.Ready).isPresent()) {
                showJob(entry);
                ready.accept(entry.get());
            } else if (entry.filter(ConnectModel::mayBePaidAgain).isPresent()) {
                showJob(entry);
                confirming.set(true);
            } else {
                buy(List.of(row.request()), false);
            }
        });
    }

    /** Puts every stem that nothing was ever bought of into the queue, each as a job of its own. */
    void transcribeEach() {
        var requests = left();
        if (!requests.isEmpty()) {
            buy(requests, true);
        }
    }

    private List<JobRequest> left() {
        return stems.stream()
                .filter(row -> row.stem().isPresent()
                        && row.entry()
                                .map(entry -> entry.state() instanceof JobState.Failed failed && !failed.accepted())
                                .orElse(true))
                .map(StemRow::request)
                .toList();
    }

    /** Asks before it costs, unless the user does not want that at this provider. */
    private void buy(List<JobRequest> requests, boolean queued) {
        account().ifPresent(account -> {
            var wanted = new Order(account, requests, queued);
            if (account.provider().needsKey() && asking.get()) {
                order.set(Optional.of(wanted));
                if (balance.get() instanceof Balance.NotAsked) {
                    checkBalance(account);
                }
            } else {
                place(wanted);
            }
        });
    }

    private void place(Order wanted) {
        order.set(Optional.empty());
        if (wanted.queued()) {
            enqueue(wanted);
        } else {
            var request = wanted.requests().getFirst();
            send(wanted.account(), request, () -> library.transcribe(wanted.account(), request));
        }
    }

    private void enqueue(Order wanted) {
        if (sending.get()) {
            return;
        }
        sending.set(true);
        problem.set(Optional.empty());
        remember(wanted.account());
        showJob(Optional.empty());
        background.run(
                () -> library.enqueue(wanted.account(), wanted.requests()),
                outcome -> {
                    sending.set(false);
                    if (outcome instanceof Outcome.Failed<List<Entry>>(var why)) {
                        problem.set(Optional.of(why));
                    }
                },
                failure -> {
                    sending.set(false);
                    problem.set(Optional.of(unexpected(failure)));
                });
    }

    /** Off this thread, since it reads entries. */
    private void goOn(Account account) {
        background.run(
                () -> {
                    library.goOn(account);
                    return account;
                },
                _ -> {},
                failure -> problem.set(Optional.of(unexpected(failure))));
    }

    private void takeBack(List<Entry> entries) {
        background.run(
                () -> {
                    // The last first, so that none moves up and is sent meanwhile.
                    for (var entry : entries.reversed()) {
                        library.takeBack(entry.id());
                    }
                    return entries;
                },
                _ -> {},
                failure -> problem.set(Optional.of(unexpected(failure))));
    }

    private void askBefore(boolean wanted) {
        if (!keyFor.isEmpty()) {
            settings.set(settings.get().withAskingBeforePurchase(keyFor, wanted));
        }
    }

    private void providerChanged() {
        order.set(Optional.empty());
        asking.set(settings.get().asksBeforePurchase(keyFor));
        refreshQueue();
    }

    private void refreshQueue() {
        queue.set(library.queue(keyFor));
    }

    /** An entry was taken back, or deleted. */
    private void gone(String entryId) {
        lastState.remove(entryId);
        lastSpending.remove(entryId);
        for (int i = 0; i < stems.size(); i++) {
            var row = stems.get(i);
            if (row.entry().filter(entry -> entry.id().equals(entryId)).isPresent()) {
                replace(i, row.with(Optional.empty()));
            }
        }
        if (job.get().filter(entry -> entry.id().equals(entryId)).isPresent()) {
            showJob(Optional.empty());
        }
        refreshQueue();
    }

    private void replace(int index, StemRow updated) {
        boolean wasChosen = chosen.get().filter(stems.get(index)::equals).isPresent();
        stems.set(index, updated);
        if (wasChosen) {
            chosen.set(Optional.of(updated));
        }
    }

    /**
     * Takes a provider's hint that a task may have ended. If nobody asks for that job just now it is asked for again, provided the
     * user has used a key there in this run. May be called from any thread.
     */
    public void hinted(String taskId) {
        library.hint(taskId).ifPresent(entry -> background.onFx(() -> resumeHinted(entry.id())));
    }

    private void resumeHinted(String entryId) {
        library.entries().stream()
                .filter(entry -> entry.id().equals(entryId)
                        && entry.state() instanceof JobState.Transcribing transcribing
                        && transcribing.nextPoll().isEmpty())
                .findFirst()
                .ifPresent(entry -> {
                    if (providers.find(entry.request().providerId()) instanceof Outcome.Ok<ProviderChoice>(var choice)
                            && (!choice.needsKey() || used.contains(choice.id()))) {
                        String with = choice.id().equals(keyFor) ? key.get() : keptKey(choice.id());
                        if (!choice.needsKey() || !with.isBlank()) {
                            library.resume(entryId, new Account(choice, with));
                        }
                    }
                });
    }

    /** Whether the provider took this job and another for the same would be a second purchase. */
    static boolean mayBePaidAgain(Entry entry) {
        return switch (entry.state()) {
            case JobState.Empty _, JobState.Expired _, JobState.Unknown _ -> true;
            case JobState.Failed failed -> failed.accepted();
            case JobState.Queued _, JobState.Submitting _, JobState.Transcribing _, JobState.Ready _ -> false;
        };
    }

    private void send(Account account, JobRequest request, Callable<Entry> submit) {
        if (sending.get()) {
            return;
        }
        sending.set(true);
        sent = Optional.of(request);
        confirming.set(false);
        problem.set(Optional.empty());
        remember(account);
        background.run(
                submit,
                entry -> {
                    sending.set(false);
                    sent = Optional.empty();
                    if (isOfForm(request) && !isShown(entry)) {
                        showJob(Optional.of(entry));
                    }
                    // It may have changed before it was shown; what the library says last is right.
                    library.find(entry.request()).ifPresent(this::update);
                },
                failure -> {
                    sending.set(false);
                    sent = Optional.empty();
                    problem.set(Optional.of(unexpected(failure)));
                });
    }

    private boolean isShown(Entry entry) {
        return job.get().filter(shown -> shown.id().equals(entry.id())).isPresent();
    }

    private boolean isOfForm(JobRequest request) {
        return request.providerId().equals(keyFor)
                && request.separationTaskId().equals(taskId.get().strip());
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
                    if (!offer.get().needsKey()
                            || (used.contains(keyFor) && !key.get().isBlank())) {
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
                case TRY_AGAIN -> buy(List.of(entry.request()), false);
                case TAKE_BACK -> takeBack(List.of(entry));
                case CHECK_BALANCE -> checkBalance();
                case SUBMIT_AGAIN -> confirming.set(true);
                case CONFIRM -> again(entry);
                case KEEP -> confirming.set(false);
                case BUY,
                        NOT_NOW,
                        GO_ON,
                        TAKE_ALL_BACK,
                        COPY_DETAILS -> {} // of other panes; the view has the clipboard
            }
        });
    }

    /** The choice about what is to be sent. */
    void chooseForOrder(JobPanel.Choice choice) {
        var wanted = order.get();
        order.set(Optional.empty());
        if (choice == JobPanel.Choice.BUY) {
            wanted.ifPresent(this::place);
        }
    }

    /** The choice about the queue. */
    void chooseForQueue(JobPanel.Choice choice) {
        if (choice == JobPanel.Choice.GO_ON) {
            account().ifPresent(this::goOn);
        } else if (choice == JobPanel.Choice.TAKE_ALL_BACK) {
            takeBack(queue.get());
        }
    }

    private void again(Entry entry) {
        account()
                .ifPresent(account -> send(
                        account,
                        entry.request(),
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

    private Outcome<ProviderChoice> provider() {
        return offer.get()
                .known()
                .<Outcome<ProviderChoice>>map(Outcome.Ok::new)
                .orElseGet(() -> providers.find(url.get()));
    }

    /** The account as entered, about to be used; empty, and said at the field, if something is missing. */
    private Optional<Account> account() {
        urlProblem.set(Optional.empty());
        keyFollowsProvider();
        return switch (provider()) {
            case Outcome.Failed<ProviderChoice>(var why) -> {
                urlProblem.set(Optional.of(why));
                yield Optional.empty();
            }
            case Outcome.Ok<ProviderChoice>(var choice)
            when choice.needsKey() && key.get().isBlank() -> {
                keyProblem.set(Optional.of(new Problem(
                        Problem.Kind.KEY,
                        seeking.contains(choice.id())
                                ? Words.of("connect.keychain-still-asked")
                                : Words.of("connect.key-missing"),
                        Words.of("connect.key-missing-remedy", choice.name()),
                        "")));
                yield Optional.empty();
            }
            case Outcome.Ok<ProviderChoice>(var choice) -> {
                used.add(choice.id());
                if (choice.needsKey()) {
                    keys.put(choice.id(), key.get().strip());
                }
                yield Optional.of(new Account(choice, key.get()));
            }
        };
    }

    private void remember(Account account) {
        String id = account.provider().id();
        settings.set(settings.get().withProvider(id, url.get().strip()));
    }

    /** Keeps a key that the provider has accepted; a wrong one does not take the place of one that is right. */
    private void keepKey(Account account) {
        String id = account.provider().id();
        String used = account.key();
        if (!account.provider().needsKey() || !used.equals(keys.get(id))) {
            return; // forgotten or replaced while it was on its way
        }
        store(() -> secrets.write(id, used), kept -> {
            if (keyFor.equals(id)) {
                keyNote.set(KeyNote.kept(secrets.choice(id), kept));
            }
        });
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
        entry.ifPresent(shown -> spending.set(library.spending(shown.id())));
        job.set(entry);
    }

    private void update(Entry entry) {
        for (int i = 0; i < stems.size(); i++) {
            var row = stems.get(i);
            if (row.isOf(entry.request())) {
                replace(i, row.with(Optional.of(entry)));
            }
        }
        // A quick job may be ready before the library's word of it has come.
        if (sent.filter(entry.request()::isForTheSame).filter(this::isOfForm).isPresent() && !isShown(entry)) {
            showJob(Optional.of(entry));
        }
        boolean news = !entry.state().equals(lastState.put(entry.id(), entry.state()));
        if (isShown(entry)) {
            if (news) {
                confirming.set(false);
            }
            spending.set(library.spending(entry.id()));
            job.set(Optional.of(entry));
        }
        refreshQueue();
        if (news && entry.state() instanceof JobState.Ready) {
            ready.accept(entry);
        }
        var money = library.spending(entry.id());
        if (!money.equals(lastSpending.put(entry.id(), money))) {
            tookSpending(entry.request().providerId(), money);
        }
    }

    private void tookSpending(String providerId, Spending money) {
        if (keyFor.equals(providerId)) {
            money.after().or(money::before).ifPresent(credits -> balance.set(new Balance.Known(credits)));
        }
        money.cost().ifPresent(this::tellSpent);
    }

    private void tellSpent(BigDecimal spent) {
        tell.accept(Notice.good(
                spent.signum() > 0
                        ? Words.of("connect.balance-went-down", Figures.credits(spent))
                        : Words.of("connect.balance-unchanged")));
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
        int waiting = library.queue(account.provider().id()).size();
        if (waiting > 0) {
            goOn(account);
            tell.accept(Notice.good(Words.of(
                    "connect.queue-goes-on",
                    waiting,
                    Figures.count(waiting),
                    account.provider().name())));
        }
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

    private static Problem unexpected(Exception failure) {
        return new Problem(
                Problem.Kind.PROVIDER,
                Words.of("connect.unexpected"),
                Words.of("connect.unexpected-remedy"),
                failure.toString());
    }

    @Override
    public void close() {
        deaf.run();
        deafForGone.run();
    }
}
