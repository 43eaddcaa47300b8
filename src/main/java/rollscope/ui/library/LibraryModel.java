package rollscope.ui.library;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import rollscope.language.Words;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.Library;
import rollscope.library.Outcome;
import rollscope.library.Problem;
import rollscope.library.StemState;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;

/** The list of the library, kept up to date, and what can be done to its entries. FX thread only. */
public final class LibraryModel implements AutoCloseable {
    /** Asks the user for files, and shows them. */
    public interface Desk {
        /** Where to write an entry. */
        Optional<Path> saveEntry(String suggestedName);

        /** An entry that was written as one file. */
        Optional<Path> openEntry();

        /** Shows the folder a file is in, as the system does. */
        void reveal(Path file);
    }

    /** An entry that has just come into the trash. */
    record Deleted(String id, String name) {}

    private final Library library;
    private final Background background;
    private final InstantSource clock;
    private final Desk desk;
    private final Function<Entry, Optional<Account>> accounts;
    private final Consumer<Entry> choose;
    private final Consumer<Notice> tell;
    private final Subscription deaf;

    /** All of them, by id. */
    private final Map<String, Row> all = new HashMap<>();

    private final ObservableList<Row> shown = FXCollections.observableArrayList();
    private final ObservableList<Row> readOnly = FXCollections.unmodifiableObservableList(shown);
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.NEWEST);
    private final ReadOnlyObjectWrapper<Optional<String>> current = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<String>> renaming = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Deleted>> deleted = new ReadOnlyObjectWrapper<>(Optional.empty());
    /** Bytes on disk, as far as somebody wanted to know; written in the background too. */
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    private final Set<String> weighing = new HashSet<>();
    private final ReadOnlyIntegerWrapper weighed = new ReadOnlyIntegerWrapper();
    /** Whether rows are being arranged in the background, and whether they have changed since. */
    private boolean arranging;

    private boolean outOfDate;

    /**
     * @param accounts the user's account where an entry comes from, if there is a key
     * @param choose   told the entry the user wants to see
     */
    public LibraryModel(
            Library library,
            Background background,
            InstantSource clock,
            Desk desk,
            Function<Entry, Optional<Account>> accounts,
            Consumer<Entry> choose,
            Consumer<Notice> tell) {
        this.library = library;
        this.background = background;
        this.clock = clock;
        this.desk = desk;
        this.accounts = accounts;
        this.choose = choose;
        this.tell = tell;
        Runnable changes = library.listen(entry -> background.onFx(() -> update(Row.of(entry))));
        Runnable losses = library.listenForLoss(id -> background.onFx(() -> lost(id)));
        Runnable stems = library.keptStems().listen(change -> {
            if (change.state() instanceof StemState.Kept) {
                background.onFx(() -> weigh(change.entryId()));
            }
        });
        deaf = Subscription.combine(
                changes::run,
                losses::run,
                stems::run,
                search.subscribe((_, _) -> arrange()),
                order.subscribe((_, _) -> arrange()));
        library.entries().forEach(entry -> all.put(entry.id(), Row.of(entry)));
        library.broken().forEach(broken -> all.put(broken.id(), Row.of(broken)));
        count.set(all.size());
        shown.setAll(arranged(List.copyOf(all.values()), "", Order.NEWEST));
    }

    // Properties

    /** What is looked for, in the order that is wanted. */
    ObservableList<Row> rows() {
        return readOnly;
    }

    /** How many there are, shown or not. */
    ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Words that must all be in a title, a stem's name, a provider or a task id. */
    StringProperty searchProperty() {
        return search;
    }

    ObjectProperty<Order> orderProperty() {
        return order;
    }

    /** The id of the entry in view. */
    public ReadOnlyObjectProperty<Optional<String>> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** The id of the entry whose name is being written. */
    ReadOnlyObjectProperty<Optional<String>> renamingProperty() {
        return renaming;
    }

    /** What was deleted last and can be taken back. */
    ReadOnlyObjectProperty<Optional<Deleted>> deletedProperty() {
        return deleted.getReadOnlyProperty();
    }

    /** Changes when the size of some entry has become known. */
    ReadOnlyIntegerProperty weighedProperty() {
        return weighed.getReadOnlyProperty();
    }

    Instant now() {
        return clock.instant();
    }

    /** Bytes of an entry on disk; if they are not known yet, they will be soon. */
    OptionalLong size(String id) {
        Long known = sizes.get(id);
        if (known == null) {
            weigh(id);
            return OptionalLong.empty();
        }
        return OptionalLong.of(known);
    }

    int inTrash() {
        return library.inTrash();
    }

    // Commands

    /** Marks the entry in view. */
    public void setCurrent(Optional<String> entryId) {
        current.set(entryId);
    }

    void choose(Row row) {
        row.entry().ifPresent(choose);
        row.broken().ifPresent(broken -> tell.accept(Notice.of(broken.problem())));
    }

    /** Lets the name of an entry be written. */
    void beginRenaming(Row row) {
        if (row.entry().isPresent()) {
            renaming.set(Optional.of(row.id()));
        }
    }

    void cancelRenaming() {
        renaming.set(Optional.empty());
    }

    /** Ends the writing of a name. */
    void rename(String id, String title) {
        if (renaming.get().filter(id::equals).isEmpty()) {
            return;
        }
        renaming.set(Optional.empty());
        Row row = all.get(id);
        if (row != null && !row.title().equals(title.strip())) {
            run(() -> library.rename(id, title), _ -> {});
        }
    }

    void delete(Row row) {
        String name = row.stem().isEmpty() ? row.title() : row.title() + " · " + row.stem();
        run(() -> library.delete(row.id()), id -> deleted.set(Optional.of(new Deleted(id, name))));
    }

    /** Takes back what was deleted last. */
    void undo() {
        deleted.get().ifPresent(now -> {
            deleted.set(Optional.empty());
            run(() -> library.restore(now.id()), _ -> {});
        });
    }

    /** Leaves in the trash what was deleted last. */
    void dismissDeleted() {
        deleted.set(Optional.empty());
    }

    void emptyTrash() {
        deleted.set(Optional.empty());
        run(
                library::emptyTrash,
                removed -> tell.accept(Notice.good(
                        Words.of("shelf.removed", removed, Figures.count(removed)))));
    }

    void reveal(Row row) {
        desk.reveal(library.folderOf(row.id()).resolve("entry.json"));
    }

    /** Asks the provider for what an entry lacks. */
    void fetchMissing(Row row) {
        row.entry()
                .ifPresent(entry -> run(
                        () -> library.fetchMissing(entry.id(), accounts.apply(entry)),
                        missing -> tell.accept(Notice.good(
                                missing.isNothing()
                                        ? Words.of("shelf.nothing-missing", entry.shownTitle())
                                        : Words.of("shelf.fetching-missing", entry.shownTitle())))));
    }

    void export(Row row) {
        row.entry().ifPresent(entry -> desk.saveEntry(Library.exportName(entry))
                .ifPresent(target -> run(
                        () -> library.exportEntry(entry.id(), target),
                        file -> tell.accept(Notice.good(
                                Words.of("shelf.exported", entry.shownTitle(), String.valueOf(file.getFileName())))))));
    }

    /** Lets the user choose an entry that was written as one file, and takes it in. */
    void chooseImport() {
        desk.openEntry().ifPresent(this::importEntry);
    }

    /** Takes in an entry that was written as one file, and shows it. */
    public void importEntry(Path file) {
        run(() -> library.importEntry(file), imported -> {
            var entry = imported.entry();
            String name = entry.shownTitle() + " · " + entry.request().shownStemName();
            tell.accept(Notice.good(
                    imported.wasThere()
                            ? Words.of("shelf.imported-before", name)
                            : Words.of("shelf.imported", name)));
            choose.accept(entry);
        });
    }

    private <T> void run(Callable<Outcome<T>> task, Consumer<T> done) {
        background.run(
                task,
                outcome -> {
                    switch (outcome) {
                        case Outcome.Ok<T>(T value) -> done.accept(value);
                        case Outcome.Failed<T>(Problem problem) -> tell.accept(Notice.of(problem));
                    }
                },
                failure -> tell.accept(new Notice(
                        Notice.Tone.BAD,
                        Words.of("shelf.unexpected"),
                        Words.of("shelf.unexpected-remedy"),
                        failure.toString())));
    }

    // The list

    private void update(Row row) {
        Row before = all.put(row.id(), row);
        count.set(all.size());
        if (!row.equals(before)) {
            sizes.remove(row.id());
            deleted.get().filter(now -> now.id().equals(row.id())).ifPresent(_ -> deleted.set(Optional.empty()));
            arrange();
        }
    }

    private void lost(String id) {
        sizes.remove(id);
        library.broken().stream()
                .filter(broken -> broken.id().equals(id))
                .findFirst()
                .ifPresentOrElse(broken -> all.put(id, Row.of(broken)), () -> all.remove(id));
        count.set(all.size());
        arrange();
    }

    /** Filters and sorts anew, in the background, as long as something has changed. */
    private void arrange() {
        if (arranging) {
            outOfDate = true;
            return;
        }
        arranging = true;
        outOfDate = false;
        var rows = List.copyOf(all.values());
        var words = search.get();
        var wanted = order.get();
        background.run(
                () -> arranged(rows, words, wanted),
                arranged -> {
                    show(arranged);
                    arranging = false;
                    if (outOfDate) {
                        arrange();
                    }
                },
                _ -> arranging = false);
    }

    private List<Row> arranged(List<Row> rows, String search, Order order) {
        var words = search.strip().toLowerCase(Locale.ROOT).split("\\s+");
        var found = new ArrayList<Row>(rows.size());
        for (Row row : rows) {
            if (hasAll(row, words)) {
                found.add(row);
            }
        }
        if (order == Order.SIZE) {
            found.forEach(row -> sizes.computeIfAbsent(row.id(), this::sizeOnDisk));
        }
        found.sort(order.comparator(clock.instant(), row -> sizes.getOrDefault(row.id(), 0L)));
        return found;
    }

    private static boolean hasAll(Row row, String[] words) {
        for (String word : words) {
            if (!row.words().contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Changes what has changed; where nothing moves, the list stays where it is scrolled to. */
    private void show(List<Row> rows) {
        boolean inPlace = rows.size() == shown.size();
        for (int i = 0; inPlace && i < rows.size(); i++) {
            inPlace = rows.get(i).id().equals(shown.get(i).id());
        }
        if (!inPlace) {
            shown.setAll(rows);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(shown.get(i))) {
                shown.set(i, rows.get(i));
            }
        }
    }

    private void weigh(String id) {
        if (all.containsKey(id) && weighing.add(id)) {
            background.run(
                    () -> sizeOnDisk(id),
                    size -> {
                        weighing.remove(id);
                        sizes.put(id, size);
                        weighed.set(weighed.get() + 1);
                    },
                    _ -> weighing.remove(id));
        }
    }

    private long sizeOnDisk(String id) {
        try {
            return library.size(id);
        } catch (IOException e) {
            return 0; // it has just gone
        }
    }

    @Override
    public void close() {
        deaf.unsubscribe();
    }
}
