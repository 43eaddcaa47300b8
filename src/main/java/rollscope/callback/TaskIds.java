package rollscope.callback;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The task ids in the body of a callback: {@code taskId} or {@code task_id}, on top or in {@code data}, which may be wrapped.
 * Everything else is passed over without being kept, so a large body costs no memory.
 */
final class TaskIds {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1000;
    /** {@code data} in {@code data} in {@code data}. */
    private static final int MOST_WRAPS = 3;

    private static final int MOST = 4;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_TEXT)
                    .maxStringLength(LONGEST_TEXT) // of what is looked at
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private TaskIds() {}

    /**
     * All different ones in the order of the body, at most four.
     *
     * @throws Refused if it is not one JSON object, or has no task id
     */
    static List<String> in(InputStream body) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused(Answer.MALFORMED);
            }
            readObject(parser, 0, found);
            if (parser.nextToken() != null) {
                throw new Refused(Answer.MALFORMED);
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new Refused(Answer.MALFORMED);
        }
        if (found.isEmpty()) {
            throw new Refused(Answer.MALFORMED);
        }
        return List.copyOf(found);
    }

    private static void readObject(JsonParser parser, int wraps, Set<String> found) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName().replace("_", "").toLowerCase(Locale.ROOT);
            JsonToken value = parser.nextToken();
            if (name.equals("taskid") && value == JsonToken.VALUE_STRING) {
                String id = parser.getString().strip();
                if (Hint.isTaskId(id) && found.size() < MOST) {
                    found.add(id);
                }
            } else if (name.equals("data") && wraps < MOST_WRAPS) {
                readData(parser, value, wraps, found);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void readData(JsonParser parser, JsonToken value, int wraps, Set<String> found) {
        if (value == JsonToken.START_OBJECT) {
            readObject(parser, wraps + 1, found);
        } else if (value == JsonToken.START_ARRAY) {
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                if (item == JsonToken.START_OBJECT) {
                    readObject(parser, wraps + 1, found);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }
}
