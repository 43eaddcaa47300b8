package rollscope.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import rollscope.language.Words;
import rollscope.settings.Settings;
import rollscope.settings.SettingsStore;
import rollscope.ui.fx.Background;

/** The files opened last, kept among the settings. FX thread only. */
final class RecentFiles {
    /** File names in a sentence. */
    private static final int MOST_NAMED = 4;

    private final SettingsStore settings;
    private final Background background;
    private final ReadOnlyObjectWrapper<List<Path>> files;

    RecentFiles(SettingsStore settings, Background background) {
        this.settings = settings;
        this.background = background;
        files = new ReadOnlyObjectWrapper<>(settings.get().recent());
    }

    /** The newest first. */
    ReadOnlyObjectProperty<List<Path>> filesProperty() {
        return files.getReadOnlyProperty();
    }

    /** Those come first, in their order, whether they were there or not. */
    void add(List<Path> opened) {
        var all = new ArrayList<Path>();
        opened.forEach(file -> all.add(file.toAbsolutePath().normalize()));
        all.addAll(files.get());
        keep(all);
    }

    /** What to say of files that are kept for later rather than shown. */
    static String told(List<Path> others) {
        if (others.isEmpty()) {
            return "";
        }
        int named = others.size() <= MOST_NAMED ? others.size() : MOST_NAMED - 1;
        String names = others.stream()
                .limit(named)
                .map(file -> String.valueOf(file.getFileName()))
                .reduce((one, another) -> Words.of("shell.one-and-another", one, another))
                .orElse("");
        int kept = Math.min(others.size(), Settings.MOST_RECENT - 1);
        String more = Integer.toString(kept - named);
        if (others.size() > kept) {
            return Words.of("shell.others-too-many", names, more, Integer.toString(others.size() - kept));
        }
        return kept > named ? Words.of("shell.others-and-more", names, more) : Words.of("shell.others", names);
    }

    void clear() {
        keep(List.of());
    }

    private void keep(List<Path> all) {
        settings.set(settings.get().withRecent(all));
        files.set(settings.get().recent());
    }

    /** Looks which files are no longer there, and tells them. */
    void findMissing(Consumer<Set<Path>> missing) {
        var looked = files.get();
        background.run(
                () -> looked.stream().filter(file -> !Files.isRegularFile(file)).collect(Collectors.toSet()),
                missing,
                // Then it turns out when one is opened.
                failure -> {});
    }
}
