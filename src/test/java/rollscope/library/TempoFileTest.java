package rollscope.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.tempo.Fit;
import rollscope.tempo.Meter;
import rollscope.tempo.SongTempo;
import rollscope.tempo.SongTempo.Source;
import rollscope.tempo.TempoMap;

/** The tempo of an entry, remembered. */
class TempoFileTest {
    private static final TempoMap RICH = new TempoMap(
            0.123456789012345,
            List.of(new TempoMap.Tempo(-0.25, 1 / 3.0 + 99), new TempoMap.Tempo(61.7, 64)),
            List.of(new TempoMap.Signature(0, Meter.FOUR_FOUR), new TempoMap.Signature(16, new Meter(2, true))));

    @TempDir
    Path folder;

    private static Optional<SongTempo> tempo(TempoMap map, Source source) {
        return Optional.of(new SongTempo(Optional.of(map), Optional.empty(), Fit.NONE, source));
    }

    @Test
    void everyBeatComesBackToTheLastBit() throws IOException {
        for (var source : new Source[] {Source.CONFIRMED, Source.ESTIMATED}) {
            TempoFile.write(folder, tempo(RICH, source));
            assertThat(TempoFile.read(folder)).isEqualTo(tempo(RICH, source));
        }
        var beatsOnly = TempoMap.constant(120.5, -1, Optional.empty());
        TempoFile.write(folder, tempo(beatsOnly, Source.CONFIRMED));
        assertThat(TempoFile.read(folder)).isEqualTo(tempo(beatsOnly, Source.CONFIRMED));
    }

    @Test
    void withoutAFileNothingWasMadeOfTheEstimate() throws IOException {
        assertThat(TempoFile.read(folder)).isEmpty();
        TempoFile.write(folder, tempo(RICH, Source.CONFIRMED));
        TempoFile.write(folder, Optional.empty());
        assertThat(TempoFile.read(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
        TempoFile.write(folder, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"bar1\":0,\"tempos\":[]}",
                "{\"bar1\":\"0\",\"tempos\":[{\"seconds\":0,\"bpm\":120}]}",
                "{\"bar1\":0,\"tempos\":[{\"seconds\":0,\"bpm\":0}]}",
                "{\"bar1\":0,\"tempos\":[{\"seconds\":0,\"bpm\":1e300}]}",
                "{\"bar1\":0,\"tempos\":[{\"seconds\":1,\"bpm\":90},{\"seconds\":0,\"bpm\":90}]}",
                "{\"bar1\":0,\"tempos\":[{\"seconds\":0,\"bpm\":90}],\"meters\":[{\"beat\":1,\"beats\":4}]}",
                "{\"bar1\":0,\"tempos\":[{\"seconds\":0,\"bpm\":90}],\"meters\":[{\"beat\":0,\"beats\":99}]}",
                "{\"bar1\":0,\"tempos\":[{\"seconds\":0,\"bpm\":90}],\"meters\":[{\"beat\":0.5,\"beats\":4}]}",
                "{\"bar1\":0,\"tempos\":[{\"seconds\":0,\"bpm\":90}],\"meters\":[{\"beat\":0,\"beats\":99999999999}]}",
            })
    void whatIsNoWholeMapCountsAsNotThere(String text) throws IOException {
        Files.writeString(folder.resolve("tempo.json"), text);
        assertThat(TempoFile.read(folder)).isEmpty();
    }

    @Test
    void aFileTooLargeToBeOneIsNotRead() throws IOException {
        try (var file =
                new java.io.RandomAccessFile(folder.resolve("tempo.json").toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertThat(TempoFile.read(folder)).isEmpty();
    }
}
