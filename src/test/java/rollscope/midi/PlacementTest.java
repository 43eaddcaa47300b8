package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import rollscope.midi.Placement.Pickup;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** Files on the bars of a tempo map, read back note by note with the JDK's reader. */
class PlacementTest {
    /** Half a tick at the slowest tempo that 960 ticks a quarter serve. */
    private static final double MOST_OFF = 0.000_501;

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyNoteStaysAtItsSecondAndEveryBarLineOnTheFilesGrid(int seed) throws Exception {
        var random = new Random(seed);
        double length = seed % 10 == 0 ? 3600 : 20 + random.nextInt(400);
        var map = randomMap(random, length);
        var song = randomSong(random, length);
        for (var tracks : FileOptions.Tracks.values()) {
            for (var placement : List.of(new Placement.WithStem(map), new Placement.BarOneFirst(map))) {
                var written = MidiFile.write(
                        song, FileOptions.EXACT.withPlacement(placement).withTracks(tracks));
                var file = new OtherReader(written.bytes());
                assertThat(file.sequence.getResolution())
                        .isEqualTo(written.layout().ticksPerQuarter());
                assertThat(worst(song, file, written.layout().shift())).isLessThan(MOST_OFF);
                assertThat(worstBarLine(map, file, written.layout(), length)).isLessThan(early(map) + 0.000_5);
                if (placement instanceof Placement.WithStem) {
                    assertThat(written.layout().shift()).isZero();
                } else {
                    assertThat(written.layout().pickup()).isEqualTo(Pickup.NONE);
                }
            }
        }
    }

    /** By how much the bars may be early for one of them to start with the audio. */
    private static double early(TempoMap map) {
        for (int beat = (int) map.beatAt(0) - 1; ; beat++) {
            double at = map.secondsAt(beat);
            if (at > 0 && (!map.hasBars() || map.isDownbeat(beat))) {
                return at <= Placement.LEEWAY ? at : 0;
            }
        }
    }

    /** How far a note is from its second, start or end. */
    private static double worst(Transcription song, OtherReader file, double shift) {
        assertThat(file.notes).hasSize(song.notes().size());
        double worst = 0;
        for (int i = 0; i < file.notes.size(); i++) {
            var note = file.notes.get(i);
            assertThat(note.pitch()).isEqualTo(song.notes().pitch(i));
            assertThat(note.velocity()).isEqualTo(song.notes().velocity(i));
            worst = Math.max(worst, Math.abs(note.on() - shift - song.notes().start(i)));
            worst = Math.max(worst, Math.abs(note.off() - shift - song.notes().end(i)));
        }
        return worst;
    }

    /** Goes from bar line to bar line by the meters of the file, or from quarter to quarter without, beside the lines of the map. */
    private static double worstBarLine(TempoMap map, OtherReader file, MidiFile.Layout layout, double length) {
        var lines = new ArrayList<Double>();
        int meter = 0;
        for (long tick = 0; file.seconds(tick) - layout.shift() < length; ) {
            lines.add(file.seconds(tick) - layout.shift());
            while (meter + 1 < file.meters.size() && file.meters.get(meter + 1).tick() <= tick) {
                meter++;
                assertThat(file.meters.get(meter).tick()).isEqualTo(tick);
            }
            int resolution = file.sequence.getResolution();
            tick += map.hasBars()
                    ? 4L
                            * resolution
                            * file.meters.get(meter).beats()
                            / file.meters.get(meter).unit()
                    : resolution;
        }
        var wanted = new ArrayList<Double>();
        for (int i = -100_000; i < 100_000; i++) {
            double line = map.secondsAt(map.hasBars() ? map.beatOfBar(i) : i);
            if (line > length) {
                break;
            } else if (line >= -1e-9 - layout.shift()) {
                wanted.add(line);
            }
        }
        int lead = layout.pickup() == Pickup.FITTED_BAR || layout.pickup() == Pickup.SHORT_BAR ? 1 : 0;
        double worst = 0;
        for (int i = layout.pickup() == Pickup.LONG_BEAT ? 1 : 0; i < wanted.size(); i++) {
            if (i + lead < lines.size()) {
                worst = Math.max(worst, Math.abs(wanted.get(i) - lines.get(i + lead)));
            }
        }
        assertThat(lines.size()).isCloseTo(wanted.size() + lead, within(1));
        return worst;
    }

