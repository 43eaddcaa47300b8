package rollscope.ui.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.roll.FollowMode;
import rollscope.roll.Songs;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

@ExtendWith(FxThread.class)
class FollowTest {
    private double now;
    private RollView roll;

    @BeforeEach
    void open() {
        roll = new RollView(nanoTime -> now, new Background(Runnable::run, Runnable::run));
        var scene = new Scene(new BorderPane(roll), 916, 822);
        roll.show(Songs.band());
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        roll.zoomTime(10);
        roll.model().bring(0, 0);
    }

    private void frameAt(double seconds) {
        now = seconds;
        roll.movePlayhead(0);
    }

    @Test
    void aPlayheadThatLeavesTurnsThePage() {
        roll.setFollowMode(FollowMode.PAGE);
        frameAt(1);
        assertThat(roll.visibleFrom()).isZero();
        double edge = roll.visibleTo();
        frameAt(edge - 0.01);
        assertThat(roll.visibleFrom()).isZero();
        frameAt(edge + 0.01);
        double visible = roll.visibleTo() - roll.visibleFrom();
        assertThat(roll.visibleFrom())
                .isCloseTo(
                        edge + 0.01 - visible / 10, within(roll.model().time().secondsPerPixel()));
    }

    @Test
    void whoHasPannedAwayIsNotPulledBack() {
        roll.setFollowMode(FollowMode.PAGE);
        frameAt(1);
        roll.gesture();
        roll.model().bring(60, 0);
        double from = roll.visibleFrom();
        frameAt(1.02);
        frameAt(1.04);
        assertThat(roll.visibleFrom()).isEqualTo(from);
    }

    @Test
    void followingBringsAPlayheadThatIsOutOfSight() {
        frameAt(60);
        assertThat(roll.visibleFrom()).isZero();
        roll.setFollowMode(FollowMode.PAGE);
        frameAt(60.01);
        assertThat(roll.visibleFrom()).isGreaterThan(50);
    }

    @Test
    void notFollowingLeavesTheViewAlone() {
        frameAt(1);
        frameAt(roll.visibleTo() + 1);
        assertThat(roll.visibleFrom()).isZero();
    }
}
