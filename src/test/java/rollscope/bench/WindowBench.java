package rollscope.bench;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.spi.ToolProvider;
import javafx.animation.AnimationTimer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.roll.Songs;
import rollscope.service.AnswerWriter;
import rollscope.settings.Directories;
import rollscope.settings.SecretStore;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.transcription.Instrument;
import rollscope.ui.FxThread;
import rollscope.ui.FxWatchdog;
import rollscope.ui.HandlerWatch;
import rollscope.ui.roll.RollProbe;
import rollscope.ui.roll.RollView;
import rollscope.ui.settings.SettingsSection;
import rollscope.ui.shell.FileDialogs;
import rollscope.ui.shell.Shell;

/**
 * Whether the window ever keeps a hand waiting: it opens an answer of a million notes from a file, and pans, zooms, selects,
 * sorts, copies and closes it with the mouse and the keys of a robot, one event a pulse. Prints, for each of these, the longest
 * that the FX thread took for one event, one phase of a pulse or one result: {@code roll.worst_handler_ms.pan value ms}. Each
 * is done for the first time in this Java, before it is warm.
 *
 * <p>{@code window.busy_ms} is the longest that a message to the FX thread waited, whatever the reason: several handlers in a
 * row, the headless platform's copying of the picture, or a busy machine.
 */
public final class WindowBench {
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final long PATIENCE_SECONDS = 120;

    private final Stage stage;
    private final Shell shell;
    private final HandlerWatch watch;
    private final FxWatchdog busy = new FxWatchdog();
    private final Robot robot;
    private final RollView roll;
    private final RollProbe probe;
    private final List<Runnable> script = new ArrayList<>();

    private WindowBench(Stage stage, Shell shell, HandlerWatch watch) throws Exception {
        this.stage = stage;
        this.shell = shell;
        this.watch = watch;
        robot = FxThread.call(Robot::new);
        roll = (RollView) stage.getScene().lookup("#roll");
        probe = new RollProbe(roll);
    }

    public static void main(String[] args) throws Exception {
        try {
            bench(args);
        } finally {
            System.exit(0);
        }
    }

