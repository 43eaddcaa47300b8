package rollscope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollscope.midi.GeneralMidi;

class ShortNameTest {
    @ParameterizedTest
    @CsvSource({
        "Electric Bass (finger), El. Bass (finger)",
        "Electric Guitar (clean), El. Guitar (clean)",
        "Acoustic Grand Piano, Ac. Grand Piano",
        "Acoustic Guitar (nylon), Ac. Guitar (nylon)",
        "String Ensemble 1, String Ensemble 1",
        "Electric Piano 1, Electric Piano 1",
        "Bass, Bass",
        "Electrical Engineering Department, Electrical Engineering Department"
    })
    void theWordsThatTellStay(String name, String shorter) {
        assertThat(ShortName.of(name, 18)).isEqualTo(shorter);
    }

    @Test
    void allSoundsOfGeneralMidiStayApart() {
        var seen = new HashSet<String>();
        IntStream.range(0, 128)
                .forEach(program -> assertThat(seen.add(ShortName.of(GeneralMidi.programName(program), 18)))
                        .as(GeneralMidi.programName(program))
                        .isTrue());
    }
}
