package rollscope.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
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

    private static final String SIGN_IN =
            "Open any page in a browser; if the network asks you to sign in, do so, then try again.";
    private static final String SIGN_IN_OR_ADDRESS =
            "If this network wants you to sign in, do that in a browser; else check the provider's address.";

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
                        provider.name() + " does not accept this API key.",
                        "Copy the key again from your account there; it must belong to " + provider.name() + ".",
                        details);
            case 402 -> credits(details, asked);
            case 433 ->
                failure(
                        Kind.CREDITS,
                        "The limit set for this API key at " + provider.name() + " is used up.",
                        "Raise the limit of the key in your account there, or use another key. Nothing was charged.",
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
                        provider.name() + " did not get a result in time.",
                        "Try again in a few minutes.",
                        details,
                        asked,
                        true);
            case 451 ->
                failure(
                        Kind.REJECTED,
                        provider.name() + " could not fetch the audio of this song.",
                        "Separate the song again and use the new task id; stems are kept for two weeks only.",
                        details);
            case 455 ->
                failure(
                        Kind.MAINTENANCE,
                        provider.name() + " is being maintained at the moment.",
                        "Try again in half an hour." + nothingCharged(asked),
                        details);
            case 505 ->
                failure(
                        Kind.REJECTED,
                        provider.name() + " has switched this function off.",
                        "Ask the support of " + provider.name() + " whether it comes back.",
                        details);
            case 501 ->
                failure(
                        Kind.REJECTED,
                        provider.name() + " could not do this.",
                        "Try another stem, or separate the song again.",
                        details);
            default -> {
                if (!says && effective < 200) {
                    yield unreadable(details, asked); // another protocol; nobody asked for one
                }
                if (effective >= 300 && effective < 400) {
                    yield failure(
                            Kind.UNREADABLE,
                            provider.name() + " points to another address, which the key is not sent to.",
                            "Check the provider's address.",
                            details);
                }
                if (effective >= 500 && effective < 600) {
                    // Gateways answer 5xx for a machine behind them that may well have done its work.
                    yield server(
                            provider.name() + " ran into a problem of its own.",
                            "Try again in a few minutes.",
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
                        provider.name() + " gives no new link to this file.",
                        "Separate the song again if its sound is gone; files are kept for two weeks only.",
                        details);
            case READ, SUBMIT ->
                failure(
                        Kind.REJECTED,
                        provider.name() + " did not accept the request.",
                        "Check the task id and the provider; the details name the cause.",
                        details);
        };
    }

    private ServiceFailure credits(String details, Asked asked) {
        String remedy = asked == Asked.SUBMIT
                ? "Top up there, then try again. Nothing was charged."
                : "Top up there, then try again.";
        return failure(Kind.CREDITS, "Your balance at " + provider.name() + " does not cover this.", remedy, details);
    }

    private ServiceFailure throttled(String details, Asked asked) {
        return failure(
                Kind.THROTTLED,
                provider.name() + " gets more requests from you than it allows.",
                "Wait a minute, then try again." + nothingCharged(asked),
                details);
    }

    private static String nothingCharged(Asked asked) {
        return asked == Asked.SUBMIT ? " Nothing was charged." : "";
    }

    private ServiceFailure noSuchTask(String details, Asked asked) {
        return asked == Asked.DOWNLOAD_URL
                ? rejected(details, asked)
                : failure(
                        Kind.NOT_FOUND,
                        provider.name() + " knows no task with this id.",
                        "Check the task id: it must be a stem separation of the account the key belongs to.",
                        details);
    }

    ServiceFailure noTaskId() {
        return failure(
                Kind.NOT_FOUND,
                "There is no task id yet.",
                "Enter the task id of a finished stem separation.",
                "task id missing");
    }

    private ServiceFailure notThere(String details) {
        return failure(
                Kind.NOT_FOUND,
                "There is no such service at the address of " + provider.name() + ".",
                "Check the provider's address.",
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
        return "Look into your task list at " + provider.name()
                + " before you transcribe again: the job may have been accepted and charged.";
    }

    /** No key, or one that cannot be sent. */
    ServiceFailure unusableKey() {
        return key.isEmpty()
                ? failure(
                        Kind.AUTH,
                        "There is no API key for " + provider.name() + " yet.",
                        "Enter the key from your account there.",
                        "key missing")
                : failure(
                        Kind.AUTH,
                        "The API key contains characters no key has.",
                        "Copy the key again from your account at " + provider.name() + ", without blanks or quotes.",
                        "key cannot be sent in a header");
    }

    ServiceFailure callbackHoldsKey() {
        return failure(
                Kind.REJECTED,
                "The callback address contains the API key, which would give it away.",
                "Change the callback address: Callbacks… in the menu, or the settings file.",
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
                "The request to " + provider.name() + " was stopped.",
                maybe ? inDoubt() : "Start it again whenever you like.",
                "stopped",
                maybe);
    }

    /** A redirect to another host: the way to ask for a sign-in before a network is opened, and never followed. */
    ServiceFailure ledElsewhere(int status, String host) {
        return failure(
                Kind.NETWORK,
                "The way to " + provider.name() + " leads to another address, " + words(host)
                        + ", which the key is not sent to.",
                SIGN_IN,
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
                "A web page came back instead of an answer from " + provider.name() + ".",
                maybe ? inDoubt() : provider.isUnknown() ? SIGN_IN_OR_ADDRESS : SIGN_IN,
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
                "What came back from " + provider.name() + " is not an answer of a transcription service.",
                maybe ? inDoubt() : "Try again in a minute; if it stays so, check the provider's address.",
                details,
                maybe);
    }

    ServiceFailure tooMuch(String details, Asked asked) {
        boolean maybe = asked == Asked.SUBMIT;
        return new ServiceFailure(
                Kind.UNREADABLE,
                "The answer holds far more than a song can have, so it was not read.",
                maybe ? inDoubt() : "Transcribe one stem instead of all at once.",
                words(details),
                maybe);
    }

    ServiceFailure notSaved(IOException e) {
        return failure(
                Kind.UNREADABLE,
                "The answer could not be saved on this computer.",
                "Free some space on the disk, or check that its folder may be written to, then try again.",
                words(e.getClass().getSimpleName() + ": " + e.getMessage()));
    }

    static ServiceFailure notAnAnswer(String details) {
        return failure(
                Kind.UNREADABLE,
                "This file holds no transcription.",
                "Choose an answer saved from a transcription service (.json).",
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
