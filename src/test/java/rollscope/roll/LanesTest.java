package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class LanesTest {
    private static Transcription song(boolean drums, int... pitches) {
        var notes = NoteTable.builder(pitches.length);
        for (int i = 0; i < pitches.length; i++) {
            notes.add(i, i + 1, pitches[i], 80, 0);
        }
        var table = notes.build();
        return new Transcription(
                "t", "T", table.end(), List.of(new Instrument(0, "A", 0, true, drums)), table, List.of());
    }

    @Test
    void aLaneIsFoldedToItsRangeAndOneMore() {
        Rows rows = Lanes.of(song(false, 50, 71)).index(0).rows();
        assertThat(rows.lowest()).isEqualTo(49);
        assertThat(rows.highest()).isEqualTo(72);
        assertThat(rows.pitch(60)).isEqualTo(60);
    }

    @Test
    void aLaneHasAtLeastAnOctaveAndStaysInsideThePitches() {
        for (int pitch : new int[] {0, 1, 60, 126, 127}) {
            Rows rows = Lanes.of(song(false, pitch)).index(0).rows();
            assertThat(rows.count()).isEqualTo(13);
            assertThat(rows.row(pitch)).isEqualTo(pitch);
            assertThat(rows.lowest()).isNotNegative();
            assertThat(rows.highest()).isLessThanOrEqualTo(127);
        }
    }

    @Test
    void drumsHaveOneRowForEachPitchTheyUse() {
        Rows rows = Lanes.of(song(true, 42, 36, 42, 38)).index(0).rows();
        assertThat(rows.count()).isEqualTo(3);
        assertThat(IntStream.rangeClosed(rows.lowest(), rows.highest()).map(rows::pitch))
                .containsExactly(36, 38, 42);
        assertThat(rows.row(40)).isEqualTo(Rows.NONE);
    }

    @Test
    void anInstrumentWithoutNotesHasALane() {
        var empty = new Transcription(
                "t", "T", 0, List.of(new Instrument(0, "A", 0, true, true)), NoteTable.EMPTY, List.of());
        assertThat(Lanes.of(empty).layout(500, 1, 4).lanes()).hasSize(1);
        var nothing = new Transcription("t", "T", 0, List.of(), NoteTable.EMPTY, List.of());
        assertThat(Lanes.of(nothing).layout(500, 1, 4)).isEqualTo(LaneLayout.EMPTY);
    }

    @Test
    void lanesShareTheHeightAndLeaveLittleOver() {
        var lanes = Lanes.of(Songs.band());
        for (int available = 750; available < 1600; available += 37) {
            LaneLayout layout = lanes.layout(available, 1, Lanes.SMALLEST_ROW);
            assertThat(layout.height()).isBetween(available - 26.0, (double) available);
        }
    }

    @Test
    void lanesThatDoNotFitKeepTheirLeastRowsAndScroll() {
        LaneLayout layout = Lanes.of(Songs.band()).layout(200, 1, Lanes.SMALLEST_ROW);
        assertThat(layout.height()).isGreaterThan(200);
        assertThat(layout.lanes()).allMatch(lane -> lane.rowHeight() >= Lanes.SMALLEST_ROW);
        assertThat(layout.scrolledWithin(1e9, 200)).isEqualTo(layout.height() - 200);
        assertThat(layout.scrolledWithin(-5, 200)).isZero();
    }

    @Test
    void theRowsOfAKitHaveRoomForTheirNamesHoweverLittleThereIs() {
        for (int available = 200; available < 900; available += 50) {
            LaneLayout layout = Lanes.of(Songs.band()).layout(available, 1, Lanes.SMALLEST_ROW);
            assertThat(layout.lanes())
                    .filteredOn(lane -> lane.rows().isKit())
                    .isNotEmpty()
                    .allMatch(lane -> lane.rowHeight() >= 8);
        }
    }

    @Test
    void otherNamesNeedNoOtherLanes() {
        var song = Songs.band();
        var lanes = Lanes.of(song);
        var renamed = new ArrayList<>(song.instruments());
        renamed.set(
                0,
                new Instrument(
                        0, "Mine", 99, false, song.instruments().getFirst().drums()));
        var other = new Transcription("id", "t", song.duration(), renamed, song.notes(), List.of());
        assertThat(lanes.renamed(other)).hasValueSatisfying(now -> {
            assertThat(now.index(0)).isSameAs(lanes.index(0));
            assertThat(now.layout(800, 1, 4).lanes().getFirst().instrument().name())
                    .isEqualTo("Mine");
        });
        renamed.set(
                0,
                new Instrument(
                        0, "Mine", 0, false, !song.instruments().getFirst().drums()));
        assertThat(lanes.renamed(new Transcription("id", "t", song.duration(), renamed, song.notes(), List.of())))
                .isEmpty();
        assertThat(lanes.renamed(new Transcription("id", "t", 1, song.instruments(), NoteTable.EMPTY, List.of())))
                .isEmpty();
    }

    @Test
    void lanesLieWithoutGapsAndAreFoundByTheirHeight() {
        LaneLayout layout = Lanes.of(Songs.band()).layout(800, 1.7, Lanes.SMALLEST_ROW);
        double top = 0;
        for (Lane lane : layout.lanes()) {
            assertThat(lane.top()).isEqualTo(top);
            assertThat(layout.laneAt(lane.top())).contains(lane);
            assertThat(layout.laneAt(lane.bottom() - 0.1)).contains(lane);
            top = lane.bottom();
        }
        assertThat(layout.laneAt(-0.1)).isEmpty();
        assertThat(layout.laneAt(layout.height())).isEmpty();
    }

    @Test
    void zoomingMakesRowsTaller() {
        var lanes = Lanes.of(Songs.band());
        assertThat(lanes.layout(800, 3, 4).height())
                .isGreaterThan(2 * lanes.layout(800, 1, 4).height());
    }

    @Test
    void anIndexFindsWhatScanningEveryNoteFinds() {
        Transcription song = Songs.random(5, 3000, 3, 60);
        Lanes lanes = Lanes.of(song);
        var random = new SplittableRandom(6);
        for (int round = 0; round < 300; round++) {
            LaneIndex index = lanes.index(round % 3);
            double from = random.nextDouble(-5, 70);
            double to = from + random.nextDouble(20);
            var expected = song.notes()
                    .notesOf(round % 3)
                    .filter(note ->
                            song.notes().start(note) < to && song.notes().end(note) > from)
                    .boxed()
                    .toList();
            int stop = index.firstStartingFrom(to);
            var forward = new ArrayList<Integer>();
            for (int at = index.nextEndingAfter(from, 0, stop);
                    at < stop;
                    at = index.nextEndingAfter(from, at + 1, stop)) {
                forward.add(index.note(at));
            }
            assertThat(forward).isEqualTo(expected);
            var backward = new ArrayList<Integer>();
            for (int at = index.previousEndingAfter(from, stop - 1);
                    at >= 0;
                    at = index.previousEndingAfter(from, at - 1)) {
                backward.add(index.note(at));
            }
            assertThat(backward.reversed()).isEqualTo(expected);
        }
    }
}
