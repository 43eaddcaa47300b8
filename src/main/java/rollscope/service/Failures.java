package rollscope.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
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
                "Change the callback address in the settings file.",
                "callback address contains the key");
    }

    /** The service was not reached or fell silent. */
    ServiceFailure network(IOException e, boolean sent, Asked asked) {
        boolean maybe = sent && asked == Asked.SUBMIT;
        String details = words(e.getClass().getSimpleName() + ": " + e.getMessage());
        String sentence;
        String remedy;
        switch (e) {
            case UnknownHostException _ -> {
                sentence = provider.name() + " was not found on the internet.";
                remedy = "Check that this computer is online and the provider's address is right, then try again.";
            }
            case NoRouteToHostException _, ConnectException _ -> {
                sentence = provider.name() + " cannot be reached.";
                remedy = "Check that this computer is online, then try again.";
            }
            case SocketTimeoutException _, InterruptedIOException _ -> {
                sentence = provider.name() + " did not answer in time.";
                remedy = "Try again in a minute.";
            }
            case SSLException _
            when !sent -> {
                sentence = "A secure connection to " + provider.name() + " could not be made.";
                remedy = "Check this computer's date and time, and whether a proxy or virus scanner stands between.";
            }
            default -> {
                sentence = "The connection to " + provider.name() + " broke off.";
                remedy = "Try again in a minute.";
            }
        }
        return new ServiceFailure(Kind.NETWORK, sentence, maybe ? inDoubt() : remedy, details, maybe);
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

    /** An answer that is none of the service's. */
    ServiceFailure unreadable(int status, byte[] body, Asked asked) {
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
        return body.length == 0
                ? "empty"
                : "beginning with: " + words(new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8));
    }

    /** Words of others, made harmless: without the key, on one line, not endless. */
    String words(String theirs) {
        String text = theirs;
        if (!key.isEmpty()) {
            text = text.replace(key.text(), "****");
        }
        text = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
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
