package rollscope.service;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an answer says of itself, apart from its data.
 *
 * @param code null where the answer has none
 * @param msg  the service's own words; may be empty
 */
record Envelope(@Nullable Integer code, String msg) {
    static final int SUCCESS = 200;

    /** The envelope of {@code root}; of the one inside, if that one tells of a failure and the outer does not. */
    static Envelope of(JsonNode root) {
        var outer = read(root);
        JsonNode data = Json.unwrapped(Json.field(root, "data"));
        if (!outer.failed() && data != null && data.has("data")) {
            var inner = read(data);
            if (inner.failed()) {
                return inner;
            }
        }
        return outer;
    }

    private static Envelope read(JsonNode object) {
        String msg = Json.text(object, "msg", "message", "error");
        return new Envelope(Json.whole(Json.text(object, "code")), msg == null ? "" : msg);
    }

    /** Whether the service says that it did not do it. Some put 0 for success; whoever reads must then find data. */
    boolean failed() {
        return code != null && code != SUCCESS && code != 0;
    }

    boolean succeeded() {
        return code != null && code == SUCCESS;
    }
}
