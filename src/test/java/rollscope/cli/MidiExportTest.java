package rollscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.midi.OtherReader;

/** What the options of {@code export} make of a MIDI file, as the JDK's reader finds it. */
class MidiExportTest {
    /** Of the first bar line of the song. */
    private static final double FIRST_BAR = 0.45;

    @TempDir
    private Path home;

    @TempDir
    private Path work;

    private Shell shell;
    private Path song;
    private Path target;

    @BeforeEach
    void writeSong() throws IOException {
        shell = new Shell(home);
        song = work.resolve("song.json");
        target = work.resolve("out.mid");
        Files.writeString(song, song());
    }

    /** Sixteen bars of four at 100 beats a minute: drums, a bass and a chord a bar, 7 ms late. */
    private static String song() {
        var drums = new StringBuilder();
        var bass = new StringBuilder();
        for (int beat = 0; beat < 64; beat++) {
            double start = FIRST_BAR + 0.6 * beat + 0.007;
            note(drums, beat % 4 == 0 ? 36 : beat % 2 == 0 ? 35 : 38, start, start + 0.05);
            note(drums, 42, start + 0.3, start + 0.35);
            if (beat % 4 == 0) {
                int root = new int[] {40, 45, 47, 40}[beat / 4 % 4];
                for (int tone : new int[] {0, 7, 12}) {
                    note(bass, root + tone, start, start + 2.2);
                }
            }
        }
        return """
            {"code": 200, "msg": "success", "data": {"successFlag": 1, "midiData": {"state": "complete",
             "instruments": [{"name": "Drums", "notes": [%s]}, {"name": "Bass", "notes": [%s]}]}}}\
            """.formatted(drums, bass);
    }

    private static void note(StringBuilder notes, int pitch, double start, double end) {
        notes.append(notes.isEmpty() ? "" : ", ")
                .append(String.format(
                        Locale.ROOT,
                        "{\"pitch\": %d, \"start\": %.4f, \"end\": %.4f, \"velocity\": 0.5}",
                        pitch,
                        start,
                        end));
    }

    private OtherReader export(Object... options) throws Exception {
        var result = run(options);
        assertThat(result.exit()).as(result.err()).isZero();
        return new OtherReader(Files.readAllBytes(target));
    }

    private Shell.Result run(Object... options) {
        var args = new java.util.ArrayList<Object>(List.of("export", song, "-o", target));
        args.addAll(List.of(options));
        return shell.run(args.toArray());
    }

    @Test
    void withoutOptionsNotesAreAtTheirSecondsAt120() throws Exception {
        var file = export();
        assertThat(file.tempos).containsOnly(java.util.Map.entry(0L, 500_000));
        assertThat(file.notes.getFirst().on()).isCloseTo(FIRST_BAR + 0.007, within(0.000_3));
        byte[] plain = Files.readAllBytes(target);
        export("--place", "seconds", "--format", "1", "--no-key");
        assertThat(Files.readAllBytes(target)).isEqualTo(plain);
    }

    @Test
    void withTheStemTheFirstNoteStaysAtItsSecondAndIsOnABarLineOfTheFile() throws Exception {
        var file = export(
                "--place", "stem", "--quantise", "1/8", "--tempo", "100", "--first-bar", FIRST_BAR, "--meter", "4/4");
        assertThat(file.notes.getFirst().on()).isCloseTo(FIRST_BAR, within(0.000_5));
        // The time before it is too short for a bar of four, so it got a bar of its own.
        assertThat(file.meters.get(1).tick()).isEqualTo(file.notes.getFirst().tick());
        assertThat(60e6 / file.tempos.lastEntry().getValue()).isCloseTo(100, within(0.01));
    }

    @Test
    void barOneFirstSaysByHowMuchTheStemIsToBePadded() throws Exception {
        var result = run("--place", "bar1");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("put as much silence before the stem");
        assertThat(result.out()).isEqualToIgnoringNewLines(target.toString());
        assertThat(new OtherReader(Files.readAllBytes(target)).tempos).hasSize(1);
    }

    @Test
    void theStemIsWrittenBesideItWithTheSilence() throws Exception {
        var audio = work.resolve("audio.wav");
        assertThat(shell.run("export", song, "-o", audio).exit()).isZero();
        var result =
                run("--place", "bar1", "--tempo", "100", "--first-bar", FIRST_BAR, "--meter", "4/4", "--stem", audio);
        assertThat(result.exit()).as(result.err()).isZero();
        var padded = work.resolve("out - stem.wav");
        assertThat(result.out().lines()).containsExactly(target.toString(), padded.toString());
        try (var before = AudioSystem.getAudioInputStream(audio.toFile());
                var after = AudioSystem.getAudioInputStream(padded.toFile())) {
            // A bar of 2.4 s less the 0.45 s before the first line.
            assertThat(after.getFrameLength() - before.getFrameLength()).isCloseTo((long) (1.95 * 44_100), within(1L));
        }
    }

    @Test
    void whatTheUserSaysOfTheTempoCounts() throws Exception {
        var file = export("--place", "bar1", "--tempo", "200", "--first-bar", FIRST_BAR, "--meter", "3/4");
        assertThat(60e6 / file.tempos.firstEntry().getValue()).isCloseTo(200, within(0.001));
        assertThat(file.meters.getFirst().beats()).isEqualTo(3);
        // A bar is 0.9 s, so the file is 0.45 s early of the audio.
        assertThat(file.notes.getFirst().on()).isCloseTo(0.907, within(0.001));
    }

