package rollscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"", "Drums", "\"quoted\" \\ / ", "Größe 音 🎹", "\u001b[31m\n\t\u0000\u007f"})
    void aTextIsAsciiAndReadsBackAsItWas(String text) {
        String json = JsonText.of(text);

        assertThat(json).matches("[ -~]*");
        assertThat(JACKSON.readTree(json).asString()).isEqualTo(text);
    }

    @Test
    void valuesNest() {
        String json = JsonText.of(List.of(Map.of("time", 0.125, "on", true, "names", List.of("a", "b")), 60));

        assertThat(JACKSON.readTree(json))
                .isEqualTo(JACKSON.readTree("[{\"on\":true,\"names\":[\"a\",\"b\"],\"time\":0.125},60]"));
    }

    @Test
    void nothingIsNull() {
        assertThat(JsonText.of(null)).isEqualTo("null");
    }
}
