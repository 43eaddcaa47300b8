package rollscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallersTest {
    private final Callers callers = new Callers();
    private final List<List<Path>> shown = new ArrayList<>();

    @Test
    void whatComesBeforeThereIsAWindowWaitsForIt() {
        assertThat(callers.test(List.of(Path.of("one.mid")))).isTrue();
        assertThat(callers.test(List.of())).isTrue();
        callers.lead(shown::add);
        assertThat(callers.test(List.of(Path.of("two.mid")))).isTrue();
        assertThat(shown).containsExactly(List.of(Path.of("one.mid")), List.of(), List.of(Path.of("two.mid")));
    }

    @Test
    void aWindowThatClosesTakesNothingMore() {
        callers.lead(shown::add);
        callers.close();
        assertThat(callers.test(List.of(Path.of("one.mid")))).isFalse();
        assertThat(shown).isEmpty();
    }
}
