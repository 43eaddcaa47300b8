package rollscope.service;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * What connections to a provider and to the host of a stem have in common. Over TLS the two sides agree on HTTP/2 or
 * HTTP/1.1; on this computer, without TLS, it is HTTP/1.1. No redirect is followed by itself.
 */
final class Connections {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * A connection of HTTP/2 is kept and shared. After this computer has slept, or has changed its network, only an
     * unanswered ping tells that nobody is at the other end any more.
     */
    private static final Duration PING = Duration.ofSeconds(15);

    private Connections() {}

    static OkHttpClient.Builder builder() {
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE)
                .pingInterval(PING)
                .proxySelector(new Proxies())
                .proxyAuthenticator(new NoPassword());
    }

    /** The proxies of the system, but none on the way to this computer: what is sent there is not encrypted. */
    private static final class Proxies extends ProxySelector {
        @Override
        public List<Proxy> select(URI address) {
            ProxySelector ofSystem = ProxySelector.getDefault();
            return ofSystem == null || Addresses.isLoopback(address)
                    ? List.of(Proxy.NO_PROXY)
                    : ofSystem.select(address);
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            ProxySelector ofSystem = ProxySelector.getDefault();
            if (ofSystem != null) {
                ofSystem.connectFailed(address, proxy, failure);
            }
        }
    }

    /** A proxy asks for a name and a password. */
    static final class ProxyPasswordException extends IOException {
        private static final long serialVersionUID = 1;

        ProxyPasswordException() {
            super("HTTP 407 from the proxy");
        }
    }

    private static final class NoPassword implements Authenticator {
        /** The scheme by which OkHttp asks beforehand, when no proxy has asked yet. */
        private static final String BEFOREHAND = "OkHttp-Preemptive";

        @Override
        public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
            if (response.challenges().stream()
                    .anyMatch(challenge -> challenge.scheme().equals(BEFOREHAND))) {
                return null;
            }
            throw new ProxyPasswordException();
        }
    }
}
