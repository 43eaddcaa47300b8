package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StarredOutputTest {
    private static final String KEY = "sk+3f9a/7c21=Zq~e";
    private static final ApiKey SPELLED = new ApiKey(KEY);

    @Test
    void whatHasNoKeyPassesByteForByte() throws IOException {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        assertThat(through(SPELLED, noise, 4096)).isEqualTo(noise);
        assertThat(through(SPELLED, noise, 1)).isEqualTo(noise);
        assertThat(through(new ApiKey(""), noise, 777)).isEqualTo(noise);
        assertThat(through(SPELLED, new byte[0], 1)).isEmpty();
    }

    @Test
    void aKeyBecomesAsManyStarsHoweverItComes() throws IOException {
        String text = "{\"msg\":\"Bearer " + KEY + KEY + "\",\"x\":\"sk+3f9a/" + KEY + "\"}";
        String stars = "*".repeat(KEY.length());
        for (int piece = 1; piece < text.length(); piece++) {
            assertThat(through(SPELLED, text, piece))
                    .as("in pieces of %d", piece)
                    .isEqualTo("{\"msg\":\"Bearer " + stars + stars + "\",\"x\":\"sk+3f9a/" + stars + "\"}");
        }
    }

    @Test
    void aKeyIsKnownInItsOtherSpellings() throws IOException {
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        for (String spelling : new String[] {
            "sk%2B3f9a%2F7c21%3DZq%7Ee",
            "sk+3f9a\\/7c21=Zq~e",
            Base64.getEncoder().encodeToString(key),
            Base64.getUrlEncoder().withoutPadding().encodeToString(key)
        }) {
            assertThat(through(SPELLED, "<" + spelling + ">", 5)).isEqualTo("<" + "*".repeat(spelling.length()) + ">");
        }
    }

    @Test
    void theBeginningOfAKeyIsNone() throws IOException {
        assertThat(through(SPELLED, "sk+3f9a/7c21=Zq~", 3)).isEqualTo("sk+3f9a/7c21=Zq~");
    }

    private static String through(ApiKey key, String text, int piece) throws IOException {
        return new String(through(key, text.getBytes(StandardCharsets.ISO_8859_1), piece), StandardCharsets.ISO_8859_1);
    }

    private static byte[] through(ApiKey key, byte[] bytes, int piece) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var starred = new StarredOutput(out, key.spellings())) {
            for (int i = 0; i < bytes.length; i += piece) {
                starred.write(bytes, i, Math.min(piece, bytes.length - i));
            }
            starred.finish();
        }
        return out.toByteArray();
    }
}
