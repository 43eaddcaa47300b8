package rollscope.instance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import rollscope.files.AtomicFile;

/**
 * Where the first listens and what a caller has to know, kept in a file that only the user can read.
 *
 * @param port   on the loopback; empty for the socket in the folder
 * @param secret {@link #SECRET} hexadecimal digits
 */
record Address(Optional<Integer> port, String secret) {
    /** Characters. */
    static final int SECRET = 64;

    /** Bytes of the file that are looked at. */
    private static final int MOST = 256;

    private static final Pattern CONTENT = Pattern.compile("([0-9a-f]{" + SECRET + "})\n(?:(\\d{1,5})\n)?");

    static Path file(Path folder) {
        return folder.resolve("address");
    }

    static Path socket(Path folder) {
        return folder.resolve("socket");
    }

    SocketAddress in(Path folder) {
        return port.<SocketAddress>map(number -> new InetSocketAddress(InetAddress.getLoopbackAddress(), number))
                .orElseGet(() -> UnixDomainSocketAddress.of(socket(folder)));
    }

    boolean isSecret(byte[] told) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.US_ASCII), told);
    }

    void write(Path folder) throws IOException {
        String text = secret + "\n" + port.map(number -> number + "\n").orElse("");
        AtomicFile.writeForOwner(file(folder), text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @throws IOException if there is none or it makes no sense
     */
    static Address read(Path folder) throws IOException {
        var bytes = ByteBuffer.allocate(MOST);
        try (var channel = FileChannel.open(file(folder))) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full, or all is read
            }
        }
        var content = CONTENT.matcher(new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII));
        if (!content.matches()) {
            throw new IOException("no address");
        }
        Optional<Integer> port = Optional.ofNullable(content.group(2)).map(Integer::valueOf);
        if (port.filter(number -> number < 1 || number > 65_535).isPresent()) {
            throw new IOException("no port");
        }
        return new Address(port, content.group(1));
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return port.map(number -> "port " + number).orElse("socket");
    }
}
