package rollscope.ui.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rollscope.roll.FollowMode;
import rollscope.roll.Songs;
import rollscope.ui.FxThread;
import rollscope.ui.Pulses;

class RestingPlayheadTest {
    private final AtomicInteger asked = new AtomicInteger();
    private RollView roll;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        FxThread.start();
        FxThread.call(() -> {
            roll = new RollView(_ -> asked.incrementAndGet());
            roll.show(Songs.band());
            stage = new Stage();
            stage.setScene(new Scene(new BorderPane(roll), 900, 600));
            stage.show();
            return null;
        });
    }

    @AfterEach
    void close() throws Exception {
        FxThread.call(() -> {
            roll.close();
            stage.hide();
            return null;
        });
    }

    private int asked() throws Exception {
        return FxThread.call(asked::get);
    }

    private void moving(boolean moves) throws Exception {
        FxThread.call(() -> {
            roll.setMoving(moves);
            return null;
        });
    }

    @Test
    void aPlayheadThatRestsIsAskedForOnceMoreAndThenNever() throws Exception {
        int before = asked();
        Pulses.await(5);
        assertThat(asked()).isGreaterThan(before);
        moving(false);
        Pulses.await(3);
        int resting = asked();
        Pulses.await(10);
        assertThat(asked()).isEqualTo(resting);
        moving(true);
        Pulses.await(5);
        assertThat(asked()).isGreaterThan(resting);
    }

    @Test
    void followingLooksForAPlayheadThatRests() throws Exception {
        moving(false);
        Pulses.await(3);
        int resting = asked();
        FxThread.call(() -> {
            roll.setFollowMode(FollowMode.PAGE);
            return null;
        });
        Pulses.await(3);
        assertThat(asked()).isEqualTo(resting + 1);
    }
}
