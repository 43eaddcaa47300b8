package rollscope.tempo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class TempoAnalysisTest {
    private static final int BARS = 40;

    private static Music band(Music music) {
        return music.chords(BARS).strokes(BARS).bass(BARS).tune(BARS, 0, 0.5);
    }

    /** Share of the music's beats, of its first {@link #BARS} bars, that the analysis has within 30 ms. */
    private static double found(Music music, Beats beats, int from, int to, int step, boolean downbeats) {
        int found = 0;
        int count = 0;
        for (int beat = from; beat < to; beat += step) {
            double seconds = music.beat(beat);
            count++;
            found += IntStream.range(0, beats.size())
                            .anyMatch(i ->
                                    Math.abs(beats.seconds(i) - seconds) < 0.03 && (!downbeats || beats.isDownbeat(i)))
                    ? 1
                    : 0;
        }
        return found / (double) count;
    }

    private static void assertBars(Music music, Analysis analysis, int beatsPerBar, double share) {
        int last = (BARS - 1) * beatsPerBar;
        assertThat(found(music, analysis.beats(), 0, last, 1, false)).isGreaterThanOrEqualTo(share);
        assertThat(found(music, analysis.beats(), 0, last, beatsPerBar, true)).isGreaterThanOrEqualTo(share);
        long bars = IntStream.range(0, analysis.beats().size())
                .filter(analysis.beats()::isDownbeat)
                .count();
        assertThat(bars).isBetween((long) (share * BARS), BARS + 2L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {68, 84, 97.5, 110, 126, 140, 160})
    void aSteadyBandIsOneTempoToTheHundredth(double bpm) {
        var music = band(Music.steady(bpm, 0.7, 4)).drums(BARS);
        var analysis = TempoAnalysis.of(music.transcription());
        var map = analysis.map().orElseThrow();
        assertThat(map.isConstant()).isTrue();
        assertThat(map.tempos().getFirst().bpm()).isCloseTo(bpm, within(0.01));
        assertThat(map.signatures()).extracting(TempoMap.Signature::meter).containsExactly(Meter.FOUR_FOUR);
        assertThat(map.beatAt(0.7)).isCloseTo(Math.rint(map.beatAt(0.7)), within(0.01));
        assertBars(music, analysis, 4, 1);
        assertThat(analysis.fit().confidence()).isGreaterThan(0.7);
        assertThat(analysis.fit().residual()).isLessThan(0.005);
        assertThat(analysis.free()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.004, 0.004})
    void musicThatStartsAtOnceStartsInBarOne(double first) {
        var music = band(Music.steady(100, first, 4)).drums(BARS);
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().origin()).isCloseTo(first, within(0.003));
        assertThat(analysis.beats().seconds(0)).isCloseTo(first, within(0.003));
        assertThat(analysis.beats().isDownbeat(0)).isTrue();
    }

    @Test
    void threeBeatsMakeAWaltz() {
        var music = band(Music.steady(130, 0.2, 3));
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().meter(60)).contains(new Meter(3, false));
        assertBars(music, analysis, 3, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7})
    void rareMetersAreFoundWhereTheyAreClear(int beatsPerBar) {
        var music = band(Music.steady(120, 0.2, beatsPerBar)).drums(BARS);
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().signatures())
                .extracting(TempoMap.Signature::meter)
                .containsExactly(new Meter(beatsPerBar, false));
        assertBars(music, analysis, beatsPerBar, 1);
    }

    @Test
    void twoBeatsOfThreeAreSixEight() {
        var music = Music.steady(64, 0.4, 2).chords(BARS).bass(BARS).tune(BARS, 0, 1 / 3.0, 2 / 3.0);
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().signatures())
                .extracting(TempoMap.Signature::meter)
                .containsExactly(new Meter(2, true));
        assertThat(analysis.map().orElseThrow().bpmAt(20)).isCloseTo(64, within(0.01));
        assertBars(music, analysis, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aPulseThatSaysNothingOfBarsHasNoMeter(long seed) {
        var random = new SplittableRandom(seed);
        var music = Music.steady(120, 0.25, 4);
        for (int i = 0; i < 300; i++) {
            music.note(i / 2.0, 0.45, random.nextInt(48, 72), 0);
        }
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().hasBars()).isFalse();
        assertThat(analysis.map().orElseThrow().bpmAt(20)).isCloseTo(120, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void notesWithoutAnyBeatHaveNoMeterAndLittleConfidence(long seed) {
        var random = new SplittableRandom(seed);
        var builder = NoteTable.builder(400);
        for (int i = 0; i < 400; i++) {
            double start = random.nextDouble(120);
            builder.add(start, start + random.nextDouble(0.1, 1), random.nextInt(36, 84), 80, 0);
        }
        var notes = builder.build();
        var analysis = TempoAnalysis.of(new Transcription(
                "r", "R", notes.end(), List.of(new Instrument(0, "Part", 0, true, false)), notes, List.of()));
        assertThat(analysis.map().filter(TempoMap::hasBars)).isEmpty();
        assertThat(analysis.fit().confidence()).isLessThan(0.35);
    }

    @Test
    void swungHalvesLeaveTheBeatAlone() {
        var music = Music.steady(120, 0.3, 4)
                .chords(BARS)
                .strokes(BARS)
                .bass(BARS)
                .tune(BARS, 0, 2 / 3.0)
                .drums(BARS, 2 / 3.0);
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().tempos().getFirst().bpm()).isCloseTo(120, within(0.01));
        assertBars(music, analysis, 4, 1);
    }

    @Test
    void tripletsLeaveTheBeatAlone() {
        var music =
                Music.steady(90, 0.3, 4).chords(BARS).strokes(BARS).bass(BARS).tune(BARS, 0, 1 / 3.0, 2 / 3.0);
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().tempos().getFirst().bpm()).isCloseTo(90, within(0.01));
        assertBars(music, analysis, 4, 1);
    }

    @Test
    void drumsAloneHaveBeatsAndBars() {
        var music = Music.steady(104, 0.4, 4).drums(BARS);
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().tempos().getFirst().bpm()).isCloseTo(104, within(0.01));
        assertThat(analysis.map().orElseThrow().hasBars()).isTrue();
        assertThat(found(music, analysis.beats(), 0, 100, 1, false)).isEqualTo(1);
        assertThat(analysis.key()).isEmpty();
    }

    @Test
    void jitterAndMissingAndAddedNotesDoLittleHarm() {
        var music = band(Music.steady(117, 0.7, 4)).jittered(0.010).damaged(0.2, 0.2);
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().bpmAt(40)).isCloseTo(117, within(0.1));
        assertBars(music, analysis, 4, 0.97);
    }

    @Test
    void aRitardandoIsFollowed() {
        // The last quarter slows down from 110 to about 75.
        var music =
                band(Music.played(beat -> 0.5 + beat * 60 / 110 + 0.0022 * Math.pow(Math.max(0, beat - 120), 2), 4));
        var analysis = TempoAnalysis.of(music.transcription());
        var map = analysis.map().orElseThrow();
        assertThat(map.isConstant()).isFalse();
        assertThat(map.bpmAt(10)).isCloseTo(110, within(0.5));
        assertThat(map.bpmAt(music.beat(150))).isBetween(75.0, 95.0);
        assertThat(found(music, analysis.beats(), 0, 150, 1, false)).isGreaterThan(0.95);
    }

    @Test
    void aChangeOfTempoIsAChangeInTheMap() {
        var music = band(Music.played(beat -> 0.5 + (beat < 80 ? beat * 60 / 100 : 48 + (beat - 80) * 60 / 118), 4))
                .drums(BARS);
        var analysis = TempoAnalysis.of(music.transcription());
        var map = analysis.map().orElseThrow();
        assertThat(map.bpmAt(20)).isCloseTo(100, within(0.1));
        assertThat(map.bpmAt(70)).isCloseTo(118, within(0.1));
        assertThat(found(music, analysis.beats(), 0, 156, 1, false)).isGreaterThan(0.97);
    }

    @ParameterizedTest
    @CsvSource({"90, 140", "140, 90", "80, 130", "100, 150", "128, 96", "96, 128", "110, 140", "120, 80"})
    void aSuddenTempoFarAwayIsFollowed(double first, double second) {
        double change = 0.5 + 80 * 60 / first;
        var music = band(Music.played(
                        beat -> beat < 80 ? 0.5 + beat * 60 / first : change + (beat - 80) * 60 / second, 4))
                .drums(BARS);
        var analysis = TempoAnalysis.of(music.transcription());
        var map = analysis.map().orElseThrow();
        assertThat(map.bpmAt(20)).isCloseTo(first, within(0.1));
        assertThat(map.bpmAt(change + 20)).isCloseTo(second, within(0.1));
        assertBars(music, analysis, 4, 0.95);
    }

    @ParameterizedTest
    @CsvSource({"128, 96", "96, 128", "75, 100", "120, 150", "132, 88"})
    void partsOfTheSameTextureAreCountedAlike(double first, double second) {
        // Whether a band without drums counts 64 or 128 may be doubted, but not that it counts both parts the same way.
        double change = 0.5 + 80 * 60 / first;
        var music =
                band(Music.played(beat -> beat < 80 ? 0.5 + beat * 60 / first : change + (beat - 80) * 60 / second, 4));
        var map = TempoAnalysis.of(music.transcription()).map().orElseThrow();
        assertThat(map.bpmAt(change + 20) / map.bpmAt(20)).isCloseTo(second / first, within(0.01));
    }

    @Test
    void aPlayerWithoutAClickIsFollowedAndCalledFree() {
        var random = new SplittableRandom(5);
        double[] beats = new double[BARS * 4 + 2];
        double interval = 0.6;
        beats[0] = 0.5;
        for (int i = 1; i < beats.length; i++) {
            interval = 0.6 * Math.exp(0.9 * Math.log(interval / 0.6) + 0.05 * random.nextGaussian());
            beats[i] = beats[i - 1] + interval;
        }
        var music = band(Music.played(
                beat -> {
                    int i = (int) Math.clamp(Math.floor(beat), 0, beats.length - 2);
                    return beats[i] + (beat - i) * (beats[i + 1] - beats[i]);
                },
                4));
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.free()).isTrue();
        assertThat(found(music, analysis.beats(), 0, 156, 1, false)).isGreaterThan(0.9);
    }

    @Test
    void afterALongSilenceTheBeatGoesOn() {
        var music = Music.steady(96, 0.5, 4);
        for (int beat : IntStream.concat(IntStream.range(0, 64), IntStream.range(112, 176))
                .toArray()) {
            music.note(beat, 0.9, beat % 4 == 0 ? 40 : 64, 0).note(beat + 0.5, 0.4, 67, 0);
        }
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().isConstant()).isTrue();
        assertThat(found(music, analysis.beats(), 0, 175, 1, false)).isEqualTo(1);
    }

    @Test
    void aFreeIntroductionDoesNotSpoilTheRest() {
        var music = band(Music.steady(112, 14, 4));
        var random = new SplittableRandom(3);
        double at = -24;
        while (at < -2) {
            music.note(at, 0.8, random.nextInt(55, 75), 0);
            at += random.nextDouble(0.6, 2.2);
        }
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(analysis.map().orElseThrow().bpmAt(60)).isCloseTo(112, within(0.05));
        assertThat(found(music, analysis.beats(), 0, 150, 1, false)).isGreaterThan(0.98);
        assertThat(found(music, analysis.beats(), 0, 150, 4, true)).isGreaterThan(0.95);
    }

    @Test
    void twentyNotesHaveATempo() {
        var music = Music.steady(100, 0.2, 4);
        for (int beat = 0; beat < 20; beat++) {
            music.note(beat, 0.9, 48 + beat % 5, 0);
        }
        var analysis = TempoAnalysis.of(music.transcription());
        assertThat(found(music, analysis.beats(), 0, 19, 1, false)).isEqualTo(1);
        assertThat(analysis.map().orElseThrow().tempos().getFirst().bpm()).isCloseTo(100, within(0.5));
    }

    @Test
    void oneNoteHasNoTempoAndNoKey() {
        assertThat(TempoAnalysis.of(Music.steady(100, 1, 4).note(0, 2, 60, 0).transcription()))
                .isEqualTo(Analysis.NONE);
    }

    @Test
    void noNotesHaveNoTempoAndNoKey() {
        var nothing = new Transcription("none", "None", 10, List.of(), NoteTable.EMPTY, List.of());
        assertThat(TempoAnalysis.of(nothing)).isEqualTo(Analysis.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 10})
    void theKeyIsThatOfTheMusic(int semitones) {
        var major = band(Music.steady(100, 0.5, 4)).in(semitones);
        assertThat(TempoAnalysis.of(major.transcription()).key()).contains(new Key(semitones, Key.Mode.MAJOR));
    }

    @ParameterizedTest
    @CsvSource({"36, C major", "45, A minor"})
    void theBassTellsAKeyFromItsRelative(int bass, String key) {
        // The same chords, A minor, G, F and G, over short notes of one pitch.
        int[] roots = {9, 7, 5, 7};
        var music = Music.steady(100, 0.3, 4);
        for (int beat = 0; beat < 4 * BARS; beat++) {
            int root = roots[beat / 4 % 4];
            int third = root == 9 ? 3 : 4;
            for (int tone : new int[] {root, root + third, root + 7}) {
                if (beat % 4 == 0) {
                    music.note(beat, 3.9, 60 + tone % 12, 0);
                }
            }
            music.note(beat, 0.1, bass, 1);
        }
        assertThat(TempoAnalysis.of(music.transcription()).key().map(Key::toString))
                .contains(key);
    }

    @Test
    void whateverTheNotesAreThereIsAnAnswer() {
        var random = new SplittableRandom(99);
        for (int run = 0; run < 40; run++) {
            var builder = NoteTable.builder(0);
            int count = random.nextInt(1, 60);
            double span = Math.pow(10, random.nextDouble(-3, 2.3));
            for (int i = 0; i < count; i++) {
                double start = random.nextDouble(span);
                builder.add(start, start + Math.pow(10, random.nextDouble(-4, 3)), random.nextInt(128), 64, 0);
            }
            var notes = builder.build();
            boolean drums = random.nextInt(4) == 0;
            var analysis = TempoAnalysis.of(new Transcription(
                    "r", "R", notes.end(), List.of(new Instrument(0, "Part", 0, true, drums)), notes, List.of()));
            for (int i = 1; i < analysis.beats().size(); i++) {
                assertThat(analysis.beats().seconds(i))
                        .isGreaterThan(analysis.beats().seconds(i - 1));
            }
        }
    }

    @Test
    void notesFarApartDoNotExhaustMemory() {
        var builder = NoteTable.builder(100);
        for (int i = 0; i < 100; i++) {
            builder.add(i * 1e7, i * 1e7 + 1, 60, 64, 0);
        }
        var notes = builder.build();
        var analysis = TempoAnalysis.of(new Transcription(
                "far", "Far", notes.end(), List.of(new Instrument(0, "Part", 0, true, false)), notes, List.of()));
        assertThat(analysis.beats().size()).isLessThan(100_000);
    }

    @Test
    void theSameNotesGiveTheSameAnswer() {
        var transcription = band(Music.steady(93, 0.4, 4)).jittered(0.01).transcription();
        assertThat(TempoAnalysis.of(transcription)).isEqualTo(TempoAnalysis.of(transcription));
    }
}
