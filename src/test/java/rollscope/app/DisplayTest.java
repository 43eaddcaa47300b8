package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    @Test
    void withoutADisplayItSaysWhatToDoAndWhatWorksWithout() {
        var obstacle = Display.of("Linux", "", Map.of("DISPLAY", "")).obstacle();
        assertThat(obstacle).hasValueSatisfying(text -> assertThat(text)
                .contains("no display")
                .contains("rollscope demo --out DIR")
                .hasLineCount(2));
    }

    @Test
    void withoutGtkItSaysWhatToInstall() {
        var obstacle = new Display(true, false, true, library -> false).obstacle();
        assertThat(obstacle)
                .hasValueSatisfying(text ->
                        assertThat(text).contains("sudo apt install libgtk-3-0").contains("rollscope demo --out DIR"));
    }

    @Test
    void aDesktopAndOtherSystemsAreNotInTheWay() {
        assertThat(new Display(true, false, true, library -> true).obstacle()).isEmpty();
        assertThat(Display.of("Windows 11", "", Map.of()).obstacle()).isEmpty();
        assertThat(Display.of("Mac OS X", "", Map.of()).obstacle()).isEmpty();
    }

    @Test
    void theHeadlessToolkitNeedsNothing() {
        assertThat(Display.of("Linux", "Headless", Map.of()).obstacle()).isEmpty();
    }

    @Test
    void aToolkitThatFailsIsExplained() {
        assertThat(Display.explain(new UnsupportedOperationException("Unable to open DISPLAY")))
                .contains("no display");
        assertThat(Display.explain(new IllegalStateException("odd"))).contains("the log says why");
    }
}
