package rollscope.ui.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.roll.FollowMode;
import rollscope.roll.Lane;
import rollscope.roll.RollColours;
import rollscope.roll.Songs;
import rollscope.transcription.NoteTable;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

@ExtendWith(FxThread.class)
class RollViewTest {
    private static final double TOP = 70;
    private static final double LEFT = 54;

    private final List<Double> seeks = new ArrayList<>();
    private final List<Integer> clicked = new ArrayList<>();
    private RollView roll;
    private Scene scene;

    @BeforeEach
    void open() {
        roll = open(new Background(Runnable::run, Runnable::run));
        roll.show(Songs.band());
        pulse();
    }

    private RollView open(Background background) {
        var view = new RollView(now -> 3, background);
        view.setOnSeek(seeks::add);
        view.setOnNote(clicked::add);
        scene = new Scene(new BorderPane(view), 916, 822);
        return view;
    }

    @AfterEach
    void close() {
        roll.close();
    }

    private void pulse() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    private static MouseEvent mouse(EventType<MouseEvent> type, MouseButton button, double x, double y) {
        boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                button,
                1,
                false,
                false,
                false,
                false,
                down && button == MouseButton.PRIMARY,
                down && button == MouseButton.MIDDLE,
                false,
                false,
                false,
                true,
                null);
    }

    private void click(double x, double y) {
        roll.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, MouseButton.PRIMARY, x, y));
        roll.fireEvent(mouse(MouseEvent.MOUSE_RELEASED, MouseButton.PRIMARY, x, y));
    }

    private void wheel(double x, double y, double delta, boolean shift, boolean control, boolean alt) {
        roll.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL,
                x,
                y,
                x,
                y,
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
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null));
        pulse();
    }

    private void key(KeyCode code) {
        roll.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
        pulse();
    }

    private double timeAt(double x) {
        return roll.model().time().timeAt(x - LEFT);
    }

    /** The middle of a note on the screen. */
    private double[] middleOf(int note) {
        NoteTable notes = roll.model().lanes().transcription().notes();
        Lane lane = roll.model().layout().laneOf(notes.instrument(note)).orElseThrow();
        var view = lane.viewport(roll.model().time(), 0);
        double x = LEFT + (view.xOf(notes.start(note)) + view.xOf(notes.end(note))) / 2;
        double y = TOP
                + lane.bodyTop()
                - roll.model().scroll()
                + view.yOf(lane.rows().row(notes.pitch(note)))
                + lane.rowHeight() / 2;
        return new double[] {x, y};
    }

    private int noteOf(int instrument, int nth) {
        return roll.model().lanes().index(instrument).note(nth);
    }

    @Test
    void showsAllOfASong() {
        assertThat(roll.visibleFrom()).isZero();
        assertThat(roll.visibleTo()).isCloseTo(Songs.band().duration(), within(1e-6));
        assertThat(roll.getAccessibleText()).contains("Night Ferry", "6 instruments", "2223 notes");
        assertThat(roll.lookup("#ruler")).isNotNull();
        assertThat(roll.lookup("#keyboard")).isNotNull();
    }

    @Test
    void theNotesAreOnTheScreenAndChangeTheirColours() {
        WritableImage picture = scene.snapshot(null);
        double[] at = middleOf(noteOf(2, 40)); // one of the softer chords
        int fill = RollColours.DARK.shades(2, false)[72];
        assertThat(IntStream.rangeClosed(-3, 3)
                        .map(dy -> picture.getPixelReader().getArgb((int) at[0], (int) at[1] + dy)))
                .contains(fill);
        roll.setColours(RollColours.LIGHT);
        pulse();
        int header = scene.snapshot(null).getPixelReader().getArgb(800, (int) TOP + 8);
        assertThat(header).isEqualTo(RollColours.LIGHT.header());
    }

    @Test
    void controlAndWheelZoomAtThePointer() {
        double before = timeAt(400);
        double visible = roll.visibleTo() - roll.visibleFrom();
        wheel(400, 300, 40, false, true, false);
        assertThat(timeAt(400)).isCloseTo(before, within(1e-6));
        assertThat(roll.visibleTo() - roll.visibleFrom()).isLessThan(visible * 0.9);
    }

    @Test
    void oneStepOfTheWheelNeverZoomsFar() {
        double visible = roll.visibleTo() - roll.visibleFrom();
        wheel(400, 300, 4000, false, true, false);
        assertThat(roll.visibleTo() - roll.visibleFrom()).isGreaterThan(visible / 1.16);
    }

    @Test
    void shiftAndWheelPanTime() {
        roll.zoomTime(8);
        pulse();
        double before = roll.visibleFrom();
        wheel(400, 300, -40, true, false, false);
        assertThat(roll.visibleFrom()).isGreaterThan(before);
    }

    @Test
    void altAndWheelMakeRowsTallerAndThePlainWheelThenScrolls() {
        for (int i = 0; i < 8; i++) {
            wheel(400, 300, 40, false, false, true);
        }
        assertThat(roll.model().layout().height()).isGreaterThan(roll.model().height() * 1.5);
        double before = roll.model().scroll();
        wheel(400, 300, -40, false, false, false);
        assertThat(roll.model().scroll()).isEqualTo(before + 40);
    }

    @Test
    void draggingWithTheMiddleButtonPans() {
        roll.zoomTime(8);
        pulse();
        double before = timeAt(400);
        roll.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, MouseButton.MIDDLE, 400, 300));
        roll.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, MouseButton.MIDDLE, 350, 300));
        roll.fireEvent(mouse(MouseEvent.MOUSE_RELEASED, MouseButton.MIDDLE, 350, 300));
        assertThat(timeAt(350)).isCloseTo(before, within(1e-6));
        assertThat(seeks).isEmpty();
    }

    @Test
    void clickingTheRulerOrAnEmptyPlaceSeeks() {
        click(300, 57);
        assertThat(seeks).containsExactly(timeAt(300));
        seeks.clear();
        double[] empty = emptyPlace();
        click(empty[0], empty[1]);
        assertThat(seeks).containsExactly(timeAt(empty[0]));
    }

    @Test
    void draggingIsNoClick() {
        double[] empty = emptyPlace();
        roll.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, MouseButton.PRIMARY, empty[0], empty[1]));
        roll.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, MouseButton.PRIMARY, empty[0] + 40, empty[1]));
        roll.fireEvent(mouse(MouseEvent.MOUSE_RELEASED, MouseButton.PRIMARY, empty[0] + 40, empty[1]));
        assertThat(seeks).isEmpty();
    }

    /** In the topmost row of the first lane, which its notes never reach. */
    private double[] emptyPlace() {
        Lane lane = roll.model().layout().lanes().getFirst();
        return new double[] {300, TOP + lane.bodyTop() + 1};
    }

    @Test
    void clickingANoteTellsItInstead() {
        int note = noteOf(2, 40);
        double[] at = middleOf(note);
        click(at[0], at[1]);
        assertThat(clicked).containsExactly(note);
        assertThat(seeks).isEmpty();
    }

    @Test
    void hoveringShowsExactValues() {
        int note = noteOf(4, 0);
        roll.zoomTime(6);
        roll.model().bring(0, 0);
        pulse();
        double[] at = middleOf(note);
        roll.fireEvent(mouse(MouseEvent.MOUSE_MOVED, MouseButton.NONE, at[0], at[1]));
        NoteTable notes = Songs.band().notes();
        assertThat(roll.pointedProperty().get())
                .startsWith("A1 · 33 · 0.0000 s – ")
                .endsWith(" ms · velocity 88 · Electric Bass (finger)")
                .contains("%.4f s".formatted(notes.end(note)));
        roll.fireEvent(mouse(MouseEvent.MOUSE_EXITED, MouseButton.NONE, 0, 0));
        assertThat(roll.pointedProperty().get()).isEmpty();
    }

    @Test
    void arrowsPan() {
        roll.zoomTime(1.6);
        double from = roll.visibleFrom();
        assertThat(from).isPositive();
        key(KeyCode.RIGHT);
        assertThat(roll.visibleFrom()).isGreaterThan(from);
        key(KeyCode.LEFT);
        assertThat(roll.visibleFrom()).isCloseTo(from, within(1e-6));
        roll.fitAll();
        assertThat(roll.visibleFrom()).isZero();
        assertThat(roll.visibleTo()).isCloseTo(Songs.band().duration(), within(1e-6));
    }

    @Test
    void draggingInTheOverviewMovesTheView() {
        roll.zoomTime(8);
        pulse();
        var overview = roll.lookup("#overview");
        overview.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, MouseButton.PRIMARY, 700, 20));
        pulse();
        double middle = (roll.visibleFrom() + roll.visibleTo()) / 2;
        assertThat(middle).isCloseTo(Songs.band().duration() * 700 / 916, within(1.0));
        assertThat(seeks).isEmpty();
    }

    @Test
    void aFittedSongStaysFittedWhenTheWindowGrows() {
        ((BorderPane) scene.getRoot()).resize(600, 500);
        pulse();
        assertThat(roll.visibleTo()).isCloseTo(Songs.band().duration(), within(1e-6));
    }

    @Test
    void onlyOneRasterIsPaintedAtATimeAndTheNewestIsPaintedNext() {
        var waiting = new ArrayList<Runnable>();
        var slow = open(new Background(waiting::add, Runnable::run));
        slow.show(Songs.band());
        pulse();
        assertThat(waiting).hasSize(1); // the index
        waiting.removeFirst().run();
        pulse();
        assertThat(waiting).hasSize(1); // the first raster
        for (int i = 0; i < 5; i++) {
            slow.zoomTime(1.1);
            pulse();
        }
        assertThat(waiting).hasSize(1);
        waiting.removeFirst().run();
        pulse();
        assertThat(waiting).as("five changes make one more raster").hasSize(1);
        waiting.removeFirst().run();
        pulse();
        assertThat(waiting).isEmpty();
        slow.close();
    }

    @Test
    void nothingIsPaintedAgainWhileNothingChanges() {
        var jobs = new AtomicInteger();
        var counted = open(new Background(
                task -> {
                    jobs.incrementAndGet();
                    task.run();
                },
                Runnable::run));
        counted.show(Songs.band());
        pulse();
        int before = jobs.get();
        double[] at = {300, 300};
        for (int i = 0; i < 10; i++) {
            counted.fireEvent(mouse(MouseEvent.MOUSE_MOVED, MouseButton.NONE, at[0] + i, at[1]));
            counted.requestLayout();
            pulse();
        }
        assertThat(jobs.get()).isEqualTo(before);
        counted.setSilent(instrument -> instrument == 2);
        pulse();
        assertThat(jobs.get()).isEqualTo(before + 1);
        counted.close();
    }

    @Test
    void thePlayheadMovesWithoutANotePainted() {
        var jobs = new AtomicInteger();
        var counted = new RollView(
                now -> now / 10.0,
                new Background(
                        task -> {
                            jobs.incrementAndGet();
                            task.run();
                        },
                        Runnable::run));
        scene = new Scene(new BorderPane(counted), 916, 822);
        counted.show(Songs.band());
        pulse();
        int before = jobs.get();
        for (int i = 1; i <= 100; i++) {
            counted.movePlayhead(i);
            pulse();
        }
        assertThat(jobs.get()).isEqualTo(before);
        counted.setFollowMode(FollowMode.PAGE);
        counted.zoomTime(8);
        counted.setFollowMode(FollowMode.PAGE);
        counted.movePlayhead(900);
        pulse();
        assertThat(jobs.get()).as("a turned page is painted").isGreaterThan(before);
        counted.close();
    }

    @Test
    void theLatestSongWinsHoweverLateAnEarlierOneIsReady() {
        var waiting = new ArrayList<Runnable>();
        var slow = open(new Background(waiting::add, Runnable::run));
        slow.show(Songs.random(1, 10, 1, 5));
        slow.show(Songs.band());
        waiting.removeLast().run();
        waiting.removeFirst().run();
        assertThat(slow.model().lanes().transcription().title()).isEqualTo("Night Ferry");
        slow.close();
    }

    @Test
    void aClosedViewHoldsNoSong() {
        roll.close();
        pulse();
        assertThat(roll.model().lanes()).isNull();
        assertThat(roll.pointedProperty().get()).isEmpty();
    }

    @Test
    void whatCanWaitWaitsUntilTheNotesAreThere() {
        roll.close();
        var work = new ArrayList<Runnable>();
        roll = open(new Background(work::add, Runnable::run));
        var done = new ArrayList<String>();
        roll.whenSettled(() -> done.add("before"));
        assertThat(done).containsExactly("before");
        roll.show(Songs.band());
        roll.whenSettled(() -> done.add("of a song that is not shown any more"));
        roll.show(Songs.band());
        roll.whenSettled(() -> done.add("after"));
        assertThat(roll.isSettled()).isFalse();
        assertThat(done).containsExactly("before");
        while (!work.isEmpty()) {
            work.removeFirst().run();
            pulse();
        }
        assertThat(roll.isSettled()).isTrue();
        assertThat(done).containsExactly("before", "after");
    }
}
