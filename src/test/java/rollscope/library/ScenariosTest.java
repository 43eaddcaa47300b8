package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollscope.simulator.Scenario;
import rollscope.simulator.Simulator;
import rollscope.transcription.NoteTable;

/**
 * Every odd answer the simulator can give, through the real client. All jobs run at the same time in one library, since the pauses
 * of the client between its attempts are real.
 */
class ScenariosTest {
    private enum End {
        READY,
        EMPTY,
        FAILED_UNPAID,
        FAILED_PAID,
        UNKNOWN,
        EXPIRED,
        NOT_READABLE
    }

    /** What takes 180 MB, or never ends, is left to the tests that are about it. */
    private static final Set<Scenario> LEFT_OUT = EnumSet.of(Scenario.TOO_MANY_NOTES, Scenario.NEVER_FINISHES);

    @TempDir
    private static Path home;

    private static Simulator simulator;
    private static Library library;
    private static Account account;
    private static final Map<Scenario, Entry> ENDED = new EnumMap<>(Scenario.class);
    private static int submits;

    @BeforeAll
    static void runThemAll() throws Exception {
        simulator = Simulator.start(1000);
        var providers = new Providers(simulator::uri, Simulator.DEMO_TASK);
        account = new Account(providers.known().getFirst(), "");
        library = new Library(
                home.resolve("library"), providers, URI.create("https://example.com/cb"), Pace.every(Duration.ZERO));
        var pending = new EnumMap<Scenario, String>(Scenario.class);
        var watches = new EnumMap<Scenario, Watch>(Scenario.class);
        for (Scenario scenario : EnumSet.complementOf(EnumSet.copyOf(LEFT_OUT))) {
            watches.put(scenario, new Watch(library));
            pending.put(scenario, library.transcribe(account, request(scenario)).id());
        }
        for (Scenario scenario : pending.keySet()) {
            try (var watch = watches.get(scenario)) {
                watch.awaitRest(pending.get(scenario));
            }
            ENDED.put(scenario, library.find(request(scenario)).orElseThrow());
        }
        submits = simulator.submits();
    }

    @AfterAll
    static void stop() {
        library.close();
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TOO_MANY_NOTES", "NEVER_FINISHES"})
    void endsInTheStateItShould(Scenario scenario) {
        assertThat(endOf(ENDED.get(scenario).state())).isEqualTo(expected(scenario));
    }

    @Test
    void eachWasSubmittedOnce() {
        assertThat(submits).isEqualTo(ENDED.size());
    }

    @Test
    void whateverTheWayTheNotesAreTheSame() throws IOException {
        List<NoteTable> notes = new ArrayList<>();
        for (Scenario scenario : List.of(
                Scenario.MIXED_TYPES,
                Scenario.MIDI_DATA_AS_TEXT,
                Scenario.WRAPPED_DATA,
                Scenario.NULL_FIRST,
                Scenario.THROTTLED,
                Scenario.RESETS,
                Scenario.TRUNCATES,
                Scenario.OUTAGES,
                Scenario.EVERYTHING)) {
            var opened = library.open(ENDED.get(scenario).id());
            assertThat(opened).as(scenario.name()).isInstanceOf(Outcome.Ok.class);
            notes.add(((Outcome.Ok<rollscope.transcription.Transcription>) opened)
                    .value()
                    .notes());
        }
        assertThat(notes.getFirst().size()).isGreaterThan(100);
        assertThat(notes).allMatch(notes.getFirst()::equals);
    }

    @Test
    void aPlainAnswerIsKeptByteForByte() throws IOException {
        Path answer = home.resolve("library")
                .resolve(ENDED.get(Scenario.NULL_FIRST).id())
                .resolve("answer.json");
        assertThat(Files.size(answer)).isGreaterThan(1000);
        assertThat(Library.openFile(answer)).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void anAnswerThatCannotBeReadIsKeptAllTheSame() throws IOException {
        Entry entry = ENDED.get(Scenario.TOO_MANY_INSTRUMENTS);
        assertThat(((JobState.Transcribing) entry.state()).trouble()).isPresent();
        Path unread = home.resolve("library").resolve(entry.id()).resolve("unread.json");
        assertThat(unread).content().contains("\"instruments\"");
    }

    private static JobRequest request(Scenario scenario) {
        return new JobRequest("demo", scenario.taskId(), Optional.empty(), JobRequest.ALL_STEMS);
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
                    ODD_NOTES,
                    TOO_MANY_NOTES,
                    CALLBACK_ID_ON_TOP,
                    CALLBACK_CAMEL_ID_ON_TOP,
                    CALLBACK_WRAPPED,
                    CALLBACK_SAYS_FAILED,
                    CALLBACK_SAYS_FAILED_WITHOUT_DATA,
                    CALLBACK_WITH_OTHER_NOTES,
                    CALLBACK_REPEATED,
                    CALLBACK_FORGED_FIRST -> End.READY;
            case EMPTY_MIDI_DATA, EMPTY_INSTRUMENTS, NULL_MIDI_DATA, EMPTY_FOR_ALL_STEMS -> End.EMPTY;
            case CREATE_FAILED, GENERATION_FAILED -> End.FAILED_PAID;
            case SEPARATION_PENDING,
                    SEPARATION_FAILED,
                    UNKNOWN_TASK,
                    NO_CREDITS_402,
                    NO_CREDITS_429,
                    NO_CREDITS_500,
                    MAINTENANCE -> End.FAILED_UNPAID;
            case LOST_BEFORE_SUBMIT, LOST_AFTER_SUBMIT, HTML, EMPTY_BODY -> End.UNKNOWN;
            case EXPIRED -> End.EXPIRED;
            case TOO_MANY_INSTRUMENTS, NEVER_FINISHES -> End.NOT_READABLE;
        };
    }

    private static End endOf(JobState state) {
        return switch (state) {
            case JobState.Queued _ -> throw new AssertionError("still queued");
            case JobState.Submitting _ -> throw new AssertionError("still submitting");
            case JobState.Transcribing _ -> End.NOT_READABLE;
            case JobState.Ready _ -> End.READY;
            case JobState.Empty _ -> End.EMPTY;
            case JobState.Failed failed -> failed.accepted() ? End.FAILED_PAID : End.FAILED_UNPAID;
            case JobState.Expired _ -> End.EXPIRED;
            case JobState.Unknown _ -> End.UNKNOWN;
        };
    }
}
