package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.audio.Peaks;
import rollscope.audio.Spectrum;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;

/** The outline and the spectrum of a stem, on the time of the notes. */
class StemRasterTest {
    private static final int RATE = 44_100;
    private static final double[] CLICKS = {0.25, 1, 1.5, 2.875, 7.125, 12.0625, 19.5};

    /** The pitches whose tones stand one after the other in {@link #tones}, each for a second from a whole second on. */
    private static final int[] TONES = {40, 52, 60, 61, 69, 76, 84, 90};

    /** Full-scale clicks of a sample each, in twenty seconds. */
    private static Peaks clicks(double until) {
        float[] sound = new float[(int) (until * RATE)];
        for (double at : CLICKS) {
            if (at < until) {
                sound[(int) Math.round(at * RATE)] = 1;
            }
        }
        var builder = new Peaks.Builder(RATE, 1);
        builder.add(sound, sound.length);
        return builder.finish();
    }

    private static float[] tones() {
        float[] sound = new float[TONES.length * RATE];
        for (int i = 0; i < TONES.length; i++) {
            double frequency = 440 * Math.pow(2, (TONES[i] - 69) / 12.0);
            for (int n = RATE / 5; n < RATE * 4 / 5; n++) {
                double fade = Math.min(1, Math.min(n - RATE / 5, RATE * 4 / 5 - n) / 400.0);
                sound[i * RATE + n] = (float) (0.5 * fade * Math.sin(2 * Math.PI * frequency * n / RATE));
            }
        }
        return sound;
    }

    private static Spectrum spectrum(float[] sound) {
        var builder = new Spectrum.Builder(RATE, 1);
        builder.add(sound, sound.length);
        return builder.finish();
    }

    private static Transcription song(boolean drums, NoteTable notes) {
        return new Transcription("t", "T", 21, List.of(new Instrument(0, "A", 0, true, drums)), notes, List.of());
    }

    /** From all of the song to where a pixel is a tenth of a millisecond. */
    @ParameterizedTest
    @CsvSource({
        "20, 1",
        "20, 1.5",
        "20, 2",
        "7, 1",
        "3.3, 2",
        "1, 1",
        "1, 1.5",
        "0.4, 1",
        "0.1, 1",
        "0.1, 2",
        "0.05, 1.5"
    })
    void aClickIsInThePixelWhereANoteBeginsThatStartsWithIt(double visible, double scale) {
        int width = 600;
        Peaks peaks = clicks(20);
        var colours = RollColours.DARK;
        for (double click : CLICKS) {
            var time = TimeAxis.fit(visible, width).from(Math.max(0, click - visible / 3));
            var notes = NoteTable.builder(1).add(click, click + 1, 60, 90, 0).build();
            Lane lane = Lanes.of(song(false, notes))
                    .layout(200, 1, Lanes.SMALLEST_ROW)
                    .lanes()
                    .getFirst();
            int column = NoteShape.of(lane, time, width, scale).left(notes, 0);
            var pixels = new Pixels((int) (width * scale), 48);
            new WaveRaster(colours, scale).paint(pixels, peaks, time, new Ruler(1000, 250));
            double pixel = time.secondsPerPixel() / scale;
            assertThat(pixels.at(column, 8)).as("click at %f", click).isEqualTo(colours.wave());
            for (int x = 0; x < pixels.width(); x++) {
                double at = time.start() + x * pixel;
                boolean near = false;
                for (double other : CLICKS) {
                    near |= Math.abs(at - other) < Math.max(0.005, 2 * pixel);
                }
                if (!near) {
                    assertThat(pixels.at(x, 8)).as("%f s", at).isNotEqualTo(colours.wave());
                }
            }
        }
    }

