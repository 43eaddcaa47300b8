package rollscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.language.Language;

class SettingsRowTest {
    private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(Locale.Category.DISPLAY, before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   "})
    void withoutAWordEverythingIsFound(String query) {
        assertThat(SettingsRow.matching(query)).isEqualTo(EnumSet.allOf(SettingsRow.class));
    }

    @ParameterizedTest
    @CsvSource({
        "keychain, KEY_PLACE",
        "Latency, OUTPUT",
        "sf2, SOUNDBANK",
        "DARK, THEME",
        "middle c, OCTAVES",
        "c3, OCTAVES",
        "playhead, FOLLOW",
        "spectrogram, SPECTRUM",
        "hmac, CALLBACK_SECRET",
        "port, RECEIVER",
        "space, CACHE_FOLDER",
        "kie.ai, PROVIDER",
        "quantise, MIDI_FILES",
    })
    void aWordFindsTheRowThatAnswersIt(String query, SettingsRow row) {
        assertThat(SettingsRow.matching(query)).containsExactly(row);
    }

    @ParameterizedTest
    @CsvSource({
        "钥匙串, KEY_PLACE",
        "匙串, KEY_PLACE",
        "延迟, OUTPUT",
        "深色, THEME",
        "中央, OCTAVES",
        "播放头, FOLLOW",
        "谱图, SPECTRUM",
        "签名, CALLBACK_SECRET",
        "端口, RECEIVER",
        "空间, CACHE_FOLDER",
        "量化, MIDI_FILES",
        "MIDI文件, MIDI_FILES",
        "ＭＩＤＩ　文件, MIDI_FILES",
        "日志 打开, LOG_FOLDER",
    })
    void chineseFindsTheRowInEitherLanguageAndAnywhereInAWord(String query, SettingsRow row) {
        assertThat(SettingsRow.matching(query)).containsExactly(row);
        Language.speak(Optional.of(Language.CHINESE), Locale.ENGLISH);
        assertThat(SettingsRow.matching(query)).containsExactly(row);
    }

    @Test
    void englishFindsTheRowsOfAChineseWindow() {
        Language.speak(Optional.of(Language.CHINESE), Locale.ENGLISH);
        assertThat(SettingsRow.matching("quantise")).containsExactly(SettingsRow.MIDI_FILES);
        assertThat(SettingsRow.matching("cache 磁盘")).containsExactly(SettingsRow.CACHE_FOLDER);
        for (var section : SettingsSection.values()) {
            assertThat(SettingsRow.matching(section.title())).containsAll(section.rows());
            var titles = section.rows().stream().map(SettingsRow::title).collect(Collectors.toSet());
            assertThat(titles).hasSameSizeAs(section.rows());
        }
    }

    @Test
    void theBeginningOfAWordIsEnoughAndItsMiddleIsNot() {
        assertThat(SettingsRow.matching("spectr")).containsExactly(SettingsRow.SPECTRUM);
        assertThat(SettingsRow.matching("pectrum")).isEmpty();
    }

    @Test
    void everyWordHasToBeFound() {
        assertThat(SettingsRow.matching("open folder library")).containsExactly(SettingsRow.LIBRARY_FOLDER);
        assertThat(SettingsRow.matching("cache device")).isEmpty();
    }

    @Test
    void accentsAndCapitalsDoNotMatter() {
        assertThat(SettingsRow.matching("Thémè")).containsExactly(SettingsRow.THEME);
    }

    @ParameterizedTest
    @EnumSource
    void theTitleOfASectionFindsAllItsRows(SettingsSection section) {
        assertThat(SettingsRow.matching(section.title())).containsAll(section.rows());
        assertThat(section.rows()).isNotEmpty();
    }

    @Test
    void noTwoRowsOfASectionAreCalledTheSame() {
        for (var section : SettingsSection.values()) {
            var titles = section.rows().stream().map(SettingsRow::title).collect(Collectors.toSet());
            assertThat(titles).hasSameSizeAs(section.rows());
        }
    }
}
