package rollscope.simulator;

import static rollscope.simulator.Scenario.Step.ANSWER;
import static rollscope.simulator.Scenario.Step.CODE_429;
import static rollscope.simulator.Scenario.Step.CODE_430;
import static rollscope.simulator.Scenario.Step.CODE_455;
import static rollscope.simulator.Scenario.Step.CUT;
import static rollscope.simulator.Scenario.Step.EMPTY_PAGE;
import static rollscope.simulator.Scenario.Step.HALF;
import static rollscope.simulator.Scenario.Step.HTML_PAGE;
import static rollscope.simulator.Scenario.Step.HTTP_429;
import static rollscope.simulator.Scenario.Step.HTTP_503;
import static rollscope.simulator.Scenario.Step.NOTHING;
import static rollscope.simulator.Scenario.Step.SHORT;
import static rollscope.simulator.Scenario.Step.WAIT;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The odd answers of the simulator. Each has a separation task of its own, {@link #taskId()}; its stems and notes are the demo song's
 * unless said otherwise. See docs/simulator.md.
 */
public enum Scenario {
    /** The separation lists only two of its stems in {@code originData}; the others only as URLs. */
    SPLIT_STEM_PARTIAL(Stems.PARTIAL),
    /** The separation lists one pair of extracted and removed audio of the same name, with a raw space in the URLs. */
    ADVANCED_PAIRS(Stems.PAIRS),
    /** The separation into vocals and everything else. */
    TWO_STEMS(Stems.TWO),
    /** The separation is in progress for ever. */
    SEPARATION_PENDING(Stems.PENDING),
    /** The separation failed. */
    SEPARATION_FAILED(Stems.FAILED),
    /** The separation is done, but its callback was not delivered, and its status says so instead of success. */
    CALLBACK_EXCEPTION(Stems.CALLBACK_EXCEPTION),
    /** No such separation: {@code data} is null for ever, as for any id the simulator does not know. */
    UNKNOWN_TASK(Stems.UNKNOWN),

    /** Numbers come as text here and there, as do codes and flags. */
    MIXED_TYPES(Stems.ALL_MIXED, Submit.ACCEPT, Notes.MIXED, WAIT, ANSWER),
    /** {@code midiData} is a text that holds JSON. */
    MIDI_DATA_AS_TEXT(Notes.TEXT),
    /** {@code data} is an array with one element. */
    WRAPPED_DATA(Notes.WRAPPED),
    /** The job is not visible at first. */
    NULL_FIRST(NOTHING, NOTHING, WAIT, ANSWER),
    /** Now and then the service is asked too often: as HTTP status with Retry-After, and as code 429 or 430 in the body. */
    THROTTLED(List.of(HTTP_429, ANSWER), HTTP_429, WAIT, CODE_430, CODE_429, HTTP_429, ANSWER),
    /** Now and then the connection is cut instead of an answer. */
    RESETS(List.of(CUT, ANSWER), CUT, WAIT, CUT, CUT, ANSWER),
    /** Now and then an answer ends in the middle: with the connection, or properly but half the JSON. */
    TRUNCATES(List.of(SHORT, ANSWER), SHORT, WAIT, SHORT, HALF, ANSWER),
    /** Now and then the service, or the gateway before it, is down: HTTP 503, code 455, a page of HTML, an empty body. */
    OUTAGES(List.of(HTTP_503, ANSWER), HTTP_503, WAIT, CODE_455, HTML_PAGE, EMPTY_PAGE, ANSWER),
    /** All of the preceding in one job: mixed types, null first, throttles, cuts and truncated answers. */
    EVERYTHING(
            Stems.ALL_MIXED,
            List.of(HTTP_429, CUT, SHORT, ANSWER),
            Submit.ACCEPT,
            Notes.MIXED,
            NOTHING,
            HTTP_429,
            CUT,
            WAIT,
            SHORT,
            CODE_430,
            HTML_PAGE,
            HALF,
            EMPTY_PAGE,
            CUT,
            ANSWER),

    /** Success with {@code midiData} {@code {}}. */
    EMPTY_MIDI_DATA(Notes.EMPTY_OBJECT),
    /** Success with an empty list of instruments. */
    EMPTY_INSTRUMENTS(Notes.EMPTY_LIST),
    /** Success with {@code midiData} null. */
    NULL_MIDI_DATA(Notes.NULL),
    /** No notes for all stems together; notes for each stem. */
    EMPTY_FOR_ALL_STEMS(Notes.EMPTY_UNLESS_STEM),
    /** The job is accepted, then fails to be created. */
    CREATE_FAILED(Notes.CREATE_FAILED),
    /** The job is accepted, then fails. */
    GENERATION_FAILED(Notes.GENERATION_FAILED),
    /** The bass, between notes and instruments that are none: to be dropped without harm to the good ones. */
    ODD_NOTES(Notes.ODD),
    /** More than two million notes. */
    TOO_MANY_NOTES(Notes.TOO_MANY),
    /** More than 128 instruments. */
    TOO_MANY_INSTRUMENTS(Notes.TOO_MANY_INSTRUMENTS),

    /** The balance does not cover the job: code 402. */
    NO_CREDITS_402(Submit.NO_CREDITS_402),
    /** The balance does not cover the job: code 429, which elsewhere means throttled. */
    NO_CREDITS_429(Submit.NO_CREDITS_429),
    /** The balance does not cover the job: code 500, and only the text says why. */
    NO_CREDITS_500(Submit.NO_CREDITS_500),
    /** No jobs are taken during maintenance: code 455. */
    MAINTENANCE(Submit.MAINTENANCE),
    /** The submit reaches the service but makes no job: the connection is cut. */
    LOST_BEFORE_SUBMIT(Submit.LOST_BEFORE),
    /** The submit makes a job, but the connection is cut before the answer. */
    LOST_AFTER_SUBMIT(Submit.LOST_AFTER),
    /** A gateway answers everything about this separation with a page of HTML; submits make no job. */
    HTML(Stems.ALL, List.of(HTML_PAGE), Submit.HTML, Notes.PLAIN, HTML_PAGE),
    /** Everything about this separation is answered with an empty body, although a submit makes a job. */
    EMPTY_BODY(Stems.ALL, List.of(EMPTY_PAGE), Submit.EMPTY, Notes.PLAIN, EMPTY_PAGE),
    /** The job is accepted, and then unknown for ever. */
    EXPIRED(NOTHING),
    /** The job stays in progress for ever. */
    NEVER_FINISHES(Step.PENDING),

    /** The callback has its task id on top, as {@code task_id}. */
    CALLBACK_ID_ON_TOP(Calls.ID_ON_TOP),
    /** The callback has its task id on top, as {@code taskId}. */
    CALLBACK_CAMEL_ID_ON_TOP(Calls.CAMEL_ID_ON_TOP),
    /** The callback's data is an array, with another data in it. */
    CALLBACK_WRAPPED(Calls.WRAPPED),
    /** The callback says that the job failed, with its id in data. The job itself is done. */
    CALLBACK_SAYS_FAILED(Calls.FAILED),
    /** The callback says that the job failed, with its id on top and data null. The job itself is done. */
    CALLBACK_SAYS_FAILED_WITHOUT_DATA(Calls.FAILED_WITHOUT_DATA),
    /** The callback has notes that are not the job's, with numbers as text. */
    CALLBACK_WITH_OTHER_NOTES(Calls.OTHER_NOTES),
    /** The callback comes three times. */
    CALLBACK_REPEATED(Calls.REPEATED),
    /** First come callbacks that must be refused: unsigned, signed for another task, signed an hour ago, no JSON; then the true one. */
    CALLBACK_FORGED_FIRST(Calls.FORGED_FIRST);

    /** What one GET gets. */
    enum Step {
        /** What there is to answer. */
        ANSWER,
        /** In progress, at least once and until the job's time is over. */
        WAIT,
        /** In progress. */
        PENDING,
        /** {@code data} null. */
        NOTHING,
        HTTP_429,
        HTTP_503,
        CODE_429,
        CODE_430,
        CODE_455,
        /** No answer, the connection is closed. */
        CUT,
        /** The beginning of the answer, then the connection is closed. */
        SHORT,
        /** A proper answer whose JSON ends in the middle. */
        HALF,
        HTML_PAGE,
        EMPTY_PAGE
    }

    /** The separation record. */
    enum Stems {
        ALL,
        ALL_MIXED,
        PARTIAL,
        PAIRS,
        TWO,
        PENDING,
        FAILED,
        CALLBACK_EXCEPTION,
        UNKNOWN
    }

    /** What a submit gets. */
    enum Submit {
        ACCEPT,
        NO_CREDITS_402,
        NO_CREDITS_429,
        NO_CREDITS_500,
        MAINTENANCE,
        HTML,
        EMPTY,
        LOST_BEFORE,
        LOST_AFTER,
        UNKNOWN
    }

    /** What a job ends with. */
    enum Notes {
        PLAIN,
        MIXED,
        TEXT,
        WRAPPED,
        EMPTY_OBJECT,
        EMPTY_LIST,
        NULL,
        EMPTY_UNLESS_STEM,
        CREATE_FAILED,
        GENERATION_FAILED,
        ODD,
        TOO_MANY,
        TOO_MANY_INSTRUMENTS
    }

    /** What is posted when a job has ended. */
    enum Calls {
        PLAIN,
        ID_ON_TOP,
        CAMEL_ID_ON_TOP,
        WRAPPED,
        FAILED,
        FAILED_WITHOUT_DATA,
        OTHER_NOTES,
        REPEATED,
        FORGED_FIRST
    }

    /** What happens with a separation task and the jobs made from it. Polls go through their script once and stay at its last step; separation reads go round theirs. */
    record Plan(Stems stems, List<Step> separation, Submit submit, Notes notes, List<Step> polls) {
        /** Nothing odd. */
        static final Plan PLAIN =
                new Plan(Stems.ALL, List.of(ANSWER), Submit.ACCEPT, Notes.PLAIN, List.of(WAIT, ANSWER));

        Plan {
            separation = List.copyOf(separation);
            polls = List.copyOf(polls);
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // a plan's lists are copies that cannot be changed
    private final Plan plan;

    private final Calls calls;

    Scenario(Calls calls) {
        plan = Plan.PLAIN;
        this.calls = calls;
    }

    Scenario(Stems stems) {
        this(
                stems,
                switch (stems) {
                    case ALL, ALL_MIXED, PARTIAL, PAIRS, TWO, CALLBACK_EXCEPTION -> Submit.ACCEPT;
                    case PENDING, FAILED, UNKNOWN -> Submit.UNKNOWN;
                },
                Notes.PLAIN,
                WAIT,
                ANSWER);
    }

    Scenario(Submit submit) {
        this(Stems.ALL, submit, Notes.PLAIN, WAIT, ANSWER);
    }

    Scenario(Notes notes) {
        this(Stems.ALL, Submit.ACCEPT, notes, WAIT, ANSWER);
    }

    Scenario(Step... polls) {
        this(Stems.ALL, Submit.ACCEPT, Notes.PLAIN, polls);
    }

    Scenario(List<Step> separation, Step... polls) {
        this(Stems.ALL, separation, Submit.ACCEPT, Notes.PLAIN, polls);
    }

    Scenario(Stems stems, Submit submit, Notes notes, Step... polls) {
        this(stems, List.of(ANSWER), submit, notes, polls);
    }

    Scenario(Stems stems, List<Step> separation, Submit submit, Notes notes, Step... polls) {
        plan = new Plan(stems, separation, submit, notes, List.of(polls));
        calls = Calls.PLAIN;
    }

    /** The separation task that shows it. */
    public String taskId() {
        return "sim-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Plan plan() {
        return plan;
    }

    Calls calls() {
        return calls;
    }

    static Optional<Scenario> of(String taskId) {
        return Arrays.stream(values()).filter(s -> s.taskId().equals(taskId)).findAny();
    }
}
