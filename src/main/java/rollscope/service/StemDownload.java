package rollscope.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import rollscope.language.Words;
import rollscope.service.ServiceFailure.Kind;

/**
 * Fetches the sound of a stem from the host that stores it. Such a host is nobody's provider: it gets neither key nor cookie, may lead
 * to another only by https, and what it says of the content is not believed. A download that broke off goes on where it ended,
 * in the same call and in later ones, if the host can say that the file is still the same.
 *
 * <p>Calls block and may be made from any thread, best a virtual one; interrupting the thread ends the call and keeps what has come.
 */
public final class StemDownload implements AutoCloseable {
    /** More than a stem of an hour has, however it is written. */
    public static final long MOST_BYTES = 512L << 20;

    private static final Duration WIND_DOWN = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final String USER_AGENT = "Rollscope/0.1 (desktop)";
    private static final int MOST_REDIRECTS = 5;

    /** In a row that brought nothing new. */
    private static final int FRUITLESS_ATTEMPTS = 4;

    /** A host that breaks off after every few bytes is given up at some time. */
    private static final int ATTEMPTS = 40;

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final Pattern UNSATISFIED_RANGE = Pattern.compile("bytes \\*/(\\d{1,18})");
    private static final Pattern PAGE = Pattern.compile("\\s*[<{\\[]");

