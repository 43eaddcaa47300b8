package rollscope.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import rollscope.service.Failures.Asked;
import rollscope.transcription.Stem;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/**
 * Talks to one provider with one key. All calls block and may be made from any thread, best a virtual one; interrupting the
 * thread cancels the call. Reads are repeated with growing pauses when that can help; a submit is sent once, ever.
 */
public final class ServiceClient implements AutoCloseable {
    private static final String SEPARATION = "/api/v1/vocal-removal/record-info";
    private static final String SUBMIT = "/api/v1/midi/generate";
    private static final String MIDI = "/api/v1/midi/record-info";
    private static final String DOWNLOAD_URL = "/api/v1/common/download-url";

    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    /** Who is asked to wait longer is told so instead. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** After this no further attempt is begun: who waits wants to know. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final int GENERATION_FAILED = 501;
    private static final int MOST_DIGITS = 30;

    private final Provider provider;
    private final ApiKey key;
    private final URI callback;
    private final Failures failures;
    private final Wire wire;
    private final Pause pause;
    private final DoubleSupplier jitter;
    private final InstantSource clock;
    private volatile boolean closed;

    /**
     * @param callback sent with each submit because the service insists on one; the result is polled
     */
    public ServiceClient(Provider provider, ApiKey key, URI callback) {
        this(
                provider,
                key,
                callback,
                Thread::sleep,
                () -> ThreadLocalRandom.current().nextDouble(),
                InstantSource.system(),
                AnswerReader.MOST_BYTES);
    }

    /**
     * @param jitter from 0 to 1: how much of the second half of each pause is waited
     */
    ServiceClient(
            Provider provider,
            ApiKey key,
            URI callback,
            Pause pause,
            DoubleSupplier jitter,
            InstantSource clock,
            long mostBytes) {
        this.provider = provider;
        this.key = key;
        this.callback = callback;
        this.pause = pause;
        this.jitter = jitter;
        this.clock = clock;
        failures = new Failures(provider, key);
        wire = new Wire(provider, key, mostBytes);
    }

    /** The balance in credits. Free. */
    public ServiceResult<BigDecimal> credits() {
        var result = credits(provider.creditPath());
        if (provider.isUnknown() && isNotFound(result)) {
            return credits(Provider.SUNOAPI.creditPath());
        }
        return result;
    }

    /** The same, asked no more than once: for who would rather go on without knowing it than wait. Free. */
    public ServiceResult<BigDecimal> creditsAtOnce() {
        var result = credits(provider.creditPath(), 1);
        return provider.isUnknown() && isNotFound(result) ? credits(Provider.SUNOAPI.creditPath(), 1) : result;
    }

    private ServiceResult<BigDecimal> credits(String path) {
        return credits(path, ATTEMPTS);
    }

    private ServiceResult<BigDecimal> credits(String path, int attempts) {
        return read(attempts, () -> {
            var reply = wire.get(path, null);
            return judged(reply, this::balance, Asked.READ);
        });
    }

    /** A separation and its stems. Free. */
    public ServiceResult<Separation> separation(String taskId) {
        if (taskId.isBlank()) {
            return failed(failures.noTaskId());
        }
        return read(() -> {
            var reply = wire.get(SEPARATION, taskId.strip());
            return separation(reply);
        });
    }

    /**
     * Starts a transcription and returns its task id. May cost credits; sent once, never repeated.
     *
     * @param audioId the stem, or empty for all stems
     */
    public ServiceResult<String> submit(String separationTaskId, Optional<String> audioId) {
        if (separationTaskId.isBlank()) {
            return failed(failures.noTaskId());
        }
        if (!key.isEmpty() && callback.toString().contains(key.text())) {
            return failed(failures.callbackHoldsKey());
        }
        var json = new ByteArrayOutputStream();
        try (var out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
            out.writeStartObject();
            out.writeStringProperty("taskId", separationTaskId.strip());
            out.writeStringProperty("callBackUrl", callback.toString());
            audioId.filter(id -> !id.isBlank()).ifPresent(id -> out.writeStringProperty("audioId", id));
            out.writeEndObject();
        }
        return post(SUBMIT, json.toByteArray(), ServiceClient::taskId, Asked.SUBMIT);
    }

