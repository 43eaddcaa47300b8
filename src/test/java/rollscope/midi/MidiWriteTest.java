package rollscope.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** What is written is read back with the JDK's own reader, so that one misreading of the format cannot hide in two places. */
class MidiWriteTest {
    /** A note as found in a file; {@code instrument} counts the tracks behind the first. */
    record Note(int instrument, int channel, int pitch, long on, long off, int velocity) {}

    private static final Comparator<Note> ORDER = Comparator.comparingInt(Note::instrument)
            .thenComparingLong(Note::on)
            .thenComparingInt(Note::pitch);

    @Test
    void everyNoteArrivesWithItsPitchTimesVelocityAndChannel() throws Exception {
        var random = new Random(1);
        var notes = NoteTable.builder(0);
        var expected = new ArrayList<Note>();
        for (int instrument = 0; instrument < 4; instrument++) {
            for (int pitch = 30; pitch < 90; pitch++) {
                int k = random.nextInt(50);
                for (int i = 0; i < 40; i++) {
                    int length = 1 + random.nextInt(60);
                    int velocity = 1 + random.nextInt(127);
                    notes.add(k / 192.0, (k + length) / 192.0, pitch, velocity, instrument);
                    int channel = instrument == 1 ? 9 : instrument == 0 ? 0 : instrument - 1;
                    expected.add(new Note(instrument, channel, pitch, k * 10L, (k + length) * 10L, velocity));
                    k += length + random.nextInt(3) * random.nextInt(40);
                }
            }
        }
        var written = MidiFile.write(transcription(
                notes.build(),
                List.of(tonal(0, "Synth Voice", 54), drums(1), tonal(2, "Bass", 33), tonal(3, "Keys", 0))));

        expected.sort(ORDER);
        assertThat(notesOf(parse(written))).isEqualTo(expected);
        assertThat(written.report()).isEqualTo(new MidiFile.Report(expected.size(), 0, 0, 0, 0));
    }

