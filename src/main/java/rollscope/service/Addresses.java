package rollscope.service;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Which addresses may be talked to: https anywhere, http on this machine only. */
final class Addresses {
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
    static final int LONGEST = 8192;

    private Addresses() {}

    /** The address, if it may be talked to; null otherwise. */
    static @Nullable HttpUrl safe(String written) {
        HttpUrl url = HttpUrl.parse(written.strip());
        boolean safe = url != null
                && url.username().isEmpty()
                && url.password().isEmpty()
                && (url.isHttps() || isLoopback(url.host()));
        return safe ? url : null;
    }

    /** By name or number alone: asking the name service would let others decide. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK_V4.matcher(host).matches();
    }

    static boolean isLoopback(URI address) {
        String host = address.getHost();
        return host != null && isLoopback(host.replaceAll("[\\[\\]]", ""));
    }

    /** The address of a file as services write it, with raw blanks made part of it; empty if it is none to be used. */
    static Optional<URI> ofFile(@Nullable String written) {
        if (written == null || written.length() > LONGEST) {
            return Optional.empty();
        }
        HttpUrl url = safe(written);
        return url == null ? Optional.empty() : Optional.of(url.uri());
    }
}
