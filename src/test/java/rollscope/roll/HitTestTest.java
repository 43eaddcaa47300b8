package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
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

    /** Any arrangement of three lanes that a hand can make. */
    private static LaneLayout anyLayout(Lanes lanes, SplittableRandom random) {
        double available = 200 + random.nextInt(1200);
        double zoom = random.nextInt(3) == 0 ? 2.5 : 1;
        boolean fold = random.nextBoolean();
        if (random.nextInt(3) == 0) {
            return lanes.overlay(available, zoom, Lanes.SMALLEST_ROW, random.nextInt(3), fold);
        }
        LanePlan plan = LanePlan.of(3).moved(random.nextInt(3), random.nextInt(4));
        if (random.nextBoolean()) {
            plan = plan.withOpen(random.nextInt(3), false);
        }
        if (random.nextBoolean()) {
            plan = plan.resized(random.nextInt(3), 3 + random.nextInt(20));
        }
        return lanes.layout(available, zoom, Lanes.SMALLEST_ROW, plan, fold);
    }

    @Test
    void findsInEveryArrangementTheNoteThatAScanFinds() {
        Transcription song = Songs.random(11, 1500, 3, 40);
        NoteTable notes = song.notes();
        Lanes lanes = Lanes.of(song);
        var random = new SplittableRandom(12);
        int hits = 0;
        for (int round = 0; round < 1500; round++) {
            double scale = new double[] {1, 1.5, 2}[random.nextInt(3)];
            LaneLayout layout = anyLayout(lanes, random);
            var time = new TimeAxis(random.nextDouble(0, 30), random.nextBoolean() ? 0.005 : 0.04);
            double x = random.nextDouble(0, 900);
            double y = random.nextDouble(-10, layout.height() + 10);
            int expected = -1;
            for (Lane lane : layout.lanes()) {
                var shape = NoteShape.of(lane, time, 900, scale);
                int px = (int) Math.floor(x * scale);
                int py = (int) Math.floor((y - lane.bodyTop()) * scale);
                boolean inBody = lane.open() && y >= lane.bodyTop() && y < lane.bottom();
                for (int note = 0; note < notes.size() && inBody; note++) {
                    if (notes.instrument(note) == lane.instrument().index() && shape.contains(notes, note, px, py)) {
                        expected = note;
                    }
                }
            }
            assertThat(HitTest.noteAt(layout, time, x, y, scale).orElse(-1)).isEqualTo(expected);
            hits += expected >= 0 ? 1 : 0;
        }
        assertThat(hits).isGreaterThan(100);
    }

    @Test
    void aRectangleFindsTheNotesThatAreHitSomewhereInIt() {
        Transcription song = Songs.random(13, 600, 3, 4);
        NoteTable notes = song.notes();
        Lanes lanes = Lanes.of(song);
        var random = new SplittableRandom(14);
        int found = 0;
        for (int round = 0; round < 80; round++) {
            double scale = random.nextBoolean() ? 1 : 2;
            LaneLayout layout = anyLayout(lanes, random);
            var time = new TimeAxis(random.nextDouble(0, 1), random.nextBoolean() ? 0.005 : 0.02);
            double left = random.nextInt(400);
            double top = random.nextInt((int) layout.height());
            double right = left + random.nextInt(36);
            double bottom = top + random.nextInt(36);
            var expected = new BitSet();
            var uncertain = new BitSet();
            for (Lane lane : layout.lanes()) {
                if (!lane.open() || layout.isGhost(lane)) {
                    continue;
                }
                var shape = NoteShape.of(lane, time, 900, scale);
                int body = (int) Math.floor(lane.bodyTop() * scale);
                for (int note = 0; note < notes.size(); note++) {
                    if (notes.instrument(note) == lane.instrument().index()) {
                        boolean corner = lane.instrument().drums();
                        (corner ? uncertain : expected)
                                .set(note, touches(shape, notes, note, left, top, right, bottom, scale, body));
                    }
                }
            }
            var actual = new BitSet();
            HitTest.notesIn(layout, time, left, top, right, bottom, scale, actual);
            // A rectangle at the corner of a diamond may count as touching it.
            var missed = (BitSet) uncertain.clone();
            missed.andNot(actual);
            assertThat(missed.isEmpty()).isTrue();
            for (int note = actual.nextSetBit(0); note >= 0; note = actual.nextSetBit(note + 1)) {
                if (lanes.transcription()
                        .instruments()
                        .get(notes.instrument(note))
                        .drums()) {
                    actual.clear(note);
                }
            }
            assertThat(actual).isEqualTo(expected);
            found += actual.cardinality();
        }
        assertThat(found).isGreaterThan(30);
    }

    /** Whether any pixel of the rectangle is one of the note's. */
    private static boolean touches(
            NoteShape shape,
            NoteTable notes,
            int note,
            double left,
            double top,
            double right,
            double bottom,
            double scale,
            int body) {
        for (int y = (int) (top * scale); y <= (int) (bottom * scale); y++) {
            for (int x = (int) (left * scale); x <= (int) (right * scale); x++) {
                if (shape.contains(notes, note, x, y - body)) {
                    return true;
                }
            }
        }
        return false;
    }
}
