package rollscope.transcription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoteCsvTest {
    @Test
    void aLineSaysAllOfANote() throws IOException {
        var notes = NoteTable.builder(0)
                .add(7 / 192.0, 35 / 192.0, 73, 127, 1)
                .add(0, 1, 60, 63, 0)
                .build();
        assertThat(csv(notes, "Synth Voice", "Drums"))
                .isEqualTo("instrument,name,start,end,pitch,note,velocity\r\n"
                        + "1,Synth Voice,0.0,1.0,60,C4,63\r\n"
                        + "2,Drums,0.036458333333333336,0.18229166666666666,73,C#5,127\r\n");
    }

    @Test
    void withoutNotesOnlyTheHeadIsWritten() throws IOException {
        assertThat(csv(NoteTable.EMPTY, "Drums")).isEqualTo("instrument,name,start,end,pitch,note,velocity\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`Bass, electric`|`\"Bass, electric\"`",
                "`12\" Kick`|`\"12\"\" Kick\"`",
                "`=1+2`|`'=1+2`",
                "`@a,b`|`\"'@a,b\"`",
                "`Größe`|`Größe`"
            },
            delimiter = '|')
    void namesCannotBreakTheTableNorActAsFormulas(String name, String field) throws IOException {
        var notes = NoteTable.builder(0).add(0, 1, 60, 63, 0).build();
        assertThat(csv(notes, name)).endsWith("\n1," + field + ",0.0,1.0,60,C4,63\r\n");
    }

    @Test
    void smallAndLargeTimesArePlainNumbersThatReadBackTheSame() throws IOException {
        double[] times = {Double.MIN_NORMAL, 1 / 19200.0, 0.1 + 0.2, 12_345_678.9, 1e22};
        var builder = NoteTable.builder(0);
        for (double time : times) {
            builder.add(time, 1e23, 60, 63, 0);
        }
        String[] lines = csv(builder.build(), "a").split("\r\n");
        for (int i = 0; i < times.length; i++) {
            String start = lines[i + 1].split(",")[2];
            assertThat(start).matches("[0-9]+(\\.[0-9]+)?");
            assertThat(Double.parseDouble(start)).isEqualTo(times[i]);
        }
    }

    private static String csv(NoteTable notes, String... names) throws IOException {
        var instruments = new java.util.ArrayList<Instrument>();
        for (String name : names) {
            instruments.add(new Instrument(instruments.size(), name, 0, true, false));
        }
        var out = new StringBuilder();
        NoteCsv.write(new Transcription("id", "title", notes.end(), instruments, notes, List.of()), out);
        return out.toString();
    }
}
