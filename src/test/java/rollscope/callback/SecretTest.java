package rollscope.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    /** Made with: printf %s TASK.1763805600 | openssl dgst -sha256 -hmac KEY -binary | base64. */
    private static final String BY_OPENSSL = "PXJUoFwTdgDYONld1x6vldfxl2vfoL1zwK0suxMuDVo=";

    private final Secret secret = new Secret(Post.KEY);

    @Test
    void aSignatureMadeByAnotherProgramIsRight() {
        assertThat(secret.signed(Post.TASK, "1763805600", BY_OPENSSL)).isTrue();
    }

    @Test
    void anotherTaskTimeOrKeyIsWrong() {
        assertThat(secret.signed("a" + Post.TASK, "1763805600", BY_OPENSSL)).isFalse();
        assertThat(secret.signed(Post.TASK, "1763805601", BY_OPENSSL)).isFalse();
        assertThat(new Secret(Post.KEY + "x").signed(Post.TASK, "1763805600", BY_OPENSSL))
                .isFalse();
    }

    @Test
    void everyBitCounts() {
        byte[] right = Base64.getDecoder().decode(BY_OPENSSL);
        for (int bit = 0; bit < 8 * right.length; bit++) {
            byte[] wrong = right.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(secret.signed(
                            Post.TASK, "1763805600", Base64.getEncoder().encodeToString(wrong)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "AAAA",
                "not base64 at all!",
                "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff"
            })
    void whatIsNoSuchHashIsWrong(String signature) {
        assertThat(secret.signed(Post.TASK, "1763805600", signature)).isFalse();
    }

    @Test
    void blanksAroundAPastedSecretDoNotMatter() {
        assertThat(new Secret(" " + Post.KEY + "\n").signed(Post.TASK, "1763805600", BY_OPENSSL))
                .isTrue();
    }

    @Test
    void aSecretShowsItselfNowhereAndCannotBeEmpty() {
        assertThat(secret.toString()).doesNotContain("whk", "test");
        assertThatThrownBy(() -> new Secret("  ")).isInstanceOf(IllegalArgumentException.class);
    }
}
