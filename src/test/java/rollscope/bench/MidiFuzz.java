package rollscope.bench;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import rollscope.midi.FileOptions;
import rollscope.midi.MidiFile;
import rollscope.midi.MidiInspection;
import rollscope.midi.Placement;
import rollscope.tempo.Key;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * Reads damaged MIDI files, made from whole ones of many kinds by a seeded hand: bytes changed, cut out, doubled, moved, files cut
 * short and put together, lengths and times made huge. Each must give notes or one sentence.
 *
 * <p>Memory is what the reading thread allocates in all, over the size of the file. Files below 10 KB are told apart, in bytes:
 * what any reading needs, a kilobyte for each channel and for each name, outweighs them.
 */
public final class MidiFuzz {
    private static final int FILES = 200_000;
    private static final long SEED = 20_261_122;
    private static final int SMALL = 10_000;

    /** Bytes that mean something in a file. */
    private static final int[] TELLING = {
        0, 1, 0x2F, 0x51, 0x58, 0x59, 0x7F, 0x80, 0x90, 0x99, 0xC0, 0xF0, 0xF7, 0xFF, 'M', 'T', 'h', 'r'
    };

    /**
     * What came of it.
     *
     * @param readable files that gave a transcription
     * @param crashes  files that gave anything but that or a sentence
     * @param slowest  in seconds
     * @param ratio    the largest of allocated bytes over bytes of the file, of files of 10 KB and more
     * @param small    the most bytes allocated for a file below that
     */
    public record Outcome(int files, int readable, List<String> crashes, double slowest, double ratio, long small) {}

    private MidiFuzz() {}

    public static void main(String[] args) throws Exception {
        run(2000, SEED + 1); // what is loaded and compiled on the way is not the files' doing either
        var outcome = run(FILES, SEED);
        outcome.crashes.stream().limit(5).forEach(System.err::println);
        System.out.printf(Locale.ROOT, "midi_fuzz.files %d files%n", outcome.files);
        System.out.printf(Locale.ROOT, "midi_fuzz.readable %d files%n", outcome.readable);
        System.out.printf(Locale.ROOT, "midi_fuzz.crashes %d files%n", outcome.crashes.size());
        System.out.printf(Locale.ROOT, "midi_fuzz.slowest_ms %.1f ms%n", outcome.slowest * 1e3);
        System.out.printf(Locale.ROOT, "midi_fuzz.largest_allocation %.2f times the file%n", outcome.ratio);
        System.out.printf(Locale.ROOT, "midi_fuzz.largest_allocation_below_10_kb %.1f KB%n", outcome.small / 1000.0);
    }

