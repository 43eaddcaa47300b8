package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rollscope.service.Examples.answer;
import static rollscope.service.Examples.body;
import static rollscope.service.Examples.failure;
import static rollscope.service.Examples.read;
import static rollscope.service.Examples.value;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.service.ServiceFailure.Kind;
import rollscope.transcription.NoteTable;

class AnswerReaderTest {
    private static final String NOTE = "{\"pitch\":60,\"start\":0.5,\"end\":1,\"velocity\":1}";

    private static String notes(String... notes) {
        return "{\"instruments\":[{\"name\":\"Piano\",\"notes\":[" + String.join(",", notes) + "]}]}";
    }

    private static String record(String fields) {
        return "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"9d41\"," + fields + "}}";
    }

    private static void assertOneNote(String json) {
        var answer = answer(json);
        assertThat(answer.instruments()).containsExactly("Piano");
        assertThat(answer.dropped()).isZero();
        assertThat(answer.notes())
                .isEqualTo(NoteTable.builder(1).add(0.5, 1, 60, 127, 0).build());
    }

    // Where the notes are

    @Test
    void aBareListOfInstrumentsIsRead() {
        assertOneNote(notes(NOTE));
    }

    @Test
    void notesAreFoundWhateverTheOrderOfTheFields() {
        assertOneNote("{\"data\":{\"midiData\":" + notes(NOTE) + ",\"successFlag\":1},\"msg\":\"\",\"code\":200}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200,\"data\":[{\"successFlag\":1,\"midiData\":%s}]}",
                "{\"code\":200,\"data\":[null,{\"successFlag\":1,\"midiData\":%s},{\"successFlag\":0}]}",
                "{\"code\":200,\"data\":{\"code\":200,\"data\":{\"successFlag\":1,\"midiData\":%s}}}",
                "{\"code\":200,\"data\":{\"data\":[{\"success_flag\":\"1\",\"midi_data\":%s}]}}",
                "{\"code\":\"200\",\"data\":{\"status\":\"SUCCESS\",\"midiData\":%s}}",
                "{\"code\":0,\"data\":{\"successFlag\":1,\"midiData\":%s}}",
                "{\"data\":{\"successFlag\":1,\"midiData\":%s}}",
                "{\"successFlag\":1,\"midiData\":%s}",
                "{\"midiData\":%s}",
                "{\"code\":200,\"data\":%s}",
                "{\"taskId\":\"9d41\",\"code\":200,\"data\":%s}",
                "[{\"code\":200,\"data\":{\"successFlag\":1,\"response\":{\"midiData\":%s}}}]"
            })
    void notesAreFoundInEveryWrapping(String json) {
        assertOneNote(json.formatted(notes(NOTE)));
    }

    @Test
    void notesSpelledOutInAStringAreRead() {
        String quoted = notes(NOTE).replace("\"", "\\\"");
        assertOneNote(record("\"midiData\":\" " + quoted + "\",\"successFlag\":1"));
        assertOneNote("{\"code\":200,\"data\":\"{\\\"midiData\\\":" + quoted + "}\"}");
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        assertOneNote("\uFEFF" + notes(NOTE));
    }

    @Test
    void fieldsNobodyKnowsAreSkipped() {
        assertOneNote(record("\"tempo\":[{\"bpm\":120,\"notes\":[1]}],\"successFlag\":1,\"midiUrl\":\"x\",\"midiData\":"
                + "{\"tempo\":120,\"instruments\":[{\"program\":3,\"name\":\"Piano\",\"x\":{\"notes\":[]},\"notes\":["
                + "{\"pitch\":60,\"channel\":{\"a\":[1]},\"start\":0.5,\"end\":1,\"velocity\":1}]}]}"));
    }

    @Test
    void theFirstListOfInstrumentsCountsOnce() {
        assertOneNote("{\"data\":{\"midiData\":" + notes(NOTE) + ","
                + notes(NOTE).substring(1, notes(NOTE).length() - 1) + "}}");
    }

    // What a note may look like

    @Test
    void numbersMayBeStringsInAnyField() {
        assertOneNote(notes("{\"pitch\":\"60\",\"start\":\"0.5\",\"end\":\"1\",\"velocity\":\"1\"}"));
    }

    @Test
    void namesOfFieldsAreReadInAnySpelling() {
        assertOneNote("{\"INSTRUMENTS\":[{\"Name\":\"Piano\",\"NOTES\":["
                + "{\"Pitch\":60,\"START\":0.5,\"_end\":1,\"Velocity\":1}]}]}");
    }

