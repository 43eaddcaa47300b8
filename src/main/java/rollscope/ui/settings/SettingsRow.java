package rollscope.ui.settings;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rollscope.language.Words;

/** A line of the settings, with its name and the words under which it is found besides. */
public enum SettingsRow {
    PROVIDER(SettingsSection.PROVIDERS, "settings.row-provider", "settings.row-provider-words"),
    KEY(SettingsSection.PROVIDERS, "settings.row-key", "settings.row-key-words"),
    KEY_PLACE(SettingsSection.PROVIDERS, "settings.row-key-place", "settings.row-key-place-words"),
    ASK(SettingsSection.PROVIDERS, "settings.row-ask", "settings.row-ask-words"),
    CALLBACK_ADDRESS(SettingsSection.CALLBACKS, "settings.row-callback-address", "settings.row-callback-address-words"),
    RECEIVER(SettingsSection.CALLBACKS, "settings.row-receiver", "settings.row-receiver-words"),
    CALLBACK_SECRET(SettingsSection.CALLBACKS, "settings.row-callback-secret", "settings.row-callback-secret-words"),
    OUTPUT(SettingsSection.SOUND, "settings.row-output", "settings.row-output-words"),
    SOUNDBANK(SettingsSection.SOUND, "settings.row-soundbank", "settings.row-soundbank-words"),
    THEME(SettingsSection.VIEW, "settings.row-theme", "settings.row-theme-words"),
    LANGUAGE(SettingsSection.VIEW, "settings.row-language", "settings.row-language-words"),
    COLOURS(SettingsSection.VIEW, "settings.row-colours", "settings.row-colours-words"),
    OCTAVES(SettingsSection.VIEW, "settings.row-octaves", "settings.row-octaves-words"),
    FOLLOW(SettingsSection.VIEW, "settings.row-follow", "settings.row-follow-words"),
    ARRANGEMENT(SettingsSection.VIEW, "settings.row-arrangement", "settings.row-arrangement-words"),
    SPECTRUM(SettingsSection.VIEW, "settings.row-spectrum", "settings.row-spectrum-words"),
    MIDI_FILES(SettingsSection.EXPORT, "settings.row-midi-files", "settings.row-midi-files-words"),
    LIBRARY_FOLDER(SettingsSection.FOLDERS, "settings.row-library-folder", "settings.row-library-folder-words"),
    LOG_FOLDER(SettingsSection.FOLDERS, "settings.row-log-folder", "settings.row-log-folder-words"),
    CACHE_FOLDER(SettingsSection.FOLDERS, "settings.row-cache-folder", "settings.row-cache-folder-words");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final SettingsSection section;
    private final String key;
    /** Of all languages, so it does not change with that of the window. */
    private final String foundBy;

    /**
     * @param key   of its name
     * @param words key of what it is found by besides
     */
    SettingsRow(SettingsSection section, String key, String words) {
        this.section = section;
        this.key = key;
        foundBy = plain(Stream.of(section.titles(), Words.inEach(key), Words.inEach(words))
                .flatMap(List::stream)
                .collect(Collectors.joining(" ")));
    }

    SettingsSection section() {
        return section;
    }

    public String title() {
        return Words.of(key);
    }

    /**
     * The rows in which every word of {@code query} is found, whichever language it is of: as the beginning of a word of theirs, or
     * anywhere in Han script, which has no blanks between words. All of them if there is no word in it.
     */
    static Set<SettingsRow> matching(String query) {
        String[] wanted = plain(query).split(" ");
        var found = EnumSet.noneOf(SettingsRow.class);
        for (var row : values()) {
            if (Arrays.stream(wanted).allMatch(word -> isIn(row.foundBy, word))) {
                found.add(row);
            }
        }
        return found;
    }

    private static boolean isIn(String foundBy, String word) {
        return HAN.matcher(word).find() ? foundBy.contains(word) : (" " + foundBy).contains(" " + word);
    }

    /** In small letters without accents, words set apart by single blanks, those of Han script from all others too. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=\\p{IsHan})(?!\\p{IsHan})|(?<!\\p{IsHan})(?=\\p{IsHan})", " ")
                .replaceAll("[^\\p{L}\\p{N}.]+", " ")
                .strip();
    }
}
