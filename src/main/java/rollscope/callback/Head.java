package rollscope.callback;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The request line and the header lines of an HTTP/1 request (RFC 9112), as strictly as is safe: what two readers could
 * understand differently is refused.
 *
 * @param path    without the query
 * @param headers by name in lower case; of a name that comes twice, nothing but {@link #TWICE}
 */
record Head(String method, String path, Map<String, String> headers) {
    private static final int LONGEST = 16 << 10;
    private static final int MOST_LINES = 100;
    /** No value can be this, since lines end there. */
    private static final String TWICE = "\n";

    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,20}) (/[!-~]*) HTTP/1\\.[01]");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    Head {
        headers = Map.copyOf(headers);
    }

    /**
     * Reads up to and including the empty line.
     *
     * @return empty if the sender closed without a word
     * @throws Refused if it is no such head
     */
    static Optional<Head> read(InputStream in) throws IOException {
        var line = new StringBuilder();
        int left = LONGEST;
        left = readLine(in, line, left);
        if (left == LONGEST) {
            return Optional.empty();
        }
        var request = REQUEST_LINE.matcher(line.toString());
        if (!request.matches()) {
            throw new Refused(Answer.MALFORMED);
        }
        var headers = new HashMap<String, String>();
        for (int lines = 0; ; lines++) {
            left = readLine(in, line, left);
            if (line.isEmpty()) {
                break;
            }
            var header = HEADER.matcher(line.toString());
            if (!header.matches()) {
                throw new Refused(Answer.MALFORMED);
            }
            if (lines == MOST_LINES) {
                throw new Refused(Answer.LONG_HEAD);
            }
            headers.merge(header.group(1).toLowerCase(Locale.ROOT), header.group(2), (_, _) -> TWICE);
        }
        return Optional.of(new Head(request.group(1), request.group(2).replaceFirst("\\?.*", ""), headers));
    }

    /** Reads a line, without its end, and returns how many bytes are left; a stream that ends at once leaves all of them. */
    private static int readLine(InputStream in, StringBuilder line, int most) throws IOException {
        line.setLength(0);
        for (int left = most; left > 0; left--) {
            int next = in.read();
            if (next == '\n') {
                if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                    line.setLength(line.length() - 1);
                }
                return left - 1;
            }
            if (next < 0) {
                if (left == LONGEST) {
                    return left;
                }
                throw new Refused(Answer.MALFORMED);
            }
            line.append((char) next);
        }
        throw new Refused(Answer.LONG_HEAD);
    }

    /**
     * The value of a header; empty if it is missing.
     *
     * @throws Refused if it came twice
     */
    String header(String name) throws Refused {
        String value = headers.getOrDefault(name, "");
        if (value.equals(TWICE)) {
            throw new Refused(Answer.MALFORMED);
        }
        return value;
    }

    boolean isJson() throws Refused {
        String type = header("content-type").replaceFirst(";.*", "").strip();
        String encoding = header("content-encoding");
        return type.equalsIgnoreCase("application/json")
                && (encoding.isEmpty() || encoding.equalsIgnoreCase("identity"));
    }

    /** Whether the body comes in chunks, of which the last is announced only by itself. */
    boolean isChunked() throws Refused {
        String transfer = header("transfer-encoding");
        if (transfer.isEmpty()) {
            return false;
        }
        if (!header("content-length").isEmpty()) {
            throw new Refused(Answer.MALFORMED);
        }
        if (!transfer.equalsIgnoreCase("chunked")) {
            throw new Refused(Answer.NOT_SUPPORTED);
        }
        return true;
    }

    /** Bytes of the body as announced; empty if they were not. */
    OptionalLong length() throws Refused {
        String length = header("content-length");
        if (length.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refused(Answer.MALFORMED);
        }
        if (!LENGTH.matcher(length).matches()) {
            throw new Refused(Answer.TOO_LARGE);
        }
        return OptionalLong.of(Long.parseLong(length));
    }

    boolean waitsForLeave() throws Refused {
        return header("expect").equalsIgnoreCase("100-continue");
    }

    /** Never shows a value: a header may hold a secret. */
    @Override
    public String toString() {
        return method + " with " + headers.size() + " headers";
    }
}
