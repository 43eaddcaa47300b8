package rollscope.callback;

import java.time.Duration;

/**
 * What senders may take.
 *
 * @param connections at the same time; more are turned away
 * @param body        bytes, announced or not
 * @param head        from the connection to the end of the header lines
 * @param request     from the connection to the end of the body; providers want their answer within 15 seconds
 * @param farewell    how long a sender may take to read its answer and close
 */
record Limits(int connections, long body, Duration head, Duration request, Duration farewell) {
    static final Limits USUAL =
            new Limits(64, 64L << 20, Duration.ofSeconds(5), Duration.ofSeconds(14), Duration.ofSeconds(1));
}
