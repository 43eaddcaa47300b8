package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PixelsTest {
    @Test
    void aRectangleIsFilledWithinTheClipAndNowhereElse() {
        var random = new SplittableRandom(11);
        for (int round = 0; round < 2_000; round++) {
            var pixels = new Pixels(new int[23 * 12], 23, 20, 12);
            int[] clip = rectangle(random);
            int[] filled = rectangle(random);
            pixels.clip(clip[0], clip[1], clip[2], clip[3]);
            pixels.fill(filled[0], filled[1], filled[2], filled[3], 7);
            for (int y = 0; y < 12; y++) {
                for (int x = 0; x < 23; x++) {
                    boolean inside = x < 20 && contains(clip, x, y) && contains(filled, x, y);
                    assertThat(pixels.at(x, y)).as("%d, %d", x, y).isEqualTo(inside ? 7 : 0);
                }
            }
        }
    }

    @Test
    void whoSharesAPictureHasAClipOfTheirOwn() {
        var pixels = new Pixels(4, 4);
        Pixels other = pixels.shared();
        pixels.clip(0, 0, 4, 2);
        other.clip(0, 2, 4, 4);
        other.fill(0, 0, 4, 4, 9);
        pixels.fill(0, 0, 4, 4, 5);
        assertThat(new int[] {pixels.at(3, 1), pixels.at(3, 2)}).containsExactly(5, 9);
    }

    private static boolean contains(int[] rectangle, int x, int y) {
        return x >= rectangle[0] && x < rectangle[2] && y >= rectangle[1] && y < rectangle[3];
    }

    /** Often narrow, often across an edge. */
    private static int[] rectangle(SplittableRandom random) {
        int x = random.nextInt(-3, 24);
        int y = random.nextInt(-3, 14);
        return new int[] {x, y, x + random.nextInt(8) * (1 + random.nextInt(3)), y + random.nextInt(9)};
    }
}
