package rollscope.ui.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import rollscope.callback.Receiver;
import rollscope.callback.Secret;
import rollscope.language.Words;
import rollscope.settings.KeyPlace;
import rollscope.settings.KeyTrouble;
import rollscope.settings.SecretStore;
import rollscope.settings.Settings;
import rollscope.settings.Settings.Receiving;
import rollscope.settings.SettingsStore;
import rollscope.ui.fx.Background;

/**
 * The callback address that providers are given, and the receiver of what they post. Changes take effect at once and are remembered.
 * FX thread only; the receiver is opened and closed off it.
 */
public final class CallbackModel implements AutoCloseable {
    /** Under which the secret of the provider's signatures is kept. */
    static final String SECRET = "callback";

    private static final System.Logger LOG = System.getLogger(CallbackModel.class.getName());
    private static final int LONGEST_URL = 1000;
    private static final String EVERYWHERE = "0.0.0.0";

    private final SettingsStore settings;
    private final SecretStore secrets;
    private final Background background;
    private final Line line;
    private final ReadOnlyObjectWrapper<Receiving> receiving;
    private final ReadOnlyObjectWrapper<CallbackStatus> status = new ReadOnlyObjectWrapper<>(new CallbackStatus.Off());
    private final ReadOnlyObjectWrapper<Optional<String>> urlProblem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> portProblem = new ReadOnlyObjectWrapper<>(Optional.empty());
    /** Answers of what was wanted before the last change are out of date. */
    private int wanted;

    /**
     * What was chosen before takes effect at once.
     *
     * @param hint told the id of each task that may have ended, on a thread of the receiver
     */
    public CallbackModel(SettingsStore settings, SecretStore secrets, Background background, Consumer<String> hint) {
        this.settings = settings;
        this.secrets = secrets;
        this.background = background;
        line = new Line(settings, secrets, hint);
        receiving = new ReadOnlyObjectWrapper<>(settings.get().receiving());
        if (receiving.get().on()) {
            apply();
        }
    }

    // Properties

