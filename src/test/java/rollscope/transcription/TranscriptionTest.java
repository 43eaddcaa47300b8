package rollscope.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptionTest {
    private static final NoteTable NOTES =
            NoteTable.builder(0).add(0, 2, 60, 64, 1).build();
    private static final Instrument FIRST = new Instrument(0, "Bass", 33, true, false);
    private static final Instrument SECOND = new Instrument(1, "Drums", 0, true, true);

    @ParameterizedTest
    @ValueSource(doubles = {1.9, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void itLastsAtLeastUntilItsLastNoteEnds(double duration) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transcription("id", "t", duration, List.of(FIRST, SECOND), NOTES, List.of()));
    }

    @Test
    void everyNoteHasItsInstrumentAndEveryInstrumentItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transcription("id", "t", 2, List.of(FIRST), NOTES, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transcription("id", "t", 2, List.of(SECOND, FIRST), NOTES, List.of()));
    }

    @Test
    void whatWasHandedInCanChangeWithoutChangingIt() {
        var instruments = new ArrayList<>(List.of(FIRST, SECOND));
        var transcription = new Transcription("id", "t", 2, instruments, NOTES, List.of());
        instruments.clear();
        assertThat(transcription.instruments()).containsExactly(FIRST, SECOND);
    }

    @ParameterizedTest
    @CsvSource({"-1, Bass, 0", "32768, Bass, 0", "0, ' ', 0", "0, Bass, -1", "0, Bass, 128"})
    void anInstrumentHasAPlaceANameAndAProgram(int index, String name, int program) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Instrument(index, name, program, true, false));
    }

    @ParameterizedTest
    @CsvSource({"'', Vocals, 1", "id, ' ', 1", "id, Vocals, -1", "id, Vocals, NaN", "id, Vocals, Infinity"})
    void aStemHasAnIdANameAndADuration(String id, String name, double duration) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Stem(id, name, Optional.empty(), duration, false));
    }
}
