package rollscope.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Problem;
import rollscope.ui.connect.JobPanel.Choice;
import rollscope.ui.text.Notice.Tone;

class JobPanelTest {
    private static final Instant SENT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Problem PROBLEM =
            new Problem(Problem.Kind.LATER, "No connection.", "Check the network.", "HTTP 503");
    private static final JobRequest DRUMS = new JobRequest("kie", "abc", Optional.of("id-1"), "Drums");
    private static final JobRequest ALL = new JobRequest("kie", "abc", Optional.empty(), JobRequest.ALL_STEMS);

    @Test
    void aRunningJobTellsHowLongAndWhenItIsAskedAgain() {
        var panel = panel(
                DRUMS,
                new JobState.Transcribing("m", SENT, Optional.of(SENT.plusSeconds(20)), Optional.empty()),
                Duration.ofSeconds(14));
        assertThat(panel.headline()).isEqualTo("Transcribing Drums");
        assertThat(panel.detail())
                .isEqualTo("0:14 · usually half a minute to a minute and a half · asked again in 6 s");
        assertThat(panel.choices()).containsExactly(Choice.STOP_WAITING);
        assertThat(panel.progress()).isBetween(0.1, 0.9);
    }

    @Test
    void progressGrowsAndNeverArrivesByItself() {
        double last = 0;
        for (int second = 0; second < 900; second += 10) {
            var state = new JobState.Transcribing("m", SENT, Optional.of(SENT.plusSeconds(1000)), Optional.empty());
            double now = panel(DRUMS, state, Duration.ofSeconds(second)).progress();
            assertThat(now).isGreaterThanOrEqualTo(last).isLessThan(1);
            last = now;
        }
    }

    @Test
    void troubleWhileWaitingIsToldAndTheJobGoesOn() {
        var panel = panel(
                ALL,
                new JobState.Transcribing("m", SENT, Optional.of(SENT.plusSeconds(20)), Optional.of(PROBLEM)),
                Duration.ofSeconds(14));
        assertThat(panel.headline()).isEqualTo("Transcribing all stems");
        assertThat(panel.detail()).contains("No connection.");
        assertThat(panel.tone()).isEqualTo(Tone.DOUBT);
        assertThat(panel.choices()).containsExactly(Choice.STOP_WAITING);
    }

    @Test
    void aJobNobodyWaitsForIsAskedForAgainAndNotBoughtAgain() {
        var panel = panel(
                DRUMS, new JobState.Transcribing("m", SENT, Optional.empty(), Optional.empty()), Duration.ofHours(1));
        assertThat(panel.choices()).containsExactly(Choice.ASK_AGAIN);
        assertThat(panel.hasProgress()).isFalse();
    }

    @Test
    void anEmptyResultOffersTheStems() {
        assertThat(panel(ALL, new JobState.Empty(), Duration.ZERO).choices()).containsExactly(Choice.STEM_BY_STEM);
        assertThat(panel(ALL, new JobState.Empty(), Duration.ZERO).detail()).contains("one stem at a time");
        assertThat(panel(DRUMS, new JobState.Empty(), Duration.ZERO).headline()).isEqualTo("No notes in Drums");
    }

    @Test
    void aJobThatWasNotAcceptedIsTriedAgainAtOnce() {
        var panel = panel(DRUMS, new JobState.Failed(PROBLEM, false), Duration.ZERO);
        assertThat(panel.headline()).isEqualTo("No connection.");
        assertThat(panel.detail()).isEqualTo("Check the network.");
        assertThat(panel.choices()).containsExactly(Choice.TRY_AGAIN);
        assertThat(panel.details()).isEqualTo("HTTP 503");
    }

    @Test
    void whatMayBePaidTwiceIsAskedOnceMore() {
        for (var state : new JobState[] {
            new JobState.Failed(PROBLEM, true), new JobState.Expired("m"), new JobState.Unknown(SENT, PROBLEM)
        }) {
            assertThat(JobPanel.of(entry(DRUMS, state), SENT, false).choices())
                    .contains(Choice.SUBMIT_AGAIN)
                    .doesNotContain(Choice.CONFIRM, Choice.TRY_AGAIN);
            var asked = JobPanel.of(entry(DRUMS, state), SENT, true);
            assertThat(asked.choices()).containsExactly(Choice.CONFIRM, Choice.KEEP);
            assertThat(asked.detail()).containsAnyOf("paid again", "twice");
        }
    }

    @Test
    void aResultWithoutNotesIsNotBoughtAgainUnasked() {
        for (var request : new JobRequest[] {DRUMS, ALL}) {
            var asked = JobPanel.of(entry(request, new JobState.Empty()), SENT, true);
            assertThat(asked.choices()).containsExactly(Choice.CONFIRM, Choice.KEEP);
            assertThat(asked.detail()).contains("paid again");
        }
    }

    @Test
    void aJobGoneAtTheProviderIsAskedForAgainBeforeItIsBoughtAgain() {
        var panel = panel(DRUMS, new JobState.Expired("m"), Duration.ZERO);
        assertThat(panel.choices()).containsExactly(Choice.ASK_AGAIN, Choice.SUBMIT_AGAIN);
    }

    @Test
    void aLostAnswerOffersTheBalanceFirst() {
        var panel = panel(DRUMS, new JobState.Unknown(SENT, PROBLEM), Duration.ZERO);
        assertThat(panel.choices()).first().isEqualTo(Choice.CHECK_BALANCE);
        assertThat(panel.detail()).contains("may or may not");
    }

    private static JobPanel panel(JobRequest request, JobState state, Duration since) {
        return JobPanel.of(entry(request, state), SENT.plus(since), false);
    }

    private static Entry entry(JobRequest request, JobState state) {
        return new Entry("e", "Song", request, SENT, state);
    }
}