    ReadOnlyObjectProperty<Receiving> receivingProperty() {
        return receiving.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<CallbackStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<String>> urlProblemProperty() {
        return urlProblem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<String>> portProblemProperty() {
        return portProblem.getReadOnlyProperty();
    }

    /** The address given to providers; empty while it is the one that leads nowhere. */
    String url() {
        URI now = settings.get().callback();
        return now.equals(Settings.PLACEHOLDER_CALLBACK) ? "" : now.toString();
    }

    /** Where the secret goes, in words. */
    String place() {
        return switch (secrets.choice(SECRET)) {
            case KEYCHAIN ->
                secrets.choices().contains(KeyPlace.KEYCHAIN)
                        ? secrets.keychain()
                        : Words.of("settings.kept-this-run");
            case FILE -> Words.of("settings.kept-file");
            case THIS_RUN -> Words.of("settings.kept-this-run");
        };
    }

    boolean isReachableFromOutside() {
        return !isLoopback(receiving.get().address());
    }

    // Commands

    /**
     * @param text an https address, or empty for none; anything else is told and changes nothing
     */
    void setUrl(String text) {
        String address = text.strip();
        if (address.isEmpty()) {
            urlProblem.set(Optional.empty());
            settings.set(settings.get().withCallback(Settings.PLACEHOLDER_CALLBACK));
            return;
        }
        var url = publicAddress(address);
        urlProblem.set(
                url.isPresent()
                        ? Optional.empty()
                        : Optional.of(Words.of("settings.no-public-address")));
        url.ifPresent(now -> settings.set(settings.get().withCallback(now)));
    }

    private static Optional<URI> publicAddress(String text) {
        try {
            var url = new URI(text);
            boolean usable = "https".equalsIgnoreCase(url.getScheme())
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && text.length() <= LONGEST_URL;
            return usable ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    void setOn(boolean on) {
        var now = receiving.get();
        remember(new Receiving(on, now.port(), now.address()));
    }

    /** Anything but a port from 1 to 65535 is told and changes nothing. */
    void setPort(String text) {
        int port;
        try {
            port = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            port = 0;
        }
        if (port < 1 || port > 65_535) {
            portProblem.set(Optional.of(Words.of("settings.no-port")));
            return;
        }
        portProblem.set(Optional.empty());
        var now = receiving.get();
        remember(new Receiving(now.on(), port, now.address()));
    }

    void setReachableFromOutside(boolean reachable) {
        if (reachable != isReachableFromOutside()) {
            var now = receiving.get();
            remember(new Receiving(now.on(), now.port(), reachable ? EVERYWHERE : Receiving.DEFAULT.address()));
        }
    }

    /**
     * Keeps the secret with which the provider signs.
     *
     * @param text as the provider shows it; blank to forget it
     */
    void setSecret(String text) {
        String secret = text.strip();
        background.run(
                () -> {
                    if (secret.isEmpty()) {
                        secrets.delete(SECRET);
                    } else {
                        secrets.write(SECRET, secret);
                    }
                    return secret.isEmpty();
                },
                _ -> {
                    if (receiving.get().on()) {
                        apply();
                    }
                },
                failure -> status.set(
                        new CallbackStatus.Failed(Words.of("settings.secret-not-kept"))));
    }

    private void remember(Receiving now) {
        if (!now.equals(receiving.get())) {
            receiving.set(now);
            settings.set(settings.get().withReceiving(now));
            apply();
        }
    }

    private void apply() {
        int asked = ++wanted;
        background.run(
                line::follow,
                now -> {
                    if (asked == wanted) {
                        status.set(now);
                    }
                },
                failure -> status.set(new CallbackStatus.Failed(Words.of("settings.receiver-failed"))));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // by number, so nobody is asked
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void close() {
        line.close();
    }

    /** The one receiver there is. Safe for use by several threads: whoever comes last makes it as the settings are by then. */
    private static final class Line {
        private final SettingsStore settings;
        private final SecretStore secrets;
        private final Consumer<String> hint;
        /** Held while the keychain is asked, which may wait for the user; whoever closes does not wait for that. */
        private final ReentrantLock turn = new ReentrantLock();

        private @Nullable Receiver receiver;
        private boolean closed;

        Line(SettingsStore settings, SecretStore secrets, Consumer<String> hint) {
            this.settings = settings;
            this.secrets = secrets;
            this.hint = hint;
        }

        CallbackStatus follow() {
            turn.lock();
            try {
                hangUp();
                var now = settings.get().receiving();
                if (!now.on() || isClosed()) {
                    return new CallbackStatus.Off();
                }
                var found = secrets.find(SECRET);
                if (found.trouble()
                        .filter(trouble -> trouble != KeyTrouble.NO_KEYCHAIN)
                        .isPresent()) {
                    // There may be a secret, and then what is not signed must not be taken.
                    return new CallbackStatus.Failed(Words.of("settings.secret-locked"));
                }
                return listen(now, found.key().filter(text -> !text.isBlank()).map(Secret::new));
            } finally {
                turn.unlock();
            }
        }

        private synchronized CallbackStatus listen(Receiving now, Optional<Secret> secret) {
            if (closed) {
                return new CallbackStatus.Off();
            }
            try {
                var address = new InetSocketAddress(InetAddress.getByName(now.address()), now.port());
                receiver = Receiver.start(address, secret, heard -> hint.accept(heard.taskId()));
                return new CallbackStatus.Listening(
                        "http://" + shown(address.getAddress()) + ":" + now.port() + Receiver.PATH, secret.isPresent());
            } catch (IOException e) {
                LOG.log(System.Logger.Level.INFO, "Cannot listen on port " + now.port(), e);
                return new CallbackStatus.Failed(Words.of("settings.port-taken", Integer.toString(now.port())));
            }
        }

        private static String shown(InetAddress address) {
            String number = address.getHostAddress();
            return number.contains(":") ? "[" + number + "]" : number;
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        private synchronized void hangUp() {
            if (receiver != null) {
                receiver.close();
                receiver = null;
            }
        }

        synchronized void close() {
            closed = true;
            hangUp();
        }
    }
}
