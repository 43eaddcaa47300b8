package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;

class FileOptionsTest {
    private static final FileOptions ONE_TRACK = FileOptions.EXACT.withTracks(FileOptions.Tracks.ONE);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void oneTrackHoldsTheSameNotesAsATrackAnInstrument(int seed) throws Exception {
        var random = new Random(seed);
        var instruments = IntStream.range(0, 15)
                .mapToObj(i -> i == 4 ? MidiWriteTest.drums(i) : MidiWriteTest.tonal(i, "T" + i, i * 3))
                .toList();
        var notes = NoteTable.builder(0);
        for (int i = 0; i < 3000; i++) {
            double start = random.nextInt(4000) / 192.0;
            notes.add(
                    start,
                    start + (1 + random.nextInt(80)) / 192.0,
                    random.nextInt(128),
                    1 + random.nextInt(127),
                    random.nextInt(15));
        }
        var song = MidiWriteTest.transcription(notes.build(), instruments);
        var many = new OtherReader(MidiFile.write(song).bytes());
        var one = MidiFile.write(song, ONE_TRACK);
        assertThat(one.bytes()).startsWith('M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, 3, 0xC0);
        var file = new OtherReader(one.bytes());
        assertThat(file.sequence.getTracks()).hasSize(1);
        assertThat(inOrder(file.notes)).isEqualTo(inOrder(many.notes));
        assertThat(one.report()).isEqualTo(MidiFile.write(song).report());
        assertThat(one.layout().borrowed()).isEmpty();
    }

    private static List<OtherReader.Note> inOrder(List<OtherReader.Note> notes) {
        return notes.stream()
                .map(n -> new OtherReader.Note(0, n.channel(), n.pitch(), n.velocity(), n.tick(), n.on(), n.off()))
                .sorted(Comparator.comparingLong(OtherReader.Note::tick)
                        .thenComparingInt(OtherReader.Note::channel)
                        .thenComparingInt(OtherReader.Note::pitch))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aFileOfOneTrackIsTheSameAgainAfterReading(int seed) throws IOException {
        var random = new Random(seed);
        var instruments = IntStream.range(0, 30)
                .mapToObj(
                        i -> i % 9 == 8 ? MidiWriteTest.drums(i) : MidiWriteTest.tonal(i, "T" + i, random.nextInt(40)))
                .toList();
        var notes = NoteTable.builder(0);
        for (int i = 0; i < 2000; i++) {
            double start = random.nextDouble() * 20;
            notes.add(
                    start,
                    start + 1e-4 + random.nextDouble(),
                    40 + random.nextInt(30),
                    1 + random.nextInt(127),
                    random.nextInt(30));
        }
        var once = MidiFile.write(MidiWriteTest.transcription(notes.build(), instruments), ONE_TRACK)
                .bytes();
        assertThat(MidiFile.write(MidiFile.read(once, "id", "A song"), ONE_TRACK)
                        .bytes())
                .isEqualTo(once);
    }

    @Test
    void tooManyPartsForOneTrackShareChannelsWithTheirLike() throws Exception {
        var instruments = new ArrayList<Instrument>();
        var notes = NoteTable.builder(0);
        for (int i = 0; i < 18; i++) {
            // 0 to 14, then one that is there already, one near 10, and one near 0.
            int program = i < 15 ? i * 8 : i == 15 ? 24 : i == 16 ? 81 : 3;
            instruments.add(MidiWriteTest.tonal(i, "T" + i, program));
            notes.add(i, i + 1, 60, 100, i);
        }
        var written = MidiFile.write(MidiWriteTest.transcription(notes.build(), instruments), ONE_TRACK);
        assertThat(written.layout().borrowed()).containsExactly(16, 17);
        var channels = new OtherReader(written.bytes())
                .notes.stream().map(OtherReader.Note::channel).toList();
        assertThat(channels).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 3, 11, 0);
    }

    @Test
    void velocityMayBeOneForAll() throws Exception {
        var notes =
                NoteTable.builder(0).add(0, 1, 60, 5, 0).add(1, 2, 61, 127, 0).build();
        var song = MidiWriteTest.transcription(notes, List.of(MidiWriteTest.tonal(0, "a", 0)));
        var file = new OtherReader(MidiFile.write(song, FileOptions.EXACT.withVelocity(OptionalInt.of(96)))
                .bytes());
        assertThat(file.notes).extracting(OtherReader.Note::velocity).containsExactly(96, 96);
    }

    @Test
    void shortNotesGetTheMinimumLengthButNeverRunIntoTheNextOfTheirPitch() throws Exception {
        var notes = NoteTable.builder(0)
                .add(0, 0.01, 60, 64, 0)
                .add(1, 1.01, 60, 64, 0)
                .add(1.05, 1.2, 60, 64, 0)
                .add(2, 2.1, 62, 64, 0)
                .build();
        var song = MidiWriteTest.transcription(notes, List.of(MidiWriteTest.tonal(0, "a", 0)));
        var written = MidiFile.write(song, FileOptions.EXACT.withShortest(0.1));
        var file = new OtherReader(written.bytes());
        double[] lengths =
                file.notes.stream().mapToDouble(n -> n.off() - n.on()).toArray();
        assertThat(lengths).hasSize(4);
        assertThat(lengths).containsExactly(new double[] {0.1, 0.05, 0.15, 0.1}, within(0.0006));
        assertThat(written.report()).isEqualTo(new MidiFile.Report(4, 1, 0, 2, 0));
    }

    @Test
    void choicesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FileOptions.EXACT.withVelocity(OptionalInt.of(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> FileOptions.EXACT.withVelocity(OptionalInt.of(128)));
        assertThatIllegalArgumentException().isThrownBy(() -> FileOptions.EXACT.withShortest(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> FileOptions.EXACT.withShortest(Double.NaN));
    }
}