    /** Told as bytes come in, on a thread of its own; it must return soon. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param bytes that are here
         * @param total of the whole file; 0 if the host did not say
         */
        void report(long bytes, long total);
    }

    private final OkHttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Pause pause;
    private final DoubleSupplier jitter;
    private final long mostBytes;
    private volatile boolean closed;

    public StemDownload() {
        this(Thread::sleep, Math::random, MOST_BYTES);
    }

    /**
     * @param jitter from 0 to 1: how much of the second half of each pause is waited
     */
    StemDownload(Pause pause, DoubleSupplier jitter, long mostBytes) {
        this.pause = pause;
        this.jitter = jitter;
        this.mostBytes = mostBytes;
        http = Connections.builder().build();
    }

    /** Removes what an unfinished {@link #fetch} left. */
    public static void discard(Path partial) throws IOException {
        Files.deleteIfExists(partial);
        Files.deleteIfExists(tagOf(partial));
    }

    /**
     * Fetches a file, or what is missing of it. Afterwards {@code partial} holds all of it and is safe on the disk.
     *
     * @param from    https, or http on loopback
     * @param partial receives the bytes; what an earlier call left there is gone on from. A small file beside it, {@code .tag}
     *     at its name, remembers which version of the file it is
     * @return how many bytes it has. Of the failures {@link Kind#NOT_FOUND} means that the link leads nowhere any more
     */
    public ServiceResult<Long> fetch(URI from, Path partial, Progress progress) {
        HttpUrl address = Addresses.safe(from.toString());
        if (address == null) {
            return failed(insecure());
        }
        int fruitless = 0;
        Step last = new Step.Again(stopped(), true);
        for (int attempt = 1; attempt <= ATTEMPTS && fruitless < FRUITLESS_ATTEMPTS; attempt++) {
            long before = sizeOf(partial);
            try {
                last = closed ? new Step.Over(stopped()) : attempt(address, partial, progress);
                switch (last) {
                    case Step.Done(long bytes) -> {
                        return finished(partial, bytes);
                    }
                    case Step.Over(ServiceFailure failure) -> {
                        return failed(failure);
                    }
                    case Step.Again again -> {
                        fruitless = sizeOf(partial) > before ? 0 : fruitless + 1;
                        if (!again.soon && fruitless < FRUITLESS_ATTEMPTS) {
                            long growing = FIRST_PAUSE.toMillis() << fruitless;
                            pause.sleep(
                                    Duration.ofMillis(growing / 2 + Math.round(growing * 0.5 * jitter.getAsDouble())));
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed(stopped());
            }
        }
        return failed(last instanceof Step.Again again ? again.failure : stopped());
    }

    @Override
    public void close() {
        closed = true;
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
        threads.shutdownNow();
    }

    // One attempt

    private sealed interface Step {
        record Done(long bytes) implements Step {}

        /** Another attempt may bring the rest, at once if {@code soon}. */
        record Again(ServiceFailure failure, boolean soon) implements Step {}

        record Over(ServiceFailure failure) implements Step {}
    }

    /** Runs on a thread of its own, since a socket being read does not notice that its thread is interrupted. */
    private Step attempt(HttpUrl address, Path partial, Progress progress) throws InterruptedException {
        var current = new Current();
        try {
            Future<Step> step = threads.submit(() -> once(address, partial, progress, current));
            try {
                return step.get();
            } catch (InterruptedException e) {
                current.cancel();
                windDown(step);
                throw e;
            }
        } catch (ExecutionException e) {
            return judge(e.getCause());
        } catch (RejectedExecutionException e) {
            return new Step.Over(stopped());
        }
    }

    /** The call under way, which changes with each redirect. */
    private static final class Current {
        private @Nullable Call call;
        private boolean cancelled;

        synchronized Call started(Call now) {
            call = now;
            if (cancelled) {
                now.cancel();
            }
            return now;
        }

        synchronized void cancel() {
            cancelled = true;
            if (call != null) {
                call.cancel();
            }
        }
    }

    /** Waits until nothing is written any more. */
    private static void windDown(Future<Step> step) throws InterruptedException {
        try {
            step.get(WIND_DOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It was cancelled; how it ended does not matter.
        }
    }

    private Step once(HttpUrl address, Path partial, Progress progress, Current current) throws IOException {
        Tag tag = Tag.read(tagOf(partial));
        long have = tag == null ? 0 : sizeOf(partial);
        HttpUrl at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var request = new Request.Builder()
                    .url(at)
                    .header("User-Agent", USER_AGENT)
                    .header("Accept", "audio/*, application/octet-stream;q=0.9, */*;q=0.5")
                    .header("Accept-Encoding", "identity");
            if (tag != null && have > 0) {
                request.header("Range", "bytes=" + have + "-").header("If-Range", tag.validator);
            }
            Call call = current.started(http.newCall(request.build()));
            try (Response response = call.execute()) {
                if (!isRedirect(response.code())) {
                    return take(response, partial, tag, have, progress);
                }
                HttpUrl next = target(at, response.header("Location"));
                if (next == null) {
                    return new Step.Over(insecure());
                }
                at = next;
            }
        }
        return new Step.Over(failure(
                Kind.REJECTED,
                Words.of("service.stem-circle"),
                Words.of("service.stem-load-or-attach"),
                "more than " + MOST_REDIRECTS + " redirects"));
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** Where a redirect may lead: to https, or from this computer to this computer. */
    private static @Nullable HttpUrl target(HttpUrl from, @Nullable String location) {
        HttpUrl resolved = location == null || location.length() > Addresses.LONGEST ? null : from.resolve(location);
        HttpUrl safe = resolved == null ? null : Addresses.safe(resolved.toString());
        return safe != null && (safe.isHttps() || !from.isHttps()) ? safe : null;
    }

    private Step take(Response response, Path partial, @Nullable Tag tag, long have, Progress progress)
            throws IOException {
        String details = "HTTP " + response.code();
        return switch (response.code()) {
            case 200 -> {
                discard(partial);
                Tag now = Tag.of(response);
                if (now != null) {
                    now.write(tagOf(partial));
                }
                yield save(response, partial, 0, response.body().contentLength(), progress);
            }
            case 206 -> {
                var range = CONTENT_RANGE.matcher(String.valueOf(response.header("Content-Range")));
                if (have == 0) {
                    discard(partial); // nothing was asked to be gone on from
                }
                long told = range.matches() && !range.group(3).equals("*") ? Long.parseLong(range.group(3)) : -1;
                long total = told < 0 && tag != null && tag.total > 0 ? tag.total : told;
                boolean fits = range.matches()
                        && Long.parseLong(range.group(1)) == have
                        && (tag == null || tag.total <= 0 || total < 0 || tag.total == total);
                if (!fits) {
                    yield startOver(partial, details + ", another part than asked for");
                }
                yield save(response, partial, have, total, progress);
            }
            case 416 -> {
                var range = UNSATISFIED_RANGE.matcher(String.valueOf(response.header("Content-Range")));
                boolean whole = have > 0 && range.matches() && Long.parseLong(range.group(1)) == have;
                yield whole ? new Step.Done(have) : startOver(partial, details);
            }
            case 401, 403, 404, 410 ->
                new Step.Over(failure(
                        Kind.NOT_FOUND,
                        Words.of("service.stem-expired"),
                        Words.of("service.stem-attach"),
                        details));
            case 408, 425, 429, 500, 502, 503, 504 ->
                new Step.Again(
                        failure(
                                Kind.SERVER,
                                Words.of("service.stem-host-busy"),
                                Words.of("service.stem-host-busy-remedy"),
                                details),
                        false);
            default ->
                new Step.Over(failure(
                        Kind.REJECTED,
                        Words.of("service.stem-not-sent"),
                        Words.of("service.stem-load-or-attach"),
                        details));
        };
    }

    private static Step startOver(Path partial, String details) throws IOException {
        discard(partial);
        return new Step.Again(brokenOff(details), true);
    }

    /**
     * @param have  where to go on
     * @param total of the file as far as the host says; negative if it does not
     */
    private Step save(Response response, Path partial, long have, long total, Progress progress) throws IOException {
        if (total > mostBytes) {
            discard(partial);
            return new Step.Over(tooLarge(total + " bytes announced"));
        }
        long size = have;
        try (InputStream body = response.body().byteStream();
                FileChannel file = open(partial)) {
            byte[] buffer = new byte[1 << 16];
            progress.report(size, Math.max(0, total));
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                size += count;
                if (size > mostBytes) {
                    break;
                }
                write(file, buffer, count);
                progress.report(size, Math.max(0, total));
            }
        }
        if (size > mostBytes) {
            discard(partial);
            return new Step.Over(tooLarge("more than " + mostBytes + " bytes"));
        }
        if (total >= 0 && size < total) {
            return new Step.Again(brokenOff(size + " of " + total + " bytes"), false);
        }
        return total >= 0 && size > total
                ? startOver(partial, size + " bytes instead of " + total)
                : new Step.Done(size);
    }

    private static FileChannel open(Path partial) throws IOException {
        try {
            return FileChannel.open(
                    partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new Wire.DiskException(e);
        }
    }

    private static void write(FileChannel file, byte[] buffer, int count) throws IOException {
        try {
            var bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new Wire.DiskException(e);
        }
    }

    private ServiceResult<Long> finished(Path partial, long bytes) {
        try {
            if (bytes == 0 || isPage(partial)) {
                discard(partial);
                return failed(failure(
                        Kind.UNREADABLE,
                        Words.of("service.stem-no-sound"),
                        Words.of("service.stem-load-or-attach"),
                        bytes == 0 ? "empty" : "text"));
            }
            try (var channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.deleteIfExists(tagOf(partial));
            return new ServiceResult.Ok<>(bytes);
        } catch (IOException e) {
            return failed(notSaved(e));
        }
    }

    /** A page or a record of some error, sent as if it were the file; no sound begins like that. */
    private static boolean isPage(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
            return PAGE.matcher(head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head)
                    .lookingAt();
        }
    }

    private static long sizeOf(Path partial) {
        try {
            return Files.size(partial);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Path tagOf(Path partial) {
        return partial.resolveSibling(partial.getFileName() + ".tag");
    }

    /**
     * Which version of a file a part is of.
     *
     * @param validator an entity tag that is not weak, else the time of the last change
     * @param total bytes of the whole; 0 if unknown
     */
    private record Tag(String validator, long total) {
        private static final int LONGEST = 1024;

        static @Nullable Tag of(Response response) {
            String etag = response.header("ETag");
            String validator = etag != null && etag.startsWith("\"") ? etag : response.header("Last-Modified");
            return validator == null || validator.isBlank() || validator.length() > LONGEST
                    ? null
                    : new Tag(validator.strip(), Math.max(0, response.body().contentLength()));
        }

        static @Nullable Tag read(Path file) {
            try {
                if (Files.size(file) > 2 * LONGEST) {
                    return null;
                }
                var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
                boolean sound = lines.size() == 2
                        && !lines.getFirst().isBlank()
                        && lines.getFirst().chars().allMatch(c -> c >= ' ' && c < 0x7f)
                        && lines.getLast().matches("\\d{1,18}");
                return sound ? new Tag(lines.getFirst(), Long.parseLong(lines.getLast())) : null;
            } catch (NoSuchFileException e) {
                return null;
            } catch (IOException e) {
                return null; // then it is fetched from the start
            }
        }

        void write(Path file) throws IOException {
            try {
                Files.writeString(file, validator + "\n" + total + "\n", StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new Wire.DiskException(e);
            }
        }
    }

    // Failures

    private Step judge(@Nullable Throwable cause) {
        if (closed) {
            return new Step.Over(stopped());
        }
        if (!(cause instanceof IOException e)) {
            throw new IllegalStateException(cause);
        }
        String details = e.getClass().getSimpleName() + ": " + e.getMessage();
        var trouble = NetworkTrouble.of(e, false);
        if (trouble.isLasting()) {
            return new Step.Over(failure(
                    Kind.NETWORK, trouble.sentence(Words.of("service.host-of-stem")), trouble.remedy(), details));
        }
        return switch (e) {
            case Wire.DiskException disk -> new Step.Over(notSaved(disk));
            case UnknownHostException _, NoRouteToHostException _, ConnectException _ ->
                new Step.Again(
                        failure(
                                Kind.NETWORK,
                                Words.of("service.stem-host-not-reached"),
                                Words.of("service.stem-host-not-reached-remedy"),
                                details),
                        false);
            case SocketTimeoutException _, InterruptedIOException _ ->
                new Step.Again(
                        failure(
                                Kind.NETWORK,
                                Words.of("service.stem-host-silent"),
                                Words.of("service.stem-fetch-rest"),
                                details),
                        false);
            default -> new Step.Again(brokenOff(details), false);
        };
    }

    private static ServiceFailure brokenOff(String details) {
        return failure(
                Kind.NETWORK,
                Words.of("service.stem-broken-off"),
                Words.of("service.stem-fetch-rest"),
                details);
    }

    private static ServiceFailure stopped() {
        return failure(
                Kind.NETWORK,
                Words.of("service.stem-stopped"),
                Words.of("service.stem-stopped-remedy"),
                "stopped");
    }

    private static ServiceFailure insecure() {
        return failure(
                Kind.REJECTED,
                Words.of("service.stem-not-secure"),
                Words.of("service.stem-attach"),
                "not https");
    }

    private ServiceFailure tooLarge(String details) {
        return failure(
                Kind.REJECTED,
                Words.of("service.stem-too-large", Long.toString(mostBytes >> 20)),
                Words.of("service.stem-too-large-remedy"),
                details);
    }

    private static ServiceFailure notSaved(IOException e) {
        return failure(
                Kind.UNREADABLE,
                Words.of("service.stem-not-saved"),
                Words.of("service.stem-not-saved-remedy"),
                e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private static ServiceFailure failure(Kind kind, String sentence, String remedy, String details) {
        return new ServiceFailure(kind, sentence, remedy, details, false);
    }

    private static <T> ServiceResult<T> failed(ServiceFailure failure) {
        return new ServiceResult.Failed<>(failure);
    }
}
