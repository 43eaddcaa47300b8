package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.value;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollscope.service.Examples.Client;
import rollscope.service.ServiceFailure.Kind;
import rollscope.simulator.Scenario;
import rollscope.simulator.Simulator;

/** The client against the service's twin, which was written from the same contract without sharing code. */
class SimulatorContractTest {
    private static final double SPEED = 1000;
    private static final int MOST_POLLS = 500;

    /** What a scenario must come to. */
    private enum End {
        NOTES,
        FEWER_NOTES,
        NO_NOTES,
        FAILED_TASK,
        NOT_VISIBLE,
        PENDING,
        TOO_MUCH,
        REFUSED_CREDITS,
        REFUSED_MAINTENANCE,
        REFUSED_NOT_FOUND,
        IN_DOUBT
    }

    private static End expected(Scenario scenario) {
        return switch (scenario) {
            case SPLIT_STEM_PARTIAL,
                    ADVANCED_PAIRS,
                    TWO_STEMS,
                    CALLBACK_EXCEPTION,
                    MIXED_TYPES,
                    MIDI_DATA_AS_TEXT,
                    WRAPPED_DATA,
                    NULL_FIRST,
                    THROTTLED,
                    RESETS,
                    TRUNCATES,
                    OUTAGES,
                    EVERYTHING,
                    CALLBACK_ID_ON_TOP,
                    CALLBACK_CAMEL_ID_ON_TOP,
                    CALLBACK_WRAPPED,
                    CALLBACK_SAYS_FAILED,
                    CALLBACK_SAYS_FAILED_WITHOUT_DATA,
                    CALLBACK_WITH_OTHER_NOTES,
                    CALLBACK_REPEATED,
                    CALLBACK_FORGED_FIRST -> End.NOTES;
            case ODD_NOTES -> End.FEWER_NOTES;
            case EMPTY_MIDI_DATA, EMPTY_INSTRUMENTS, NULL_MIDI_DATA, EMPTY_FOR_ALL_STEMS -> End.NO_NOTES;
            case CREATE_FAILED, GENERATION_FAILED -> End.FAILED_TASK;
            case EXPIRED -> End.NOT_VISIBLE;
            case NEVER_FINISHES -> End.PENDING;
            case TOO_MANY_NOTES, TOO_MANY_INSTRUMENTS -> End.TOO_MUCH;
            case NO_CREDITS_402, NO_CREDITS_429, NO_CREDITS_500 -> End.REFUSED_CREDITS;
            case MAINTENANCE -> End.REFUSED_MAINTENANCE;
            case SEPARATION_PENDING, SEPARATION_FAILED, UNKNOWN_TASK -> End.REFUSED_NOT_FOUND;
            case LOST_BEFORE_SUBMIT, LOST_AFTER_SUBMIT, HTML, EMPTY_BODY -> End.IN_DOUBT;
        };
    }

    @ParameterizedTest
    @EnumSource
    void aJobEndsAsItMustAndIsSubmittedOnce(Scenario scenario, @TempDir Path folder) throws Exception {
        try (var simulator = Simulator.start(SPEED);
                var client = Client.of(Provider.at(simulator.uri().toString()), Examples.KEY, Long.MAX_VALUE)) {
            var whole = Examples.answer(Examples.read(simulator.answer(Optional.empty())));
            var submitted = client.calls().submit(scenario.taskId(), Optional.empty());
            assertThat(simulator.submits()).isEqualTo(1);
            var end = expected(scenario);
            switch (end) {
                case REFUSED_CREDITS -> assertRefused(submitted, Kind.CREDITS);
                case REFUSED_MAINTENANCE -> assertRefused(submitted, Kind.MAINTENANCE);
                case REFUSED_NOT_FOUND -> assertRefused(submitted, Kind.NOT_FOUND);
                case IN_DOUBT -> assertThat(failure(submitted).maybeAccepted()).isTrue();
                case TOO_MUCH -> {
                    var failure = failure(poll(client, value(submitted), folder, end));
                    assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
                    assertThat(failure.sentence()).contains("far more than a song");
                }
                case NOTES ->
                    assertThat(Examples.answer(poll(client, value(submitted), folder, end)))
                            .isEqualTo(whole);
                case FEWER_NOTES -> {
                    var answer = Examples.answer(poll(client, value(submitted), folder, end));
                    assertThat(answer.dropped()).isPositive();
                    assertThat(answer.notes().isEmpty()).isFalse();
                }
                case NO_NOTES ->
                    assertThat(Examples.answer(poll(client, value(submitted), folder, end))
                                    .notes()
                                    .isEmpty())
                            .isTrue();
                case FAILED_TASK ->
                    assertThat(value(poll(client, value(submitted), folder, end)))
                            .isInstanceOf(MidiRecord.Failed.class);
                case NOT_VISIBLE ->
                    assertThat(value(poll(client, value(submitted), folder, end)))
                            .isEqualTo(new MidiRecord.NotVisible());
                case PENDING ->
                    assertThat(value(poll(client, value(submitted), folder, end)))
                            .isEqualTo(new MidiRecord.Pending());
            }
            assertThat(simulator.submits()).isEqualTo(1);
        }
    }

