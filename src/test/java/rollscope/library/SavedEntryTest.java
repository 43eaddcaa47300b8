package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.transcription.Stem;

class SavedEntryTest {
    private static final Instant NOW = HandClock.START;
    private static final Problem PROBLEM =
            new Problem(Problem.Kind.CREDITS, "Not enough \"credits\".", "Top up.", "code 402\nline two");
    private static final JobRequest REQUEST = new JobRequest("kie", "sep-1", Optional.of("stem-1"), "Vocals");

    static Stream<JobState> states() {
        return Stream.of(
                new JobState.Queued(7, false, Optional.empty()),
                new JobState.Submitting(NOW),
                new JobState.Submitting(NOW, Optional.of(new JobState.Queued(7, false, Optional.empty()))),
                new JobState.Submitting(NOW, Optional.of(new JobState.Failed(SavedEntry.notSent(), false))),
                new JobState.Transcribing("midi-1", NOW, Optional.empty(), Optional.empty()),
                new JobState.Ready(1234, 5),
                new JobState.Empty(),
                new JobState.Failed(PROBLEM, true),
                new JobState.Failed(PROBLEM, false),
                new JobState.Expired("midi-1"),
                new JobState.Unknown(NOW, PROBLEM));
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateComesBackFromDisk(JobState state) {
        var saved = new SavedEntry(
                        new Entry("id-1", "Vocals · ♪", REQUEST, NOW, state),
                        Optional.of("midi-1"),
                        List.of(
                                new Stem("stem-1", "Vocals", Optional.of(URI.create("https://a.b/c")), 12.5, false),
                                new Stem("stem-2", "Drums", Optional.empty(), 0, true)),
                        List.of(new SavedEntry.Earlier("midi-0", "empty")),
                        new Spending(
                                Optional.of(new BigDecimal("5916.25")), Optional.of(new BigDecimal("5900")), false))
                .with(state);
        assertThat(SavedEntry.fromJson("id-1", saved.toJson())).contains(saved);
    }

    @Test
    void whatIsOnlyOfTheMomentIsNotWritten() {
        var waiting = SavedEntry.first("id-1", REQUEST, NOW, List.of(), new JobState.Submitting(NOW))
                .with(new JobState.Transcribing("midi-1", NOW, Optional.of(NOW), Optional.of(PROBLEM)));
        var calm = waiting.with(new JobState.Transcribing("midi-1", NOW, Optional.empty(), Optional.empty()));
        assertThat(waiting.toJson()).isEqualTo(calm.toJson());
        assertThat(waiting.durable()).isEqualTo(calm);
    }

    @Test
    void unknownFieldsArePassedOverAndMissingOnesMadeUp() {
        var saved = SavedEntry.fromJson("id-1", """
            {"provider":"kie","separationTaskId":"sep-1","state":"ready","notes":7,"later":{"x":[1]},"stems":[3,{"id":"a"}]}\
            """.getBytes(StandardCharsets.UTF_8));
        assertThat(saved.orElseThrow().entry())
                .isEqualTo(new Entry(
                        "id-1",
                        "Song sep-1",
                        new JobRequest("kie", "sep-1", Optional.empty(), JobRequest.ALL_STEMS),
                        Instant.EPOCH,
                        new JobState.Ready(7, 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "17",
                "{\"provider\":\"kie\",\"state\":\"ready\"}",
                "{\"provider\":\"kie\",\"separationTaskId\":\"s\"}",
                "{\"provider\":\"kie\",\"separationTaskId\":\"s\",\"state\":\"dancing\"}",
                "{\"provider\":\"kie\",\"separationTaskId\":\"s\",\"state\":\"transcribing\"}"
            })
    void whatIsNoEntryIsNotTakenForOne(String json) {
        assertThat(SavedEntry.fromJson("id-1", json.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aNewPurchaseRemembersTheEarlierOne() {
        var empty = SavedEntry.first("id-1", REQUEST, NOW, List.of(), new JobState.Submitting(NOW))
                .with(new JobState.Transcribing("midi-1", NOW, Optional.empty(), Optional.empty()))
                .with(new JobState.Empty());
        var anew = empty.anew(REQUEST, NOW.plusSeconds(60), List.of(), new JobState.Submitting(NOW.plusSeconds(60)));
        assertThat(anew.entry().id()).isEqualTo("id-1");
        assertThat(anew.entry().state()).isEqualTo(new JobState.Submitting(NOW.plusSeconds(60)));
        assertThat(anew.midiTaskId()).isEmpty();
        assertThat(anew.earlier()).containsExactly(new SavedEntry.Earlier("midi-1", "empty"));
    }
}
