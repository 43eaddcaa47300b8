package rollscope.ui.settings;

import java.util.Arrays;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;
import rollscope.language.Words;

/** A part of the settings. */
public enum SettingsSection {
    PROVIDERS("settings.providers", Feather.KEY, "provider-settings"),
    CALLBACKS("settings.callbacks", Feather.RADIO, "callback-settings"),
    SOUND("settings.sound", Feather.SPEAKER, "sound-settings"),
    VIEW("settings.view", Feather.EYE, "view-settings"),
    EXPORT("settings.export", Feather.DOWNLOAD, "export-settings"),
    FOLDERS("settings.folders", Feather.FOLDER, "folder-settings");

    private final String key;
    private final Feather icon;
    private final String id;

    SettingsSection(String key, Feather icon, String id) {
        this.key = key;
        this.icon = icon;
        this.id = id;
    }

    public String title() {
        return Words.of(key);
    }

    /** What it is called in each language. */
    List<String> titles() {
        return Words.inEach(key);
    }

    Feather icon() {
        return icon;
    }

    /** Of its node. */
    String id() {
        return id;
    }

    List<SettingsRow> rows() {
        return Arrays.stream(SettingsRow.values())
                .filter(row -> row.section() == this)
                .toList();
    }
}
