package rollscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRowTest {
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