    @Test
    void aMidiFileIsWrittenAgainOnItsOwnBars() throws Exception {
        export("--place", "stem", "--tempo", "100", "--first-bar", FIRST_BAR, "--meter", "4/4");
        byte[] once = Files.readAllBytes(target);
        song = work.resolve("once.mid");
        Files.write(song, once);
        target = work.resolve("once again.mid");
        export("--place", "stem");
        target = work.resolve("twice.mid");
        song = work.resolve("once again.mid");
        export("--place", "stem");
        assertThat(new OtherReader(once).tempos)
                .isEqualTo(new OtherReader(Files.readAllBytes(song)).tempos)
                .isEqualTo(new OtherReader(Files.readAllBytes(target)).tempos);
    }

    @Test
    void barsAndSecondsCutAClipThatStartsAtZero() throws Exception {
        var bars = export("--bars", "3-4", "--tempo", "100", "--first-bar", FIRST_BAR);
        assertThat(bars.notes).hasSize(22);
        assertThat(bars.notes.getFirst().on()).isCloseTo(0.007, within(0.000_5));
        var seconds = export("--from", FIRST_BAR + 4.8, "--to", FIRST_BAR + 9.6);
        assertThat(seconds.notes).hasSize(22);
        assertThat(seconds.sequence.getTickLength()).isEqualTo(9216);
    }

    @Test
    void notesAreQuantisedByStrengthAndSwingAndTheSentenceSaysHowFar() throws Exception {
        var grid = List.of("--tempo", "100", "--first-bar", FIRST_BAR);
        var half = run("--quantise", "1/8", "--strength", "50", grid.get(0), grid.get(1), grid.get(2), grid.get(3));
        assertThat(half.err()).contains("176 notes are moved to the grid, by up to 4 ms");
        assertThat(new OtherReader(Files.readAllBytes(target)).notes.getFirst().on())
                .isCloseTo(FIRST_BAR + 0.0035, within(0.000_5));
        var swung = export("--quantise", "1/8", "--swing", "60", "--tempo", "100", "--first-bar", FIRST_BAR);
        assertThat(swung.notes.stream().filter(note -> note.pitch() == 42).findFirst())
                .hasValueSatisfying(note -> assertThat(note.on()).isCloseTo(FIRST_BAR + 0.36, within(0.000_5)));
    }

    @Test
    void oneTrackOneVelocityLongNotesAndTheKey() throws Exception {
        var file = export("--format", "0", "--velocity", "80", "--min-length", "100", "--key");
        assertThat(file.sequence.getTracks()).hasSize(1);
        assertThat(file.notes).allSatisfy(note -> {
            assertThat(note.velocity()).isEqualTo(80);
            assertThat(note.off() - note.on()).isGreaterThan(0.0995);
        });
        assertThat(file.keys).hasSize(1);
    }

    @Test
    void eachInstrumentGetsAFileNamedAfterIt() throws Exception {
        var result = run("--per-instrument", "--place", "stem");
        assertThat(result.out().lines())
                .containsExactly(
                        work.resolve("out - Drums.mid").toString(),
                        work.resolve("out - Bass.mid").toString());
        assertThat(target).doesNotExist();
        assertThat(new OtherReader(Files.readAllBytes(work.resolve("out - Bass.mid"))).notes)
                .hasSize(48);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--place moon",
                "--format 2",
                "--quantise 1/7",
                "--strength 50",
                "--quantise 1/8 --strength 101",
                "--quantise 1/8 --swing 40",
                "--velocity 0",
                "--min-length -1",
                "--min-length 10001",
                "--bars 9-8",
                "--bars x",
                "--bars 1 --from 3",
                "--from 5 --to 4",
                "--from NaN",
                "--tempo 100",
                "--place stem --tempo 1000",
                "--place stem --meter 5/8",
            })
    void whatMeansNothingIsAUsageErrorInOneSentence(String options) {
        var result = run((Object[]) options.split(" "));
        assertThat(result.exit()).as(options).isEqualTo(2);
        assertThat(result.errLines()).as(result.err()).hasSize(2);
        assertThat(target).doesNotExist();
    }

    @Test
    void aSongWithoutATempoIsRefusedOnTheBarsAndTakenWhenTheUserSaysOne() throws Exception {
        Files.writeString(song, """
            {"code": 200, "data": {"successFlag": 1, "midiData": {"state": "complete", "instruments": [
            {"name": "Bass", "notes": [{"pitch": 40, "start": 1, "end": 2, "velocity": 1}]}]}}}\
            """);
        var refused = run("--place", "stem");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("--tempo");
        assertThat(target).doesNotExist();
        var file = export("--place", "stem", "--tempo", "90");
        assertThat(file.notes.getFirst().on()).isCloseTo(1, within(0.000_5));
        assertThat(file.notes.getFirst().tick() % file.sequence.getResolution()).isZero();
    }

    @Test
    void choicesForAMidiFileAreRefusedForOthers() {
        target = work.resolve("out.csv");
        var result = run("--velocity", "80");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(".mid");
    }

    @Test
    void helpNamesEveryOptionUnderAHeading() {
        var help = shell.run("export", "--help").out();
        assertThat(help)
                .contains("For a file that ends in .mid:", "--place", "--[no-]key", "--per-instrument", "--first-bar");
    }
}
