package rollscope.ui.settings;

import java.util.Arrays;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/** A part of the settings. */
public enum SettingsSection {
    PROVIDERS("Providers and keys", Feather.KEY, "provider-settings"),
    CALLBACKS("Callbacks", Feather.RADIO, "callback-settings"),
    SOUND("Sound", Feather.SPEAKER, "sound-settings"),
    VIEW("View", Feather.EYE, "view-settings"),
    EXPORT("Export", Feather.DOWNLOAD, "export-settings"),
    FOLDERS("Folders", Feather.FOLDER, "folder-settings");

    private final String title;
    private final Feather icon;
    private final String id;

    SettingsSection(String title, Feather icon, String id) {
        this.title = title;
        this.icon = icon;
        this.id = id;
    }

    public String title() {
        return title;
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
