package rollscope.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({
        "48000, 44100",
        "44100, 48000",
        "96000, 44100",
        "22050, 44100",
        "8000, 48000",
        "44099, 44100",
        "32000, 44100"
    })
    void sineStaysTheSameSineOnTheSameTime(int from, int to) throws IOException {
        double frequency = 0.2 * Math.min(from, to);
        float[] out = resample(from, to, sine(from, frequency, from));
        assertThat(out).hasSize(to);
        double worst = 0;
        for (int i = to / 10; i < to * 9 / 10; i++) {
            worst = Math.max(worst, Math.abs(out[i] - Math.sin(2 * Math.PI * frequency * i / to)));
        }
        assertThat(20 * Math.log10(worst)).isLessThan(-80);
    }

    @ParameterizedTest
    @CsvSource({"48000, 44100, 12345", "44100, 48000, 0", "96000, 44100, 44444", "22050, 48000, 777"})
    void impulseStaysWhereItIs(int from, int to, int at) throws IOException {
        var impulse = new float[from];
        impulse[at] = 1;
        float[] out = resample(from, to, impulse);
        double sum = 0;
        double moment = 0;
        for (int i = 0; i < out.length; i++) {
            sum += (double) out[i] * out[i];
            moment += (double) out[i] * out[i] * i;
        }
        int highest = 0;
        for (int i = 0; i < out.length; i++) {
            highest = out[i] > out[highest] ? i : highest;
        }
        double expected = (double) at * to / from;
        assertThat((double) highest).isCloseTo(expected, within(0.51));
        if (at > 0) {
            assertThat(moment / sum).isCloseTo(expected, within(0.05));
        }
    }

    @Test
    void whatTheLowerRateCannotHoldIsNinetyDecibelsDown() throws IOException {
        for (double frequency = 22_100; frequency < 24_000; frequency += 300) {
            float[] out = resample(48_000, 44_100, sine(48_000, frequency, 20_000));
            double sum = 0;
            for (int i = 2000; i < 16_000; i++) {
                sum += (double) out[i] * out[i];
            }
            assertThat(10 * Math.log10(2 * sum / 14_000)).as("%s Hz", frequency).isLessThan(-85);
        }
    }

    @Test
    void whatBothRatesHoldIsUnchangedInLevel() throws IOException {
        for (double frequency = 100; frequency < 19_000; frequency += 1500) {
            float[] out = resample(48_000, 44_100, sine(48_000, frequency, 20_000));
            double sum = 0;
            for (int i = 2000; i < 16_000; i++) {
                sum += (double) out[i] * out[i];
            }
            assertThat(10 * Math.log10(2 * sum / 14_000)).as("%s Hz", frequency).isCloseTo(0, within(0.05));
        }
    }

    @Test
    void channelsDoNotMix() throws IOException {
        var stereo = new float[20_000];
        for (int i = 0; i < 10_000; i++) {
            stereo[2 * i] = (float) Math.sin(i * 0.1);
        }
        float[] out = Onset.all(Resampler.to(44_100, new Samples(48_000, 2, stereo)));
        assertThat(Onset.channel(out, 2, 1)).containsOnly(0);
    }

    @Test
    void theSameRateIsLeftAlone() {
        var source = new Samples(44_100, 1, new float[1]);
        assertThat(Resampler.to(44_100, source)).isSameAs(source);
    }

    private static float[] resample(int from, int to, float[] samples) throws IOException {
        var source = Resampler.to(to, new Samples(from, 1, samples));
        long length = source.length().orElseThrow();
        float[] out = Onset.all(source);
        assertThat(out).hasSize((int) length);
        return out;
    }

    private static float[] sine(int rate, double frequency, int count) {
        var samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) Math.sin(2 * Math.PI * frequency * i / rate);
        }
        return samples;
    }
}
