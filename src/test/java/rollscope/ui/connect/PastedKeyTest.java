package rollscope.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastedKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-3f9a+/=",
                "  sk-3f9a+/=\r\n",
                "\"sk-3f9a+/=\"",
                "'sk-3f9a+/='",
                "“sk-3f9a+/=”",
                "`sk-3f9a+/=`",
                "Bearer sk-3f9a+/=",
                "bearer\tsk-3f9a+/=",
                "Authorization: Bearer sk-3f9a+/=",
                "\"Authorization\": \"Bearer sk-3f9a+/=\"",
                "sk-3f\n9a+/=",
                "\u200Bsk-3f9a+/=\uFEFF",
                "\u00A0sk-3f9a+/="
            })
    void whatSurroundsAKeyIsLeftOut(String pasted) {
        assertThat(PastedKey.of(pasted)).isEqualTo("sk-3f9a+/=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "Bearer", "bearersk-3f9a"})
    void aKeyMayBeginLikeAHeader(String key) {
        assertThat(PastedKey.of(key)).isEqualTo(key);
    }
}
