package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.service.Examples.body;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.value;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.service.Examples.Client;
import rollscope.service.ScriptedServer.Answer;
import rollscope.service.ServiceFailure.Kind;

/** Who stands between this computer and a provider: the sign-in page of a network, a proxy, nobody. */
class OnTheWayTest {
    private static final byte[] SIGN_IN =
            "\ufeff\n <!DOCTYPE html><html>Welcome to the hotel</html>".getBytes(StandardCharsets.UTF_8);

    private final ProxySelector before = ProxySelector.getDefault();

    @AfterEach
    void theProxiesOfTheSystem() {
        ProxySelector.setDefault(before);
    }

    // Sign-in pages

    @ParameterizedTest
    @ValueSource(ints = {200, 511})
    void theSignInPageOfANetworkIsToldApartFromTheProvider(int status, @TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.answer(status, "text/html", SIGN_IN));
                var client = Client.of(server, Provider.KIE)) {
            for (var failure : reads(client, folder)) {
                assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
                assertThat(failure.sentence()).isEqualTo("A web page came back instead of an answer from kie.ai.");
                assertThat(failure.remedy()).contains("sign in").contains("browser");
            }
            assertThat(client.pauses()).as("it stays until somebody signs in").isEmpty();
        }
    }

    @Test
    void aPageAtAnAddressOfTheUsersOwnMayAlsoMeanTheAddressIsWrong() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.answer(200, "text/html", SIGN_IN));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().credits()).remedy())
                    .contains("sign in")
                    .contains("address");
        }
    }

    @Test
    void aNetworkThatSaysItselfThatItWantsASignInHasNotPassedASubmitOn() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.answer(511, "text/html", SIGN_IN));
                var client = Client.of(server)) {
            assertThat(failure(client.calls().submit("7f0b", Optional.empty())).maybeAccepted())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aWayThatLeadsElsewhereIsNamedAndNotTaken(int status, @TempDir Path folder) throws Exception {
        try (var portal = ScriptedServer.with(ScriptedServer.json(body("credit-success.json")));
                var server = ScriptedServer.with(ScriptedServer.answer(
                        status,
                        "text/html",
                        SIGN_IN,
                        "Location: http://localhost:" + portal.uri().getPort() + "/login"));
                var client = Client.of(server, Provider.KIE)) {
            var failures = reads(client, folder);
            failures.add(failure(client.calls().submit("7f0b", Optional.empty())));
            assertThat(failures).allSatisfy(failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
                assertThat(failure.sentence())
                        .isEqualTo(
                                "The way to kie.ai leads to another address, localhost, which the key is not sent to.");
                assertThat(failure.remedy()).contains("sign in");
                assertThat(failure.maybeAccepted()).isFalse();
            });
            assertThat(portal.requests()).as("neither the request nor the key").isEmpty();
            assertThat(server.requests()).hasSize(failures.size());
        }
    }

    private static List<ServiceFailure> reads(Client client, Path folder) {
        var failures = new ArrayList<ServiceFailure>();
        failures.add(failure(client.calls().credits()));
        failures.add(failure(client.calls().separation("7f0b")));
        failures.add(failure(client.calls().poll("9d41", folder.resolve("answer"))));
        return failures;
    }

    // Proxies

    @Test
    void theProxyOfTheSystemIsUsedAndLearnsNothingButTheHost() throws Exception {
        try (var proxy = ScriptedServer.with(ScriptedServer.closeAfterReading());
                var client = Client.of(Provider.at("https://service.invalid"))) {
            behind(proxy);
            var failure = failure(client.calls().submit("7f0b", Optional.empty()));
            assertThat(failure.maybeAccepted()).isFalse();
            assertThat(proxy.requests()).isNotEmpty().allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("CONNECT");
                assertThat(request.target()).isEqualTo("service.invalid:443");
                assertThat(request.headers()).doesNotContainKey("authorization");
                assertThat(request.toString()).doesNotContain(Examples.KEY).doesNotContain("7f0b");
            });
        }
    }

    @TestFactory
    Stream<DynamicTest> aProxyThatLetsNobodyThroughIsExplained() {
        record Case(String name, Answer answer, String says) {}
        return Stream.of(
                        new Case(
                                "with a password wanted",
                                ScriptedServer.answer(
                                        407, "text/html", SIGN_IN, "Proxy-Authenticate: Basic realm=\"x\""),
                                "The proxy of this network wants a name and a password"),
                        new Case(
                                "with a password wanted in no known way",
                                ScriptedServer.answer(407, "text/html", SIGN_IN),
                                "The proxy of this network wants a name and a password"),
                        new Case(
                                "because it is forbidden",
                                ScriptedServer.answer(403, "text/html", SIGN_IN),
                                "The proxy of this network does not let Rollscope through"))
                .map(proxied -> DynamicTest.dynamicTest(proxied.name, () -> {
                    try (var proxy = ScriptedServer.with(proxied.answer);
                            var client = Client.of(Provider.at("https://service.invalid"))) {
                        behind(proxy);
                        for (var failure : List.of(
                                failure(client.calls().credits()),
                                failure(client.calls().submit("7f0b", Optional.empty())))) {
                            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
                            assertThat(failure.sentence()).startsWith(proxied.says);
                            assertThat(failure.maybeAccepted()).isFalse();
                        }
                        assertThat(client.pauses()).isEmpty();
                        assertThat(proxy.requests().toString()).doesNotContain(Examples.KEY);
                    } finally {
                        theProxiesOfTheSystem();
                    }
                }));
    }

    @Test
    void noProxyStandsOnTheWayToThisComputer() throws Exception {
        try (var proxy = ScriptedServer.with(ScriptedServer.closeAfterReading());
                var server = ScriptedServer.with(ScriptedServer.json(body("credit-success.json")));
                var client = Client.of(server)) {
            behind(proxy);
            assertThat(value(client.calls().credits())).isEqualByComparingTo("5916.25");
            assertThat(proxy.requests()).isEmpty();
        }
    }

    private static void behind(ScriptedServer proxy) {
        var address = new InetSocketAddress("127.0.0.1", proxy.uri().getPort());
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.HTTP, address));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress proxied, IOException failure) {}
        });
    }

    // Words

    @TestFactory
    Stream<DynamicTest> whatGoesWrongOnTheWayHasItsOwnWords() {
        record Case(IOException e, boolean sent, NetworkTrouble trouble) {}
        var expired = new SSLHandshakeException("no");
        expired.initCause(new CertificateExpiredException());
        var early = new SSLHandshakeException("no");
        early.initCause(new IllegalStateException(new CertificateNotYetValidException()));
        var unknown = new SSLHandshakeException("no");
        unknown.initCause(new CertPathBuilderException());
        return Stream.of(
                        new Case(expired, false, NetworkTrouble.CLOCK),
                        new Case(early, false, NetworkTrouble.CLOCK),
                        new Case(unknown, false, NetworkTrouble.NOT_TRUSTED),
                        new Case(new SSLPeerUnverifiedException("host"), false, NetworkTrouble.NOT_TRUSTED),
                        new Case(new SSLException("handshake"), false, NetworkTrouble.NOT_SECURE),
                        new Case(new SSLException("later"), true, NetworkTrouble.BROKEN_OFF),
                        new Case(new UnknownHostException("host"), false, NetworkTrouble.NO_SUCH_NAME),
                        new Case(new NoRouteToHostException(), false, NetworkTrouble.NOT_REACHED),
                        new Case(new ConnectException("Network is unreachable"), false, NetworkTrouble.NOT_REACHED),
                        new Case(new SocketTimeoutException("timeout"), true, NetworkTrouble.SILENT),
                        new Case(new Connections.ProxyPasswordException(), false, NetworkTrouble.PROXY_PASSWORD),
                        new Case(new SocketException("Connection reset"), true, NetworkTrouble.BROKEN_OFF))
                .map(c -> DynamicTest.dynamicTest(
                        c.e + (c.sent ? " after" : " before") + " the request",
                        () -> assertThat(NetworkTrouble.of(c.e, c.sent)).isEqualTo(c.trouble)));
    }

    @Test
    void everyTroubleIsOneSentenceAndOneThingToDo() {
        for (var trouble : EnumSet.allOf(NetworkTrouble.class)) {
            assertThat(trouble.sentence("kie.ai"))
                    .contains("kie.ai")
                    .endsWith(".")
                    .doesNotContain("%", "null", "SSL", "TLS", "HTTP");
            assertThat(trouble.remedy()).endsWith(".").doesNotContain("%");
        }
    }
}
