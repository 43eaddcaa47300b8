package rollscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import rollscope.bench.SongsBench.Song;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * Songs made up by a seeded hand, with their beats, bars and key known exactly: a second opinion beside collections of songs, of
 * which nobody has many. Each has a form of verses and refrains over functional or modal progressions, a tune of chord tones and
 * passing notes, an accompaniment, a bass, drums or not; in four, three or compound meter, straight, swung or in triplets, with a
 * pickup, a free introduction, a tempo that is steady, drifts, slows down at the end or changes; times are rounded as the service
 * does. What the songs
 * cannot be is music that surprises who made them up: nearly all end on the tonic, and most start there.
 */
final class MadeSongs {
    /** How the tempo goes. */
    enum Tempo {
        STEADY,
        DRIFT,
        RITARDANDO,
        CHANGE
    }

    /** Who plays. */
    enum Band {
        BAND,
        ACOUSTIC,
        PIANO,
        GUITAR,
        TUNE,
        RHYTHM
    }

    private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
    private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};
    private static final int[] DORIAN = {0, 2, 3, 5, 7, 9, 10};
    private static final int[] MIXOLYDIAN = {0, 2, 4, 5, 7, 9, 10};

    /** Degrees of the scale, from 0, a chord a bar; a verse, then a refrain. 14 is the dominant with its leading note, in minor. */
    private static final int[][] MAJOR_PROGRESSIONS = {
        {0, 4, 5, 3},
        {0, 5, 3, 4},
        {0, 3, 4, 0},
        {0, 5, 1, 4},
        {3, 4, 2, 5, 1, 4, 0, 0},
        {0, 3, 0, 4},
        {5, 3, 0, 4},
        {0, 4, 5, 2, 3, 0, 3, 4}
    };

    private static final int[][] MINOR_PROGRESSIONS = {
        {0, 5, 2, 6},
        {0, 3, 14, 0},
        {0, 6, 5, 14},
        {0, 3, 6, 2, 5, 1, 14, 0},
        {0, 5, 3, 14},
        {0, 0, 3, 4},
        {0, 2, 6, 3},
        {0, 6, 5, 6}
    };
    private static final int[][] DORIAN_PROGRESSIONS = {{0, 3, 0, 3}, {0, 6, 3, 0}};
    private static final int[][] MIXOLYDIAN_PROGRESSIONS = {{0, 6, 3, 0}, {0, 3, 6, 0}};

    private final SplittableRandom random;
    private final String name;
    private final Band band;
    private final Tempo tempo;
    private final int tonic;
    private final boolean minor;
    private final int[] scale;
    private final int[][] progressions;
    private final int beatsPerBar;
    private final boolean compound;
    private final double[] places;
    private final int bars;
    private final int pickup;
    private final double intro;
    private final double[] beats;
    private final List<double[]> notes = new ArrayList<>();

    private MadeSongs(long seed) {
        random = new SplittableRandom(seed);
        random.nextLong();
        band = pick(
                Band.BAND,
                Band.BAND,
                Band.ACOUSTIC,
                Band.ACOUSTIC,
                Band.PIANO,
                Band.PIANO,
                Band.GUITAR,
                Band.TUNE,
                Band.RHYTHM);
        tempo = band == Band.TUNE
                ? Tempo.STEADY
                : pick(Tempo.STEADY, Tempo.STEADY, Tempo.STEADY, Tempo.DRIFT, Tempo.RITARDANDO, Tempo.CHANGE);
        tonic = random.nextInt(12);
        int mode = random.nextInt(20);
        minor = mode < 8 || mode == 19;
        scale = mode == 19 ? DORIAN : mode == 18 ? MIXOLYDIAN : minor ? MINOR : MAJOR;
        progressions = mode == 19
                ? DORIAN_PROGRESSIONS
                : mode == 18 ? MIXOLYDIAN_PROGRESSIONS : minor ? MINOR_PROGRESSIONS : MAJOR_PROGRESSIONS;
        int meter = random.nextInt(10);
        compound = meter == 9;
        beatsPerBar = meter < 7 ? 4 : compound ? 2 : 3;
        int feel = random.nextInt(8);
        places = compound
                ? new double[] {0, 1 / 3.0, 2 / 3.0}
                : feel == 0
                        ? new double[] {0, 2 / 3.0}
                        : feel == 1
                                ? new double[] {0, 1 / 3.0, 2 / 3.0}
                                : feel < 4 ? new double[] {0, 0.25, 0.5, 0.75} : new double[] {0, 0.5};
        bars = 4 * (compound || beatsPerBar == 3 ? 12 : 8) + 8 * random.nextInt(1, 3);
        pickup = random.nextInt(3) == 0 ? 1 : 0;
        intro = random.nextInt(8) == 0 ? random.nextDouble(6, 14) : random.nextDouble(0, 2);
        double bpm = compound ? random.nextDouble(50, 90) : random.nextDouble(65, places.length == 4 ? 125 : 165);
        bpm = random.nextBoolean() ? Math.rint(bpm) : bpm;
        beats = beats(bpm);
        name = "made-" + seed + "-" + band + "-" + tempo;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** The songs of some seeds. */
    static List<Song> of(long first, int count) {
        var songs = new ArrayList<Song>();
        for (int i = 0; i < count; i++) {
            songs.add(new MadeSongs(first + i).song());
        }
        return songs;
    }

    private double[] beats(double bpm) {
        double[] at = new double[(bars + 2) * beatsPerBar + 1];
        // The tempo changes after five eighths, to another that is not just another way to count the first.
        double other = bpm * (bpm > 110 ? random.nextDouble(0.70, 0.90) : random.nextDouble(1.12, 1.40));
        int middle = bars * 5 / 8 * beatsPerBar;
        int last = bars * beatsPerBar;
        double drift = 0;
        at[0] = intro + pickup * 60 / bpm;
        for (int i = 0; i + 1 < at.length; i++) {
            drift = 0.95 * drift + (tempo == Tempo.DRIFT ? 0.006 * random.nextGaussian() : 0);
            double now = tempo == Tempo.CHANGE && i >= middle ? other : bpm;
            double slower = tempo == Tempo.RITARDANDO && i > last - 8 ? 1 + 0.05 * (i - last + 8) : 1;
            at[i + 1] = at[i] + 60 / now * Math.exp(drift) * slower;
        }
        return at;
    }

    private double seconds(double beat) {
        if (beat < 0) {
            return beats[0] + beat * (beats[1] - beats[0]);
        }
        int i = Math.min(beats.length - 2, (int) beat);
        return beats[i] + (beat - i) * (beats[i + 1] - beats[i]);
    }

    private void note(double beat, double length, int pitch, int instrument) {
        notes.add(new double[] {seconds(beat), seconds(beat + length), pitch, instrument});
    }

    private Song song() {
        int[] verse = progressions[random.nextInt(progressions.length)];
        int[] refrain = progressions[random.nextInt(progressions.length)];
        int step = 7;
        for (int bar = 0; bar < bars; bar++) {
            boolean isRefrain = bar / 8 % 2 == 1;
            int[] chords = isRefrain ? refrain : verse;
            int degree = bar == bars - 1 ? 0 : bar == bars - 2 && minor ? 14 : chords[bar % chords.length];
            int from = bar * beatsPerBar;
            boolean lastBar = bar == bars - 1;
            if (band != Band.TUNE && band != Band.RHYTHM) {
                accompany(from, degree, lastBar, isRefrain);
            }
            if (band != Band.GUITAR && band != Band.TUNE) {
                bass(from, degree, lastBar);
            }
            if (band == Band.BAND || band == Band.RHYTHM) {
                drums(from, bar);
            }
            if (band != Band.RHYTHM) {
                step = tune(from, degree, lastBar, step, isRefrain);
            }
        }
        if (pickup > 0 && band != Band.RHYTHM) {
            note(-0.5, 0.45, pitch(72, 4), 2);
            note(-1, 0.45, pitch(72, 3), 2);
        }
        if (intro > 3) {
            for (double at = 0.2; at < intro - 1; at += random.nextDouble(0.5, 1.8)) {
                notes.add(new double[] {at, at + 0.6, pitch(60, new int[] {0, 2, 4}[random.nextInt(3)]), 0});
            }
        }
        return asSong();
    }

    /** A degree of the scale at or above a pitch. */
    private int pitch(int from, int degree) {
        int semitones = tonic + scale[Math.floorMod(degree, 7)];
        return from + Math.floorMod(semitones - from, 12) + 12 * Math.floorDiv(degree, 7);
    }

    private int[] chord(int degree) {
        if (degree == 14) {
            int root = tonic + 7;
            return new int[] {root % 12, (root + 4) % 12, (root + 7) % 12};
        }
        return new int[] {pitch(0, degree) % 12, pitch(0, degree + 2) % 12, pitch(0, degree + 4) % 12};
    }

    private static int above(int from, int pitchClass) {
        return from + Math.floorMod(pitchClass - from, 12);
    }

    private void accompany(int from, int degree, boolean lastBar, boolean isRefrain) {
        int[] chord = chord(degree);
        boolean broken = band == Band.GUITAR || (band == Band.PIANO && !isRefrain);
        if (lastBar || (band == Band.ACOUSTIC && !isRefrain)) {
            for (int tone : chord) {
                note(from, beatsPerBar - 0.1, above(55, tone), 0);
            }
        } else if (broken) {
            double stride = compound ? 1 / 3.0 : 0.5;
            int count = (int) Math.round(beatsPerBar / stride);
            for (int i = 0; i < count; i++) {
                int tone = chord[new int[] {0, 2, 1, 2}[i % 4]];
                boolean low = band == Band.GUITAR && i == 0;
                note(from + i * stride, low ? 1.9 : stride * 1.5, above(low ? 40 : 52, tone), 0);
            }
        } else {
            for (int beat = 0; beat < beatsPerBar; beat++) {
                for (int tone : chord) {
                    note(from + beat, 0.8, above(55, tone), 0);
                }
            }
        }
    }

    private void bass(int from, int degree, boolean lastBar) {
        int[] chord = chord(degree);
        int root = above(33, chord[0]);
        if (lastBar || random.nextInt(3) == 0 || beatsPerBar != 4) {
            note(from, beatsPerBar - 0.1, root, 1);
        } else if (random.nextInt(4) == 0) {
            for (int beat = 0; beat < 4; beat++) {
                note(from + beat, 0.9, above(33, chord[beat % 2 == 0 ? 0 : 2]), 1);
            }
        } else {
            double second = random.nextBoolean() ? 2 : 1.5;
            note(from, second - 0.1, root, 1);
            note(from + second, 3.9 - second, random.nextInt(3) == 0 ? above(33, chord[2]) : root, 1);
        }
    }

    private void drums(int from, int bar) {
        double second = compound ? 2 / 3.0 : places.length == 2 ? places[1] : places.length == 4 ? 0.5 : 2 / 3.0;
        for (int beat = 0; beat < beatsPerBar; beat++) {
            boolean snare = beatsPerBar == 3 ? beat > 0 : beat % 2 == 1;
            note(from + beat, 0.1, snare ? 38 : 36, 3);
            note(from + beat, 0.1, 42, 3);
            note(from + beat + second, 0.1, 42, 3);
            if (!snare && random.nextInt(4) == 0) {
                note(from + beat + second, 0.1, 36, 3);
            }
        }
        if (bar % 8 == 0) {
            note(from, 0.5, 49, 3);
        }
    }

    /** Chord tones on the beats, steps between; rests and held notes. */
    private int tune(int from, int degree, boolean lastBar, int start, boolean isRefrain) {
        if (lastBar) {
            note(from, beatsPerBar - 0.2, pitch(60, 7), 2);
            return 7;
        }
        int[] chord = chord(degree);
        int step = start;
        double at = 0;
        while (at < beatsPerBar - 1e-9) {
            double place = at - Math.floor(at);
            boolean onBeat = place < 1e-9 || place > 1 - 1e-9;
            double next = nextPlace(at);
            if (onBeat && random.nextInt(4) == 0) {
                next = Math.floor(at + 1e-9) + 1;
            } else if (onBeat && random.nextInt(isRefrain ? 12 : 6) == 0) {
                next = Math.min(beatsPerBar, Math.floor(at + 1e-9) + 2);
            }
            step = Math.clamp(step + random.nextInt(-2, 3), 2, 14);
            int pitch = pitch(60, step);
            if (onBeat) {
                for (int away = 0; away < 3 && !isIn(chord, pitch); away++) {
                    pitch = pitch(60, ++step);
                }
            } else if (degree == 14 && Math.floorMod(pitch - tonic, 12) == 10) {
                pitch++;
            }
            if (random.nextInt(7) > 0) {
                note(from + at, (next - at) * random.nextDouble(0.7, 1), pitch, 2);
            }
            at = next;
        }
        return step;
    }

    private double nextPlace(double at) {
        double beat = Math.floor(at + 1e-9);
        for (double place : places) {
            if (beat + place > at + 1e-9) {
                return beat + place;
            }
        }
        return beat + 1;
    }

    private static boolean isIn(int[] chord, int pitch) {
        for (int tone : chord) {
            if (tone == pitch % 12) {
                return true;
            }
        }
        return false;
    }

    private Song asSong() {
        var builder = NoteTable.builder(notes.size());
        for (double[] note : notes) {
            double start = Math.max(0, note[0] + random.nextDouble(-0.005, 0.005));
            double from = Math.rint(start * 192) / 192;
            double to = Math.max(from + 1 / 192.0, Math.rint(note[1] * 192) / 192);
            builder.add(from, to, (int) note[2], 80, (int) note[3]);
        }
        var table = builder.build();
        var instruments = List.of(
                new Instrument(0, band == Band.GUITAR ? "Acoustic Guitar" : "Acoustic Grand Piano", 0, true, false),
                new Instrument(1, "Electric Bass (finger)", 33, true, false),
                new Instrument(2, "Synth Voice", 54, true, false),
                new Instrument(3, "Drums", 0, true, true));
        int count = bars * beatsPerBar;
        double[] all = new double[count];
        double[] down = new double[bars];
        double[] intervals = new double[count];
        for (int i = 0; i < count; i++) {
            all[i] = beats[i];
            intervals[i] = beats[i + 1] - beats[i];
            if (i % beatsPerBar == 0) {
                down[i / beatsPerBar] = beats[i];
            }
        }
        double bpm = 60 / SongsBench.median(intervals);
        var transcription = new Transcription(name, name, table.end(), instruments, table, List.of());
        Optional<Integer> key = band == Band.RHYTHM ? Optional.empty() : Optional.of(tonic + (minor ? 12 : 0));
        return new Song(name, transcription, all, down, down, bpm, bpm, bpm, beatsPerBar, key);
    }
}
