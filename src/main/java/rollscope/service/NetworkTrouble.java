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
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What can be wrong on the way to a host, in words for a musician. */
enum NetworkTrouble {
    NO_SUCH_NAME(
            "%s was not found on the internet.",
            "Check that this computer is online and the provider's address is right, then try again."),
    NOT_REACHED("%s cannot be reached.", "Check that this computer is online, then try again."),
    SILENT("%s did not answer in time.", "Try again in a minute."),
    /** A certificate that is not valid by this computer's date. */
    CLOCK(
            "By this computer's date, which is %2$s, the certificate of %1$s is not valid.",
            "Set this computer's date and time, then try again."),
    /** Somebody between holds out a certificate of their own, or one for another name. */
    NOT_TRUSTED(
            "Something on the way poses as %s, so nothing was sent.",
            "If this network wants you to sign in, do that in a browser; else ask whoever looks after it, or after the"
                    + " virus scanner, to let Rollscope through."),
    NOT_SECURE(
            "A secure connection to %s could not be made.",
            "Check whether a proxy or virus scanner stands between, or try another network."),
    PROXY_PASSWORD(
            "The proxy of this network wants a name and a password before it lets Rollscope through to %s.",
            "Ask whoever looks after the network for a way without them, or use another network."),
    PROXY_REFUSES(
            "The proxy of this network does not let Rollscope through to %s.",
            "Ask whoever looks after the network to allow it, or use another network."),
    BROKEN_OFF("The connection to %s broke off.", "Try again in a minute.");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** How OkHttp begins what it says when a proxy refuses to lead on. */
    private static final String REFUSED_BY_PROXY = "Unexpected response code for CONNECT";

    private static final int DEEPEST = 16;

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
        return String.format(
                Locale.ROOT,
                sentence,
                whom,
                this == CLOCK ? LocalDate.now(ZoneId.systemDefault()).format(DATE) : "");
    }

    String remedy() {
        return remedy;
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
