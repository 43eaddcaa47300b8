package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ClosingTest {
    @Test
    void closesTheLastFirstEachOnceWhateverOneThrows() {
        var closed = new ArrayList<String>();
        var closing = new Closing();
        closing.add(() -> closed.add("settings"));
        closing.add(() -> {
            closed.add("library");
            throw new IllegalStateException("on purpose");
        });
        closing.add(() -> closed.add("sound"));
        closing.run();
        closing.run();
        assertThat(closed).containsExactly("sound", "library", "settings");
    }
}
