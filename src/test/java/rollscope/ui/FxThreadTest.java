package rollscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThread.class)
class FxThreadTest {
    @Test
    void testsRunOnTheFxThread() {
        assertThat(Platform.isFxApplicationThread()).isTrue();
    }

    @Test
    void aWindowOpensWithoutADisplay() {
        var stage = new Stage();
        stage.setScene(new Scene(new StackPane(), 1400, 900));
        stage.show();
        try {
            assertThat(stage.isShowing()).isTrue();
        } finally {
            stage.close();
        }
    }
}
