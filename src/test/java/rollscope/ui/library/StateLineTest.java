package rollscope.ui.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Problem;

class StateLineTest {
    private static final Instant SENT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NOW = SENT.plusSeconds(14);
    private static final Problem PROBLEM = new Problem(Problem.Kind.LATER, "It did not work.", "Wait.", "");

    @Test
    void statesAreToldInAMusiciansWords() {
        var poll = Optional.of(SENT.plusSeconds(20));
        assertThat(line(new JobState.Ready(1842, 6))).isEqualTo("Ready · 1\u00a0842 notes");
        assertThat(line(new JobState.Transcribing("m", SENT, poll, Optional.empty())))
                .isEqualTo("Transcribing · 0:14");
        assertThat(line(new JobState.Transcribing("m", SENT, poll, Optional.of(PROBLEM))))
                .startsWith("Transcribing · 0:14 · ");
        assertThat(line(new JobState.Empty())).isEqualTo("No notes – try stem by stem");
        assertThat(line(new JobState.Unknown(SENT, PROBLEM))).isEqualTo("Answer lost – check before paying again");
        assertThat(line(new JobState.Failed(PROBLEM, true))).isEqualTo("Failed – It did not work.");
    }

    @Test
    void eachTroubleHasWordsOfItsOwn() {
        var lines = Arrays.stream(Problem.Kind.values())
                .map(kind -> line(new JobState.Transcribing(
                        "m", SENT, Optional.of(NOW), Optional.of(new Problem(kind, "It did not work.", "Wait.", "")))))
                .toList();
        assertThat(lines).doesNotHaveDuplicates().allSatisfy(line -> assertThat(line)
                .startsWith("Transcribing · 0:14 · ")
                .doesNotContain("no connection"));
        assertThat(lines.get(Problem.Kind.FILE.ordinal())).contains("saved");
    }

    @Test
    void onlyWhatIsUnderWayChangesWithTime() {
        assertThat(StateLine.ticks(new JobState.Submitting(SENT, Optional.empty()))).isTrue();
        assertThat(StateLine.ticks(new JobState.Transcribing("m", SENT, Optional.of(NOW), Optional.empty())))
                .isTrue();
        assertThat(StateLine.ticks(new JobState.Transcribing("m", SENT, Optional.empty(), Optional.empty())))
                .isFalse();
        assertThat(StateLine.ticks(new JobState.Ready(1, 1))).isFalse();
    }

    private static String line(JobState state) {
        var request = new JobRequest("kie", "abc", Optional.empty(), JobRequest.ALL_STEMS);
        return StateLine.of(new Entry("e", "Song", request, SENT, state), NOW).text();
    }
}
