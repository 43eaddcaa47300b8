package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.midi.DrumMap;
import rollscope.midi.Instrumentation;
import rollscope.midi.Instrumentation.Part;
import rollscope.midi.Instrumentation.Voice;

/** What was made of the instruments of an entry, remembered. */
class InstrumentationFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsRememberedComesBack() throws IOException {
        var instrumentation = Instrumentation.AS_DELIVERED
                .with(0, Part.AS_DELIVERED.withName("Flügel"))
                .with(2, Part.AS_DELIVERED.withVoice(Optional.of(Voice.tone(33))))
                .with(
                        127,
                        Part.AS_DELIVERED
                                .withVoice(Optional.of(new Voice(25, true)))
                                .withDrums(DrumMap.of("By ear", Map.of(61, 38, 73, 42))))
                .with(5, Part.AS_DELIVERED.withDrums(DrumMap.AS_DELIVERED));
        InstrumentationFile.write(folder, instrumentation);
        assertThat(InstrumentationFile.read(folder)).isEqualTo(instrumentation);
    }

    @Test
    void withoutAFileAllIsAsDelivered() {
        assertThat(InstrumentationFile.read(folder)).isEqualTo(Instrumentation.AS_DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[1]",
                "{\"-1\":{\"name\":\"a\"},\"128\":{\"name\":\"a\"},\"x\":{\"name\":\"a\"}}",
                "{\"0\":{\"name\":7,\"program\":200,\"drums\":true}}",
                "{\"0\":{\"name\":\" \",\"program\":3.5,\"map\":4}}",
                "{\"0\":[],\"1\":null}"
            })
    void whatCannotBeUsedCountsAsDelivered(String content) throws IOException {
        Files.writeString(folder.resolve("instruments.json"), content);
        assertThat(InstrumentationFile.read(folder)).isEqualTo(Instrumentation.AS_DELIVERED);
    }

    @Test
    void ofATableOfDrumsWhatIsGoodIsKept() throws IOException {
        Files.writeString(
                folder.resolve("instruments.json"),
                "{\"1\":{\"map\":\"Mine\",\"moves\":{\"61\":38,\"62\":900,\"abc\":4}}}");
        assertThat(InstrumentationFile.read(folder).part(1).drums()).contains(DrumMap.of("Mine", Map.of(61, 38)));
    }
}
