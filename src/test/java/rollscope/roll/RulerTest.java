package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulerTest {
    private static final double DIGIT = 7;

    @Test
    void labelsNeverCollideAndTicksNeverCrowd() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 3000; i++) {
            var axis =
                    new TimeAxis(random.nextDouble(0, 20_000), TimeAxis.CLOSEST * Math.pow(10, random.nextDouble(5.2)));
            double width = random.nextDouble(100, 3000);
            Ruler ruler = Ruler.of(axis, DIGIT, axis.timeAt(width));
            double[] last = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
            ruler.forEachTick(axis, width, (at, x, labelled) -> {
                assertThat(x - last[0]).isGreaterThan(Math.min(11.9, 0.9 / 1000 / axis.secondsPerPixel()));
                last[0] = x;
                if (labelled) {
                    assertThat(x).as(axis + " " + ruler).isGreaterThan(last[1]);
                    last[1] = x + (ruler.label(at).length() + 1) * DIGIT;
                }
            });
        }
    }

    @Test
    void everyTickInSightIsVisitedOnceAndExactlyPlaced() {
        var axis = new TimeAxis(9.95, 0.01);
        var ruler = new Ruler(1000, 200);
        var times = new ArrayList<Long>();
        ruler.forEachTick(axis, 200, (at, x, labelled) -> {
            times.add(at);
            assertThat(x).isEqualTo((at / 1e3 - 9.95) / 0.01);
            assertThat(labelled).isEqualTo(at % 1000 == 0);
        });
        assertThat(times)
                .containsExactly(
                        9800L, 10_000L, 10_200L, 10_400L, 10_600L, 10_800L, 11_000L, 11_200L, 11_400L, 11_600L,
                        11_800L);
    }

    @Test
    void nothingIsMarkedBeforeTheSong() {
        var times = new ArrayList<Long>();
        new Ruler(1000, 1000).forEachTick(new TimeAxis(-3.5, 0.01), 500, (at, x, labelled) -> times.add(at));
        assertThat(times).containsExactly(0L, 1000L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, 0:00",
        "65000, 5000, 1:05",
        "599000, 1000, 9:59",
        "3600000, 60000, 1:00:00",
        "3725000, 5000, 1:02:05",
        "12300, 100, 0:12.3",
        "12000, 500, 0:12.0",
        "12250, 50, 0:12.25",
        "12312, 2, 0:12.312",
    })
    void labelsHaveTheDecimalsTheyNeed(long milliseconds, long major, String label) {
        assertThat(new Ruler(major, major).label(milliseconds)).isEqualTo(label);
    }

    @Test
    void aWholeDayStillHasARuler() {
        var axis = TimeAxis.fit(86_400, 800);
        Ruler ruler = Ruler.of(axis, DIGIT, 86_400);
        assertThat(ruler.major()).isGreaterThanOrEqualTo(3_600_000);
    }
}
