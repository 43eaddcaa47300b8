package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** What marks the selected notes, and the velocities. */
class MarksRasterTest {
    private static final RollColours COLOURS = RollColours.DARK;

    private static Pixels marks(LaneLayout layout, TimeAxis time, Selection selection, double scale) {
        var pixels = new Pixels(800, 600);
        pixels.fill(0, 0, 800, 600, 0xFF123456);
        new SelectionRaster(COLOURS, scale).paint(pixels, layout, time, 0, selection);
        return pixels;
    }

    @Test
    void aRingGoesAroundAChosenNoteAndTheNoteItselfStaysClear() {
        var builder = NoteTable.builder(2);
        builder.add(1, 2, 60, 100, 0).add(3, 4, 64, 100, 0);
        var song = new Transcription(
                "t", "T", 5, List.of(new Instrument(0, "A", 0, true, false)), builder.build(), List.of());
        LaneLayout layout = Lanes.of(song).layout(300, 1, Lanes.SMALLEST_ROW);
        Lane lane = layout.lanes().getFirst();
        var time = new TimeAxis(0, 0.01);
        Pixels pixels = marks(layout, time, Selection.of(0), 1);
        var shape = NoteShape.of(lane, time, 800, 1);
        int row = lane.rows().row(60);
        int left = shape.left(song.notes(), 0);
        int right = shape.right(song.notes(), 0, left);
        int top = (int) lane.bodyTop() + shape.top(row);
        int bottom = (int) lane.bodyTop() + shape.bottom(row);
        for (int x = left - 1; x <= right; x++) {
            assertThat(pixels.at(x, top - 1)).isEqualTo(COLOURS.text());
            assertThat(pixels.at(x, bottom)).isEqualTo(COLOURS.text());
        }
        assertThat(pixels.at(left, top)).isEqualTo(COLOURS.backdrop());
        assertThat(pixels.at((left + right) / 2, (top + bottom) / 2)).isZero();
        int painted = 0;
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 800; x++) {
                boolean near = x >= left - 1 && x <= right && y >= top - 1 && y <= bottom;
                assertThat(near || pixels.at(x, y) == 0).isTrue();
                painted += pixels.at(x, y) == 0 ? 0 : 1;
            }
        }
        assertThat(painted).isPositive();
    }

    @Test
    void ofManyChosenNotesEveryOneIsMarked() {
        Transcription song = Songs.random(21, 6000, 3, 30);
        NoteTable notes = song.notes();
        LaneLayout layout = Lanes.of(song).layout(600, 1, Lanes.SMALLEST_ROW);
        var time = new TimeAxis(5, 0.02);
        for (double scale : new double[] {1, 2}) {
            Pixels pixels = marks(layout, time, Selection.all(notes.size()), scale);
            int looked = 0;
            for (int note = 0; note < notes.size(); note++) {
                Lane lane = layout.laneOf(notes.instrument(note)).orElseThrow();
                var shape = NoteShape.of(lane, time, 800, scale);
                int left = shape.left(notes, note);
                int row = lane.rows().row(notes.pitch(note));
                int y = (int) Math.round(lane.bodyTop() * scale) + shape.middle(row);
                if (left < 20 || left > 780 || y > 590) {
                    continue;
                }
                boolean marked = false;
                for (int dx = -16; dx <= 16 && !marked; dx++) {
                    marked = pixels.at(left + dx, y) == COLOURS.text();
                }
                assertThat(marked).isTrue();
                looked++;
            }
            assertThat(looked).isGreaterThan(500);
        }
    }

    @Test
    void nothingIsMarkedInAClosedLane() {
        Transcription song = Songs.random(22, 400, 2, 10);
        LanePlan plan = LanePlan.of(2).withOpen(0, false).withOpen(1, false);
        LaneLayout layout = Lanes.of(song).layout(500, 1, 3, plan, false);
        Pixels pixels = marks(layout, new TimeAxis(0, 0.02), Selection.all(400), 1);
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 800; x++) {
                assertThat(pixels.at(x, y)).isZero();
            }
        }
    }

    @Test
    void aStemIsAsHighAsTheLoudestNoteThatStartsThere() {
        var random = new SplittableRandom(23);
        var builder = NoteTable.builder(40);
        int[] loudest = new int[400];
        for (int i = 0; i < 40; i++) {
            // Five pixels apart, so that no stem's head touches another.
            int x = 5 + 5 * random.nextInt(70);
            int velocity = 1 + random.nextInt(127);
            builder.add(x * 0.01, x * 0.01 + 0.1, 50 + random.nextInt(20), velocity, 0);
            loudest[x] = Math.max(loudest[x], velocity);
        }
        var song = new Transcription(
                "t", "T", 5, List.of(new Instrument(0, "A", 0, true, false)), builder.build(), List.of());
        LaneLayout layout = Lanes.of(song).layout(300, 1, 3);
        var pixels = new Pixels(400, VelocityRaster.HEIGHT);
        new VelocityRaster(COLOURS, 1)
                .paint(
                        pixels,
                        layout,
                        new TimeAxis(0, 0.01),
                        new Ruler(1000, 1000),
                        instrument -> false,
                        Selection.EMPTY);
        int[] shades = COLOURS.shades(0, false);
        for (int x = 5; x < 400; x += 5) {
            if (loudest[x] > 0) {
                int top = (int) Math.round(VelocityRaster.yOf(loudest[x]));
                for (int y = top; y < VelocityRaster.HEIGHT; y++) {
                    assertThat(pixels.at(x, y)).isEqualTo(shades[loudest[x]]);
                }
                assertThat(pixels.at(x, top - 2)).isNotEqualTo(shades[loudest[x]]);
            } else {
                assertThat(pixels.at(x, VelocityRaster.HEIGHT - 5))
                        .isNotIn(java.util.Arrays.stream(shades).boxed().toArray());
            }
        }
    }

    @Test
    void fromAfarTheVelocitiesStillReachTheLoudest() {
        Transcription song = Songs.random(24, 60_000, 1, 100);
        Lanes lanes = Lanes.of(song);
        LaneLayout layout = lanes.layout(300, 1, 3);
        Density density = lanes.index(0).density();
        assertThat(density).isNotNull();
        while (!density.complete()) {
            density.fill(10_000);
        }
        var pixels = new Pixels(400, VelocityRaster.HEIGHT);
        new VelocityRaster(COLOURS, 1)
                .paint(
                        pixels,
                        layout,
                        TimeAxis.fit(lanes.duration(), 400),
                        new Ruler(10_000, 10_000),
                        instrument -> false,
                        Selection.EMPTY);
        int[] shades = COLOURS.shades(0, false);
        int full = 0;
        for (int x = 0; x < 300; x++) {
            int at = pixels.at(x, VelocityRaster.HEIGHT - 3);
            full += java.util.Arrays.stream(shades).anyMatch(shade -> shade == at) ? 1 : 0;
        }
        assertThat(full).isEqualTo(300);
    }
}