    @Test
    void whatIsNotKnownYetLooksDifferentFromSilence() {
        var pixels = new Pixels(200, 48);
        new WaveRaster(RollColours.DARK, 1).paint(pixels, clicks(5), TimeAxis.fit(20, 200), new Ruler(10_000, 5_000));
        assertThat(pixels.at(45, 8)).isEqualTo(RollColours.DARK.row());
        assertThat(pixels.at(55, 8)).isEqualTo(RollColours.DARK.blackRow());
        assertThat(pixels.at(15, 8)).isEqualTo(RollColours.DARK.wave());
        assertThat(pixels.at(29, 8)).isEqualTo(RollColours.DARK.wave());
        assertThat(pixels.at(71, 8)).isEqualTo(RollColours.DARK.blackRow());
    }

    /** A tone lights the row of its pitch while it sounds, whether a column is many pixels or a pixel many columns. */
    @ParameterizedTest
    @CsvSource({"8, 400, dark", "8, 40, light", "1, 700, light", "0.3, 700, dark", "800, 800, dark"})
    void aToneIsInTheRowOfItsPitchAndInItsTime(double visible, int width, String scheme) {
        RollColours colours = scheme.equals("dark") ? RollColours.DARK : RollColours.LIGHT;
        var levels = SpectrumLevels.of(spectrum(tones()));
        for (int i = 0; i < TONES.length; i++) {
            double middle = i + 0.5;
            var time = TimeAxis.fit(visible, width).from(visible > 2 ? 0 : middle - visible / 2);
            var raster = new SpectrumRaster(levels, 1, colours, time, width, 1);
            var pixels = new Pixels(width, 128);
            pixels.fill(0, 0, width, 128, 0xFF123456);
            for (int pitch = 0; pitch < 128; pitch++) {
                raster.paint(pixels, pitch, pitch, pitch + 1);
            }
            int x = (int) Math.round(time.xOf(middle));
            int loudest = 0;
            for (int pitch = Spectrum.LOWEST; pitch <= Spectrum.HIGHEST; pitch++) {
                if (contrast(colours, pitch, pixels.at(x, pitch)) > contrast(colours, loudest, pixels.at(x, loudest))) {
                    loudest = pitch;
                }
            }
            // From very far all tones share a pixel.
            assertThat(visible > 100 ? TONES[i] : loudest).isEqualTo(TONES[i]);
            assertThat(contrast(colours, TONES[i], pixels.at(x, TONES[i]))).isGreaterThan(2);
            if (visible == 8 && width == 400) {
                for (double silent : new double[] {i + 0.1, i + 0.9}) {
                    int there = pixels.at((int) Math.round(time.xOf(silent)), TONES[i]);
                    assertThat(there).isNotEqualTo(pixels.at(x, TONES[i]));
                    if (TONES[i] > 60) {
                        assertThat(there).isEqualTo(colours.rowOf(TONES[i]));
                    }
                }
            }
            assertThat(pixels.at(x, Spectrum.LOWEST - 1)).isEqualTo(0xFF123456);
            assertThat(pixels.at(x, Spectrum.HIGHEST + 1)).isEqualTo(0xFF123456);
        }
    }

