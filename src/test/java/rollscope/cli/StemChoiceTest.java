package rollscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.transcription.Stem;

class StemChoiceTest {
    private static final Stem BACKING = stem("a-1", "Backing_Vocals");
    private static final Stem DRUMS = stem("a-2", "Drums");
    private static final Stem REST = stem("a-3", "Drums");
    /** Named like the id of another, which is possible as ids are opaque. */
    private static final Stem CONFUSING = stem("a-4", "a-2");

    private static Stem stem(String id, String name) {
        return new Stem(id, name, Optional.empty(), 0, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-1", "Backing_Vocals", "backing vocals", "backingVocals", "BACKING-VOCALS"})
    void aStemIsFoundByItsIdOrAnySpellingOfItsName(String wanted) throws Refusal {
        assertThat(StemChoice.find(List.of(DRUMS, BACKING), wanted)).isEqualTo(BACKING);
    }

    @Test
    void anIdCountsMoreThanAName() throws Refusal {
        assertThat(StemChoice.find(List.of(CONFUSING, DRUMS), "a-2")).isEqualTo(DRUMS);
    }

    @Test
    void aNameOfSeveralStemsIsAnsweredWithTheirIds() {
        assertThatThrownBy(() -> StemChoice.find(List.of(BACKING, DRUMS, REST), "drums"))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("2 stems", "a-2", "a-3")
                .hasMessageNotContaining("a-1");
    }

    @Test
    void anUnknownNameIsAnsweredWithAllThereAre() {
        assertThatThrownBy(() -> StemChoice.find(List.of(BACKING, DRUMS), "Kazoo"))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("Kazoo", "Backing_Vocals (a-1)", "Drums (a-2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "_"})
    void aNameWithoutALetterMeansNoStem(String wanted) {
        var nameless = stem("a-5", "???");

        assertThatThrownBy(() -> StemChoice.find(List.of(nameless), wanted)).isInstanceOf(Refusal.class);
    }
}
