package rollscope.ui.settings;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final SettingsSection section;
    private final String key;
    private final String words;

    /**
     * @param key   of its name
     * @param words key of what it is found by besides
     */
    SettingsRow(SettingsSection section, String key, String words) {
        this.section = section;
        this.key = key;
        this.words = words;
    }

    /** What rows are found by, which takes a while to put together and is not wanted before somebody searches. */
    private static final class Search {
        private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
        private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
        private static final Pattern EDGES_OF_HAN =
                Pattern.compile("(?<=\\p{IsHan})(?!\\p{IsHan})|(?<!\\p{IsHan})(?=\\p{IsHan})");
        private static final Pattern BLANKS = Pattern.compile("[^\\p{L}\\p{N}.]+");

        /** Of all languages, so it does not change with that of the window. */
        private static final Map<SettingsRow, String> FOUND_BY = new EnumMap<>(SettingsRow.class);

        static {
            for (var row : values()) {
                FOUND_BY.put(
                        row,
                        plain(Stream.of(row.section.titles(), Words.inEach(row.key), Words.inEach(row.words))
                                .flatMap(List::stream)
                                .collect(Collectors.joining(" "))));
            }
        }

        static boolean finds(SettingsRow row, String word) {
            String foundBy = FOUND_BY.getOrDefault(row, "");
            return HAN.matcher(word).find() ? foundBy.contains(word) : (" " + foundBy).contains(" " + word);
        }

        /** In small letters without accents, words set apart by single blanks, those of Han script from all others too. */
        static String plain(String text) {
            String letters = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                    .replaceAll("")
                    .toLowerCase(Locale.ROOT);
            return BLANKS.matcher(EDGES_OF_HAN.matcher(letters).replaceAll(" "))
                    .replaceAll(" ")
                    .strip();
        }
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
        if (query.isBlank()) {
            return EnumSet.allOf(SettingsRow.class);
        }
        String[] wanted = Search.plain(query).split(" ");
        var found = EnumSet.noneOf(SettingsRow.class);
        for (var row : values()) {
            if (Arrays.stream(wanted).allMatch(word -> Search.finds(row, word))) {
                found.add(row);
            }
        }
        return found;
    }
}
