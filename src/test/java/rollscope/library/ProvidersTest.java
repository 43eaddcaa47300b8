package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.service.Provider;

class ProvidersTest {
    private final AtomicInteger starts = new AtomicInteger();
    private final Providers providers = new Providers(
            () -> {
                starts.incrementAndGet();
                return URI.create("http://127.0.0.1:4711");
            },
            "demo-task");

    @Test
    void theDemoComesFirstAndNeedsNoKey() {
        assertThat(providers.known()).extracting(ProviderChoice::id).containsExactly("demo", "kie", "sunoapi");
        var demo = providers.known().getFirst();
        assertThat(demo.needsKey()).isFalse();
        assertThat(demo.sample()).isEqualTo("demo-task");
        assertThat(providers.known().get(1).needsKey()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        demo,                          demo
        ' kie ',                       kie
        sunoapi,                       sunoapi
        https://api.kie.ai,            kie
        https://api.kie.ai/,           kie
        https://api.example.com,       https://api.example.com
        http://127.0.0.1:8080,         http://127.0.0.1:8080
        """)
    void findsByIdOrAddress(String given, String id) {
        assertThat(providers.find(given)).isInstanceOfSatisfying(Outcome.Ok.class, ok -> assertThat(ok.value())
                .extracting("id")
                .isEqualTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nobody", "http://api.example.com", "ftp://example.com", "https://", "::"})
    void whatIsNoProviderIsRefusedWithASentence(String given) {
        assertThat(providers.find(given)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.problem().kind()).isEqualTo(Problem.Kind.PROVIDER);
            assertThat(failed.problem().sentence()).endsWith(".");
        });
    }

    @Test
    void theDemoStartsOnlyWhenItIsTalkedTo() {
        var demo = providers.known().getFirst();
        providers.find("demo");
        assertThat(starts).hasValue(0);
        assertThat(providers.provider(demo))
                .isInstanceOfSatisfying(Outcome.Ok.class, ok -> assertThat(((Provider) ok.value()).base())
                        .isEqualTo(URI.create("http://127.0.0.1:4711")));
        assertThat(starts).hasValue(1);
    }

    @Test
    void aDemoThatCannotStartIsAProblemNotACrash() {
        var broken = new Providers(
                () -> {
                    throw new UncheckedIOException(new IOException("no port"));
                },
                "demo-task");
        assertThat(broken.provider(broken.known().getFirst())).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void theDemoAccountNeedsNoKeyOfItsOwn() {
        var demo = providers.known().getFirst();
        assertThat(Providers.keyOf(new Account(demo, " "))).isEqualTo("demo");
        assertThat(Providers.keyOf(new Account(demo, "given"))).isEqualTo("given");
        assertThat(Providers.keyOf(new Account(providers.known().get(1), ""))).isEmpty();
    }
}
