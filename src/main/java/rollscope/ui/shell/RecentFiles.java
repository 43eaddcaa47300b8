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
                .collect(Collectors.joining(", "));
        int kept = Math.min(others.size(), Settings.MOST_RECENT - 1);
        String more = kept > named ? " and " + (kept - named) + " more" : "";
        String lost = others.size() > kept ? "; the last " + (others.size() - kept) + " are too many for it" : "";
        return "One song is shown at a time. In the menu, under Open recent: " + names + more + lost + ".";
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
