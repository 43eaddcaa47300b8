package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LanePlanTest {
    private static List<Integer> instruments(LaneLayout layout) {
        return layout.lanes().stream().map(lane -> lane.instrument().index()).toList();
    }

    @Test
    void movingPutsALaneBeforeTheOneThatWasThere() {
        LanePlan plan = LanePlan.of(4);
        assertThat(plan.moved(3, 0).order()).containsExactly(3, 0, 1, 2);
        assertThat(plan.moved(0, 4).order()).containsExactly(1, 2, 3, 0);
        assertThat(plan.moved(1, 3).order()).containsExactly(0, 2, 1, 3);
        assertThat(plan.moved(1, 1).order()).containsExactly(0, 1, 2, 3);
        assertThat(plan.moved(1, 2).order()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whateverIsMovedEveryLaneStaysInTheStackOnce() {
        var random = new SplittableRandom(4);
        LanePlan plan = LanePlan.of(7);
        for (int i = 0; i < 500; i++) {
            plan = plan.moved(random.nextInt(7), random.nextInt(8));
            assertThat(plan.order()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void anOrderThatLeavesALaneOutIsRefused() {
        assertThatThrownBy(() -> new LanePlan(List.of(0, 2), Set.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LanePlan.of(2).resized(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lanesLieInTheirOrderWithoutGapsAndClosedOnesAreOnlyAHeader() {
        Lanes lanes = Lanes.of(Songs.random(1, 500, 5, 20));
        LanePlan plan = LanePlan.of(5).moved(4, 0).withOpen(1, false).resized(2, 9);
        LaneLayout layout = lanes.layout(700, 1, Lanes.SMALLEST_ROW, plan, false);
        assertThat(instruments(layout)).containsExactly(4, 0, 1, 2, 3);
        double top = 0;
        for (Lane lane : layout.lanes()) {
            assertThat(lane.top()).isEqualTo(top);
            top = lane.bottom();
        }
        assertThat(layout.height()).isEqualTo(top);
        assertThat(layout.laneOf(1).orElseThrow().bodyHeight()).isZero();
        assertThat(layout.laneOf(2).orElseThrow().rowHeight()).isEqualTo(9);
        LaneLayout open =
                lanes.layout(700, 1, Lanes.SMALLEST_ROW, plan.withOpen(1, true).unsized(2), false);
        assertThat(open.laneOf(1).orElseThrow().bodyHeight()).isPositive();
        assertThat(open.laneOf(2).orElseThrow().rowHeight())
                .isEqualTo(lanes.layout(700, 1, Lanes.SMALLEST_ROW)
                        .laneOf(2)
                        .orElseThrow()
                        .rowHeight());
    }

    @Test
    void whatAClosedLaneLeavesTheOthersShare() {
        Lanes lanes = Lanes.of(Songs.band());
        LaneLayout all = lanes.layout(820, 1, Lanes.SMALLEST_ROW);
        LaneLayout less =
                lanes.layout(820, 1, Lanes.SMALLEST_ROW, LanePlan.of(6).withOpen(2, false), false);
        double before = 0;
        double after = 0;
        for (int i : new int[] {0, 1, 3, 4, 5}) {
            before += all.laneOf(i).orElseThrow().bodyHeight();
            after += less.laneOf(i).orElseThrow().bodyHeight();
        }
        assertThat(after).isGreaterThan(before);
        assertThat(less.height()).isLessThanOrEqualTo(820);
    }

    @Test
    void foldedLanesHaveARowForEveryPlayedPitchAndNoOther() {
        var song = Songs.band();
        Lanes lanes = Lanes.of(song);
        LaneLayout layout = lanes.layout(820, 1, Lanes.SMALLEST_ROW, LanePlan.of(6), true);
        for (Lane lane : layout.lanes()) {
            var played = new java.util.TreeSet<Integer>();
            song.notes()
                    .notesOf(lane.instrument().index())
                    .forEach(note -> played.add(song.notes().pitch(note)));
            var rows = new ArrayList<Integer>();
            for (int row = lane.rows().lowest(); row <= lane.rows().highest(); row++) {
                rows.add(lane.rows().pitch(row));
            }
            assertThat(rows).containsExactlyElementsOf(played);
        }
    }

    @Test
    void anOverlayHasARowForEveryPitchAndTheChosenInstrumentInFront() {
        var song = Songs.band();
        LaneLayout layout = Lanes.of(song).overlay(800, 1, Lanes.SMALLEST_ROW, 2, false);
        assertThat(layout.overlay()).isTrue();
        assertThat(instruments(layout)).containsExactly(0, 1, 3, 4, 5, 2);
        Rows rows = layout.lanes().getFirst().rows();
        for (int note = 0; note < song.notes().size(); note++) {
            assertThat(rows.row(song.notes().pitch(note))).isNotEqualTo(Rows.NONE);
        }
        assertThat(layout.laneAt(100)).contains(layout.lanes().getLast());
        assertThat(layout.laneAt(layout.height())).isEmpty();
        assertThat(layout.lanes())
                .allMatch(lane -> layout.isGhost(lane) == (lane.instrument().index() != 2));
        assertThat(layout.lanes().stream().filter(layout::isGround)).hasSize(1);
    }

    @Test
    void equalPlansMakeEqualLayoutsSoThatNothingIsPaintedTwice() {
        Lanes lanes = Lanes.of(Songs.band());
        for (boolean fold : new boolean[] {false, true}) {
            assertThat(lanes.overlay(800, 1, 3, 2, fold)).isEqualTo(lanes.overlay(800, 1, 3, 2, fold));
            assertThat(lanes.layout(800, 1, 3, LanePlan.of(6), fold))
                    .isEqualTo(lanes.layout(800, 1, 3, LanePlan.of(6), fold));
        }
    }
}
