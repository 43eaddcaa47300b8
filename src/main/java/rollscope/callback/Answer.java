package rollscope.callback;

import java.nio.charset.StandardCharsets;

/** What a sender is told. Every answer ends its connection. */
enum Answer {
    /** Received, whether it was news or not. */
    RECEIVED(200, "OK"),
    MALFORMED(400, "Bad Request"),
    NOT_SIGNED(401, "Unauthorized"),
    ELSEWHERE(404, "Not Found"),
    NOT_POSTED(405, "Method Not Allowed"),
    TOO_SLOW(408, "Request Timeout"),
    NO_LENGTH(411, "Length Required"),
    TOO_LARGE(413, "Content Too Large"),
    NOT_JSON(415, "Unsupported Media Type"),
    LONG_HEAD(431, "Request Header Fields Too Large"),
    NOT_SUPPORTED(501, "Not Implemented"),
    /** Too much at a time; providers send a callback again. */
    BUSY(503, "Service Unavailable");

    /** Sent to a sender that waits for leave to send its body. */
    static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int status;
    private final String phrase;

    Answer(int status, String phrase) {
        this.status = status;
        this.phrase = phrase;
    }

    int status() {
        return status;
    }

    /** The whole answer as it goes over the wire. */
    byte[] bytes() {
        String body = this == RECEIVED ? "{\"code\":200,\"msg\":\"success\"}" : "";
        return ("HTTP/1.1 " + status + " " + phrase + "\r\n"
                        + (this == NOT_POSTED ? "Allow: POST\r\n" : "")
                        + (body.isEmpty() ? "" : "Content-Type: application/json\r\n")
                        + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
