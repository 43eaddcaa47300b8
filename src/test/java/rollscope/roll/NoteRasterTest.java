package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;

/**
 * Pictures of the raster, compared pixel by pixel with those kept in {@code src/test/resources/rollscope/roll}. After an
 * intended change make them anew with {@code mvn test -Dtest=NoteRasterTest -Drollscope.pictures=write}, look at them, and
 * commit them.
 */
class NoteRasterTest {
    private static final Path PICTURES = Path.of("src", "test", "resources", "rollscope", "roll");

    private static Transcription song(boolean drums, NoteTable table) {
        var instrument = new Instrument(0, "A", 0, true, drums);
        return new Transcription("t", "T", Math.max(4, table.end()), List.of(instrument), table, List.of());
    }

    private static Transcription scene(String name) {
        var notes = NoteTable.builder(64);
        switch (name) {
            case "velocities" -> {
                for (int i = 0; i < 12; i++) {
                    notes.add(i / 3.0, i / 3.0 + 0.31, 60 + i % 5, 1 + i * 126 / 11, 0);
                }
            }
            case "overlaps" -> {
                for (int i = 0; i < 8; i++) {
                    notes.add(i / 4.0, i / 4.0 + 0.25, 60, 90, 0); // repeated without a rest
                    notes.add(i / 4.0, i / 4.0 + 0.9, 64, 40 + i * 10, 0); // each over the one before
                }
                notes.add(2.5, 3.5, 67, 100, 0).add(2.5, 3.5, 67, 100, 0).add(2.7, 3.0, 67, 30, 0);
            }
            case "twice" -> {
                notes.add(0.1, 0.9, 60, 90, 0).add(0.1, 0.9, 60, 90, 0); // exactly
                notes.add(1.1, 1.9, 60, 110, 0).add(1.1, 1.5, 60, 40, 0); // one shorter and softer
                notes.add(2.1, 2.9, 60, 90, 0); // once
                notes.add(3.1, 3.15, 60, 90, 0).add(3.1, 3.15, 60, 90, 0); // short
                notes.add(0.1, 1.5, 67, 30, 0).add(0.1, 1.5, 67, 60, 0).add(0.1, 1.5, 67, 127, 0); // three times
                notes.add(2, 3.5, 65, 80, 0).add(2.4, 2.9, 65, 80, 0); // one within the other
            }
            case "twice-drums" -> {
                for (int i = 0; i < 8; i++) {
                    notes.add(i / 2.0, i / 2.0 + 0.05, 36 + i % 2 * 2, 30 + i * 12, 0);
                }
                notes.add(0.5, 0.55, 38, 40, 0).add(1, 1.05, 36, 120, 0).add(2.502, 2.55, 38, 90, 0);
            }
            case "rolling-drums" -> {
                for (int i = 0; i < 120; i++) {
                    notes.add(i / 30.0, i / 30.0 + 0.02, 42, 30 + i * 97 % 90, 0);
                    if (i % 15 == 0) {
                        notes.add(i / 30.0, i / 30.0 + 0.05, 36, 100, 0);
                    }
                }
            }
            case "thin" -> {
                for (int i = 0; i < 60; i++) {
                    notes.add(i / 16.0, i / 16.0 + 1 / 192.0, 60 + i % 12, 20 + i, 0);
                }
            }
            case "drums" -> {
                for (int i = 0; i < 32; i++) {
                    notes.add(i / 8.0, i / 8.0 + 0.05, i % 4 == 0 ? 36 : i % 8 == 2 ? 38 : 42, 30 + i * 3, 0);
                }
            }
            default -> throw new IllegalArgumentException(name);
        }
        return song(name.endsWith("drums"), notes.build());
    }

