package rollscope.bench;

import com.sun.javafx.perf.PerformanceTracker;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import rollscope.roll.Songs;
import rollscope.roll.TimeAxis;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.roll.RollProbe;
import rollscope.ui.roll.RollView;

/**
 * How smoothly the roll pans and zooms in a real window of 1400 by 800 on the headless software pipeline, against a blank window
 * in the same run. Prints {@code name value unit} lines.
 *
 * <p>Every pulse carries one turn of the wheel, so the view never rests. A frame counts when the renderer has finished it; the
 * toolkit makes at most 60 a second. {@code raster_p99_ms} is from a turn of the wheel to the end of the frame that shows a
 * picture painted for where it led, or for where a later one did; {@code raster_alone_ms} how long painting the notes of those
 * pictures takes once more, when the renderer wants nothing; {@code busy_p99_ms} what a frame takes of the FX thread,
 * {@code render_p99_ms} what it then takes of the renderer.
 */
public final class RollBench {
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 800;
    /** Once there and back, in and out. */
    private static final int WARM_UP = 120;

    private static final int FRAMES = 240;
    private static final long PATIENCE_SECONDS = 120;

    private RollBench() {}

    private static Stage open(Parent root) throws Exception {
        return FxThread.call(() -> {
            var stage = new Stage();
            // The headless screen is smaller than the window, whose pixels must all lie behind the screen's first.
            stage.setX(0);
            stage.setY(0);
            stage.setScene(new Scene(root, WIDTH, HEIGHT));
            stage.show();
            return stage;
        });
    }

    /** What was measured while something moved. */
    private record Run(
            double framesPerSecond, double[] frames, double[] latencies, double[] busy, double[] rendering) {}

    /** Moves a view at every pulse and measures what comes of it. */
    private static final class Film extends AnimationTimer {
        private record Wish(@Nullable TimeAxis time, long at) {}

        private final CompletableFuture<Run> done = new CompletableFuture<>();
        private final Scene scene;
        private final PerformanceTracker tracker;
        private final @Nullable RollProbe probe;
        private final Step step;
        private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
        private final List<Wish> granted = new ArrayList<>();
        private final List<Double> latencies = new ArrayList<>();
        private final List<Double> frames = new ArrayList<>();
        private final List<Double> busy = new ArrayList<>();
        private final List<Double> rendering = new ArrayList<>();
        private final AtomicLong rendered = new AtomicLong();
        private final Runnable laidOut = this::laidOut;
        private long last;
        private long began;
        private long ready;
        private int number;

        interface Step {
            void take(int number);
        }

        Film(Scene scene, @Nullable RollProbe probe, Step step) {
            this.scene = scene;
            this.probe = probe;
            this.step = step;
            tracker = PerformanceTracker.getSceneTracker(scene);
        }

        @Override
        public void handle(long now) {
            // The frame of the pulse before has been rendered by now.
            long end = rendered.get();
            if (number > WARM_UP && last != 0 && end != last) {
                frames.add((end - last) / 1e6);
                rendering.add((end - ready) / 1e6);
                for (Wish wish : granted) {
                    latencies.add((end - wish.at) / 1e6);
                }
            }
            granted.clear();
            last = end;
            if (frames.size() >= FRAMES) {
                stop();
                scene.removePostLayoutPulseListener(laidOut);
                tracker.setOnRenderedFrameTask(null);
                double seconds = frames.stream().mapToDouble(f -> f).sum() / 1e3;
                done.complete(new Run(
                        frames.size() / seconds, array(frames), array(latencies), array(busy), array(rendering)));
                return;
            }
            began = System.nanoTime();
            step.take(number++);
            if (probe != null) {
                wishes.add(new Wish(probe.wanted(), began));
            }
        }

        private void laidOut() {
            ready = System.nanoTime();
            if (number > WARM_UP) {
                busy.add((ready - began) / 1e6);
            }
            if (probe == null) {
                return;
            }
            TimeAxis shown = probe.shown();
            if (number > WARM_UP) {
                probe.keep();
            }
            boolean met = false;
            for (Wish wish : wishes) {
                met |= wish.time.equals(shown);
            }
            while (met && !wishes.isEmpty()) {
                Wish wish = wishes.remove();
                granted.add(wish);
                met = !wish.time.equals(shown);
            }
        }

        Run shoot() throws Exception {
            FxThread.call(() -> {
                tracker.setOnRenderedFrameTask(() -> rendered.set(System.nanoTime()));
                scene.addPostLayoutPulseListener(laidOut);
                start();
                return null;
            });
            return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        private static double[] array(List<Double> values) {
            double[] array = values.stream().mapToDouble(v -> v).toArray();
            Arrays.sort(array);
            return array;
        }
    }

