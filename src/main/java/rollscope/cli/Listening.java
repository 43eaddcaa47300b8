package rollscope.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import rollscope.callback.Receiver;
import rollscope.callback.Secret;

/** Prints what a provider calls back. */
final class Listening {
    private final Terminal terminal;

    Listening(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Blocks until it is interrupted, as by Ctrl+C.
     *
     * @param secret what callbacks must be signed with; empty to take any
     */
    void listen(InetSocketAddress address, String secret) throws Refusal, InterruptedException {
        var key = secret.isEmpty() ? Optional.<Secret>empty() : Optional.of(new Secret(secret));
        try (var receiver = Receiver.start(address, key, hint -> terminal.result(hint.taskId()))) {
            terminal.say("Listening on " + url(receiver.address()) + ", Ctrl+C ends it.");
            if (key.isEmpty()) {
                terminal.say("Signatures are not checked, since " + Surroundings.WEBHOOK_VARIABLE
                        + " is not set: anybody who reaches this address can send task ids.");
            }
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new Refusal(
                    "Nothing can listen on " + url(address) + ": the port is taken, not allowed, or the address is not"
                            + " one of this machine.",
                    "Choose another --port, above 1023, or leave --bind out.");
        }
    }

    private static String url(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + Receiver.PATH;
    }
}
