package rollscope.ui.settings;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A line of the settings, with its name and the words under which it is found besides. */
public enum SettingsRow {
    PROVIDER(SettingsSection.PROVIDERS, "Provider", "service account address url kie.ai sunoapi.org demo"),
    KEY(SettingsSection.PROVIDERS, "API key", "password token secret balance credits"),
    KEY_PLACE(SettingsSection.PROVIDERS, "Keep key", "keychain file forget remove store save security"),
    ASK(SettingsSection.PROVIDERS, "Before a job", "ask confirm cost price money pay purchase credits"),
    CALLBACK_ADDRESS(SettingsSection.CALLBACKS, "Address", "url webhook public https tunnel proxy"),
    RECEIVER(SettingsSection.CALLBACKS, "Receiver", "port listen network webhook other computers"),
    CALLBACK_SECRET(SettingsSection.CALLBACKS, "Secret", "webhook hmac key signature"),
    OUTPUT(SettingsSection.SOUND, "Output", "device speakers headphones audio card latency delay"),
    SOUNDBANK(SettingsSection.SOUND, "Soundbank", "sf2 dls soundfont general midi instruments synthesizer"),
    THEME(SettingsSection.VIEW, "Theme", "light dark mode colours colors appearance night"),
    LANGUAGE(SettingsSection.VIEW, "Language", "english chinese 中文 语言 translation words"),
    COLOURS(SettingsSection.VIEW, "Colours", "colors instruments hues reset"),
    OCTAVES(SettingsSection.VIEW, "Names of octaves", "middle c c3 c4 c5 60 pitch note naming"),
    FOLLOW(SettingsSection.VIEW, "Follow", "playhead scroll page continuous"),
    ARRANGEMENT(SettingsSection.VIEW, "Arrangement", "lanes overlay piano roll"),
    SPECTRUM(SettingsSection.VIEW, "Spectrum", "stem sound audio behind notes spectrogram"),
    MIDI_FILES(SettingsSection.EXPORT, "MIDI files", "mid defaults reset quantise tracks velocity daw program"),
    LIBRARY_FOLDER(SettingsSection.FOLDERS, "Library", "entries jobs paid path disk open"),
    LOG_FOLDER(SettingsSection.FOLDERS, "Log", "errors report path disk open"),
    CACHE_FOLDER(SettingsSection.FOLDERS, "Cache", "empty size space temporary delete path disk open");

    private final SettingsSection section;
    private final String title;
    private final String foundBy;

    SettingsRow(SettingsSection section, String title, String words) {
        this.section = section;
        this.title = title;
        foundBy = plain(section.title() + " " + title + " " + words);
    }

    SettingsSection section() {
        return section;
    }

    public String title() {
        return title;
    }

    /**
     * The rows in which every word of {@code query} is found, be it as the beginning of a word of theirs. All of them if there is no
     * word in it.
     */
    static Set<SettingsRow> matching(String query) {
        String[] wanted = plain(query).strip().split(" +");
        var found = EnumSet.noneOf(SettingsRow.class);
        for (var row : values()) {
            if (Arrays.stream(wanted).allMatch(word -> (" " + row.foundBy).contains(" " + word))) {
                found.add(row);
            }
        }
        return found;
    }

    /** In small letters without accents, words set apart by single blanks. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}.]+", " ");
    }
}