    private static void turn(RollView roll, double delta, boolean zoom) {
        var none = ScrollEvent.HorizontalTextScrollUnits.NONE;
        roll.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL,
                700,
                300,
                700,
                300,
                !zoom,
                zoom,
                false,
                false,
                false,
                false,
                0,
                delta,
                0,
                delta,
                none,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null));
    }

    /** Pans there and back, zooms in and out. */
    private static void move(RollView roll, int number) {
        int phase = number / 30 % 4;
        switch (phase) {
            case 0 -> turn(roll, -23, false);
            case 1 -> turn(roll, 4, true);
            case 2 -> turn(roll, 23, false);
            default -> turn(roll, -4, true);
        }
    }

    private static void await(BooleanSupplier condition, Scene scene, AtomicLong when) throws Exception {
        var done = new CompletableFuture<Void>();
        FxThread.call(() -> {
            var tracker = PerformanceTracker.getSceneTracker(scene);
            var timer = new AnimationTimer() {
                private boolean met;

                @Override
                public void handle(long now) {
                    if (met) {
                        stop();
                        done.complete(null);
                    }
                    met = condition.getAsBoolean();
                }
            };
            tracker.setOnRenderedFrameTask(() -> when.set(System.nanoTime()));
            timer.start();
            return null;
        });
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public static void main(String[] args) throws Exception {
        FxThread.start();
        double blank = blank();
        cells("1m", 1_000_000, blank);
        cells("1k", 1_000, blank);
        cells("20k", 20_000, blank);
        print("roll.blank_fps_again", blank(), "1/s");
        FxThread.call(() -> {
            Platform.exit();
            return null;
        });
    }

    private static double blank() throws Exception {
        var dot = new Rectangle(1, 1);
        Stage stage = open(new Pane(dot));
        Run run = new Film(stage.getScene(), null, number -> dot.setTranslateX(number % 100)).shoot();
        print("roll.blank_fps", run.framesPerSecond, "1/s");
        print("roll.blank_frame_p99_ms", percentile(run.frames, 99), "ms");
        print("roll.blank_render_p50_ms", percentile(run.rendering, 50), "ms");
        FxThread.call(() -> {
            stage.close();
            return null;
        });
        return run.framesPerSecond;
    }

    private static void cells(String size, int count, double blank) throws Exception {
        Transcription song = Songs.dense(count);
        RollView roll = FxThread.call(() -> new RollView(now -> now / 1e9 % 60));
        var probe = new RollProbe(roll);
        Stage stage = open(new BorderPane(roll));
        var when = new AtomicLong();
        await(() -> roll.getWidth() > 0, stage.getScene(), when);
        long began = System.nanoTime();
        FxThread.call(() -> {
            roll.show(song);
            return null;
        });
        await(() -> probe.shown() != null, stage.getScene(), when);
        print("roll.first_frame_ms." + size, (when.get() - began) / 1e6, "ms");
        await(probe::indexed, stage.getScene(), when);
        print("roll.index_ms." + size, (when.get() - began) / 1e6, "ms");
        print("roll.heap_mb." + size, heap(), "MB");
        double[] seconds = {song.duration(), song.duration() / 20, 4};
        String[] names = {"fit", "mid", "close"};
        for (int cell = 0; cell < names.length; cell++) {
            double visible = seconds[cell];
            FxThread.call(() -> {
                probe.show(visible);
                return null;
            });
            Run run = new Film(stage.getScene(), probe, number -> move(roll, number)).shoot();
            String name = size + "." + names[cell];
            print("roll.fps_ratio." + name, run.framesPerSecond / blank, "");
            print("roll.frame_p99_ms." + name, percentile(run.frames, 99), "ms");
            print("roll.raster_p50_ms." + name, percentile(run.latencies, 50), "ms");
            print("roll.raster_p99_ms." + name, percentile(run.latencies, 99), "ms");
            double[] raster = probe.repaint();
            Arrays.sort(raster);
            print("roll.raster_alone_p50_ms." + name, percentile(raster, 50), "ms");
            print("roll.raster_alone_p99_ms." + name, percentile(raster, 99), "ms");
            print("roll.render_p50_ms." + name, percentile(run.rendering, 50), "ms");
            print("roll.render_p99_ms." + name, percentile(run.rendering, 99), "ms");
            print("roll.busy_p99_ms." + name, percentile(run.busy, 99), "ms");
            print("roll.busy_worst_ms." + name, percentile(run.busy, 100), "ms");
        }
        FxThread.call(() -> {
            roll.close();
            stage.close();
            return null;
        });
        Reference.reachabilityFence(song);
    }

    /** What lies on the heap when nothing waits to be collected, the toolkit and the song included. */
    private static double heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    private static double percentile(double[] sorted, int percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    private static void print(String name, double value, String unit) {
        System.out.println(
                String.format(Locale.ROOT, "%s %.2f %s", name, value, unit).strip());
    }
}