    /** Polls as a caller does: what is not final is asked for again. */
    private static ServiceResult<MidiRecord> poll(Client client, String task, Path folder, End end) {
        ServiceResult<MidiRecord> last = null;
        int most = end == End.NOT_VISIBLE || end == End.PENDING ? 10 : MOST_POLLS;
        for (int poll = 0; poll < most; poll++) {
            last = client.calls().poll(task, folder.resolve("answer.json"));
            boolean isFinal =
                    switch (last) {
                        case ServiceResult.Ok<MidiRecord>(MidiRecord.Complete _) -> true;
                        case ServiceResult.Ok<MidiRecord>(MidiRecord.Failed _) -> true;
                        case ServiceResult.Ok<MidiRecord> _ -> false;
                        case ServiceResult.Failed<MidiRecord> _ -> end == End.TOO_MUCH;
                    };
            if (isFinal) {
                break;
            }
        }
        return last;
    }

    private static void assertRefused(ServiceResult<String> submitted, Kind kind) {
        assertThat(failure(submitted).kind()).isEqualTo(kind);
        assertThat(failure(submitted).maybeAccepted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aSeparationIsReadAsWhatItIs(Scenario scenario) throws Exception {
        try (var simulator = Simulator.start(SPEED);
                var client = Client.of(Provider.at(simulator.uri().toString()))) {
            var result = client.calls().separation(scenario.taskId());
            switch (scenario) {
                case SEPARATION_PENDING -> assertThat(value(result)).isEqualTo(new Separation.Pending());
                case SEPARATION_FAILED -> assertThat(value(result)).isInstanceOf(Separation.Failed.class);
                case UNKNOWN_TASK -> assertThat(value(result)).isEqualTo(new Separation.NotVisible());
                case HTML, EMPTY_BODY -> assertThat(failure(result).kind()).isIn(Kind.UNREADABLE, Kind.SERVER);
                default -> {
                    var stems = ((Separation.Ready) value(result)).stems();
                    assertThat(stems).hasSizeGreaterThanOrEqualTo(2);
                    assertThat(stems).allMatch(stem -> stem.audio().isPresent());
                    assertThat(stems.stream().anyMatch(stem -> stem.guessed()))
                            .isEqualTo(scenario == Scenario.SPLIT_STEM_PARTIAL);
                }
            }
        }
    }

    @Test
    void aWrongKeyIsNotAccepted() throws Exception {
        try (var simulator = Simulator.start(SPEED);
                var client = Client.of(Provider.at(simulator.uri().toString()), Simulator.WRONG_KEY)) {
            assertThat(failure(client.calls().credits()).kind()).isEqualTo(Kind.AUTH);
        }
    }

    @Test
    void aNewLinkIsGivenForAFileOfTheProvider() throws Exception {
        try (var simulator = Simulator.start(SPEED);
                var client = Client.of(Provider.at(simulator.uri().toString()))) {
            var stems = ((Separation.Ready) value(client.calls().separation(Simulator.DEMO_TASK))).stems();
            var file = stems.getFirst().audio().orElseThrow();
            assertThat(value(client.calls().downloadUrl(file)).getHost()).isEqualTo("127.0.0.1");
            assertThat(simulator.keySeenAtFiles()).isFalse();
        }
    }
}
