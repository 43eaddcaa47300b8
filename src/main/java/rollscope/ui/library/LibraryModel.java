package rollscope.ui.library;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import rollscope.library.Entry;
import rollscope.library.Library;
import rollscope.ui.fx.Background;

/** The entries of the library, kept up to date. FX thread only. */
public final class LibraryModel implements AutoCloseable {
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObservableList<Entry> readOnly = FXCollections.unmodifiableObservableList(entries);
    private final ReadOnlyObjectWrapper<Optional<String>> current = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final InstantSource clock;
    private final Consumer<Entry> choose;
    private final Runnable deaf;
    private final Runnable deafForGone;

    /**
     * @param choose told the entry the user wants to see
     */
    public LibraryModel(Library library, Background background, InstantSource clock, Consumer<Entry> choose) {
        this.clock = clock;
        this.choose = choose;
        deaf = library.listen(entry -> background.onFx(() -> update(entry)));
        deafForGone = library.listenForGone(
                id -> background.onFx(() -> entries.removeIf(entry -> entry.id().equals(id))));
        entries.setAll(library.entries());
    }

    // Properties

    /** Newest first. */
    public ObservableList<Entry> entries() {
        return readOnly;
    }

    /** The id of the entry in view. */
    public ReadOnlyObjectProperty<Optional<String>> currentProperty() {
        return current.getReadOnlyProperty();
    }

    Instant now() {
        return clock.instant();
    }

    // Commands

    /** Marks the entry in view. */
    public void setCurrent(Optional<String> entryId) {
        current.set(entryId);
    }

    void choose(Entry entry) {
        choose.accept(entry);
    }

    private void update(Entry entry) {
        for (int i = 0; i < entries.size(); i++) {
            var known = entries.get(i);
            if (known.id().equals(entry.id())) {
                if (known.created().equals(entry.created())) {
                    entries.set(i, entry);
                    return;
                }
                entries.remove(i); // bought anew
                break;
            }
        }
        int place = 0;
        while (place < entries.size() && entries.get(place).created().isAfter(entry.created())) {
            place++;
        }
        entries.add(place, entry);
    }

    @Override
    public void close() {
        deaf.run();
        deafForGone.run();
    }
}