    private static Pixels paint(Transcription song, RollColours colours, double scale, int height, boolean silent) {
        int width = 260;
        LaneLayout layout = Lanes.of(song).layout(height, 1, Lanes.SMALLEST_ROW);
        var pixels = new Pixels((int) (width * scale), (int) (height * scale));
        var time = TimeAxis.fit(4, width);
        new NoteRaster(colours, OctaveNaming.C4, scale)
                .paint(pixels, layout, time, 0, new Ruler(1000, 250), instrument -> silent);
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({
        "velocities, dark, 1, 130",
        "velocities, light, 1, 260",
        "velocities, dark, 2, 260",
        "overlaps, dark, 1, 130",
        "overlaps, dark, 2, 300",
        "overlaps, light, 1.5, 160",
        "overlaps, light, 2, 160",
        "twice, dark, 1, 130",
        "twice, light, 1, 280",
        "twice, light, 1.5, 160",
        "twice, dark, 2, 280",
        "twice-drums, light, 1, 80",
        "twice-drums, dark, 1.5, 80",
        "twice-drums, dark, 2, 80",
        "rolling-drums, dark, 1, 80",
        "rolling-drums, light, 1.5, 80",
        "rolling-drums, light, 2, 80",
        "thin, dark, 1, 100",
        "thin, light, 2, 100",
        "drums, dark, 1, 80",
        "drums, light, 1, 80",
        "drums, light, 1.5, 80",
        "drums, dark, 2, 80",
        "velocities, dark, 1.5, 130",
        "velocities, light, 1.5, 130",
        "velocities, light, 2, 130",
        "overlaps, dark, 1.5, 160",
        "overlaps, light, 1, 160",
        "thin, dark, 1.5, 100",
        "thin, dark, 2, 100",
        "thin, light, 1, 100",
        "thin, light, 1.5, 100",
        "drums, dark, 1.5, 80",
        "drums, light, 2, 80",
    })
    void paintsTheKnownPicture(String scene, String scheme, double scale, int height) throws IOException {
        RollColours colours = scheme.equals("dark") ? RollColours.DARK : RollColours.LIGHT;
        Pixels painted = paint(scene(scene), colours, scale, height, false);
        compare("%s-%s-%s.png".formatted(scene, scheme, scale == 1.5 ? "1.5" : (int) scale), painted);
    }

    @Test
    void paintsSilentLanesDimmed() throws IOException {
        compare("silent-dark-1.png", paint(scene("velocities"), RollColours.DARK, 1, 130, true));
    }

    @ParameterizedTest
    @CsvSource({"dark, 1", "light, 1", "light, 2"})
    void paintsTheKnownKeyboard(String scheme, int scale) throws IOException {
        LaneLayout layout = Lanes.of(Songs.band()).layout(700, 1, Lanes.SMALLEST_ROW);
        var pixels = new Pixels(KeyboardRaster.WIDTH * scale, 700 * scale);
        new KeyboardRaster(scheme.equals("dark") ? RollColours.DARK : RollColours.LIGHT, OctaveNaming.C4, scale)
                .paint(pixels, layout, 0);
        compare("keyboard-%s-%d.png".formatted(scheme, scale), pixels);
    }

    static void compare(String name, Pixels painted) throws IOException {
        if ("write".equals(System.getProperty("rollscope.pictures"))) {
            var image = new BufferedImage(painted.width(), painted.height(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < painted.height(); y++) {
                for (int x = 0; x < painted.width(); x++) {
                    image.setRGB(x, y, painted.at(x, y));
                }
            }
            Files.createDirectories(PICTURES);
            ImageIO.write(image, "png", PICTURES.resolve(name).toFile());
            return;
        }
        try (InputStream in = NoteRasterTest.class.getResourceAsStream(name)) {
            BufferedImage known = ImageIO.read(Objects.requireNonNull(in, name));
            assertThat(painted.width()).isEqualTo(known.getWidth());
            assertThat(painted.height()).isEqualTo(known.getHeight());
            for (int y = 0; y < painted.height(); y++) {
                for (int x = 0; x < painted.width(); x++) {
                    if (painted.at(x, y) != known.getRGB(x, y)) {
                        assertThat(Integer.toHexString(painted.at(x, y)))
                                .as("%s at %d, %d", name, x, y)
                                .isEqualTo(Integer.toHexString(known.getRGB(x, y)));
                    }
                }
            }
        }
    }

    @Test
    void repeatedNotesOfOnePitchStayApart() {
        var notes =
                NoteTable.builder(2).add(1, 2, 60, 90, 0).add(2, 3, 60, 90, 0).build();
        Pixels pixels = paint(song(false, notes), RollColours.LIGHT, 1, 140, false);
        int fill = RollColours.LIGHT.shades(0, false)[90];
        int row = rowWith(pixels, fill);
        assertThat(pixels.at(100, row)).isNotEqualTo(RollColours.LIGHT.row());
        assertThat(pixels.at(129, row))
                .as("the gap before the second note")
                .isIn(RollColours.LIGHT.row(), RollColours.LIGHT.major(), RollColours.LIGHT.minor());
        assertThat(pixels.at(160, row)).isNotEqualTo(RollColours.LIGHT.row());
    }

    @Test
    void aNoteWrittenDownTwiceLooksDifferentFromOneWrittenDownOnce() {
        var once = NoteTable.builder(1).add(1, 2, 60, 90, 0).build();
        var twice =
                NoteTable.builder(2).add(1, 2, 60, 90, 0).add(1, 2, 60, 90, 0).build();
        for (boolean drums : new boolean[] {false, true}) {
            for (int height : new int[] {70, 140, 300}) {
                assertThat(differing(
                                paint(song(drums, once), RollColours.DARK, 1, height, false),
                                paint(song(drums, twice), RollColours.DARK, 1, height, false)))
                        .as("drums %s, %d pixels", drums, height)
                        .isPositive();
            }
        }
    }

    private static int differing(Pixels one, Pixels other) {
        int differing = 0;
        for (int y = 0; y < one.height(); y++) {
            for (int x = 0; x < one.width(); x++) {
                differing += one.at(x, y) != other.at(x, y) ? 1 : 0;
            }
        }
        return differing;
    }

    private static int rowWith(Pixels pixels, int colour) {
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                if (pixels.at(x, y) == colour) {
                    return y;
                }
            }
        }
        throw new AssertionError("nothing painted");
    }

