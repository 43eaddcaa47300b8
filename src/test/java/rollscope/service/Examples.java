package rollscope.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Bodies of answers, and clients whose pauses take no time. */
final class Examples {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final long MOST_BYTES = 1 << 20;
    static final String KEY = "k3y-0f-th3-t3sts";
    static final URI CALLBACK = URI.create("https://example.com/callback");

    private Examples() {}

    static String body(String file) {
        try (var in = Examples.class.getResourceAsStream("/rollscope/service/examples/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException(file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServiceResult<MidiRecord> read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    static ServiceResult<MidiRecord> read(byte[] json) {
        try {
            return AnswerReader.read(new ByteArrayInputStream(json), Provider.KIE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MidiAnswer answer(String json) {
        return answer(read(json));
    }

    static MidiAnswer answer(ServiceResult<MidiRecord> result) {
        if (result instanceof ServiceResult.Ok<MidiRecord>(MidiRecord.Complete(var answer))) {
            return answer;
        }
        throw new AssertionError("not complete: " + result);
    }

    static <T> T value(ServiceResult<T> result) {
        return switch (result) {
            case ServiceResult.Ok<T>(var value) -> value;
            case ServiceResult.Failed<T>(var failure) -> throw new AssertionError(failure);
        };
    }

    static <T> ServiceFailure failure(ServiceResult<T> result) {
        return switch (result) {
            case ServiceResult.Ok<T>(var value) -> throw new AssertionError("succeeded: " + value);
            case ServiceResult.Failed<T>(var failure) -> failure;
        };
    }

    /** A client of a scripted server, and the pauses it would have made. */
    record Client(ServiceClient calls, List<Duration> pauses) implements AutoCloseable {
        static Client of(ScriptedServer server) {
            return of(Provider.at(server.uri().toString()));
        }

        /** With the ways of {@code like} but the address of {@code server}. */
        static Client of(ScriptedServer server, Provider like) {
            return of(new Provider(like.id(), like.name(), server.uri(), like.creditPath(), like.code429()));
        }

        static Client of(Provider provider) {
            return of(provider, KEY);
        }

        static Client of(Provider provider, String key) {
            return of(provider, key, MOST_BYTES);
        }

        static Client of(Provider provider, String key, long mostBytes) {
            var pauses = new ArrayList<Duration>();
            var calls = new ServiceClient(
                    provider, new ApiKey(key), CALLBACK, pauses::add, () -> 1.0, InstantSource.fixed(NOW), mostBytes);
            return new Client(calls, pauses);
        }

        @Override
        public void close() {
            calls.close();
        }
    }
}