    public static Outcome run(int files, long seed) throws Exception {
        var whole = wholeFiles();
        var random = new SplittableRandom(seed);
        var crashes = new ArrayList<String>();
        int readable = 0;
        double slowest = 0;
        double ratio = 0;
        long small = 0;
        for (int i = 0; i < files; i++) {
            byte[] file = mutated(whole, random);
            try {
                long start = System.nanoTime();
                long allocated = allocated(file);
                slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
                boolean largest = file.length < SMALL ? allocated > small : allocated > ratio * file.length;
                if (largest) {
                    // Once more: what Java loads when a path is first gone is not the file's doing.
                    allocated = allocated(file);
                    small = file.length < SMALL ? Math.max(small, allocated) : small;
                    ratio = file.length < SMALL ? ratio : Math.max(ratio, allocated / (double) file.length);
                }
                var read = MidiFile.open(file, "id", "t");
                readable++;
                if (i % 16 == 0) {
                    MidiInspection.of(file).describe();
                    MidiFile.write(
                            read.transcription(),
                            read.tempo()
                                    .map(map -> FileOptions.EXACT.withPlacement(new Placement.WithStem(map)))
                                    .orElse(FileOptions.EXACT));
                }
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).matches("This [^.]+\\.")) {
                    crashes.add("file " + i + ": " + e);
                }
            } catch (RuntimeException | Error e) {
                crashes.add("file " + i + ": " + e + Arrays.toString(Arrays.copyOf(e.getStackTrace(), 3)));
            }
        }
        return new Outcome(files, readable, crashes, slowest, ratio, small);
    }

    /** Bytes that this thread allocates to read a file, or to find that it cannot be read. */
    @SuppressWarnings("EmptyCatch") // a sentence is an answer
    private static long allocated(byte[] file) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            MidiFile.open(file, "id", "t");
        } catch (IOException e) {
            // Counts as well.
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] mutated(List<byte[]> whole, SplittableRandom random) {
        byte[] file = whole.get(random.nextInt(whole.size())).clone();
        int changes = 1 << random.nextInt(7);
        for (int i = 0; i < changes && file.length > 0; i++) {
            int place =
                    random.nextInt(10) == 0 ? random.nextInt(Math.min(40, file.length)) : random.nextInt(file.length);
            switch (random.nextInt(random.nextInt(8) == 0 ? 9 : 3)) {
                case 0 -> file[place] = (byte) random.nextInt(256);
                case 1 -> file[place] = (byte) TELLING[random.nextInt(TELLING.length)];
                case 2 -> file[place] ^= (byte) (1 << random.nextInt(8));
                case 3 -> file = Arrays.copyOf(file, place);
                case 4 -> {
                    int from = random.nextInt(file.length);
                    int length = Math.min(random.nextInt(200), file.length - Math.max(from, place));
                    System.arraycopy(file, from, file, place, length);
                }
                case 5 -> file = spliced(file, place, 0, file, random.nextInt(file.length), random.nextInt(100));
                case 6 -> file = spliced(file, place, random.nextInt(100), file, 0, 0);
                case 7 -> {
                    byte[] other = whole.get(random.nextInt(whole.size()));
                    file = spliced(file, place, file.length, other, random.nextInt(other.length), other.length);
                }
                default -> Arrays.fill(file, place, Math.min(file.length, place + 4), (byte) 0xFF);
            }
        }
        return file;
    }

    /** {@code file} with {@code out} bytes at {@code place} replaced by some of {@code other}. */
    private static byte[] spliced(byte[] file, int place, int out, byte[] other, int from, int length) {
        int end = Math.min(file.length, place + out);
        int taken = Math.min(length, other.length - from);
        byte[] result = new byte[place + taken + file.length - end];
        System.arraycopy(file, 0, result, 0, place);
        System.arraycopy(other, from, result, place, taken);
        System.arraycopy(file, end, result, place + taken, file.length - end);
        return result;
    }

    private static List<byte[]> wholeFiles() throws Exception {
        var files = new ArrayList<byte[]>();
        var map = new TempoMap(
                0.7,
                List.of(new TempoMap.Tempo(0, 97.3), new TempoMap.Tempo(20, 110), new TempoMap.Tempo(40.5, 60)),
                List.of(new TempoMap.Signature(0, Meter.FOUR_FOUR), new TempoMap.Signature(16, new Meter(2, true))));
        for (int notes : new int[] {0, 3, 100, 1500}) {
            var song = song(notes, 1 + notes / 100);
            for (var tracks : FileOptions.Tracks.values()) {
                var options = FileOptions.EXACT.withTracks(tracks).withKey(Optional.of(new Key(4, Key.Mode.MINOR)));
                files.add(MidiFile.write(song, options).bytes());
                files.add(MidiFile.write(song, options.withPlacement(new Placement.WithStem(map)))
                        .bytes());
            }
        }
        for (int type : new int[] {0, 1}) {
            files.add(ofJdk(type, Sequence.PPQ, 480));
            files.add(ofJdk(type, Sequence.SMPTE_25, 40));
        }
        byte[] patterns = ofJdk(1, Sequence.PPQ, 96);
        patterns[9] = 2;
        files.add(patterns);
        files.add(file(1, runningStatus()));
        files.add(file(1, tempos()));
        files.add(file(400, emptyTracks(400)));
        return files;
    }

    private static Transcription song(int notes, int instruments) {
        var random = new SplittableRandom(notes);
        var builder = NoteTable.builder(notes);
        for (int i = 0; i < notes; i++) {
            double start = random.nextInt(60 * 192) / 192.0;
            builder.add(
                    start,
                    start + (1 + random.nextInt(96)) / 192.0,
                    30 + random.nextInt(70),
                    1 + random.nextInt(127),
                    random.nextInt(instruments));
        }
        var list = new ArrayList<Instrument>();
        for (int i = 0; i < instruments; i++) {
            list.add(new Instrument(i, "Instrument é" + i, i * 7, true, i % 5 == 2));
        }
        return new Transcription("id", "A song", 62, list, builder.build(), List.of());
    }

    private static byte[] ofJdk(int type, float division, int resolution) throws Exception {
        var random = new SplittableRandom(resolution);
        var sequence = new Sequence(division, resolution);
        for (int t = 0; t <= 3 * type; t++) {
            var track = sequence.createTrack();
            for (int i = 0; i < 40; i++) {
                byte[] tempo = {(byte) random.nextInt(20), (byte) random.nextInt(256), 1};
                track.add(new MidiEvent(new MetaMessage(0x51, tempo, 3), random.nextInt(100_000)));
                track.add(new MidiEvent(new MetaMessage(1 + random.nextInt(7), new byte[random.nextInt(40)], 0), i));
            }
            track.add(new MidiEvent(new MetaMessage(0x58, new byte[] {7, 3, 24, 8}, 4), 0));
            track.add(new MidiEvent(new MetaMessage(0x59, new byte[] {-3, 1}, 2), 0));
            for (int i = 0; i < 300; i++) {
                long tick = random.nextInt(100_000);
                int pitch = random.nextInt(128);
                track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, t, pitch, 90), tick));
                track.add(
                        new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, t, pitch, 0), tick + random.nextInt(900)));
                track.add(new MidiEvent(new ShortMessage(ShortMessage.CONTROL_CHANGE, t, 7, 3), tick));
            }
        }
        var out = new ByteArrayOutputStream();
        MidiSystem.write(sequence, type, out);
        return out.toByteArray();
    }

    /** As dense as notes get: three bytes to start one and three to end it. */
    private static byte[] runningStatus() {
        var random = new SplittableRandom(3);
        var events = new ByteArrayOutputStream();
        events.writeBytes(new byte[] {0, (byte) 0x90});
        for (int i = 0; i < 2000; i++) {
            byte pitch = (byte) random.nextInt(128);
            events.writeBytes(i == 0 ? new byte[] {pitch, 80} : new byte[] {(byte) random.nextInt(128), pitch, 80});
            events.writeBytes(new byte[] {(byte) random.nextInt(128), pitch, 0});
        }
        return track(events.toByteArray());
    }

    /** Seven bytes a change of tempo, and one note. */
    private static byte[] tempos() {
        var random = new SplittableRandom(5);
        var events = new ByteArrayOutputStream();
        for (int i = 0; i < 1500; i++) {
            events.writeBytes(new byte[] {
                (byte) random.nextInt(128), (byte) 0xFF, 0x51, 3, (byte) (4 + random.nextInt(4)), (byte) i, 0
            });
        }
        events.writeBytes(new byte[] {0, (byte) 0x90, 60, 80, 0x60, 60, 0});
        return track(events.toByteArray());
    }

    /** Twelve bytes a track. */
    private static byte[] emptyTracks(int count) {
        var tracks = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            tracks.writeBytes(track(new byte[0]));
        }
        return tracks.toByteArray();
    }

    private static byte[] track(byte[] events) {
        int length = events.length + 4;
        var track = new ByteArrayOutputStream();
        track.writeBytes(new byte[] {'M', 'T', 'r', 'k', 0, 0, (byte) (length >> 8), (byte) length});
        track.writeBytes(events);
        track.writeBytes(new byte[] {0, (byte) 0xFF, 0x2F, 0});
        return track.toByteArray();
    }

    private static byte[] file(int count, byte[] tracks) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, (byte) (count > 1 ? 1 : 0)});
        file.writeBytes(new byte[] {(byte) (count >> 8), (byte) count, 1, (byte) 0xE0});
        file.writeBytes(tracks);
        return file.toByteArray();
    }
}
