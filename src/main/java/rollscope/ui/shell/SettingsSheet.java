package rollscope.ui.shell;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.ui.settings.FoldersModel;
import rollscope.ui.settings.SettingsRows;
import rollscope.ui.settings.SettingsSection;
import rollscope.ui.settings.SettingsView;
import rollscope.ui.settings.SoundModel;

/** The sheet of all settings, made when first opened. FX thread only. */
final class SettingsSheet implements AutoCloseable {
    private final Sheets sheets;
    private final Map<SettingsSection, Supplier<SettingsRows>> sections;
    private final SoundModel sound;
    private final FoldersModel folders;
    private @Nullable SettingsView view;

    /**
     * @param sections a maker for every section
     */
    SettingsSheet(
            Sheets sheets,
            Map<SettingsSection, Supplier<SettingsRows>> sections,
            SoundModel sound,
            FoldersModel folders) {
        this.sheets = sheets;
        this.sections = sections;
        this.sound = sound;
        this.folders = folders;
    }

    boolean isShown() {
        return view != null && view.getScene() != null;
    }

    /** Opens where it was left. */
    void open() {
        open(view == null ? SettingsSection.PROVIDERS : view.section());
    }

    void open(SettingsSection section) {
        var made = view;
        if (made == null) {
            made = new SettingsView(sections);
            view = made;
        }
        // Devices come and go, and so does what is in the cache.
        sound.refresh();
        folders.measure();
        sheets.showForm("settings", Words.of("shell.settings"), made);
        made.show(section);
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
        }
    }
}
