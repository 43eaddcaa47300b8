package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralMidiTest {
    /** Spot checks at the borders of the families, so that a missing or doubled line shows. */
    @ParameterizedTest
    @CsvSource({
        "0, Acoustic Grand Piano",
        "7, Clavi",
        "8, Celesta",
        "15, Dulcimer",
        "16, Drawbar Organ",
        "23, Tango Accordion",
        "24, Acoustic Guitar (nylon)",
        "31, Guitar harmonics",
        "32, Acoustic Bass",
        "33, Electric Bass (finger)",
        "39, Synth Bass 2",
        "40, Violin",
        "47, Timpani",
        "48, String Ensemble 1",
        "54, Synth Voice",
        "55, Orchestra Hit",
        "56, Trumpet",
        "63, SynthBrass 2",
        "64, Soprano Sax",
        "71, Clarinet",
        "72, Piccolo",
        "79, Ocarina",
        "80, Lead 1 (square)",
        "87, Lead 8 (bass + lead)",
        "88, Pad 1 (new age)",
        "95, Pad 8 (sweep)",
        "96, FX 1 (rain)",
        "103, FX 8 (sci-fi)",
        "104, Sitar",
        "111, Shanai",
        "112, Tinkle Bell",
        "119, Reverse Cymbal",
        "120, Guitar Fret Noise",
        "127, Gunshot"
    })
    void programsAreCountedFromZero(int program, String name) {
        assertThat(GeneralMidi.programName(program)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 128, Integer.MAX_VALUE})
    void thereAre128Programs(int program) {
        assertThatThrownBy(() -> GeneralMidi.programName(program)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyProgramNameStandsForItself() {
        assertThat(IntStream.range(0, 128)).allSatisfy(program -> {
            var instrument = GeneralMidi.guess(2, GeneralMidi.programName(program));
            assertThat(instrument.program()).isEqualTo(program);
            assertThat(instrument.drums()).isFalse();
            assertThat(instrument.guessed()).isTrue();
            assertThat(instrument.index()).isEqualTo(2);
            assertThat(instrument.name()).isEqualTo(GeneralMidi.programName(program));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "CLAVINET, 7",
        "Bandoneon, 23",
        "Synth Strings 1, 50",
        "synthstrings 2, 51",
        "Synth Choir, 54",
        "synth-voice, 54",
        "Synth Brass 1, 62",
        "Synth Brass 2, 63",
        "Lead 4 chiff, 83",
        "Bagpipe, 109",
        "Taiko Drum, 116",
        "Taiko Drums, 116",
        "Steel Drums, 114",
        "Steel Drum, 114",
        "Synth Drum, 118",
        "electric bass FINGER, 33",
        "Electric Bass (pick), 34",
        "Slap Bass 2, 37",
        "Synth Voice 2, 54",
        "Synth Voice (3), 54",
        "Electric Piano, 4"
    })
    void otherSpellingsAreUnderstood(String name, int program) {
        var instrument = GeneralMidi.guess(0, name);
        assertThat(instrument.program()).isEqualTo(program);
        assertThat(instrument.drums()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Drums", "drums", "DRUMS 2", "Drum Kit", "Percussion", "Latin percussion", "drumkit", "Snare"})
    void drumsAndPercussionAreKits(String name) {
        var instrument = GeneralMidi.guess(0, name);
        assertThat(instrument.drums()).isTrue();
        assertThat(instrument.program()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Vocals, 54",
        "Backing Vocals, 54",
        "Lead Vocals, 54",
        "Bass, 33",
        "Bass Guitar, 33",
        "Keyboard, 0",
        "Keys, 0",
        "Piano, 0",
        "Guitar, 27",
        "Lead Guitar, 27",
        "Acoustic Guitar, 24",
        "Strings, 48",
        "Synth, 81",
        "Synth Lead, 80",
        "Synth Bass, 38",
        "Brass, 61",
        "Woodwinds, 73",
        "Bass Clarinet, 71",
        "Solo Violin left, 40",
        "Double Bass, 32",
        "FX, 97",
        "Bassoon 1, 70"
    })
    void wordsOfStemsAreUnderstood(String name, int program) {
        var instrument = GeneralMidi.guess(0, name);
        assertThat(instrument.program()).isEqualTo(program);
        assertThat(instrument.drums()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Instrument 3", "77", "???", "Quux", "鼓", "🎸"})
    void whatIsUnknownIsAPiano(String name) {
        var instrument = GeneralMidi.guess(0, name);
        assertThat(instrument.program()).isZero();
        assertThat(instrument.drums()).isFalse();
        assertThat(instrument.name()).isEqualTo(name);
    }

    @Test
    void aNameOfAnyLengthIsTaken() {
        assertThat(GeneralMidi.guess(0, "violin ".repeat(100_000)).program()).isEqualTo(40);
    }

    @Test
    void drumNamesCoverTheKitOfGeneralMidi() {
        assertThat(GeneralMidi.drumName(35)).isEqualTo("Acoustic Bass Drum");
        assertThat(GeneralMidi.drumName(42)).isEqualTo("Closed Hi-Hat");
        assertThat(GeneralMidi.drumName(61)).isEqualTo("Low Bongo");
        assertThat(GeneralMidi.drumName(73)).isEqualTo("Short Guiro");
        assertThat(GeneralMidi.drumName(81)).isEqualTo("Open Triangle");
        assertThat(GeneralMidi.drumName(34)).isEmpty();
        assertThat(GeneralMidi.drumName(82)).isEmpty();
    }

    @Test
    void programsAreFoundByAnyOfTheirWordsAndThoseOfTheirFamily() {
        assertThat(GeneralMidi.programsMatching("")).hasSize(128);
        assertThat(GeneralMidi.programsMatching("bass fing")).containsExactly(33);
        assertThat(GeneralMidi.programsMatching("SAX")).containsExactly(64, 65, 66, 67);
        assertThat(GeneralMidi.programsMatching("reed oboe")).containsExactly(68);
        assertThat(GeneralMidi.programsMatching("rhodes"))
                .as("another spelling")
                .containsExactly(4);
        assertThat(GeneralMidi.programsMatching("34")).as("as tables print it").containsExactly(33);
        assertThat(GeneralMidi.programsMatching("kazoo")).isEmpty();
    }

    @Test
    void everyProgramHasAFamilyOfEight() {
        assertThat(GeneralMidi.families()).hasSize(16).doesNotHaveDuplicates();
        assertThat(GeneralMidi.family(0)).isEqualTo("Piano");
        assertThat(GeneralMidi.family(33)).isEqualTo("Bass");
        assertThat(GeneralMidi.family(127)).isEqualTo("Sound Effects");
    }

    @Test
    void kitsHaveNames() {
        assertThat(GeneralMidi.kits()).startsWith(0, 8).doesNotHaveDuplicates();
        assertThat(GeneralMidi.kitName(25)).isEqualTo("Analog Kit");
        assertThat(GeneralMidi.kitName(26)).isEqualTo("Kit 27");
        assertThat(GeneralMidi.soundName(0, true)).isEqualTo("Standard Kit");
        assertThat(GeneralMidi.soundName(0, false)).isEqualTo("Acoustic Grand Piano");
    }
}
