package rollscope.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeaksTest {
    private static final int RATE = 1000;

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 192, 1000, 64 * 255 + 3, 200_000})
    void everyPixelHasTheExtremesOfTheBinsItTouches(int frames) {
        var random = new SplittableRandom(frames);
        var sound = new float[2 * frames];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) random.nextDouble(-1.2, 1.2) * (i % 997 == 0 ? 1 : 0.3f);
        }
        var peaks = build(sound);
        for (int scale = 0; scale < 12; scale++) {
            int perPixel = 64 << scale;
            int pixels = frames / perPixel + 2;
            var low = new short[pixels];
            var high = new short[pixels];
            peaks.fill(0, (double) perPixel / RATE, low, high);
            for (int i = 0; i < pixels; i++) {
                int from = i * perPixel;
                if (from >= frames) {
                    assertThat(low[i]).isEqualTo((short) 1);
                    assertThat(high[i]).isEqualTo((short) 0);
                    continue;
                }
                float lowest = 9;
                float highest = -9;
                for (int k = 2 * from; k < Math.min(sound.length, 2 * (from + perPixel)); k++) {
                    lowest = Math.min(lowest, Math.clamp(sound[k], -1f, 1f));
                    highest = Math.max(highest, Math.clamp(sound[k], -1f, 1f));
                }
                assertThat(low[i]).isEqualTo((short) Math.round(lowest * 32_767));
                assertThat(high[i]).isEqualTo((short) Math.round(highest * 32_767));
            }
        }
    }

    @Test
    void aSpikeShowsAtEveryScaleAndOffset() {
        var sound = new float[2 * 100_000];
        sound[2 * 54_321] = 1;
        var peaks = build(sound);
        for (double perPixel : new double[] {1, 10, 100, 777, 5000, 33_333}) {
            var low = new short[100_000];
            var high = new short[100_000];
            peaks.fill(0.0123, perPixel / RATE, low, high);
            int at = (int) Math.floor((54_321 - 12.3) / perPixel);
            assertThat(high[at]).isEqualTo((short) 32_767);
        }
    }

    @Test
    void anOutlineGivenOutDoesNotChange() {
        var builder = new Peaks.Builder(RATE, 1);
        var block = new float[64 * 1500];
        Arrays.fill(block, 0.5f);
        builder.add(block, block.length);
        var early = builder.snapshot();
        Arrays.fill(block, -1);
        for (int i = 0; i < 20; i++) {
            builder.add(block, block.length);
        }
        builder.finish();
        var low = new short[100];
        var high = new short[100];
        early.fill(0, early.seconds() / 90, low, high);
        assertThat(Arrays.copyOf(low, 90)).containsOnly((short) Math.round(0.5 * 32_767));
        assertThat(Arrays.copyOfRange(high, 92, 100)).containsOnly((short) 0);
    }

    private static Peaks build(float[] stereo) {
        var builder = new Peaks.Builder(RATE, 2);
        var block = new float[2 * 333];
        for (int at = 0; at < stereo.length; at += block.length) {
            int count = Math.min(block.length, stereo.length - at);
            System.arraycopy(stereo, at, block, 0, count);
            builder.add(block, count / 2);
        }
        return builder.finish();
    }
}
