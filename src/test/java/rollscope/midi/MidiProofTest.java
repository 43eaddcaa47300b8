package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class MidiProofTest {
    private static final TempoMap MAP = TempoMap.constant(103.7, 0.4, Optional.of(Meter.FOUR_FOUR));

    @Test
    void everyKindOfFileIsProvenNoteByNote() throws IOException {
        var song = song();
        for (var placement :
                List.of(new Placement.ExactSeconds(), new Placement.WithStem(MAP), new Placement.BarOneFirst(MAP))) {
            for (var tracks : FileOptions.Tracks.values()) {
                var written = MidiFile.write(
                        song, FileOptions.EXACT.withPlacement(placement).withTracks(tracks));
                var proof = MidiProof.of(written, song.notes());
                assertThat(proof.holds()).isTrue();
                assertThat(proof.notes()).isEqualTo(written.report().notes());
                assertThat(proof.farthest()).isGreaterThan(0).isLessThan(0.0006);
            }
        }
    }

    @Test
    void aFileOfOtherNotesIsFoundOut() throws IOException {
        var song = song();
        var written = MidiFile.write(song);
        var later = NoteTable.builder(0);
        for (int i = 0; i < song.notes().size(); i++) {
            later.add(
                    song.notes().start(i) + (i == 7 ? 0.01 : 0),
                    song.notes().end(i) + 1,
                    song.notes().pitch(i),
                    64,
                    0);
        }
        var proof = MidiProof.of(written, later.build());
        assertThat(proof.strangers()).isEqualTo(1);
        assertThat(proof.missing()).isEqualTo(1);
        assertThat(proof.holds()).isFalse();
    }

    @Test
    void adviceFitsTheFile() throws IOException {
        var seconds = advice(FileOptions.EXACT);
        assertThat(seconds)
                .extracting(Destination::program)
                .containsExactly(
                        "Ableton Live",
                        "Logic Pro",
                        "Cubase",
                        "FL Studio",
                        "Pro Tools",
                        "REAPER",
                        "MuseScore",
                        "Every program");
        assertThat(text(seconds)).contains("only a clock").doesNotContain("Auto Dissolve", "second port");
        var bars = advice(
                FileOptions.EXACT.withPlacement(new Placement.WithStem(MAP)).withTracks(FileOptions.Tracks.ONE));
        assertThat(text(bars))
                .contains("Auto Dissolve", "say yes when Live asks", "Realign")
                .doesNotContain("only a clock");
    }

    private static List<Destination> advice(FileOptions options) throws IOException {
        return Destination.of(MidiInspection.of(MidiFile.write(song(), options).bytes()));
    }

    private static String text(List<Destination> all) {
        return String.join("\n", all.stream().flatMap(d -> d.advice().stream()).toList());
    }

    private static Transcription song() {
        var random = new Random(9);
        var notes = NoteTable.builder(0);
        for (int i = 0; i < 400; i++) {
            double start = 0.3 + i * 0.11 + random.nextDouble() * 0.05;
            notes.add(start, start + 0.05, 36 + random.nextInt(40), 90, i % 2);
        }
        return MidiWriteTest.transcription(
                notes.build(), List.of(MidiWriteTest.tonal(0, "Keys", 4), MidiWriteTest.drums(1)));
    }
}
