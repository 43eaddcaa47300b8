package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;

class DensityTest {
    private static final int NOTES = 25_000;

    /** The stretches that so many notes make: with this length every note begins and ends at the edge of one. */
    private static final int STEPS = NOTES / 5;

    private static LaneIndex index(NoteTable table, boolean drums) {
        var song = new Transcription(
                "t", "T", table.end(), List.of(new Instrument(0, "A", 0, true, drums)), table, List.of());
        LaneIndex index = Lanes.of(song).index(0);
        index.fill(Integer.MAX_VALUE);
        return index;
    }

    /** Notes of sixteenths of a second, from 0 to {@link #STEPS} of them, with rests. */
    private static NoteTable onTheGrid() {
        var random = new SplittableRandom(5);
        var notes = NoteTable.builder(NOTES).add(0, 1 / 16.0, 60, 1, 0);
        notes.add((STEPS - 1) / 16.0, STEPS / 16.0, 60, 1, 0);
        for (int i = 2; i < NOTES; i++) {
            int at = random.nextInt(STEPS - 8);
            // Busy stretches and sparse ones.
            if (at / 100 % 3 != 0 && random.nextInt(30) != 0) {
                at = at / 300 * 300;
            }
            notes.add(
                    at / 16.0,
                    (at + 1 + random.nextInt(8)) / 16.0,
                    40 + random.nextInt(40),
                    1 + random.nextInt(127),
                    0);
        }
        return notes.build();
    }

