package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;

class HitTestTest {
    @Test
    void findsTheNoteThatAScanOfAllNotesFindsLast() {
        Transcription song = Songs.random(9, 2000, 3, 40);
        NoteTable notes = song.notes();
        Lanes lanes = Lanes.of(song);
        var random = new SplittableRandom(10);
        int hits = 0;
        for (int round = 0; round < 1500; round++) {
            double scale = new double[] {1, 1.5, 2}[random.nextInt(3)];
            Lane lane = lanes.layout(300 + random.nextInt(1500), 1, Lanes.SMALLEST_ROW)
                    .lanes()
                    .get(round % 3);
            var time = new TimeAxis(random.nextDouble(0, 30), random.nextBoolean() ? 0.005 : 0.04);
            double x = random.nextDouble(0, 900);
            double y = random.nextDouble(0, lane.bodyHeight());
            var shape = NoteShape.of(lane, time, 900, scale);
            int expected = -1;
            for (int note = 0; note < notes.size(); note++) {
                if (notes.instrument(note) == round % 3
                        && shape.contains(notes, note, (int) Math.floor(x * scale), (int) Math.floor(y * scale))) {
                    expected = note;
                }
            }
            OptionalInt found = HitTest.noteAt(lane, time, x, y, scale);
            assertThat(found.orElse(-1)).isEqualTo(expected);
            hits += expected >= 0 ? 1 : 0;
        }
        assertThat(hits).isGreaterThan(50);
    }

    /** What is hit is what is seen: an independent look at the painted pixels. */
    @Test
    void everyHitPixelIsPaintedAndNoOther() {
        var builder = NoteTable.builder(3);
        builder.add(0.5, 1.0, 60, 127, 0).add(1.0, 1.2, 60, 127, 0).add(0.7, 1.1, 64, 127, 0);
        var table = builder.build();
        var song = new Transcription("t", "T", 2, List.of(new Instrument(0, "A", 0, true, false)), table, List.of());
        LaneLayout layout = Lanes.of(song).layout(120, 1, Lanes.SMALLEST_ROW);
        Lane lane = layout.lanes().getFirst();
        var time = new TimeAxis(0, 0.01);
        var ruler = new Ruler(1000, 1000);
        var with = new Pixels(200, 120);
        new NoteRaster(RollColours.DARK, OctaveNaming.C4, 1).paint(with, layout, time, 0, ruler, i -> false);
        var without = new Pixels(200, 120);
        var empty = new Lane(
                lane.instrument(),
                Lanes.of(new Transcription("t", "T", 2, song.instruments(), NoteTable.EMPTY, List.of()))
                        .index(0),
                lane.top(),
                lane.rowHeight());
        new NoteRaster(RollColours.DARK, OctaveNaming.C4, 1)
                .paint(without, new LaneLayout(List.of(empty), layout.height()), time, 0, ruler, i -> false);
        int compared = 0;
        for (int y = (int) lane.bodyTop(); y < lane.bottom(); y++) {
            for (int x = 0; x < 200; x++) {
                boolean hit = HitTest.noteAt(lane, time, x + 0.5, y - lane.bodyTop() + 0.5, 1)
                        .isPresent();
                if (with.at(x, y) == RollColours.DARK.shades(0, false)[127]) {
                    assertThat(hit).as("%d %d", x, y).isTrue();
                    compared++;
                }
                if (hit) {
                    assertThat(with.at(x, y))
                            .isNotEqualTo(without.at(x, y))
                            .isNotIn(RollColours.DARK.row(), RollColours.DARK.blackRow(), RollColours.DARK.major());
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }
}
