package rollscope.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with one provider: headers, timeouts, caps. Follows no redirect, so the key never leaves for another host. Knows
 * nothing of what the bodies mean.
 */
final class Wire implements AutoCloseable {
    private static final Duration CALL = Duration.ofMinutes(1);
    private static final Duration BIG_CALL = Duration.ofMinutes(5);
    private static final Duration WIND_DOWN = Duration.ofSeconds(2);
    private static final String USER_AGENT = "Rollscope/0.1 (desktop)";
    private static final MediaType JSON = MediaType.get("application/json");

    /** All answers but those with notes are small. */
    private static final int MOST_IN_MEMORY = 8 << 20;

    /** An answer as it came. */
    static final class Reply {
        final int status;
        /** The header of that name, if there is one. */
        final @Nullable String retryAfter;
        /** The other host a redirect leads to, if it does. */
        final @Nullable String elsewhere;
        /** Empty when it went to a file. */
        final byte[] body;

        private Reply(Response response, byte[] body) {
            status = response.code();
            retryAfter = response.header("Retry-After");
            elsewhere = otherHost(response);
            this.body = body;
        }

        private static @Nullable String otherHost(Response response) {
            String location = response.isRedirect() ? response.header("Location") : null;
            if (location == null || location.length() > Addresses.LONGEST) {
                return null;
            }
            HttpUrl from = response.request().url();
            HttpUrl target = from.resolve(location);
            return target == null || target.host().equals(from.host()) ? null : target.host();
        }
    }

    /** More came than is taken. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(long most) {
            super("more than " + most + " bytes");
        }
    }

    /** The disk did not take the answer. */
    static final class DiskException extends IOException {
        private static final long serialVersionUID = 1;

        DiskException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private interface Sink {
        byte[] take(InputStream body) throws IOException;
    }

    private final HttpUrl base;
    private final ApiKey key;
    private final long mostBytes;
    private final OkHttpClient reading;
    private final OkHttpClient readingMuch;
    private final OkHttpClient posting;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param mostBytes of an answer that goes to a file, unpacked
     */
    Wire(Provider provider, ApiKey key, long mostBytes) {
        this.key = key;
        this.mostBytes = mostBytes;
        base = HttpUrl.get(provider.base().toString());
        reading = Connections.builder().callTimeout(CALL).build();
        readingMuch = reading.newBuilder().callTimeout(BIG_CALL).build();
        // A connection of its own for each: on one kept open, a request may be lost without anybody knowing whether it
        // was read. With one request a connection HTTP/2 has nothing to share, but it has ways of its own to hand a
        // request back (a stream refused, a connection going away), each an invitation to send again.
        posting = reading.newBuilder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MINUTES))
                .build();
    }

    /** Whether the key can be put into a header. */
    boolean isKeySendable() {
        return !key.isEmpty() && key.text().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    Reply get(String path, @Nullable String taskId) throws IOException, InterruptedException {
        return exchange(reading.newCall(request(path, taskId).build()), Wire::inMemory);
    }

    /** Writes the body to {@code spool} as it comes. */
    Reply get(String path, String taskId, Path spool) throws IOException, InterruptedException {
        return exchange(readingMuch.newCall(request(path, taskId).build()), body -> toFile(body, spool));
    }

    /**
     * Sends {@code json} once.
     *
     * @param sent becomes true before the first byte of the request leaves
     */
    Reply post(String path, byte[] json, AtomicBoolean sent) throws IOException, InterruptedException {
        var once = posting.newBuilder().addNetworkInterceptor(new Once(sent)).build();
        var request = request(path, null).post(RequestBody.create(json, JSON)).build();
        return exchange(once.newCall(request), Wire::inMemory);
    }

    /**
     * Stands between a connection made and a request written. OkHttp would send again by itself what was answered with 503 and
     * {@code Retry-After: 0}, whatever its settings; so that header does not reach it, and a second time is refused.
     */
    private record Once(AtomicBoolean sent) implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            if (!sent.compareAndSet(false, true)) {
                throw new IOException("a request that may cost would have been sent twice");
            }
            return chain.proceed(chain.request())
                    .newBuilder()
                    .removeHeader("Retry-After")
                    .build();
        }
    }

    private Request.Builder request(String path, @Nullable String taskId) {
        var url = base.newBuilder().addPathSegments(path.replaceFirst("^/", ""));
        if (taskId != null) {
            url.addQueryParameter("taskId", taskId);
        }
        // The content type on reads too: one service's refusal of a key names it as a possible cause.
        return new Request.Builder()
                .url(url.build())
                .header("Authorization", "Bearer " + key.text())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT);
    }

    /** Runs on a thread of its own, since a socket being read does not notice that its thread is interrupted. */
    private Reply exchange(Call call, Sink sink) throws IOException, InterruptedException {
        Future<Reply> reply = threads.submit(() -> {
            try (var response = call.execute()) {
                byte[] body = sink.take(response.body().byteStream());
                return new Reply(response, body);
            }
        });
        try {
            return reply.get();
        } catch (InterruptedException e) {
            call.cancel();
            Reply late = windDown(reply);
            if (late == null) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return late; // it came after all, and may name a job that was paid for
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits until nothing is written any more; returns the reply if it was complete before the call could be cancelled. */
    private static @Nullable Reply windDown(Future<Reply> reply) throws InterruptedException {
        try {
            return reply.get(WIND_DOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null; // it was cancelled; how it ended does not matter
        }
    }

    private static byte[] inMemory(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_IN_MEMORY + 1);
        if (bytes.length > MOST_IN_MEMORY) {
            throw new TooLargeException(MOST_IN_MEMORY);
        }
        return bytes;
    }

    /** As it comes, unless the provider repeats the key. */
    private byte[] toFile(InputStream body, Path spool) throws IOException {
        try (var file = new StarredOutput(open(spool), key.spellings())) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            int count;
            while ((count = body.read(buffer)) >= 0) {
                total += count;
                if (total > mostBytes) {
                    throw new TooLargeException(mostBytes);
                }
                try {
                    file.write(buffer, 0, count);
                } catch (IOException e) {
                    throw new DiskException(e);
                }
            }
            try {
                file.finish();
            } catch (IOException e) {
                throw new DiskException(e);
            }
        }
        return new byte[0];
    }

    private static OutputStream open(Path spool) throws DiskException {
        try {
            return Files.newOutputStream(spool);
        } catch (IOException e) {
            throw new DiskException(e);
        }
    }

    @Override
    public void close() {
        reading.dispatcher().cancelAll();
        reading.connectionPool().evictAll();
        threads.shutdown();
    }
}
