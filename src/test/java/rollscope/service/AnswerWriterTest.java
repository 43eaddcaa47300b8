package rollscope.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.transcription.NoteTable;
import tools.jackson.databind.json.JsonMapper;

class AnswerWriterTest {
    private static byte[] write(List<String> instruments, NoteTable notes) throws IOException {
        var out = new ByteArrayOutputStream();
        AnswerWriter.write(instruments, notes, out);
        return out.toByteArray();
    }

    private static MidiAnswer again(List<String> instruments, NoteTable notes) throws IOException {
        return Examples.answer(Examples.read(write(instruments, notes)));
    }

    @Test
    void everyVelocityComesBackAsItWas() throws IOException {
        var table = NoteTable.builder(127);
        for (int velocity = 1; velocity <= 127; velocity++) {
            table.add(velocity, velocity + 0.5, 60, velocity, 0);
        }
        var notes = table.build();
        assertThat(again(List.of("Piano"), notes)).isEqualTo(new MidiAnswer(List.of("Piano"), notes, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 126, 127})
    void aFlatVelocityComesBackAsItWas(int velocity) throws IOException {
        var notes = NoteTable.builder(2)
                .add(0, 1, 0, velocity, 0)
                .add(1, 2, 127, velocity, 0)
                .build();
        assertThat(again(List.of("Piano"), notes).notes()).isEqualTo(notes);
    }

    @Test
    void anyNotesOfAnyInstrumentsComeBackInTheSameOrder() throws IOException {
        var random = new SplittableRandom(7);
        var names = List.of("Drums", "Piano", "Piano", "Ünïcødé \"quoted\" \\ \u0001 🎵", "Silent", "Last");
        var table = NoteTable.builder(0);
        for (int i = 0; i < 5000; i++) {
            double start = random.nextBoolean() ? random.nextInt(2000) / 192.0 : random.nextDouble() * 100;
            double end = start + Double.MIN_NORMAL + random.nextDouble();
            int instrument = random.nextInt(5);
            table.add(start, end, random.nextInt(128), 1 + random.nextInt(127), instrument == 4 ? 5 : instrument);
        }
        var notes = table.build();
        assertThat(again(names, notes)).isEqualTo(new MidiAnswer(names, notes, 0));
    }

    @Test
    void timesOfEverySizeComeBackToTheLastBit() throws IOException {
        var notes = NoteTable.builder(0)
                .add(0, Double.MIN_VALUE, 60, 1, 0)
                .add(1e-7, 1.0000000000000002e-7, 60, 1, 0)
                .add(0.1 + 0.2, Math.nextUp(0.1 + 0.2), 60, 1, 0)
                .add(86399.99999999999, 86400, 60, 1, 0)
                .build();
        assertThat(again(List.of("Piano"), notes).notes()).isEqualTo(notes);
    }

    @Test
    void withoutNotesItIsASuccessWithoutNotes() throws IOException {
        assertThat(again(List.of(), NoteTable.EMPTY)).isEqualTo(new MidiAnswer(List.of(), NoteTable.EMPTY, 0));
        assertThat(again(List.of("Drums"), NoteTable.EMPTY).instruments()).containsExactly("Drums");
    }

    @Test
    void itHasTheShapeOfAnAnswerOfTheService() throws IOException {
        var notes = NoteTable.builder(1).add(7 / 192.0, 0.5, 73, 127, 0).build();
        var root = JsonMapper.builder().build().readTree(write(List.of("Drums"), notes));

        assertThat(root.at("/code").asInt()).isEqualTo(200);
        assertThat(root.at("/data/successFlag").asInt()).isEqualTo(1);
        assertThat(root.at("/data/midiData/state").asString()).isEqualTo("complete");
        assertThat(root.at("/data/midiData/instruments/0/name").asString()).isEqualTo("Drums");
        assertThat(root.at("/data/midiData/instruments/0/notes/0").toString())
                .isEqualTo("{\"pitch\":73,\"start\":0.036458333333333336,\"end\":0.5,\"velocity\":1}");
    }

    @Test
    void theSameNotesAreTheSameBytes() throws IOException {
        var notes = NoteTable.builder(1).add(0, 1, 60, 64, 0).build();
        assertThat(write(List.of("Piano"), notes)).isEqualTo(write(List.of("Piano"), notes));
        assertThat(new String(write(List.of("Piano"), notes), StandardCharsets.UTF_8))
                .doesNotContain("Time");
    }

    @Test
    void notesOfAnInstrumentThatIsNotListedAreTheCallersMistake() {
        var notes = NoteTable.builder(1).add(0, 1, 60, 64, 1).build();
        assertThatThrownBy(() -> write(List.of("Piano"), notes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFullDiskIsReportedAndTheStreamStaysTheCallersOwn() throws IOException {
        var notes = NoteTable.builder(1).add(0, 1, 60, 64, 0).build();
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> AnswerWriter.write(List.of("Piano"), notes, full))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        var closing = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        AnswerWriter.write(List.of("Piano"), notes, closing);
        assertThat(AnswerReader.read(new ByteArrayInputStream(closing.toByteArray()), Provider.KIE))
                .isInstanceOf(ServiceResult.Ok.class);
    }
}
