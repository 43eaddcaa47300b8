package rollscope.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.export.Recipe.Place;
import rollscope.export.Recipe.Scope;
import rollscope.export.Recipe.Snap;
import rollscope.export.Recipe.Source;
import rollscope.language.InChinese;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

@ExtendWith(InChinese.class)
class ExportInChineseTest {
    private static final TempoMap MAP = TempoMap.constant(120, 0.25, Optional.of(Meter.FOUR_FOUR));

    @Test
    void whyAFileIsNotAsAskedForIsToldInChinese() {
        assertThat(says(Recipe.EXACT.withPlace(Place.STEM).withScope(Scope.LOOP), Source.of(song(2))))
                .containsExactly("这首歌的速度未知，音符只能按精确的秒数写入。", "没有设置循环，因此写入整首歌曲。");
    }

    @Test
    void whatBecomesOfNotesIsToldInChinese() {
        var source = Source.of(song(2)).withTempo(Optional.of(MAP), Optional.empty());
        var recipe = Recipe.EXACT.withPlace(Place.BAR_ONE).withSnap(Optional.of(Snap.SIXTEENTHS));
        assertThat(says(recipe.withShortest(0.1), source))
                .containsExactly("第 1 小节比音频早 1.750 s 开始：请在分轨前加上同样长的静音。", "2 个音符移到网格上，最多移动 20 ms。", "2 个音符被加长。");
        assertThat(says(recipe.withPlace(Place.STEM), source))
                .contains("第 1 小节较短，占开头的 0.250 s；从第 2 小节起与歌曲的小节一致。");
    }

    @Test
    void whatIsRememberedIsTheSameInAnyLanguage() {
        var recipe = Recipe.EXACT.withScope(Scope.LOOP).withSnap(Optional.of(Snap.SIXTEENTHS));
        assertThat(recipe.words()).containsEntry("scope", "loop").containsEntry("grid", "1/16");
        assertThat(Recipe.of(recipe.words())).isEqualTo(recipe);
    }

    private static List<String> says(Recipe recipe, Source source) {
        var plan = recipe.apply(source);
        return plan.says(plan.written());
    }

    private static Transcription song(int count) {
        var notes = NoteTable.builder(0);
        for (int i = 0; i < count; i++) {
            notes.add(0.77 + i, 0.8 + i, 60, 90, 0);
        }
        return new Transcription(
                "id", "t", 5, List.of(new Instrument(0, "Bass", 33, true, false)), notes.build(), List.of());
    }
}
