package rollscope.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import rollscope.language.Words;
import rollscope.service.ServiceFailure.Kind;

/** Turns what went wrong into a kind, a sentence and a remedy. Knows the codes of the contract and whose key to hide. */
final class Failures {
    private static final Pattern CREDITS = Pattern.compile(
            "credits?\\s+(are\\s+|is\\s+)?insufficient|insufficient\\s+(credit|balance|fund)|not\\s+enough\\s+credit"
                    + "|balance\\s+isn.?t\\s+enough|top\\s?up",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOO_OFTEN = Pattern.compile(
            "rate.?limit|request limit|frequency|too (many|frequent)|too high|slow down", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_SUCH_RECORD = Pattern.compile(
            "(does|do)\\s?(not|n.?t) exist|(record|task)s? (was |were )?not found|no such (record|task)",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_WORDS = 200;

    /** Said by a network, never by a service: RFC 6585, section 6. */
    private static final int SIGN_IN_REQUIRED = 511;

    /** What was asked, since the same answer means different things. */
    enum Asked {
        READ,
        SUBMIT,
        DOWNLOAD_URL
    }

    private final Provider provider;
    private final ApiKey key;

    Failures(Provider provider, ApiKey key) {
        this.provider = provider;
        this.key = key;
    }

    static boolean isAboutMissingRecord(Envelope envelope) {
        return envelope.code() != null && NO_SUCH_RECORD.matcher(envelope.msg()).find();
    }

    /** Whether the provider says no: by its code, or by the status of HTTP. */
    static boolean isRefusal(int status, Envelope envelope) {
        return envelope.failed() || !isSuccess(status);
    }

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** The failure a refusal stands for; see {@link #isRefusal}. */
    ServiceFailure refused(int status, Envelope envelope, Asked asked) {
        Integer code = envelope.code();
        int effective = code != null && envelope.failed() ? code : status;
        String details = details(status, envelope);
        boolean says = code != null && envelope.failed();
        if (CREDITS.matcher(envelope.msg()).find()) {
            return credits(details, asked);
        }
        if (says && isAboutMissingRecord(envelope)) {
            return noSuchTask(details, asked);
        }
        return switch (effective) {
            case 401, 403 ->
                failure(
                        Kind.AUTH,
                        Words.of("service.key-not-accepted", provider.name()),
                        Words.of("service.key-not-accepted-remedy", provider.name()),
                        details);
            case 402 -> credits(details, asked);
            case 433 ->
                failure(
                        Kind.CREDITS,
                        Words.of("service.key-limit", provider.name()),
                        Words.of("service.key-limit-remedy"),
                        details);
            case 429 ->
                provider.code429() == Provider.Code429.NO_CREDITS
                                && !TOO_OFTEN.matcher(envelope.msg()).find()
                                && says
                        ? credits(details, asked)
                        : throttled(details, asked);
            case 430 -> throttled(details, asked);
            case 405 ->
                provider.code429() == Provider.Code429.NO_CREDITS
                                || TOO_OFTEN.matcher(envelope.msg()).find()
                        ? throttled(details, asked)
                        : notThere(details);
            case 404 -> notThere(details);
            case 408 ->
                server(
                        Words.of("service.late", provider.name()),
                        Words.of("service.try-in-minutes"),
                        details,
                        asked,
                        true);
            case 451 ->
                failure(
                        Kind.REJECTED,
                        Words.of("service.audio-not-fetched", provider.name()),
                        Words.of("service.audio-not-fetched-remedy"),
                        details);
            case 455 ->
                failure(
                        Kind.MAINTENANCE,
                        Words.of("service.maintenance", provider.name()),
                        nothingCharged(Words.of("service.maintenance-remedy"), asked),
                        details);
            case 505 ->
                failure(
                        Kind.REJECTED,
                        Words.of("service.switched-off", provider.name()),
                        Words.of("service.switched-off-remedy", provider.name()),
                        details);
            case 501 ->
                failure(
                        Kind.REJECTED,
                        Words.of("service.not-possible", provider.name()),
                        Words.of("service.not-possible-remedy"),
                        details);
            default -> {
                if (!says && effective < 200) {
                    yield unreadable(details, asked); // another protocol; nobody asked for one
                }
                if (effective >= 300 && effective < 400) {
                    yield failure(
                            Kind.UNREADABLE,
                            Words.of("service.points-elsewhere", provider.name()),
                            Words.of("service.check-address"),
                            details);
                }
                if (effective >= 500 && effective < 600) {
                    // Gateways answer 5xx for a machine behind them that may well have done its work.
                    yield server(
                            Words.of("service.trouble-there", provider.name()),
                            Words.of("service.try-in-minutes"),
                            details,
                            asked,
                            !says || effective == 502 || effective == 504 || (effective >= 520 && effective <= 527));
                }
                yield rejected(details, asked);
            }
        };
    }

    private ServiceFailure rejected(String details, Asked asked) {
        return switch (asked) {
            case DOWNLOAD_URL ->
                failure(
                        Kind.REJECTED,
                        Words.of("service.no-new-link", provider.name()),
                        Words.of("service.no-new-link-remedy"),
                        details);
            case READ, SUBMIT ->
                failure(
                        Kind.REJECTED,
                        Words.of("service.not-accepted", provider.name()),
                        Words.of("service.not-accepted-remedy"),
                        details);
        };
    }

    private ServiceFailure credits(String details, Asked asked) {
        return failure(
                Kind.CREDITS,
                Words.of("service.balance-too-low", provider.name()),
                nothingCharged(Words.of("service.balance-too-low-remedy"), asked),
                details);
    }

    private ServiceFailure throttled(String details, Asked asked) {
        return failure(
                Kind.THROTTLED,
                Words.of("service.throttled", provider.name()),
                nothingCharged(Words.of("service.throttled-remedy"), asked),
                details);
    }

    /** A remedy, followed by that nothing was charged where something might have been. */
    private static String nothingCharged(String remedy, Asked asked) {
        return asked == Asked.SUBMIT
                ? Words.of("service.two-sentences", remedy, Words.of("service.nothing-charged"))
                : remedy;
    }

    private ServiceFailure noSuchTask(String details, Asked asked) {
        return asked == Asked.DOWNLOAD_URL
                ? rejected(details, asked)
                : failure(
                        Kind.NOT_FOUND,
                        Words.of("service.task-unknown", provider.name()),
                        Words.of("service.task-unknown-remedy"),
                        details);
    }

    ServiceFailure noTaskId() {
        return failure(
                Kind.NOT_FOUND,
                Words.of("service.no-task-id"),
                Words.of("service.no-task-id-remedy"),
                "task id missing");
    }

    private ServiceFailure notThere(String details) {
        return failure(
                Kind.NOT_FOUND,
                Words.of("service.no-service", provider.name()),
                Words.of("service.check-address"),
                details);
    }

    private ServiceFailure server(String sentence, String remedy, String details, Asked asked, boolean inDoubt) {
        boolean maybe = inDoubt && asked == Asked.SUBMIT;
        return new ServiceFailure(Kind.SERVER, sentence, maybe ? inDoubt() : remedy, details, maybe);
    }

    /** Who fails and names a job all the same may have made it. */
    ServiceFailure withAnId(ServiceFailure failure, Asked asked) {
        return failure.kind() == Kind.SERVER && asked == Asked.SUBMIT
                ? new ServiceFailure(failure.kind(), failure.sentence(), inDoubt(), failure.details(), true)
                : failure;
    }

    private String inDoubt() {
        return Words.of("service.in-doubt", provider.name());
    }

    /** No key, or one that cannot be sent. */
    ServiceFailure unusableKey() {
        return key.isEmpty()
                ? failure(
                        Kind.AUTH,
                        Words.of("service.no-key", provider.name()),
                        Words.of("service.no-key-remedy"),
                        "key missing")
                : failure(
                        Kind.AUTH,
                        Words.of("service.key-unusable"),
                        Words.of("service.key-unusable-remedy", provider.name()),
                        "key cannot be sent in a header");
    }

    ServiceFailure callbackHoldsKey() {
        return failure(
                Kind.REJECTED,
                Words.of("service.callback-holds-key"),
                Words.of("service.callback-holds-key-remedy"),
                "callback address contains the key");
    }

    /** The service was not reached or fell silent. */
    ServiceFailure network(IOException e, boolean sent, Asked asked) {
        boolean maybe = sent && asked == Asked.SUBMIT;
        String details = words(e.getClass().getSimpleName() + ": " + e.getMessage());
        var trouble = NetworkTrouble.of(e, sent);
        boolean unreached = asked == Asked.SUBMIT && !sent && trouble.mayPass();
        return new ServiceFailure(
                Kind.NETWORK,
                trouble.sentence(provider.name()),
                maybe ? inDoubt() : trouble.remedy(),
                details,
                maybe,
                unreached);
    }

    /** The caller was interrupted, or the client closed. */
    ServiceFailure stopped(boolean sent, Asked asked) {
        boolean maybe = sent && asked == Asked.SUBMIT;
        return new ServiceFailure(
                Kind.NETWORK,
                Words.of("service.stopped", provider.name()),
                maybe ? inDoubt() : Words.of("service.start-again"),
                "stopped",
                maybe);
    }

    /** A redirect to another host: the way to ask for a sign-in before a network is opened, and never followed. */
    ServiceFailure ledElsewhere(int status, String host) {
        return failure(
                Kind.NETWORK,
                Words.of("service.led-elsewhere", provider.name(), words(host)),
                Words.of("service.sign-in"),
                "HTTP " + status + " to " + words(host));
    }

    /** Whether a body is a page for people; no service is known to answer with one. */
    static boolean isPage(byte[] body) {
        String head = new String(body, 0, Math.min(body.length, 256), StandardCharsets.UTF_8);
        return head.replace("\ufeff", "").stripLeading().startsWith("<");
    }

    private ServiceFailure page(int status, byte[] body, Asked asked) {
        boolean maybe = asked == Asked.SUBMIT && status != SIGN_IN_REQUIRED;
        return new ServiceFailure(
                Kind.NETWORK,
                Words.of("service.page", provider.name()),
                maybe
                        ? inDoubt()
                        : provider.isUnknown()
                                ? Words.of("service.sign-in-or-address")
                                : Words.of("service.sign-in"),
                "HTTP " + status + ", " + beginning(body),
                maybe);
    }

    /** An answer that is none of the service's. */
    ServiceFailure unreadable(int status, byte[] body, Asked asked) {
        if (status == SIGN_IN_REQUIRED || (isSuccess(status) && isPage(body))) {
            return page(status, body, asked);
        }
        if (!isSuccess(status)) {
            return refused(status, new Envelope(null, ""), asked, body);
        }
        return unreadable("HTTP " + status + ", " + beginning(body), asked);
    }

    private ServiceFailure refused(int status, Envelope envelope, Asked asked, byte[] body) {
        var failure = refused(status, envelope, asked);
        // Without the service's own words a 403 is somebody's on the way: a firewall, a portal.
        if (status == 403) {
            return unreadable("HTTP 403, " + beginning(body), asked, false);
        }
        return new ServiceFailure(
                failure.kind(),
                failure.sentence(),
                failure.remedy(),
                failure.details() + ", " + beginning(body),
                failure.maybeAccepted());
    }

    ServiceFailure unreadable(String details, Asked asked) {
        return unreadable(details, asked, true);
    }

    private ServiceFailure unreadable(String details, Asked asked, boolean inDoubt) {
        boolean maybe = inDoubt && asked == Asked.SUBMIT;
        return new ServiceFailure(
                Kind.UNREADABLE,
                Words.of("service.unreadable", provider.name()),
                maybe ? inDoubt() : Words.of("service.unreadable-remedy"),
                details,
                maybe);
    }

    ServiceFailure tooMuch(String details, Asked asked) {
        boolean maybe = asked == Asked.SUBMIT;
        return new ServiceFailure(
                Kind.UNREADABLE,
                Words.of("service.too-much"),
                maybe ? inDoubt() : Words.of("service.too-much-remedy"),
                words(details),
                maybe);
    }

    ServiceFailure notSaved(IOException e) {
        return failure(
                Kind.UNREADABLE,
                Words.of("service.answer-not-saved"),
                Words.of("service.answer-not-saved-remedy"),
                words(e.getClass().getSimpleName() + ": " + e.getMessage()));
    }

    static ServiceFailure notAnAnswer(String details) {
        return failure(
                Kind.UNREADABLE,
                Words.of("service.no-transcription"),
                Words.of("service.no-transcription-remedy"),
                details);
    }

    private static ServiceFailure failure(Kind kind, String sentence, String remedy, String details) {
        return new ServiceFailure(kind, sentence, remedy, details, false);
    }

    private String details(int status, Envelope envelope) {
        var text = new StringBuilder("HTTP ").append(status);
        if (envelope.code() != null) {
            text.append(", code ").append(envelope.code());
        }
        if (!envelope.msg().isBlank()) {
            text.append(": ").append(words(envelope.msg()));
        }
        return text.toString();
    }

    private String beginning(byte[] body) {
        if (body.length == 0) {
            return "empty";
        }
        String head = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8);
        // Of a key that was cut nobody would know that it is one; far more is here than is shown.
        boolean cut = body.length >= MidiBody.HEAD;
        int kept = cut ? Math.max(0, head.length() - key.mostBytesOfAnySpelling()) : head.length();
        return "beginning with: " + words(head.substring(0, kept));
    }

    /** Words of others, made harmless: without the key, on one line, not endless. */
    String words(String theirs) {
        String text = key.hiddenIn(theirs).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return text.codePointCount(0, text.length()) <= LONGEST_WORDS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_WORDS)) + "…";
    }

    static boolean isAnotherAttemptWorthwhile(ServiceFailure failure) {
        return switch (failure.kind()) {
            case NETWORK, SERVER, THROTTLED, MAINTENANCE -> true;
            case AUTH, CREDITS, NOT_FOUND, REJECTED, UNREADABLE -> false;
        };
    }
}
