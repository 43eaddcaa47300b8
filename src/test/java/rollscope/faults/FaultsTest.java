package rollscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link Faults}. */
class FaultsTest {
    private static final long MOST_BYTES = 64L << 20;

    @Test
    void nothingIsLostNorBoughtTwiceNorLeakedWhateverGoesWrong(@TempDir Path folder) throws InterruptedException {
        var lines = new ByteArrayOutputStream();
        var suite = new Suite(folder, new PrintStream(lines, true, StandardCharsets.UTF_8));
        Faults.few(suite);
        var totals = suite.totals();
        assertThat(totals.complaints).isEmpty();
        assertThat(totals.lost).isZero();
        assertThat(totals.submittedTwice).isZero();
        assertThat(totals.hangs).isZero();
        assertThat(totals.leaked).isZero();
        assertThat(totals.faults).isGreaterThan(60);
        assertThat(lines.toString(StandardCharsets.UTF_8).lines()).hasSize(totals.faults);
        assertThat(totals.kills).isEqualTo(8);
        assertThat(totals.rounds).isEqualTo(10);
        assertThat(totals.results).isGreaterThan(100);
    }

    @Test
    void twoThousandDamagedAnswersAndCallbacksAreRefusedOrUnderstoodAndBreakNothing() throws IOException {
        var outcome = Faults.mutated(2000, 6);
        assertThat(outcome.crashes()).isEmpty();
        assertThat(outcome.tried()).isEqualTo(2000);
        assertThat(outcome.understood()).isPositive();
        assertThat(outcome.allocated()).isLessThan(MOST_BYTES);
    }
}
