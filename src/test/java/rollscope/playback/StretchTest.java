package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.audio.PcmFile;
import rollscope.audio.PcmFiles;

class StretchTest {
    private static final int RATE = Engine.RATE;

    @TempDir
    private Path folder;

    /** The voice of a stem at one speed, from its beginning. */
    private static float[] play(PcmFile stem, double speed) {
        var voice = new StemVoice();
        voice.setStem(stem);
        int blocks = (int) Math.ceil(stem.frames() / speed / Engine.BLOCK);
        var left = new float[blocks * Engine.BLOCK];
        var right = new float[Engine.BLOCK];
        var block = new float[Engine.BLOCK];
        double song = 0;
        for (int i = 0; i < blocks; i++) {
            voice.render(block, right, 0, Engine.BLOCK, song, speed);
            System.arraycopy(block, 0, left, i * Engine.BLOCK, Engine.BLOCK);
            song += Engine.BLOCK * speed;
        }
        return left;
    }

    /** Strokes of noise that die away within 60 ms. */
    private static void strike(float[] samples, int at, float loudness, Random random) {
        for (int i = 0; i < 60 * RATE / 1000 && at + i < samples.length; i++) {
            samples[at + i] += (float) (loudness * Math.exp(-i / 500.0) * (2 * random.nextDouble() - 1));
        }
    }

    private static void tone(float[] samples, double hertz, float loudness) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (loudness * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
    }

    /** The first sample around a place where it is suddenly much rougher than 30 to 10 ms before any could be. */
    private static int onset(float[] samples, int near, int around) {
        int from = Math.max(1, near - around);
        double threshold = 0;
        for (int i = from; i < Math.min(samples.length, near + around); i++) {
            threshold = Math.max(threshold, Math.abs(samples[i] - samples[i - 1]));
        }
        for (int i = from; i < samples.length; i++) {
            if (Math.abs(samples[i] - samples[i - 1]) > 0.3 * threshold) {
                return i;
            }
        }
        throw new AssertionError("nothing begins around " + near);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.4, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2})
    void strokesStayOnTheirTimeAtEverySpeed(double speed) {
        var samples = new float[12 * RATE];
        tone(samples, 55, 0.1f);
        tone(samples, 220, 0.05f);
        tone(samples, 277.2, 0.05f);
        var random = new Random(3);
        List<Integer> strokes = new ArrayList<>();
        for (int at = 9_000; at < samples.length - RATE; at += 5_000 + random.nextInt(20_000)) {
            strokes.add(at);
            strike(samples, at, 0.5f, random);
        }
        var played = play(PcmFiles.mono(folder, samples), speed);
        for (int stroke : strokes) {
            int expected = (int) Math.round(stroke / speed);
            assertThat(onset(played, expected, 2_200) - expected)
                    .as("samples late, stroke at %s", stroke)
                    .isBetween(-441, 441);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2})
    void strokesInQuickSuccessionStayTheirNumber(double speed) {
        var samples = new float[4 * RATE];
        var random = new Random(4);
        int apart = RATE / 10;
        for (int at = RATE; at < 3 * RATE; at += apart) {
            strike(samples, at, 0.5f, random);
        }
        var played = play(PcmFiles.mono(folder, samples), speed);
        for (int at = RATE; at < 3 * RATE; at += apart) {
            int expected = (int) Math.round(at / speed);
            int reach = (int) (apart / speed / 2.5);
            assertThat(onset(played, expected, reach) - expected)
                    .as("samples late, stroke at %s", at)
                    .isBetween(-441, 441);
        }
    }

    @Test
    void nothingDriftsInTenMinutes() throws IOException {
        var samples = new float[600 * RATE];
        var random = new Random(5);
        tone(samples, 110, 0.05f);
        for (int second = 1; second < 600; second++) {
            strike(samples, second * RATE, 0.5f, random);
        }
        try (var stem = PcmFiles.mono(folder, samples)) {
            var played = play(stem, 1.25);
            for (int second : new int[] {1, 300, 598, 599}) {
                int expected = (int) Math.round(second * RATE / 1.25);
                assertThat(onset(played, expected, 2_200) - expected).isBetween(-44, 44);
            }
        }
    }

    @Test
    void atItsOwnSpeedEverySampleIsTheStemsOwn() {
        var samples = new float[RATE];
        var random = new Random(6);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (random.nextInt(65_536) - 32_768) / 32_768f;
        }
        var played = play(PcmFiles.mono(folder, samples), 1);
        for (int i = 0; i < samples.length; i++) {
            assertThat(played[i]).isEqualTo(samples[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.8, 1.3, 2})
    void aToneKeepsItsPitchAndItsLoudness(double speed) {
        var samples = new float[6 * RATE];
        tone(samples, 441, 0.5f);
        var played = play(PcmFiles.mono(folder, samples), speed);
        int from = RATE / 2;
        int to = played.length - RATE;
        int crossings = 0;
        double power = 0;
        for (int i = from; i < to; i++) {
            crossings += played[i - 1] < 0 && played[i] >= 0 ? 1 : 0;
            power += played[i] * played[i];
        }
        assertThat((double) crossings / (to - from) * RATE).isBetween(439.0, 443.0);
        assertThat(Math.sqrt(2 * power / (to - from))).isBetween(0.48, 0.51);
    }

    @Test
    void changingTheSpeedLeavesNoGapAndNoClick() {
        var samples = new float[6 * RATE];
        tone(samples, 220, 0.5f);
        var stem = PcmFiles.mono(folder, samples);
        var voice = new StemVoice();
        voice.setStem(stem);
        var left = new float[Engine.BLOCK];
        var right = new float[Engine.BLOCK];
        double song = 0;
        float last = 0;
        var speeds = new double[] {1, 0.5, 0.7, 1, 1.5, 1, 0.25, 2};
        for (int i = 0; i < 240; i++) {
            double speed = speeds[i / 30];
            if (speed == 1) {
                song = Math.rint(song);
            }
            voice.render(left, right, 0, Engine.BLOCK, song, speed);
            song += Engine.BLOCK * speed;
            double power = 0;
            for (float sample : left) {
                // Between two samples of that tone there are at most 0.0157.
                assertThat(Math.abs(sample - last)).as("block %s", i).isLessThan(0.03f);
                last = sample;
                power += sample * sample;
            }
            assertThat(Math.sqrt(2 * power / Engine.BLOCK)).as("block %s", i).isBetween(0.25, 0.62);
        }
    }

    @Test
    void placesWhereSomethingBeginsAreTheSameFromWhereverTheyAreAskedFor() {
        var samples = new float[4 * RATE];
        var random = new Random(8);
        tone(samples, 41, 0.3f);
        for (int at = RATE; at < 3 * RATE; at += 7_000) {
            strike(samples, at, 0.3f, random);
        }
        var stem = PcmFiles.mono(folder, samples);
        var forward = new Transients(stem);
        List<Long> found = new ArrayList<>();
        for (long at = forward.after(1_000, 4 * RATE); at != Transients.NONE; at = forward.after(at, RATE)) {
            found.add(at);
        }
        assertThat(found).hasSize(13);
        for (int i = 0; i < 13; i++) {
            long expected = RATE + 7_000L * i;
            assertThat(found.get(i)).isBetween(expected - 32, expected + 32);
            assertThat(new Transients(stem).before(expected + 1_000.0, 1_100)).isEqualTo(found.get(i));
        }
    }
}
