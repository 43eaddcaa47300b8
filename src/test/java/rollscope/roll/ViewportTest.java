package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class ViewportTest {
    private static void forAll(BiConsumer<Viewport, SplittableRandom> law) {
        var random = new SplittableRandom(11);
        for (int i = 0; i < 2000; i++) {
            double scale = TimeAxis.CLOSEST * Math.pow(10, random.nextDouble(5));
            var time = new TimeAxis(random.nextDouble(-100, 10_000), scale);
            var pitch = new PitchAxis(random.nextDouble(0, 128), random.nextDouble(0.5, 100));
            law.accept(new Viewport(time, pitch, random.nextDouble(1, 4000), random.nextDouble(1, 2000)), random);
        }
    }

    @Test
    void timeAndPixelAreInverse() {
        forAll((view, random) -> {
            double x = random.nextDouble(-5000, 5000);
            assertThat(view.xOf(view.timeAt(x))).isCloseTo(x, within(1e-4));
            double time = random.nextDouble(0, 10_000);
            assertThat(view.timeAt(view.xOf(time))).isCloseTo(time, within(1e-8));
        });
    }

    @Test
    void pitchAndPixelAreInverse() {
        forAll((view, random) -> {
            int pitch = random.nextInt(128);
            double height = view.pitch().pixelsPerPitch();
            assertThat(view.pitchAt(view.yOf(pitch) + height * 0.001)).isEqualTo(pitch);
            assertThat(view.pitchAt(view.yOf(pitch) + height * 0.999)).isEqualTo(pitch);
        });
    }

    @Test
    void theUpperEdgeOfARowBelongsToIt() {
        var axis = new PitchAxis(61, 8);
        assertThat(axis.pitchAt(0)).isEqualTo(60);
        assertThat(axis.pitchAt(7.9)).isEqualTo(60);
        assertThat(axis.pitchAt(8)).isEqualTo(59);
    }

    @Test
    void zoomingKeepsTheTimeUnderThePointer() {
        forAll((view, random) -> {
            double x = random.nextDouble(0, 4000);
            var zoomed = view.zoomTimeAt(x, random.nextDouble(0.01, 100));
            assertThat(zoomed.timeAt(x)).isCloseTo(view.timeAt(x), within(1e-7));
        });
    }

    @Test
    void zoomingKeepsThePitchUnderThePointer() {
        forAll((view, random) -> {
            double y = random.nextDouble(0, 2000);
            var zoomed = view.zoomPitchAt(y, random.nextDouble(0.01, 100));
            assertThat(zoomed.pitch().coordinateAt(y)).isCloseTo(view.pitch().coordinateAt(y), within(1e-7));
        });
    }

    @Test
    void zoomStopsAtItsLimits() {
        forAll((view, random) -> {
            assertThat(view.zoomTimeAt(10, 1e12).time().secondsPerPixel()).isEqualTo(TimeAxis.CLOSEST);
            assertThat(view.zoomTimeAt(10, 1e-12).time().secondsPerPixel()).isEqualTo(TimeAxis.FARTHEST);
            assertThat(view.zoomPitchAt(10, 1e12).pitch().pixelsPerPitch()).isEqualTo(PitchAxis.TALLEST);
        });
    }

    @Test
    void panningMovesWhatIsSeenByPixels() {
        forAll((view, random) -> {
            double dx = random.nextDouble(-3000, 3000);
            double dy = random.nextDouble(-3000, 3000);
            var moved = view.panBy(dx, dy);
            assertThat(moved.xOf(7)).isCloseTo(view.xOf(7) + dx, within(1e-4));
            assertThat(moved.yOf(60)).isCloseTo(view.yOf(60) + dy, within(1e-7));
        });
    }

    @Test
    void fitShowsTheWholeSongAndAllPitches() {
        var view = Viewport.fit(180, 40, 80, 900, 410);
        assertThat(view.xOf(0)).isZero();
        assertThat(view.xOf(180)).isCloseTo(900, within(1e-9));
        assertThat(view.yOf(80)).isZero();
        assertThat(view.yOf(39)).isCloseTo(410, within(1e-9));
    }

    @Test
    void withinKeepsTheSongInSight() {
        forAll((view, random) -> {
            double duration = random.nextDouble(1, 600);
            var kept = view.within(duration, 40, 80);
            assertThat(kept.timeAt(0)).isGreaterThanOrEqualTo(0);
            double shownAtMost = Math.max(duration, view.width() * TimeAxis.CLOSEST);
            assertThat(kept.timeAt(view.width())).isLessThanOrEqualTo(shownAtMost * (1 + 1e-9));
            assertThat(kept.within(duration, 40, 80).time()).isEqualTo(kept.time());
            assertThat(kept.pitch().top()).isLessThanOrEqualTo(81);
        });
    }

    @Test
    void withinLeavesAViewInsideTheSongAlone() {
        var view = new Viewport(new TimeAxis(10, 0.01), new PitchAxis(70, 20), 1000, 200);
        assertThat(view.within(60, 40, 80)).isEqualTo(view);
    }

    @Test
    void impossibleAxesAreRefused() {
        assertThatThrownBy(() -> new TimeAxis(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeAxis(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PitchAxis(60, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Viewport(new TimeAxis(0, 1), new PitchAxis(1, 1), -1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
