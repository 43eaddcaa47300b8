package rollscope.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rollscope.library.Entry;
import rollscope.library.JobRequest;
import rollscope.library.JobState;
import rollscope.library.Problem;
import rollscope.library.Spending;
import rollscope.ui.connect.JobPanel.Choice;
import rollscope.ui.text.Notice.Tone;

class JobPanelTest {
    private static final Instant SENT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Problem PROBLEM =
            new Problem(Problem.Kind.LATER, "No connection.", "Check the network.", "HTTP 503");
    private static final Spending NO_MONEY = new Spending(Optional.empty(), Optional.empty(), false);
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
            assertThat(JobPanel.of(entry(DRUMS, state), SENT, false, NO_MONEY, Optional.empty())
                            .choices())
                    .contains(Choice.SUBMIT_AGAIN)
                    .doesNotContain(Choice.CONFIRM, Choice.TRY_AGAIN);
            var asked = JobPanel.of(entry(DRUMS, state), SENT, true, NO_MONEY, Optional.empty());
            assertThat(asked.choices()).containsExactly(Choice.CONFIRM, Choice.KEEP);
            assertThat(asked.detail()).containsAnyOf("paid again", "twice");
        }
    }

    @Test
    void aResultWithoutNotesIsNotBoughtAgainUnasked() {
        for (var request : new JobRequest[] {DRUMS, ALL}) {
            var asked = JobPanel.of(entry(request, new JobState.Empty()), SENT, true, NO_MONEY, Optional.empty());
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

    @Test
    void theBalancesOfALostAnswerStandSideBySideWithWhatTheySuggest() {
        assertThat(lost("600.00", "598.80", false))
                .contains("600 before and is 598.8 now", "probably taken")
                .doesNotContain("not taken");
        assertThat(lost("600.00", "600", false)).contains("probably not taken");
        assertThat(lost("600", "700", false)).contains("payments");
        assertThat(lost("600", "598", true)).contains("other jobs");
        var unasked = new Spending(Optional.of(new BigDecimal("600")), Optional.empty(), false);
        assertThat(JobPanel.evidence(unasked, Optional.empty())).contains("600 before: check");
    }

    private static String lost(String before, String now, boolean shared) {
        var spending = new Spending(Optional.of(new BigDecimal(before)), Optional.empty(), shared);
        var entry = entry(DRUMS, new JobState.Unknown(SENT, PROBLEM));
        return JobPanel.of(entry, SENT, false, spending, Optional.of(new BigDecimal(now)))
                .detail();
    }

    @Test
    void whatAJobCostIsToldOnlyIfTheBalancesTell() {
        var before = Optional.of(new BigDecimal("5916.25"));
        var after = Optional.of(new BigDecimal("5913.75"));
        assertThat(JobPanel.spent(new Spending(before, after, false))).contains("cost 2.5 credits");
        assertThat(JobPanel.spent(new Spending(before, after, true))).doesNotContain("cost");
        assertThat(JobPanel.spent(new Spending(after, before, false))).doesNotContain("cost");
        assertThat(JobPanel.spent(new Spending(before, Optional.empty(), false)))
                .isEmpty();
    }

    @Test
    void aQueueThatIsHeldUpSaysWhyAndWhatToDoAndGoesOnWhenTold() {
        var held = JobPanel.ofQueue(
                List.of(
                        entry(DRUMS, new JobState.Queued(1, false, Optional.of(PROBLEM))),
                        entry(ALL, new JobState.Queued(2, false, Optional.of(PROBLEM)))),
                "kie.ai");
        assertThat(held.headline()).contains("kie.ai", "2 jobs wait");
        assertThat(held.detail()).contains("No connection.", "Check the network.");
        assertThat(held.choices()).containsExactly(Choice.GO_ON, Choice.TAKE_ALL_BACK);
        var going = JobPanel.ofQueue(List.of(entry(DRUMS, new JobState.Queued(1, true, Optional.empty()))), "kie.ai");
        assertThat(going.headline()).contains("1 job waits");
        assertThat(going.choices()).containsExactly(Choice.TAKE_ALL_BACK);
    }

    @Test
    void aJobInTheQueueCanBeTakenBack() {
        assertThat(panel(DRUMS, new JobState.Queued(1, true, Optional.empty()), Duration.ZERO)
                        .choices())
                .containsExactly(Choice.TAKE_BACK);
    }

    private static JobPanel panel(JobRequest request, JobState state, Duration since) {
        return JobPanel.of(entry(request, state), SENT.plus(since), false, NO_MONEY, Optional.empty());
    }

    private static Entry entry(JobRequest request, JobState state) {
        return new Entry("e", "Song", request, SENT, state);
    }
}