    /**
     * Asks for the state of a transcription. Free.
     *
     * @param spool receives the answer's body, byte for byte but for asterisks where it repeats the key; replaced if it exists
     */
    public ServiceResult<MidiRecord> poll(String midiTaskId, Path spool) {
        if (midiTaskId.isBlank()) {
            return failed(failures.noTaskId());
        }
        return read(() -> {
            var reply = wire.get(MIDI, midiTaskId.strip(), spool);
            return record(reply, spool);
        });
    }

    /** A fresh link to a file of the provider, valid for some minutes. Free. */
    public ServiceResult<URI> downloadUrl(URI file) {
        var json = new ByteArrayOutputStream();
        try (var out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
            out.writeStartObject();
            out.writeStringProperty("url", file.toString());
            out.writeEndObject();
        }
        return post(DOWNLOAD_URL, json.toByteArray(), ServiceClient::link, Asked.DOWNLOAD_URL);
    }

    @Override
    public void close() {
        closed = true;
        wire.close();
    }

    // Sending

    /**
     * @param again whether another attempt may do better
     */
    private record Attempt<T>(ServiceResult<T> result, Wire.@Nullable Reply reply, boolean again) {
        Attempt(ServiceResult<T> result, Wire.Reply reply) {
            this(
                    result,
                    reply,
                    result instanceof ServiceResult.Failed<T>(var failure)
                            && Failures.isAnotherAttemptWorthwhile(failure));
        }
    }

    private interface Read<T> {
        Attempt<T> once() throws IOException, InterruptedException;
    }

    /** Asks, again and again with growing pauses if that can help. */
    private <T> ServiceResult<T> read(Read<T> read) {
        return read(ATTEMPTS, read);
    }

