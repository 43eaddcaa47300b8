package rollscope.callback;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides what a request is worth. Whatever can be refused by its head is, before a byte of the body is read. Knows nothing of
 * sockets and threads; safe for use by several of them.
 */
final class Reception {
    /** Where callbacks go. */
    static final String PATH = "/callback";

    /** How far the time of a signature may be from ours, either way. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{43}=?");

    private final Optional<Secret> secret;
    private final InstantSource clock;
    private final long mostBytes;
    private final Predicate<Hint> taker;
    /** A signature from the future is good for twice the window. */
    private final Received received = new Received(WINDOW.multipliedBy(2));

    /**
     * @param secret without it nothing is verified
     * @param taker  takes a hint at once, or says that it cannot
     */
    Reception(Optional<Secret> secret, InstantSource clock, long mostBytes, Predicate<Hint> taker) {
        this.secret = secret;
        this.clock = clock;
        this.mostBytes = mostBytes;
        this.taker = taker;
    }

    /**
     * Reads the body and passes the hint on.
     *
     * @param in  stands at the start of the body
     * @param out told to go on, if the sender waits for that
     * @throws Refused if it is no callback
     */
    Answer receive(Head head, InputStream in, OutputStream out) throws IOException {
        if (!head.path().equals(PATH)) {
            throw new Refused(Answer.ELSEWHERE);
        }
        if (!head.method().equals("POST")) {
            throw new Refused(Answer.NOT_POSTED);
        }
        if (!head.isJson()) {
            throw new Refused(Answer.NOT_JSON);
        }
        var body = BodyInput.of(head, in, mostBytes);
        String timestamp = head.header("x-webhook-timestamp");
        String signature = head.header("x-webhook-signature");
        if (secret.isPresent()
                && !(isNow(timestamp) && SIGNATURE.matcher(signature).matches())) {
            throw new Refused(Answer.NOT_SIGNED);
        }
        if (head.waitsForLeave()) {
            out.write(Answer.GO_ON);
            out.flush();
        }
        List<String> ids;
        try {
            ids = TaskIds.in(body);
        } catch (EOFException e) {
            throw new Refused(Answer.MALFORMED);
        }
        return secret.isPresent() ? signed(secret.get(), ids, timestamp, signature) : take(ids.getFirst(), "");
    }

    private Answer signed(Secret key, List<String> ids, String timestamp, String signature) throws Refused {
        for (String id : ids) {
            if (key.signed(id, timestamp, signature)) {
                return take(id, timestamp);
            }
        }
        throw new Refused(Answer.NOT_SIGNED);
    }

    private Answer take(String id, String timestamp) {
        String message = id + " " + timestamp;
        if (received.add(message, clock.instant()) && !taker.test(new Hint(id))) {
            received.forget(message);
            return Answer.BUSY;
        }
        return Answer.RECEIVED;
    }

    private boolean isNow(String timestamp) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
    }
}
