package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com:8443/proxy",
                "http://127.0.0.1:8080",
                "http://127.8.8.8",
                "http://localhost:8080",
                "http://[::1]:8080"
            })
    void secureAddressesAndThoseOfThisComputerAreTaken(String url) {
        assertThat(Provider.at(url).id()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS://API.example.com", "https://api.example.com/", " https://api.example.com:443 "})
    void oneAddressIsOneProviderHoweverItIsSpelled(String url) {
        assertThat(Provider.at(url).id()).isEqualTo("https://api.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com",
                "http://10.0.0.1",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://0.0.0.0"
            })
    void theKeyIsNotSentInTheOpen(String url) {
        assertThatThrownBy(() -> Provider.at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must start with https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "kie",
                "api.example.com",
                "ftp://api.example.com",
                "file:///etc/passwd",
                "https://",
                "https://user:word@api.example.com",
                "https://api.example.com?key=1",
                "https://api.example.com#a"
            })
    void whatIsNoAddressOfAProviderIsNotTaken(String url) {
        assertThatThrownBy(() -> Provider.at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The address of a provider must look like https://api.example.com.");
    }

    @Test
    void blanksAndSlashesAtTheEndsDoNotMatter() {
        var provider = Provider.at(" https://api.example.com/x// ");
        assertThat(provider.base()).isEqualTo(URI.create("https://api.example.com/x"));
        assertThat(provider.id()).isEqualTo("https://api.example.com/x");
        assertThat(provider.name()).isEqualTo("api.example.com");
    }

    @Test
    void theAddressOfAKnownProviderIsThatProvider() {
        assertThat(Provider.at("https://api.kie.ai/")).isEqualTo(Provider.KIE);
        assertThat(Provider.at("https://API.sunoapi.org")).isEqualTo(Provider.SUNOAPI);
        assertThat(Provider.at("https://api.kie.ai/proxy")).isNotEqualTo(Provider.KIE);
    }
}
