package rollscope.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PitchTest {
    @ParameterizedTest
    @CsvSource({
        "60, C3, C4, C5",
        "0, C-2, C-1, C0",
        "127, G8, G9, G10",
        "69, A3, A4, A5",
        "59, B2, B3, B4",
        "61, C#3, C#4, C#5",
        "11, B-2, B-1, B0",
        "12, C-1, C0, C1"
    })
    void theNameFollowsTheProductsNumberForMiddleC(int number, String c3, String c4, String c5) {
        var pitch = new Pitch(number);
        assertThat(pitch.name(OctaveNaming.C3)).isEqualTo(c3);
        assertThat(pitch.name(OctaveNaming.C4)).isEqualTo(c4);
        assertThat(pitch.name(OctaveNaming.C5)).isEqualTo(c5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 128, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void thereAre128Pitches(int number) {
        assertThat(Pitch.isValid(number)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Pitch(number));
    }

    @Test
    void blackKeysAreThoseWithSharps() {
        assertThat(IntStream.rangeClosed(Pitch.LOWEST, Pitch.HIGHEST))
                .allSatisfy(number -> assertThat(Pitch.isBlackKey(number))
                        .isEqualTo(new Pitch(number).name(OctaveNaming.C4).contains("#")));
    }

    @Test
    void pitchesAreOrderedByHeight() {
        assertThat(new Pitch(60)).isLessThan(new Pitch(61)).isEqualByComparingTo(new Pitch(60));
    }
}