    /**
     * The loudest note in each pixel, told without any index: in each sixteenth first, then each unbroken row of them reaches
     * from the nearest pixel to the nearest pixel.
     */
    private static int[] loudest(NoteTable notes, int pitch, double start, double pixel, int width) {
        int[] loud = new int[STEPS];
        for (int note = 0; note < notes.size(); note++) {
            if (notes.pitch(note) == pitch) {
                for (int i = (int) (notes.start(note) * 16); i < notes.end(note) * 16; i++) {
                    loud[i] = Math.max(loud[i], notes.velocity(note));
                }
            }
        }
        int[] line = new int[width];
        int i = 0;
        while (i < STEPS) {
            int from = i;
            while (i < STEPS && loud[i] > 0) {
                i++;
            }
            if (i == from) {
                i++;
                continue;
            }
            long left = Math.round((from / 16.0 - start) / pixel);
            long right = Math.max(left + 1, Math.round((i / 16.0 - start) / pixel));
            for (int k = from; k < i; k++) {
                long x0 = Math.min(Math.round((k / 16.0 - start) / pixel), right - 1);
                long x1 = Math.max(x0 + 1, Math.round(((k + 1) / 16.0 - start) / pixel));
                for (long x = Math.max(0, x0); x < Math.min(x1, width); x++) {
                    line[(int) x] = Math.max(line[(int) x], loud[k]);
                }
            }
        }
        return line;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0625, 0.1, 0.125, 0.2})
    void eachPixelShowsTheLoudestNoteInItAndNoOtherPixelIsPainted(double pixel) {
        NoteTable notes = onTheGrid();
        Density density = index(notes, false).density();
        int level = density.levelFor(pixel);
        assertThat(density.length(level)).isEqualTo(1 / 16.0);
        int width = 700;
        byte[] line = new byte[width];
        for (double start : new double[] {-1.01, 0.003, 17.77, 200.4}) {
            Density.Edges edges = density.edges(level, start, pixel, width);
            for (int pitch = 38; pitch < 82; pitch++) {
                boolean any = density.row(edges, pitch, line);
                int[] expected = loudest(notes, pitch, start, pixel, width);
                boolean anyExpected = false;
                for (int x = 0; x < width; x++) {
                    assertThat((int) line[x])
                            .as("pitch %d, x %d, from %f", pitch, x, start)
                            .isEqualTo(expected[x]);
                    anyExpected |= expected[x] > 0;
                }
                if (anyExpected) {
                    assertThat(any).isTrue();
                }
            }
        }
    }

    /**
     * However far away: what one by one would paint is painted within a pixel of there, and nothing else is. (One by one, a
     * wide note also leaves a gap free at its end, so that the next stays apart.)
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2})
    void fromAfarNoNoteIsLostAndNoneAppears(double scale) {
        Transcription song = Songs.random(4, 90_000, 3, 900);
        Lanes lanes = Lanes.of(song);
        int width = (int) (500 * scale);
        for (Lane lane : lanes.layout(1500, 1, Lanes.SMALLEST_ROW).lanes()) {
            lane.index().fill(Integer.MAX_VALUE);
            Density density = lane.index().density();
            assertThat(density).isNotNull();
            for (double visible : new double[] {900, 500, 333}) {
                var time = new TimeAxis(40.1, visible / 500);
                var shape = NoteShape.of(lane, time, 500, scale);
                double pixel = time.secondsPerPixel() / scale;
                Density.Edges edges = density.edges(density.levelFor(pixel), time.start(), pixel, width);
                byte[] line = new byte[width];
                for (int row = lane.rows().lowest(); row <= lane.rows().highest(); row++) {
                    int pitch = lane.rows().pitch(row);
                    density.row(edges, pitch, line);
                    BitSet exact = exact(lane, shape, pitch, width);
                    for (int x = 4; x < width - 1; x++) {
                        if (exact.get(x)) {
                            assertThat(line[x - 1] | line[x] | line[x + 1])
                                    .as("%d in row %d", x, row)
                                    .isPositive();
                        }
                        if (line[x] != 0) {
                            assertThat(exact.nextSetBit(x - 1 - shape.gap()))
                                    .as("%d in row %d", x, row)
                                    .isBetween(0, x + 1);
                        }
                    }
                }
            }
        }
    }

    private static BitSet exact(Lane lane, NoteShape shape, int pitch, int width) {
        var painted = new BitSet();
        NoteTable notes = lane.index().table();
        for (int position = 0; position < lane.index().size(); position++) {
            int note = lane.index().note(position);
            if (notes.pitch(note) == pitch) {
                int left = shape.left(notes, note);
                int right = shape.drums() ? left + 1 : shape.right(notes, note, left);
                if (right > 0 && left < width) {
                    painted.set(Math.max(0, left), Math.min(right, width));
                }
            }
        }
        return painted;
    }

    @Test
    void repeatedNotesStayApartFromAfarWhereAPixelAndAHalfLiesBetween() {
        var builder = NoteTable.builder(NOTES);
        for (int i = 0; i < NOTES; i++) {
            int at = i % 2000;
            builder.add(at * 0.5, at * 0.5 + 0.17, 40 + i / 2000, 90, 0);
        }
        Density density = index(builder.build(), false).density();
        double pixel = 0.2;
        byte[] line = new byte[1000];
        density.row(density.edges(density.levelFor(pixel), 3, pixel, 1000), 45, line);
        int apart = 0;
        for (int x = 1; x < line.length; x++) {
            apart += line[x - 1] == 0 && line[x] != 0 ? 1 : 0;
        }
        assertThat(apart).isBetween(398, 400); // 200 seconds
    }

    @Test
    void onlyLanesOfManyNotesNeedIt() {
        LaneIndex few = Lanes.of(Songs.band()).index(2);
        assertThat(few.density()).isNull();
        assertThat(few.filled()).isEqualTo(few.size());
    }

    @Test
    void itIsNotUsedForAStretchLongerThanAPixel() {
        Density density = index(onTheGrid(), false).density();
        assertThat(density.levelFor(0.06)).isEqualTo(-1);
        assertThat(density.levelFor(0.0626)).isZero();
    }

    /** Before and after, edges may lie a pixel apart; were notes missing, most of what is painted would differ. */
    @Test
    void aLaneIsPaintedWholeBeforeItIsReady() {
        Transcription song = Songs.random(4, 90_000, 3, 900);
        var time = TimeAxis.fit(900, 300);
        int[][] painted = new int[2][];
        for (int ready = 0; ready < 2; ready++) {
            Lanes lanes = Lanes.of(song);
            for (int lane = 0; lane < 3 * ready; lane++) {
                lanes.index(lane).fill(10_000);
                assertThat(lanes.index(lane).filled()).isEqualTo(10_000);
                lanes.index(lane).fill(Integer.MAX_VALUE);
                assertThat(lanes.index(lane).filled())
                        .isEqualTo(lanes.index(lane).size());
            }
            painted[ready] = new int[300 * 700];
            new NoteRaster(RollColours.DARK, OctaveNaming.C4, 1)
                    .paint(
                            new Pixels(painted[ready], 300, 300, 700),
                            lanes.layout(700, 1, Lanes.SMALLEST_ROW),
                            time,
                            0,
                            new Ruler(1000_000, 1000_000),
                            instrument -> false);
        }
        int empty = 0;
        int differing = 0;
        for (int i = 0; i < painted[0].length; i++) {
            boolean one = row(painted[0][i]);
            boolean other = row(painted[1][i]);
            empty += one ? 1 : 0;
            differing += one != other ? 1 : 0;
        }
        assertThat(empty).isPositive();
        assertThat(differing).isLessThan(painted[0].length / 8);
    }

    private static boolean row(int colour) {
        return colour == RollColours.DARK.row() || colour == RollColours.DARK.blackRow();
    }
}
