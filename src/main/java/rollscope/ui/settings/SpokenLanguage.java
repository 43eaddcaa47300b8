package rollscope.ui.settings;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import rollscope.language.Language;
import rollscope.settings.SettingsStore;

/** The language of the window, as chosen. What is in view keeps its words, so whoever made it is told to make it anew. FX thread only. */
public final class SpokenLanguage {
    private final SettingsStore settings;
    private final ReadOnlyObjectWrapper<Optional<Language>> chosen;
    private Runnable changed = () -> {};

    public SpokenLanguage(SettingsStore settings) {
        this.settings = settings;
        chosen = new ReadOnlyObjectWrapper<>(settings.get().language());
    }

    /** Empty for the system's. */
    ReadOnlyObjectProperty<Optional<Language>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Does {@code task} each time another is chosen. */
    public void onChange(Runnable task) {
        changed = task;
    }

    void choose(Optional<Language> language) {
        if (!language.equals(chosen.get())) {
            settings.set(settings.get().withLanguage(language));
            chosen.set(language);
            changed.run();
        }
    }
}
