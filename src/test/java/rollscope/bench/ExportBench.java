package rollscope.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import rollscope.midi.FileOptions;
import rollscope.midi.MidiFile;
import rollscope.midi.MidiProof;
import rollscope.midi.Placement;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * A million notes to the bytes of a .mid: ours against {@code javax.sound.midi} building a sequence of the same notes and
 * writing it. Both start from the same table in one process, turn by turn; the medians count. The sorted order of its events
 * is given to {@code javax.sound.midi} for nothing, as its track would otherwise insert each one by searching.
 */
public final class ExportBench {
    private static final int NOTES = 1_000_000;
    private static final int INSTRUMENTS = 12;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 6;

    private ExportBench() {}

    public static void main(String[] args) throws Exception {
        long before = usedMemory();
        var notes = notes();
        double bytesPerNote = (usedMemory() - before) / (double) NOTES;
        var instruments = IntStream.range(0, INSTRUMENTS)
                .mapToObj(i -> new Instrument(i, "Instrument " + i, i * 9, true, i == 3))
                .toList();
        var song = new Transcription("bench", "Bench", notes.end(), instruments, notes, List.of());
        var order = eventOrder(notes);

        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        long written = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = System.nanoTime();
            var file = MidiFile.write(song);
            long middle = System.nanoTime();
            var other = writeWithJavax(notes, order);
            long end = System.nanoTime();
            if (round == -WARM_UP && !notesOf(file.bytes()).equals(notesOf(other))) {
                throw new IllegalStateException("the two files do not hold the same notes");
            }
            written = file.bytes().length;
            if (round >= 0) {
                ours[round] = (middle - start) / 1e6;
                theirs[round] = (end - middle) / 1e6;
            }
        }
        Arrays.sort(ours);
        Arrays.sort(theirs);
        double speedup = theirs[ROUNDS / 2] / ours[ROUNDS / 2];
        System.out.printf(Locale.ROOT, "export.speedup %.1f times%n", speedup);
        System.out.printf(Locale.ROOT, "export.ms %.1f ms%n", ours[ROUNDS / 2]);
        System.out.printf(Locale.ROOT, "export.javax_ms %.1f ms%n", theirs[ROUNDS / 2]);
        System.out.printf(Locale.ROOT, "export.written_mb %.1f MB%n", written / 1e6);
        System.out.printf(Locale.ROOT, "export.aligned_error_ms %.4f ms%n", alignedError() * 1e3);
        System.out.printf(Locale.ROOT, "table.bytes_per_note %.2f bytes%n", bytesPerNote);
    }

    /**
     * How far a note of an hour starts from its second in a file on the bars of the song, at most, as the JDK's reader finds it: over
     * steady tempos and one that changes every bar, beside the audio and bar 1 first.
     */
    private static double alignedError() throws IOException {
        var random = new Random(1);
        var notes = NoteTable.builder(0);
        for (double start = 0; start < 3595; start += 0.02 + 0.1 * random.nextDouble()) {
            notes.add(start, start + 0.05, random.nextInt(128), 64, 0);
        }
        var song = new Transcription(
                "bench", "Bench", 3600, List.of(new Instrument(0, "Keys", 4, false, false)), notes.build(), List.of());
        var maps = new ArrayList<TempoMap>();
        for (double bpm : new double[] {61.7, 97.31, 110.05, 128.003, 174.9}) {
            maps.add(TempoMap.constant(bpm, 1.234, Optional.of(Meter.FOUR_FOUR)));
        }
        var tempos = new ArrayList<TempoMap.Tempo>();
        for (double second = 0.4;
                second < 3600;
                second += 240 / (tempos.isEmpty() ? 100 : tempos.getLast().bpm())) {
            tempos.add(new TempoMap.Tempo(second, 90 + 20 * random.nextDouble()));
        }
        maps.add(new TempoMap(0.4, tempos, List.of(new TempoMap.Signature(0, Meter.FOUR_FOUR))));
        double worst = 0;
        for (var map : maps) {
            for (var placement : List.of(new Placement.WithStem(map), new Placement.BarOneFirst(map))) {
                var proof =
                        MidiProof.of(MidiFile.write(song, FileOptions.EXACT.withPlacement(placement)), song.notes());
                if (!proof.holds()) {
                    throw new IllegalStateException(proof.toString());
                }
                worst = Math.max(worst, proof.farthest());
            }
        }
        return worst;
    }

    /** An hour of music: every instrument plays phrases of chords, repeated notes touch. */
    private static NoteTable notes() {
        var random = new Random(42);
        var builder = NoteTable.builder(NOTES);
        for (int instrument = 0; instrument < INSTRUMENTS; instrument++) {
            int count = NOTES / INSTRUMENTS + (instrument < NOTES % INSTRUMENTS ? 1 : 0);
            int[] free = new int[128];
            int now = 0;
            for (int i = 0; i < count; ) {
                for (int voice = random.nextInt(4); voice >= 0 && i < count; voice--) {
                    int pitch = 36 + random.nextInt(60);
                    int start = Math.max(now, free[pitch]);
                    int end = start + 6 + random.nextInt(60);
                    free[pitch] = end;
                    builder.add(start / 192.0, end / 192.0, pitch, 1 + random.nextInt(127), instrument);
                    i++;
                }
                now += 6 * random.nextInt(8);
            }
        }
        return builder.build();
    }

    /** Positions of the events in file order: a note's number for its start, its complement for its end. */
    private static int[] eventOrder(NoteTable notes) {
        return IntStream.range(0, 2 * notes.size())
                .map(i -> i < notes.size() ? i : ~(i - notes.size()))
                .boxed()
                .sorted((a, b) -> {
                    int time = Long.compare(tick(notes, a), tick(notes, b));
                    return time != 0 ? time : Integer.compare(Math.max(a, -1), Math.max(b, -1));
                })
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static long tick(NoteTable notes, int event) {
        return Math.round((event >= 0 ? notes.start(event) : notes.end(~event)) * 1920);
    }

    private static byte[] writeWithJavax(NoteTable notes, int[] order) throws Exception {
        var sequence = new Sequence(Sequence.PPQ, 960);
        var conductor = sequence.createTrack();
        conductor.add(new MidiEvent(new MetaMessage(0x51, new byte[] {7, (byte) 0xA1, 0x20}, 3), 0));
        var tracks = new Track[INSTRUMENTS];
        for (int i = 0; i < INSTRUMENTS; i++) {
            tracks[i] = sequence.createTrack();
            byte[] name = ("Instrument " + i).getBytes(StandardCharsets.US_ASCII);
            tracks[i].add(new MidiEvent(new MetaMessage(0x03, name, name.length), 0));
            tracks[i].add(new MidiEvent(new ShortMessage(ShortMessage.PROGRAM_CHANGE, i, i * 9, 0), 0));
        }
        for (int event : order) {
            int note = event >= 0 ? event : ~event;
            int channel = notes.instrument(note);
            var message = event >= 0
                    ? new ShortMessage(ShortMessage.NOTE_ON, channel, notes.pitch(note), notes.velocity(note))
                    : new ShortMessage(ShortMessage.NOTE_OFF, channel, notes.pitch(note), 64);
            tracks[channel].add(new MidiEvent(message, tick(notes, event)));
        }
        var out = new ByteArrayOutputStream(1 << 24);
        MidiSystem.write(sequence, 1, out);
        return out.toByteArray();
    }

    private static NoteTable notesOf(byte[] file) throws IOException {
        var notes = MidiFile.read(file, "bench", "Bench").notes();
        if (notes.size() != NOTES) {
            throw new IllegalStateException(notes.toString());
        }
        return notes;
    }

    private static long usedMemory() {
        var runtime = Runtime.getRuntime();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
