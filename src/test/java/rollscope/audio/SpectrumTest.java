package rollscope.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {
    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 22_050, 96_000})
    void sineOfAPitchPeaksInItsRowAtItsLevel(int rate) {
        for (int pitch = Spectrum.LOWEST; pitch <= Spectrum.HIGHEST; pitch += 3) {
            var spectrum = build(rate, tone(rate, pitch, 0, 0.5, 2));
            assertThat(loudest(spectrum, 50)).as("pitch %s", pitch).isEqualTo(pitch);
            // A half is 6.02 dB, twenty steps, below full scale.
            assertThat(spectrum.level(50, pitch)).as("pitch %s", pitch).isBetween(234, 236);
            if (pitch + 2 <= Spectrum.HIGHEST) {
                assertThat(spectrum.level(50, pitch + 2)).isLessThan(spectrum.level(50, pitch) - 60);
            }
        }
    }

    @Test
    void soundAboveThePitchesLeavesThemDark() {
        int rate = 44_100;
        for (double frequency : new double[] {6000, 10_975, 11_025, 16_500, 21_900}) {
            var sound = new float[2 * rate];
            for (int i = 0; i < sound.length; i++) {
                sound[i] = (float) Math.sin(2 * Math.PI * frequency * i / rate);
            }
            var spectrum = build(rate, sound);
            for (int pitch = Spectrum.LOWEST; pitch <= 100; pitch++) {
                assertThat(spectrum.level(50, pitch))
                        .as("%s Hz in row %s", frequency, pitch)
                        .isLessThan(30);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 0.5", "44100, 1.0", "48000, 1.5", "44100, 1.26"})
    void clickIsHighestInItsColumnInEveryRow(int rate, double seconds) {
        var sound = new float[3 * rate];
        // Far beyond full scale, so that it stands out even where it is spread over a long window.
        sound[(int) Math.round(seconds * rate)] = 100;
        var spectrum = build(rate, sound);
        for (int pitch = Spectrum.LOWEST; pitch <= Spectrum.HIGHEST; pitch++) {
            // The centre of what it left, which is finer than a column.
            double moment = 0;
            double sum = 0;
            for (int column = 0; column < spectrum.columns(); column++) {
                int level = spectrum.level(column, pitch);
                double height = level == 0 ? 0 : Math.pow(10, (level - 255) * Spectrum.DECIBELS_PER_LEVEL / 20);
                moment += height * column / Spectrum.COLUMNS_PER_SECOND;
                sum += height;
            }
            assertThat(moment / sum).as("pitch %s", pitch).isBetween(seconds - 0.005, seconds + 0.005);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {45, 57, 69, 81, 93})
    void toneThatBeginsIsAtHalfItsHeightWhereItBegins(int pitch) {
        int rate = 44_100;
        var spectrum = build(rate, tone(rate, pitch, 1, 0.5, 2));
        int half = spectrum.level(100 - 20, pitch) - 20;
        int at = 0;
        while (spectrum.level(at, pitch) < half - 8) {
            at++;
        }
        // Within the column of the onset or the next one.
        assertThat(at).isBetween(49, 50);
        assertThat(spectrum.level(50, pitch)).isBetween(half - 10, half + 10);
    }

    @Test
    void columnsReachToTheEndAndPicturesGivenOutDoNotChange() {
        int rate = 44_100;
        var builder = new Spectrum.Builder(rate, 1);
        float[] first = tone(rate, 60, 0, 0.5, 10);
        builder.add(first, first.length);
        var early = builder.snapshot();
        assertThat(early.columns()).isBetween(480, 500);
        int last = early.level(early.columns() - 1, 60);
        builder.add(new float[first.length], first.length);
        var whole = builder.finish();
        assertThat(whole.columns()).isEqualTo(1000);
        assertThat(early.level(early.columns() - 1, 60)).isEqualTo(last);
        assertThat(early.level(early.columns(), 60)).isZero();
        assertThat(whole.level(999, 60)).isZero();
        var rows = new byte[Spectrum.ROWS];
        whole.column(100, rows);
        assertThat(rows[60 - Spectrum.LOWEST] & 0xFF).isEqualTo(whole.level(100, 60));
    }

    private static int loudest(Spectrum spectrum, int column) {
        int best = Spectrum.LOWEST;
        for (int pitch = Spectrum.LOWEST; pitch <= Spectrum.HIGHEST; pitch++) {
            best = spectrum.level(column, pitch) > spectrum.level(column, best) ? pitch : best;
        }
        return best;
    }

    private static float[] tone(int rate, int pitch, double from, double height, double seconds) {
        double frequency = 440 * Math.pow(2, (pitch - 69) / 12.0);
        var sound = new float[(int) (seconds * rate)];
        for (int i = (int) (from * rate); i < sound.length; i++) {
            sound[i] = (float) (height * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return sound;
    }

    private static Spectrum build(int rate, float[] sound) {
        var builder = new Spectrum.Builder(rate, 1);
        var block = new float[777];
        for (int at = 0; at < sound.length; at += block.length) {
            int count = Math.min(block.length, sound.length - at);
            System.arraycopy(sound, at, block, 0, count);
            builder.add(block, count);
        }
        return builder.finish();
    }
}