    private static double contrast(RollColours colours, int pitch, int colour) {
        return colour == 0xFF123456 ? 0 : RollColours.contrast(colour, colours.rowOf(pitch));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 8, 100, 255, 401})
    void theLoudestOfManyColumnsIsThatOfEachOfThem(int from) {
        Spectrum spectrum = spectrum(tones());
        var levels = SpectrumLevels.of(spectrum);
        for (int to : new int[] {from, from + 1, from + 9, from + 64, from + 130, 1000}) {
            int[] expected = new int[Spectrum.ROWS];
            for (int column = from; column < to; column++) {
                for (int row = 0; row < expected.length; row++) {
                    expected[row] = Math.max(expected[row], spectrum.level(column, Spectrum.LOWEST + row));
                }
            }
            int[] loudest = new int[Spectrum.ROWS];
            levels.loudest(from, to, loudest, new byte[Spectrum.ROWS]);
            assertThat(loudest).as("%d to %d", from, to).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0.7, true", "false, 0, false", "true, 0.7, false"})
    void theSpectrumIsBehindTheNotesOfAllButDrums(boolean drums, double opacity, boolean seen) {
        var notes = NoteTable.builder(2)
                .add(2.3, 2.7, 60, 90, 0)
                .add(0, 0.1, 76, 90, 0)
                .build();
        LaneLayout layout = Lanes.of(song(drums, notes)).layout(300, 1, Lanes.SMALLEST_ROW, LanePlan.of(1), true);
        var time = TimeAxis.fit(8, 400);
        var raster = new NoteRaster(RollColours.DARK, OctaveNaming.C4, 1);
        var without = new Pixels(400, 300);
        raster.paint(without, layout, time, 0, new Ruler(1000, 250), i -> false);
        var with = new Pixels(400, 300);
        var levels = SpectrumLevels.of(spectrum(tones()));
        raster.paint(with, layout, time, 0, new Ruler(1000, 250), i -> false, levels, opacity);
        int differing = 0;
        int fill = RollColours.DARK.shades(0, false)[90];
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 400; x++) {
                differing += with.at(x, y) != without.at(x, y) ? 1 : 0;
                if (without.at(x, y) == fill) {
                    assertThat(with.at(x, y)).isEqualTo(fill);
                }
            }
        }
        assertThat(differing > 0).isEqualTo(seen);
    }

    @Test
    void besideANoteIsItsRowHoweverLoudTheSpectrum() {
        var notes = NoteTable.builder(2).add(4.3, 4.7, 69, 20, 0).build();
        LaneLayout layout = Lanes.of(song(false, notes)).layout(300, 1, Lanes.SMALLEST_ROW);
        var time = TimeAxis.fit(8, 400);
        var pixels = new Pixels(400, 300);
        var levels = SpectrumLevels.of(spectrum(tones()));
        var none = new Ruler(10_000, 5_000);
        RollColours colours = RollColours.DARK;
        new NoteRaster(colours, OctaveNaming.C4, 1).paint(pixels, layout, time, 0, none, i -> false, levels, 1);
        Lane lane = layout.lanes().getFirst();
        var shape = NoteShape.of(lane, time, 400, 1);
        int y = (int) lane.bodyTop() + shape.middle(69);
        int left = shape.left(notes, 0);
        int right = shape.right(notes, 0, left);
        assertThat(pixels.at(left - 1, y)).isEqualTo(colours.rowOf(69));
        assertThat(pixels.at(right, y)).isEqualTo(colours.rowOf(69));
        assertThat(pixels.at(left - 4, y)).as("the tone").isNotEqualTo(colours.rowOf(69));
    }

    @ParameterizedTest
    @CsvSource({"dark, 1", "light, 1", "dark, 1.5", "light, 2"})
    void paintsTheKnownPictures(String scheme, double scale) throws IOException {
        RollColours colours = scheme.equals("dark") ? RollColours.DARK : RollColours.LIGHT;
        String suffix = "-%s-%s.png".formatted(scheme, scale == 1.5 ? "1.5" : (int) scale);
        float[] sound = tones();
        var peaks = new Peaks.Builder(RATE, 1);
        peaks.add(sound, sound.length * 3 / 4);
        var time = TimeAxis.fit(8, 260);
        var strip = new Pixels((int) (260 * scale), (int) (48 * scale));
        new WaveRaster(colours, scale).paint(strip, peaks.snapshot(), time, new Ruler(1000, 250));
        NoteRasterTest.compare("wave" + suffix, strip);
        var notes = NoteTable.builder(TONES.length);
        for (int i = 0; i < TONES.length; i++) {
            notes.add(i + 0.2, i + 0.8, TONES[i], 40 + 10 * i, 0);
        }
        LaneLayout layout = Lanes.of(song(false, notes.build())).layout(300, 1, Lanes.SMALLEST_ROW);
        var pixels = new Pixels((int) (260 * scale), (int) (300 * scale));
        new NoteRaster(colours, OctaveNaming.C4, scale)
                .paint(
                        pixels,
                        layout,
                        time,
                        0,
                        new Ruler(1000, 250),
                        i -> false,
                        SpectrumLevels.of(spectrum(sound)),
                        0.8);
        NoteRasterTest.compare("spectrum" + suffix, pixels);
    }
}
