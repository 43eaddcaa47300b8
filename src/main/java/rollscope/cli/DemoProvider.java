package rollscope.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rollscope.simulator.Simulator;

/** The demo provider, started when it is first asked for.*/
final class DemoProvider implements Supplier<URI>, AutoCloseable {
    private final double speed;
    private @Nullable Simulator running;

    DemoProvider(double speed) {
        this.speed = speed;
    }

    @Override
    public synchronized URI get() {
        try {
            var simulator = running == null ? Simulator.start(speed) : running;
            running = simulator;
            return simulator.uri();
        } catch (IOException e) {
            throw new UncheckedIOException("The demo provider could not be started", e);
        }
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.close();
        }
    }
}