    private <T> ServiceResult<T> read(int attempts, Read<T> read) {
        if (!wire.isKeySendable()) {
            return failed(failures.unusableKey());
        }
        Instant giveUp = clock.instant().plus(PATIENCE);
        try {
            for (int attempt = 1; ; attempt++) {
                var outcome = attempt(read);
                if (!outcome.again || attempt == attempts) {
                    return outcome.result;
                }
                var wait = pauseAfter(attempt, outcome.reply);
                boolean inTime = clock.instant().plus(wait).isBefore(giveUp);
                if (closed || !inTime || wait.compareTo(LONGEST_PAUSE) > 0) {
                    return outcome.result;
                }
                pause.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(failures.stopped(false, Asked.READ));
        }
    }

    private <T> Attempt<T> attempt(Read<T> read) throws InterruptedException {
        if (closed) {
            return new Attempt<>(failed(failures.stopped(false, Asked.READ)), null, false);
        }
        try {
            return read.once();
        } catch (IOException e) {
            var failure = failure(e, false, Asked.READ);
            boolean again = Failures.isAnotherAttemptWorthwhile(failure)
                    && !NetworkTrouble.of(e, false).isLasting();
            return new Attempt<>(failed(failure), null, again);
        } catch (RejectedExecutionException e) {
            return new Attempt<>(failed(failures.stopped(false, Asked.READ)), null, false);
        }
    }

    private Duration pauseAfter(int attempt, Wire.@Nullable Reply reply) {
        long growing = FIRST_PAUSE.toMillis() << (attempt - 1);
        var backoff = Duration.ofMillis(growing / 2 + Math.round(growing * 0.5 * jitter.getAsDouble()));
        var asked = reply == null ? Duration.ZERO : retryAfter(reply.retryAfter);
        return asked.compareTo(backoff) > 0 ? asked : backoff;
    }

    /** The header comes as seconds or as a date. */
    private Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return Duration.ZERO;
        }
        double seconds = Json.number(header);
        if (seconds >= 0) {
            return Duration.ofMillis((long) Math.min(seconds * 1000, Integer.MAX_VALUE));
        }
        try {
            Instant then = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(clock.instant(), then);
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private interface Meaning<T> {
        /** What the data of a success means; null if it is not what was asked for. */
        @Nullable
        T of(JsonNode root);
    }

    private <T> ServiceResult<T> post(String path, byte[] json, Meaning<T> meaning, Asked asked) {
        if (!wire.isKeySendable()) {
            return failed(failures.unusableKey());
        }
        if (closed) {
            return failed(failures.stopped(false, asked));
        }
        var sent = new AtomicBoolean();
        try {
            return judged(wire.post(path, json, sent), meaning, asked).result;
        } catch (IOException e) {
            return failed(failure(e, sent.get(), asked));
        } catch (RejectedExecutionException e) {
            return failed(failures.stopped(false, asked));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(failures.stopped(sent.get(), asked));
        }
    }

    private ServiceFailure failure(IOException e, boolean sent, Asked asked) {
        if (closed) {
            return failures.stopped(sent, asked);
        }
        return switch (e) {
            case Wire.DiskException _ -> failures.notSaved(e);
            case Wire.TooLargeException _ -> failures.tooMuch(String.valueOf(e.getMessage()), asked);
            default -> failures.network(e, sent, asked);
        };
    }

    // Understanding

    private <T> Attempt<T> judged(Wire.Reply reply, Meaning<T> meaning, Asked asked) {
        if (reply.elsewhere != null) {
            return ledElsewhere(reply, reply.elsewhere);
        }
        JsonNode root = Json.object(reply.body);
        if (root == null) {
            return notJson(reply, asked);
        }
        var envelope = Envelope.of(root);
        T value = meaning.of(root);
        // A submit answered with the id of its job was accepted, whatever a gateway on the way made of the status.
        boolean accepted = asked == Asked.SUBMIT && value != null && !Failures.isRefusal(Envelope.SUCCESS, envelope);
        if (Failures.isRefusal(reply.status, envelope) && !accepted) {
            var failure = failures.refused(reply.status, envelope, asked);
            return new Attempt<>(failed(value == null ? failure : failures.withAnId(failure, asked)), reply);
        }
        if (value == null) {
            return new Attempt<>(failed(failures.unreadable(reply.status, reply.body, asked)), reply);
        }
        return new Attempt<>(new ServiceResult.Ok<>(value), reply);
    }

    private <T> Attempt<T> notJson(Wire.Reply reply, Asked asked) {
        boolean cut = reply.body.length == 0 || MidiBody.looksLikeJson(reply.body);
        return notJson(reply, reply.body, cut, asked);
    }

    private <T> Attempt<T> notJson(Wire.Reply reply, byte[] head, boolean cut, Asked asked) {
        var failure = failures.unreadable(reply.status, head, asked);
        // A page of the network's own stays there until somebody has dealt with it.
        boolean again = failure.kind() != ServiceFailure.Kind.NETWORK && Failures.isAnotherAttemptWorthwhile(failure);
        return new Attempt<>(failed(failure), reply, cut || again);
    }

    private <T> Attempt<T> ledElsewhere(Wire.Reply reply, String host) {
        return new Attempt<>(failed(failures.ledElsewhere(reply.status, host)), reply, false);
    }

    private Attempt<Separation> separation(Wire.Reply reply) {
        if (reply.elsewhere != null) {
            return ledElsewhere(reply, reply.elsewhere);
        }
        JsonNode root = Json.object(reply.body);
        if (root == null) {
            return notJson(reply, Asked.READ);
        }
        return new Attempt<>(separation(reply, root), reply);
    }

    private ServiceResult<Separation> separation(Wire.Reply reply, JsonNode root) {
        var envelope = Envelope.of(root);
        if (Failures.isRefusal(reply.status, envelope)) {
            if (Failures.isAboutMissingRecord(envelope)) {
                return ok(new Separation.NotVisible());
            }
            if (envelope.code() != null && envelope.code() == GENERATION_FAILED) {
                return ok(new Separation.Failed(failures.words(envelope.msg())));
            }
            return failed(failures.refused(reply.status, envelope, Asked.READ));
        }
        JsonNode record = record(root);
        if (record == null) {
            return envelope.succeeded()
                    ? ok(new Separation.NotVisible())
                    : failed(failures.unreadable(reply.status, reply.body, Asked.READ));
        }
        JsonNode holder = Json.unwrapped(Json.field(record, "response", "vocalremovalinfo", "vocalseparationinfo"));
        if (holder == null && StemList.isIn(record)) {
            holder = record;
        }
        String written = Json.text(record, "successflag", "status");
        var stems = holder == null ? List.<Stem>of() : StemList.of(holder);
        var flag = written == null && !stems.isEmpty() ? StatusFlag.SUCCESS : StatusFlag.of(written);
        return ok(
                switch (flag) {
                    case PENDING -> new Separation.Pending();
                    case SUCCESS -> new Separation.Ready(stems);
                    case FAILED -> new Separation.Failed(reason(record));
                    case UNDELIVERED ->
                        stems.isEmpty() ? new Separation.Failed(reason(record)) : new Separation.Ready(stems);
                });
    }

    private String reason(JsonNode record) {
        String message = Json.text(record, "errormessage");
        return message == null ? "" : failures.words(message);
    }

    /** The data, or the data within it where a proxy has wrapped it once more; null if there is none. */
    private static @Nullable JsonNode record(JsonNode root) {
        JsonNode data = Json.unwrapped(Json.field(root, "data"));
        if (data == null || Json.field(data, "successflag", "response") != null) {
            return data;
        }
        JsonNode inner = Json.unwrapped(Json.field(data, "data"));
        return inner == null ? data : inner;
    }

    private Attempt<MidiRecord> record(Wire.Reply reply, Path spool) throws IOException {
        if (reply.elsewhere != null) {
            return ledElsewhere(reply, reply.elsewhere);
        }
        try (var in = Files.newInputStream(spool)) {
            return new Attempt<>(AnswerReader.judge(reply.status, MidiBody.read(in), failures), reply);
        } catch (MidiBody.Unreadable e) {
            return e.tooMuch
                    ? new Attempt<>(failed(failures.tooMuch(String.valueOf(e.getMessage()), Asked.READ)), reply)
                    : notJson(reply, e.head, e.cut, Asked.READ);
        } catch (IOException e) {
            throw new Wire.DiskException(e);
        }
    }

    private @Nullable BigDecimal balance(JsonNode root) {
        JsonNode data = Json.field(root, "data");
        JsonNode object = Json.unwrapped(data);
        String written = object == null ? Json.text(data) : Json.text(object, "credits", "credit", "balance", "data");
        if (written == null || written.length() > MOST_DIGITS) {
            return null;
        }
        try {
            var balance = new BigDecimal(written);
            return Math.abs(balance.scale()) <= MOST_DIGITS ? balance : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String taskId(JsonNode root) {
        for (JsonNode at = root; at != null; at = Json.unwrapped(Json.field(at, "data"))) {
            String id = Json.text(at, "taskid");
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static @Nullable URI link(JsonNode root) {
        JsonNode data = Json.field(root, "data");
        JsonNode object = Json.unwrapped(data);
        String written = object == null ? Json.text(data) : Json.text(object, "url", "downloadurl");
        var address = Addresses.ofFile(written);
        return address.isPresent() ? address.get() : null;
    }

    private static <T> boolean isNotFound(ServiceResult<T> result) {
        return result instanceof ServiceResult.Failed<T>(var failure)
                && failure.kind() == ServiceFailure.Kind.NOT_FOUND;
    }

    private static <T> ServiceResult<T> ok(T value) {
        return new ServiceResult.Ok<>(value);
    }

    private static <T> ServiceResult<T> failed(ServiceFailure failure) {
        return new ServiceResult.Failed<>(failure);
    }
}
