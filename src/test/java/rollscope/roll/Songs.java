package rollscope.roll;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import rollscope.audio.Peaks;
import rollscope.audio.Spectrum;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** Songs for tests, the same on every run. */
public final class Songs {
    private Songs() {}

    /** Two minutes of a band of six, on the services' raster of 1/192 s. */
    public static Transcription band() {
        var notes = NoteTable.builder(2000);
        var random = new SplittableRandom(7);
        double beat = 105 / 192.0;
        int[] chords = {57, 53, 60, 55};
        int[] scale = {0, 3, 5, 7, 10, 12, 15};
        for (int bar = 0; bar < 52; bar++) {
            double at = bar * 4 * beat;
            int root = chords[bar % 4];
            for (int step = 0; step < 16; step++) {
                double t = at + step * beat / 4;
                if (step % 2 == 0) {
                    add(notes, t, beat / 8, 42, 60 + 25 * (step % 4 == 0 ? 1 : 0), 5);
                }
                if (step == 4 || step == 12) {
                    add(notes, t, beat / 4, 38, 104, 5);
                }
                if (step == 0 || step == 7 || step == 10) {
                    add(notes, t, beat / 4, 36, 110, 5);
                }
                if (bar % 8 == 7 && step > 11) {
                    add(notes, t, beat / 4, 50 - step % 3 * 3, 90, 5);
                }
                if (step % 4 == 0 || random.nextInt(4) == 0) {
                    add(notes, t, beat / (1 + random.nextInt(3)), root - 24 + 12 * (step == 8 ? 1 : 0), 88, 4);
                }
                if (step % 2 == 0 && random.nextInt(4) > 0) {
                    add(notes, t, beat / 3, root + scale[random.nextInt(7)], 50 + random.nextInt(60), 1);
                }
                if (bar > 3 && bar % 8 < 6 && random.nextInt(5) == 0) {
                    double length = beat * (1 + random.nextInt(6)) / 4;
                    add(notes, t, length, 69 + scale[random.nextInt(7)], 70 + random.nextInt(57), 0);
                }
            }
            for (int tone : new int[] {0, 4, 7, 12, -12}) {
                add(notes, at, beat * 1.4, root + tone, 72, 2);
                add(notes, at + beat * 1.5, beat * 2.2, root + tone, 96, 2);
                if (tone >= 0) {
                    add(notes, at, beat * 3.95, root + tone + 12, 45, 3);
                }
            }
        }
        var table = notes.build();
        return new Transcription(
                "band",
                "Night Ferry",
                table.end(),
                List.of(
                        new Instrument(0, "Synth Voice", 54, true, false),
                        new Instrument(1, "Electric Guitar (clean)", 27, true, false),
                        new Instrument(2, "Acoustic Grand Piano", 0, true, false),
                        new Instrument(3, "String Ensemble 1", 48, true, false),
                        new Instrument(4, "Electric Bass (finger)", 33, true, false),
                        new Instrument(5, "Drums", 0, true, true)),
                table,
                List.of());
    }

    /**
     * What the sound of a song might look like: a decaying tone with overtones for each note, a burst of noise for each drum.
     *
     * @param instruments whose notes are heard
     * @param until       seconds, as if no more of it were known yet
     */
    public static StemPicture stem(Transcription song, IntPredicate instruments, double until) {
        int rate = 22_050;
        float[] sound = new float[(int) (until * rate)];
        var random = new SplittableRandom(11);
        NoteTable notes = song.notes();
        for (int note = 0; note < notes.size(); note++) {
            if (!instruments.test(notes.instrument(note))) {
                continue;
            }
            boolean drums = song.instruments().get(notes.instrument(note)).drums();
            double frequency = 440 * Math.pow(2, (notes.pitch(note) - 69) / 12.0);
            int from = (int) (notes.start(note) * rate);
            int to = (int) Math.min(sound.length, (drums ? notes.start(note) + 0.12 : notes.end(note)) * rate);
            double loud = 0.12 * notes.velocity(note) / 127;
            for (int n = from; n < to; n++) {
                double t = (n - from) / (double) rate;
                double fade = Math.min(1, t * 200) * Math.min(1, (to - n) / 300.0) * Math.exp(-t * (drums ? 30 : 1.5));
                double phase = 2 * Math.PI * frequency * t;
                double wave = drums
                        ? 3 * (random.nextDouble() - 0.5)
                        : Math.sin(phase) + 0.4 * Math.sin(2 * phase) + 0.2 * Math.sin(3 * phase);
                sound[n] += (float) (loud * fade * wave);
            }
        }
        var peaks = new Peaks.Builder(rate, 1);
        peaks.add(sound, sound.length);
        var spectrum = new Spectrum.Builder(rate, 1);
        spectrum.add(sound, sound.length);
        return new StemPicture("Electric Piano", peaks.snapshot(), spectrum.snapshot());
    }

    /** Notes anywhere, some long, some overlapping, some of a single raster step. */
    public static Transcription random(long seed, int count, int instruments, double seconds) {
        var random = new SplittableRandom(seed);
        var notes = NoteTable.builder(count);
        for (int i = 0; i < count; i++) {
            double start = random.nextInt((int) (seconds * 192)) / 192.0;
            double length = (random.nextInt(40) == 0 ? random.nextInt(4000) : 1 + random.nextInt(100)) + 1;
            notes.add(
                    start,
                    start + length / 192,
                    30 + random.nextInt(60),
                    1 + random.nextInt(127),
                    random.nextInt(instruments));
        }
        var table = notes.build();
        var names = new ArrayList<Instrument>();
        for (int i = 0; i < instruments; i++) {
            names.add(new Instrument(i, "Part " + i, i, true, i % 3 == 2));
        }
        return new Transcription("random", "Random", table.end(), names, table, List.of());
    }

    /** As many notes as wanted for piano, guitar and drums, 800 a second, on the services' raster of 1/192 s. */
    public static Transcription dense(int count) {
        var random = new SplittableRandom(3);
        double seconds = Math.max(60, count / 800.0);
        var notes = NoteTable.builder(count);
        for (int i = 0; i < count; i++) {
            int part = i % 3;
            double start = Math.rint(i * seconds / count * 192) / 192;
            int length = part == 2 ? 8 : 8 + random.nextInt(100);
            int pitch = part == 2 ? 35 + random.nextInt(12) : 36 + 12 * part + random.nextInt(48);
            notes.add(start, start + length / 192.0, pitch, 20 + random.nextInt(108), part);
        }
        var table = notes.build();
        return new Transcription(
                "dense",
                "Dense",
                table.end(),
                List.of(
                        new Instrument(0, "Acoustic Grand Piano", 0, true, false),
                        new Instrument(1, "Electric Guitar (clean)", 27, true, false),
                        new Instrument(2, "Drums", 0, true, true)),
                table,
                List.of());
    }

    private static void add(NoteTable.Builder notes, double start, double length, int pitch, int velocity, int part) {
        double from = Math.rint(start * 192) / 192;
        notes.add(from, from + Math.max(1, Math.rint(length * 192)) / 192, pitch, velocity, part);
    }
}
