package rollscope.ui.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.language.InChinese;
import rollscope.language.Language;
import rollscope.tempo.Fit;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.TempoMap;

@ExtendWith(InChinese.class)
class TempoInChineseTest {
    private static final SongTempo OF_FILE = SongTempo.ofFile(
            TempoMap.constant(90, 0.5, Optional.of(Meter.FOUR_FOUR)), Optional.of(new Key(10, Key.Mode.MAJOR)));

    @Test
    void aTempoIsToldWithItsOrigin() {
        assertThat(TempoWords.brief(OF_FILE.map().orElseThrow(), 10)).isEqualTo("90 BPM · 4/4");
        assertThat(TempoWords.origin(OF_FILE)).isEqualTo("来自文件");
        assertThat(TempoWords.shortOrigin(OF_FILE)).isEqualTo("文件");
        assertThat(TempoWords.state(OF_FILE, true, false)).isEqualTo("以文件所写为准");
        assertThat(TempoWords.spoken(OF_FILE, 10)).isEqualTo("速度 每分钟 90 拍 · 4/4，来自文件");
        assertThat(TempoWords.spoken(SongTempo.NONE, 10)).isEqualTo("速度未知");
        assertThat(TempoWords.state(SongTempo.NONE, true, true)).isEqualTo("正在查找速度…");
    }

    @Test
    void inEnglishItIsToldAsEver() {
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(TempoWords.spoken(OF_FILE, 10)).isEqualTo("Tempo 90 beats a minute · 4/4, from the file");
        assertThat(TempoWords.shortOrigin(OF_FILE)).isEqualTo("file");
        assertThat(TempoWords.key(new Key(10, Key.Mode.MAJOR))).isEqualTo("Bb major");
        assertThat(TempoWords.fit(new Fit(0.00241, 0.9, 0.974, 0.9)))
                .isEqualTo("97 % of the notes are on the grid, typically 2.4 ms off.");
    }

    @Test
    void howWellItFitsIsToldInFigures() {
        assertThat(TempoWords.fit(new Fit(0.00241, 0.9, 0.974, 0.9))).isEqualTo("97 % 的音符落在网格上，通常偏差 2.4 ms。");
    }

    @Test
    void keysAndMetersAreNamed() {
        assertThat(TempoWords.key(new Key(10, Key.Mode.MAJOR))).isEqualTo("Bb 大调");
        assertThat(TempoWords.key(new Key(7, Key.Mode.MINOR))).isEqualTo("G 小调");
        assertThat(TempoWords.meter(TempoMap.constant(90, 0.5, Optional.empty()), 10)).isEqualTo("无小节");
    }
}
