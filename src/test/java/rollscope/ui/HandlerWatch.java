package rollscope.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Scene;
import rollscope.ui.fx.Background;

/**
 * Measures each thing that the FX thread does for a window: every event, every result delivered from the background, and in every
 * pulse the animation, and style and layout. Of the longest it tells where the FX thread was, every ten milliseconds from
 * {@link #LOOK_MILLIS} on. Not counted is what a program has no say in: waiting for the renderer, which makes one frame at a
 * time, and the copying of the finished picture to the window.
 */
public final class HandlerWatch implements AutoCloseable {
    /** A user notices from 50 ms on. */
    private static final long LOOK_MILLIS = 25;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Scene scene;
    private final Thread fx;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("handler-watch").daemon().factory());
    private final AnimationTimer animation = new AnimationTimer() {
        @Override
        public void handle(long now) {
            begin("animation");
        }
    };
    private final Runnable beforeLayout = () -> {
        end();
        begin("layout");
    };
    private final Runnable afterLayout = this::end;

    private volatile long began;
    private volatile String seen = "";
    private String what = "";
    private int depth;
    private long cpuBegan;
    private double worst;
    private double worstCpu;
    private String worstWhat = "";
    private String caught = "";

    /** To be made on the FX thread, before anything else animates the scene. */
    public HandlerWatch(Scene scene) {
        this.scene = scene;
        fx = Thread.currentThread();
        animation.start();
        scene.addPreLayoutPulseListener(beforeLayout);
        scene.addPostLayoutPulseListener(afterLayout);
        var dispatcher = scene.getEventDispatcher();
        scene.setEventDispatcher((event, tail) -> {
            var result = new Event[1];
            time(event.getEventType().getName(), () -> result[0] = dispatcher.dispatchEvent(event, tail));
            return result[0];
        });
        looks.scheduleWithFixedDelay(this::look, 10, 10, TimeUnit.MILLISECONDS);
    }

    /** For the window: its results are delivered under this watch. */
    public static Background background(java.util.function.Supplier<HandlerWatch> watch) {
        return new Background(
                task -> Thread.ofVirtual().name("background").start(task),
                task -> Platform.runLater(() -> watch.get().time("result", task)));
    }

    private void look() {
        long since = began;
        double lasted = (System.nanoTime() - since) / 1e6;
        if (since != 0 && lasted > LOOK_MILLIS) {
            seen += Arrays.stream(fx.getStackTrace())
                    .limit(40)
                    .map(frame -> "    " + frame + "\n")
                    .collect(Collectors.joining("", String.format(Locale.ROOT, "  after %.0f ms:%n", lasted), ""));
        }
    }

    private void begin(String name) {
        what = name;
        seen = "";
        cpuBegan = THREADS.getCurrentThreadCpuTime();
        began = System.nanoTime();
    }

    private void end() {
        if (began == 0) {
            return;
        }
        double millis = (System.nanoTime() - began) / 1e6;
        began = 0;
        worstCpu = Math.max(worstCpu, (THREADS.getCurrentThreadCpuTime() - cpuBegan) / 1e6);
        if (millis > worst) {
            worst = millis;
            worstWhat = what;
            caught = seen;
        }
    }

    /** Runs something on the FX thread that counts as one handler, whatever it calls. */
    public void time(String name, Runnable handler) {
        if (depth++ == 0) {
            begin(name);
        }
        try {
            handler.run();
        } finally {
            if (--depth == 0) {
                end();
            }
        }
    }

    /** Forgets what was measured. */
    public void reset() {
        worst = 0;
        worstCpu = 0;
        worstWhat = "";
        caught = "";
    }

    /** Milliseconds of the longest since the last {@link #reset}. */
    public double worstMillis() {
        return worst;
    }

    /**
     * Milliseconds of the processor that one of them took: without the time in which other programs or the collector of garbage
     * had it.
     */
    public double worstCpuMillis() {
        return worstCpu;
    }

    /** What the longest was. */
    public String worstWhat() {
        return worstWhat;
    }

    /** Where the FX thread was during it; empty if it was short. */
    public String caught() {
        return caught;
    }

    @Override
    public void close() {
        animation.stop();
        scene.removePreLayoutPulseListener(beforeLayout);
        scene.removePostLayoutPulseListener(afterLayout);
        looks.shutdownNow();
    }
}
