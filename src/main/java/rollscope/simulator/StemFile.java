package rollscope.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves stem audio as a file host does: whole, or the one range asked for, if the file is still the one that was asked for. */
final class StemFile {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final int ID_LENGTH = 36;

    /** Bytes {@code first} to {@code last}, both included; none if {@code last < first}. */
    private record Range(long first, long last) {}

    private StemFile() {}

    /** Paths are {@code /s/ID_Name.mp3}, {@code /r/ID_Name.mp3}, and {@code /d/ID}, which leads to the first. */
    static void serve(HttpExchange exchange, DemoSong song, String path) throws IOException {
        String method = exchange.getRequestMethod();
        var stem = path.length() < 3 + ID_LENGTH
                ? Optional.<DemoSong.Stem>empty()
                : song.stem(path.substring(3, 3 + ID_LENGTH));
        var headers = exchange.getResponseHeaders();
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            exchange.sendResponseHeaders(403, -1);
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            headers.set("Allow", "GET, HEAD");
            exchange.sendResponseHeaders(405, -1);
        } else if (stem.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
        } else if (path.startsWith("/d/")) {
            headers.set("Location", "/s/" + stem.get().fileName().replace(" ", "%20"));
            exchange.sendResponseHeaders(302, -1);
        } else {
            send(exchange, DemoSong.audio(stem.get()), method.equals("HEAD"));
        }
    }

    private static void send(HttpExchange exchange, byte[] audio, boolean head) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "audio/mpeg");
        headers.set("Accept-Ranges", "bytes");
        var etag = "\"%08x-%x\"".formatted(Arrays.hashCode(audio), audio.length);
        headers.set("ETag", etag);
        var asked = exchange.getRequestHeaders();
        boolean another = asked.containsKey("If-Range") && !etag.equals(asked.getFirst("If-Range"));
        var range = another ? Optional.<Range>empty() : range(asked.getFirst("Range"), audio.length);
        if (head) {
            headers.set("Content-Length", String.valueOf(audio.length));
            exchange.sendResponseHeaders(200, -1);
        } else if (range.isEmpty()) {
            exchange.sendResponseHeaders(200, audio.length);
            exchange.getResponseBody().write(audio);
        } else if (range.get().last < range.get().first) {
            headers.set("Content-Range", "bytes */" + audio.length);
            exchange.sendResponseHeaders(416, -1);
        } else {
            int first = (int) range.get().first;
            int last = (int) range.get().last;
            headers.set("Content-Range", "bytes " + first + "-" + last + "/" + audio.length);
            exchange.sendResponseHeaders(206, last - first + 1L);
            exchange.getResponseBody().write(audio, first, last - first + 1);
        }
    }

    /** Empty for the whole file: no range asked for, or not one this host understands, which it may ignore. */
    private static Optional<Range> range(@Nullable String header, int length) {
        var matcher = RANGE.matcher(header == null ? "" : header);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            return Optional.of(suffix == 0 ? new Range(0, -1) : new Range(Math.max(0, length - suffix), length - 1));
        }
        long first = Long.parseLong(matcher.group(1));
        if (matcher.group(2).isEmpty()) {
            return Optional.of(new Range(first, length - 1));
        }
        long last = Long.parseLong(matcher.group(2));
        return last < first ? Optional.empty() : Optional.of(new Range(first, Math.min(last, length - 1)));
    }
}