    @Test
    void theFileIsFormatOneAt960TicksAQuarterWithTheConductorFirst() throws Exception {
        var written = MidiFile.write(transcription(one(0, 1), List.of(tonal(0, "Flute", 73))));
        assertThat(written.bytes()).startsWith('M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 1, 0, 2, 3, 0xC0);

        var sequence = parse(written);
        assertThat(sequence.getTracks()).hasSize(2);
        var conductor = sequence.getTracks()[0];
        assertThat(metas(conductor)).containsExactly("0 03 A song", "0 51 500000", "1920 2F");
        assertThat(metas(sequence.getTracks()[1])).containsExactly("0 03 Flute", "0 51 500000", "1920 2F");
        assertThat(shorts(sequence.getTracks()[1])).containsExactly("0 C0 73", "0 90 60 100", "1920 80 60 64");
    }

    @Test
    void onlyTheCharactersOfPlainTextAppearInNames() throws Exception {
        var names = List.of(
                "Électrique Gîtarre – „Größe“",
                "Łódź Ørgan",
                "鼓",
                "🥁🎸",
                "Bass\u0000\n\u0007line",
                "x".repeat(5000),
                "\ud83c");
        var instruments = IntStream.range(0, names.size())
                .mapToObj(i -> tonal(i, names.get(i), 0))
                .toList();
        var sequence = parse(MidiFile.write(transcription(NoteTable.EMPTY, instruments)));
        assertThat(Arrays.stream(sequence.getTracks()).skip(1).map(t -> metas(t).getFirst()))
                .containsExactly(
                        "0 03 Electrique Gitarre - Grosse\"",
                        "0 03 Lodz Organ",
                        "0 03 Instrument 3",
                        "0 03 Instrument 4",
                        "0 03 Bass line",
                        "0 03 " + "x".repeat(127),
                        "0 03 Instrument 7");
    }

    @Test
    void repeatedNotesOfOnePitchStayApart() throws Exception {
        var notes = NoteTable.builder(0)
                .add(0, 0.5, 60, 80, 0)
                .add(0.5, 1, 60, 80, 0)
                .add(0.5, 0.75, 64, 80, 0)
                .build();
        var track = parse(MidiFile.write(transcription(notes, List.of(tonal(0, "a", 0)))))
                .getTracks()[1];
        assertThat(shorts(track))
                .containsExactly(
                        "0 C0 0",
                        "0 90 60 80",
                        "960 80 60 64",
                        "960 90 60 80",
                        "960 90 64 80",
                        "1440 80 64 64",
                        "1920 80 60 64");
    }

    @Test
    void offsOfOneTickAreInOrderOfPitchAlsoWhereANoteWasCut() throws Exception {
        var notes = NoteTable.builder(0)
                .add(0, 3, 60, 80, 0)
                .add(0, 1, 72, 80, 0)
                .add(0, 1, 48, 80, 0)
                .add(1, 2, 60, 80, 0)
                .build();
        var written = MidiFile.write(transcription(notes, List.of(tonal(0, "a", 0))));
        assertThat(shorts(parse(written).getTracks()[1]))
                .containsExactly(
                        "0 C0 0",
                        "0 90 48 80",
                        "0 90 60 80",
                        "0 90 72 80",
                        "1920 80 48 64",
                        "1920 80 60 64",
                        "1920 80 72 64",
                        "1920 90 60 80",
                        "3840 80 60 64");
        assertThat(written.report()).isEqualTo(new MidiFile.Report(4, 1, 0, 0, 0));
    }

    @Test
    void aNoteShorterThanATickIsOneTickLong() throws Exception {
        var notes = NoteTable.builder(0)
                .add(1, Math.nextUp(1.0), 60, 80, 0)
                .add(1, Math.nextUp(1.0), 61, 80, 0)
                .add(1 + 1 / 1920.0, 2, 60, 80, 0)
                .build();
        var written = MidiFile.write(transcription(notes, List.of(tonal(0, "a", 0))));
        assertThat(shorts(parse(written).getTracks()[1]))
                .containsExactly(
                        "0 C0 0",
                        "1920 90 60 80",
                        "1920 90 61 80",
                        "1921 80 60 64",
                        "1921 80 61 64",
                        "1921 90 60 80",
                        "3840 80 60 64");
        assertThat(written.report()).isEqualTo(new MidiFile.Report(3, 0, 0, 2, 0));
    }

    @Test
    void aRepeatedNoteIsDroppedAndTheLongestAndLoudestStays() throws Exception {
        var notes = NoteTable.builder(0)
                .add(1, 2, 60, 80, 0)
                .add(1, 2, 60, 80, 0)
                .add(1, 1.5, 60, 90, 0)
                .add(1, 1.5, 60, 90, 1)
                .build();
        var written = MidiFile.write(transcription(notes, List.of(tonal(0, "a", 0), tonal(1, "b", 0))));
        assertThat(notesOf(parse(written)))
                .containsExactly(new Note(0, 0, 60, 1920, 3840, 90), new Note(1, 1, 60, 1920, 2880, 90));
        assertThat(written.report()).isEqualTo(new MidiFile.Report(2, 0, 2, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void crowdedNotesAreCutAndCountedAsByTrying(int seed) throws Exception {
        var random = new Random(seed);
        var builder = NoteTable.builder(0);
        int span = 1 << (3 + seed);
        for (int i = 0; i < 2000; i++) {
            // Fine steps, so that different seconds fall into one tick.
            double start = random.nextInt(span) / 4800.0;
            double length = (1 + random.nextInt(40)) / 7000.0;
            builder.add(start, start + length, 50 + random.nextInt(12), 1 + random.nextInt(127), random.nextInt(3));
        }
        var notes = builder.build();
        var instruments = List.of(tonal(0, "a", 0), drums(1), tonal(2, "c", 7));
        var written = MidiFile.write(transcription(notes, instruments));

        int cut = 0;
        int duplicates = 0;
        int lengthened = 0;
        var expected = new ArrayList<Note>();
        for (int instrument = 0; instrument < 3; instrument++) {
            for (int pitch = 50; pitch < 62; pitch++) {
                int part = instrument;
                int key = pitch;
                var byStart = new HashMap<Long, Note>();
                for (int i :
                        notes.notesOf(part).filter(n -> notes.pitch(n) == key).toArray()) {
                    long on = Math.round(notes.start(i) * 1920);
                    long off = Math.round(notes.end(i) * 1920);
                    var other = byStart.get(on);
                    duplicates += other == null ? 0 : 1;
                    byStart.put(
                            on,
                            new Note(
                                    part,
                                    part == 1 ? 9 : part / 2,
                                    key,
                                    on,
                                    other == null ? off : Math.max(off, other.off),
                                    other == null ? notes.velocity(i) : Math.max(notes.velocity(i), other.velocity)));
                }
                var kept = byStart.values().stream().sorted(ORDER).toList();
                for (int i = 0; i < kept.size(); i++) {
                    var note = kept.get(i);
                    long off = Math.max(note.on + 1, note.off);
                    lengthened += off > note.off ? 1 : 0;
                    if (i + 1 < kept.size() && off > kept.get(i + 1).on) {
                        off = kept.get(i + 1).on;
                        cut++;
                    }
                    expected.add(new Note(part, note.channel, key, note.on, off, note.velocity));
                }
            }
        }
        expected.sort(ORDER);
        assertThat(notesOf(parse(written))).isEqualTo(expected);
        assertThat(written.report()).isEqualTo(new MidiFile.Report(expected.size(), cut, duplicates, lengthened, 0));
        assertThat(duplicates + expected.size()).isEqualTo(2000);
    }

    @Test
    void fifteenTonalPartsHaveChannelsOfTheirOwnWithoutPorts() throws Exception {
        var instruments = Stream.concat(
                        IntStream.range(0, 7).mapToObj(i -> tonal(i, "T" + i, i)),
                        Stream.concat(
                                Stream.of(drums(7)), IntStream.range(8, 16).mapToObj(i -> tonal(i, "T" + i, i))))
                .toList();
        var sequence = parse(MidiFile.write(transcription(chordOf(instruments.size()), instruments)));
        var channels = notesOf(sequence).stream().map(Note::channel).toList();
        assertThat(channels).containsExactly(0, 1, 2, 3, 4, 5, 6, 9, 7, 8, 10, 11, 12, 13, 14, 15);
        assertThat(Arrays.stream(sequence.getTracks()).flatMap(t -> metas(t).stream()))
                .noneMatch(meta -> meta.startsWith("0 21"));
    }

    @Test
    void fromTheSixteenthTonalPartOnPortsKeepThemApart() throws Exception {
        var instruments = IntStream.range(0, 40)
                .mapToObj(i -> i == 3 ? drums(i) : tonal(i, "T" + i, i % 32))
                .toList();
        var written = MidiFile.write(transcription(chordOf(40), instruments));
        var sequence = parse(written);
        var places = new HashSet<String>();
        for (int i = 0; i < 40; i++) {
            var track = sequence.getTracks()[i + 1];
            String port = metas(track).stream()
                    .filter(m -> m.startsWith("0 21"))
                    .findFirst()
                    .orElseThrow();
            int channel = notesOf(sequence).get(i).channel;
            assertThat(places.add(port + " " + channel)).isTrue();
            assertThat(channel == 9).isEqualTo(i == 3);
            assertThat(shorts(track).getFirst())
                    .isEqualTo("0 C" + Integer.toHexString(channel).toUpperCase() + " "
                            + instruments.get(i).program());
        }
        assertThat(written.report()).isEqualTo(new MidiFile.Report(40, 0, 0, 0, 0));
    }

    @Test
    void aPartOfTheSecondPortTakesTheChannelNumberOfItsProgramIfItCan() {
        var instruments = IntStream.range(0, 18)
                .mapToObj(i -> tonal(i, "T" + i, i < 15 ? i : i == 15 ? 8 : i == 16 ? 8 : 100))
                .toList();
        var plan = ChannelPlan.of(instruments);
        assertThat(plan.of(8)).isEqualTo(new ChannelPlan.Channel(0, 8));
        assertThat(plan.of(15)).isEqualTo(new ChannelPlan.Channel(1, 8));
        assertThat(plan.of(16)).isEqualTo(new ChannelPlan.Channel(1, 0));
        assertThat(plan.of(17)).isEqualTo(new ChannelPlan.Channel(1, 1));
        assertThat(plan.shared()).isEmpty();
    }

    @Test
    void morePartsThanAllPortsHoldStillSpeakAndNeverOnTheDrumChannel() {
        var instruments = IntStream.range(0, 2000)
                .mapToObj(i -> tonal(i, "T" + i, i % 128))
                .toList();
        var plan = ChannelPlan.of(instruments);
        assertThat(IntStream.range(0, 2000).mapToObj(plan::of)).noneMatch(c -> c.number() == 9);
        assertThat(plan.shared()).hasSize(2000 - 128 * 15).allMatch(group -> group.size() == 2);
    }

    @Test
    void drumPartsShareChannelTenUnlessTheirKitsDiffer() {
        var plan = ChannelPlan.of(List.of(drums(0), drums(1), new Instrument(2, "Brushes", 40, false, true)));
        assertThat(plan.of(0)).isEqualTo(plan.of(1)).isEqualTo(new ChannelPlan.Channel(0, 9));
        assertThat(plan.of(2)).isEqualTo(new ChannelPlan.Channel(1, 9));
    }

    @Test
    void ofPartsOnOneChannelALaterNoteEndsTheEarlierOneOfThePitch() throws Exception {
        var notes = NoteTable.builder(0)
                .add(0, 2, 36, 100, 0)
                .add(1, 3, 36, 100, 1)
                .add(1, 3, 38, 100, 1)
                .add(4, 5, 36, 100, 0)
                .add(4, 6, 36, 90, 1)
                .build();
        var written = MidiFile.write(transcription(notes, List.of(drums(0), drums(1))));
        assertThat(notesOf(parse(written)))
                .containsExactly(
                        new Note(0, 9, 36, 0, 1920, 100),
                        new Note(0, 9, 36, 7680, 9600, 100),
                        new Note(1, 9, 36, 1920, 5760, 100),
                        new Note(1, 9, 38, 1920, 5760, 100),
                        new Note(1, 9, 36, 7680, 11520, 90));
        assertThat(written.report()).isEqualTo(new MidiFile.Report(5, 1, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13})
    void onASharedChannelNoPitchStartsWhileItSounds(int seed) throws Exception {
        var random = new Random(seed);
        var builder = NoteTable.builder(0);
        for (int i = 0; i < 3000; i++) {
            double start = random.nextInt(2000) / 192.0;
            builder.add(
                    start, start + (1 + random.nextInt(50)) / 192.0, 36 + random.nextInt(8), 100, random.nextInt(3));
        }
        var table = builder.build();
        var notes = notesOf(parse(MidiFile.write(transcription(table, List.of(drums(0), drums(1), drums(2))))));
        for (var note : notes) {
            assertThat(notes)
                    .noneMatch(other -> other.pitch == note.pitch && other.on < note.on && other.off > note.on);
        }
        var starts = new HashSet<List<Long>>();
        for (int i = 0; i < table.size(); i++) {
            starts.add(List.of((long) table.instrument(i), (long) table.pitch(i), Math.round(table.start(i) * 1920)));
        }
        assertThat(notes).hasSize(starts.size());
    }

    @Test
    void fiveMinutesStayWithinAMillisecondOfTheAudio() throws Exception {
        var random = new Random(5);
        var builder = NoteTable.builder(0);
        for (double t = 0; t < 300; t += 0.05 + random.nextDouble() / 10) {
            builder.add(t, t + 0.04, 40 + random.nextInt(40), 64, 0);
        }
        var notes = builder.build();
        var sequence = parse(MidiFile.write(transcription(notes, List.of(tonal(0, "a", 0)))));
        var read = notesOf(sequence);
        assertThat(read).hasSize(notes.size());
        double worst = 0;
        for (int i = 0; i < notes.size(); i++) {
            worst = Math.max(worst, Math.abs(read.get(i).on * 0.5 / sequence.getResolution() - notes.start(i)));
            worst = Math.max(worst, Math.abs(read.get(i).off * 0.5 / sequence.getResolution() - notes.end(i)));
        }
        assertThat(worst).isLessThan(0.0003);
    }

    @ParameterizedTest
    @CsvSource({"36000, 69120000", "139000, 266880000"})
    void longFilesKeepTheirTimes(double seconds, long tick) throws Exception {
        var notes = NoteTable.builder(0)
                .add(0, 0.1, 60, 64, 0)
                .add(seconds, seconds + 1, 60, 64, 0)
                .build();
        assertThat(notesOf(parse(MidiFile.write(transcription(notes, List.of(tonal(0, "a", 0)))))))
                .containsExactly(new Note(0, 0, 60, 0, 192, 64), new Note(0, 0, 60, tick, tick + 1920, 64));
    }

    @Test
    void whatLiesBeyondTheClockOfTheFormatIsLeftOutAndCounted() throws Exception {
        var notes = NoteTable.builder(0)
                .add(0, 1e300, 60, 64, 0)
                .add(139_900, 139_901, 62, 64, 0)
                .add(1e299, 1e300, 62, 64, 0)
                .build();
        var written = MidiFile.write(transcription(notes, List.of(tonal(0, "a", 0))));
        assertThat(notesOf(parse(written))).containsExactly(new Note(0, 0, 60, 0, 0x0FFF_FFFF, 64));
        assertThat(written.report()).isEqualTo(new MidiFile.Report(1, 0, 0, 0, 2));
    }

    @Test
    void withoutNotesOrInstrumentsAFileIsStillValid() throws Exception {
        var nothing = parse(MidiFile.write(transcription(NoteTable.EMPTY, List.of())));
        assertThat(nothing.getTracks()).hasSize(1);
        var silent = parse(MidiFile.write(transcription(NoteTable.EMPTY, List.of(drums(0), tonal(1, "Oboe", 68)))));
        assertThat(silent.getTracks()).hasSize(3);
        assertThat(shorts(silent.getTracks()[2])).containsExactly("0 C0 68");
    }

    @Test
    void everyTrackIsAsLongAsTheAudio() throws Exception {
        var written = MidiFile.write(new Transcription(
                "id", "A song", 10.5, List.of(tonal(0, "a", 0), tonal(1, "b", 0)), one(0, 1), List.of()));
        for (var track : parse(written).getTracks()) {
            assertThat(track.ticks()).isEqualTo(20160);
        }
    }

    @Test
    void theSameTranscriptionGivesTheSameBytes() {
        var random = new Random(3);
        var builder = NoteTable.builder(0);
        for (int i = 0; i < 5000; i++) {
            double start = random.nextDouble() * 10;
            builder.add(start, start + 1, random.nextInt(128), 1 + random.nextInt(127), random.nextInt(30));
        }
        var song = transcription(
                builder.build(),
                IntStream.range(0, 30).mapToObj(i -> tonal(i, "T", i)).toList());
        assertThat(MidiFile.write(song).bytes()).isEqualTo(MidiFile.write(song).bytes());
    }

    static Instrument tonal(int index, String name, int program) {
        return new Instrument(index, name, program, true, false);
    }

    static Instrument drums(int index) {
        return new Instrument(index, "Drums", 0, true, true);
    }

    static Transcription transcription(NoteTable notes, List<Instrument> instruments) {
        return new Transcription("id", "A song", notes.end(), instruments, notes, List.of());
    }

    private static NoteTable one(double start, double end) {
        return NoteTable.builder(1).add(start, end, 60, 100, 0).build();
    }

    /** The same pitch at the same time in each part. */
    private static NoteTable chordOf(int parts) {
        var builder = NoteTable.builder(parts);
        for (int i = 0; i < parts; i++) {
            builder.add(1, 2, 60, 100, i);
        }
        return builder.build();
    }

    private static Sequence parse(MidiFile.Written written) throws Exception {
        var sequence = MidiSystem.getSequence(new ByteArrayInputStream(written.bytes()));
        assertThat(sequence.getDivisionType()).isEqualTo(Sequence.PPQ);
        assertThat(sequence.getResolution()).isEqualTo(960);
        return sequence;
    }

    private static Stream<MidiEvent> events(Track track) {
        return IntStream.range(0, track.size()).mapToObj(track::get);
    }

    private static List<String> metas(Track track) {
        return events(track)
                .filter(event -> event.getMessage() instanceof MetaMessage)
                .map(event -> {
                    var meta = (MetaMessage) event.getMessage();
                    byte[] data = meta.getData();
                    String content =
                            switch (meta.getType()) {
                                case 0x03 -> " " + new String(data, StandardCharsets.ISO_8859_1);
                                case 0x51 -> " " + ((data[0] & 0xFF) << 16 | (data[1] & 0xFF) << 8 | data[2] & 0xFF);
                                case 0x21 -> " " + data[0];
                                default -> "";
                            };
                    return "%d %02X%s".formatted(event.getTick(), meta.getType(), content);
                })
                .toList();
    }

    private static List<String> shorts(Track track) {
        return events(track)
                .filter(event -> event.getMessage() instanceof ShortMessage)
                .map(event -> {
                    var message = (ShortMessage) event.getMessage();
                    String second = message.getCommand() == ShortMessage.PROGRAM_CHANGE ? "" : " " + message.getData2();
                    return "%d %02X %d%s".formatted(event.getTick(), message.getStatus(), message.getData1(), second);
                })
                .toList();
    }

    /** Pairs ons and offs in file order, which fails where an off would come before its on or a pitch starts twice. */
    private static List<Note> notesOf(Sequence sequence) {
        var notes = new ArrayList<Note>();
        for (int t = 1; t < sequence.getTracks().length; t++) {
            var track = sequence.getTracks()[t];
            var open = new HashMap<Integer, MidiEvent>();
            for (int e = 0; e < track.size(); e++) {
                var event = track.get(e);
                if (!(event.getMessage() instanceof ShortMessage message)) {
                    continue;
                }
                int key = message.getChannel() << 8 | message.getData1();
                if (message.getCommand() == ShortMessage.NOTE_ON) {
                    assertThat(message.getData2()).isPositive();
                    assertThat(open.put(key, event)).isNull();
                } else if (message.getCommand() == ShortMessage.NOTE_OFF) {
                    var on = open.remove(key);
                    assertThat(on).isNotNull();
                    notes.add(new Note(
                            t - 1,
                            message.getChannel(),
                            message.getData1(),
                            on.getTick(),
                            event.getTick(),
                            ((ShortMessage) on.getMessage()).getData2()));
                }
            }
            assertThat(open).isEmpty();
        }
        notes.sort(ORDER);
        return notes;
    }
}
