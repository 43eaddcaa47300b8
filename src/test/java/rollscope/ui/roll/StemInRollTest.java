package rollscope.ui.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.playback.Loop;
import rollscope.roll.RollColours;
import rollscope.roll.Songs;
import rollscope.roll.StemPicture;
import rollscope.roll.TimeAxis;
import rollscope.roll.WaveRaster;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

/** A stem and a loop in the roll. */
@ExtendWith(FxThread.class)
class StemInRollTest {
    private static final Transcription SONG = Songs.band();

    private final List<Double> seeks = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean held;
    private RollView roll;
    private Scene scene;

    @BeforeEach
    void open() {
        roll = new RollView(now -> -1, new Background(this::work, Runnable::run));
        roll.setOnSeek(seeks::add);
        scene = new Scene(new BorderPane(roll), 916, 822);
        roll.show(SONG);
        pulse();
    }

    private void work(Runnable task) {
        if (held) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    @AfterEach
    void close() {
        roll.close();
    }

    private void pulse() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    private static StemPicture stem(double until) {
        return Songs.stem(SONG, instrument -> instrument == 2, until);
    }

    private Node node(String id) {
        return roll.lookup("#" + id);
    }

    private int[] column(double x, double y0, double y1) {
        WritableImage image = scene.snapshot(null);
        int[] column = new int[(int) (y1 - y0)];
        for (int i = 0; i < column.length; i++) {
            column[i] = image.getPixelReader().getArgb((int) x, (int) y0 + i);
        }
        return column;
    }

    @Test
    void theOutlineHasAStripAboveTheLanesOnlyWhileThereIsAStem() {
        double height = roll.model().height();
        assertThat(node("wave").isVisible()).isFalse();
        roll.showStem(Optional.of(stem(20)));
        pulse();
        assertThat(node("wave").isVisible()).isTrue();
        assertThat(node("wave").getAccessibleText()).contains("Electric Piano");
        assertThat(roll.top()).isEqualTo(RollView.TOP + WaveRaster.HEIGHT);
        assertThat(roll.model().height()).isEqualTo(height - WaveRaster.HEIGHT);
        assertThat(column(RollView.LEFT + 40, RollView.TOP, roll.top())).contains(0xFF000000 | argb(RollColours.DARK));
        roll.setWaveLane(false);
        pulse();
        assertThat(roll.top()).isEqualTo(RollView.TOP);
        roll.setWaveLane(true);
        roll.showStem(Optional.empty());
        pulse();
        assertThat(node("wave").isVisible()).isFalse();
        assertThat(roll.model().height()).isEqualTo(height);
    }

    /** What silence on a known part of a stem is painted in. */
    private static int argb(RollColours colours) {
        var pixels = new rollscope.roll.Pixels(1, WaveRaster.HEIGHT);
        new WaveRaster(colours, 1)
                .paint(pixels, stem(1).peaks(), new TimeAxis(0, 0.01), new rollscope.roll.Ruler(10_000, 5_000));
        return pixels.at(0, WaveRaster.HEIGHT / 2);
    }

    @Test
    void whatIsDecodedLaterIsShownToo() {
        roll.showStem(Optional.of(stem(20)));
        pulse();
        double x = RollView.LEFT + roll.model().time().xOf(60);
        int[] before = column(x, RollView.TOP, roll.top());
        roll.showStem(Optional.of(stem(80)));
        pulse();
        assertThat(column(x, RollView.TOP, roll.top())).isNotEqualTo(before);
    }

    @Test
    void theSpectrumIsAsStrongAsWantedAndCostsNothingAtNought() {
        assertThat(roll.painter().shown().spectrum()).isNull();
        StemPicture stem = stem(20);
        roll.showStem(Optional.of(stem));
        roll.setSpectrumOpacity(0);
        pulse();
        assertThat(roll.painter().shown().spectrum()).isNull();
        double y0 = roll.top() + roll.model().layout().lanes().get(2).bodyTop();
        int[] without = column(RollView.LEFT + 33, y0, y0 + 60);
        roll.setSpectrumOpacity(1);
        pulse();
        assertThat(roll.painter().shown().spectrum()).isSameAs(stem.spectrum());
        assertThat(column(RollView.LEFT + 33, y0, y0 + 60)).isNotEqualTo(without);
    }

    /** Until its new picture is there the old one is moved, and nothing else of the strip. */
    @Test
    void theStripStaysWhereItIsWhileItsPictureIsLate() {
        roll.showStem(Optional.of(stem(20)));
        roll.zoomTime(8);
        pulse();
        held = true;
        roll.model().panBy(-400, 0);
        pulse();
        pulse();
        assertThat(waiting).isNotEmpty();
        assertThat(node("wave").localToParent(0, 0)).isEqualTo(new Point2D(0, RollView.TOP));
    }

    @Test
    void aClickOnTheOutlineSeeks() {
        roll.showStem(Optional.of(stem(20)));
        pulse();
        for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            roll.fireEvent(new MouseEvent(
                    type,
                    300,
                    RollView.TOP + 20,
                    300,
                    RollView.TOP + 20,
                    MouseButton.PRIMARY,
                    1,
                    false,
                    false,
                    false,
                    false,
                    type == MouseEvent.MOUSE_PRESSED,
                    false,
                    false,
                    false,
                    false,
                    true,
                    null));
        }
        assertThat(seeks).last().satisfies(at -> assertThat(at)
                .isCloseTo(roll.model().time().timeAt(300 - RollView.LEFT), within(1e-9)));
    }

    @Test
    void anotherTranscriptionEndsTheStem() {
        roll.showStem(Optional.of(stem(20)));
        pulse();
        roll.show(Songs.random(2, 300, 2, 30));
        pulse();
        assertThat(node("wave").isVisible()).isFalse();
        assertThat(roll.painter().shown().spectrum()).isNull();
    }

    @Test
    void theLoopIsABandFromItsStartToItsEnd() {
        double y = roll.top() + roll.model().height() - 2;
        int quiet = column(RollView.LEFT + 1, y, y + 1)[0];
        roll.setLoop(Optional.of(new Loop(30, 60)));
        pulse();
        int left = (int) Math.rint(RollView.LEFT + roll.model().time().xOf(30));
        int right = (int) Math.rint(RollView.LEFT + roll.model().time().xOf(60));
        int accent = RollColours.DARK.accent();
        double ruler = RollView.TOP - RulerView.HEIGHT + 2;
        assertThat(column(left - 1, ruler, ruler + 1)[0]).isNotEqualTo(accent);
        assertThat(column(left, ruler, ruler + 1)[0]).isEqualTo(accent);
        assertThat(column(right - 1, ruler, ruler + 1)[0]).isEqualTo(accent);
        assertThat(column(right, ruler, ruler + 1)[0]).isNotEqualTo(accent);
        assertThat(column(RollView.LEFT + 1, y, y + 1)[0]).isEqualTo(quiet);
        int inside = column(left + 3, y, y + 1)[0];
        assertThat(inside).isNotEqualTo(quiet);
        roll.setLoop(Optional.empty());
        pulse();
        assertThat(node("loop-marks").isVisible()).isFalse();
    }
}
