package rollscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import rollscope.settings.Settings.WindowPlace;
import rollscope.settings.Settings.WindowPlace.Corner;

class PlacingTest {
    /** Below a menu bar. */
    private static final Rectangle2D FIRST = new Rectangle2D(0, 25, 1920, 1055);

    private static final Rectangle2D LEFT = new Rectangle2D(-1280, 0, 1280, 720);

    @Test
    void aWindowComesBackWhereItWas() {
        var place = at(100, 200, 1000, 600);
        assertThat(fitting(place, FIRST)).isEqualTo(place);
        var left = at(-1200, 60, 1000, 600);
        assertThat(fitting(left, FIRST, LEFT)).isEqualTo(left);
    }

    @Test
    void whereItsScreenHasGoneTheSystemChooses() {
        assertThat(fitting(at(-1200, 60, 1000, 600), FIRST))
                .isEqualTo(new WindowPlace(Optional.empty(), 1000, 600, false));
        assertThat(fitting(new WindowPlace(Optional.empty(), 4000, 3000, true), FIRST))
                .isEqualTo(new WindowPlace(Optional.empty(), 1920, 1055, true));
    }

    @Test
    void itGoesWhollyOntoTheScreenThatHasMostOfIt() {
        assertThat(fitting(at(-900, 100, 1000, 600), FIRST, LEFT)).isEqualTo(at(-1000, 100, 1000, 600));
        assertThat(fitting(at(-100, -10, 1000, 600), FIRST, LEFT)).isEqualTo(at(0, 25, 1000, 600));
        assertThat(fitting(at(1800, 1000, 1000, 600), FIRST)).isEqualTo(at(920, 480, 1000, 600));
    }

    @Test
    void itIsNoLargerThanTheScreenAndNoSmallerThanItCanBeUsed() {
        assertThat(fitting(at(-1300, -8, 2600, 1400), LEFT)).isEqualTo(at(-1280, 0, 1280, 720));
        assertThat(fitting(at(10, 30, 5, 5), FIRST)).isEqualTo(at(10, 30, 720, 480));
        var small = new Rectangle2D(0, 0, 600, 400);
        assertThat(fitting(at(10, 30, 800, 800), small)).isEqualTo(at(0, 0, 720, 480));
    }

    @Test
    void whateverWasKeptItsTitleIsOnAScreen() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int i = 0; i < 10_000; i++) {
            var wanted = at(
                    random.nextInt() >> random.nextInt(31),
                    random.nextInt() >> random.nextInt(31),
                    1 + (random.nextInt() >>> 1 + random.nextInt(30)),
                    1 + (random.nextInt() >>> 1 + random.nextInt(30)));
            var fitted = fitting(wanted, FIRST, LEFT);
            fitted.corner().ifPresent(corner -> assertThat(List.of(FIRST, LEFT))
                    .as("%s", wanted)
                    .anyMatch(screen -> screen.contains(corner.x(), corner.y(), fitted.width(), fitted.height())));
        }
    }

    private static WindowPlace at(int x, int y, int width, int height) {
        return new WindowPlace(Optional.of(new Corner(x, y)), width, height, false);
    }

    private static WindowPlace fitting(WindowPlace wanted, Rectangle2D... screens) {
        return Placing.fitting(wanted, List.of(screens), 720, 480);
    }
}
