package rollscope.service;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** A key of the user at a provider. Its text leaves only in the authorization header; everything else sees stars. */
public final class ApiKey {
    private static final String STARS = "****";
    /** Shorter ones might be parts of ordinary words. */
    private static final int SHORTEST_OF_BASE64 = 8;

    private final String text;

    public ApiKey(String text) {
        this.text = text.strip();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    String text() {
        return text;
    }

    /** Words with stars where the key was: as it is, as part of an address, or in base64, alone or with something after it. */
    String hiddenIn(String words) {
        if (isEmpty()) {
            return words;
        }
        String hidden = words.replace(text, STARS).replace(URLEncoder.encode(text, StandardCharsets.UTF_8), STARS);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int threes = bytes.length / 3 * 4; // so many letters do not depend on what follows the key
        if (threes >= SHORTEST_OF_BASE64) {
            for (var encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
                String beginning = encoder.encodeToString(bytes).substring(0, threes);
                hidden = Pattern.compile(Pattern.quote(beginning) + "[\\w+/=-]*")
                        .matcher(hidden)
                        .replaceAll(STARS);
            }
        }
        return hidden;
    }

    /** As {@link #hiddenIn} knows them, and as JSON may write a slash; for what is too large to be words. */
    List<byte[]> spellings() {
        if (isEmpty()) {
            return List.of();
        }
        var spelled = new LinkedHashSet<String>();
        spelled.add(text);
        spelled.add(text.replace("/", "\\/"));
        spelled.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int threes = bytes.length / 3 * 4;
        if (threes >= SHORTEST_OF_BASE64) {
            for (var encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
                String encoded = encoder.encodeToString(bytes);
                spelled.add(encoded);
                spelled.add(encoded.replace("/", "\\/"));
                spelled.add(encoder.withoutPadding().encodeToString(bytes));
                spelled.add(encoded.substring(0, threes));
            }
        }
        return spelled.stream()
                .map(spelling -> spelling.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** How many characters at the end of words that were cut may be the beginning of a key. */
    int mostBytesOfAnySpelling() {
        return text.length() * 3;
    }

    @Override
    public String toString() {
        return "ApiKey[****]";
    }
}
