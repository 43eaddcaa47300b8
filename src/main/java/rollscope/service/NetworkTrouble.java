package rollscope.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import rollscope.language.Language;
import rollscope.language.Words;

/** What can be wrong on the way to a host, in words for a musician. */
enum NetworkTrouble {
    NO_SUCH_NAME("service.no-such-name", "service.no-such-name-remedy"),
    NOT_REACHED("service.not-reached", "service.not-reached-remedy"),
    SILENT("service.silent", "service.try-in-a-minute"),
    /** A certificate that is not valid by this computer's date. */
    CLOCK("service.clock", "service.clock-remedy"),
    /** Somebody between holds out a certificate of their own, or one for another name. */
    NOT_TRUSTED("service.not-trusted", "service.not-trusted-remedy"),
    NOT_SECURE("service.not-secure", "service.not-secure-remedy"),
    PROXY_PASSWORD("service.proxy-password", "service.proxy-password-remedy"),
    PROXY_REFUSES("service.proxy-refuses", "service.proxy-refuses-remedy"),
    BROKEN_OFF("service.broken-off", "service.try-in-a-minute");

    /** How OkHttp begins what it says when a proxy refuses to lead on. */
    private static final String REFUSED_BY_PROXY = "Unexpected response code for CONNECT";

    private static final int DEEPEST = 16;

    /** Keys of {@link Words}. */
    private final String sentence;

    private final String remedy;

    NetworkTrouble(String sentence, String remedy) {
        this.sentence = sentence;
        this.remedy = remedy;
    }

    /**
     * @param sent whether the request had begun to be written, so that a secure connection had been made
     */
    static NetworkTrouble of(IOException e, boolean sent) {
        if (any(
                e,
                cause -> cause instanceof CertificateExpiredException
                        || cause instanceof CertificateNotYetValidException)) {
            return CLOCK;
        }
        if (any(e, CertPathBuilderException.class::isInstance)) {
            return NOT_TRUSTED;
        }
        return switch (e) {
            case Connections.ProxyPasswordException _ -> PROXY_PASSWORD;
            case SSLPeerUnverifiedException _ -> NOT_TRUSTED;
            case UnknownHostException _ -> NO_SUCH_NAME;
            case NoRouteToHostException _, ConnectException _ -> NOT_REACHED;
            case InterruptedIOException _ -> SILENT; // timeouts are among these
            case SSLException _ when !sent -> NOT_SECURE;
            default -> String.valueOf(e.getMessage()).startsWith(REFUSED_BY_PROXY) ? PROXY_REFUSES : BROKEN_OFF;
        };
    }

    private static boolean any(Throwable e, Predicate<Throwable> wanted) {
        Throwable at = e;
        for (int depth = 0; at != null && depth < DEEPEST; depth++, at = at.getCause()) {
            if (wanted.test(at)) {
                return true;
            }
        }
        return false;
    }

    /** What went wrong with {@code whom}, as a sentence. */
    String sentence(String whom) {
        return Words.of(sentence, whom, this == CLOCK ? today() : "");
    }

    private static String today() {
        var written = DateTimeFormatter.ofPattern(Words.of("service.date"), Language.shownLocale());
        return LocalDate.now(ZoneId.systemDefault()).format(written);
    }

    String remedy() {
        return Words.of(remedy);
    }

    /** Whether it is the lack of a network, or of a good one, and not somebody's setting. */
    boolean mayPass() {
        return switch (this) {
            case NO_SUCH_NAME, NOT_REACHED, SILENT, BROKEN_OFF -> true;
            case CLOCK, NOT_TRUSTED, NOT_SECURE, PROXY_PASSWORD, PROXY_REFUSES -> false;
        };
    }

    /** Whether it needs somebody to do something before another attempt can do better. */
    boolean isLasting() {
        return switch (this) {
            case CLOCK, NOT_TRUSTED, PROXY_PASSWORD, PROXY_REFUSES -> true;
            case NO_SUCH_NAME, NOT_REACHED, SILENT, NOT_SECURE, BROKEN_OFF -> false;
        };
    }
}
