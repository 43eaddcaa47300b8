package rollscope.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** A server on a bare socket that gives the answers of a script, one a request, and keeps what it was sent. */
final class ScriptedServer implements AutoCloseable {
    /**
     * @param headers by lower-case name
     * @param connection which connection it came on, from 0
     */
    record Request(String method, String target, Map<String, String> headers, String body, int connection) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** What is done with a request read; returns whether the connection stays. */
    interface Answer {
        boolean give(Socket socket) throws IOException;
    }

    /** Resets the connection at the first byte of a request: sooner, and whether it was begun to be sent would be chance. */
    static final Answer RESET_UNREAD = socket -> false;

    private final ServerSocket server;
    private final Deque<Answer> script = new ArrayDeque<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private int connections;

    private ScriptedServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::acceptAll);
    }

    static ScriptedServer with(Answer... answers) throws IOException {
        var scripted = new ScriptedServer();
        synchronized (scripted.script) {
            scripted.script.addAll(List.of(answers));
        }
        return scripted;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request request() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests instead of one: " + requests);
        }
        return requests.getFirst();
    }

    long count(String method) {
        return requests().stream().filter(r -> r.method().equals(method)).count();
    }

    // Answers

    static Answer json(String body) {
        return json(200, body);
    }

    static Answer json(int status, String body, String... headers) {
        return answer(status, "application/json;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Answer answer(int status, String type, byte[] body, String... headers) {
        return socket -> {
            head(socket, status, "Content-Type: " + type, headers, "Content-Length: " + body.length);
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return true;
        };
    }

    static Answer gzipped(byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return answer(200, "application/json", packed.toByteArray(), "Content-Encoding: gzip");
    }

    /** Gives the answer, then closes the connection although it had promised to keep it. */
    static Answer thenClose(Answer first) {
        return socket -> {
            first.give(socket);
            return false;
        };
    }

    /** Claims a longer body than it sends. */
    static Answer truncated(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return socket -> {
            head(socket, 200, "Content-Type: application/json", new String[0], "Content-Length: " + bytes.length);
            socket.getOutputStream().write(bytes, 0, bytes.length / 2);
            socket.getOutputStream().flush();
            return false;
        };
    }

    /** Without a length; the end of the connection is the end of the body. */
    static Answer untilClose(byte[] body) {
        return socket -> {
            head(socket, 200, "Content-Type: application/json", new String[0], "Connection: close");
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return false;
        };
    }

    /** Sends {@code total} blanks in chunks. */
    static Answer blanks(long total) {
        return socket -> {
            head(socket, 200, "Content-Type: application/json", new String[0], "Transfer-Encoding: chunked");
            OutputStream out = socket.getOutputStream();
            byte[] chunk = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (long sent = 0; sent < total; sent += chunk.length) {
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        };
    }

    /** Reads the request, then cuts the connection. */
    static Answer resetAfterReading() {
        return socket -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    /** Reads the request, then closes the connection in good order without a word. */
    static Answer closeAfterReading() {
        return socket -> false;
    }

    /** Reads the request, says so, and never answers. */
    static Answer silence(CountDownLatch read) {
        return socket -> {
            read.countDown();
            return socket.getInputStream().read() >= 0;
        };
    }

    private static void head(Socket socket, int status, String type, String[] headers, String last) throws IOException {
        var text = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n" + type + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        text.append(last).append("\r\n\r\n");
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    // Serving

    private void acceptAll() {
        while (true) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                int number = connections++;
                if (unreadIsNext()) {
                    var _ = socket.getInputStream().read();
                    socket.setSoLinger(true, 0);
                    socket.close();
                    continue;
                }
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private boolean unreadIsNext() {
        synchronized (script) {
            if (script.peek() == RESET_UNREAD) {
                script.remove();
                return true;
            }
            return false;
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            boolean stays = true;
            while (stays) {
                Request request = read(in, number);
                if (request == null) {
                    return;
                }
                requests.add(request);
                Answer answer;
                synchronized (script) {
                    answer = script.size() > 1 ? script.remove() : script.peek();
                }
                stays = answer != null && answer.give(socket);
            }
        } catch (IOException e) {
            // The client went away, which some scripts provoke.
        }
    }

    private static Request read(InputStream in, int connection) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        var headers = new HashMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new EOFException(line); // torn off in the middle of a line
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = first.split(" ");
        return new Request(words[0], words[1], headers, body, connection);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int c;
        while ((c = in.read()) >= 0 && c != '\n') {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}
