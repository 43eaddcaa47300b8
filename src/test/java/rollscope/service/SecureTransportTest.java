package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.value;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rollscope.service.Examples.Client;
import rollscope.service.SecureServer.Reaction;
import rollscope.service.SecureServer.Seen;
import rollscope.service.ServiceFailure.Kind;

/** What becomes of requests over TLS: which HTTP is spoken, how often a request is sent, whom is trusted. */
class SecureTransportTest {
    private static final List<String> BOTH = List.of("h2", "http/1.1");
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void trustTheAuthorityOfTheTests(@TempDir Path folder) throws IOException {
        var store = folder.resolve("trusted.p12");
        try (var in = SecureServer.resource("trusted")) {
            Files.copy(in, store);
        }
        set(STORE, store.toString());
        set(PASSWORD, "changeit");
    }

    @AfterEach
    void trustWhomTheSystemTrusts() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void set(String name, String value) {
        before.put(name, System.setProperty(name, value));
    }

    private static Client clientOf(SecureServer server) {
        return Client.of(Provider.at(server.uri().toString()));
    }

    // Which HTTP

    @Test
    void readsShareOneConnectionOfHttp2WhereItIsOffered() throws Exception {
        try (var server = new SecureServer("good", BOTH, Reaction.ANSWER);
                var client = clientOf(server)) {
            for (int i = 0; i < 3; i++) {
                assertThat(value(client.calls().credits())).isEqualByComparingTo("7.5");
            }
            assertThat(server.seen()).hasSize(3).containsOnly(new Seen("h2", "GET", 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"http/1.1", "''"})
    void readsFallBackToHttp1WhereNothingElseIsOffered(String offered) throws Exception {
        var protocols = offered.isEmpty() ? List.<String>of() : List.of(offered);
        try (var server = new SecureServer("good", protocols, Reaction.ANSWER);
                var client = clientOf(server)) {
            assertThat(value(client.calls().credits())).isEqualByComparingTo("7.5");
            assertThat(server.seen()).containsExactly(new Seen("http/1.1", "GET", 0));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE_STREAM", "GO_AWAY", "CLOSE"})
    void aReadHandedBackByHttp2IsSentAgain(Reaction trouble) throws Exception {
        try (var server = new SecureServer("good", BOTH, trouble, Reaction.ANSWER);
                var client = clientOf(server)) {
            assertThat(value(client.calls().credits())).isEqualByComparingTo("7.5");
            assertThat(server.seen()).extracting(Seen::protocol).containsExactly("h2", "h2");
        }
    }

    @Test
    void aSubmitGoesOutOnAConnectionOfItsOwnEvenWhereHttp2IsOffered() throws Exception {
        try (var server = new SecureServer("good", BOTH, Reaction.ANSWER);
                var client = clientOf(server)) {
            value(client.calls().credits());
            assertThat(value(client.calls().submit("7f0b", Optional.empty()))).isEqualTo("9d41");
            assertThat(value(client.calls().submit("7f0b", Optional.empty()))).isEqualTo("9d41");
            assertThat(server.seen())
                    .containsExactly(
                            new Seen("h2", "GET", 0), new Seen("http/1.1", "POST", 1), new Seen("http/1.1", "POST", 2));
        }
    }

    @Test
    void aSubmitThatGotNoAnswerOverTlsIsSentOnceAndInDoubt() throws Exception {
        try (var server = new SecureServer("good", BOTH, Reaction.CLOSE, Reaction.ANSWER);
                var client = clientOf(server)) {
            var failure = failure(client.calls().submit("7f0b", Optional.empty()));
            assertThat(failure.maybeAccepted()).isTrue();
            assertThat(server.seen()).containsExactly(new Seen("http/1.1", "POST", 0));
        }
    }

    // Whom is trusted

    @ParameterizedTest
    @CsvSource(textBlock = """
        expired   | By this computer's date, which is | Set this computer's date
        future    | By this computer's date, which is | Set this computer's date
        elsewhere | poses as                          | sign in
        """, delimiter = '|')
    void aCertificateThatCannotBeTrustedIsExplainedAndNothingIsSent(String certificate, String says, String remedy)
            throws Exception {
        try (var server = new SecureServer(certificate, BOTH, Reaction.ANSWER);
                var client = clientOf(server)) {
            assertUntrusted(client, says, remedy);
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void anAuthorityThatIsNotTrustedIsExplainedAndNothingIsSent() throws Exception {
        trustWhomTheSystemTrusts();
        try (var server = new SecureServer("good", BOTH, Reaction.ANSWER);
                var client = clientOf(server)) {
            assertUntrusted(client, "poses as", "sign in");
            assertThat(server.seen()).isEmpty();
        }
    }

    private static void assertUntrusted(Client client, String says, String remedy) {
        for (var failure : List.of(
                failure(client.calls().credits()), failure(client.calls().submit("7f0b", Optional.empty())))) {
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure.sentence()).contains(says);
            assertThat(failure.remedy()).contains(remedy);
            assertThat(failure.maybeAccepted()).isFalse();
        }
        assertThat(client.pauses())
                .as("it stays as it is, so it is not tried again")
                .isEmpty();
    }

    @Test
    void aStemIsNotFetchedFromAHostThatIsNotTrusted(@TempDir Path folder) throws Exception {
        try (var server = new SecureServer("elsewhere", BOTH, Reaction.ANSWER);
                var download = new StemDownload(
                        pause -> {
                            throw new AssertionError("tried again");
                        },
                        () -> 0,
                        1 << 20)) {
            var failure = failure(
                    download.fetch(URI.create(server.uri() + "/a.mp3"), folder.resolve("a"), (have, all) -> {}));
            assertThat(failure.sentence()).contains("poses as the host of this stem");
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void stemsAreAskedForOverHttp2WhereItIsOffered(@TempDir Path folder) throws Exception {
        try (var server = new SecureServer("good", BOTH, Reaction.REFUSE_STREAM, Reaction.ANSWER);
                var download = new StemDownload()) {
            var failure = failure(
                    download.fetch(URI.create(server.uri() + "/a.mp3"), folder.resolve("a"), (have, all) -> {}));
            assertThat(failure.sentence()).contains("is no sound");
            assertThat(server.seen()).hasSize(2).extracting(Seen::protocol).containsOnly("h2");
        }
    }

    @Test
    void aServerWithoutTlsBehindAnHttpsAddressGetsNothingToRead() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json("{\"code\":200,\"data\":1}"));
                var client = Client.of(
                        Provider.at("https://localhost:" + server.uri().getPort()))) {
            var failure = failure(client.calls().submit("7f0b", Optional.empty()));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure.maybeAccepted()).isFalse();
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.toString()).doesNotContain(Examples.KEY));
        }
    }
}
