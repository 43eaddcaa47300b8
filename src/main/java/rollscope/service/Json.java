package rollscope.service;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How JSON from outside is read: with limits, and with fields found whatever their spelling. */
final class Json {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_NAME = 1000;

    /** Longest string: a whole {@code midiData} object may come as one. */
    private static final int LONGEST_STRING = 64 << 20;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_STRING)
                    .maxDocumentLength(AnswerReader.MOST_BYTES)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** The object in {@code body}, or in the first place of the array there; null if there is none. */
    static @Nullable JsonNode object(byte[] body) {
        try {
            return unwrapped(MAPPER.readTree(body));
        } catch (JacksonException | NumberFormatException e) { // the latter of an exponent beyond all numbers
            return null;
        }
    }

    /** An object, the first item of an array, or the object a string spells out; null for anything else. */
    static @Nullable JsonNode unwrapped(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isArray()) {
            return node.isEmpty() || !node.get(0).isObject() ? null : node.get(0);
        }
        if (node.isString() && node.stringValue().strip().startsWith("{")) {
            try {
                return MAPPER.readTree(node.stringValue());
            } catch (JacksonException | NumberFormatException e) {
                return null;
            }
        }
        return node.isObject() ? node : null;
    }

    /** The first field with one of these plain names, see {@link Keys#plain}, that is not null; null if there is none. */
    static @Nullable JsonNode field(JsonNode object, String... plainNames) {
        for (String wanted : plainNames) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (Keys.plain(entry.getKey()).equals(wanted)
                        && !entry.getValue().isNull()) {
                    return entry.getValue();
                }
            }
        }
        return null;
    }

    /** The text of a string, number or truth value that is not blank; null for anything else. */
    static @Nullable String text(@Nullable JsonNode node) {
        if (node == null || node.isNull() || !node.isValueNode()) {
            return null;
        }
        String text = node.asString().strip();
        return text.isEmpty() ? null : text;
    }

    static @Nullable String text(JsonNode object, String... plainNames) {
        for (String name : plainNames) {
            String text = text(field(object, name));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** A whole number, however written; null if it is none. */
    static @Nullable Integer whole(@Nullable String text) {
        if (text == null || text.length() > 20) {
            return null;
        }
        try {
            return new BigDecimal(text.strip()).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** A number with decimals, NaN if it is none. */
    static double number(@Nullable String text) {
        if (text == null || text.length() > 64) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static List<JsonNode> items(@Nullable JsonNode array) {
        return array == null || !array.isArray() ? List.of() : List.copyOf(array.values());
    }
}
