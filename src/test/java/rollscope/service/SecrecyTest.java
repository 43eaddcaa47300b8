package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.service.Examples.KEY;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.value;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.service.Examples.Client;
import rollscope.service.ServiceFailure.Kind;

/** The key goes to the provider in one header and nowhere else. */
class SecrecyTest {
    @Test
    void theKeyIsInTheAuthorizationHeaderOnly(@TempDir Path folder) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json("{\"code\":404,\"msg\":\"no\"}"));
                var client = Client.of(server)) {
            callAll(client, folder);
            assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(5).allSatisfy(request -> {
                assertThat(request.header("Authorization")).isEqualTo("Bearer " + KEY);
                var rest = new java.util.HashMap<>(request.headers());
                rest.remove("authorization");
                assertThat(rest.toString() + request.target() + request.body()).doesNotContain(KEY);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":401,\"msg\":\"Bearer %s is wrong\"}",
                "{\"code\":422,\"msg\":\"Record does not exist %s\"}",
                "{\"code\":200,\"data\":{\"successFlag\":3,\"errorMessage\":\"key %s\"}}",
                "{\"code\":501,\"msg\":\"%s\"}",
                "{\"code\":200,\"data\":\"%s\"}",
                "<html>%s</html>",
                "%s"
            })
    void aKeyTheServiceEchoesIsNotRepeated(String body, @TempDir Path folder) throws Exception {
        for (String padding : List.of("", "x".repeat(195))) {
            try (var server = ScriptedServer.with(ScriptedServer.json(body.formatted(padding + KEY)));
                    var client = Client.of(server)) {
                assertThat(callAll(client, folder)).doesNotContain(KEY).doesNotContain(KEY.substring(0, 6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k3y-0f-th3-t3sts", "sk+3f9a/key=ABC?", "ab?>~~~~~~", "0123456789abcdef0123456789abcdef"})
    void aKeyIsHiddenHoweverItIsSpelled(String text) {
        var key = new ApiKey(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] user = (text + ":").getBytes(StandardCharsets.UTF_8);
        for (String spelled : List.of(
                text,
                "Bearer " + text,
                URLEncoder.encode(text, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getEncoder().encodeToString(user))) {
            assertThat(key.hiddenIn("before " + spelled + " after")).matches("before (Bearer )?\\*\\*\\*\\* after");
        }
        assertThat(key.hiddenIn("nothing to hide")).isEqualTo("nothing to hide");
    }

    @Test
    void aKeyCutInHalfWhereAnAnswersBeginningEndsIsNotShown(@TempDir Path folder) throws Exception {
        for (int length : new int[] {1024, 4096}) {
            String body = "no" + " ".repeat(length - 2 - KEY.length() / 2) + KEY;
            try (var server = ScriptedServer.with(ScriptedServer.json(body));
                    var client = Client.of(server)) {
                assertThat(callAll(client, folder)).contains("no").doesNotContain(KEY.substring(0, 6));
            }
        }
    }

    @Test
    void nothingThatIsMadeOfAKeyShowsIt() {
        assertThat(new ApiKey(KEY)).asString().doesNotContain(KEY);
        assertThat(Client.of(Provider.KIE).calls()).asString().doesNotContain(KEY);
    }

    @Test
    void nothingIsLoggedThatShowsTheKey(@TempDir Path folder) throws Exception {
        var lines = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord line) {
                lines.add(line.getMessage() + " " + line.getThrown() + " "
                        + java.util.Arrays.toString(line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        try (var server = ScriptedServer.with(
                        ScriptedServer.json("{\"code\":401}"),
                        ScriptedServer.resetAfterReading(),
                        ScriptedServer.json("{\"code\":500}"));
                var client = Client.of(server)) {
            callAll(client, folder);
        } finally {
            root.setLevel(before);
            root.removeHandler(handler);
        }
        assertThat(lines).noneMatch(line -> line.contains(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a b", "kéy", "key\r\nX-Evil: 1", "\u0000key"})
    void aKeyThatCannotBeSentIsNotSent(String key) throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json("{\"code\":200,\"data\":1}"));
                var client = Client.of(Provider.at(server.uri().toString()), key)) {
            var failure = failure(client.calls().credits());
            assertThat(failure.kind()).isEqualTo(Kind.AUTH);
            assertThat(failure(client.calls().submit("7f0b", Optional.empty())).kind())
                    .isEqualTo(Kind.AUTH);
            if (!key.isBlank()) {
                assertThat(failure.toString()).doesNotContain(key);
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aCallbackAddressThatGivesTheKeyAwayIsNotSent() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json("{\"code\":200,\"data\":{\"taskId\":\"a\"}}"));
                var calls = new ServiceClient(
                        Provider.at(server.uri().toString()),
                        new ApiKey(KEY),
                        URI.create("https://example.com/cb?key=" + KEY))) {
            var failure = failure(calls.submit("7f0b", Optional.empty()));
            assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
            assertThat(failure.toString()).doesNotContain(KEY);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void blanksAroundAKeyDoNotMatter() throws Exception {
        try (var server = ScriptedServer.with(ScriptedServer.json("{\"code\":200,\"data\":1}"));
                var client = Client.of(Provider.at(server.uri().toString()), " " + KEY + "\n")) {
            value(client.calls().credits());
            assertThat(server.request().header("Authorization")).isEqualTo("Bearer " + KEY);
        }
    }

    /** Makes every call and returns everything that came back as text. */
    private static String callAll(Client client, Path folder) {
        var calls = client.calls();
        return String.join(
                "\n",
                String.valueOf(calls.credits()),
                String.valueOf(calls.separation("7f0b")),
                String.valueOf(calls.submit("7f0b", Optional.of("a"))),
                String.valueOf(calls.poll("9d41", folder.resolve("answer"))),
                String.valueOf(calls.downloadUrl(URI.create("https://a.example/b.mp3"))));
    }
}
