package rollscope.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.ui.FxThread;

@ExtendWith(FxThread.class)
class OneAPulseTest {
    private final List<String> done = new ArrayList<>();
    private final OneAPulse pulses = new OneAPulse();

    @Test
    void eachHasAPulseOfItsOwn() {
        pulses.later(() -> done.add("one"));
        pulses.later(() -> done.add("two"));
        assertThat(done).isEmpty();
        FxThread.pulse();
        assertThat(done).containsExactly("one");
        FxThread.pulse();
        assertThat(done).containsExactly("one", "two");
    }

    @Test
    void nothingIsDoneBeforeItIsCalm() {
        var calm = new boolean[1];
        var patient = new OneAPulse(() -> calm[0]);
        patient.later(() -> done.add("one"));
        FxThread.pulse();
        assertThat(done).isEmpty();
        calm[0] = true;
        FxThread.pulse();
        assertThat(done).containsExactly("one");
    }

    @Test
    void whatComesAfterwardsWaitsForAllThatWaits() {
        pulses.later(() -> done.add("one"));
        pulses.afterwards(() -> done.add("last"));
        pulses.later(() -> done.add("two"));
        FxThread.pulse();
        assertThat(done).containsExactly("one");
        FxThread.pulse();
        assertThat(done).containsExactly("one", "two", "last");
    }

    @Test
    void whatComesAfterwardsIsDoneAtOnceIfNothingWaits() {
        pulses.afterwards(() -> done.add("last"));
        assertThat(done).containsExactly("last");
    }

    @Test
    void whatComesAfterwardsMayAskForMore() {
        pulses.later(() -> done.add("one"));
        pulses.afterwards(() -> pulses.later(() -> done.add("two")));
        pulses.afterwards(() -> done.add("last"));
        FxThread.pulse();
        assertThat(done).containsExactly("one");
        FxThread.pulse();
        assertThat(done).containsExactly("one", "two", "last");
    }

    @Test
    void nothingIsDoneThatWasForgotten() {
        pulses.later(() -> done.add("one"));
        pulses.afterwards(() -> done.add("last"));
        pulses.stop();
        FxThread.pulse();
        assertThat(done).isEmpty();
    }
}
