package rollscope.simulator;

import java.util.Map;

/** What goes back to the client for one request. */
sealed interface Reply {
    /** A complete response. */
    record Whole(int status, String type, Map<String, String> headers, String body) implements Reply {}

    /** The first half of a response that promises all of {@code body}; then the connection is closed. */
    record Partial(String body) implements Reply {}

    /** The connection is closed without a word. */
    record Cut() implements Reply {}

    /** {@code prefix}, then {@code element} again and again separated by commas, then {@code suffix}: too long to be held in memory. */
    record Flood(String prefix, String element, int times, String suffix) implements Reply {}

    static Reply json(String body) {
        return json(200, body);
    }

    static Reply json(int status, String body) {
        return new Whole(status, "application/json;charset=UTF-8", Map.of(), body);
    }

    /** The envelope; {@code data} is JSON, or empty to leave the field out. */
    static Reply envelope(int code, String message, String data) {
        return json("{\"code\":" + code + ",\"msg\":\"" + message + "\"" + (data.isEmpty() ? "" : ",\"data\":" + data)
                + "}");
    }

    static Reply html(int status) {
        return new Whole(
                status,
                "text/html; charset=UTF-8",
                Map.of(),
                "<!DOCTYPE html>\n<html><head><title>" + status
                        + " | The gateway says no</title></head><body><h1>Bad gateway</h1></body></html>\n");
    }
}
