package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.bench.MidiFuzz;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class MidiReadTest {
    /** C4 for a quarter at 120 beats a minute and 480 ticks a quarter. */
    private static final int[] ONE_NOTE = {0, 0x90, 60, 100, 0x83, 0x60, 0x80, 60, 0};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ourOwnFilesComeBackWithTheSameNotesAndWriteTheSameBytes(int seed) throws IOException {
        var random = new Random(seed);
        var instruments = List.of(
                MidiWriteTest.tonal(0, "Vocals", 54),
                MidiWriteTest.drums(1),
                MidiWriteTest.tonal(2, "Empty", 12),
                MidiWriteTest.tonal(3, "Bass", 33));
        var builder = NoteTable.builder(0);
        for (int part : new int[] {0, 1, 3}) {
            for (int pitch = 30; pitch < 90; pitch++) {
                int k = random.nextInt(100);
                for (int i = 0; i < 20; i++) {
                    int end = k + 1 + random.nextInt(60);
                    builder.add(k / 192.0, end / 192.0, pitch, 1 + random.nextInt(127), part);
                    k = end + random.nextInt(2) * random.nextInt(50);
                }
            }
        }
        var notes = builder.build();
        var song = new Transcription("id", "A song", notes.end() + 1.5, instruments, notes, List.of());

        var written = MidiFile.write(song);
        var read = MidiFile.read(written.bytes(), "id", "A song");

        assertThat(read.notes()).isEqualTo(notes);
        assertThat(read.duration()).isCloseTo(song.duration(), within(1e-9));
        assertThat(read.instruments())
                .isEqualTo(instruments.stream()
                        .map(i -> new Instrument(i.index(), i.name(), i.program(), false, i.drums()))
                        .toList());
        assertThat(MidiFile.write(read).bytes()).isEqualTo(written.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void alsoCrowdedAndUnevenNotesWriteTheSameBytesAgain(int seed) throws IOException {
        var random = new Random(seed);
        var instruments = IntStream.range(0, 20)
                .mapToObj(i -> i % 7 == 3 ? MidiWriteTest.drums(i) : MidiWriteTest.tonal(i, "Þórr " + i, i % 3))
                .toList();
        var builder = NoteTable.builder(0);
        for (int i = 0; i < 3000; i++) {
            double start = random.nextDouble() * 4;
            double end = start + random.nextDouble() * random.nextDouble() * 0.5 + 1e-9;
            builder.add(start, end, 50 + random.nextInt(10), 1 + random.nextInt(127), random.nextInt(20));
        }
        var once = MidiFile.write(MidiWriteTest.transcription(builder.build(), instruments));
        var twice = MidiFile.write(MidiFile.read(once.bytes(), "id", "A song"));
        assertThat(twice.bytes()).isEqualTo(once.bytes());
        assertThat(twice.report()).isEqualTo(new MidiFile.Report(once.report().notes(), 0, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "1, 3"})
    void filesOfTheJdkAreReadWithTheirTempoChanges(int format, int seed) throws Exception {
        var random = new Random(seed);
        int ppq = 384;
        var sequence = new Sequence(Sequence.PPQ, ppq);
        var first = sequence.createTrack();
        var second = format == 0 ? first : sequence.createTrack();
        var tempos = new ArrayList<long[]>();
        for (int i = 0; i < 50; i++) {
            long tick = i * 500L;
            int micros = 200_000 + random.nextInt(800_000);
            tempos.add(new long[] {tick, micros});
            first.add(new MidiEvent(
                    new MetaMessage(0x51, new byte[] {(byte) (micros >> 16), (byte) (micros >> 8), (byte) micros}, 3),
                    tick));
        }
        var expected = NoteTable.builder(0);
        for (int i = 0; i < 500; i++) {
            long on = random.nextInt(25_000);
            int length = 1 + random.nextInt(900);
            int pitch = i % 128; // the same pitch only rarely sounds twice
            second.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, i % 4, pitch, 1 + i % 127), on));
            second.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, i % 4, pitch, 0), on + length));
            expected.add(seconds(tempos, ppq, on), seconds(tempos, ppq, on + length), pitch, 1 + i % 127, i % 4);
        }
        var out = new ByteArrayOutputStream();
        MidiSystem.write(sequence, format, out);

        var read = MidiFile.read(out.toByteArray(), "id", "t");
        assertThat(read.instruments()).hasSize(4);
        var notes = expected.build();
        assertThat(read.notes().size()).isEqualTo(notes.size());
        for (int i = 0; i < notes.size(); i++) {
            assertThat(read.notes().start(i)).isCloseTo(notes.start(i), within(1e-9));
            assertThat(read.notes().pitch(i)).isEqualTo(notes.pitch(i));
            assertThat(read.notes().velocity(i)).isEqualTo(notes.velocity(i));
            assertThat(read.notes().instrument(i)).isEqualTo(notes.instrument(i));
        }
        double[] ends = IntStream.range(0, notes.size())
                .mapToDouble(notes::end)
                .sorted()
                .toArray();
        double[] readEnds = IntStream.range(0, notes.size())
                .mapToDouble(read.notes()::end)
                .sorted()
                .toArray();
        assertThat(readEnds).containsExactly(ends, within(1e-9));
    }

    /** Tick by tick, as slowly and surely as possible. */
    private static double seconds(List<long[]> tempos, int ppq, long tick) {
        double seconds = 0;
        long micros = 500_000;
        int next = 0;
        for (long t = 0; t < tick; t++) {
            while (next < tempos.size() && tempos.get(next)[0] <= t) {
                micros = tempos.get(next++)[1];
            }
            seconds += micros / 1e6 / ppq;
        }
        return seconds;
    }

    @Test
    void aFileOfOneTrackFallsApartIntoItsChannels() throws IOException {
        var song = read(Smf.file(0, 1, 480)
                .track(Smf.join(
                        Smf.name("The song", StandardCharsets.US_ASCII),
                        new int[] {0, 0xC0, 33, 0, 0x90, 40, 100, 0, 0x99, 36, 90, 0, 0x94, 60, 80},
                        new int[] {0x83, 0x60, 0x80, 40, 0, 0, 0x89, 36, 0, 0, 0x84, 60, 0})));
        assertThat(song.instruments())
                .containsExactly(
                        new Instrument(0, "Electric Bass (finger)", 33, false, false),
                        new Instrument(1, "Channel 5", 0, true, false),
                        new Instrument(2, "Drums", 0, true, true));
        assertThat(song.notes().notesOf(2).toArray()).containsExactly(0);
        assertThat(song.notes().pitch(0)).isEqualTo(36);
    }

    @Test
    void aStatedProgramIsNotAGuessAndAMissingOneIsGuessedFromTheName() throws IOException {
        var song = read(Smf.file(1, 3, 480)
                .track(Smf.join(Smf.name("Bass", StandardCharsets.US_ASCII), new int[] {0, 0xC0, 40}, ONE_NOTE))
                .track(Smf.join(Smf.name("Strings", StandardCharsets.US_ASCII), onChannel(1)))
                .track(Smf.join(Smf.name("Drums", StandardCharsets.US_ASCII), onChannel(2))));
        assertThat(song.instruments())
                .containsExactly(
                        new Instrument(0, "Bass", 40, false, false),
                        new Instrument(1, "Strings", 48, true, false),
                        new Instrument(2, "Drums", 0, true, true));
    }

    @Test
    void theProgramMayStandInAnotherTrack() throws IOException {
        var song = read(Smf.file(1, 2, 480).track(0, 0xC3, 71).track(onChannel(3)));
        assertThat(song.instruments()).containsExactly(new Instrument(0, "Clarinet", 71, false, false));
    }

    @Test
    void eachPatternOfFormatTwoHasItsOwnTempo() throws IOException {
        var song = read(Smf.file(2, 2, 480)
                .track(Smf.join(new int[] {0, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40}, ONE_NOTE))
                .track(onChannel(1)));
        assertThat(song.notes().end(0)).isEqualTo(1.0);
        assertThat(song.notes().end(1)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({"24, 80, 0.25", "25, 40, 0.48", "29, 100, 0.16016", "30, 4, 4"})
    void framesOfFilmAreTicksToo(int frames, int ticksPerFrame, double seconds) throws IOException {
        var song = read(Smf.file(0, 1, -frames << 8 | ticksPerFrame)
                .track(Smf.join(new int[] {0, 0xFF, 0x51, 3, 1, 0, 0}, ONE_NOTE)));
        assertThat(song.notes().end(0)).isCloseTo(seconds, within(1e-12));
    }

    @Test
    void runningStatusGoesOnAfterMetaAndSystemExclusiveEvents() throws IOException {
        var song = read(Smf.file(0, 1, 480)
                .track(
                        0, 0x90, 60, 100, //
                        0, 62, 90, //
                        0x60, 60, 0, //
                        0, 0xFF, 1, 2, 'h', 'i', //
                        0, 0xF0, 3, 0x43, 1, 0xF7, //
                        0x60, 62, 0));
        assertThat(song.notes().size()).isEqualTo(2);
        assertThat(song.notes().end(0)).isEqualTo(0.1);
        assertThat(song.notes().end(1)).isEqualTo(0.2);
    }

    @Test
    void overlappingNotesOfOnePitchEndInTheOrderTheyBegan() throws IOException {
        var song = read(Smf.file(0, 1, 500)
                .track(
                        0, 0x90, 60, 1, //
                        100, 0x90, 60, 2, //
                        100, 0x80, 60, 0, //
                        100, 0x80, 60, 0));
        assertThat(song.notes())
                .isEqualTo(NoteTable.builder(0)
                        .add(0, 0.2, 60, 1, 0)
                        .add(0.1, 0.3, 60, 2, 0)
                        .build());
    }

    @Test
    void aRepeatedNoteWhoseOnStandsBeforeTheOffKeepsBothLengths() throws IOException {
        var song = read(Smf.file(0, 1, 500).track(0, 0x90, 60, 1, 100, 0x90, 60, 2, 0, 0x80, 60, 0, 100, 0x80, 60, 0));
        assertThat(song.notes())
                .isEqualTo(NoteTable.builder(0)
                        .add(0, 0.1, 60, 1, 0)
                        .add(0.1, 0.2, 60, 2, 0)
                        .build());
    }

    @Test
    void aNoteThatNeverEndsLastsUntilTheEndOfItsTrackAndOneWithoutLengthForATick() throws IOException {
        var song = read(Smf.file(0, 1, 500)
                .track(0, 0x90, 60, 1, 0, 0x90, 61, 1, 0, 0x80, 61, 0, 0, 0x80, 99, 0, 100, 0xFF, 1, 0));
        assertThat(song.notes())
                .isEqualTo(NoteTable.builder(0)
                        .add(0, 0.1, 60, 1, 0)
                        .add(0, 0.001, 61, 1, 0)
                        .build());
    }

    @Test
    void namesAreReadAsUtf8IfTheyAreAndAsLatin1Otherwise() throws IOException {
        var song = read(Smf.file(1, 4, 480)
                .track(Smf.join(Smf.name("Flöte 笛", StandardCharsets.UTF_8), ONE_NOTE))
                .track(Smf.join(Smf.name("Flöte", StandardCharsets.ISO_8859_1), ONE_NOTE))
                .track(Smf.join(Smf.name("A\u0000\u001b[31m\nB\u007f\u202e", StandardCharsets.UTF_8), ONE_NOTE))
                .track(Smf.join(Smf.name(" \u0000 ", StandardCharsets.UTF_8), ONE_NOTE)));
        assertThat(song.instruments().stream().map(Instrument::name))
                .containsExactly("Flöte 笛", "Flöte", "A [31m B", "Channel 1");
    }

    @Test
    void wrongLengthsOfTracksLoseNothing() throws IOException {
        int[] body = Smf.join(ONE_NOTE, new int[] {0, 0xFF, 0x2F, 0});
        for (int length : new int[] {0, 1, 5, body.length + 3, 1000, Integer.MAX_VALUE, -1}) {
            var song = read(Smf.file(1, 3, 480)
                    .rawTrack(length, body)
                    .rawTrack(length, Smf.join(onChannel(1), new int[] {0, 0xFF, 0x2F, 0}))
                    .track(onChannel(2)));
            assertThat(song.notes().size()).as("length %d", length).isEqualTo(3);
        }
    }

    @Test
    void aLengthThatSwallowsTheNextTrackIsNotBelieved() throws IOException {
        int[] body = Smf.join(ONE_NOTE, new int[] {0, 0xFF, 0x2F, 0});
        var song = read(Smf.file(1, 2, 480).rawTrack(2 * body.length + 8, body).rawTrack(body.length, body));
        assertThat(song.notes().size()).isEqualTo(2);
    }

    @Test
    void aFileWithoutEndsOfTracksOrCutShortGivesWhatIsThere() throws IOException {
        var whole = Smf.file(1, 2, 480)
                .rawTrack(ONE_NOTE.length, ONE_NOTE)
                .rawTrack(ONE_NOTE.length + 4, Smf.join(ONE_NOTE, new int[] {0, 0x90, 72, 64}))
                .toBytes();
        assertThat(MidiFile.read(whole, "id", "t").notes().size()).isEqualTo(3);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertThat(MidiFile.read(cut, "id", "t").notes().size()).isLessThanOrEqualTo(3);
                assertThat(length).isGreaterThanOrEqualTo(22);
            } catch (IOException e) {
                assertThat(length).isLessThan(22);
                assertThat(e.getMessage()).endsWith(".").doesNotContain("Exception");
            }
        }
    }

    @Test
    void strangersBetweenTheTracksAndAWrapperAreSteppedOver() throws IOException {
        var song = read(new Smf()
                .text("RIFF")
                .bytes(0, 0, 0, 0)
                .text("RMIDdata")
                .bytes(0, 0, 0, 0)
                .append(Smf.file(1, 2, 480)
                        .text("XFIH")
                        .bytes(0, 0, 0, 3, 1, 2, 3)
                        .track(ONE_NOTE)
                        .bytes(0, 0, 0)
                        .track(ONE_NOTE)
                        .bytes(9, 9)));
        assertThat(song.notes().size()).isEqualTo(2);
    }

    @Test
    void messagesOutOfRangeOrPlaceAreSteppedOver() throws IOException {
        var song = read(Smf.file(0, 1, 480)
                .track(Smf.join(
                        new int[] {0, 0xFF, 0x51, 3, 0, 0, 0},
                        new int[] {0, 0xFF, 0x51, 1, 7},
                        new int[] {0, 0xFF, 0x59, 2, 18, 0},
                        new int[] {0, 0xFF, 0x58, 4, 0, 99, 0, 0},
                        new int[] {0, 0xF8, 0, 0xF2, 1, 2, 0, 0xE0, 0, 64, 0, 0xD0, 9, 0, 0xB0, 64, 127},
                        new int[] {0, 0x90, 200, 100, 0, 0x90, 61, 200},
                        new int[] {0x60, 0x80, 61, 0})));
        assertThat(song.notes())
                .isEqualTo(NoteTable.builder(0).add(0, 0.1, 61, 127, 0).build());
    }

    @Test
    void whatIsNoMidiFileIsRefusedInOneSentence() {
        for (byte[] file : List.of(
                new byte[0],
                "MThd".getBytes(StandardCharsets.US_ASCII),
                "{\"code\": 200}".getBytes(StandardCharsets.US_ASCII),
                new byte[5000],
                Smf.file(1, 1, 480).toBytes(),
                Smf.file(1, 1, 0).track(ONE_NOTE).toBytes(),
                Smf.file(1, 1, 0xE800).track(ONE_NOTE).toBytes(),
                new byte[(64 << 20) + 1])) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> MidiFile.read(file, "id", "t"))
                    .satisfies(e -> assertThat(e.getMessage()).matches("This [^.]+\\."));
        }
    }

    @Test
    void tooManyNotesOrInstrumentsAreRefused() {
        var notes = Smf.file(0, 1, 480).rawTrack(4 + 3 * 2_000_000, 0, 0x90, 60, 1);
        int[] more = new int[3 * 2_000_000];
        for (int i = 0; i < more.length; i += 3) {
            more[i + 1] = 60;
            more[i + 2] = 1;
        }
        byte[] file = notes.bytes(more).toBytes();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MidiFile.read(file, "id", "t"))
                .withMessage("This MIDI file has more than 2 million notes.");

        var tracks = Smf.file(1, 129, 480);
        for (int i = 0; i < 129; i++) {
            tracks.track(ONE_NOTE);
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MidiFile.read(tracks.toBytes(), "id", "t"))
                .withMessage("This MIDI file has more than 128 instruments.");
    }

    @Test
    void absurdTimesStayWithinWhatCanBeWrittenAgain() throws IOException {
        int[] slow = {0, 0xFF, 0x51, 3, 0xFF, 0xFF, 0xFF};
        int[] far = {0xFF, 0xFF, 0xFF, 0x7F};
        var song = read(Smf.file(0, 1, 1)
                .track(Smf.join(
                        slow, ONE_NOTE, new int[] {0, 0x90, 61, 1}, far, new int[] {0x90, 62, 1}, far, new int[] {
                            0x80, 62, 0
                        })));
        assertThat(song.notes().size()).isEqualTo(2);
        assertThat(song.duration()).isEqualTo(song.notes().end()).isLessThan(139_811);
        assertThat(MidiFile.write(song).report().late()).isZero();
    }

    @Test
    void damagedFilesGiveNotesOrASentenceInBoundedMemory() throws Exception {
        MidiFuzz.run(1000, 1);
        var outcome = MidiFuzz.run(4000, 20_261_122);
        assertThat(outcome.crashes()).isEmpty();
        assertThat(outcome.readable()).isGreaterThan(2000);
        assertThat(outcome.ratio()).isLessThanOrEqualTo(10);
        assertThat(outcome.small()).isLessThan(100_000);
    }

    @Test
    void aDamagedTrackIsReadUpToTheDamageAndNamed() throws IOException {
        var read = MidiFile.open(
                Smf.file(1, 2, 480)
                        .track(ONE_NOTE)
                        .rawTrack(50, Smf.join(Smf.name("Bass", StandardCharsets.US_ASCII), ONE_NOTE, new int[] {
                            0x8F, 0x00, 0x90, 60, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF
                        }))
                        .toBytes(),
                "id",
                "t");
        assertThat(read.transcription().notes().size()).isEqualTo(3);
        assertThat(read.loss()).contains("Track 2 (Bass) is damaged after 0:02, so what follows there is missing.");
        assertThat(MidiFile.open(Smf.file(0, 1, 480).track(ONE_NOTE).toBytes(), "id", "t")
                        .loss())
                .isEmpty();
    }

    @Test
    void tempoMetersAndKeyOfAFileAreItsMap() throws IOException {
        // 100 quarters a minute in 3/4; from bar 3 on 50 in 6/8, whose beats are dotted quarters.
        var read = MidiFile.open(
                Smf.file(0, 1, 480)
                        .track(Smf.join(
                                new int[] {0, 0xFF, 0x51, 3, 0x09, 0x27, 0xC0, 0, 0xFF, 0x58, 4, 3, 2, 24, 8},
                                new int[] {0, 0xFF, 0x59, 2, 0xFE, 1},
                                new int[] {0x96, 0x40, 0xFF, 0x51, 3, 0x12, 0x4F, 0x80},
                                new int[] {0, 0xFF, 0x58, 4, 6, 3, 24, 8},
                                ONE_NOTE))
                        .toBytes(),
                "id",
                "t");
        assertThat(read.tempo())
                .contains(new TempoMap(
                        0,
                        List.of(new TempoMap.Tempo(0, 100), new TempoMap.Tempo(3.6, 50 / 1.5)),
                        List.of(
                                new TempoMap.Signature(0, new Meter(3, false)),
                                new TempoMap.Signature(6, new Meter(2, true)))));
        assertThat(read.key()).contains(new Key(7, Key.Mode.MINOR));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 2, 4/4",
        "2, 1, 4/4",
        "6, 3, 6/8",
        "3, 3, 3/8",
        "6, 2, 6/4",
        "2, 2, 2/4",
        "4, 3, 2/4",
        "7, 3, ''",
        "5, 3, ''",
        "17, 2, ''"
    })
    void metersWithoutAPlaceInAMapLeaveItWithoutBars(int beats, int unit, String meter) throws IOException {
        var read = MidiFile.open(
                Smf.file(0, 1, 480)
                        .track(Smf.join(
                                new int[] {0, 0xFF, 0x51, 3, 0x09, 0x27, 0xC0, 0, 0xFF, 0x58, 4, beats, unit, 24, 8},
                                ONE_NOTE))
                        .toBytes(),
                "id",
                "t");
        assertThat(read.tempo()).isPresent();
        assertThat(read.tempo().orElseThrow().meter(10).map(Meter::toString).orElse(""))
                .isEqualTo(meter);
    }

    @Test
    void aFileThatKnowsNoTempoHasNoMap() throws IOException {
        int[] common = {0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20};
        assertThat(map(Smf.file(0, 1, 480).track(ONE_NOTE))).isEmpty();
        assertThat(map(Smf.file(0, 1, 480).track(Smf.join(common, ONE_NOTE)))).isEmpty();
        assertThat(map(Smf.file(0, 1, 0xE728).track(ONE_NOTE))).isEmpty();
        assertThat(map(Smf.file(2, 1, 480).track(Smf.join(new int[] {0, 0xFF, 0x51, 3, 1, 0, 0}, ONE_NOTE))))
                .isEmpty();
        int[] meter = {0, 0xFF, 0x58, 4, 4, 2, 24, 8};
        assertThat(map(Smf.file(0, 1, 480).track(Smf.join(common, meter, ONE_NOTE))))
                .contains(TempoMap.constant(120, 0, Optional.of(Meter.FOUR_FOUR)));
        // Faster than any map.
        assertThat(map(Smf.file(0, 1, 480).track(Smf.join(new int[] {0, 0xFF, 0x51, 3, 0, 0, 1}, ONE_NOTE))))
                .isEmpty();
    }

    private static Optional<TempoMap> map(Smf file) throws IOException {
        return MidiFile.open(file.toBytes(), "id", "t").tempo();
    }

    private static int[] onChannel(int channel) {
        int[] events = ONE_NOTE.clone();
        events[1] |= channel;
        events[6] |= channel;
        return events;
    }

    private static Transcription read(Smf file) throws IOException {
        return MidiFile.read(file.toBytes(), "id", "t");
    }
}
