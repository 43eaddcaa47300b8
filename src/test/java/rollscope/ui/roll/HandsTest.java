package rollscope.ui.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import javafx.event.EventType;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.playback.Loop;
import rollscope.roll.Arrangement;
import rollscope.roll.FollowMode;
import rollscope.roll.HitTest;
import rollscope.roll.Lane;
import rollscope.roll.LaneIndex;
import rollscope.roll.Lanes;
import rollscope.roll.Selection;
import rollscope.roll.Songs;
import rollscope.roll.VelocityRaster;
import rollscope.transcription.NoteTable;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

/** What hands do to the roll, in events as the toolkit sends them. */
@ExtendWith(FxThread.class)
class HandsTest {
    private static final double TOP = RollView.TOP;
    private static final double LEFT = RollView.LEFT;

    private final List<Double> seeks = new ArrayList<>();
    private final List<Integer> heard = new ArrayList<>();
    private RollView roll;
    private Scene scene;
    private NoteTable notes;

    @BeforeEach
    void open() {
        roll = new RollView(now -> 3, new Background(Runnable::run, Runnable::run));
        roll.setOnSeek(seeks::add);
        roll.setOnNote(heard::add);
        scene = new Scene(new BorderPane(roll), 916, 822);
        roll.show(Songs.band());
        notes = Songs.band().notes();
        pulse();
    }

    @AfterEach
    void close() {
        roll.close();
    }

    private void pulse() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    private void mouse(EventType<MouseEvent> type, double x, double y, boolean shift, int clicks) {
        boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
        MouseButton button = type == MouseEvent.MOUSE_MOVED ? MouseButton.NONE : MouseButton.PRIMARY;
        roll.fireEvent(new MouseEvent(
                type, x, y, x, y, button, clicks, shift, false, false, false, down, false, false, false, false, true,
                null));
        pulse();
    }

    private void click(double x, double y, boolean shift) {
        mouse(MouseEvent.MOUSE_PRESSED, x, y, shift, 1);
        mouse(MouseEvent.MOUSE_RELEASED, x, y, shift, 1);
    }

    private void drag(double x0, double y0, double x1, double y1, boolean shift) {
        mouse(MouseEvent.MOUSE_PRESSED, x0, y0, shift, 1);
        for (int step = 1; step <= 4; step++) {
            mouse(MouseEvent.MOUSE_DRAGGED, x0 + (x1 - x0) * step / 4, y0 + (y1 - y0) * step / 4, shift, 1);
        }
        mouse(MouseEvent.MOUSE_RELEASED, x1, y1, shift, 1);
    }

    private void clickNote(int note, boolean shift) {
        double[] at = middleOf(note);
        click(at[0], at[1], shift);
    }

    private double[] middleOf(int note) {
        Lane lane = laneOf(notes.instrument(note));
        var view = lane.viewport(roll.model().time(), 0);
        double x = (view.xOf(notes.start(note)) + view.xOf(notes.end(note))) / 2;
        double y = lane.bodyTop() + view.yOf(lane.rows().row(notes.pitch(note))) + lane.rowHeight() / 2;
        return new double[] {LEFT + x, TOP + y - roll.model().scroll()};
    }

    private Lane laneOf(int instrument) {
        return roll.model().layout().laneOf(instrument).orElseThrow();
    }

    private double onScreen(double layoutY) {
        return TOP + layoutY - roll.model().scroll();
    }

    private int noteOf(int instrument, int nth) {
        return roll.model().lanes().index(instrument).note(nth);
    }

    private Selection selection() {
        return roll.selectionProperty().get();
    }

    private List<Integer> order() {
        return roll.model().layout().lanes().stream()
                .map(lane -> lane.instrument().index())
                .toList();
    }

    // Choosing

    @Test
    void clickingANoteChoosesItAndHasItSound() {
        int note = noteOf(2, 40);
        clickNote(note, false);
        assertThat(selection()).isEqualTo(Selection.of(note));
        assertThat(heard).containsExactly(note);
        assertThat(roll.currentNoteProperty().get()).isEqualTo(note);
    }