    private static TempoMap randomMap(Random random, double length) {
        double origin = random.nextInt(4) == 0 ? 0 : -3 + 15 * random.nextDouble();
        var tempos = new ArrayList<TempoMap.Tempo>();
        double second = random.nextBoolean() ? origin : -2;
        int count = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            tempos.add(new TempoMap.Tempo(
                    second, random.nextInt(5) == 0 ? 20 + random.nextInt(300) : 120 + random.nextDouble()));
            second += 0.01 + random.nextDouble() * 2 * length / count;
        }
        var signatures = new ArrayList<TempoMap.Signature>();
        if (random.nextInt(4) > 0) {
            int beat = 0;
            for (int i = random.nextInt(4); i >= 0; i--) {
                var meter = new Meter(1 + random.nextInt(7), random.nextInt(3) == 0);
                signatures.add(new TempoMap.Signature(beat, meter));
                beat += meter.beats() * (1 + random.nextInt(40));
            }
        }
        return new TempoMap(origin, tempos, signatures);
    }

    private static Transcription randomSong(Random random, double length) {
        var notes = NoteTable.builder(0);
        double now = random.nextDouble();
        int pitch = 30;
        while (now < length - 1) {
            pitch = 30 + (pitch + 7) % 60;
            notes.add(now, now + 0.01 + 0.3 * random.nextDouble(), pitch, 1 + random.nextInt(127), random.nextInt(3));
            now += 0.02 + random.nextDouble() * length / 500;
        }
        return new Transcription(
                "id",
                "A song",
                length,
                List.of(MidiWriteTest.tonal(0, "Keys", 4), MidiWriteTest.drums(1), MidiWriteTest.tonal(2, "Bass", 33)),
                notes.build(),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFileIsTheSameAgainAfterReadingItWithItsOwnTempoMap(int seed) throws Exception {
        var random = new Random(1000 + seed);
        double length = 20 + random.nextInt(400);
        var map = randomMap(random, length);
        var song = randomSong(random, length);
        for (var tracks : FileOptions.Tracks.values()) {
            for (var placement : List.of(new Placement.WithStem(map), new Placement.BarOneFirst(map))) {
                var options = FileOptions.EXACT
                        .withPlacement(placement)
                        .withTracks(tracks)
                        .withKey(Optional.of(new Key(seed % 12, seed % 2 == 0 ? Key.Mode.MAJOR : Key.Mode.MINOR)));
                byte[] once = MidiFile.write(song, options).bytes();
                var read = MidiFile.open(once, "id", "A song");
                assertThat(read.loss()).isEmpty();
                assertThat(read.key()).isEqualTo(options.key());
                var own = read.tempo().orElseThrow();
                byte[] again = MidiFile.write(
                                read.transcription(),
                                options.withPlacement(
                                        placement instanceof Placement.WithStem
                                                ? new Placement.WithStem(own)
                                                : new Placement.BarOneFirst(own)))
                        .bytes();
                assertThat(Arrays.equals(again, once)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "60, 1000000",
        "97.3, 616650",
        "110.05, 545207",
        "120, 500000",
        "133.33, 450011",
        "178.91, 335364",
        "240, 250000"
    })
    void anHourOfSteadyTempoNeverLeavesItsBeats(double bpm, int first) throws Exception {
        var map = TempoMap.constant(bpm, 0.37, Optional.of(Meter.FOUR_FOUR));
        var notes = NoteTable.builder(0);
        int beats = 0;
        for (int beat = 0; map.secondsAt(beat) < 3599; beat++) {
            notes.add(map.secondsAt(beat), map.secondsAt(beat + 0.5), 60, 64, 0);
            beats++;
        }
        var song = new Transcription(
                "id", "An hour", 3600, List.of(MidiWriteTest.tonal(0, "a", 0)), notes.build(), List.of());
        var written = MidiFile.write(song, FileOptions.EXACT.withPlacement(new Placement.BarOneFirst(map)));
        var file = new OtherReader(written.bytes());
        assertThat(file.tempos.get(0L)).isEqualTo(first);
        assertThat(file.tempos.values()).allMatch(tempo -> Math.abs(tempo - 60e6 / bpm) < 1);
        assertThat(file.tempos.size()).isLessThan(40).isEqualTo(written.layout().tempos());
        for (int beat = 0; beat < beats; beat++) {
            assertThat(file.notes.get(beat).tick() % file.sequence.getResolution())
                    .isZero();
        }
    }

    @Test
    void aSongOfFourMinutesHasOneTempo() throws Exception {
        var song = randomSong(new Random(1), 240);
        for (double bpm : new double[] {87.3, 110.05, 128, 141.7}) {
            var map = TempoMap.constant(bpm, 0, Optional.of(Meter.FOUR_FOUR));
            var written = MidiFile.write(song, FileOptions.EXACT.withPlacement(new Placement.WithStem(map)));
            assertThat(written.layout().tempos()).isEqualTo(1);
            assertThat(new OtherReader(written.bytes()).tempos).containsOnlyKeys(0L);
        }
    }

    // At 120 beats a minute a beat lasts half a second and a bar of four two seconds.
    @ParameterizedTest
    @CsvSource({
        "0, NONE, 500000, 4",
        "1.9, FITTED_BAR, 475000, 4",
        "1, FITTED_BAR, 250000, 4",
        "0.6, SHORT_BAR, 600000, 1",
        "0.25, SHORT_BAR, 250000, 1",
        "0.79, SHORT_BAR, 395000, 2",
        "0.1, LONG_BEAT, 600000, 4",
        "-0.5, FITTED_BAR, 375000, 4",
        "8, NONE, 500000, 4",
        "9.9, FITTED_BAR, 475000, 4"
    })
    void whatSoundsBeforeTheFirstBarLineGetsABarOfItsOwn(double origin, Pickup pickup, int tempo, int beats)
            throws Exception {
        var map = TempoMap.constant(120, origin, Optional.of(Meter.FOUR_FOUR));
        var written = MidiFile.write(
                randomSong(new Random(2), 20), FileOptions.EXACT.withPlacement(new Placement.WithStem(map)));
        var file = new OtherReader(written.bytes());
        assertThat(written.layout().pickup()).isEqualTo(pickup);
        assertThat(file.tempos.get(0L)).isEqualTo(tempo);
        assertThat(file.meters.getFirst()).isEqualTo(new OtherReader.Meter(0, beats, 4, 24));
        assertThat(file.tempos.lastEntry().getValue()).isEqualTo(500_000);
        if (pickup == Pickup.SHORT_BAR) {
            assertThat(file.meters).hasSize(2).contains(new OtherReader.Meter(960L * beats, 4, 4, 24));
        } else {
            assertThat(file.meters).hasSize(1);
        }
    }

    @Test
    void aBarLineJustAfterTheStartOfTheAudioIsItsStartAndTheNotesStay() throws Exception {
        var map = TempoMap.constant(110, 0.003, Optional.of(Meter.FOUR_FOUR));
        var song = randomSong(new Random(3), 20);
        var written = MidiFile.write(song, FileOptions.EXACT.withPlacement(new Placement.WithStem(map)));
        var file = new OtherReader(written.bytes());
        assertThat(written.layout().pickup()).isEqualTo(Pickup.NONE);
        assertThat(file.tempos).containsOnlyKeys(0L);
        double first =
                file.notes.stream().mapToDouble(OtherReader.Note::on).min().orElseThrow();
        assertThat(first).isCloseTo(song.notes().start(0), within(0.000_6));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 1.5", "-0.5, 0.5", "1.999, 0.001", "2, 0", "2.004, 0", "2.006, 1.994", "31.3, 0.7"})
    void barOneFirstIsLaterByThePartOfTheBarThatIsMissing(double origin, double shift) throws Exception {
        var map = TempoMap.constant(120, origin, Optional.of(Meter.FOUR_FOUR));
        var written = MidiFile.write(
                randomSong(new Random(3), 20), FileOptions.EXACT.withPlacement(new Placement.BarOneFirst(map)));
        var file = new OtherReader(written.bytes());
        assertThat(written.layout().shift()).isCloseTo(shift, within(1e-9));
        assertThat(file.tempos).containsOnlyKeys(0L);
        assertThat(file.meters).containsExactly(new OtherReader.Meter(0, 4, 4, 24));
        assertThat(file.sequence.getTickLength() % (4 * 960)).isZero();
        assertThat(file.seconds(file.sequence.getTickLength())).isBetween(20.0 + shift - 1e-3, 22.0 + shift);
    }

    @Test
    void withoutAMeterNoneIsWrittenAndBeatsAreOnQuarters() throws Exception {
        var map = TempoMap.constant(100, 0.2, Optional.empty());
        for (var placement : List.of(new Placement.WithStem(map), new Placement.BarOneFirst(map))) {
            var file = new OtherReader(
                    MidiFile.write(randomSong(new Random(4), 20), FileOptions.EXACT.withPlacement(placement))
                            .bytes());
            assertThat(file.meters).isEmpty();
        }
    }

    @Test
    void aBeatOfSixEightIsADottedQuarter() throws Exception {
        var map = TempoMap.constant(80, 0, Optional.of(new Meter(2, true)));
        var notes = NoteTable.builder(0)
                .add(map.secondsAt(2), map.secondsAt(3), 60, 64, 0)
                .build();
        var written = MidiFile.write(
                MidiWriteTest.transcription(notes, List.of(MidiWriteTest.tonal(0, "a", 0))),
                FileOptions.EXACT.withPlacement(new Placement.WithStem(map)));
        var file = new OtherReader(written.bytes());
        assertThat(file.tempos).containsExactly(java.util.Map.entry(0L, 500_000));
        assertThat(file.meters).containsExactly(new OtherReader.Meter(0, 6, 8, 36));
        assertThat(file.notes.getFirst().tick()).isEqualTo(3 * 960);
    }

    @ParameterizedTest
    @CsvSource({"240, 960", "62.5, 960", "62.4, 1920", "40, 1920", "31, 3840", "4, 15360"})
    void slowSongsHaveFinerTicks(double bpm, int ticks) {
        var map = TempoMap.constant(bpm, 0, Optional.of(Meter.FOUR_FOUR));
        var written = MidiFile.write(
                randomSong(new Random(5), 60), FileOptions.EXACT.withPlacement(new Placement.WithStem(map)));
        assertThat(written.layout().ticksPerQuarter()).isEqualTo(ticks);
    }

    @Test
    void aPauseTooLongForAnyTempoBecomesWholeBarsMore() throws Exception {
        var map = new TempoMap(
                0,
                List.of(new TempoMap.Tempo(0, 120), new TempoMap.Tempo(8, 1), new TempoMap.Tempo(68, 120)),
                List.of(new TempoMap.Signature(0, new Meter(1, false))));
        var notes = NoteTable.builder(0);
        for (int beat = 0; beat < 40; beat++) {
            notes.add(map.secondsAt(beat), map.secondsAt(beat) + 0.2, 60, 64, 0);
        }
        var song = MidiWriteTest.transcription(notes.build(), List.of(MidiWriteTest.tonal(0, "a", 0)));
        var file = new OtherReader(MidiFile.write(song, FileOptions.EXACT.withPlacement(new Placement.WithStem(map)))
                .bytes());
        assertThat(worst(song, file, 0)).isLessThan(MOST_OFF);
        assertThat(file.notes).allMatch(note -> note.tick() % file.sequence.getResolution() == 0);
    }

    @Test
    void aKeyIsWrittenInEveryPlacementIfItIsKnown() throws Exception {
        var song = randomSong(new Random(6), 10);
        var map = TempoMap.constant(100, 0, Optional.empty());
        for (var placement :
                List.of(new Placement.ExactSeconds(), new Placement.WithStem(map), new Placement.BarOneFirst(map))) {
            for (var tracks : FileOptions.Tracks.values()) {
                var options = FileOptions.EXACT
                        .withPlacement(placement)
                        .withTracks(tracks)
                        .withKey(Optional.of(new Key(7, Key.Mode.MINOR)));
                assertThat(new OtherReader(MidiFile.write(song, options).bytes()).keys)
                        .containsExactly("0 -2 1");
            }
        }
    }

    @Test
    void nothingToWriteIsAFileToo() throws Exception {
        var map = TempoMap.constant(100, 0.3, Optional.of(Meter.FOUR_FOUR));
        var nothing = new Transcription("id", "t", 0, List.of(), NoteTable.EMPTY, List.of());
        for (var placement :
                List.of(new Placement.ExactSeconds(), new Placement.WithStem(map), new Placement.BarOneFirst(map))) {
            for (var tracks : FileOptions.Tracks.values()) {
                var options = FileOptions.EXACT.withPlacement(placement).withTracks(tracks);
                assertThat(new OtherReader(MidiFile.write(nothing, options).bytes()).notes)
                        .isEmpty();
            }
        }
    }
}
