package rollscope.cli;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Just enough JSON for {@code --json}, in ASCII so that it survives every terminal. */
final class JsonText {
    private JsonText() {}

    /**
     * @param value a map with names as keys, something iterable, a text, a finite number, a boolean or null; nested as
     *              needed
     */
    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(e -> quote(e.getKey().toString()) + ":" + of(e.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Iterable<?> array ->
                StreamSupport.stream(array.spliterator(), false)
                        .map(JsonText::of)
                        .collect(Collectors.joining(",", "[", "]"));
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> quote(value.toString());
        };
    }

    private static String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c > '~') {
                quoted.append("\\u").append(String.format("%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