    @Test
    void shiftAddsANoteAndTakesAChosenOneOut() {
        int one = noteOf(2, 40);
        int other = noteOf(2, 47);
        clickNote(one, false);
        clickNote(other, true);
        assertThat(selection()).isEqualTo(Selection.of(one, other));
        clickNote(one, true);
        assertThat(selection()).isEqualTo(Selection.of(other));
    }

    @Test
    void anEmptyPlaceSeeksAndClears() {
        roll.selectionProperty().set(Selection.of(1, 2, 3));
        click(300, onScreen(laneOf(0).bodyTop() + 1), false);
        assertThat(selection().isEmpty()).isTrue();
        assertThat(seeks).hasSize(1);
        assertThat(roll.currentNoteProperty().get()).isEqualTo(-1);
    }

    @Test
    void aDraggedRectangleChoosesWhatItTouches() {
        double top = onScreen(laneOf(1).bodyTop() + 1);
        double bottom = onScreen(laneOf(2).bodyTop() + 60);
        drag(200, top, 420, bottom, false);
        var expected = new BitSet();
        HitTest.notesIn(
                roll.model().layout(),
                roll.model().time(),
                200 - LEFT,
                top - TOP,
                420 - LEFT,
                bottom - TOP,
                1,
                expected);
        assertThat(selection()).isEqualTo(Selection.of(expected));
        assertThat(selection().size()).isGreaterThan(20);
        selection().forEach(note -> assertThat(notes.instrument(note)).isBetween(1, 2));
        assertThat(seeks).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void aRectangleOverMoreNotesThanFollowThePointerChoosesThemAtTheEnd() {
        var many = Songs.random(31, 120_000, 2, 60);
        roll.show(many);
        pulse();
        mouse(MouseEvent.MOUSE_PRESSED, LEFT + 1, onScreen(laneOf(0).bodyTop() + 1), false, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, 915, onScreen(laneOf(1).bottom() - 6), false, 1);
        assertThat(selection().isEmpty()).isTrue();
        mouse(MouseEvent.MOUSE_RELEASED, 915, onScreen(laneOf(1).bottom() - 6), false, 1);
        assertThat(selection().size()).isGreaterThan(110_000);
    }

    @Test
    void shiftAddsARectangleToTheChoice() {
        int note = noteOf(5, 3);
        roll.selectionProperty().set(Selection.of(note));
        drag(300, onScreen(laneOf(2).bodyTop() + 1), 400, onScreen(laneOf(2).bottom() - 5), true);
        assertThat(selection().contains(note)).isTrue();
        assertThat(selection().size()).isGreaterThan(1);
    }

    @Test
    void aRectangleThatIsTakenBackLeavesTheChoiceAsItWas() {
        int note = noteOf(5, 3);
        roll.selectionProperty().set(Selection.of(note));
        mouse(MouseEvent.MOUSE_PRESSED, 300, onScreen(laneOf(2).bodyTop() + 1), false, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, 400, onScreen(laneOf(2).bottom() - 5), false, 1);
        assertThat(selection().size()).isGreaterThan(1);
        assertThat(roll.cancelGesture()).isTrue();
        assertThat(selection()).isEqualTo(Selection.of(note));
        mouse(MouseEvent.MOUSE_RELEASED, 400, onScreen(laneOf(2).bottom() - 5), false, 1);
        assertThat(selection()).isEqualTo(Selection.of(note));
    }

    @Test
    void aKeyOfTheKeyboardChoosesItsPitchInThatLane() {
        int note = noteOf(4, 10);
        double y = middleOf(note)[1];
        click(30, y, false);
        assertThat(selection().size()).isGreaterThan(3);
        selection().forEach(chosen -> {
            assertThat(notes.instrument(chosen)).isEqualTo(4);
            assertThat(notes.pitch(chosen)).isEqualTo(notes.pitch(note));
        });
        long all = notes.notesOf(4)
                .filter(other -> notes.pitch(other) == notes.pitch(note))
                .count();
        assertThat(selection().size()).isEqualTo((int) all);
    }

    @Test
    void aHeaderChoosesItsInstrument() {
        click(200, onScreen(laneOf(3).top() + 8), false);
        assertThat(selection().notes()).containsExactly(notes.notesOf(3).toArray());
    }

    @Test
    void anotherSongBeginsWithoutAChoice() {
        roll.selectionProperty().set(Selection.of(1, 2, 3));
        roll.show(Songs.random(3, 20, 2, 10));
        assertThat(selection().isEmpty()).isTrue();
        assertThat(roll.currentNoteProperty().get()).isEqualTo(-1);
    }

    @Test
    void choosingMarksTheNoteOnTheScreen() {
        int note = noteOf(2, 40);
        roll.zoomTime(8);
        roll.reveal(note);
        pulse();
        double[] at = middleOf(note);
        Lane lane = laneOf(2);
        double edge = at[1] - lane.rowHeight() / 2 - 1;
        var before = scene.snapshot(null).getPixelReader();
        roll.selectionProperty().set(Selection.of(note));
        pulse();
        var after = scene.snapshot(null).getPixelReader();
        int white = rollscope.roll.RollColours.DARK.text();
        boolean ringed = false;
        for (int y = (int) edge - 2; y < edge + 4; y++) {
            assertThat(before.getArgb((int) at[0], y)).isNotEqualTo(white);
            ringed |= after.getArgb((int) at[0], y) == white;
        }
        assertThat(ringed).isTrue();
    }

    // The ruler

    private static final double RULER = TOP - 10;

    private double timeAt(double x) {
        return roll.model().time().timeAt(x - LEFT);
    }

    /** Draws as the window does: what is asked for is shown. */
    private List<Optional<Loop>> loops() {
        var loops = new ArrayList<Optional<Loop>>();
        roll.setOnLoop(loop -> {
            loops.add(loop);
            roll.setLoop(loop);
        });
        return loops;
    }

    @Test
    void draggingOnTheRulerDrawsALoopAndAClickOnlyGoesThere() {
        var loops = loops();
        drag(600, RULER, 300, RULER, false);
        assertThat(loops).endsWith(Optional.of(new Loop(timeAt(300), timeAt(600))));
        assertThat(seeks).isEmpty();
        assertThat(roll.lookup("#loop-marks").isVisible()).isTrue();
        int drawn = loops.size();
        click(700, RULER, false);
        assertThat(seeks).containsExactly(timeAt(700));
        assertThat(loops).hasSize(drawn);
    }

    @Test
    void anEndOfTheLoopIsDraggedAlone() {
        var loops = loops();
        roll.setLoop(Optional.of(new Loop(timeAt(300), timeAt(600))));
        pulse();
        drag(601, RULER, 700, RULER, false);
        assertThat(loops).endsWith(Optional.of(new Loop(timeAt(300), timeAt(700))));
        drag(299, RULER, 800, RULER, false);
        assertThat(loops).endsWith(Optional.of(new Loop(timeAt(700), timeAt(800))));
    }

    @Test
    void aLoopNeverLeavesTheSong() {
        var loops = loops();
        drag(700, RULER, 5000, RULER, false);
        assertThat(loops.getLast().orElseThrow().to()).isEqualTo(Songs.band().duration());
        drag(300, RULER, -5000, RULER, false);
        assertThat(loops.getLast().orElseThrow().from()).isZero();
    }

    @Test
    void aLoopThatIsBeingDrawnCanBeTakenBack() {
        var loops = loops();
        mouse(MouseEvent.MOUSE_PRESSED, 300, RULER, false, 1);
        mouse(MouseEvent.MOUSE_DRAGGED, 400, RULER, false, 1);
        assertThat(roll.cancelGesture()).isTrue();
        mouse(MouseEvent.MOUSE_RELEASED, 400, RULER, false, 1);
        assertThat(loops).endsWith(Optional.empty());
        assertThat(seeks).isEmpty();
        assertThat(roll.cancelGesture()).isFalse();
    }

    @Test
    void thePlayheadIsTakenAlongByItsHead() {
        var held = new ArrayList<String>();
        roll.setScrubbing(() -> held.add("held"), () -> held.add("let go"));
        var loops = loops();
        roll.movePlayhead(0); // it stands at 3 s
        double x = LEFT + roll.model().time().xOf(3);
        drag(x + 2, RULER, 500, RULER, false);
        assertThat(seeks).endsWith(timeAt(500)).hasSizeGreaterThan(3);
        assertThat(held).containsExactly("held", "let go");
        assertThat(loops).isEmpty();
    }

    // Lanes

    @Test
    void draggingTheLowerEdgeMakesALaneTaller() {
        double before = laneOf(1).bodyHeight();
        double edge = onScreen(laneOf(1).bottom());
        mouse(MouseEvent.MOUSE_MOVED, 400, edge, false, 0);
        assertThat(roll.getCursor()).isEqualTo(Cursor.V_RESIZE);
        drag(400, edge, 400, edge + 120, false);
        Lane taller = laneOf(1);
        assertThat(taller.bodyHeight())
                .isCloseTo(before + 120, within((double) taller.rows().count()));
        assertThat(seeks).isEmpty();
        mouse(MouseEvent.MOUSE_PRESSED, 400, onScreen(taller.bottom()), false, 2);
        assertThat(laneOf(1).bodyHeight()).isEqualTo(before);
    }

    @Test
    void theTriangleClosesALaneAndOpensIt() {
        double header = onScreen(laneOf(1).top() + 8);
        click(10, header, false);
        assertThat(laneOf(1).open()).isFalse();
        assertThat(selection().isEmpty()).isTrue();
        click(10, onScreen(laneOf(1).top() + 8), false);
        assertThat(laneOf(1).open()).isTrue();
    }

    @Test
    void draggingAHeaderMovesItsLane() {
        drag(200, onScreen(laneOf(5).top() + 8), 200, TOP + 2, false);
        assertThat(order()).containsExactly(5, 0, 1, 2, 3, 4);
        drag(200, onScreen(laneOf(5).top() + 8), 200, onScreen(laneOf(1).bottom() - 2), false);
        assertThat(order()).containsExactly(0, 1, 5, 2, 3, 4);
        assertThat(selection().isEmpty()).isTrue();
    }

    @Test
    void howLanesLieIsRememberedForEachSong() {
        roll.model().move(5, 0);
        roll.model().setOpen(2, false);
        roll.show(Songs.random(3, 20, 2, 10));
        pulse();
        assertThat(order()).containsExactly(0, 1);
        roll.show(Songs.band());
        pulse();
        assertThat(order()).containsExactly(5, 0, 1, 2, 3, 4);
        assertThat(laneOf(2).open()).isFalse();
    }

    @Test
    void inAnOverlayTheInstrumentInFrontIsHitFirst() {
        roll.setArrangement(Arrangement.OVERLAY);
        for (int front : new int[] {1, 2}) {
            roll.setInFront(front);
            pulse();
            int note = noteOf(front, 60);
            clickNote(note, false);
            assertThat(notes.instrument(selection().first())).isEqualTo(front);
        }
    }

    @Test
    void draggingOnAKeyboardZoomsSidewaysAndScrollsUpAndDown() {
        double before = laneOf(2).rowHeight();
        double y = onScreen(laneOf(2).bodyTop() + 40);
        drag(20, y, 380, y, false);
        assertThat(laneOf(2).rowHeight()).isGreaterThan(before * 1.5);
        assertThat(selection().isEmpty()).isTrue();
        double scroll = roll.model().scroll();
        drag(20, y, 20, y - 50, false);
        assertThat(roll.model().scroll()).isEqualTo(scroll + 50);
    }

    @Test
    void aPinchZoomsBothWaysButNeverFarAtOnce() {
        double visible = roll.visibleTo() - roll.visibleFrom();
        double height = roll.model().layout().height();
        for (int i = 0; i < 5; i++) {
            roll.fireEvent(new ZoomEvent(
                    ZoomEvent.ZOOM, 400, 300, 400, 300, false, false, false, false, false, false, 3, 3, null));
            pulse();
        }
        double closer = visible / (roll.visibleTo() - roll.visibleFrom());
        assertThat(closer).isCloseTo(Math.pow(1.15, 5), within(1e-6));
        assertThat(roll.model().layout().height()).isGreaterThan(height * 1.5);
    }

    @Test
    void theVelocityStripTakesItsHeightFromTheLanes() {
        double before = roll.model().height();
        roll.setVelocityLane(true);
        pulse();
        assertThat(roll.model().height()).isEqualTo(before - VelocityRaster.HEIGHT);
        assertThat(roll.lookup("#velocities").isVisible()).isTrue();
        click(400, 822 - 20, false);
        assertThat(seeks).isEmpty();
        assertThat(roll.lookup("#velocities").getLayoutY())
                .as("right below the lanes")
                .isEqualTo(TOP
                        + Math.min(roll.model().height(), roll.model().layout().height()));
        roll.setVelocityLane(false);
        pulse();
        assertThat(roll.model().height()).isEqualTo(before);
    }

    // Keys

    @Test
    void stepsGoThroughTheNotesOfAnInstrumentAndSpeak() {
        clickNote(noteOf(4, 10), false);
        roll.stepNote(1);
        int next = noteOf(4, 11);
        assertThat(roll.currentNoteProperty().get()).isEqualTo(next);
        assertThat(selection()).isEqualTo(Selection.of(next));
        assertThat(heard).endsWith(next);
        assertThat(roll.getAccessibleText())
                .endsWith("s long, velocity 88, Electric Bass (finger)")
                .contains(", %.2f s, ".formatted(notes.start(next)));
        roll.stepNote(-1);
        roll.stepNote(-1);
        assertThat(roll.currentNoteProperty().get()).isEqualTo(noteOf(4, 9));
    }

    @Test
    void steppingStopsAtTheEndsAndBeginsAtThePlayhead() {
        roll.stepNote(1);
        int first = roll.currentNoteProperty().get();
        assertThat(notes.start(first)).isGreaterThanOrEqualTo(notes.start(notes.firstStartingFrom(0)));
        LaneIndex bass = roll.model().lanes().index(4);
        clickNote(bass.note(0), false);
        roll.stepNote(-5);
        assertThat(roll.currentNoteProperty().get()).isEqualTo(bass.note(0));
        roll.stepNote(Integer.MAX_VALUE);
        assertThat(roll.currentNoteProperty().get()).isEqualTo(bass.note(bass.size() - 1));
    }

    @Test
    void drumsAreSpokenByTheirPieceOfTheKit() {
        int snare = notes.notesOf(5)
                .filter(note -> notes.pitch(note) == 38)
                .findFirst()
                .orElseThrow();
        clickNote(snare, false);
        assertThat(roll.getAccessibleText()).startsWith("Acoustic Snare, ");
    }

    @Test
    void stepsAcrossGoToTheNearestNoteOfTheNextLane() {
        int piano = noteOf(2, 40);
        clickNote(piano, false);
        roll.stepLane(1);
        int strings = roll.currentNoteProperty().get();
        assertThat(notes.instrument(strings)).isEqualTo(3);
        double nearest = notes.notesOf(3)
                .mapToDouble(note -> Math.abs(notes.start(note) - notes.start(piano)))
                .min()
                .orElseThrow();
        assertThat(Math.abs(notes.start(strings) - notes.start(piano))).isEqualTo(nearest);
        roll.stepLane(-1);
        roll.stepLane(-1);
        assertThat(notes.instrument(roll.currentNoteProperty().get())).isEqualTo(1);
    }

    @Test
    void theNextNoteIsBroughtIntoViewAndItsLaneOpened() {
        roll.zoomTime(10);
        roll.model().bring(0, 0);
        roll.model().setOpen(4, false);
        pulse();
        int far = noteOf(4, 200);
        roll.reveal(far);
        pulse();
        assertThat(laneOf(4).open()).isTrue();
        assertThat(notes.start(far)).isBetween(roll.visibleFrom(), roll.visibleTo());
        double y = middleOf(far)[1];
        assertThat(y).isBetween(TOP, 822.0);
    }

    @Test
    void theChosenNotesAreShownAsLargeAsTheyFit() {
        roll.selectionProperty().set(Selection.of(noteOf(2, 100), noteOf(2, 110)));
        roll.fitSelection();
        double from = notes.start(noteOf(2, 100));
        double to = Math.max(notes.end(noteOf(2, 100)), notes.end(noteOf(2, 110)));
        assertThat(roll.visibleFrom()).isLessThan(from);
        assertThat(roll.visibleTo()).isGreaterThan(to);
        assertThat(roll.visibleTo() - roll.visibleFrom()).isCloseTo((to - from) * 1.1, within(1e-6));
        roll.selectionProperty().set(Selection.EMPTY);
        double before = roll.visibleFrom();
        roll.fitSelection();
        assertThat(roll.visibleFrom()).isEqualTo(before);
    }

    @Test
    void goingSomewhereShowsIt() {
        roll.zoomTime(10);
        pulse();
        roll.goTo(0);
        roll.goToEnd();
        assertThat(seeks).containsExactly(0.0, Songs.band().duration());
        assertThat(roll.visibleTo()).isCloseTo(Songs.band().duration(), within(1e-6));
    }

    @Test
    void pagesTurnUnderThePlayhead() {
        roll.zoomTime(10);
        roll.model().bring(0, 0);
        pulse();
        roll.movePlayhead(0); // it stands at 3 s
        double page = roll.visibleTo() - roll.visibleFrom();
        double x = roll.model().time().xOf(3);
        roll.goPages(2);
        assertThat(seeks).containsExactly(3 + 2 * page);
        assertThat(roll.model().time().xOf(3 + 2 * page)).isCloseTo(x, within(1.0));
        roll.goPages(-5);
        assertThat(seeks).endsWith(0.0);
        assertThat(roll.visibleFrom()).isZero();
    }

    @Test
    void aLaneIsMovedAndGrownByVerbsToo() {
        roll.moveLane(1, 1);
        pulse();
        assertThat(order()).containsExactly(0, 2, 1, 3, 4, 5);
        roll.moveLane(1, -1);
        roll.moveLane(1, -1);
        roll.moveLane(1, -1);
        pulse();
        assertThat(order()).containsExactly(1, 0, 2, 3, 4, 5);
        roll.moveLane(1, 20);
        pulse();
        assertThat(order()).containsExactly(0, 2, 3, 4, 5, 1);
        double row = laneOf(2).rowHeight();
        roll.growLane(2, 1);
        pulse();
        assertThat(laneOf(2).rowHeight()).isEqualTo(row + 1);
        for (int i = 0; i < 200; i++) {
            roll.growLane(2, -1);
        }
        assertThat(laneOf(2).rowHeight()).isEqualTo(Lanes.SMALLEST_ROW);
        roll.toggleLane(2);
        assertThat(laneOf(2).open()).isFalse();
        roll.setArrangement(Arrangement.OVERLAY);
        roll.moveLane(2, 1);
        roll.toggleLane(2);
        roll.setArrangement(Arrangement.LANES);
        assertThat(laneOf(2).open()).isFalse();
        assertThat(order()).containsExactly(0, 2, 3, 4, 5, 1);
    }

    @Test
    void theFollowModeIsTold() {
        roll.setFollowMode(FollowMode.CONTINUOUS);
        assertThat(roll.followModeProperty().get()).isEqualTo(FollowMode.CONTINUOUS);
    }
}