    @Test
    void timesAreReadWithAPointInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertOneNote(notes("{\"pitch\":60,\"start\":\"0.5\",\"end\":1.0,\"velocity\":1}"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void timesKeepTheirLastBit() {
        var notes = answer(notes(
                        "{\"pitch\":60,\"start\":0.036458333333333336,\"end\":\"7.911458333333333\",\"velocity\":1}"))
                .notes();
        assertThat(notes.start(0) * 192).isEqualTo(7);
        assertThat(notes.end(0)).isEqualTo(1519 / 192.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"note\"",
                "[60,0.5,1,1]",
                "{}",
                "{\"pitch\":60,\"start\":0.5,\"velocity\":1}",
                "{\"pitch\":60,\"start\":null,\"end\":1,\"velocity\":1}",
                "{\"pitch\":60,\"start\":NaN,\"end\":1,\"velocity\":1}",
                "{\"pitch\":60,\"start\":\"NaN\",\"end\":1,\"velocity\":1}",
                "{\"pitch\":60,\"start\":0,\"end\":Infinity,\"velocity\":1}",
                "{\"pitch\":60,\"start\":0,\"end\":1e999,\"velocity\":1}",
                "{\"pitch\":60,\"start\":0,\"end\":1e9,\"velocity\":1}",
                "{\"pitch\":60,\"start\":-0.1,\"end\":1,\"velocity\":1}",
                "{\"pitch\":60,\"start\":1,\"end\":0.5,\"velocity\":1}",
                "{\"pitch\":60,\"start\":1,\"end\":1,\"velocity\":1}",
                "{\"pitch\":60,\"start\":\"0,5\",\"end\":1,\"velocity\":1}",
                "{\"pitch\":-1,\"start\":0.5,\"end\":1,\"velocity\":1}",
                "{\"pitch\":128,\"start\":0.5,\"end\":1,\"velocity\":1}",
                "{\"pitch\":\"C4\",\"start\":0.5,\"end\":1,\"velocity\":1}",
                "{\"pitch\":{\"x\":1},\"start\":0.5,\"end\":1,\"velocity\":1}",
                "{\"pitch\":true,\"start\":0.5,\"end\":1,\"velocity\":1}"
            })
    void notesThatCannotBeUsedAreDroppedAndCountedAndTheOthersStay(String odd) {
        var answer = answer(notes(odd, NOTE, odd));
        assertThat(answer.dropped()).isEqualTo(2);
        assertThat(answer.notes().size()).isEqualTo(1);
    }

    @Test
    void identicalAndOverlappingNotesStay() {
        String longer = "{\"pitch\":60,\"start\":0.25,\"end\":2,\"velocity\":1}";
        assertThat(answer(notes(NOTE, NOTE, longer)).notes().size()).isEqualTo(3);
    }

    @Test
    void notesAreSortedByStartThenPitch() {
        var notes = answer(notes(
                        "{\"pitch\":64,\"start\":2,\"end\":3,\"velocity\":1}",
                        "{\"pitch\":67,\"start\":1,\"end\":3,\"velocity\":1}",
                        "{\"pitch\":60,\"start\":1,\"end\":2,\"velocity\":1}"))
                .notes();
        assertThat(new int[] {notes.pitch(0), notes.pitch(1), notes.pitch(2)}).containsExactly(60, 67, 64);
    }

    @Test
    void manyNotesInAnyOrderGiveTheTableThatSortingThemGives() {
        var random = new java.util.SplittableRandom(3);
        var json = new java.util.ArrayList<String>();
        var table = NoteTable.builder(0);
        for (int i = 0; i < 40_000; i++) {
            double start = random.nextInt(5000) / 192.0;
            double end = start + (1 + random.nextInt(100)) / 192.0;
            int pitch = random.nextInt(128);
            int velocity = 1 + random.nextInt(127);
            json.add("{\"pitch\":" + pitch + ",\"start\":" + start + ",\"end\":" + end + ",\"velocity\":" + velocity
                    + "}");
            table.add(start, end, pitch, velocity, 0);
        }
        assertThat(answer(notes(json.toArray(String[]::new))).notes()).isEqualTo(table.build());
    }

    // Velocity

    @ParameterizedTest
    @CsvSource(textBlock = """
        1                   , 127
        1.0                 , 127
        "1"                 , 127
        0.49606299212598426 , 63
        0.5                 , 64
        0                   , 1
        -3                  , 1
        """, quoteCharacter = '\'')
    void velocitiesUpToOneAreFractionsOfTheLoudest(String written, int midi) {
        assertThat(answer(notes(note(written))).notes().velocity(0)).isEqualTo(midi);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        1    , 1
        63.4 , 63
        127  , 127
        300  , 127
        0    , 1
        """)
    void velocitiesOfAPayloadThatGoesBeyondOneAreMidiVelocities(String written, int midi) {
        var notes = answer(notes(note("90"), note(written))).notes();
        assertThat(notes.velocity(1)).isEqualTo(midi);
        assertThat(notes.velocity(0)).isEqualTo(90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "NaN", "\"loud\"", "[]"})
    void aNoteWithoutAVelocityIsANote(String written) {
        var answer = answer(notes(note(written)));
        assertThat(answer.dropped()).isZero();
        assertThat(answer.notes().velocity(0)).isBetween(64, 127);
    }

    private static String note(String velocity) {
        return "{\"pitch\":60,\"start\":0,\"end\":1,\"velocity\":" + velocity + "}";
    }

    // Instruments

    @Test
    void instrumentsWithoutANameAreNumberedAndThoseOfOneNameStayApart() {
        var answer = answer("{\"instruments\":["
                + "{\"name\":\"Piano\",\"notes\":[" + NOTE + "]},{\"notes\":[" + NOTE + "]},7,null,"
                + "{\"name\":\" \",\"notes\":null},{\"name\":null,\"notes\":{}},{\"notes\":[" + NOTE
                + "],\"name\":\"Piano\"},{\"name\":\"Empty\"}]}");

        assertThat(answer.instruments())
                .containsExactly("Piano", "Instrument 2", "Instrument 3", "Instrument 4", "Piano", "Empty");
        assertThat(answer.notes().notesOf(0)).hasSize(1);
        assertThat(answer.notes().notesOf(1)).hasSize(1);
        assertThat(answer.notes().notesOf(4)).hasSize(1);
        assertThat(answer.notes().size()).isEqualTo(3);
    }

    // Without notes

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"midiData\":null,",
                "\"midiData\":\"\",",
                "\"midiData\":\"  \",",
                "\"midiData\":{},",
                "\"midiData\":[],",
                "\"midiData\":{\"state\":\"complete\"},",
                "\"midiData\":{\"instruments\":null},",
                "\"midiData\":{\"instruments\":[]},",
                "\"midiData\":{\"instruments\":[{\"name\":\"Drums\",\"notes\":[]}]},"
            })
    void everySuccessWithoutNotesIsASuccessWithoutNotes(String midiData) {
        assertThat(answer(record(midiData + "\"successFlag\":1")).notes().isEmpty())
                .isTrue();
    }

    // Status

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "\"PENDING\"", "\"pending\"", "null", "\"QUEUED\"", "7", "{}", "\"\""})
    void whatIsNotFinishedIsPending(String flag) {
        assertThat(value(read(record("\"errorMessage\":null,\"midiData\":null,\"successFlag\":" + flag))))
                .isEqualTo(new MidiRecord.Pending());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "1.0", "\"SUCCESS\"", "\"success\"", "\"COMPLETE\"", "\"Completed\""})
    void whatIsFinishedIsComplete(String flag) {
        assertOneNote(record("\"successFlag\":" + flag + ",\"midiData\":" + notes(NOTE)));
        assertOneNote(record("\"status\":" + flag + ",\"midiData\":" + notes(NOTE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "3",
                "\"3\"",
                "\"CREATE_TASK_FAILED\"",
                "\"generate_midi_failed\"",
                "\"ERROR\"",
                "\"SENSITIVE_WORD_ERROR\""
            })
    void whatFailedIsFailedAndKeepsItsReason(String flag) {
        assertThat(value(read(
                        record("\"successFlag\":" + flag + ",\"errorCode\":500,\"errorMessage\":\"no notes heard\""))))
                .isEqualTo(new MidiRecord.Failed("no notes heard"));
    }

    @Test
    void aCallbackThatWasNotDeliveredDoesNotSpoilTheNotes() {
        assertOneNote(record("\"successFlag\":\"CALLBACK_EXCEPTION\",\"midiData\":" + notes(NOTE)));
        assertThat(value(read(record("\"successFlag\":\"CALLBACK_EXCEPTION\",\"midiData\":null"))))
                .isInstanceOf(MidiRecord.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "\"500\"", "null", "true", "5.5"})
    void errorCodesAndTimesMayTakeAnyForm(String written) {
        assertOneNote(record("\"errorCode\":" + written + ",\"createTime\":\"2026-01-02 03:04:05\",\"completeTime\":"
                + written + ",\"successFlag\":1,\"midiData\":" + notes(NOTE)));
    }

    @Test
    void aFailureInsideASuccessfulWrappingIsAFailure() {
        var failure = failure(read("{\"code\":200,\"data\":{\"data\":null,\"code\":401,\"msg\":\"Unauthorized\"}}"));
        assertThat(failure.kind()).isEqualTo(Kind.AUTH);
    }

    @Test
    void aCodeThatSaysTheGenerationFailedIsAFailedTask() {
        assertThat(value(read("{\"code\":501,\"msg\":\"generation failed\"}")))
                .isEqualTo(new MidiRecord.Failed("generation failed"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        404, Record does not exist
        422, The corresponding record does not exist
        500, Record doesn't exist
        404, task not found
        """)
    void everyWayToSayThatThereIsNoSuchTaskIsTheSame(int code, String msg) {
        assertThat(value(read("{\"code\":" + code + ",\"msg\":\"" + msg + "\",\"data\":null}")))
                .isEqualTo(new MidiRecord.NotVisible());
    }

    // What is no answer

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "<!DOCTYPE html><html><body>502</body></html>",
                "MThd",
                "null",
                "7",
                "\"text\"",
                "[]",
                "[1,2]",
                "{}",
                "{\"name\":\"a settings file\"}",
                "{\"code\":200",
                "{\"instruments\":[{\"notes\":[{\"pitch\":60,",
                "{\"instruments\":[{\"notes\":[{\"pitch\":60,]}",
                "{\"code\":200,\"data\":{\"successFlag\":1,\"midiData\":\"not json\"}}"
            })
    void whatIsNoAnswerIsToldInOneSentence(String text) {
        var failure = failure(read(text));
        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure.sentence()).isEqualTo("This file holds no transcription.");
        assertThat(failure.remedy()).isNotBlank();
    }

    @Test
    void aTruncatedAnswerIsNoAnswerWhereverItIsCut() {
        byte[] whole = body("midi-record-info-success.json").strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length += 97) {
            assertThat(failure(read(Arrays.copyOf(whole, length))).kind()).isEqualTo(Kind.UNREADABLE);
        }
    }

    @Test
    void brokenTextIsNoAnswer() {
        byte[] bytes = notes(NOTE).getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length / 4] = (byte) 0xff;
        assertThat(failure(read(bytes)).kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void aBrokenStreamIsTheCallersAffair() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };
        var started = new SequenceInputStream(
                new ByteArrayInputStream(("{\"x\":\"" + "y".repeat(5000)).getBytes(StandardCharsets.UTF_8)), broken);
        assertThatThrownBy(() -> AnswerReader.read(broken, Provider.KIE)).hasMessage("unplugged");
        assertThatThrownBy(() -> AnswerReader.read(started, Provider.KIE)).hasMessage("unplugged");
    }

    // Absurd sizes

    @Test
    void asManyInstrumentsAsAllowedAreReadAndOneMoreIsNot() {
        String most = "{\"instruments\":[" + "{\"notes\":[]},".repeat(127) + "{\"notes\":[]}]}";
        assertThat(answer(most).instruments()).hasSize(128);
        assertTooMuch(most.replace("[{", "[{},{").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void moreNotesThanAnySongHasAreNotRead() throws IOException {
        byte[] head = "{\"instruments\":[{\"notes\":[".getBytes(StandardCharsets.UTF_8);
        byte[] note = "{\"pitch\":60,\"start\":0,\"end\":1},".getBytes(StandardCharsets.UTF_8);
        var endless = new Endless(head, note, AnswerReader.MOST_NOTES + 10);
        var failure = failure(AnswerReader.read(endless, Provider.KIE));
        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure.details()).contains("2000000 notes");
    }

    @Test
    void moreBytesThanAllowedAreNotRead() throws IOException {
        byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        var endless = new Endless("{".getBytes(StandardCharsets.UTF_8), blanks, Integer.MAX_VALUE);
        assertThat(failure(AnswerReader.read(endless, Provider.KIE)).kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(endless.given).isBetween(AnswerReader.MOST_BYTES, AnswerReader.MOST_BYTES + (1 << 20));
    }

    @Test
    void nestingWithoutEndIsNotRead() {
        assertTooMuch("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertTooMuch(("{\"x\":" + "{\"data\":".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void dataWithinDataWithoutEndIsNotFollowed() {
        String wrapped = "{\"data\":".repeat(10) + notes(NOTE) + "}".repeat(10);
        assertThat(failure(read(wrapped)).kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void namesWithoutEndAreCut() {
        var answer = answer("{\"instruments\":[{\"name\":\"" + "é".repeat(100_000) + "\",\"notes\":[]}]}");
        assertThat(answer.instruments().getFirst()).hasSize(200);
    }

    private static void assertTooMuch(byte[] json) {
        var failure = failure(read(json));
        assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(failure.sentence()).contains("far more than a song");
    }

    /** A beginning, then the same again and again. */
    private static final class Endless extends InputStream {
        private final byte[] again;
        private byte[] current;
        private int position;
        private int left;
        private long given;

        Endless(byte[] head, byte[] again, int times) {
            current = head;
            this.again = again;
            left = times;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int most) {
            if (position == current.length) {
                if (left-- == 0) {
                    return -1;
                }
                current = again;
                position = 0;
            }
            int count = Math.min(most, current.length - position);
            System.arraycopy(current, position, into, from, count);
            position += count;
            given += count;
            return count;
        }
    }
}
