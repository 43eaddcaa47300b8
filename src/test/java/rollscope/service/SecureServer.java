package rollscope.service;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server behind TLS that speaks HTTP/2, frame by frame as RFC 9113 has them, or HTTP/1.1. Its certificates are in the resources:
 * {@code good}, {@code expired}, {@code future}, and {@code elsewhere}, which is for another name; {@code trusted} holds the
 * authority that signed them (by keytool, with -startdate and -validity).
 */
final class SecureServer implements AutoCloseable {
    /** What happens to a request. */
    enum Reaction {
        ANSWER,
        /** HTTP/2 only: "not processed, may be sent again". */
        REFUSE_STREAM,
        /** HTTP/2 only: the whole connection goes away, having processed nothing. */
        GO_AWAY,
        /** The connection ends without a word. */
        CLOSE
    }

    /**
     * A request as it arrived.
     *
     * @param connection which connection it came on, from 0
     */
    record Seen(String protocol, String method, int connection) {}

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final byte[] BODY =
            "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"9d41\",\"credits\":\"7.5\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    // Types and flags of frames
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;
    private static final int REFUSED_STREAM = 7;
    /** Fields of the static table of HPACK, as one byte each. */
    private static final int METHOD_GET = 0x82;

    private static final int STATUS_200 = 0x88;
    private static final int LENGTH_OF_PREFACE = 24;

    private final SSLServerSocket server;
    private final String[] protocols;
    private final Deque<Reaction> script = new ArrayDeque<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param protocols that are offered: {@code h2}, {@code http/1.1}; none if empty
     * @param reactions one a request; the last again and again
     */
    SecureServer(String certificate, List<String> protocols, Reaction... reactions)
            throws IOException, GeneralSecurityException {
        this.protocols = protocols.toArray(String[]::new);
        script.addAll(List.of(reactions));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try (var in = resource(certificate)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            keys.init(store, PASSWORD);
        }
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("localhost"));
        Thread.ofVirtual().start(this::acceptAll);
    }

    static InputStream resource(String store) throws IOException {
        var in = SecureServer.class.getResourceAsStream("/rollscope/service/tls/" + store + ".p12");
        if (in == null) {
            throw new IOException(store);
        }
        return in;
    }

    URI uri() {
        return URI.create("https://localhost:" + server.getLocalPort());
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    private void acceptAll() {
        for (int number = 0; ; number++) {
            int connection = number;
            try {
                var socket = (SSLSocket) server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket, int connection) {
        try (socket) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(protocols);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            if ("h2".equals(socket.getApplicationProtocol())) {
                frames(in, out, connection);
            } else {
                lines(in, out, connection);
            }
        } catch (IOException e) {
            // The client went away, which is what some tests are about.
        }
    }

    private Reaction reactionTo(String protocol, String method, int connection) {
        seen.add(new Seen(protocol, method, connection));
        synchronized (script) {
            return script.size() > 1 ? script.remove() : script.element();
        }
    }

    // HTTP/2

    private void frames(DataInputStream in, DataOutputStream out, int connection) throws IOException {
        in.readNBytes(LENGTH_OF_PREFACE);
        frame(out, SETTINGS, 0, 0);
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            switch (type) {
                case SETTINGS -> {
                    if ((flags & ACK) == 0) {
                        frame(out, SETTINGS, ACK, 0);
                    }
                }
                case PING -> {
                    if ((flags & ACK) == 0) {
                        frame(out, PING, ACK, 0, payload);
                    }
                }
                case HEADERS -> {
                    String method = (payload[0] & 0xff) == METHOD_GET ? "GET" : "other";
                    switch (reactionTo("h2", method, connection)) {
                        case ANSWER -> {
                            frame(out, HEADERS, END_HEADERS, stream, (byte) STATUS_200);
                            frame(out, DATA, END_STREAM, stream, BODY);
                        }
                        case REFUSE_STREAM ->
                            frame(out, RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) REFUSED_STREAM);
                        case GO_AWAY -> frame(out, GOAWAY, 0, 0, new byte[8]);
                        case CLOSE -> {
                            return;
                        }
                    }
                }
                default -> {} // windows and priorities are not needed for so little
            }
        }
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, byte... payload)
            throws IOException {
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
        out.flush();
    }

    // HTTP/1.1

    private void lines(DataInputStream in, DataOutputStream out, int connection) throws IOException {
        while (true) {
            String method = line(in).replaceFirst(" .*", "");
            if (method.isEmpty()) {
                return;
            }
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring("content-length:".length()).strip());
                }
            }
            in.readNBytes(length);
            if (reactionTo("http/1.1", method, connection) != Reaction.ANSWER) {
                return;
            }
            out.writeBytes("HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length + "\r\n\r\n");
            out.write(BODY);
            out.flush();
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}