    @Test
    void theShortestNoteIsAPixelWide() {
        var notes = NoteTable.builder(1).add(1, 1 + 1e-9, 60, 90, 0).build();
        for (double scale : new double[] {1, 1.5, 2}) {
            Pixels pixels = paint(song(false, notes), RollColours.DARK, scale, 140, false);
            assertThat(rowWith(pixels, RollColours.DARK.shades(0, false)[90])).isPositive();
        }
    }

    @Test
    void aNoteThatBeganLongAgoIsStillPainted() {
        var builder = NoteTable.builder(500).add(0, 1000, 60, 90, 0);
        for (int i = 0; i < 499; i++) {
            builder.add(i, i + 0.1, 64, 90, 0);
        }
        Transcription song = song(false, builder.build());
        LaneLayout layout = Lanes.of(song).layout(140, 1, Lanes.SMALLEST_ROW);
        var pixels = new Pixels(200, 140);
        new NoteRaster(RollColours.DARK, OctaveNaming.C4, 1)
                .paint(pixels, layout, new TimeAxis(600, 0.01), 0, new Ruler(1000, 250), i -> false);
        assertThat(rowWith(pixels, RollColours.DARK.shades(0, false)[90])).isPositive();
    }

    @Test
    void nothingIsPaintedOutsideTheClip() {
        var pixels = new Pixels(40, 40);
        pixels.clip(10, 10, 30, 30);
        pixels.fill(-5, -5, 100, 100, 0xFF112233);
        pixels.blend(0, 0, 40, 40, 0xFFFFFFFF, 128);
        new StrokeFont(9, 1.2).draw(pixels, 0, 5, "WWWWWWW", 0xFFFFFFFF);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                boolean inside = x >= 10 && x < 30 && y >= 10 && y < 30;
                assertThat(pixels.at(x, y) != 0).isEqualTo(inside);
            }
        }
    }

    @Test
    void otherNotesLieOverThoseOfTheSongWhichAreDimmed() {
        var song = song(
                false,
                NoteTable.builder(2)
                        .add(1, 2, 60, 100, 0)
                        .add(3, 3.5, 62, 100, 0)
                        .build());
        var over = song(false, NoteTable.builder(1).add(1.5, 2.5, 60, 100, 0).build());
        var lanes = Lanes.of(song);
        var layout = lanes.layout(200, 1, 3);
        var time = TimeAxis.fit(4, 400);
        int[] argb = new int[400 * 220];
        var pixels = new Pixels(argb, 400, 400, 220);
        var raster = new NoteRaster(RollColours.LIGHT, OctaveNaming.C4, 1);
        raster.paint(pixels, layout, time, 0, Ruler.of(time, 7, 4), _ -> false, null, 0, Lanes.of(over));
        var lane = layout.lanes().getFirst();
        int y = (int) (lane.topOf(60) + lane.rowHeight() / 2 - 3);
        int ghostY = (int) (lane.topOf(62) + lane.rowHeight() / 2 - 3);
        int loud = RollColours.LIGHT.shades(0, false)[100];
        int ghost = RollColours.LIGHT.shades(0, true)[100];
        assertThat(argb[y * 400 + (int) time.xOf(1.2)]).isEqualTo(ghost);
        assertThat(argb[y * 400 + (int) time.xOf(2.2)]).isEqualTo(loud);
        assertThat(argb[ghostY * 400 + (int) time.xOf(3.2)]).isEqualTo(ghost);
    }

    @Test
    void anotherNoteOfAPitchThatTheLaneHasNoRowForIsNotSeen() {
        var lanes = Lanes.of(song(false, NoteTable.builder(1).add(1, 2, 60, 100, 0).build()));
        var layout = lanes.layout(400, 1, 3);
        assertThat(layout.lanes().getFirst().rows().row(100)).isEqualTo(Rows.NONE);
        int[] with = withOthers(layout, NoteTable.builder(1).add(1, 3, 100, 100, 0).build());
        int[] without =
                withOthers(layout, NoteTable.builder(1).add(5, 6, 60, 100, 0).build());
        assertThat(with).isEqualTo(without);
    }

    /** Scrolled so far that the lane begins above the picture. */
    private static int[] withOthers(LaneLayout layout, NoteTable over) {
        int[] argb = new int[400 * 300];
        var time = TimeAxis.fit(4, 400);
        new NoteRaster(RollColours.LIGHT, OctaveNaming.C4, 1)
                .paint(
                        new Pixels(argb, 400, 400, 300),
                        layout,
                        time,
                        60,
                        Ruler.of(time, 7, 4),
                        _ -> false,
                        null,
                        0,
                        Lanes.of(song(false, over)));
        return argb;
    }
}