    private static void bench(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("cached")) {
            cached();
            return;
        }
        FxThread.start();
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path home = Files.createTempDirectory("rollscope-window");
        Path file = answer(home, "dense.json", count);
        Path small = answer(home, "small.json", 100);
        try (var simulator = Simulator.start(20)) {
            var settings = new SettingsStore(home.resolve("settings.json"));
            settings.set(settings.get().withVolume(0));
            var providers = new Providers(simulator::uri, Simulator.DEMO_TASK);
            try (var library = new Library(
                            home.resolve("library"), providers, settings.get().callback(), Pace.every(Duration.ZERO));
                    var transport = Transport.onDefaultDevice()) {
                var watches = new HandlerWatch[1];
                var parts = new Shell.Parts(
                        library,
                        providers,
                        settings,
                        SecretStore.forThisRun(),
                        transport,
                        HandlerWatch.background(() -> watches[0]),
                        InstantSource.system(),
                        Directories.in(home));
                var shells = new Shell[1];
                var stage = FxThread.call(() -> {
                    var made = new Stage();
                    shells[0] = new Shell(parts, made, new NoDialogs());
                    watches[0] = new HandlerWatch(made.getScene());
                    made.setX(0);
                    made.setY(0);
                    made.setWidth(WIDTH);
                    made.setHeight(HEIGHT);
                    made.show();
                    return made;
                });
                new WindowBench(stage, shells[0], watches[0]).run(file, small);
            }
        }
    }

    /** The same with an AOT cache, as the installed program has one: a run to make it, and a run with it. */
    private static void cached() throws Exception {
        Path work = Files.createTempDirectory("rollscope-cached");
        var path = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) { // of which no cache can be made
                String jar = work.resolve(path.size() + ".jar").toString();
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.err, System.err, "--create", "--file", jar, "-C", entry, ".");
                path.add(jar);
            } else {
                path.add(entry);
            }
        }
        Path cache = work.resolve("window.aot");
        java(path, "-XX:AOTCacheOutput=" + cache, false);
        java(path, "-XX:AOTCache=" + cache, true);
    }

    private static void java(List<String> path, String option, boolean shown) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(option, "-cp", String.join(File.pathSeparator, path), WindowBench.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(shown ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD);
        builder.start().waitFor();
    }

    private static Path answer(Path folder, String name, int notes) throws Exception {
        var song = Songs.dense(notes);
        Path file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            AnswerWriter.write(song.instruments().stream().map(Instrument::name).toList(), song.notes(), out);
        }
        return file;
    }

    private void run(Path file, Path small) throws Exception {
        // As long as nobody is faster in finding a file: the window rehearses meanwhile.
        pause(240);
        play();
        watch.reset();

        then(() -> shell.open(file));
        play();
        until(() -> roll.isVisible() && probe.shown() != null);
        until(probe::indexed);
        print("open");

        // The pointer over the notes, each of which says what it is.
        for (int i = 0; i < 20; i++) {
            int step = i;
            then(() -> move(300 + 20 * step, 400 + 5 * step));
        }
        print("hover");

        press(KeyCode.DIGIT0); // nothing, but the window has had a key
        for (int i = 0; i < 20; i++) {
            wheel(false, true, false, 40);
        }
        wheel(false, false, true, 40);
        wheel(false, false, true, 40);
        press(KeyCode.EQUALS);
        press(KeyCode.MINUS);
        for (int i = 0; i < 10; i++) {
            wheel(false, true, false, -40);
        }
        wheel(false, false, true, -40);
        print("zoom");

        for (int i = 0; i < 20; i++) {
            wheel(true, false, false, i % 3 == 0 ? 60 : -60);
        }
        wheel(false, false, false, -40);
        drag(MouseButton.MIDDLE, at(700, 400), at(300, 350));
        drag(MouseButton.PRIMARY, over("#overview", 0.3), over("#overview", 0.8));
        press(KeyCode.LEFT);
        press(KeyCode.RIGHT);
        press(KeyCode.END);
        press(KeyCode.HOME);
        press(KeyCode.PAGE_DOWN);
        press(KeyCode.PAGE_UP);
        press(KeyCode.F);
        print("pan");

        click(over("#ruler", 0.4), false);
        press(KeyCode.SPACE);
        pause(60);
        press(KeyCode.SPACE);
        press(KeyCode.ENTER);
        print("play");

        click(at(600, 400), false);
        press(KeyCode.RIGHT, KeyCode.CONTROL);
        press(KeyCode.P);
        press(KeyCode.I);
        press(KeyCode.ESCAPE);
        press(KeyCode.F);
        drag(MouseButton.PRIMARY, at(200, 300), at(900, 500));
        drag(MouseButton.PRIMARY, at(80, 100), at(1000, 740));
        click(at(30, 500), false);
        press(KeyCode.A, KeyCode.CONTROL);
        click(at(400, 80), false);
        press(KeyCode.I);
        press(KeyCode.H);
        press(KeyCode.ESCAPE);
        print("select");

        press(KeyCode.A, KeyCode.CONTROL);
        play();
        until(() -> roll.selectionProperty().get().size() > 100);
        press(KeyCode.Z);
        pause(20);
        press(KeyCode.ESCAPE);
        print("fit_selection");

        press(KeyCode.O);
        press(KeyCode.U);
        press(KeyCode.V);
        wheel(false, true, false, 40);
        press(KeyCode.O);
        press(KeyCode.U);
        press(KeyCode.V);
        press(KeyCode.F);
        press(KeyCode.M);
        press(KeyCode.S);
        press(KeyCode.M);
        press(KeyCode.S);
        print("arrange");

        press(KeyCode.T, KeyCode.CONTROL);
        pause(30);
        print("table");
        var table = (TableView<?>) stage.getScene().lookup("#events");
        for (var column : table.getColumns()) {
            click(heading(column.getText()), false);
            untilSorted();
        }
        click(heading("Velocity"), true);
        untilSorted();
        click(on(table, 0.5, 0.5), false);
        press(KeyCode.END);
        press(KeyCode.HOME);
        press(KeyCode.END, KeyCode.SHIFT);
        press(KeyCode.PAGE_DOWN);
        press(KeyCode.A, KeyCode.CONTROL);
        press(KeyCode.ESCAPE);
        press(KeyCode.T, KeyCode.CONTROL);
        print("table_use");

        press(KeyCode.A, KeyCode.CONTROL);
        play();
        until(() -> roll.selectionProperty().get().size() > 100);
        press(KeyCode.C, KeyCode.CONTROL);
        pause(120);
        print("copy");

        press(KeyCode.COMMA, KeyCode.CONTROL);
        pause(30);
        print("settings");
        press(KeyCode.DOWN);
        for (int i = 0; i < SettingsSection.values().length; i++) {
            press(KeyCode.DOWN);
            pause(10);
        }
        print("settings_use");
        press(KeyCode.ESCAPE);

        press(KeyCode.N, KeyCode.CONTROL);
        print("leave");
        then(() -> shell.open(small));
        play();
        until(() -> roll.isVisible() && probe.indexed());
        print("replace");
        then(() -> shell.open(file));
        play();
        until(() -> roll.isVisible() && probe.indexed());
        watch.reset();
        then(() -> {
            stage.hide();
            shell.close();
        });
        print("close");
        busy.close();
        FxThread.call(() -> {
            watch.close();
            return null;
        });
    }

    // The script: one step a pulse, each under the watch

    private void then(Runnable step) {
        script.add(step);
    }

    private void pause(int pulses) {
        for (int i = 0; i < pulses; i++) {
            then(() -> {});
        }
    }

    /** Does what is written, a step a pulse, and waits until the pictures are there. */
    private void play() throws Exception {
        pause(3);
        var steps = List.copyOf(script);
        script.clear();
        var done = new CompletableFuture<Void>();
        FxThread.call(() -> {
            var timer = new AnimationTimer() {
                private int next;

                @Override
                public void handle(long now) {
                    if (next == steps.size()) {
                        stop();
                        done.complete(null);
                        return;
                    }
                    // After the pulse, as events come.
                    int mine = next++;
                    javafx.application.Platform.runLater(() -> watch.time("event " + mine, steps.get(mine)));
                }
            };
            timer.start();
            return timer;
        });
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void until(BooleanSupplier condition) throws Exception {
        var done = new CompletableFuture<Void>();
        FxThread.call(() -> {
            var timer = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (condition.getAsBoolean()) {
                        stop();
                        done.complete(null);
                    }
                }
            };
            timer.start();
            return timer;
        });
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void untilSorted() throws Exception {
        play();
        until(() -> !stage.getScene().lookup(".sorting").isVisible());
        pause(3);
    }

    private void print(String step) throws Exception {
        pause(20);
        play();
        FxThread.call(() -> {
            print("roll.worst_handler_ms." + step, watch.worstMillis());
            print("window.worst_handler_cpu_ms." + step, watch.worstCpuMillis());
            if (watch.worstMillis() > FxWatchdog.LIMIT_MILLIS) {
                System.err.print(step + ": " + watch.worstWhat() + "\n" + watch.caught());
            }
            watch.reset();
            return null;
        });
        print("window.busy_ms." + step, busy.worstMillis());
        busy.reset();
    }

    private static void print(String name, double millis) {
        System.out.println(String.format(Locale.ROOT, "%s %.1f ms", name, millis));
    }

    // Hands

    private void press(KeyCode code, KeyCode... held) {
        then(() -> {
            for (var one : held) {
                robot.keyPress(one);
            }
            robot.keyPress(code);
            robot.keyRelease(code);
            for (var one : held) {
                robot.keyRelease(one);
            }
        });
        pause(2);
    }

    private void move(double x, double y) {
        robot.mouseMove(
                stage.getX() + stage.getScene().getX() + x,
                stage.getY() + stage.getScene().getY() + y);
    }

    private interface Place {
        Point2D get();
    }

    /** In the roll. */
    private Place at(double x, double y) {
        return () -> roll.localToScene(x, y);
    }

    private Place over(String id, double part) {
        return () -> on(stage.getScene().lookup(id), part, 0.6).get();
    }

    private static Place on(Node node, double across, double down) {
        return () -> {
            var bounds = node.getBoundsInLocal();
            return node.localToScene(bounds.getWidth() * across, bounds.getHeight() * down);
        };
    }

    private Place heading(String title) {
        return () -> stage.getScene().getRoot().lookupAll(".table-view .column-header .label").stream()
                .filter(node -> node instanceof javafx.scene.control.Label label
                        && label.getText().equals(title))
                .findFirst()
                .map(node -> on(node, 0.5, 0.5).get())
                .orElseThrow();
    }

    private void click(Place place, boolean shift) {
        then(() -> move(place.get().getX(), place.get().getY()));
        then(() -> {
            if (shift) {
                robot.keyPress(KeyCode.SHIFT);
            }
            robot.mousePress(MouseButton.PRIMARY);
        });
        then(() -> {
            robot.mouseRelease(MouseButton.PRIMARY);
            if (shift) {
                robot.keyRelease(KeyCode.SHIFT);
            }
        });
        pause(2);
    }

    private void drag(MouseButton button, Place from, Place to) {
        then(() -> move(from.get().getX(), from.get().getY()));
        then(() -> robot.mousePress(button));
        for (int step = 1; step <= 20; step++) {
            double part = step / 20.0;
            then(() -> {
                var between = from.get().interpolate(to.get(), part);
                move(between.getX(), between.getY());
            });
        }
        then(() -> robot.mouseRelease(button));
        pause(5);
    }

    /** The robot's wheel knows no keys that are held. */
    private void wheel(boolean shift, boolean control, boolean alt, double delta) {
        then(() -> {
            var here = roll.localToScene(700, 400);
            var none = ScrollEvent.HorizontalTextScrollUnits.NONE;
            roll.fireEvent(new ScrollEvent(
                    ScrollEvent.SCROLL,
                    700,
                    400,
                    here.getX(),
                    here.getY(),
                    shift,
                    control,
                    alt,
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
        });
    }

    private static final class NoDialogs implements FileDialogs {
        @Override
        public List<Path> open() {
            return List.of();
        }

        @Override
        public Optional<Path> save(String suggestedName) {
            return Optional.empty();
        }
    }
}
