package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.language.InChinese;
import rollscope.language.Language;
import rollscope.service.Failures.Asked;

@ExtendWith(InChinese.class)
class ServiceInChineseTest {
    private final Failures failures = new Failures(Provider.KIE, new ApiKey(Examples.KEY));

    @Test
    void aRefusalIsToldInChineseAndTheProvidersOwnWordsStay() {
        var refused = failures.refused(200, new Envelope(401, "Unauthorized"), Asked.SUBMIT);
        assertThat(refused.sentence()).isEqualTo("kie.ai 不接受此 API 密钥。");
        assertThat(refused.remedy()).isEqualTo("请从你在该服务商的账户重新复制密钥；它必须属于 kie.ai。");
        assertThat(refused.details()).isEqualTo("HTTP 200, code 401: Unauthorized");
    }

    @Test
    void thatNothingWasChargedFollowsWithoutABlank() {
        var throttled = new Envelope(430, "slow down");
        assertThat(failures.refused(200, throttled, Asked.SUBMIT).remedy()).isEqualTo("请等一分钟，然后重试。没有产生任何费用。");
        assertThat(failures.refused(200, throttled, Asked.READ).remedy()).isEqualTo("请等一分钟，然后重试。");
    }

    @Test
    void whatIsWrongOnTheWayIsToldOfWhomeverIsNotReached() {
        assertThat(NetworkTrouble.of(new UnknownHostException("api.kie.ai"), false).sentence("kie.ai"))
                .isEqualTo("在互联网上找不到 kie.ai。");
        var expired = new SSLHandshakeException("expired");
        expired.initCause(new CertificateExpiredException());
        assertThat(NetworkTrouble.of(expired, false).sentence("kie.ai"))
                .matches("按这台电脑的日期（\\d{4}年\\d{1,2}月\\d{1,2}日），kie.ai 的证书无效。");
    }

    @Test
    void anAddressThatIsNoneIsToldInChinese() {
        assertThatThrownBy(() -> Provider.at("http://example.com"))
                .hasMessage("地址必须以 https:// 开头，否则密钥可能在途中被读取。");
    }

    @Test
    void everythingButTheWordsIsTheSameInBothLanguages() {
        var chinese = allThatCanFail();
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        var english = allThatCanFail();
        assertThat(chinese).extracting(ServiceInChineseTest::withoutWords).isEqualTo(english.stream()
                .map(ServiceInChineseTest::withoutWords)
                .toList());
        assertThat(english).allSatisfy(failure -> assertThat(failure.sentence() + failure.remedy())
                .doesNotContainPattern("\\p{IsHan}|[{}]|''"));
        assertThat(chinese).allSatisfy(failure -> {
            assertThat(failure.sentence()).containsPattern("\\p{IsHan}").endsWith("。").doesNotContainPattern("[{}]");
            assertThat(failure.remedy()).containsPattern("\\p{IsHan}").endsWith("。").doesNotContainPattern("[{}]");
        });
    }

    private static ServiceFailure withoutWords(ServiceFailure failure) {
        return new ServiceFailure(
                failure.kind(), "", "", failure.details(), failure.maybeAccepted(), failure.unreached());
    }

    private List<ServiceFailure> allThatCanFail() {
        var all = new ArrayList<ServiceFailure>();
        byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
        for (var asked : EnumSet.allOf(Asked.class)) {
            for (int status = 100; status < 600; status++) {
                all.add(failures.refused(status, new Envelope(null, ""), asked));
                all.add(failures.refused(200, new Envelope(status == 200 ? 199 : status, "no"), asked));
            }
            all.add(failures.unreadable(200, page, asked));
            all.add(failures.unreadable("", asked));
            all.add(failures.tooMuch("", asked));
            all.add(failures.stopped(true, asked));
            all.add(failures.stopped(false, asked));
            all.add(failures.network(new UnknownHostException(), false, asked));
        }
        all.add(failures.noTaskId());
        all.add(failures.unusableKey());
        all.add(failures.callbackHoldsKey());
        all.add(failures.ledElsewhere(302, "example.com"));
        all.add(failures.notSaved(new UnknownHostException()));
        all.add(Failures.notAnAnswer(""));
        return all;
    }
}
